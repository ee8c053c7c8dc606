package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/cmd/internal/outcome"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// An applying is what the apply command was asked to do.
type applying struct {
	settings
	autoApprove  bool
	expectDigest string
	parallelism  int
	onError      string

	passwordFile string
	passwords    map[string]string // of new users, by username
}

func (a *app) applyCommand() *cobra.Command {
	var f applying
	c := &cobra.Command{
		Use:   "apply [PLAN]",
		Short: "Make the live contact centre what the configuration describes",
		Long: `apply plans, shows the plan, asks, and does what the plan says. Given a saved plan,
it does what that says: it reads no configuration and asks nothing. Each object is
read again right before it is written; one that is not as planned is left alone.

Exit codes: 0 done, 3 the configuration is wrong or nobody can be asked, 4 not
permitted, 5 the plan is refused, 6 stale and nothing written, 7 done in part,
8 done but for what a person has to do, 1 other errors.`,
		Args: atMostOnePlan,
		RunE: func(c *cobra.Command, args []string) error {
			if f.parallelism < 1 {
				return usage("--parallelism is %d, but must be 1 or more", f.parallelism)
			}
			if f.onError != "continue" && f.onError != "stop" {
				return usage("--on-error is %q, but must be continue or stop", f.onError)
			}
			passwords, err := a.readPasswords(f.passwordFile)
			if err != nil {
				return err
			}
			f.passwords = passwords
			return a.watched(&f.settings, "apply", func() error {
				if len(args) == 1 {
					return a.applySaved(c.Context(), &f, args[0])
				}
				return a.apply(c.Context(), &f)
			})
		},
	}
	f.flags(c)
	f.online(c)
	c.Flags().BoolVar(&f.autoApprove, "auto-approve", false, "do not ask")
	c.Flags().StringVar(&f.expectDigest, "expect-digest", "", "go ahead without asking if the plan's digest is `sha256:…`")
	c.Flags().IntVar(&f.parallelism, "parallelism", 10, "make at most `N` changes at once")
	c.Flags().StringVar(&f.onError, "on-error", "continue", "after a failure, continue with what does not wait for it, or stop")
	c.Flags().StringVar(&f.passwordFile, "initial-passwords", "", "give new users the passwords in `FILE`, lines of username,password; others get a random one")
	return c
}

func (a *app) apply(ctx context.Context, f *applying) (err error) {
	if !f.autoApprove && f.expectDigest == "" && !a.CanAsk() {
		where := `which "callwright plan" prints`
		if a.Pipeline {
			where = "which the step that plans has as its output digest"
		}
		return usage("nobody can be asked here: approve with --expect-digest sha256:…, %s, or with --auto-approve", where)
	}
	cfg, err := a.mustLoad(&f.settings)
	if err != nil {
		return err
	}
	ctx, cancel := f.limited(ctx)
	defer cancel()
	early, writing := heeding(ctx) // until something is written
	defer writing()
	defer func() { err = ended(early, err) }()
	p, err := a.openWith(early, cfg.Provider, cfg.ConnectPath, f.passwords)
	if err != nil {
		return err
	}
	defer finish(p, &err)
	made, err := a.make(early, p.reader(), cfg, &f.settings)
	if err != nil {
		return err
	}
	made.style.Later = true // the run ends with what is to be done by hand
	if err := a.show(made, []output{{format: "human"}}); err != nil {
		return err
	}
	if len(made.plan.Refusals) > 0 {
		a.refuse(made, nothingWritten)
		return exit(exitRefused)
	}
	if err := a.approve(early, made, f); err != nil || made.plan.Empty() && len(made.plan.Records) == 0 {
		return err
	}
	writing()
	stop := a.listen(ctx)
	defer stop.end()
	return a.carryOut(made.plan.Plan, p.Provider, stop, f, "run apply again")
}

// applySaved carries out a saved plan.
func (a *app) applySaved(ctx context.Context, f *applying, path string) (err error) {
	s, err := readPlan(path)
	if err != nil {
		return err
	}
	if f.expectDigest != "" && f.expectDigest != s.doc.Digest {
		return otherDigest(s, f)
	}
	if len(s.plan.Refusals) > 0 {
		a.refuse(s, nothingWritten)
		return exit(exitRefused)
	}
	in := s.plan.Instance
	where := config.Provider{Type: in.Provider, Instance: in.ID, Region: in.Region}
	if in.Provider == "local" {
		where.Path = in.Endpoint
	} else if where.Endpoint = in.Endpoint; !config.EndpointAllowed(in.Endpoint) {
		return usage("%s: the plan names an endpoint that is no AWS host and not on this machine: %s", path, plan.Quote(in.Endpoint))
	}
	if where.Rates, err = f.ratesOver(nil); err != nil {
		return err
	}
	var desktop *config.ConnectPath
	if in.Desktop.Driver != "" {
		desktop = &config.ConnectPath{Desktop: in.Desktop}
		if !config.ConnectPathEndpointAllowed(in.Desktop.Endpoint) {
			return usage("%s: the plan names an endpoint of ConnectPath that is not on this machine: %s", path, plan.Quote(in.Desktop.Endpoint))
		}
	}
	a.warn(s)
	ctx, cancel := f.limited(ctx)
	defer cancel()
	stop := a.listen(ctx)
	defer stop.end()
	p, err := a.openWith(stop.ctx, where, desktop, f.passwords)
	if err != nil {
		return err
	}
	defer finish(p, &err)
	if err := a.events.Planned(s.plan, s.doc); err != nil {
		return err
	}
	return a.carryOut(s.plan.Plan, p.Provider, stop, f, "run plan again and have the new one approved")
}

func otherDigest(s shown, f *applying) error {
	return trouble(exitStale, diag.PlanNotApproved, "Its digest is %s, not %s.\nNothing was written. Have the new plan approved.", s.doc.Digest, plan.Clean(f.expectDigest))
}

// approve asks for consent, unless it was given.
func (a *app) approve(ctx context.Context, s shown, f *applying) error {
	switch {
	case f.expectDigest != "" && f.expectDigest != s.doc.Digest:
		return otherDigest(s, f)
	case f.expectDigest != "", f.autoApprove, s.plan.Empty(), apply.OnlyManual(s.plan.Plan):
		return nil
	}
	question, word := "Apply these changes to "+plan.Clean(s.plan.Instance.Name)+`? Only "yes" is accepted:`, "yes"
	if n := s.plan.Count(plan.Delete) + s.plan.Count(plan.Replace) + s.plan.Count(plan.Disable); n > 0 {
		word = s.plan.Instance.Name
		question = render.Deletions(n) + ` Type the instance's name, ` + plan.Quote(word) + `, to apply:`
	}
	switch yes, err := a.Ask(ctx, question, word); {
	case err != nil:
		return err
	case !yes:
		a.Complain("not approved; nothing was written")
		return exit(exitConfig)
	}
	return nil
}

// carryOut makes the changes of a plan, and says what became of them. Again is how
// to go on after a run that is not complete.
func (a *app) carryOut(p *plan.Plan, to providers.Provider, stop *stopping, f *applying, again string) error {
	j, err := journal.New(".", a.run)
	if err != nil {
		return fmt.Errorf("start the journal: %w", err)
	}
	runner := apply.Runner{
		Provider: to, Parallel: f.parallelism, StopOnError: f.onError == "stop", Stop: stop.starting,
		Observe: func(e apply.Event) {
			j.Observe(e)
			a.applied(e)
		},
	}
	end := a.progress.Begin("applying", len(p.Changes)+len(p.Records), changes)
	report, err := runner.Run(stop.ctx, p)
	end()
	if err != nil {
		return err
	}
	pending := a.settle(stop, to, report)
	back := report.Undo(p)
	back.Estimate = apply.Estimate(back, to)
	undo, err := closeJournal(j, back)
	if err != nil {
		a.Complain("%v", err)
	}
	a.account(report, p, undo)
	if in, err := to.Instance(stop.ctx); err == nil {
		a.tellPasswords(report, f.passwords, in)
	}
	a.events.Summary(report, len(pending), undo)
	if s := stop.signal(); s != nil && !report.Complete() {
		a.events.Emit("warn", "interrupted", "interrupted by "+s.String(), "interrupt", map[string]any{
			"signal": s.String(), "in_flight": stop.inFlight, "left": report.Count(apply.NotAttempted),
		})
		return unfinished(interrupted(s), report, undo, again)
	}
	return incomplete(report, undo, again)
}

// settle waits until searches show what was written, unless the run is stopped, and
// returns what they do not show.
func (a *app) settle(stop *stopping, to providers.Provider, r *apply.Report) []*plan.Change {
	ctx, cancel := context.WithCancel(stop.ctx)
	defer cancel()
	settled := make(chan struct{})
	defer close(settled)
	go func() {
		select {
		case <-stop.starting:
			cancel()
		case <-settled:
		}
	}()
	end := func() {}
	settling := apply.Settler{Reader: to, Tries: 10, Pause: func(ctx context.Context, try int) {
		if try == 1 {
			end = a.progress.Begin("waiting until searches show", r.Count(apply.Done), changes)
		}
		apply.Backoff(ctx, try)
	}}
	pending, err := settling.Wait(ctx, r)
	end()
	switch {
	case err != nil:
		a.Say("written, but whether searches show it could not be looked up: %v", err)
	case len(pending) > 0:
		a.Say("written, but not yet visible in searches: %d of the objects. A plan made now may show them as they were", len(pending))
	}
	a.events.Verified(r, pending)
	return pending
}

// grace is how long what runs may go on after the first signal: a pipeline's runner
// kills soon after.
const grace = 5 * time.Second

// A stopping is how a run is told to end: at the first signal nothing new starts,
// at the second, or some seconds later, what runs is broken off.
type stopping struct {
	ctx      context.Context
	starting <-chan struct{} // closed at the first signal
	got      chan os.Signal  // holds the first signal
	inFlight int             // how many changes were under way when it came
	end      func()
}

// signal returns the signal that came, or nil.
func (s *stopping) signal() os.Signal {
	select {
	case sig := <-s.got:
		return sig
	default:
		return nil
	}
}

func (a *app) listen(ctx context.Context) *stopping {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	starting := make(chan struct{})
	s := &stopping{ctx: ctx, starting: starting, got: make(chan os.Signal, 1)}
	over := make(chan struct{})
	s.end = func() {
		signal.Stop(signals)
		close(over)
		cancel()
	}
	go func() {
		for first := true; ; first = false {
			select {
			case <-over:
				return
			case sig := <-signals:
				if !first {
					cancel()
					return
				}
				s.inFlight = a.progress.Running()
				s.got <- sig
				close(starting)
				a.Complain("stopping: nothing new starts, and what runs is finished, for %s at most. Once more to break it off", grace)
				time.AfterFunc(grace, cancel)
			}
		}
	}()
	return s
}

// account ends a run: the line that counts, and, when all is done, how to go back.
func (a *app) account(r *apply.Report, p *plan.Plan, undo string) {
	if len(r.Outcomes) > 0 {
		fmt.Fprintln(a.Out, outcome.Tally(r))
	}
	for _, o := range r.Records {
		if !o.Made() {
			a.Complain("%s; a later apply brings its record up to date", outcome.Sentence(o))
		}
	}
	a.tellManual(r.Manual(p))
	if undo != "" && r.CompleteButManual() {
		a.Say("to take this back: callwright apply %s", undo)
	}
}

// tellManual prints what a person has to do: it is the rest of the run's result.
func (a *app) tellManual(list []plan.Manual) {
	if len(list) > 0 {
		fmt.Fprintln(a.Out)
		render.Manual(a.Out, list)
	}
}

// closeJournal ends the journal, and keeps the plan that takes the run back beside it,
// unless it is empty. It returns the path of that plan.
func closeJournal(j *journal.Journal, undo *plan.Plan) (string, error) {
	if undo.Empty() {
		return j.Close(nil)
	}
	d, err := document.New(&impact.Assessment{Plan: undo})
	if err != nil {
		return "", err
	}
	d.Tool = document.Tool{Name: "callwright", Version: version()}
	d.CreatedAt = createdAt().Format(time.RFC3339)
	for _, w := range undo.Warnings {
		d.Diagnostics = append(d.Diagnostics, document.Diagnostic{Severity: "warning", Code: w.Code(), Summary: w.Summary(), Detail: w.Detail(), Address: w.Addr.String()})
	}
	return j.Close(d)
}
