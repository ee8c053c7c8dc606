package engine

import (
	"context"
	"slices"
	"time"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// toolName names the program in the files that it makes.
const toolName = "callwright"

// A Review is a plan, what it means, and what is wrong with it.
type Review struct {
	Plan        *impact.Assessment    // nil if no plan could be made; Diagnostics say why
	Document    *document.Document    // the plan as data
	Diagnostics []document.Diagnostic // problems of planning; Configuration has the problems of loading
	Want        *schema.State         // the described objects; nil for a saved plan

	origin Origin
	live   *schema.State           // nil for a saved plan
	ours   func(stack string) bool // reports whether a stack is the configuration's current or former one
}

// Plan reads the live state from s and plans the configuration against it. It returns an
// error if it could not read; if it read and found problems, the review has them.
func (c *Configuration) Plan(ctx context.Context, s Source, w Watch) (*Review, error) {
	in, err := s.Instance(ctx)
	if err != nil {
		return nil, err
	}
	in = c.Site().describe(in)
	w.instance(in)
	defer w.phase(PhaseReading, len(s.Kinds()))()
	live, err := s.State(ctx, Question{Stack: c.Stack, Want: c.Want, ReadAll: c.target.ReadAll})
	if err != nil {
		return nil, err
	}
	o := c.options(in)
	p := planner{source: s, want: c.Want, options: o, reread: map[*schema.Resource]schema.AttrSet{}}
	a, problems, err := p.plan(ctx, live)
	if err != nil {
		return nil, err
	}
	r := &Review{
		Plan: a, Want: c.Want, Diagnostics: diagnostic.List(c.Locate(problems), c.Sources()), origin: c.target.Origin, live: p.live, ours: o.Ours,
	}
	if a == nil {
		return r, nil
	}
	c.target.Origin.trace(ctx, a.Plan)
	s.Price(a.Plan) // before the document is made, which has the estimate
	r.Document, err = c.document(a, r.Diagnostics)
	return r, err
}

// options returns the options of the plan. Some come from the configuration, such as limits,
// and some from the target, such as the scope. NoAdopt overrides the configuration.
func (c *Configuration) options(in schema.Instance) impact.Options {
	adopt := impact.Adoption(c.Adopt)
	if c.target.NoAdopt {
		adopt = impact.AdoptNone
	}
	today := ""
	if c.target.Origin.Now != nil {
		today = c.target.Origin.Now().UTC().Format(time.DateOnly)
	}
	return impact.Options{
		Today: today,
		Options: plan.Options{
			Instance: in, Stack: c.Stack, Formerly: c.Formerly, Release: c.Released, Gone: c.Gone, Scope: c.target.Scope,
		},
		Adopt: adopt, Limits: impact.Allowed(c.Limits), Alone: c.target.Alone, Simulator: c.target.Simulator,
		Check: func(a *impact.Answers) ([]schema.CheckResult, []schema.Problem) { return c.Judge(a) },
	}
}

// document returns the plan as data. To what the plan knows, it adds the digest of the
// configuration's files, and the diagnostics with their source lines.
func (c *Configuration) document(a *impact.Assessment, found []document.Diagnostic) (*document.Document, error) {
	d, err := c.target.Origin.document(a)
	if err != nil {
		return nil, err
	}
	d.Config.FilesDigest, d.Config.Environment, d.Config.OnError = c.FilesDigest(), c.Environment, c.OnError
	if d.Outputs, err = c.OutputValues(); err != nil {
		return nil, err
	}
	d.Diagnostics = append(append(d.Diagnostics, c.Diagnostics...), found...)
	for _, refusal := range diagnostic.List(c.Locate(a.Refusals), c.Sources()) {
		refusal.Refused = true
		d.Diagnostics = append(d.Diagnostics, refusal)
	}
	return d, nil
}

// document returns a plan as data, with the version, time and commit of the origin.
func (o Origin) document(a *impact.Assessment) (*document.Document, error) {
	d, err := document.New(a)
	if err != nil {
		return nil, err
	}
	d.Tool = document.Tool{Name: toolName, Version: o.Version}
	d.CreatedAt = o.Now().Format(time.RFC3339)
	if o.Commit != nil {
		d.Config.Commit, d.Config.Dirty = o.Commit()
	}
	return d, nil
}

// ReadReview reads a saved plan. The error is document.ErrDigest if the plan was edited
// after it was made: what is applied must be what was approved.
func ReadReview(text []byte, o Origin) (*Review, error) {
	doc, err := document.Parse(text)
	if err != nil {
		return nil, err
	}
	a, err := doc.Assessment()
	if err != nil {
		return nil, err
	}
	return &Review{Plan: a, Document: doc, origin: o}, nil
}

// Site returns the contact centre that the plan is for, as its document says. The path of
// an embedded instance is relative to place.
func (r *Review) Site(place string) Site {
	in := r.Plan.Instance
	s := Site{Provider: config.Provider{Type: in.Provider, Instance: in.ID, Region: in.Region, Account: in.Account}, Place: place}
	if in.Provider == "local" {
		s.Provider.Path = in.Endpoint
	} else {
		s.Provider.Endpoint = in.Endpoint
	}
	if in.ConnectPath.Driver != "" {
		s.ConnectPath = &config.ConnectPath{ConnectPathAccess: in.ConnectPath}
	}
	return s
}

// Refused reports whether the plan must not be applied: it would lock every administrator
// out, for example. [Review.Refusals] says why.
func (r *Review) Refused() bool { return len(r.Plan.Refusals) > 0 }

// Refusals returns the reasons why the plan must not be applied.
func (r *Review) Refusals() []document.Diagnostic {
	return r.diagnostics(func(d document.Diagnostic) bool { return d.Refused })
}

// Warnings returns the warnings of the plan.
func (r *Review) Warnings() []document.Diagnostic {
	return r.diagnostics(func(d document.Diagnostic) bool { return d.Severity == "warning" })
}

// diagnostics returns the diagnostics of the document for which keep is true.
func (r *Review) diagnostics(keep func(document.Diagnostic) bool) []document.Diagnostic {
	return slices.DeleteFunc(slices.Clone(r.Document.Diagnostics), func(d document.Diagnostic) bool { return !keep(d) })
}

// Drift returns a review of the drift only: of the objects that somebody changed in the
// contact centre since callwright last applied them, and what that means for people. The review
// must be of a plan that was just made.
func (r *Review) Drift() (*Review, error) {
	part := *r
	var err error
	if part.Plan, err = impact.Since(r.Plan.Drift(), r.live); err != nil {
		return nil, err
	}
	d, err := document.New(part.Plan)
	if err != nil {
		return nil, err
	}
	d.Tool, d.CreatedAt, d.Config = r.Document.Tool, r.Document.CreatedAt, r.Document.Config
	d.Drift = true
	part.Document = d
	return &part, nil
}
