package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
func (p *applyCommand) applySeveral(ctx context.Context, names []string, outputs []output) error {
	f := newFleetApply(p, outputs)
	if len(names) == 0 { // an empty shard
		return f.end(exitOK, "")
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
	f.plans, f.digest, f.printed = plans, digestOfAll(all), true
	if err := p.mayApply(plans, all); err != nil {
		return f.refused(err)
	}
	beginWriting()
	return f.applyWaves(ctx, "", func(ctx context.Context, done []*environmentPlan) error {
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
		plans[i].drift = e.Plan.Drift
	}
	return plans, all, nil
}

// applySavedSeveral carries out the saved plans of several environments.
func (p *applyCommand) applySavedSeveral(ctx context.Context, from string, text []byte, outputs []output) error {
	plans, all, err := savedPlans(from, text, p.origin())
	if err != nil {
		return err
	}
	f := newFleetApply(p, outputs)
	f.digest, f.part = digestOfAll(all), all.Shard
	for _, e := range plans {
		if e.review == nil { // mayApply says so
			continue
		}
		if err = isPlan(e.review, from); err != nil {
			return err
		}
		if e.site, err = p.site(e.review, from); err != nil {
			return err
		}
	}
	if f.plans, err = p.cutSaved(plans); err != nil {
		return err
	}
	f.part = cmp.Or(p.target.part, f.part)
	if err = p.mayApply(plans, all); err != nil {
		return f.refused(err)
	}
	ctx, cancel := p.target.withTimeout(ctx)
	defer cancel()
	return f.applyWaves(ctx, from, nil)
}

// mayApply returns an error if the plans cannot be applied: one of them was not made or is
// refused, or somebody approved others.
func (p *applyCommand) mayApply(plans []*environmentPlan, all *document.Joined) error {
	code := exitOK
	for _, e := range plans {
		switch {
		case e.review == nil:
			code = worst(worst(code, e.code), exitConfig) // the file may say another code
		case e.review.Refused():
			p.tell(e.review.Refusals())
			code = worst(code, exitRefused)
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

// A fleetApply carries out the plans of several environments, and writes their results.
type fleetApply struct {
	*applyCommand
	outputs []output
	plans   []*environmentPlan
	part    *document.Shard // nil without --shard
	digest  string          // of all plans
	printed bool            // whether something is on standard output already
}

// newFleetApply returns a fleetApply without plans. What people read goes to standard output only
// if they asked for it.
func newFleetApply(p *applyCommand, outputs []output) *fleetApply {
	if !slices.Contains(outputs, output{format: "human"}) {
		p.Out = io.Discard
	}
	return &fleetApply{applyCommand: p, outputs: outputs, part: p.target.part}
}

// digestOfAll returns the digest by which the plans of all environments were approved; "" for the
// plans of a shard.
func digestOfAll(all *document.Joined) string {
	if all.Shard != nil {
		return ""
	}
	return all.Digest
}

// refused ends an apply that wrote nothing: the plans cannot be applied, or are not the approved
// ones.
func (f *fleetApply) refused(why error) error {
	_, reason := errorOf(why, true)
	if _, err := f.write(exitCode(why), cmp.Or(reason, "the plan of another environment cannot be applied")); err != nil {
		return errors.Join(err, why)
	}
	return why
}

// applyWaves carries the plans out, those of a lower wave first, and in a wave one after the
// other. It stops after a wave in which an environment failed, or after which check returns
// an error.
func (f *fleetApply) applyWaves(ctx context.Context, from string, check func(context.Context, []*environmentPlan) error) error {
	stop := f.stopper(ctx)
	defer stop.end()
	plans := slices.SortedStableFunc(slices.Values(f.plans), func(a, b *environmentPlan) int { return cmp.Compare(a.wave, b.wave) })
	code, reason := exitOK, ""
	for len(plans) > 0 && reason == "" {
		n := slices.IndexFunc(plans, func(e *environmentPlan) bool { return e.wave != plans[0].wave })
		if n < 0 {
			n = len(plans)
		}
		wave := plans[:n]
		plans = plans[n:]
		for i, e := range wave {
			f.Say("environment %s (wave %d):", plan.Clean(e.name), e.wave)
			err := f.carryOutOne(e, stop, from)
			f.fail(err)
			code = worst(code, exitCode(err))
			if failed := exitCode(err) != exitOK && exitCode(err) != exitManual; failed {
				reason = "environment " + plan.Clean(e.name) + " failed"
			}
			if stop.ctx.Err() != nil || exitCode(err) > exitInterrupted {
				reason = "the run was stopped"
				plans = append(slices.Clone(wave[i+1:]), plans...)
				break
			}
		}
		if reason == "" && check != nil && len(plans) > 0 {
			if err := check(stop.ctx, wave); err != nil {
				f.fail(err)
				code, reason = worst(code, exitRefused), "a check fails now"
			}
		}
	}
	for _, e := range plans {
		f.Complain("environment %s was not attempted, because %s", plan.Clean(e.name), reason)
	}
	return f.end(code, reason)
}

// carryOutOne carries out the plan of one environment, in a run of its own.
func (f *fleetApply) carryOutOne(e *environmentPlan, stop *stopper, from string) (err error) {
	id, err := journal.RunID()
	if err != nil {
		return err
	}
	var result *engine.Result
	defer func() { e.applied = e.resultOf(id, result, err) }()
	if e.review.Plan.Empty() && len(e.review.Plan.Records) == 0 {
		f.Say("no changes")
		return nil
	}
	s, err := f.open(stop.ctx, e.site)
	if err != nil {
		return err
	}
	defer finish(s, &err)
	result, err = f.carryOut(e.review, s, stop, id, from)
	return err
}

// write writes the results, and returns the exit code of all. Reason says why some environments
// were not attempted.
func (f *fleetApply) write(code int, reason string) (int, error) {
	list := make([]document.AppliedEnvironment, len(f.plans))
	for i, e := range f.plans {
		if e.applied != nil {
			list[i], f.printed = *e.applied, true
			continue
		}
		list[i] = e.head()
		list[i].Result, list[i].Error = document.ResultNotAttempted, document.Shortened(cmp.Or(e.hindrance(), reason))
	}
	code = codeOfAll(code, list)
	if len(list) == 0 { // nobody has to read about an empty shard
		f.Out = io.Discard
	}
	if f.printed { // a line between what was done and its summary
		fmt.Fprintln(f.Out)
	}
	return code, writeResults(f.app, document.JoinApplied(list, f.digest, code, f.part), f.outputs, 0)
}

// end writes the results, and returns the error that ends the command.
func (f *fleetApply) end(code int, reason string) error {
	code, err := f.write(code, reason)
	if err != nil || code == exitOK {
		return err
	}
	return exit(code)
}
