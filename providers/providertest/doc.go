// Package providertest is the contract of a provider, as tests. Every provider passes them:
// the one in memory, the client of Amazon Connect, and the client of ConnectPath beside it.
// So the tests of package apply can use the provider in memory, and say something about
// the real ones.
//
// # Terms
//
//   - A law is one thing that every provider does, for example: an update of one attribute
//     leaves all others alone.
//   - A subject is the provider that a law is tried on, with a new instance for each law.
//   - A sample is an object of a kind, of package schematest. Each kind has two that differ
//     in every attribute. The world is a set of samples that refer to each other.
//
// # Example
//
// A new provider is tested by one function:
//
//	func TestContract(t *testing.T) {
//		providertest.Run(t, func(t *testing.T) providers.Provider { return open(t) })
//	}
//
// The law "update one attribute" fills the instance with the world, and creates a queue
// of its first sample. It then writes max_contacts of the second sample, reads the queue, and
// expects the other attributes to be as in the first. It does the same with every attribute
// of every kind, so a new attribute is tested as soon as it has samples.
package providertest
