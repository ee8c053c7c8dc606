package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers"
)

// A confirmCommand is the command confirm with its flags. ConnectPath has no API for some
// changes, so a person makes them on a screen and then says so:
//
//	callwright plan                             lists the manual steps
//	(somebody takes them)
//	callwright confirm permission_group.leads   records that this group is done
//	callwright plan                             no longer lists its steps
type confirmCommand struct {
	*app
	target      targetFlags
	autoApprove bool
}

// newConfirm returns the command confirm.
func newConfirm(a *app) *cobra.Command {
	f := &confirmCommand{app: a}
	c := &cobra.Command{
		Use:   "confirm [ADDRESS ...]",
		Short: "Confirm manual steps",
		Long: `confirm lists the manual steps of a plan, asks whether they are done, and records the
answer in tags of the Amazon Connect instance, for this stack. Later plans compare with
that record. confirm writes nothing else, and nothing to ConnectPath. With addresses, such
as permission_group.leads or permission_group.*, it only asks about those.

confirm also forgets what was confirmed about permission groups that were deleted.

Exit codes: 0 no manual steps are left, 3 invalid configuration or cannot ask, 4 no
permission, 5 plan refused, 8 manual steps are left, 1 other errors.`,
		Example: `  callwright confirm
  callwright confirm permission_group.leads
  callwright confirm 'permission_group.*' --auto-approve`,
		RunE: func(c *cobra.Command, args []string) error {
			// A confirmation writes only records, so it need not wait for other changes.
			f.target.scope.Only, f.target.alone = append(f.target.scope.Only, args...), true
			return f.withEvents(f.target.events, "confirm", func(string) error { return f.run(c.Context()) })
		},
	}
	f.target.flags(c)
	f.target.planFlags(c)
	c.Flags().BoolVar(&f.autoApprove, "auto-approve", false, "do not ask: the steps are done")
	return c
}

// run plans, asks which of the plan's manual steps are done, and records the answer.
func (f *confirmCommand) run(ctx context.Context) (err error) {
	if !f.autoApprove && !f.CanAsk() {
		return usage("cannot ask for confirmation: input is not a terminal. Run confirm in a terminal, or with --auto-approve once the steps are done")
	}
	ctx, cancel := f.target.withTimeout(ctx)
	defer cancel()
	untilWrite, beginWriting := untilSignal(ctx)
	defer beginWriting()
	defer func() { err = causeOf(untilWrite, err) }()
	c, err := f.mustLoad(untilWrite, &f.target)
	if err != nil {
		return err
	}
	s, err := engine.Open(untilWrite, c.Site(), f.access())
	if err != nil {
		return err
	}
	defer finish(s, &err)
	r, err := f.plan(untilWrite, c, s.Source(), &f.target)
	if err != nil {
		return err
	}
	if r.Refused() {
		f.refuse(r.Refusals(), nothingWritten)
		return exit(exitRefused)
	}
	done, err := r.Confirmation(untilWrite, s.Provider)
	if err != nil {
		return err
	}
	if err := f.approve(untilWrite, r, done); err != nil {
		return err
	}
	beginWriting()
	stop := f.stopper(ctx)
	defer stop.end()
	return f.keep(stop, s, done)
}

// approve shows the changes that a person can confirm, and asks whether they are done,
// unless --auto-approve says so.
func (f *confirmCommand) approve(ctx context.Context, r *engine.Review, c *engine.Confirmation) error {
	if c.Empty() {
		return nil
	}
	style := f.view(r, "confirm", f.pipeline.revision(), 0).style
	style.Color = f.Coloured(f.Out) // the style of a view has no colours yet: see showOne
	if !c.Done.Empty() {
		fmt.Fprintf(f.Out, "To confirm, in %s's ConnectPath:\n\n", plan.Clean(r.Plan.Instance.Name))
		if err := render.Confirmed(f.Out, &impact.Assessment{Plan: c.Done}, style); err != nil {
			return err
		}
		fmt.Fprintln(f.Out)
	}
	if n := len(c.Outdated); n > 0 {
		fmt.Fprintf(f.Out, "Will forget confirmations of %s.\n", impact.Count(n, "deleted permission group"))
	}
	question := "Is all of this done? "
	if c.Done.Empty() {
		question = "Update the tags of the instance? "
	}
	if f.autoApprove {
		return nil
	}
	switch done, err := f.Ask(ctx, question+`Only "yes" is accepted:`, "yes"); {
	case err != nil:
		return err
	case !done:
		f.Complain("not confirmed; nothing was written")
		return exit(exitConfig)
	}
	return nil
}

// keep records the confirmation, and prints the manual steps that are left.
func (f *confirmCommand) keep(stop *stopper, s *engine.Service, c *engine.Confirmation) error {
	report, err := c.Keep(stop.ctx, s.Provider, stop.requested, func(e apply.Event) {
		if e.Outcome != nil {
			f.sayConfirmed(*e.Outcome)
		}
	})
	if err != nil {
		return err
	}
	f.tally(report, c)
	if code := unconfirmed(report); code != exitOK {
		return exit(code)
	}
	if left := c.Left(); len(left) > 0 {
		f.tellManual(left)
		return exit(exitManual)
	}
	return nil
}

// unconfirmed returns the exit code for confirmations that could not be recorded. If there
// are several reasons, no permission comes first, because it is the one to solve, and
// stale comes last.
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

// sayConfirmed prints whether a confirmation was recorded.
func (f *confirmCommand) sayConfirmed(o apply.Outcome) {
	address := plan.Clean(o.Change.Addr.String())
	if o.Made() {
		f.Say("confirmed %s", address)
		return
	}
	why := "the run was stopped"
	if o.Err != nil {
		why = o.Err.Error()
	}
	f.Complain("%s was not confirmed: %s", address, plan.Clean(why))
}

// tally prints the last line: how many objects were confirmed, and how many confirmations
// of deleted objects were forgotten.
func (f *confirmCommand) tally(r *apply.Report, c *engine.Confirmation) {
	if c.Empty() {
		fmt.Fprintln(f.Out, "Nothing to confirm.")
		return
	}
	n := r.Count(apply.Done) + r.Count(apply.AlreadyDone)
	text := []string{"Confirmed: " + impact.Count(n, "object") + "."}
	if d := len(c.Outdated); d > 0 {
		text = append(text, fmt.Sprintf("Forgot confirmations of %s.", impact.Count(d, "deleted permission group")))
	}
	fmt.Fprintln(f.Out, strings.Join(text, " "))
}
