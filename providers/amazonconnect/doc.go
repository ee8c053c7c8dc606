// Package amazonconnect is the provider that speaks to Amazon Connect.
//
// [Open] finds the instance and returns a [Client].
//
// # Terms
//
//   - A kind is a table: the operations that read and write one kind of object, and the
//     functions that call them. Each kind has a file with a definition, from which the
//     table is made.
//   - A connection is what those functions call the service with. Its limiter calls each
//     operation only so often, and adapts to what the service refuses.
//   - An index turns the ids of a kind's objects into names and back.
//   - A reader reads objects by a kind and a connection, and a writer writes them.
//   - A detail is an attribute that a bulk read lacks, such as a user's e-mail address. It
//     takes a call for each object.
//   - A step is what a write does by one operation. All steps of a write are made before
//     the first one is taken, so the cost of the write is the sum of its steps.
//
// # Reading
//
// All objects of a kind are read by two operations. Search* has their attributes, but lags
// behind writes. List* has hardly more than ids and names, and does
// not lag. So List* says which objects exist, Search* says what they are, and an object that
// Search* does not know yet is described by itself. Details are read only of the objects
// that a query needs them of.
//
// # Writing
//
// An update makes exactly the calls whose attributes change. The call that writes tags comes
// last, because the record in them says that everything is done. Calls that the service
// throttles are sent again. If the answer to a create is lost, the object is looked up
// before the call is sent again, because a second call could make a second object. A delete
// of an object that is in use is tried again for some seconds: AWS may not have noticed yet
// that the last reference is gone.
//
// # Example
//
// A queue gets another status and other hours, and its block moved to another address. The
// steps are UpdateQueueHoursOfOperation, UpdateQueueStatus and TagResource: two updaters, in
// the order of the table in queue.go, and the record. If the second call fails, the record
// still has the old address and the old digests, so the next plan sees that the status has
// still to be written.
package amazonconnect
