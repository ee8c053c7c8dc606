package decode

import (
	"cmp"
	"errors"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// Questions answers the questions that checks ask about the planned state. Arguments are
// the natural keys of objects, and results are sorted. If an answer needs objects that were
// not read, the error wraps [schema.ErrNotRead].
type Questions interface {
	// AgentsServing returns the usernames of the agents who get contacts of the queue in
	// the given way.
	AgentsServing(queue string, by schema.ServiceFilter) ([]string, error)
	// HoursOpen returns for how many hours a week the queue is open, by its schedule.
	HoursOpen(queue string) (float64, error)
	// QueueStatus returns "enabled" or "disabled".
	QueueStatus(queue string) (string, error)
	// PermissionsOf returns the API names of the user's permissions.
	PermissionsOf(user string) ([]string, error)
	// UsersWith returns the usernames of the users who have the permission.
	UsersWith(permission string) ([]string, error)
	// QueuesOf returns the names of the queues whose contacts the user gets.
	QueuesOf(user string) ([]string, error)
	// ServiceLevel returns the share of the queue's contacts that are answered in time, from 0
	// to 1. It is an error if no traffic is given.
	ServiceLevel(queue, channel string) (float64, error)
	// WaitP90 returns the seconds that nine of ten contacts of the queue do not exceed.
	WaitP90(queue, channel string) (float64, error)
}

// A question is a function that checks can call, such as agents_serving(queue.sales).
type question struct {
	kind    string   // of the object in the first argument; "" if that is a string
	channel bool     // whether a channel and options can follow: agents_serving(queue.sales, "voice", { max_delay = 20 })
	reads   string   // the kind of the objects that the answer comes from
	answer  cty.Type // the type of the answer
	ask     func(q Questions, about subject) (cty.Value, error)
}

// A subject is what a question is about.
type subject struct {
	name string // the first argument: the natural key of an object, or a permission
	by   schema.ServiceFilter
}

// questions are the questions by the names of their functions.
var questions = map[string]question{
	"agents_serving": {"queue", true, "routing_profile", nameList, func(q Questions, about subject) (cty.Value, error) {
		return names(q.AgentsServing(about.name, about.by))
	}},
	"permissions_of": {"user", false, "security_profile", nameList, func(q Questions, about subject) (cty.Value, error) { return names(q.PermissionsOf(about.name)) }},
	"users_with":     {"", false, "security_profile", nameList, func(q Questions, about subject) (cty.Value, error) { return names(q.UsersWith(about.name)) }},
	"queues_of":      {"user", false, "routing_profile", nameList, func(q Questions, about subject) (cty.Value, error) { return names(q.QueuesOf(about.name)) }},
	"service_level": {"queue", true, "queue", cty.Number, func(q Questions, about subject) (cty.Value, error) {
		return about.waits(q.ServiceLevel)
	}},
	"wait_p90": {"queue", true, "queue", cty.Number, func(q Questions, about subject) (cty.Value, error) {
		return about.waits(q.WaitP90)
	}},
	"hours_open": {"queue", false, "hours_of_operation", cty.Number, func(q Questions, about subject) (cty.Value, error) {
		hours, err := q.HoursOpen(about.name)
		return cty.NumberFloatVal(hours), err
	}},
	"queue_status": {"queue", false, "queue", cty.String, func(q Questions, about subject) (cty.Value, error) {
		status, err := q.QueueStatus(about.name)
		return cty.StringVal(status), err
	}},
}

// waits asks how contacts of the queue wait, on a channel; on voice if there is none. Options are
// about single agents, and say nothing about waiting.
func (s subject) waits(ask func(queue, channel string) (float64, error)) (cty.Value, error) {
	if plain := (schema.ServiceFilter{Channel: s.by.Channel, MaxDelay: schema.AnyService().MaxDelay}); s.by != plain {
		return cty.NilVal, errors.New("this function takes a queue and a channel, and no options")
	}
	figure, err := ask(s.name, cmp.Or(s.by.Channel, "voice"))
	return cty.NumberFloatVal(figure), err
}

// nameList is the type of a list of names.
var nameList = cty.List(cty.String)

// names returns a list of names as a value.
func names(list []string, err error) (cty.Value, error) { return schema.TextsValue(list), err }
