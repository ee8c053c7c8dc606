package main

import (
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/render"
)

// A showCommand is the command show with its flags. It shows a saved plan in the forms
// that plan has, without a network or credentials, so that an approver can read exactly
// what will be applied:
//
//	callwright show plan.json -o html=plan.html
type showCommand struct {
	*app
	output outputFlags
	detail detailFlag
	limit  int // of Markdown, in bytes
}

// newShow returns the command show.
func newShow(a *app) *cobra.Command {
	s := &showCommand{app: a}
	c := &cobra.Command{
		Use:   "show PLAN",
		Short: "Show a saved plan",
		Example: `  callwright show plan.json
  callwright show plan.json --detail full
  callwright show plan.json -o html=plan.html`,
		Args: onePlan,
		RunE: func(_ *cobra.Command, args []string) error { return s.run(args[0]) },
	}
	s.output.flags(c, formatNames())
	s.detail.flags(c)
	limitFlag(c, &s.limit)
	return c
}

// run shows the plan. A refused plan is shown, too, and ends with exit code 0: the command
// did what it was asked to do.
func (s *showCommand) run(path string) error {
	outputs, err := s.output.outputs()
	if err != nil {
		return err
	}
	if err = s.detail.check(); err != nil {
		return err
	}
	if text, several := s.folder.readJoined(path); several {
		return s.showSeveral(path, text, outputs)
	}
	r, err := s.readPlan(path)
	if err != nil {
		return err
	}
	v := savedView(s.app, r, s.limit)
	v.style.Detail, v.paged = render.Detail(s.detail), true
	s.tell(r.Warnings())
	if err := s.show(v, outputs); err != nil {
		return err
	}
	if r.Refused() {
		s.refuse(r.Refusals(), "it cannot be applied")
	}
	return nil
}

// showSeveral shows the plans of several environments.
func (s *showCommand) showSeveral(path string, text []byte, outputs []output) error {
	plans, all, err := savedPlans(path, text, s.origin())
	if err != nil {
		return err
	}
	report := &joinedReport{app: s.app, plans: plans, all: all, limit: s.limit, detail: render.Detail(s.detail)}
	return report.show(outputs)
}

// savedView returns a view of a saved plan, drift or difference. The commit is the one of the plan,
// and not the one that is checked out now.
func savedView(a *app, r *engine.Review, limit int) *view {
	v := a.view(r, "plan", ci.Revision{Hash: r.Document.Config.Commit, Dirty: r.Document.Config.Dirty}, limit)
	if r.Document.Drift {
		v.human, v.style.Command, v.page.Command = render.Drift, "drift", "drift"
	}
	if r.Document.Model != nil {
		v.style.Command, v.page.Command = "diff", "diff"
	}
	return v
}
