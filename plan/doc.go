// Package plan compares a live contact centre with what a configuration describes,
// and says what has to be done to make the one what the other says.
//
// [Make] takes two states and returns a [Plan]: the changes, and what each change
// waits for. What a plan means for people, and what speaks against it, is package
// impact; the plan as data is package document.
//
// # Terms
//
//   - An object is live when the service has it, and described when the configuration
//     has it. Make matches each described object with the live one that it is: by the
//     record in the object's tags, else by its name.
//   - A change is what is done to one object: it has an [Action], the attributes that
//     are written, and for each of these the [Cause] of the difference.
//   - A change waits for others: an object is made after what it refers to, and deleted
//     after everything has stopped referring to it.
//   - The outcome of a plan is the state that it leads to. [Plan.Outcome] computes it,
//     and is the specification of package apply.
//
// # Example
//
// The contact centre has a queue "Sales" with hours "Day", and both are ours. The
// configuration describes the queue with new hours "Night", and no hours "Day". The
// plan is three changes, in the order in which a reader sees them:
//
//   - hours_of_operation "Day"    delete   waits for the update of "Sales"
//   - hours_of_operation "Night"  create
//   - queue "Sales"               update   waits for the creation of "Night"
//
// The package is pure: no I/O, no clock, no globals. The same states give the same
// plan and the same bytes.
package plan
