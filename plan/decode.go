package plan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// ErrDigest says that a document is not as its digest says: it was changed after
// it was made.
var ErrDigest = errors.New("the plan was changed after it was made: its digest does not fit")

// Parse reads a document. It refuses another major format version, and a digest
// that does not fit.
func Parse(text []byte) (*Document, error) {
	var d Document
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("this is no plan: %w", err)
	}
	ours, _, _ := strings.Cut(FormatVersion, ".")
	major, _, _ := strings.Cut(d.FormatVersion, ".")
	if d.FormatVersion == "" {
		return nil, errors.New("this is no plan: it has no format_version")
	}
	if major != ours {
		return nil, fmt.Errorf("the plan has format version %s; this callwright reads version %s", d.FormatVersion, ours)
	}
	digest, err := d.digest(slices.ContainsFunc(d.Diagnostics, func(g Diagnostic) bool { return g.Refused }))
	if err != nil {
		return nil, err
	}
	if digest != d.Digest {
		return nil, ErrDigest
	}
	return &d, nil
}

// Plan returns the plan that the document holds.
func (d *Document) Plan() (*Plan, error) {
	if len(d.Instances) != 1 {
		return nil, fmt.Errorf("the plan is for %d instances, not for one", len(d.Instances))
	}
	in := d.Instances[0]
	p := &Plan{
		Instance: schema.Instance{
			ID: in.Fingerprint, Name: in.Name, ARN: in.ARN, Account: in.Account, Region: in.Region,
			Service: in.Service, Provider: in.Provider, Endpoint: in.Endpoint,
		},
		Scope: d.Scope, Names: d.Names, Stack: d.Config.Stack, Noop: d.Summary["noop"], Estimate: Estimate(d.Estimate),
	}
	if in.Desktop != nil {
		p.Instance.Desktop = schema.Desktop{Driver: in.Desktop.Driver, Endpoint: in.Desktop.Endpoint}
	}
	byAddress := make(map[string]*Change, len(d.Changes))
	for _, doc := range d.Changes {
		c, err := doc.change()
		if err != nil {
			return nil, fmt.Errorf("change of %s: %w", doc.Address, err)
		}
		p.Changes = append(p.Changes, c)
		byAddress[c.ID()] = c
	}
	for i, doc := range d.Changes {
		for _, address := range doc.DependsOn {
			w, ok := byAddress[address]
			if !ok {
				return nil, fmt.Errorf("change of %s waits for %s, which is not in the plan", doc.Address, address)
			}
			p.Changes[i].wait(w)
		}
	}
	for _, r := range d.Records {
		c, err := r.change()
		if err != nil {
			return nil, err
		}
		p.Records = append(p.Records, c)
	}
	if findCircle(p.Changes) != nil {
		return nil, errors.New("changes of the plan wait for each other")
	}
	p.Impact = Impact{d.AccessChanges, d.Impact, d.Idle, d.Silent, d.People, d.Heat.sound()}
	d.rest(p)
	return p, nil
}

// rest takes over what is shown and not applied.
func (d *Document) rest(p *Plan) {
	for _, k := range schema.All {
		for range d.Unmanaged[k.Name] {
			p.Unmanaged = append(p.Unmanaged, Left{&schema.Resource{Kind: k, Live: &schema.Live{}}, Unmanaged})
		}
	}
	for _, l := range d.Limits {
		p.Limits = append(p.Limits, Limit{Kind: l.Kind, Value: l.Value, Allowed: l.Allowed, Blocked: l.Blocked})
	}
	p.Policy, p.Manual = d.Policy, d.Manual
	for _, g := range d.Diagnostics {
		if g.Severity == "notice" {
			p.Notices = append(p.Notices, g.Summary)
			continue
		}
		problem := diag.Recorded(g.Code, g.Summary, g.Detail)
		if g.Refused {
			p.Refusals = append(p.Refusals, schema.Problem{Problem: problem})
			continue
		}
		p.Warnings = append(p.Warnings, schema.Problem{Problem: problem.As(diag.Warning)})
	}
}

func (doc *ChangeDoc) change() (*Change, error) {
	kind, ok := schema.KindOf(doc.Kind)
	if !ok {
		return nil, fmt.Errorf("no kind is named %q", doc.Kind)
	}
	a, err := schema.ParseAddr(doc.Address)
	if err != nil {
		return nil, err
	}
	c := &Change{Action: doc.Action, Step: doc.Step, Standing: doc.Standing, Reason: doc.Reason, Addr: a}
	if s := doc.Source; s != nil {
		c.Source = schema.Source{Row: s.Row, Range: hcl.Range{Filename: s.File, Start: hcl.Pos{Line: s.Start}, End: hcl.Pos{Line: s.End}}}
	}
	if doc.ID != "" || doc.Step == Late {
		was := doc.Name
		if doc.PreviousName != "" {
			was = doc.PreviousName
		}
		c.Live = &schema.Resource{Kind: kind, Key: was, Body: kind.New(), Live: &schema.Live{ID: doc.ID}}
	}
	if doc.Action != Delete && (doc.Action != Release || len(doc.Attributes) > 0) {
		c.Want = &schema.Resource{Kind: kind, Key: doc.Name, Body: kind.New(), Desired: &schema.Desired{Addr: c.Addr, Source: c.Source}}
	}
	if err = c.sound(); err != nil {
		return nil, err
	}
	for _, a := range doc.Attributes {
		if err = c.read(a); err != nil {
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
	c.own(doc)
	return c, nil
}

// sound reports what the change lacks to be one of its action: what there is, or what is
// to be.
func (c *Change) sound() error {
	switch {
	case !slices.Contains(Actions, c.Action):
		return fmt.Errorf("there is no action %q", c.Action)
	case !slices.Contains([]Step{"", Aside, Old, Late}, c.Step):
		return fmt.Errorf("there is no step %q", c.Step)
	case c.Live == nil && c.Action != Create && c.Action != Replace:
		return fmt.Errorf("it has no id of what it would %s", c.Action)
	}
	return nil
}

func (r RecordDoc) change() (*Change, error) {
	kind, ok := schema.KindOf(r.Kind)
	if !ok {
		return nil, fmt.Errorf("no kind is named %q", r.Kind)
	}
	a, err := schema.ParseAddr(r.Address)
	if err != nil {
		return nil, fmt.Errorf("record of %s: %w", r.Address, err)
	}
	side := func() *schema.Resource {
		return &schema.Resource{Kind: kind, Body: kind.New(), Desired: &schema.Desired{Addr: a}, Live: &schema.Live{ID: r.ID}}
	}
	c := &Change{Action: Update, Addr: a, Standing: Managed, Live: side(), Want: side(), Stamp: r.Stamp}
	c.Live.Record.Owner = r.Before
	if !r.Stamp {
		c.Want.Record = schema.Record{Owner: r.Owner, Applied: r.Applied}
	}
	return c, nil
}

// own gives the change's object the record that the document's owner means.
func (c *Change) own(doc *ChangeDoc) {
	if c.Live != nil {
		c.Live.Record.Owner = doc.OwnerBefore
	}
	if c.Want == nil {
		return
	}
	c.Attrs = c.Want.Given
	c.Want.Record = schema.Record{Owner: doc.Owner, Applied: doc.Applied}
	if a, err := schema.ParseApplied(doc.Applied); err == nil {
		c.Want.Life.PreventDestroy = a.Protected()
	}
	for _, a := range doc.Attributes {
		if i, ok := c.Want.Kind.Lookup(a.Path); ok && a.Cause != "" {
			c.Findings = append(c.Findings, Finding{Attr: i, Cause: a.Cause})
		}
	}
}

func (c *Change) read(a AttrDoc) error {
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
	e, err := schema.ParseEntry(a.BeforeDigest)
	if err == nil {
		c.Live.VouchFor(e)
	}
	return err
}

func set(r *schema.Resource, name string, raw json.RawMessage) error {
	i, ok := r.Kind.Lookup(name)
	if !ok {
		return fmt.Errorf("a %s has no such attribute", r.Kind.Name)
	}
	v, err := ctyjson.Unmarshal(raw, r.Kind.Attrs[i].Type)
	if err != nil {
		return err
	}
	r.Set(name, v, schema.Plain) // the rules were held against it when it was planned
	return nil
}
