// Package rewrite changes values in the files of a configuration, and nothing else: comments,
// layout and all other values stay as they are.
//
// The terms:
//
//   - A request says which attribute of which described object gets which value.
//   - A literal is a value that stands in the block itself: "Sales", 3, queue.sales. Only
//     literals and cells of CSV files can be changed. A value that another expression makes,
//     such as a conditional, cannot.
//   - A splice puts a text in the place of another one, in one file. An [Editor] collects the
//     splices of all requests, and makes them all at once.
//
// For example, somebody changed the priority of queue.sales to 3 in the console, and this row
// is to say so:
//
//	rows = [
//	  { queue = queue.sales, priority = 2, delay = 0 }, # first in the morning
//	]
//
// The editor finds the row whose queue is the object at queue.sales, and puts 3 in the place of
// 2. The package reads no files, and evaluates nothing. So whoever uses it loads the changed
// files, and checks that they mean what was asked for and change nothing else: one block may
// describe many objects.
package rewrite
