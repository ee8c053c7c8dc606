// Package apply carries out plans. It makes each change after the changes that it waits for,
// and independent changes at the same time.
//
// # Terms
//
//   - A [Step] is one thing that a change takes: read the object again, write, read it back,
//     delete. The runner performs the list of steps, the estimate adds up their calls, and
//     the IAM policy allows them.
//   - An attempt performs the steps of one change. Its [Outcome] says what became of it.
//   - A change is stale if its object, or one that it relies on, is not as the plan found it.
//     Apply then makes neither this change nor those that wait for it.
//   - A change is done by hand if the service has no API for it.
//
// # Example
//
// A plan updates the queue "Sales" and creates the user "ada". Somebody changed the queue
// after the plan was made. [Runner.Run] reads the queue again, finds that it differs and
// leaves it alone, but it creates the user. The [Report] has one stale change and one that is
// done. A new plan finishes the rest.
package apply
