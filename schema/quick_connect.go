package schema

import (
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// A QuickConnect is a destination that agents transfer contacts to: a user, a queue, a
// phone number or a flow. The others are empty.
type QuickConnect struct {
	Name        string
	Description string
	User, Queue Transfer
	Number      string
	Flow        string // name
	Tags        map[string]string
}

// A Transfer is a destination inside the contact centre, and the flow that takes
// contacts there.
type Transfer struct {
	To   string // name of the user or queue
	Flow string // name
}

// destinations are the objects that say where a quick connect leads. A quick connect has one
// of them.
var destinations = []string{"user", "queue", "phone", "flow"}

// quickConnect follows the Amazon Connect API reference, CreateQuickConnect and
// QuickConnectConfig.
var quickConnect = Define(Kind{
	Name:         "quick_connect",
	Doc:          "A destination for transfers: a `user`, a `queue`, a `phone` or a `flow`. Agents see the quick connects of the queues that they serve.",
	Label:        "name",
	Quota:        100,
	Alternatives: destinations,
}, []Field[QuickConnect]{
	String("name", "The name; defaults to for_each's key or the label.", func(q *QuickConnect) *string { return &q.Name }).Code('n').
		Required().Length(127),
	String("description", "What the quick connect is for.", func(q *QuickConnect) *string { return &q.Description }).Code('d').
		Length(250),
	String("user.user", "The user to transfer to.", func(q *QuickConnect) *string { return &q.User.To }).Code('u').RefersTo("user"),
	String("user.flow", "The name of the flow that transfers to the user.", func(q *QuickConnect) *string { return &q.User.Flow }).Code('u').RefersTo("flow"),
	String("queue.queue", "The queue to transfer to.", func(q *QuickConnect) *string { return &q.Queue.To }).Code('q').RefersTo("queue"),
	String("queue.flow", "The name of the flow that transfers to the queue.", func(q *QuickConnect) *string { return &q.Queue.Flow }).Code('q').RefersTo("flow"),
	String("phone.number", "The number to call, as E.164: `+442079460123`.", func(q *QuickConnect) *string { return &q.Number }).Code('p').
		Match(`\+[1-9]\d{1,14}`, "an E.164 number such as +442079460123"),
	String("flow.flow", "The name of the flow that takes the contact.", func(q *QuickConnect) *string { return &q.Flow }).Code('f').RefersTo("flow"),
	tags(func(q *QuickConnect) *map[string]string { return &q.Tags }),
})

func (q *QuickConnect) naturalKey() string { return q.Name }

// conflicts refuses a quick connect that would lead nowhere.
func (q *QuickConnect) conflicts(after *Resource, _ *State) []diag.Problem {
	if after == nil || after.Live != nil && !after.Has("user.user") { // its type was not read
		return nil
	}
	return after.Body.(*QuickConnect).incomplete()
}

// check refuses a second destination, and a destination with empty parts.
func (q *QuickConnect) check(has func(string) bool) []diag.Problem {
	var given []string
	for _, d := range destinations {
		if has(d+"."+d) || has(d+".flow") || has(d+".number") {
			given = append(given, d)
		}
	}
	if len(given) < 2 {
		return q.empty(has)
	}
	return []diag.Problem{diag.SeveralDestinations.On(given[1], "A quick connect needs exactly one of user, queue, phone and flow, but this one has %s.", strings.Join(given, " and "))}
}

// empty reports the parts of a destination that a block sets to "".
func (q *QuickConnect) empty(has func(string) bool) []diag.Problem {
	var problems []diag.Problem
	for _, part := range []struct{ name, value string }{
		{"user.user", q.User.To}, {"user.flow", q.User.Flow}, {"queue.queue", q.Queue.To}, {"queue.flow", q.Queue.Flow}, {"phone.number", q.Number}, {"flow.flow", q.Flow},
	} {
		if has(part.name) && part.value == "" {
			problems = append(problems, diag.InvalidValue.On(part.name, "%q cannot be empty. Write a destination, or remove the block.", part.name))
		}
	}
	return problems
}

// incomplete reports the parts that a quick connect lacks to lead anywhere.
func (q *QuickConnect) incomplete() []diag.Problem {
	for _, t := range []struct {
		name string
		Transfer
	}{{"user", q.User}, {"queue", q.Queue}} {
		if lacks := map[bool]string{t.To == "": t.name, t.Flow == "": "flow"}[true]; lacks != "" && t.Transfer != (Transfer{}) {
			return []diag.Problem{diag.IncompleteDestination.On(t.name, "A quick connect to a %s needs %s = { %s = …, flow = … }, but %s is missing.", t.name, t.name, t.name, lacks)}
		}
	}
	if q.User == (Transfer{}) && q.Queue == (Transfer{}) && q.Number == "" && q.Flow == "" {
		return []diag.Problem{diag.MissingDestination.Problem("A quick connect needs one of user = { user = …, flow = … }, queue = { queue = …, flow = … }, phone = { number = … } and flow = { flow = … }.")}
	}
	return nil
}
