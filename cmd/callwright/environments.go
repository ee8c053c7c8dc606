package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
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

// applySeveral plans several environments and carries the plans out, if they have the digest
// that somebody approved. It never asks: nobody could read that many plans on a terminal.
func (p *applyCommand) applySeveral(ctx context.Context, names []string) error {
	if len(names) == 0 { // an empty shard
		return nil
	}
	if p.expectDigest == "" {
		return usage("several environments are applied without a question, so approve their plans first: --expect-digest sha256:…, with the digest of all that \"callwright plan\" prints, or a plan saved with --out")
	}
	ctx, cancel := p.target.withTimeout(ctx)
	defer cancel()
	untilWrite, beginWriting := untilSignal(ctx)
	defer beginWriting()
	planner := newEnvironmentPlanner(p.app, &p.target)
	plans, err := planner.plan(untilWrite, names)
	if err != nil {
		return causeOf(untilWrite, err)
	}
	all, err := joined(plans, p.target.part)
	if err != nil {
		return err
	}
	report := &joinedReport{app: p.app, plans: plans, all: all, detail: render.Detail(p.detail)}
	if err := report.show([]output{{format: "human"}}); err != nil {
		return err
	}
	if err := p.mayApply(plans, all); err != nil {
		return err
	}
	beginWriting()
	return p.applyWaves(ctx, plans, "", func(ctx context.Context, done []*environmentPlan) error {
		var names []string
		for _, e := range done {
			names = append(names, e.name)
		}
		again, err := planner.plan(ctx, names)
		for _, e := range again {
			if e.review == nil || e.review.Refused() {
				err = errors.Join(err, usage("a check fails in environment %s", plan.Clean(e.name)))
			}
		}
		return err
	})
}

// readJoined returns the text of a saved plan of several environments. It returns false for
// any other file, which readPlan then reads.
func (f folder) readJoined(name string) (text []byte, ok bool) {
	text, err := file.Read(f.path(name), file.MaxPlan)
	return text, err == nil && document.IsJoined(text)
}

// savedPlans reads the text of a saved plan of several environments.
func savedPlans(from string, text []byte, o engine.Origin) ([]*environmentPlan, *document.Joined, error) {
	all, err := document.ParseJoined(text)
	if err != nil {
		return nil, nil, trouble(exitConfig, diag.PlanModified, "%s: %s. Plan again, and do not edit the plan; edit the configuration.", from, err)
	}
	plans := make([]*environmentPlan, len(all.Environments))
	for i, e := range all.Environments {
		plans[i] = &environmentPlan{name: e.Name, wave: e.Wave, code: e.ExitCode, loaded: e.Diagnostics}
		if e.Plan == nil {
			continue
		}
		one, err := json.Marshal(e.Plan)
		if err != nil {
			return nil, nil, err
		}
		if plans[i].review, err = engine.ReadReview(one, o); err != nil {
			return nil, nil, trouble(exitConfig, diag.UnreadablePlan, "%s: environment %s: %s.", from, plan.Quote(e.Name), err)
		}
	}
	return plans, all, nil
}

// applySavedSeveral carries out the saved plans of several environments.
func (p *applyCommand) applySavedSeveral(ctx context.Context, from string, text []byte) error {
	plans, all, err := savedPlans(from, text, p.origin())
	if err != nil {
		return err
	}
	if err = p.mayApply(plans, all); err != nil {
		return err
	}
	for _, e := range plans {
		if err = isPlan(e.review, from); err != nil {
			return err
		}
		if e.site, err = p.site(e.review, from); err != nil {
			return err
		}
	}
	if plans, err = p.cutSaved(plans); err != nil {
		return err
	}
	ctx, cancel := p.target.withTimeout(ctx)
	defer cancel()
	return p.applyWaves(ctx, plans, from, nil)
}

// mayApply returns an error if the plans cannot be applied: one of them was not made or is
// refused, or somebody approved others.
func (p *applyCommand) mayApply(plans []*environmentPlan, all *document.Joined) error {
	code := exitOK
	for _, e := range plans {
		switch {
		case e.review == nil:
			code = max(code, e.code, exitConfig) // the file may say another code
		case e.review.Refused():
			p.tell(e.review.Refusals())
			code = max(code, exitRefused)
		default:
			continue
		}
		p.Complain("environment %s has no plan that can be applied; nothing was written", plan.Clean(e.name))
	}
	if code != exitOK {
		return exit(code)
	}
	if p.expectDigest != "" && p.expectDigest != all.Digest {
		return trouble(exitStale, diag.PlanNotApproved, "The digest of all is %s, not %s.\nNothing was written. Have the new plans approved.", all.Digest, plan.Clean(p.expectDigest))
	}
	return nil
}

// applyWaves carries the plans out, those of a lower wave first, and in a wave one after the
// other. It stops after a wave in which an environment failed, or after which check returns
// an error. The exit code is the highest of all.
func (p *applyCommand) applyWaves(ctx context.Context, plans []*environmentPlan, from string, check func(context.Context, []*environmentPlan) error) error {
	stop := p.stopper(ctx)
	defer stop.end()
	slices.SortStableFunc(plans, func(a, b *environmentPlan) int { return cmp.Compare(a.wave, b.wave) })
	code, reason := exitOK, ""
	for len(plans) > 0 && reason == "" {
		n := slices.IndexFunc(plans, func(e *environmentPlan) bool { return e.wave != plans[0].wave })
		if n < 0 {
			n = len(plans)
		}
		wave := plans[:n]
		plans = plans[n:]
		for i, e := range wave {
			p.Say("environment %s (wave %d):", plan.Clean(e.name), e.wave)
			err := p.carryOutOne(e, stop, from)
			p.fail(err)
			code = max(code, exitCode(err))
			if failed := exitCode(err) != exitOK && exitCode(err) != exitManual; failed {
				reason = "environment " + plan.Clean(e.name) + " failed"
			}
			if stop.ctx.Err() != nil || exitCode(err) > exitInterrupted {
				plans = append(slices.Clone(wave[i+1:]), plans...)
				break
			}
		}
		if reason == "" && check != nil && len(plans) > 0 {
			if err := check(stop.ctx, wave); err != nil {
				p.fail(err)
				code, reason = max(code, exitRefused), "a check fails now"
			}
		}
	}
	for _, e := range plans {
		p.Complain("environment %s was not attempted, because %s", plan.Clean(e.name), reason)
	}
	if code == exitOK {
		return nil
	}
	return exit(code)
}

// carryOutOne carries out the plan of one environment, in a run of its own.
func (p *applyCommand) carryOutOne(e *environmentPlan, stop *stopper, from string) (err error) {
	if e.review.Plan.Empty() && len(e.review.Plan.Records) == 0 {
		p.Say("no changes")
		return nil
	}
	id, err := journal.RunID()
	if err != nil {
		return err
	}
	s, err := p.open(stop.ctx, e.site)
	if err != nil {
		return err
	}
	defer finish(s, &err)
	return p.carryOut(e.review, s, stop, id, from)
}
