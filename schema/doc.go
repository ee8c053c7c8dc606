// Package schema describes what callwright manages: the kinds of object, their attributes
// and rules, and the states that objects form.
//
// The terms:
//
//   - A [Kind] is a kind of object, such as queue. A table of fields is its only
//     description: decoding, comparing, printing, records and the JSON of a plan read it.
//   - An [Attr] is one attribute of a kind; a [Field] is an Attr that belongs to a Go type.
//   - A [Resource] is one object. It is desired (a configuration describes it), live (a
//     service has it), or both.
//   - The natural key of an object is the name by which people know it: a queue's name, a
//     user's username, the path of a hierarchy group. A [Name] is a kind and a natural key.
//   - An [Addr] says which block describes an object: user.agents["ada"].
//   - A [State] is a sorted set of resources, one for each Name.
//
// For example, the block
//
//	queue "sales" {
//	  name         = "Sales"
//	  max_contacts = 40
//	}
//
// becomes a Resource of kind queue with the Addr queue.sales, the Key "Sales" and the Body
// *[Queue]. Given holds the attributes name and max_contacts, because the block sets these
// two. The status, which the block leaves out, stays as it is in the service.
//
// A reference from one resource to another is the natural key of the other. Keys are known
// before anything exists, so a state holds no unknown values.
//
// A kind's behaviour that its table cannot express, such as a rule about two attributes, is
// a method of its Go type: see hooks.go.
//
// The package does no I/O and knows no service.
package schema
