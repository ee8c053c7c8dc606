// Package chaos tests whole runs, of the real clients over HTTP to the simulator, while things
// go wrong: calls fail, answers get lost, processes die, and others write at the same time. It
// has no code of its own.
//
// The tests are laws over random configurations and random live states:
//
//   - After each failure, the next apply finishes the work, and a plan then has no changes.
//   - An undo plan brings back what was there before.
//   - The export of any instance is a configuration that plans no changes.
package chaos
