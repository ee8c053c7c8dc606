package schema

import "slices"

// A Queue holds contacts until an agent serves them.
type Queue struct {
	Name             string
	Description      string
	HoursOfOperation string // name
	Status           string // "enabled" or "disabled"
	MaxContacts      int
	OutboundCaller   Caller
	QuickConnects    []string // names, sorted
	OutboundEmail    string   // an e-mail address; "" for none
	EmailAddresses   []string // besides OutboundEmail, sorted
	Tags             map[string]string
}

// A Caller is the name and number that a queue's outbound contacts show, and the flow that
// they run.
type Caller struct{ Name, Number, Flow string }

// quickConnectsPerQueue is how many quick connects a queue can have. The quota cannot be
// raised (Amazon Connect administrator guide, feature specifications).
const quickConnectsPerQueue = 700

// emailsPerQueue is how many e-mail addresses a queue can have besides the one for outbound
// e-mail (Amazon Connect API reference, AssociateQueueEmailAddresses).
const emailsPerQueue = 49

const instanceEmail = `[^\s@]+@[^\s@]+\.[^\s@]+`

var queue = Define(Kind{
	Name:  "queue",
	Doc:   "Where contacts wait until an agent serves them.",
	Label: "name",
	Quota: 100,
}, []Field[Queue]{
	String("name", "The name; defaults to for_each's key or the label.", func(q *Queue) *string { return &q.Name }).Code('n').
		Required().Length(127),
	String("description", "What the queue is for.", func(q *Queue) *string { return &q.Description }).Code('d').
		NotEmpty("the service cannot clear a queue's description").Length(250),
	String("hours_of_operation", "When the queue is open.", func(q *Queue) *string { return &q.HoursOfOperation }).Code('h').
		Required().RefersTo("hours_of_operation"),
	String("status", "Whether the queue takes contacts.", func(q *Queue) *string { return &q.Status }).Code('s').
		OneOf("enabled", "disabled"),
	Int("max_contacts", "How many contacts can wait before the queue is full.", func(q *Queue) *int { return &q.MaxContacts }).Code('m').
		Range(0, 1_000_000, "contacts"),
	String("outbound_caller.name", "The caller name on outbound calls.", func(q *Queue) *string { return &q.OutboundCaller.Name }).Code('o').
		Length(255),
	String("outbound_caller.number", "The caller ID of outbound calls, one of the instance's numbers: `+442079460123`.", func(q *Queue) *string { return &q.OutboundCaller.Number }).Code('o').
		RefersTo("phone_number").Match(`\+[1-9]\d{1,14}`, "an E.164 number such as +442079460123"),
	String("outbound_caller.flow", "The name of the whisper flow for outbound calls.", func(q *Queue) *string { return &q.OutboundCaller.Flow }).Code('o').
		RefersTo("flow"),
	StringSet("quick_connects", "Where agents can transfer the queue's contacts; the set is complete.", func(q *Queue) *[]string { return &q.QuickConnects }).Code('q').
		RefersTo("quick_connect").Count(0, quickConnectsPerQueue).NotEmpty("remove the empty member").WrittenLast(),
	String("outbound_email", "The e-mail address that outbound e-mail comes from, one of the instance's addresses.", func(q *Queue) *string { return &q.OutboundEmail }).Code('e').
		RefersTo("email_address").Length(255).Match(instanceEmail, "an e-mail address"),
	StringSet("email_addresses", "The e-mail addresses of the instance that agents can choose from besides `outbound_email`: at most 49. The set is complete.",
		func(q *Queue) *[]string { return &q.EmailAddresses }).Code('E').
		RefersTo("email_address").Count(0, emailsPerQueue).Length(255).Match(instanceEmail, "an e-mail address").NotEmpty("remove the empty member"),
	tags(func(q *Queue) *map[string]string { return &q.Tags }),
})

func (q *Queue) naturalKey() string { return q.Name }

// created sets what a new queue has (Amazon Connect API reference, CreateQueue).
func (q *Queue) created() { q.Status = "enabled" }

// completeGiven takes the address for outbound e-mail out of the others. Agents can choose it
// anyway, and the service lists it once. If the block does not write it, it stays as it is in
// the live queue.
func (q *Queue) completeGiven(has func(name string) bool, live any) {
	outbound := q.OutboundEmail
	if was, ok := live.(*Queue); ok && !has("outbound_email") {
		outbound = was.OutboundEmail
	}
	q.EmailAddresses = slices.DeleteFunc(q.EmailAddresses, func(address string) bool { return address == outbound })
}
