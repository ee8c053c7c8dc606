// Package schematest makes states and objects for tests.
//
// Its terms:
//
//   - A sample is an object of a kind with a value for every attribute. Each kind has two,
//     which differ in everything: see [Sample].
//   - The [World] is the objects that samples refer to.
//   - A [Maker] makes random states for tests of laws. A state is closed: every name that an
//     object refers to exists.
//   - A pool is the few names of a kind from which a maker takes the names of objects. Some
//     of them are hostile: they have quotes, brackets or control characters.
//
// For example, a test of the law that an applied plan leaves nothing to do:
//
//	m := schematest.New(seed, 5)
//	live, want := m.Live(true), m.Want(false)
//	// Some of the queues queue-0 to queue-4 are in both states, with other attributes, and
//	// some only in one. So the plan updates, creates and deletes queues.
package schematest
