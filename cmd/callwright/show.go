package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema/diag"
)

func (a *app) showCommand() *cobra.Command {
	var outs []string
	var detail string
	var post posting
	c := &cobra.Command{
		Use:   "show PLAN",
		Short: "Show a saved plan",
		Args:  onePlan,
		RunE: func(_ *cobra.Command, args []string) error {
			outputs, err := parseOutputs(outs, formats())
			if err != nil {
				return err
			}
			if err = checkDetail(detail); err != nil {
				return err
			}
			s, err := readPlan(args[0])
			if err != nil {
				return err
			}
			s.style.Detail, s.paged = render.Detail(detail), true
			s.page = a.page("plan", s.plan, post.limit)
			a.warn(s)
			if err := a.show(s, outputs); err != nil {
				return err
			}
			if len(s.plan.Refusals) > 0 {
				a.refuse(s, "apply will not carry it out")
			}
			return nil
		},
	}
	outputFlag(c, &outs, formats())
	detailFlag(c, &detail)
	post.flags(c)
	return c
}

func onePlan(c *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("%s takes the file of one saved plan", c.CommandPath())
	}
	return nil
}

func atMostOnePlan(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("%s takes the file of one saved plan at most", c.CommandPath())
	}
	return nil
}

// readPlan reads a saved plan. One that was changed, or that another major version
// made, is refused.
func readPlan(path string) (shown, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return shown{}, usage("%v", err)
	}
	doc, err := document.Parse(text)
	if errors.Is(err, document.ErrDigest) {
		return shown{}, trouble(exitConfig, diag.PlanModified, "%s: its digest does not fit what it says. Plan again; a plan is not edited, the configuration is.", path)
	}
	if err != nil {
		return shown{}, unreadable(path, err)
	}
	p, err := doc.Assessment()
	if err != nil {
		return shown{}, unreadable(path, err)
	}
	commit := ci.Revision{Hash: doc.Config.Commit}
	return shown{plan: p, doc: doc, human: render.Human, style: render.Style{Detail: render.Changes, Commit: commit.Short()}}, nil
}

func unreadable(path string, err error) error {
	return trouble(exitConfig, diag.UnreadablePlan, "%s: %s. Plan again: callwright plan --out FILE.", path, err)
}
