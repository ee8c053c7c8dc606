// Package plan says what has to be done to a live contact centre to make it what
// a configuration describes.
//
// [Make] compares two states and returns a [Plan]: the changes, what each waits
// for, and what stands against them. [Plan.Outcome] is the state that the plan
// leads to; it is the specification of package apply. [Plan.Document] is the plan
// as data, to be saved and shown; [Document.Plan] reads it back.
//
// The package is pure: no I/O, no clock, no globals. The same states give the same
// plan and the same bytes.
package plan
