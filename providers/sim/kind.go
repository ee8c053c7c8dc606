package sim

import "strings"

// A kind describes one kind of object to the generic store and handlers.
type kind struct {
	word         string // in an ARN: instance/…/queue/…
	noun         string // in messages
	resourceType string // in ResourceInUseException
	id, arn      string // members of requests and answers that hold an object's id and ARN
	name         string // the member that holds its name
	view         string // the member that holds it in Describe's answer

	named bool // its name is its id, and it has no ARN
	refs  []reference

	form form // what the console can change

	// born completes an object from the request that creates it. It may be nil.
	born func(t *tx, o *object, in members) error
	// check refuses or normalises an object before it is stored. It may be nil.
	check func(t *tx, o *object) error
	// show completes what Describe and Search answer for an object. It may be nil.
	show func(t *tx, o *object, v members) error
}

// title is what callwright calls the kind.
func (k *kind) title() string { return strings.ReplaceAll(k.noun, " ", "_") }

// kinds are the kinds of object that a request or the console can name.
func kinds() []*kind {
	return []*kind{instances, hours, queues, groups, levels, securityProfiles, routingProfiles, users, statuses, attributes, quickConnects, flows, numbers}
}
