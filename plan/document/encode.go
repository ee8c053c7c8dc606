package document

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// instanceDoc returns the instance as data.
func instanceDoc(in schema.Instance) InstanceDoc {
	d := InstanceDoc{
		Name: in.Name, ARN: in.ARN, Account: in.Account, Region: in.Region, Service: in.Service, Provider: in.Provider, Endpoint: in.Endpoint, Fingerprint: in.ID,
	}
	if in.ConnectPath != (schema.ConnectPathAccess{}) {
		d.ConnectPath = &ConnectPathDoc{in.ConnectPath.Driver, in.ConnectPath.Endpoint}
	}
	return d
}

// snapshotDoc returns the snapshot that answers in place of the instance; nil if there is none.
func snapshotDoc(in schema.Instance) *SnapshotDoc {
	if in.AsOf == "" {
		return nil
	}
	return &SnapshotDoc{in.AsOf}
}

// New returns the assessment as data. The caller fills in Tool, CreatedAt, Config and
// Diagnostics, which the digest does not cover. So the same plan has the same digest whenever
// and wherever it is made.
func New(p *impact.Assessment) (*Document, error) {
	in := p.Instance
	d := &Document{
		FormatVersion: FormatVersion,
		Partial:       p.Scope.Partial(),
		Scope:         plan.Scope{Only: append([]string{}, p.Scope.Only...), Exclude: append([]string{}, p.Scope.Exclude...)},
		Config:        Config{Stack: p.Stack},
		Instances:     []InstanceDoc{instanceDoc(in)},
		Changes:       newChanges(p),
		Unmanaged:     map[string]int{},
		Records:       []RecordDoc{},
		Names:         p.Names,
		Limits:        limitDocs(p.Limits),
		Policy:        append([]schema.CheckResult{}, p.Policy...),
		Diagnostics:   []Diagnostic{},
		Summary:       map[string]int{"noop": p.Noop},
		Estimate:      EstimateDoc(p.Estimate),
		Manual:        p.Manual,
	}
	d.Snapshot = snapshotDoc(in)
	if p.Model != nil {
		d.Model = &ModelDoc{instanceDoc(p.Model.Instance), p.Model.Environment, snapshotDoc(p.Model.Instance)}
	}
	d.mean(&p.Impact)
	for _, c := range p.Records {
		d.Records = append(d.Records, RecordDoc{c.Addr.String(), c.Live.Kind.Name, c.Live.ID, c.Want.Record.Owner, c.Want.Record.Applied, c.Live.Record.Owner, c.Stamp})
	}
	for _, u := range p.Unmanaged {
		d.Unmanaged[u.Live.Kind.Name]++
	}
	for _, n := range p.Notices {
		d.Diagnostics = append(d.Diagnostics, Diagnostic{Severity: "notice", Summary: n})
	}
	for _, a := range plan.Actions {
		d.Summary[string(a)] = p.Count(a)
	}
	if p.Scope.Partial() {
		d.Summary["left_out"] = p.LeftOut
	}
	var err error
	d.Digest, err = d.digest(len(p.Refusals) > 0)
	return d, err
}

// limitDocs returns the limits as data.
func limitDocs(limits []impact.Limit) []LimitDoc {
	docs := []LimitDoc{}
	for _, l := range limits {
		docs = append(docs, LimitDoc{"deletes", l.Kind, l.Value, l.Allowed, l.Blocked})
	}
	return docs
}

// mean fills in what the plan means for people and queues.
func (d *Document) mean(i *impact.Impact) {
	d.AccessChanges = append([]impact.AccessChange{}, i.Access...)
	d.Impact = append([]impact.Coverage{}, i.Routing...)
	d.Idle = append([]impact.Idle{}, i.Idle...)
	d.Silent = append([]impact.Silent{}, i.Silent...)
	d.Workloads = append([]impact.Workload{}, i.Workloads...)
	d.Queues = append([]impact.QueueChange{}, i.Queues...)
	d.Hours = append([]impact.HoursChange{}, i.Hours...)
	d.Service = i.Service
	d.Calendars = append([]impact.HoursCalendar{}, i.Calendars...)
	d.Phones = append([]impact.SharedPhone{}, i.Phones...)
	d.Reach = append([]impact.SettingChange{}, i.Reach...)
	d.Groups = append([]impact.GroupChange{}, i.Groups...)
	d.People = people(i.People)
	d.Heat = heatMap(i.Heat)
}

// change returns a change as data, with the values that it writes. For a deletion it has all
// known values, so that a reader sees what is lost, and an object that changed is not deleted.
func change(c *plan.Change, instance string) (ChangeDoc, error) {
	o := c.Object()
	doc := ChangeDoc{
		Address: c.Addr.String(), Step: c.Step, Kind: o.Kind.Name, Name: o.Key, PreviousName: c.Was(), Instance: instance,
		Action: c.Action, Standing: c.Standing, Reason: c.Reason, Owner: o.Record.Owner, RemovedBy: c.Removed,
		Attributes: []AttrDoc{}, DependsOn: []string{},
	}
	if r := c.Source.Range; r.Filename != "" {
		doc.Source = &SourceDoc{r.Filename, r.Start.Line, r.End.Line, c.Source.Row}
	}
	for _, w := range c.Waits {
		doc.DependsOn = append(doc.DependsOn, w.ID())
	}
	for i := range c.Shown().All() {
		a, err := attribute(c, i)
		if err != nil {
			return doc, err
		}
		doc.Attributes = append(doc.Attributes, a)
	}
	for _, r := range c.Relies {
		doc.ReliesOn = append(doc.ReliesOn, reliance(r))
	}
	if c.Want != nil {
		doc.Applied = c.Want.Record.Applied
	}
	if c.Live == nil {
		return doc, nil
	}
	doc.ID, doc.OwnerBefore = c.Live.ID, c.Live.Record.Owner
	doc.Precondition = &Precondition{Attributes: []string{}}
	for i := range c.Shown().All() {
		doc.Precondition.Attributes = append(doc.Precondition.Attributes, o.Kind.Attrs[i].Name)
	}
	var err error
	doc.Precondition.Fingerprint, err = plan.Fingerprint(c.Live, c.Shown())
	return doc, err
}

// attribute returns the attribute at position i as data.
func attribute(c *plan.Change, i int) (AttrDoc, error) {
	a := &c.Object().Kind.Attrs[i]
	doc := AttrDoc{Path: a.Name, Cause: c.Cause(i).Cause, Ignored: c.Live == nil && c.Want.Ignored().Has(i)}
	var err error
	if doc.Before, err = plan.Value(c.Live, i); err != nil {
		return doc, err
	}
	if e, ok := c.Unread(i); ok {
		doc.BeforeDigest = e.String()
	}
	if doc.After, err = plan.Value(c.Want, i); err != nil {
		return doc, err
	}
	if c.Live == nil || c.Want == nil || a.Shape != schema.Set && a.Shape != schema.Table {
		return doc, nil
	}
	doc.Added, doc.Removed, err = members(a, c.Live.Value(i), c.Want.Value(i))
	return doc, err
}

// reliance returns an object that a change relies on as data.
func reliance(r *plan.Reliance) RelianceDoc {
	doc := RelianceDoc{Kind: r.Kind, Name: r.Name, ID: r.ID, Fingerprint: r.Fingerprint}
	kind, _ := schema.KindOf(r.Kind)
	for i := range r.Attrs.All() {
		doc.Attributes = append(doc.Attributes, kind.Attrs[i].Name)
	}
	return doc
}

// people returns p with empty lists instead of nil ones: `[]` in JSON, and not `null`.
func people(p impact.People) impact.People {
	for _, list := range []*[]string{&p.Joiners, &p.Movers, &p.Reassigned, &p.Leavers} {
		if *list == nil {
			*list = []string{}
		}
	}
	return p
}

// heatMap returns h with empty lists instead of nil ones.
func heatMap(h impact.HeatMap) impact.HeatMap {
	if h.Profiles == nil {
		h.Profiles = []impact.HeatProfile{}
	}
	if h.Rows == nil {
		h.Rows = []impact.HeatRow{}
	}
	return h
}
