// Package local is the provider of an embedded contact centre: one file, and no network.
//
// It does not implement anything twice. It joins the real clients, of Amazon Connect and
// of ConnectPath, and gives them a transport that hands each request to the simulator
// (package sim) in the same process. So what works here uses the same calls, in the same
// order, as against AWS.
//
// For example, a configuration to try things out with:
//
//	provider "local" {
//	  path = "trial.db"
//	}
//
// The first apply creates trial.db with a new instance, which has what AWS
// gives a new instance: "Basic Hours", "BasicQueue", four security profiles. A plan
// does not create the file; until somebody applies, it plans against a new instance in memory.
package local
