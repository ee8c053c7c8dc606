// Package apply carries out plans: each change once what it waits for is done,
// independent ones at the same time.
//
// [Runner.Run] reads each object again right before it writes. An object that is
// no longer as the plan found it is left alone, and so is what waits for it;
// everything else is done. A [Report] says what became of each change. Running a
// new plan afterwards finishes the rest.
package apply
