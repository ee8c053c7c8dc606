// Package answer checks that the answers of Amazon Connect are complete.
//
// An answer that lacks what every answer of its operation has is a failed read. Otherwise a
// proxy that answers every call with 200 and {} would look like an empty instance, and a plan
// would create everything a second time.
//
// # Terms
//
//   - A rule says what each answer of an operation has.
//   - [Install] makes a client's calls fail whose answers break the rule of their operation.
//   - An [Incomplete] is the error of such a call.
//
// # Example
//
// ListUsers answers with a UserSummaryList, even if there are no users, and each user in it
// has an Id and a Username. So {} is an error, and {"UserSummaryList": []} is not.
package answer
