package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// ErrDigest says that the digest of a document does not match its content: somebody edited
// it after it was made.
var ErrDigest = errors.New("the plan was changed after it was made: its digest does not match its content")

// Parse reads a document. It refuses one of another major format version, and one whose
// digest does not match.
func Parse(text []byte) (*Document, error) {
	var d Document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("this is not a plan: %w", err)
	}
	if d.FormatVersion == "" {
		return nil, errors.New("this is not a plan: it has no format_version")
	}
	if !readable(d.FormatVersion) {
		return nil, fmt.Errorf("the plan has format version %s, and this callwright reads version %s", d.FormatVersion, FormatVersion)
	}
	digest, err := d.digest(slices.ContainsFunc(d.Diagnostics, func(g Diagnostic) bool { return g.Refused }))
	if err != nil {
		return nil, fmt.Errorf("this is not a plan: %w", err)
	}
	if digest != d.Digest {
		return nil, ErrDigest
	}
	if err := d.checkSeal(text); err != nil {
		return nil, err
	}
	return &d, nil
}

// readable reports whether a document of the version can be read: its major version is ours.
func readable(version string) bool {
	ours, _, _ := strings.Cut(FormatVersion, ".")
	major, _, _ := strings.Cut(version, ".")
	return major == ours
}

// Assessment returns the plan in the document, with its impact. The objects in its changes have
// only the attributes that the document has: those that the changes write.
func (d *Document) Assessment() (*impact.Assessment, error) {
	if len(d.Instances) != 1 {
		return nil, fmt.Errorf("the plan is for %d instances, but must be for one", len(d.Instances))
	}
	p := &plan.Plan{
		Instance: d.Instances[0].instance(d.Snapshot),
		Scope:    d.Scope, Names: d.Names, Stack: d.Config.Stack, Noop: d.Summary["noop"], LeftOut: d.Summary["left_out"], Estimate: plan.Estimate(d.Estimate),
	}
	if d.Model != nil {
		p.Model = &plan.Model{Instance: d.Model.Instance.instance(d.Model.Snapshot), Environment: d.Model.Environment}
	}
	var err error
	if p.Changes, err = d.changes(); err != nil {
		return nil, err
	}
	for _, r := range d.Records {
		c, err := r.change()
		if err != nil {
			return nil, err
		}
		p.Records = append(p.Records, c)
	}
	if plan.Circle(p.Changes) != nil {
		return nil, errors.New("circular dependency between changes of the plan")
	}
	a := &impact.Assessment{Plan: p, Policy: d.Policy}
	a.Impact = impact.Impact{
		Access: d.AccessChanges, Routing: d.Impact, Idle: d.Idle, Silent: d.Silent, Workloads: d.Workloads,
		Queues: d.Queues, Hours: d.Hours, Calendars: d.Calendars, Phones: d.Phones, Reach: d.Reach, Groups: d.Groups, People: d.People, Heat: soundHeatMap(d.Heat), Service: d.Service.Sound(),
	}
	for _, l := range d.Limits {
		a.Limits = append(a.Limits, impact.Limit{Kind: l.Kind, Value: l.Value, Allowed: l.Allowed, Blocked: l.Blocked})
	}
	d.rest(p)
	return a, nil
}

// changes returns the changes in the document.
func (d *Document) changes() ([]*plan.Change, error) {
	list := make([]*plan.Change, d.Changes.count)
	waits := make([][]string, len(list))
	byAddress := make(map[string]*plan.Change, len(list))
	for i := range list {
		doc, err := d.Changes.at(i, true)
		if err != nil {
			return nil, err
		}
		if list[i], err = doc.change(); err != nil {
			return nil, fmt.Errorf("change of %s: %w", doc.Address, err)
		}
		waits[i], byAddress[list[i].ID()] = doc.DependsOn, list[i]
	}
	for i, c := range list {
		for _, address := range waits[i] {
			w, ok := byAddress[address]
			if !ok {
				return nil, fmt.Errorf("change of %s waits for %s, which is not in the plan", c.Addr, address)
			}
			c.Waits = append(c.Waits, w)
		}
	}
	return list, nil
}

// instance returns the instance that the document names, and the time of the snapshot that
// answered in its place.
func (in InstanceDoc) instance(s *SnapshotDoc) schema.Instance {
	i := schema.Instance{
		ID: in.Fingerprint, Name: in.Name, ARN: in.ARN, Account: in.Account, Region: in.Region,
		Service: in.Service, Provider: in.Provider, Endpoint: in.Endpoint,
	}
	if in.ConnectPath != nil {
		i.ConnectPath = schema.ConnectPathAccess{Driver: in.ConnectPath.Driver, Endpoint: in.ConnectPath.Endpoint}
	}
	if s != nil {
		i.AsOf = s.TakenAt
	}
	return i
}

// rest fills in what is only shown: what the plan leaves alone, manual steps, and problems. Of
// unmanaged objects the document has only the numbers, so these have no names.
func (d *Document) rest(p *plan.Plan) {
	for k := range schema.Kinds() {
		for range d.Unmanaged[k.Name] {
			p.Unmanaged = append(p.Unmanaged, plan.Left{Live: &schema.Resource{Kind: k, Live: &schema.Live{}}, Standing: plan.Unmanaged})
		}
	}
	p.Manual = d.Manual
	for _, g := range d.Diagnostics {
		if g.Severity == "notice" {
			p.Notices = append(p.Notices, g.Summary)
			continue
		}
		problem := diag.Recorded(g.Code, g.Summary, g.Detail)
		if g.Refused {
			at, _ := schema.ParseAddr(g.Address) // it may be about the whole plan
			p.Refusals = append(p.Refusals, schema.Problem{Addr: at, Problem: problem})
			continue
		}
		p.Warnings = append(p.Warnings, schema.Problem{Problem: problem.As(diag.Warning)})
	}
}

// change returns the change that the document describes.
func (doc *ChangeDoc) change() (*plan.Change, error) {
	kind, ok := schema.KindOf(doc.Kind)
	if !ok {
		return nil, fmt.Errorf("unknown kind %q", doc.Kind)
	}
	a, err := schema.ParseAddr(doc.Address)
	if err != nil {
		return nil, err
	}
	c := &plan.Change{Action: doc.Action, Step: doc.Step, Standing: doc.Standing, Reason: doc.Reason, Addr: a, Removed: doc.RemovedBy}
	if s := doc.Source; s != nil {
		c.Source = schema.Source{Row: s.Row, Range: hcl.Range{Filename: s.File, Start: hcl.Pos{Line: s.Start}, End: hcl.Pos{Line: s.End}}}
	}
	if doc.ID != "" || doc.Step == plan.Late {
		was := doc.Name
		if doc.PreviousName != "" {
			was = doc.PreviousName
		}
		c.Live = &schema.Resource{Kind: kind, Key: was, Body: kind.New(), Live: &schema.Live{ID: doc.ID}}
	}
	if doc.Action != plan.Delete && (doc.Action != plan.Release || len(doc.Attributes) > 0) {
		c.Want = &schema.Resource{Kind: kind, Key: doc.Name, Body: kind.New(), Desired: &schema.Desired{Addr: c.Addr, Source: c.Source}}
	}
	if err = sound(c); err != nil {
		return nil, err
	}
	for _, a := range doc.Attributes {
		if err = read(c, a); err != nil {
			return nil, fmt.Errorf("attribute %s: %w", a.Path, err)
		}
	}
	for _, r := range doc.ReliesOn {
		relied, err := r.reliance()
		if err != nil {
			return nil, err
		}
		c.Relies = append(c.Relies, relied)
	}
	own(c, doc)
	return c, nil
}

// sound returns an error if the change cannot be applied as its action says. A digest proves
// only that nobody edited the document since; somebody may have written it from scratch.
// For example, an update needs the id of its object.
func sound(c *plan.Change) error {
	switch {
	case !slices.Contains(plan.Actions, c.Action):
		return fmt.Errorf("unknown action %q", c.Action)
	case !slices.Contains([]plan.Step{"", plan.Aside, plan.Old, plan.Late}, c.Step):
		return fmt.Errorf("unknown step %q", c.Step)
	case c.Live == nil && c.Action != plan.Create && c.Action != plan.Replace:
		return fmt.Errorf("it lacks the ID of the object to %s", c.Action)
	}
	return nil
}

// change returns the change of a record that the document describes.
func (r RecordDoc) change() (*plan.Change, error) {
	kind, ok := schema.KindOf(r.Kind)
	if !ok {
		return nil, fmt.Errorf("unknown kind %q", r.Kind)
	}
	a, err := schema.ParseAddr(r.Address)
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w", r.Address, err)
	}
	side := func() *schema.Resource {
		return &schema.Resource{Kind: kind, Body: kind.New(), Desired: &schema.Desired{Addr: a}, Live: &schema.Live{ID: r.ID}}
	}
	c := &plan.Change{Action: plan.Update, Addr: a, Standing: plan.Managed, Live: side(), Want: side(), Stamp: r.Stamp}
	c.Live.Record.Owner = r.Before
	if !r.Stamp {
		c.Want.Record = schema.Record{Owner: r.Owner, Applied: r.Applied}
	}
	return c, nil
}

// own gives the change's objects the records that the document has, before and after.
func own(c *plan.Change, doc *ChangeDoc) {
	if c.Live != nil {
		c.Live.Record.Owner = doc.OwnerBefore
	}
	if c.Want == nil {
		return
	}
	c.Attrs = c.Want.Given
	c.Want.Record = schema.Record{Owner: doc.Owner, Applied: doc.Applied}
	if a, err := record.ParseApplied(doc.Applied); err == nil {
		c.Want.Lifecycle.PreventDestroy = a.Protected()
	}
	for _, a := range doc.Attributes {
		i, ok := c.Want.Kind.Lookup(a.Path)
		if ok && a.Cause != "" {
			c.Findings = append(c.Findings, plan.Finding{Attr: i, Cause: a.Cause})
		}
		if ok && a.Ignored {
			c.Want.Lifecycle.Ignore = c.Want.Lifecycle.Ignore.With(i)
		}
	}
}

// read puts the values of one attribute, before and after, into the change.
func read(c *plan.Change, a AttrDoc) error {
	for _, side := range []struct {
		r   *schema.Resource
		raw json.RawMessage
	}{{c.Live, a.Before}, {c.Want, a.After}} {
		if side.r == nil || len(side.raw) == 0 || bytes.Equal(side.raw, []byte("null")) {
			continue
		}
		if err := set(side.r, a.Path, side.raw); err != nil {
			return err
		}
	}
	if a.BeforeDigest == "" || c.Live == nil {
		return nil
	}
	e, err := record.ParseEntry(a.BeforeDigest)
	if err == nil {
		record.VouchFor(c.Live, e)
	}
	return err
}

// set puts a value into the attribute with the name.
func set(r *schema.Resource, name string, raw json.RawMessage) error {
	i, ok := r.Kind.Lookup(name)
	if !ok {
		return fmt.Errorf("%s has no such attribute", r.Kind.Name)
	}
	v, err := ctyjson.Unmarshal(raw, r.Kind.Attrs[i].Type)
	if err != nil {
		return err
	}
	r.Set(name, v, schema.Plain) // the value was checked when the plan was made
	return nil
}

// reliance returns an object that the change relies on.
func (doc RelianceDoc) reliance() (*plan.Reliance, error) {
	kind, ok := schema.KindOf(doc.Kind)
	if !ok {
		return nil, fmt.Errorf("unknown kind %q", doc.Kind)
	}
	r := &plan.Reliance{Kind: doc.Kind, Name: doc.Name, ID: doc.ID, Fingerprint: doc.Fingerprint}
	for _, name := range doc.Attributes {
		i, ok := kind.Lookup(name)
		if !ok {
			return nil, fmt.Errorf("%s has no attribute %q", doc.Kind, name)
		}
		r.Attrs = r.Attrs.With(i)
	}
	return r, nil
}

// soundHeatMap removes cells whose profile does not exist, because renderings use it as an
// index. The digest does not cover the map, so anybody can have changed it.
func soundHeatMap(h impact.HeatMap) impact.HeatMap {
	for i := range h.Rows {
		h.Rows[i].Cells = slices.DeleteFunc(h.Rows[i].Cells, func(c impact.HeatCell) bool { return c.Profile < 0 || c.Profile >= len(h.Profiles) })
	}
	return h
}
