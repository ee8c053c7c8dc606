package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/config"
)

// A confirming is what the confirm command was asked to do.
type confirming struct {
	settings
	autoApprove bool
}

func (a *app) confirmCommand() *cobra.Command {
	var f confirming
	c := &cobra.Command{
		Use:   "confirm [ADDRESS ...]",
		Short: "Say that what a plan leaves to people is done",
		Long: `confirm lists what plan says has to be done by hand, asks whether it is done, and keeps
the answer in tags of the Amazon Connect instance, for this stack. From then on, plans
compare with that. It writes nothing else, and nothing to ConnectPath. With addresses,
such as permission_group.leads or permission_group.*, it is about those alone.

What was confirmed of permission groups that are gone is dropped.

Exit codes: 0 nothing is left to do by hand, 3 the configuration is wrong or nobody can
be asked, 4 not permitted, 5 the plan is refused, 8 something is left to do by hand, 1
other errors.`,
		RunE: func(c *cobra.Command, args []string) error {
			f.scope.Only, f.alone = append(f.scope.Only, args...), true
			return a.watched(&f.settings, "confirm", func() error { return a.confirm(c.Context(), &f) })
		},
	}
	f.flags(c)
	f.online(c)
	c.Flags().BoolVar(&f.autoApprove, "auto-approve", false, "do not ask: it is done")
	return c
}

func (a *app) confirm(ctx context.Context, f *confirming) (err error) {
	if !f.autoApprove && !a.CanAsk() {
		return usage("nobody can be asked here: run confirm where somebody can answer, or with --auto-approve once it is done")
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
	p, err := a.open(early, cfg.Provider, cfg.ConnectPath, false)
	if err != nil {
		return err
	}
	defer finish(p, &err)
	made, err := a.make(early, p.reader(), cfg, &f.settings)
	if err != nil {
		return err
	}
	if len(made.plan.Refusals) > 0 {
		a.refuse(made, nothingWritten)
		return exit(exitRefused)
	}
	c := confirmation{app: a, done: apply.Confirmable(made.plan.Plan), left: made.plan.Plan}
	if c.keeper = confirmerOf(p.Provider); c.keeper != nil {
		if c.outdated, err = c.keeper.Outdated(early, stacksOf(cfg)); err != nil {
			return err
		}
	}
	if err := c.approve(early, made.style, f.autoApprove); err != nil {
		return err
	}
	writing()
	stop := a.listen(ctx)
	defer stop.end()
	return c.keep(stop, p.Provider)
}

// confirmerOf returns what keeps what people did by hand; nil where nothing is done so.
func confirmerOf(p providers.Provider) providers.Confirmer {
	for _, k := range p.Kinds() {
		if c, ok := providers.As[providers.Confirmer](p, k.Name); ok {
			return c
		}
	}
	return nil
}

// stacksOf returns what reports whether a stack is the configuration's, or was.
func stacksOf(cfg *config.Config) func(string) bool {
	return plan.Options{Stack: cfg.Stack, Formerly: cfg.Formerly}.Ours
}

// A confirmation is what a person is asked to confirm.
type confirmation struct {
	*app
	keeper   providers.Confirmer // nil where nothing is done by hand
	done     *plan.Plan          // what may be done
	left     *plan.Plan          // the whole plan
	outdated []string            // what was confirmed of what is gone
}

func (c *confirmation) nothing() bool {
	return c.done.Empty() && len(c.done.Records)+len(c.outdated) == 0
}

// approve shows what would be kept, and asks whether it is so, unless it was said.
func (c *confirmation) approve(ctx context.Context, style render.Style, yes bool) error {
	if c.nothing() {
		return nil
	}
	style.Color = c.Coloured(c.Out)
	if !c.done.Empty() {
		fmt.Fprintf(c.Out, "To be confirmed, in %s's ConnectPath:\n\n", plan.Clean(c.left.Instance.Name))
		if err := render.Confirmed(c.Out, &impact.Assessment{Plan: c.done}, style); err != nil {
			return err
		}
		fmt.Fprintln(c.Out)
	}
	if n := len(c.outdated); n > 0 {
		fmt.Fprintf(c.Out, "To be dropped: what was confirmed of %s gone.\n", isAre(n, "permission group"))
	}
	question := "Is all of this done? "
	if c.done.Empty() {
		question = "Bring the tags of the instance up to date? "
	}
	if yes {
		return nil
	}
	switch done, err := c.Ask(ctx, question+`Only "yes" is accepted:`, "yes"); {
	case err != nil:
		return err
	case !done:
		c.Complain("not confirmed; nothing was written")
		return exit(exitConfig)
	}
	return nil
}

// isAre counts what is: `1 group that is`, `2 groups that are`.
func isAre(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " that is"
	}
	return render.Count(n, noun) + " that are"
}

// keep keeps what was confirmed, and says what is left to do by hand.
func (c *confirmation) keep(stop *stopping, to providers.Provider) error {
	runner := apply.Runner{Provider: to, Stop: stop.starting, Confirm: true, Observe: func(e apply.Event) {
		if e.Outcome != nil {
			c.kept(*e.Outcome)
		}
	}}
	report, err := runner.Run(stop.ctx, c.done)
	if err != nil {
		return err
	}
	if len(c.outdated) > 0 {
		if err := c.keeper.Forget(stop.ctx, c.outdated); err != nil {
			return fmt.Errorf("drop what was confirmed of what is gone: %w", err)
		}
	}
	c.tally(report)
	if code := unconfirmed(report); code != exitOK {
		return exit(code)
	}
	return c.rest()
}

// unconfirmed returns the code for what could not be kept, which was said.
func unconfirmed(r *apply.Report) int {
	code := exitOK
	for _, o := range slices.Concat(r.Outcomes, r.Records) {
		switch {
		case o.Made():
		case errors.Is(o.Err, providers.ErrAuth):
			return exitAuth
		case o.Status == apply.Stale && code == exitOK:
			code = exitStale
		case o.Status != apply.Stale:
			code = exitError
		}
	}
	return code
}

func (c *confirmation) kept(o apply.Outcome) {
	address := plan.Clean(o.Change.Addr.String())
	if o.Made() {
		c.Say("confirmed %s", address)
		return
	}
	why := "the run was stopped"
	if o.Err != nil {
		why = o.Err.Error()
	}
	c.Complain("%s was not confirmed: %s", address, plan.Clean(why))
}

func (c *confirmation) tally(r *apply.Report) {
	if c.nothing() {
		fmt.Fprintln(c.Out, "Nothing to confirm.")
		return
	}
	n := r.Count(apply.Done) + r.Count(apply.AlreadyDone)
	text := []string{"Confirmed: " + render.Count(n, "object") + "."}
	if d := len(c.outdated); d > 0 {
		text = append(text, fmt.Sprintf("Dropped: what was confirmed of %s gone.", isAre(d, "permission group")))
	}
	fmt.Fprintln(c.Out, strings.Join(text, " "))
}

// rest prints what a person has still to do, as nobody can have done it: it is seen
// that it is not.
func (c *confirmation) rest() error {
	confirmed := map[string]bool{}
	for _, change := range c.done.Changes {
		confirmed[change.Addr.String()] = true
	}
	var left []plan.Manual
	for _, m := range c.left.Manual {
		if !confirmed[m.Addresses[0]] {
			left = append(left, m)
		}
	}
	if len(left) == 0 {
		return nil
	}
	c.tellManual(left)
	return exit(exitManual)
}
