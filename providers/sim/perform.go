package sim

import (
	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A performer carries out requests, each in one transaction.
type performer struct {
	model *api.Model
	store *store.Store
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
