// Package failure puts failed calls of Amazon Connect into words for people.
//
// # Terms
//
//   - A [Call] is the error of a call that the service did not carry out.
//   - [Explain] makes a Call of an error of the SDK.
//   - A meaning is the error of package providers that says the same as the service's
//     exception, such as [providers.ErrExists].
//   - [Redact] takes a secret out of an error.
//
// # Example
//
// The SDK's error of a name that is too long repeats the operation and the status. Explain
// makes of it
//
//	CreateQueue: Name is too long (InvalidParameterException, request 1234)
package failure
