// Package connectpath is the provider of ConnectPath's permission groups, of the group
// that each user is in, and of the default group.
//
// # Terms
//
//   - A driver speaks one API of ConnectPath. The gateway driver follows a contract of
//     callwright's own, docs/connectpath-gateway.yaml, which a company implements in front
//     of its ConnectPath. The external driver uses the users API that the vendor publishes.
//   - A driver is complete when its API reads and writes everything that callwright
//     describes. The gateway is complete. The users API is not: it knows users, and of
//     groups only their names.
//   - A manual step is a write that no API offers. A person makes it in ConnectPath and
//     then confirms it. Until then the write fails with a [providers.ManualError], which
//     says what to click.
//   - A note is what a person last confirmed of one group, or of the default group. It is
//     a tag of the Amazon Connect instance. Where the API shows nothing, the note is what
//     callwright takes to be live.
//   - An assignment puts a user into a group. A user without an assignment is in the
//     default group.
//   - A synchronisation makes the users of Amazon Connect known to ConnectPath. It takes
//     all of them, so callers who wait for new users share one.
//
// # Example
//
// The external driver runs against a ConnectPath that has a group "Night", and the
// configuration says that the group sees all queues:
//
//	resource "permission_group" "night" {
//	  name       = "Night"
//	  all_queues = true
//	}
//
// Nobody confirmed anything yet, so the plan has a manual step: open "Night" and turn
// "See metrics and perform operations for all queues" on. Somebody does that and confirms
// it, which writes a tag to the Amazon Connect instance:
//
//	callwright:permission_group:pg_7   1:vm9uT5Ws:aNlqp 1-- support/permission_group.night
//
// The 1 after the first space says that all queues are on. The dashes say that nobody
// confirmed the pop-up and the activity. The next plan reads the tag, and has no changes.
//
// # Files
//
// A [Client] hands each request to the client of one kind: groups, assignments or settings.
// Those share a directory, which translates names into ids, and a notebook, which reads and
// writes the notes. What is peculiar to one API is in the file of its driver.
package connectpath
