package plan

import (
	"encoding/json"
	"fmt"

	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/schema"
)

// FormatVersion is the version of [Document]. A reader refuses another major
// version and ignores members that it does not know.
const FormatVersion = "1.0"

// A Document is a plan as data: what `plan --out` saves and `--output json`
// prints.
type Document struct {
	FormatVersion string           `json:"format_version"`
	Tool          Tool             `json:"tool"`
	CreatedAt     string           `json:"created_at"` // RFC 3339, UTC
	Digest        string           `json:"digest"`
	Partial       bool             `json:"partial"`
	Scope         Scope            `json:"scope"`
	Config        Config           `json:"config"`
	Instances     []InstanceDoc    `json:"instances"`
	Changes       []ChangeDoc      `json:"changes"`
	Records       []RecordDoc      `json:"records"`
	Names         []NewName        `json:"names,omitempty"`
	AccessChanges []AccessChange   `json:"access_changes"`
	Impact        []Coverage       `json:"impact"` // who serves which queue, where that changes
	Idle          []Idle           `json:"agents_without_queues"`
	Silent        []Silent         `json:"silent_rows"`
	People        People           `json:"people"`
	Heat          HeatMap          `json:"heat_map"`
	Unmanaged     map[string]int   `json:"unmanaged"`
	Limits        []LimitDoc       `json:"limits"`
	Policy        []schema.Verdict `json:"policy"`
	Diagnostics   []Diagnostic     `json:"diagnostics"`
	Summary       map[string]int   `json:"summary"`
	Estimate      EstimateDoc      `json:"estimate"`
	Manual        []Manual         `json:"manual,omitempty"` // what a person has to do, in order
}

// Tool is the program that made a document.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Config is the configuration that a plan was made from.
type Config struct {
	Stack       string `json:"stack"`
	Commit      string `json:"commit,omitempty"`
	FilesDigest string `json:"files_digest,omitempty"`
}

// InstanceDoc is the instance that a plan is for. Its fingerprint is the instance's
// id: a plan is for that one alone.
type InstanceDoc struct {
	Name        string `json:"name"`
	ARN         string `json:"arn"`
	Account     string `json:"account"`
	Region      string `json:"region"`
	Service     string `json:"service"`
	Provider    string `json:"provider"`
	Endpoint    string `json:"endpoint,omitempty"`
	Fingerprint string `json:"fingerprint"`

	Desktop *DesktopDoc `json:"connectpath,omitempty"`
}

// DesktopDoc is how the instance's ConnectPath is reached.
type DesktopDoc struct {
	Driver   string `json:"driver"`
	Endpoint string `json:"endpoint,omitempty"`
}

// ChangeDoc is one change.
type ChangeDoc struct {
	Address      string        `json:"address"`
	Step         Step          `json:"step,omitempty"`
	Kind         string        `json:"kind"`
	Name         string        `json:"name"`
	PreviousName string        `json:"previous_name,omitempty"`
	ID           string        `json:"id,omitempty"`
	Instance     string        `json:"instance"`
	Action       Action        `json:"action"`
	Standing     Standing      `json:"standing"`
	Reason       Reason        `json:"reason"`
	Source       *SourceDoc    `json:"source,omitempty"`
	Attributes   []AttrDoc     `json:"attributes"`
	Precondition *Precondition `json:"precondition,omitempty"`
	ReliesOn     []RelianceDoc `json:"relies_on,omitempty"`
	DependsOn    []string      `json:"depends_on"`
	Owner        string        `json:"owner,omitempty"`
	Applied      string        `json:"applied,omitempty"` // the record that the change leaves
	OwnerBefore  string        `json:"owner_before,omitempty"`
	Risk         *Risk         `json:"risk,omitempty"`
	Group        string        `json:"group,omitempty"` // changes of one group are alike
}

// RecordDoc is an object of which only the record is written: as a whole, or only a
// new stamp in it. The digest does not cover new stamps, as they say nothing new.
type RecordDoc struct {
	Address string `json:"address"`
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Owner   string `json:"owner"`
	Applied string `json:"applied"`
	Before  string `json:"owner_before"`
	Stamp   bool   `json:"stamp,omitempty"`
}

// SourceDoc is where the configuration describes an object: lines from 1, and the
// row that for_each took it from.
type SourceDoc struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Row   string `json:"row,omitempty"`
}

// AttrDoc is one attribute of a change. Before is null in a creation, After in a
// deletion. Added and Removed are the members of a set, or the rows of a table;
// a row that changed is in both. BeforeDigest stands in Before's place where the value
// was not read: it is as last applied.
type AttrDoc struct {
	Path         string            `json:"path"`
	Cause        Cause             `json:"cause,omitempty"`
	Before       json.RawMessage   `json:"before"`
	BeforeDigest string            `json:"before_digest,omitempty"`
	After        json.RawMessage   `json:"after"`
	Added        []json.RawMessage `json:"added,omitempty"`
	Removed      []json.RawMessage `json:"removed,omitempty"`
}

// Precondition is what must still hold of the live object right before it is
// written: a digest over its id and the attributes named.
type Precondition struct {
	Fingerprint string   `json:"fingerprint"`
	Attributes  []string `json:"attributes"`
}

// RelianceDoc is an object that a change does not write and that its impact was judged
// by: it must still be as it was, too.
type RelianceDoc struct {
	Kind        string   `json:"kind"`
	Name        string   `json:"name"`
	ID          string   `json:"id"`
	Attributes  []string `json:"attributes"`
	Fingerprint string   `json:"fingerprint"`
}

// LimitDoc is how many objects of a kind a plan deletes, and may.
type LimitDoc struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Value   int    `json:"value"`
	Allowed int    `json:"allowed"`
	Blocked bool   `json:"blocked"`
}

// EstimateDoc says what applying a plan costs.
type EstimateDoc struct {
	Calls      int             `json:"calls"`
	Seconds    int             `json:"seconds"`
	Operations []OperationCost `json:"operations,omitempty"`
}

func instanceDoc(in schema.Instance) InstanceDoc {
	d := InstanceDoc{
		Name: in.Name, ARN: in.ARN, Account: in.Account, Region: in.Region, Service: in.Service, Provider: in.Provider, Endpoint: in.Endpoint, Fingerprint: in.ID,
	}
	if in.Desktop != (schema.Desktop{}) {
		d.Desktop = &DesktopDoc{in.Desktop.Driver, in.Desktop.Endpoint}
	}
	return d
}

// Document returns the plan as data. Tool, CreatedAt, Config and Diagnostics are
// the caller's to fill in: the digest does not cover them.
func (p *Plan) Document() (*Document, error) {
	in := p.Instance
	d := &Document{
		FormatVersion: FormatVersion,
		Partial:       p.Scope.Partial(),
		Scope:         Scope{Only: append([]string{}, p.Scope.Only...), Exclude: append([]string{}, p.Scope.Exclude...)},
		Config:        Config{Stack: p.Stack},
		Instances:     []InstanceDoc{instanceDoc(in)},
		Changes:       make([]ChangeDoc, 0, len(p.Changes)),
		Unmanaged:     map[string]int{},
		Records:       []RecordDoc{},
		Names:         p.Names,
		AccessChanges: append([]AccessChange{}, p.Impact.Access...),
		Impact:        append([]Coverage{}, p.Impact.Routing...),
		Idle:          append([]Idle{}, p.Impact.Idle...),
		Silent:        append([]Silent{}, p.Impact.Silent...),
		People:        p.Impact.People.document(),
		Heat:          p.Impact.Heat.document(),
		Limits:        []LimitDoc{},
		Policy:        append([]schema.Verdict{}, p.Policy...),
		Diagnostics:   []Diagnostic{},
		Summary:       map[string]int{"noop": p.Noop},
		Estimate:      EstimateDoc(p.Estimate),
		Manual:        p.Manual,
	}
	risks := p.Risks()
	for _, c := range p.Changes {
		doc, err := c.document(in.Name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Addr, err)
		}
		risk := risks.Of(c)
		doc.Risk = &risk
		d.Changes = append(d.Changes, doc)
	}
	if err := d.group(p.Changes); err != nil {
		return nil, err
	}
	for _, c := range p.Records {
		d.Records = append(d.Records, RecordDoc{c.Addr.String(), c.Live.Kind.Name, c.Live.ID, c.Want.Record.Owner, c.Want.Record.Applied, c.Live.Record.Owner, c.Stamp})
	}
	for _, u := range p.Unmanaged {
		d.Unmanaged[u.Live.Kind.Name]++
	}
	for _, n := range p.Notices {
		d.Diagnostics = append(d.Diagnostics, Diagnostic{Severity: "notice", Summary: n})
	}
	for _, l := range p.Limits {
		d.Limits = append(d.Limits, LimitDoc{"deletes", l.Kind, l.Value, l.Allowed, l.Blocked})
	}
	for _, a := range Actions {
		d.Summary[string(a)] = p.Count(a)
	}
	var err error
	d.Digest, err = d.digest(len(p.Refusals) > 0)
	return d, err
}

func (c *Change) document(instance string) (ChangeDoc, error) {
	o := c.Object()
	doc := ChangeDoc{
		Address: c.Addr.String(), Step: c.Step, Kind: o.Kind.Name, Name: o.Key, PreviousName: c.Was(), Instance: instance,
		Action: c.Action, Standing: c.Standing, Reason: c.Reason, Owner: o.Record.Owner,
		Attributes: []AttrDoc{}, DependsOn: []string{},
	}
	if r := c.Source.Range; r.Filename != "" {
		doc.Source = &SourceDoc{r.Filename, r.Start.Line, r.End.Line, c.Source.Row}
	}
	for _, w := range c.Waits {
		doc.DependsOn = append(doc.DependsOn, w.ID())
	}
	for i := range c.Shown().All() {
		a, err := c.attr(i)
		if err != nil {
			return doc, err
		}
		doc.Attributes = append(doc.Attributes, a)
	}
	for _, r := range c.Relies {
		doc.ReliesOn = append(doc.ReliesOn, r.document())
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
	doc.Precondition.Fingerprint, err = Fingerprint(c.Live, c.Shown())
	return doc, err
}

// Shown returns the attributes that a rendering shows of the change: those that it
// writes, and all that is known of an object that it deletes.
func (c *Change) Shown() schema.AttrSet {
	if c.Action == Delete {
		return c.Live.Given.Union(c.Live.Unread())
	}
	return c.Attrs
}

func (c *Change) attr(i int) (AttrDoc, error) {
	a := &c.Object().Kind.Attrs[i]
	doc := AttrDoc{Path: a.Name, Cause: c.Cause(i).Cause}
	var err error
	if doc.Before, err = encode(a, c.Live, i); err != nil {
		return doc, err
	}
	if e, ok := c.Unread(i); ok {
		doc.BeforeDigest = e.String()
	}
	if doc.After, err = encode(a, c.Want, i); err != nil {
		return doc, err
	}
	if c.Live == nil || c.Want == nil || a.Shape != schema.Set && a.Shape != schema.Table {
		return doc, nil
	}
	doc.Added, doc.Removed, err = members(a, c.Live.Value(i), c.Want.Value(i))
	return doc, err
}

func encode(a *schema.Attr, r *schema.Resource, i int) (json.RawMessage, error) {
	if r == nil || !r.Given.Has(i) {
		return json.RawMessage("null"), nil
	}
	return ctyjson.Marshal(a.Value(r.Body), a.Type)
}
