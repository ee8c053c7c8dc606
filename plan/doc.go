// Package plan compares a live contact centre with a configuration, and says which changes
// make the contact centre match.
//
// [Make] takes two states and returns a [Plan]: the changes, and what each change
// waits for. Package impact says what the plan means for people, and why it may be refused.
// Package document turns the plan into data.
//
// # Terms
//
//   - An object is live when the service has it, and described when the configuration
//     has it. Make matches each described object with its live one: by the record in the
//     object's tags, or else by its name.
//   - A change is what is done to one object: it has an [Action], the attributes that
//     are written, and for each of these the [Cause] of the difference.
//   - A change waits for others: an object is made after what it refers to, and deleted
//     after everything has stopped referring to it.
//   - The outcome of a plan is the state after it is applied. [Plan.Outcome] computes it,
//     and is the specification of package apply.
//
// # Example
//
// The contact centre has a queue "Sales" with hours "Day", and this stack owns both. The
// configuration now gives the queue new hours "Night", and no longer describes "Day". The
// plan has three changes, in the order in which a reader sees them:
//
//   - hours_of_operation "Day"    delete   waits for the update of "Sales"
//   - hours_of_operation "Night"  create
//   - queue "Sales"               update   waits for the creation of "Night"
//
// So "Night" is created, "Sales" moves to it, and only then is "Day" deleted.
//
// The package is pure: no I/O, no clock, no globals. The same states give the same
// plan and the same bytes.
package plan
