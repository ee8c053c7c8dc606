package sim

// A kind describes one kind of object to the generic store and handlers.
type kind struct {
	word         string // in an ARN: instance/…/queue/…
	noun         string // in messages
	resourceType string // in ResourceInUseException
	id, arn      string // members of requests and answers that hold an object's id and ARN
	name         string // the member that holds its name
	view         string // the member that holds it in Describe's answer

	named bool // its name is its id, and it has no ARN
	quota int  // how many there may be; 0 means any number
	refs  []reference

	form form // what the console can change

	// born completes an object from the request that creates it. It may be nil.
	born func(t *tx, o *object, in members) error
	// check refuses or normalises an object before it is stored. It may be nil.
	check func(t *tx, o *object) error
	// show completes what Describe and Search answer for an object. It may be nil.
	show func(t *tx, o *object, v members) error
}

// The quotas are ten times the defaults that AWS publishes for a new instance
// ("Amazon Connect service quotas" in the administrator guide), so that large
// tests run; a routing profile holds the 100 queue-channel pairs that Service
// Quotas lists. Users are not limited.
const (
	hoursQuota           = 1000
	queueQuota           = 1000
	routingProfileQuota  = 5000
	securityProfileQuota = 1000
	groupQuota           = 5000
	attributeQuota       = 1500
	statusQuota          = 500
	quickConnectQuota    = 1000
	pairQuota            = 100
	proficiencyQuota     = 10
	tagQuota             = 50
)

// kinds are the kinds of object that a request or the console can name.
func kinds() []*kind {
	return []*kind{instances, hours, queues, groups, levels, securityProfiles, routingProfiles, users, statuses, attributes, quickConnects, flows, numbers}
}
