package schema

// A Queue holds contacts until an agent serves them.
type Queue struct {
	Name             string
	Description      string
	HoursOfOperation string // name
	Status           string // "enabled" or "disabled"
	MaxContacts      int
	Tags             map[string]string
}

var queue = Define(Spec[Queue]{
	Name:  "queue",
	Doc:   "Where contacts wait until an agent serves them.",
	Label: "name",
	Quota: 100,
	Key:   func(q *Queue) string { return q.Name },
	Fields: []Field[Queue]{
		String("name", "The name; defaults to for_each's key or the label.", func(q *Queue) *string { return &q.Name }).Code('n').
			Needed().Length(127),
		String("description", "What the queue is for.", func(q *Queue) *string { return &q.Description }).Code('d').
			NotEmpty("the service cannot clear a queue's description").Length(250),
		String("hours_of_operation", "When the queue is open.", func(q *Queue) *string { return &q.HoursOfOperation }).Code('h').
			Needed().To("hours_of_operation"),
		String("status", "Whether the queue takes contacts.", func(q *Queue) *string { return &q.Status }).Code('s').
			OneOf("enabled", "disabled"),
		Int("max_contacts", "How many contacts may wait before the queue counts as full.", func(q *Queue) *int { return &q.MaxContacts }).Code('m').
			Range(0, 1_000_000, "contacts"),
		tags(func(q *Queue) *map[string]string { return &q.Tags }),
	},
})
