package decode

// Questions answers the questions that checks ask about the planned state. Arguments are
// the natural keys of objects, and results are sorted. If an answer needs objects that were
// not read, the error wraps [schema.ErrNotRead].
type Questions interface {
	// AgentsServing returns the usernames of the agents who get contacts of the queue on
	// the channel, or on any channel if it is "".
	AgentsServing(queue, channel string) ([]string, error)
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
	channel bool   // whether a channel can follow: agents_serving(queue.sales, "chat")
	reads   string // the kind of the objects that the answer comes from
	ask     func(q Questions, first, channel string) ([]string, error)
}

// questions are the questions by the names of their functions.
var questions = map[string]question{
	"agents_serving": {"queue", true, "routing_profile", Questions.AgentsServing},
	"permissions_of": {"user", false, "security_profile", func(q Questions, user, _ string) ([]string, error) { return q.PermissionsOf(user) }},
	"users_with":     {"", false, "security_profile", func(q Questions, permission, _ string) ([]string, error) { return q.UsersWith(permission) }},
	"queues_of":      {"user", false, "routing_profile", func(q Questions, user, _ string) ([]string, error) { return q.QueuesOf(user) }},
}
