// Package format writes configurations in their canonical form: HCL's own style, with the
// columns of tables lined up.
//
// Its terms:
//
//   - A row is an object on one line, as a member of a list or of an object. Its items are
//     the cells.
//   - A table is a run of rows that begin in the same column, one on each line. Blank lines
//     and comments may come between them.
//   - A gap is white space that [Source] widens so that what follows it starts in a column.
//
// For example, a person writes
//
//	queues = [
//	  { queue = "Sales", channels = ["voice"], priority = 1 }, # first
//	  { queue = "Billing questions", channels = ["chat"], priority = 2 },   # second
//	]
//
// and Source returns
//
//	queues = [
//	  { queue = "Sales",             channels = ["voice"], priority = 1 }, # first
//	  { queue = "Billing questions", channels = ["chat"],  priority = 2 }, # second
//	]
package format
