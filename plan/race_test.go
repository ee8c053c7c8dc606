//go:build race

package plan_test

// raceEnabled says that the race detector slows everything down.
const raceEnabled = true
