// Package amazonconnect is the provider that speaks to Amazon Connect.
//
// [Open] finds the instance and returns a [Client]. The terms of the package:
//
//   - A kind is the table of one kind of object: the operations that read and write it,
//     and the functions that call them. Each has a file, in which a definition says
//     everything once.
//   - A connection is what those functions call the service by. Its limiter holds the
//     calls of each operation to a rate, which adapts to what the service bears.
//   - An index turns the ids of a kind's objects into names and back.
//   - A reader reads objects by a kind and a connection, and a writer writes them.
//   - A step is what a write does by one operation. The steps of a write are made before
//     the first is taken, so that its cost is their sum.
//
// # Reading
//
// All objects of a kind are read by the Search* operation of the kind, which has
// their attributes but lags behind writes, together with its List* operation,
// which says what there is. What neither has takes a call for each object, a detail, and
// is read only where a query needs it.
//
// # Writing
//
// An update makes exactly the calls whose attributes change, and those of tags last:
// the record says what is done. Throttled calls are tried again. A create whose answer was
// lost is looked up before it is tried again. An object that is to be deleted, and still in
// use, may be free in a moment.
//
// For example, a queue whose status and hours change, and that remembers another address,
// is written by the steps UpdateQueueHoursOfOperation, UpdateQueueStatus and TagResource:
// two updaters in the order of the table in queue.go, and the record.
package amazonconnect
