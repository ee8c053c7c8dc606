// Package apply carries out plans: each change once what it waits for is done, and
// independent ones at the same time.
//
// # Terms
//
//   - A [Step] is one thing that a change takes: read the object again, write, read it back,
//     delete. One list of steps is what the runner performs, what the estimate adds up, and
//     what the IAM policy allows.
//   - An attempt performs the steps of one change. Its [Outcome] says what became of it.
//   - A change is stale if its object, or one that it relies on, is not as the plan found it.
//     It is not made then, and neither is what waits for it.
//   - A change is done by hand if the service has no API for it.
//
// # Example
//
// A plan updates the queue "Sales" and creates the user "ada". Somebody changed the queue
// after the plan was made. [Runner.Run] reads the queue again, finds that it differs and
// leaves it alone; it creates the user all the same. The [Report] has one stale change and
// one that is done. A new plan finishes the rest.
package apply
