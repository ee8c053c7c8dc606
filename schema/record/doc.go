// Package record reads and makes the two tags in which callwright remembers an object:
// who owns it, and what was last applied to it. Callwright has no other memory, and no
// state file.
//
// Its terms:
//
//   - The owner is a stack and an address: support/queue.premium_1.
//   - An [Applied] is the content of the tag "applied". It has an [Entry] for each attribute
//     that was applied: a digest of one value, or a [Sketch] of a value with elements. A
//     [Digester] makes them. A tag never holds a value itself, because people read tags.
//   - A sketch combines the digests of all elements by exclusive or, so [Solve] can tell
//     which elements somebody added since, and which they removed.
//   - The binding ties a record to its object. If somebody copies the object with its tags,
//     the binding does not fit the copy's id.
//   - A stamp is a time at which the object was as the entries say. If the service says that
//     the object has not changed since, its record vouches for attributes that were not
//     read: see [Vouch].
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
