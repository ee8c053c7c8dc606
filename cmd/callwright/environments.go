package main

import (
	"context"
	"errors"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema/diag"
)

// allEnvironments is the value of --env that means every environment.
const allEnvironments = "all"

// environments returns the names of the configuration's environments, sorted: prod for
// environments/prod.vars.hcl.
func (f folder) environments() []string {
	entries, _ := os.ReadDir(f.path("environments")) // without the folder, there are none
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".vars.hcl"); ok && !e.IsDir() && name != "" {
			names = append(names, name)
		}
	}
	return names
}

// several returns the environments that the values of --env mean, sorted, for a command that
// takes several. It returns nil if they name one environment, or none: `--env prod` is a run of
// that environment alone, and `--env all` is a run of all, even if there is only one.
func (f *targetFlags) several(in folder) ([]string, error) {
	known := in.environments()
	if !f.namesSeveral(known) {
		return nil, nil
	}
	var chosen []string
	for _, value := range f.env {
		matching := matchEnvironments(value, known)
		if len(matching) == 0 {
			return nil, unknownEnvironment(value, known)
		}
		chosen = append(chosen, matching...)
	}
	slices.Sort(chosen)
	return slices.Compact(chosen), nil
}

// namesSeveral reports whether the values of --env may mean more than one environment.
func (f *targetFlags) namesSeveral(known []string) bool {
	if len(f.env) != 1 {
		return len(f.env) > 1
	}
	value := f.env[0]
	return strings.Contains(value, "*") || value == allEnvironments && !slices.Contains(known, value)
}

// matchEnvironments returns the environments that a value of --env means.
func matchEnvironments(value string, known []string) []string {
	if slices.Contains(known, value) {
		return []string{value}
	}
	if value == allEnvironments {
		return known
	}
	var matching []string
	for _, name := range known {
		if ok, err := path.Match(value, name); err == nil && ok {
			matching = append(matching, name)
		}
	}
	return matching
}

// unknownEnvironment returns the error for a value of --env that means no environment.
func unknownEnvironment(value string, known []string) error {
	if len(known) == 0 {
		return trouble(exitConfig, diag.UnknownEnvironment, "The configuration has no environments: environments/NAME.vars.hcl does not exist.")
	}
	return trouble(exitConfig, diag.UnknownEnvironment, "No environment matches %s.%s Environments: %s.", plan.Quote(value), diag.Suggest(value, known), strings.Join(known, ", "))
}

// one returns the environment of --env for a command that works on one; "" for none.
func (f *targetFlags) one(in folder) (string, error) {
	switch {
	case f.environment != "":
		return f.environment, nil
	case len(f.env) == 0:
		return "", nil
	case f.namesSeveral(in.environments()):
		return "", usage("--env %s: this command takes one environment", strings.Join(f.env, " --env "))
	}
	return f.env[0], nil
}

// mostAtOnce is how many environments are planned at once. Each holds a live state in memory.
const mostAtOnce = 8

// An environmentPlan is the plan of one of several environments, or why there is none.
type environmentPlan struct {
	name    string
	review  *engine.Review        // nil if there is no plan
	loaded  []document.Diagnostic // the problems of the configuration with this environment
	planned []document.Diagnostic // the problems of planning
	err     error                 // any other reason why there is no plan
	code    int                   // the exit code that this environment alone would have
}

// problems returns the diagnostics of an environment.
func (e *environmentPlan) problems() []document.Diagnostic {
	if e.review != nil {
		return e.review.Document.Diagnostics
	}
	return slices.Concat(e.loaded, e.planned, diagnosis(e.err))
}

// An environmentPlanner plans several environments of the target.
type environmentPlanner struct {
	*app
	target *targetFlags
}

// plan plans the environments at once. It returns an error only if the context ends; what is
// wrong with one environment is in its plan, and does not keep the others from theirs.
func (p environmentPlanner) plan(ctx context.Context, names []string) ([]*environmentPlan, error) {
	if p.target.live != "" {
		return nil, usage("--live has one contact centre, so --env must name one environment")
	}
	p.Say("planning %s: %s", countEnvironments(len(names)), plan.Clean(strings.Join(names, ", ")))
	plans := make([]*environmentPlan, len(names))
	var g errgroup.Group
	g.SetLimit(mostAtOnce)
	for i, name := range names {
		g.Go(func() error {
			plans[i] = p.planOne(ctx, *p.target, name)
			return nil
		})
	}
	_ = g.Wait() // no function above returns an error
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	for _, e := range plans {
		if list := slices.Concat(e.loaded, e.planned); len(list) > 0 || e.err != nil {
			p.Say("environment %s:", plan.Clean(e.name))
			p.tell(list)
			p.fail(e.err)
		}
		if e.review != nil {
			if err := p.events.Planned(e.review.Plan, e.review.Document); err != nil {
				return nil, err
			}
		}
	}
	return plans, nil
}

// planOne plans one of several environments. It prints nothing, because others are planned at
// the same time.
func (p environmentPlanner) planOne(ctx context.Context, f targetFlags, name string) (e *environmentPlan) {
	e = &environmentPlan{name: name}
	defer func() {
		if e.err != nil {
			e.code, e.review = exitCode(e.err), nil
		}
	}()
	f.environment = name
	c, err := p.load(ctx, &f)
	if err != nil {
		e.err = err
		return e
	}
	if e.loaded = c.Diagnostics; engine.Failing(e.loaded, f.failsOnWarnings()) {
		e.code = exitConfig
		return e
	}
	s, err := p.openToRead(ctx, c.Site(), "")
	if err != nil {
		e.err = err
		return e
	}
	defer func() { e.err = errors.Join(e.err, s.Close()) }()
	r, err := promptly(ctx, func() (*engine.Review, error) { return c.Plan(ctx, s.Source(), engine.Watch{}) })
	if err != nil {
		e.err = err
		return e
	}
	if e.planned = r.Diagnostics; engine.Failing(e.planned, f.failsOnWarnings()) {
		e.code = exitConfig
		return e
	}
	if e.review = r; r.Refused() {
		e.code = exitRefused
	}
	return e
}
