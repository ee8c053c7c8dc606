// Package providers says what a provider is: the part that speaks to one service. Its
// subpackages are the providers themselves.
//
// A [Reader] reads live objects, and a [Provider] writes them, too. What only some services
// can do is a power, an interface of its own that [As] asks for. [Join] makes one provider
// of those of several services. [ReadState] reads everything that a plan needs; a [Trace]
// is told of each call meanwhile.
//
// For example, a configuration describes the user "ada" with her security profiles alone.
// ReadState lists the users, in bulk; of ada it asks for security profiles beyond that,
// unless the bulk read has them; of users whom nobody describes, for nothing.
package providers
