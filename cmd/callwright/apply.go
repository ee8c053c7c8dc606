package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// The values of --on-error.
const (
	onErrorContinue = "continue"
	onErrorStop     = "stop"
)

// An applyCommand is the command apply with its flags. It has two forms:
//
//	callwright apply             plans, shows the plan, asks, applies
//	callwright apply plan.json   applies a saved plan, which somebody approved earlier
//
// A pipeline uses the second form, or the first one with --expect-digest: it then applies
// only if the new plan is the same that was approved.
type applyCommand struct {
	*app
	target       targetFlags
	detail       detailFlag  // of the plan that apply shows; it shows no saved plan
	output       outputFlags // of the results of several environments
	autoApprove  bool
	expectDigest string
	parallelism  int
	onError      string

	passwordFile string
	passwords    map[string]string // the contents of passwordFile, by username
}

// newApply returns the command apply.
func newApply(a *app) *cobra.Command {
	p := &applyCommand{app: a}
	c := &cobra.Command{
		Use:   "apply [PLAN]",
		Short: "Change the live contact centre to match the configuration",
		Long: `apply makes a plan, shows it, asks for approval, and carries it out. With a saved plan, it
carries out that plan: it reads no configuration and does not ask. It reads each object
again right before writing it, and leaves it alone if it changed since the plan.

Exit codes: 0 done, 3 invalid configuration or cannot ask for approval, 4 no permission,
5 plan refused, 6 plan out of date and nothing written, 7 partly done, 8 done except for
manual steps, 1 other errors.

With several environments, apply goes wave by wave, and --output writes one document with the
result of each. The exit code is that of the worst result, and 7 if something was written in any
environment and not everything was done.`,
		Example: `  callwright apply
  callwright apply --env prod --only queue.sales
  callwright apply plan.json                        # a plan that somebody approved
  callwright apply --env all --expect-digest sha256:…   # the plans of all environments
  callwright apply plans.json --shard /4 -o human -o json=1.json   # in each of four processes
  callwright apply .callwright/runs/RUN/undo.json   # undo a run`,
		Args: atMostOnePlan,
		RunE: func(c *cobra.Command, args []string) error { return p.run(c.Context(), args) },
	}
	p.target.flags(c)
	p.target.planFlags(c)
	p.target.shardFlag(c)
	p.target.traffic.flags(c)
	p.target.liveFlag(c)
	_ = c.Flags().MarkHidden("live") // only to refuse it in words; fails only if the flag does not exist
	p.detail.flags(c)
	p.output.flags(c, resultFormats)
	c.Flags().BoolVar(&p.autoApprove, "auto-approve", false, "do not ask for approval")
	c.Flags().StringVar(&p.expectDigest, "expect-digest", "", "apply without asking if the plan's digest is `sha256:…`")
	c.Flags().IntVar(&p.parallelism, "parallelism", 10, "make up to `N` changes at once")
	c.Flags().StringVar(&p.onError, "on-error", "", "after a failure, continue with the changes that do not depend on it, or stop (default: on_error of the environment, else continue)")
	c.Flags().StringVar(&p.passwordFile, "initial-passwords", "", "set the passwords of new users from `FILE`, lines of username,password; other new users get a random one")
	return c
}

// run checks the flags, and then takes one of the two forms.
func (p *applyCommand) run(ctx context.Context, args []string) (err error) {
	if p.target.live != "" {
		return usage("apply does not take --live: it writes to the contact centre, and reads each object there before it does. Use callwright plan --live")
	}
	if p.parallelism < 1 {
		return usage("--parallelism is %d, but must be 1 or more", p.parallelism)
	}
	if p.onError != "" && p.onError != onErrorContinue && p.onError != onErrorStop {
		return usage("--on-error is %q, but must be continue or stop", p.onError)
	}
	if err = p.detail.check(); err != nil {
		return err
	}
	outputs, err := p.output.outputs()
	if err != nil {
		return err
	}
	if p.passwords, err = readPasswords(&p.reporter, p.folder, p.passwordFile); err != nil {
		return err
	}
	var names []string
	if len(args) == 0 { // a saved plan has its environments
		names, err = chooser{p.app, &p.target}.choose(ctx)
		if err != nil {
			return err
		}
	}
	return p.withEvents(p.target.events, "apply", func(id string) error {
		switch {
		case len(args) == 1:
			return p.applySaved(ctx, id, args[0], outputs)
		case names != nil:
			return p.applySeveral(ctx, names, outputs)
		case !onlyHuman(outputs):
			return usage(resultsOfSeveral)
		}
		return p.planAndApply(ctx, id)
	})
}

// planAndApply plans, asks, and carries the plan out. Until it begins to write, one signal
// ends it at once; afterwards, the first signal lets the changes under way finish.
func (p *applyCommand) planAndApply(ctx context.Context, id string) (err error) {
	// Fail before the minutes that a plan may take, rather than after them.
	if !p.autoApprove && p.expectDigest == "" && !p.CanAsk() {
		where := `which "callwright plan" prints`
		if p.InPipeline {
			where = "which is the output digest of the step that plans"
		}
		return usage("cannot ask for approval: input is not a terminal. Approve with --expect-digest sha256:…, %s, or with --auto-approve", where)
	}
	ctx, cancel := p.target.withTimeout(ctx)
	defer cancel()
	untilWrite, beginWriting := untilSignal(ctx)
	defer beginWriting()
	defer func() { err = causeOf(untilWrite, err) }()
	c, s, err := mustLoadAndOpen(untilWrite, p.app, &p.target, p.open)
	if err != nil {
		return err
	}
	defer finish(s, &err)
	r, err := p.plan(untilWrite, c, s.Source(), &p.target)
	if err != nil {
		return err
	}
	v := p.view(r, "apply", p.pipeline.revision(), 0)
	v.style.ForApply, v.style.Detail = true, render.Detail(p.detail)
	if err := p.show(v, []output{{format: "human"}}); err != nil {
		return err
	}
	// Show a refused plan before the reasons for its refusal, so that they make sense.
	if r.Refused() {
		p.refuse(r.Refusals(), nothingWritten)
		return exit(exitRefused)
	}
	// A plan without changes may have records to write, which need no approval.
	if err := p.approve(untilWrite, r); err != nil || r.Plan.Empty() && len(r.Plan.Records) == 0 {
		return err
	}
	beginWriting()
	stop := p.stopper(ctx)
	defer stop.end()
	_, ended := p.carryOut(r, s, stop, id, "")
	return ended
}

// applySaved carries out a saved plan. It asks nothing: whoever hands the plan to apply
// has approved it. Objects that changed since the plan was made are stale, and left alone.
func (p *applyCommand) applySaved(ctx context.Context, id, path string, outputs []output) (err error) {
	if text, several := p.folder.readJoined(path); several {
		return p.applySavedSeveral(ctx, path, text, outputs)
	}
	r, err := p.readPlan(path)
	if err != nil {
		return err
	}
	if !onlyHuman(outputs) {
		return usage(resultsOfSeveral)
	}
	if p.target.shard != "" {
		return usage("--shard: %s is the plan of one environment", path)
	}
	if err = isPlan(r, path); err != nil {
		return err
	}
	// The digest of the plan itself is checked already: readPlan rejects an edited plan.
	if p.expectDigest != "" && p.expectDigest != r.Document.Digest {
		return p.otherDigest(r)
	}
	if r.Refused() {
		p.refuse(r.Refusals(), nothingWritten)
		return exit(exitRefused)
	}
	site, err := p.site(r, path)
	if err != nil {
		return err
	}
	p.tell(r.Warnings())
	ctx, cancel := p.target.withTimeout(ctx)
	defer cancel()
	stop := p.stopper(ctx)
	defer stop.end()
	s, err := p.open(stop.ctx, site)
	if err != nil {
		return err
	}
	defer finish(s, &err)
	if err := p.events.Planned(r.Plan, r.Document); err != nil {
		return err
	}
	_, ended := p.carryOut(r, s, stop, id, path)
	return ended
}

// site returns the contact centre that a saved plan is for. Somebody else may have made
// the plan: a plan with the endpoint https://evil.example must not receive credentials.
func (p *applyCommand) site(r *engine.Review, path string) (engine.Site, error) {
	site := r.Site(string(p.folder))
	if !config.EndpointAllowed(site.Provider.Endpoint) {
		return site, usage("%s: the plan names an endpoint that is not an AWS host and not on this machine: %s", path, plan.Quote(site.Provider.Endpoint))
	}
	if c := site.ConnectPath; c != nil && !config.ConnectPathEndpointAllowed(c.Endpoint) {
		return site, usage("%s: the plan names a ConnectPath endpoint that is not on this machine: %s", path, plan.Quote(c.Endpoint))
	}
	var err error
	site.Provider.Rates, err = p.target.rates()
	return site, err
}

// otherDigest returns the error for a plan that is not the approved one, as --expect-digest
// says.
func (p *applyCommand) otherDigest(r *engine.Review) error {
	return trouble(exitStale, diag.PlanNotApproved, "Its digest is %s, not %s.\nNothing was written. Have the new plan approved.", r.Document.Digest, plan.Clean(p.expectDigest))
}

// open opens the contact centre with the passwords for new users. It fails if there are
// passwords and the instance's users sign in without them: whoever wrote the file expects
// that they work.
func (p *applyCommand) open(ctx context.Context, site engine.Site) (*engine.Service, error) {
	access := p.access()
	access.Passwords = p.passwords
	s, err := engine.Open(ctx, site, access)
	if err != nil || p.passwords == nil { // nil without --initial-passwords
		return s, err
	}
	in, err := s.Provider.Instance(ctx)
	if err == nil {
		err = takesPasswords(in)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// approve asks for approval of the plan, unless a flag gave it or there is nothing to
// approve. A plan that deletes or disables something asks for more than "yes": whoever
// approves it must type the name of the instance, so that nobody empties the wrong one.
func (p *applyCommand) approve(ctx context.Context, r *engine.Review) error {
	switch {
	case p.expectDigest != "" && p.expectDigest != r.Document.Digest:
		return p.otherDigest(r)
	// If people have to make all changes by hand, apply writes nothing to approve.
	case p.expectDigest != "", p.autoApprove, r.Plan.Empty(), apply.OnlyManual(r.Plan.Plan):
		return nil
	}
	question, word := "Apply these changes to "+plan.Clean(r.Plan.Instance.Name)+`? Only "yes" is accepted:`, "yes"
	if n := r.Plan.Count(plan.Delete) + r.Plan.Count(plan.Replace) + r.Plan.Count(plan.Disable); n > 0 {
		word = r.Plan.Instance.Name
		question = render.Deletions(n) + ` Type the name of the instance, ` + plan.Quote(word) + `, to apply:`
	}
	switch yes, err := p.Ask(ctx, question, word); {
	case err != nil:
		return err
	case !yes:
		p.Complain("not approved; nothing was written")
		return exit(exitConfig)
	}
	return nil
}

// carryOut makes the changes of a plan and says how they ended. The result is nil if it made no
// change at all. Path is the file of a saved
// plan, or "" for a plan that was just made.
func (p *applyCommand) carryOut(r *engine.Review, s *engine.Service, stop *stopper, id, path string) (*engine.Result, error) {
	result, err := r.Apply(stop.ctx, s.Provider, engine.Run{
		Place: string(p.folder), ID: id, Parallel: p.parallelism, StopOnError: cmp.Or(p.onError, r.Document.Config.OnError) == onErrorStop, Stop: stop.requested, Watch: p.watch(),
	})
	if err != nil {
		return nil, err
	}
	p.account(result, r.Plan.Plan)
	// The hints about passwords are not worth an error of their own.
	if in, err := s.Provider.Instance(stop.ctx); err == nil {
		p.tellPasswords(result.Report, p.passwords, in)
	}
	p.events.Summary(result.Report, len(result.Pending), result.Undo)
	again := outcome.HowToGoOn(result.Report, path)
	if sig := stop.signal(); sig != nil && !result.Complete() {
		p.events.Emit("warn", "interrupted", "interrupted by "+sig.String(), "interrupt", map[string]any{
			"signal": sig.String(), "in_flight": stop.inFlight, "left": result.Count(apply.NotAttempted),
		})
		return result, unfinished(interrupted(sig), result, again)
	}
	return result, incomplete(result, again)
}

// account says how the plan ended: which objects searches do not show yet, how many changes
// were made, which manual steps are left, and how to take a complete run back. An
// incomplete run says the last in its error.
func (p *applyCommand) account(r *engine.Result, of *plan.Plan) {
	switch {
	case r.Unseen != nil:
		p.Say("written, but callwright could not check whether searches show the changes: %v", r.Unseen)
	case len(r.Pending) > 0:
		p.Say("written, but not yet visible in searches: %d of the objects. A plan made now may show their old values", len(r.Pending))
	}
	p.events.Verified(r.Report, r.Pending)
	if r.Kept != nil && notRecorded(r) == nil {
		p.Complain("%v", r.Kept)
	}
	if len(r.Outcomes) > 0 {
		fmt.Fprintln(p.Out, outcome.Tally(r.Report))
	}
	// A record that could not be written is not a failure of the run: the object itself is as
	// described, and the next apply writes the record.
	for _, o := range r.Records {
		if !o.Made() {
			p.Complain("%s; a later apply updates its record", outcome.Sentence(o))
		}
	}
	p.tellManual(r.Manual(of))
	if r.Undo != "" && r.CompleteButManual() {
		p.Say("to undo this: callwright apply %s", r.Undo)
	}
}
