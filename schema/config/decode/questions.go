package decode

// Questions answers the questions that checks ask about the planned state. Arguments are
// the natural keys of objects, and results are sorted. If an answer needs objects that were
// not read, the error wraps [schema.ErrNotRead].
type Questions interface {
	// AgentsServing returns the usernames of the agents who get contacts of the queue on
	// the channel, or on any channel if it is "". If a workload type is given, they get
	// contacts of that type.
	AgentsServing(queue, channel, workload string) ([]string, error)
	// PermissionsOf returns the API names of the user's permissions.
	PermissionsOf(user string) ([]string, error)
	// UsersWith returns the usernames of the users who have the permission.
	UsersWith(permission string) ([]string, error)
	// QueuesOf returns the names of the queues whose contacts the user gets.
	QueuesOf(user string) ([]string, error)
}

// A question is a function that checks can call, such as agents_serving(queue.sales).
type question struct {
	kind    string // of the object in the first argument; "" if that is a string
	channel bool   // whether a channel and options can follow: agents_serving(queue.sales, "task", { workload = "claims" })
	reads   string // the kind of the objects that the answer comes from
	ask     func(q Questions, about subject) ([]string, error)
}

// A subject is what a question is about.
type subject struct {
	name     string // the first argument: the natural key of an object, or a permission
	channel  string // or ""
	workload string // an option; or ""
}

// questions are the questions by the names of their functions.
var questions = map[string]question{
	"agents_serving": {"queue", true, "routing_profile", func(q Questions, about subject) ([]string, error) {
		return q.AgentsServing(about.name, about.channel, about.workload)
	}},
	"permissions_of": {"user", false, "security_profile", func(q Questions, about subject) ([]string, error) { return q.PermissionsOf(about.name) }},
	"users_with":     {"", false, "security_profile", func(q Questions, about subject) ([]string, error) { return q.UsersWith(about.name) }},
	"queues_of":      {"user", false, "routing_profile", func(q Questions, about subject) ([]string, error) { return q.QueuesOf(about.name) }},
}
