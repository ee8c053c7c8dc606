// Package fleet divides the environments of a configuration among processes, and says in which
// order one process works on them.
//
// # Terms
//
//   - A budget is the calls that some environments share: those of an account in a Region, since
//     AWS counts the calls of an operation there.
//   - A shard is the part of the environments that one process works on. A budget is never in two
//     shards, because two processes would not know of each other's calls.
//
// # Example
//
// Of five environments, dev and test are in one account and Region, and eu, us and ap have their
// own. Two shards get dev and test, and ap, eu and us.
package fleet
