package main

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/fleet"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// An environmentPlan is the plan of one of several environments, or why there is none.
type environmentPlan struct {
	name    string
	wave    int
	site    engine.Site
	review  *engine.Review        // nil if no plan was made
	drift   bool                  // whether review shows what somebody changed, and not what would change
	loaded  []document.Diagnostic // the problems of the configuration with this environment
	planned []document.Diagnostic // the problems of planning
	err     error                 // any other reason why no plan was made
	code    int                   // the exit code that this environment alone would have

	applied *document.AppliedEnvironment // how its apply ended; nil if it was not attempted
}

// problems returns the diagnostics of an environment.
func (e *environmentPlan) problems() []document.Diagnostic {
	if e.review != nil {
		return e.review.Document.Diagnostics
	}
	return slices.Concat(e.loaded, e.planned, diagnosis(e.err))
}

// toDrift leaves of the plan what somebody changed. Detailed says that drift has an exit code of its
// own; a refused plan has a drift like any other.
func (e *environmentPlan) toDrift(detailed bool) (err error) {
	e.drift = true
	if e.review == nil {
		return nil
	}
	e.code = exitOK
	if e.review, err = e.review.Drift(); err == nil && detailed && !e.review.Plan.Empty() {
		e.code = exitChanges
	}
	return err
}

// findings returns the diagnostics of an environment, and its drift as diagnostics.
func (e *environmentPlan) findings() []document.Diagnostic {
	if e.drift && e.review != nil {
		return slices.Concat(e.problems(), render.Drifted(e.review.Plan))
	}
	return e.problems()
}

// head returns the result of applying an environment before anything was done: where its contact
// centre is, and how much there is to do.
func (e *environmentPlan) head() document.AppliedEnvironment {
	a := document.AppliedEnvironment{Name: e.name, Wave: e.wave, Counts: document.AppliedCounts{Objects: map[plan.Action]int{}}}
	if e.review != nil {
		a.Instance, a.Digest = e.review.Document.Instances[0], e.review.Document.Digest
		a.Counts.NotAttempted = len(e.review.Plan.Changes)
	}
	return a
}

// hindrance says why the plan of an environment cannot be applied; "" if it can.
func (e *environmentPlan) hindrance() string {
	switch {
	case e.review == nil:
		return "it has no plan"
	case e.review.Refused():
		return "its plan is refused"
	}
	return ""
}

// resultOf returns how applying the environment ended. Result is nil if nothing was done; ended is
// the error of the run with this id.
func (e *environmentPlan) resultOf(id string, result *engine.Result, ended error) *document.AppliedEnvironment {
	a, code := e.head(), exitCode(ended)
	a.ExitCode = &code
	if result != nil {
		a.Run, a.Undo, a.Counts = id, result.Undo, outcome.Counts(result.Report)
		a.Unmade, a.UnmadeLeftOut = outcome.Unmade(result.Report)
	}
	switch {
	case code == exitManual:
		a.Result = document.ResultManual
	case code != exitOK:
		a.Result = document.ResultFailed
		// The details of an incomplete run are in the counts and the list.
		a.Code, a.Error = errorOf(ended, len(a.Unmade) > 0 || result != nil && !result.CompleteButManual())
	case result == nil:
		a.Result = document.ResultNoChanges
	default:
		a.Result = document.ResultApplied
	}
	return &a
}

// mostObjects is how many objects the environments have that are planned at once, because their
// live states are in memory. Each counts as leastObjects at least, for what it needs besides.
const (
	mostObjects  = 40_000
	leastObjects = 500
)

// An environmentPlanner plans several environments of the target. Open opens the contact centre
// at a site, to read it.
type environmentPlanner struct {
	*app
	target *targetFlags
	open   func(context.Context, engine.Site) (engine.Source, io.Closer, error)
}

// newEnvironmentPlanner returns a planner that opens the contact centres themselves.
func newEnvironmentPlanner(a *app, f *targetFlags) environmentPlanner {
	return environmentPlanner{a, f, func(ctx context.Context, site engine.Site) (engine.Source, io.Closer, error) {
		s, err := a.openToRead(ctx, site, "")
		if err != nil {
			return nil, nil, err
		}
		return s.Source(), s, nil
	}}
}

// plan plans the environments. It returns an error only if the context ends; what is wrong with
// one environment is in its plan, and does not keep the others from theirs.
func (p environmentPlanner) plan(ctx context.Context, names []string) ([]*environmentPlan, error) {
	if p.target.live != "" {
		return nil, usage("--live has one contact centre, so --env must name one environment")
	}
	if len(names) == 0 { // an empty shard; the user has been told
		return nil, nil
	}
	p.Say("planning %s: %s", countEnvironments(len(names)), plan.Clean(strings.Join(names, ", ")))
	plans, err := p.planAtOnce(ctx, names)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, err
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

// planAtOnce plans as many environments at once as fit in memory, those of different budgets
// first. It loads one after another, while others wait for the service.
func (p environmentPlanner) planAtOnce(ctx context.Context, names []string) ([]*environmentPlan, error) {
	budgets, _, err := chooser{p.app, p.target}.budgets(ctx, names)
	if err != nil {
		return nil, err
	}
	plans := make([]*environmentPlan, len(names))
	room := semaphore.NewWeighted(mostObjects)
	var running sync.WaitGroup
	defer running.Wait()
	for _, i := range fleet.Order(budgets) {
		e, c := p.load(ctx, names[i])
		if plans[i] = e; c == nil {
			continue
		}
		size := int64(min(max(len(c.Want.All()), leastObjects), mostObjects))
		if err := room.Acquire(ctx, size); err != nil {
			return nil, err
		}
		running.Go(func() {
			defer room.Release(size)
			if err := p.planOne(ctx, e, c); err != nil {
				e.err, e.code, e.review = err, exitCode(err), nil
			}
		})
	}
	return plans, nil
}

// load loads the configuration with an environment. It returns no configuration if that cannot
// be planned.
func (p environmentPlanner) load(ctx context.Context, name string) (*environmentPlan, *engine.Configuration) {
	e, f := &environmentPlan{name: name}, *p.target
	f.environment = name
	c, err := p.app.load(ctx, &f)
	if err != nil {
		e.err, e.code = err, exitCode(err)
		return e, nil
	}
	if e.loaded = c.Diagnostics; engine.Failing(e.loaded, f.failsOnWarnings()) {
		e.code = exitConfig
		return e, nil
	}
	e.wave, e.site = c.Wave, c.Site()
	return e, c
}

// planOne plans one of several environments. It prints nothing, because others are planned at
// the same time.
func (p environmentPlanner) planOne(ctx context.Context, e *environmentPlan, c *engine.Configuration) (err error) {
	s, opened, err := p.open(ctx, e.site)
	if err != nil {
		return err
	}
	defer finish(opened, &err)
	r, err := promptly(ctx, func() (*engine.Review, error) { return c.Plan(ctx, s, engine.Watch{}) })
	if err != nil {
		return err
	}
	if e.planned = r.Diagnostics; engine.Failing(e.planned, p.target.failsOnWarnings()) {
		e.code = exitConfig
		return nil
	}
	if e.review = r; r.Refused() {
		e.code = exitRefused
	}
	return nil
}
