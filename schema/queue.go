package schema

// A Queue holds contacts until an agent serves them.
type Queue struct {
	Name             string
	Description      string
	HoursOfOperation string // name
	Status           string // "enabled" or "disabled"
	MaxContacts      int
	OutboundCaller   Caller
	QuickConnects    []string // names, sorted
	Tags             map[string]string
}

// A Caller is the name and number that a queue's outbound contacts show, and the flow that
// they run.
type Caller struct{ Name, Number, Flow string }

// quickConnectsPerQueue is how many quick connects a queue can have. The quota cannot be
// raised (Amazon Connect administrator guide, feature specifications).
const quickConnectsPerQueue = 700

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
	tags(func(q *Queue) *map[string]string { return &q.Tags }),
})

func (q *Queue) naturalKey() string { return q.Name }
