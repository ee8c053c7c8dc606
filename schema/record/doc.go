// Package record reads and makes what callwright remembers of an object in two tags of
// the object itself: whose it is, and what was applied to it. There is no other memory,
// no file of state.
//
// Its terms:
//
//   - The owner is a stack and an address: support/queue.premium_1.
//   - An [Applied] is what the tag "applied" says. It has an [Entry] for each attribute that
//     was applied: a digest of one value, or a [Sketch] of a value with elements. A [Digester]
//     makes them. Values themselves are never kept, because people read tags.
//   - A sketch is the digest of every element combined by exclusive or, so [Solve] can tell
//     which elements were added since, and which were taken out.
//   - The binding ties a record to its object: a copy of the object carries the record, but
//     the binding does not fit its id.
//   - A stamp says that as of a time the object was as the entries say. While the object did
//     not change later, its record vouches for what was not read: see [Vouch].
//
// For example, somebody applies a queue with max_contacts = 10 and the hours "Office":
//
//	callwright:owner    support/queue.sales
//	callwright:applied  1:vm9uT5Ws:hTa2e.mKx0f
//
// Later the service has max_contacts = 20. The configuration says 10, and the digest of 10
// is still the entry m: somebody changed the queue outside of callwright. Had the
// configuration said 30, neither 20 nor 30 would have the digest m: both sides changed.
package record
