// Package providers says what a provider is: the part of callwright that speaks to one
// service. Its subpackages are the providers themselves, for example amazonconnect.
//
// # Terms
//
//   - A [Reader] reads live objects. It cannot write, so a plan cannot change anything.
//   - A [Provider] is a reader that writes, too.
//   - A power is something that only some services can do, as an interface of its own. For
//     example, a [Dater] can say when an object last changed. [As] asks a provider for one.
//   - A record is what callwright remembers of an object in two tags of the object. A
//     provider writes it with the last call of a change, so that a change that was cut
//     short does not look complete.
//   - A bulk read reads all objects of a kind with few calls. What it brings along differs
//     from service to service, so a [Query] says what else it needs of which objects.
//   - A [Trace] is told of each call while it happens, for progress on a terminal.
//   - A manual step is a write that no API offers: see [ManualError] and [Confirmer].
//
// [Join] makes one provider of several, for a contact centre whose objects are in several
// services.
//
// # Example
//
// A configuration describes the user "ada" with her security profiles and her e-mail
// address. [ReadState] lists the users of the instance, with three calls for 800 users. The
// bulk read has everybody's security profiles, but no e-mail addresses. So one more call
// reads ada's address; of the 799 others, whom nobody describes, nothing else is read.
package providers
