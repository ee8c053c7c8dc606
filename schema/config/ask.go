package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

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
	kind  string
	more  bool   // whether a channel may follow
	reads string // the kind whose objects hold the answer
	asked func(q Questions, first, second string) ([]string, error)
}

var questions = map[string]question{
	"agents_serving": {"queue", true, "routing_profile", Questions.AgentsServing},
	"permissions_of": {"user", false, "security_profile", func(q Questions, user, _ string) ([]string, error) { return q.PermissionsOf(user) }},
	"users_with":     {"", false, "security_profile", func(q Questions, permission, _ string) ([]string, error) { return q.UsersWith(permission) }},
	"queues_of":      {"user", false, "routing_profile", func(q Questions, user, _ string) ([]string, error) { return q.QueuesOf(user) }},
}

// An asking is one evaluation of a check.
type asking struct {
	config    *Config
	questions Questions                // nil before there is a planned state: every answer is unknown
	name      func(schema.Addr) string // the natural key of a described object
	about     []schema.Name            // what was asked about
	unread    []error                  // questions without an answer, whatever became of it in the expression
}

// context returns the scope of a check with the functions to ask by.
func (a *asking) context(parent *hcl.EvalContext) *hcl.EvalContext {
	ctx := parent.NewChild()
	ctx.Functions = make(map[string]function.Function, len(questions))
	for name, q := range questions {
		ctx.Functions[name] = a.function(q)
	}
	return ctx
}

var answerType = cty.List(cty.String)

func (a *asking) function(q question) function.Function {
	spec := &function.Spec{
		Params: []function.Parameter{{Name: "of", Type: cty.DynamicPseudoType}},
		Type:   function.StaticReturnType(answerType),
		Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return a.ask(q, args) },
	}
	if q.more {
		spec.VarParam = &function.Parameter{Name: "channel", Type: cty.String}
	}
	return function.New(spec)
}

func (a *asking) ask(q question, args []cty.Value) (cty.Value, error) {
	first, err := a.subject(q.kind, args[0])
	if err != nil {
		return cty.NilVal, function.NewArgError(0, err)
	}
	channel := ""
	if len(args) > 2 {
		return cty.NilVal, function.NewArgErrorf(2, "one channel may follow")
	}
	if len(args) == 2 {
		channel = args[1].AsString()
		if !slices.Contains(schema.Channels, channel) {
			return cty.NilVal, function.NewArgErrorf(1, "there is no channel %q; channels are %s", channel, strings.Join(schema.Channels, ", "))
		}
	}
	if a.questions == nil {
		return cty.UnknownVal(answerType), nil
	}
	answer, err := q.asked(a.questions, first, channel)
	if errors.Is(err, schema.ErrNotRead) {
		a.unread = append(a.unread, err)
	}
	if err != nil {
		return cty.NilVal, bounded.Fault(diag.CheckNotAnswered, err)
	}
	return texts(answer), nil
}

func texts(list []string) cty.Value {
	if len(list) == 0 {
		return cty.ListValEmpty(cty.String)
	}
	values := make([]cty.Value, len(list))
	for i, s := range list {
		values[i] = cty.StringVal(s)
	}
	return cty.ListVal(values)
}

// subject returns the name that an argument stands for.
func (a *asking) subject(kind string, v cty.Value) (string, error) {
	what := "a text"
	if kind != "" {
		what = fmt.Sprintf("a %s, or the name of one", kind)
	}
	switch {
	case v.Type() == cty.String:
	case kind != "" && v.Type() == referenceType:
		r := v.EncapsulatedValue().(*reference)
		if r.addr.Kind == "" {
			v = cty.StringVal(r.name)
			break
		}
		if r.addr.Kind != kind {
			return "", fmt.Errorf("a %s stands where a %s belongs: %s", r.addr.Kind, kind, r.addr)
		}
		v = cty.StringVal(a.name(r.addr))
	default:
		return "", fmt.Errorf("%s belongs here", what)
	}
	if kind != "" {
		a.about = append(a.about, schema.Name{Kind: kind, Key: v.AsString()})
	}
	return v.AsString(), nil
}
