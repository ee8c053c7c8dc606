package decode

// Questions are what the functions of checks ask of the planned state. Objects are
// named by their natural keys; lists are sorted. What is not known because it was not
// read is an error that wraps [schema.ErrNotRead].
type Questions interface {
	// AgentsServing returns the usernames of who gets contacts of the queue, on the
	// channel or, when that is "", on any.
	AgentsServing(queue, channel string) ([]string, error)
	// PermissionsOf returns the API names of what the user may do.
	PermissionsOf(user string) ([]string, error)
	// UsersWith returns the usernames of who has the permission.
	UsersWith(permission string) ([]string, error)
	// QueuesOf returns the names of the queues whose contacts the user gets.
	QueuesOf(user string) ([]string, error)
}

// A question is a function of checks. Its first argument is an object of a kind, or
// a text where the kind is "".
type question struct {
	kind    string
	channel bool   // whether a channel may follow
	reads   string // the kind whose objects hold the answer
	ask     func(q Questions, first, channel string) ([]string, error)
}

var questions = map[string]question{
	"agents_serving": {"queue", true, "routing_profile", Questions.AgentsServing},
	"permissions_of": {"user", false, "security_profile", func(q Questions, user, _ string) ([]string, error) { return q.PermissionsOf(user) }},
	"users_with":     {"", false, "security_profile", func(q Questions, permission, _ string) ([]string, error) { return q.UsersWith(permission) }},
	"queues_of":      {"user", false, "routing_profile", func(q Questions, user, _ string) ([]string, error) { return q.QueuesOf(user) }},
}
