package sim

import (
	"errors"
	"maps"
	"path"
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A performer carries out requests, each in one transaction.
type performer struct {
	model   *api.Model
	store   *store.Store
	undated map[string]bool // operations that do not move an object's LastModifiedTime
}

// perform checks a request against the model, and carries it out.
func (p *performer) perform(q *request) reply {
	in, err := p.model.Input(q.match, q.URL.Query(), q.body)
	if err != nil {
		return reply{err: err}
	}
	answer, err := p.act(q.match.Operation, in)
	return reply{answer: answer, err: err}
}

// act runs the operation's handler in a transaction.
func (p *performer) act(o *api.Operation, in api.Members) ([]byte, error) {
	if api.Has(in, "InstanceId") {
		mine, id := p.store.Instance(), api.Text(in, "InstanceId")
		if id != mine.ID && id != mine.ARN {
			return nil, api.NotFound("instance", id)
		}
		in["InstanceId"] = mine.ID
	}
	a := operations[o.Name]
	within := p.store.View
	if a.writes {
		within = p.store.Change
	}
	var answer api.Members
	err := within(func(t *store.Tx) (err error) {
		t.Undated = p.undated[o.Name]
		if a.lags {
			t.LookBack()
		}
		answer, err = a.handler(t, o.Name, in)
		return err
	})
	if err != nil {
		return nil, err
	}
	return p.model.Output(o, answer), nil
}

// ParseStamps returns the operations that rules name, for [Options].Undated. A rule is the
// name of an operation that writes, or a pattern of [path.Match]: *RoutingProfileQueues. The
// documentation of Amazon Connect says of no operation whether it moves an object's
// LastModifiedTime.
//
// Assumption: an operation that changes an object, or one of its tables, moves the object's
// time, as long as no rule names the operation.
func ParseStamps(rules []string) ([]string, error) {
	known := maps.Clone(operations)
	maps.DeleteFunc(known, func(_ string, o operation) bool { return !o.writes })
	var names []string
	for _, rule := range rules {
		before := len(names)
		for name := range known {
			ok, err := path.Match(rule, name)
			if err != nil {
				return nil, errors.New("a pattern has an open bracket")
			}
			if ok {
				names = append(names, name)
			}
		}
		if len(names) == before {
			return nil, unknown("operation that writes", rule, slices.Sorted(maps.Keys(known)))
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
