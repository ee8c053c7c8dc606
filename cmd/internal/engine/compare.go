package engine

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/snapshot"
)

// A Side is one of two contact centres that are compared.
type Side struct {
	*snapshot.Snapshot
	Environment string // by which it was named; may be ""
	Now         bool   // whether the snapshot was taken for this comparison, so that its time is of no interest
}

// asOf returns the time of a snapshot that was taken earlier; "" for the present.
func (s Side) asOf() string {
	if s.Now {
		return ""
	}
	return s.Taken.UTC().Format(time.RFC3339)
}

// comparison is the stack that owns all objects while two snapshots are compared, so that the
// plan deletes what the model does not have. It is in no result.
const comparison = "diff"

// Compare plans what would have to change for the contact centre of b to be as the one of a:
// its model. Objects are the same if they have the same name; ids and records do not count. The
// result is for showing: nobody can apply it.
//
// For example, if only a has the queue "Sales", the plan creates it; if only b has the queue
// "Old", the plan deletes it. What one of the snapshots does not know is not compared.
func Compare(ctx context.Context, a, b Side, o Origin) (*Review, error) {
	c, err := newComparer(a, b)
	if err != nil {
		return nil, err
	}
	source, live, want, err := c.states()
	if err != nil {
		return nil, err
	}
	in := b.Instance
	in.AsOf = b.asOf()
	p := planner{source: source, want: want, reread: map[*schema.Resource]schema.AttrSet{}, adjust: c.adjust, options: impact.Options{
		Options: plan.Options{Instance: in, Stack: comparison, Gone: c.gone}, Adopt: impact.AdoptAny,
		Limits: impact.Allowed{Deletes: math.MaxInt32, Percent: 100, Lockout: true},
	}}
	assessed, problems, err := p.plan(ctx, live)
	if err != nil {
		return nil, err
	}
	if assessed == nil {
		return nil, fmt.Errorf("the contact centres cannot be compared: %s", problems[0])
	}
	source.Price(assessed.Plan)
	c.finish(assessed)
	doc, err := o.document(assessed)
	if err != nil {
		return nil, err
	}
	doc.Config.Environment = b.Environment
	for _, w := range assessed.Warnings {
		doc.Diagnostics = append(doc.Diagnostics, document.Diagnostic{Severity: "warning", Code: w.Code(), Summary: w.Summary(), Detail: w.Detail(), Address: w.Addr.String()})
	}
	return &Review{Plan: assessed, Document: doc, origin: o, live: p.live}, nil
}

// A comparer turns two snapshots into the states that a plan compares.
type comparer struct {
	model, other Side
	kinds        []*schema.Kind // that both know
	gone         []schema.Name  // the objects without records that only the other has
	notices      []string
}

// newComparer returns a comparer that makes b as a. It returns an error if one of the snapshots
// has no kind that the other has, too.
func newComparer(a, b Side) (*comparer, error) {
	c := &comparer{model: a, other: b}
	for k := range schema.Kinds() {
		switch {
		case a.Knows(k.Name) && b.Knows(k.Name):
			c.kinds = append(c.kinds, k)
		case a.Knows(k.Name) || b.Knows(k.Name):
			c.notices = append(c.notices, fmt.Sprintf("Not compared: %s. Only one of the two snapshots has them.", diag.KindWords(k.Name)))
		}
	}
	if len(c.kinds) == 0 {
		return nil, fmt.Errorf("the snapshots have no kind in common: %w", schema.ErrNotRead)
	}
	return c, nil
}

// states returns the state of the other contact centre, as a source and as a state, and the one
// of the model, as if a configuration described it.
func (c *comparer) states() (source Source, live, want *schema.State, err error) {
	var objects []*schema.Resource
	for _, r := range c.other.State.All() {
		objects = append(objects, c.owned(r))
	}
	if live, err = schema.NewState(objects); err != nil {
		return nil, nil, nil, err
	}
	var described []*schema.Resource
	for _, k := range c.kinds {
		for _, r := range c.model.State.Of(k) {
			described = append(described, c.described(r))
		}
	}
	if want, err = schema.NewState(described); err != nil {
		return nil, nil, nil, err
	}
	live = live.WithAIAgents(c.other.State.AIAgents())
	c.strangers()
	s, err := OpenSnapshot(&snapshot.Snapshot{Taken: c.other.Taken, Instance: c.other.Instance, State: live, Kinds: c.other.Kinds}, siteOf(c.other.Instance))
	if err != nil {
		return nil, nil, nil, err
	}
	return s.Source(), live, want, nil
}

// owned returns an object of the other contact centre under a record of the comparison, so that
// it is deleted if the model does not have it. An object that the instance itself has cannot be
// deleted; it is left alone, with a notice.
func (c *comparer) owned(r *schema.Resource) *schema.Resource {
	copied, l := *r, *r.Live
	copied.Live, copied.Record = &l, schema.Record{}
	l.NeedsStamp, l.Vouched = 0, nil
	if !slices.Contains(c.kinds, r.Kind) {
		return &copied
	}
	if _, also := c.model.State.Lookup(r.Name()); !also {
		switch {
		case r.System:
			c.notices = append(c.notices, fmt.Sprintf("Only %s has the %s. It is built into the instance, so it stays.", c.other.Instance.Name, r.Name()))
			return &copied
		case r.Kind.Single || r.Retired():
			return &copied
		case !r.HoldsRecord():
			c.gone = append(c.gone, r.Name())
		}
	}
	if r.HoldsRecord() {
		owner := record.Owner(comparison, schema.Named(r.Name()))
		copied.Record = record.Only(record.New(c.other.Instance.ID, r.Kind.Name, owner, r.Key), r.Kind)
	}
	return &copied
}

// described returns an object of the model as a configuration would describe it: with the
// attributes that both snapshots know and that can be written.
func (c *comparer) described(r *schema.Resource) *schema.Resource {
	w := *r
	at := schema.Named(r.Name())
	w.Live, w.Desired = nil, &schema.Desired{Addr: at, Lifecycle: schema.Lifecycle{AllowReplace: true}}
	w.Record = schema.Record{Owner: record.Owner(comparison, at)}
	if other, ok := c.other.State.Lookup(r.Name()); ok {
		w.Given = w.Given.Minus(snapshot.Unknown(other, w.Given))
	}
	for i := range w.Given.All() {
		a := &r.Kind.Attrs[i]
		twins := w.Given.And(r.Kind.Set(a.SameSettingAs...)) // one setting is compared once
		if a.ReadOnly || twins != 0 {
			w.Given = w.Given.Minus(schema.Attrs(i))
		}
	}
	return &w
}

// strangers adds a notice for each thing outside, such as a flow, to which the model's objects
// refer and that the other contact centre does not have.
func (c *comparer) strangers() {
	seen := map[schema.Name]bool{}
	for _, k := range c.kinds {
		for _, r := range c.model.State.Of(k) {
			for n := range r.Refs(r.Given) {
				if _, described := schema.KindOf(n.Kind); described || seen[n] || !c.other.Knows(n.Kind) {
					continue
				}
				seen[n] = true
				if _, ok := c.other.State.OutsideID(n); !ok {
					c.notices = append(c.notices, fmt.Sprintf("%s does not have the %s, to which the %s refers.", c.other.Instance.Name, n, r.Name()))
				}
			}
		}
	}
}

// adjust removes from a plan what only a configuration has: records, and objects that it leaves
// alone.
func (c *comparer) adjust(p *plan.Plan) {
	p.Records, p.Unmanaged, p.Stack = nil, nil, ""
	for _, change := range p.Changes {
		if change.Reason == plan.NotInConfig || change.Reason == plan.DeleteBlock {
			change.Reason = plan.NotInModel
		}
	}
	p.Model = &plan.Model{Instance: c.model.Instance, Environment: c.model.Environment}
	p.Model.Instance.AsOf = c.model.asOf()
}

// finish removes the records of the comparison from the changes, and turns refusals into
// warnings: nobody applies a comparison.
func (c *comparer) finish(a *impact.Assessment) {
	for _, change := range a.Changes {
		change.Forgets = nil
		for _, side := range []**schema.Resource{&change.Live, &change.Want} {
			if *side != nil {
				*side = (*side).WithRecord(schema.Record{})
			}
		}
	}
	for _, r := range a.Refusals {
		a.Warnings = append(a.Warnings, schema.Problem{Addr: r.Addr, Problem: r.As(diag.Warning)})
	}
	a.Refusals, a.Limits = nil, nil
	a.Notices = slices.Concat(c.notices, a.Notices)
}

// siteOf returns how the contact centre of a snapshot was reached.
func siteOf(in schema.Instance) Site {
	s := Site{Provider: config.Provider{Type: in.Provider}}
	if in.ConnectPath.Driver != "" {
		s.ConnectPath = &config.ConnectPath{ConnectPathAccess: in.ConnectPath}
	}
	return s
}
