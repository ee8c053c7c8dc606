// Package offline is the provider of a snapshot: it answers from a file, and needs neither
// credentials nor a network.
//
// It can only read. What the snapshot does not have is unknown, and never taken for none: a
// read that needs it fails with [schema.ErrNotRead].
//
// For example, a snapshot of an instance without ConnectPath has no permission groups, and
// does not say that there are none. If a configuration describes the group "Night", a plan
// against this snapshot cannot know whether it has to create "Night". So there is no plan.
package offline
