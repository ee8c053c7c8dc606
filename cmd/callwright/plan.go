package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

func (a *app) planCommand() *cobra.Command {
	var s settings
	var outs []string
	var detail, save string
	var post posting
	var detailed bool
	c := &cobra.Command{
		Use:   "plan",
		Short: "Say what apply would do",
		Long: `plan compares the configuration in the working folder with the live contact centre
and says what apply would do. It writes nothing.

Exit codes: 0 the plan is made (2 with --detailed-exitcode when it has changes, be it
some that a person has to make),
3 the configuration is wrong, 4 not permitted, 5 the plan is refused, 1 other errors.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			outputs, err := parseOutputs(outs, formats())
			if err != nil {
				return err
			}
			if err = checkDetail(detail); err != nil {
				return err
			}
			return a.watched(&s, "plan", func() error {
				return s.reading(c.Context(), func(ctx context.Context) error {
					return a.plan(ctx, &s, planning{outputs, render.Detail(detail), save, detailed, post})
				})
			})
		},
	}
	s.flags(c)
	s.online(c)
	outputFlag(c, &outs, formats())
	detailFlag(c, &detail)
	post.flags(c)
	c.Flags().StringVar(&post.outputs, "ci-outputs", "", "write what the steps that follow go by to `FILE`, as lines NAME=VALUE")
	c.Flags().StringVar(&save, "out", "", "save the plan in `FILE`, for show and apply")
	c.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit 2 when there are changes")
	return c
}

// A planning says how a plan is shown and kept.
type planning struct {
	outputs  []output
	detail   render.Detail
	save     string // file that keeps it
	detailed bool   // changes have an exit code of their own
	posting
}

// plan makes a plan and shows it. A plan that is refused is shown all the same.
func (a *app) plan(ctx context.Context, s *settings, o planning) error {
	return a.planned(ctx, s, func(made shown) error {
		made.style.Detail, made.paged = o.detail, true
		made.page = a.page("plan", made.plan, o.limit)
		if err := a.show(made, o.outputs); err != nil {
			return err
		}
		if o.save != "" {
			if err := a.showOne(made, output{"json", o.save}); err != nil {
				return err
			}
			a.Say("saved the plan in %s%s", o.save, a.inPipeline("; keep it as an artifact for the step that applies it"))
		}
		code := exitOK
		switch {
		case len(made.plan.Refusals) > 0:
			a.refuse(made, nothingWritten)
			code = exitRefused
		case o.detailed && !made.plan.Empty():
			code = exitChanges
		}
		if err := errors.Join(a.publish(made, o.outputs), a.hand(made, o.posting.outputs, o.save, code)); err != nil || code == exitOK {
			return err
		}
		return exit(code)
	})
}

// planned makes a plan of what is described and live, and hands it to show.
func (a *app) planned(ctx context.Context, s *settings, show func(shown) error) (err error) {
	cfg, err := a.mustLoad(s)
	if err != nil {
		return err
	}
	p, err := a.open(ctx, cfg.Provider, cfg.ConnectPath, true)
	if err != nil {
		return err
	}
	defer finish(p, &err)
	made, err := a.make(ctx, p.reader(), cfg, s)
	if err != nil {
		return err
	}
	return show(made)
}

// reader returns the session without its means to write.
func (s *session) reader() readSession { return readSession{s.Provider} }

// A readSession can read and estimate.
type readSession struct {
	providers.Reader
}

// make reads the live state and plans. It says what is wrong, and fails when there
// can be no plan.
func (a *app) make(ctx context.Context, r readSession, cfg *config.Config, s *settings) (shown, error) {
	in, err := r.Instance(ctx)
	if err != nil {
		return shown{}, err
	}
	in.Provider, in.Endpoint = cfg.Provider.Type, cfg.Provider.Endpoint+cfg.Provider.Path
	if cfg.ConnectPath != nil {
		in.Desktop = cfg.ConnectPath.Desktop
	}
	a.events.About(in)
	defer a.progress.Begin("reading", len(r.Kinds()), kinds)()
	live, err := s.readLive(ctx, r.Reader, cfg)
	if err != nil {
		return shown{}, err
	}
	options, err := planOptions(in, cfg, s)
	if err != nil {
		return shown{}, err
	}
	p, problems, err := settled(ctx, r, live, cfg, options)
	if err != nil {
		return shown{}, err
	}
	if p != nil {
		problems = p.Warnings
	}
	diags := cfg.Locate(problems)
	found := diagnostic.List(diags, cfg.Sources())
	a.tell(found)
	found = slices.Concat(s.warnings, found)
	if failing(diags, s.failLevel) {
		return shown{}, errors.Join(a.annotate(a.placed(found), nil), exit(exitConfig))
	}
	p.Estimate, p.Manual = apply.Estimate(p.Plan, r.Reader), apply.ManualSteps(p.Plan, r.Reader)
	doc, err := a.document(p, cfg, found)
	if err != nil {
		return shown{}, err
	}
	made := shown{
		plan: p, doc: doc, want: cfg.Want, human: render.Human, checkout: a.checkout, style: render.Style{Detail: render.Changes, Commit: a.checkout.Revision().Short()},
	}
	return made, a.events.Planned(made.plan, made.doc)
}

func planOptions(in schema.Instance, cfg *config.Config, s *settings) (impact.Options, error) {
	scope, err := s.within()
	o := impact.Options{
		Options: plan.Options{
			Instance: in, Stack: cfg.Stack, Formerly: cfg.Formerly, Release: cfg.Released, Gone: cfg.Gone, Scope: scope,
		},
		Adopt: impact.Adoption(cfg.Adopt), Limits: impact.Allowed(cfg.Limits), Alone: s.alone,
		Check: func(a *impact.Answers) ([]schema.Verdict, []schema.Problem) { return cfg.Judge(a) },
	}
	if s.noAdopt {
		o.Adopt = impact.AdoptNone
	}
	return o, err
}

// newDocument returns the plan as data, with all that the plan itself does not know.
func (a *app) document(p *impact.Assessment, cfg *config.Config, warnings []document.Diagnostic) (*document.Document, error) {
	d, err := document.New(p)
	if err != nil {
		return nil, err
	}
	d.Tool = document.Tool{Name: "callwright", Version: version()}
	d.CreatedAt = createdAt().Format(time.RFC3339)
	d.Config.Commit = a.checkout.Revision().Hash
	d.Config.FilesDigest = cfg.FilesDigest()
	d.Diagnostics = append(d.Diagnostics, warnings...)
	for _, g := range diagnostic.List(cfg.Locate(p.Refusals), cfg.Sources()) {
		g.Refused = true
		d.Diagnostics = append(d.Diagnostics, g)
	}
	return d, nil
}

// only returns p as it is shown, in the place of the plan that it is a part of.
func (s shown) only(p *impact.Assessment) (shown, error) {
	d, err := document.New(p)
	if err != nil {
		return s, err
	}
	d.Tool, d.CreatedAt, d.Config = s.doc.Tool, s.doc.CreatedAt, s.doc.Config
	s.plan, s.doc = p, d
	return s, nil
}

// refuse says why the plan may not be applied, and what follows from that.
func (a *app) refuse(s shown, follows string) {
	a.tell(slices.DeleteFunc(slices.Clone(s.doc.Diagnostics), func(d document.Diagnostic) bool { return !d.Refused }))
	a.Complain("the plan is refused; %s", follows)
}

const nothingWritten = "nothing was written"

// warn says what a saved plan warns of.
func (a *app) warn(s shown) {
	a.tell(slices.DeleteFunc(slices.Clone(s.doc.Diagnostics), func(d document.Diagnostic) bool { return d.Severity != "warning" }))
}
