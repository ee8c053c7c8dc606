package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema/diag"
)

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
func (a *app) readPlan(path string) (*engine.Review, error) {
	text, err := os.ReadFile(a.folder.path(path))
	if err != nil {
		return nil, usage("%v", err)
	}
	r, err := engine.ReadReview(text, a.origin())
	switch {
	case errors.Is(err, document.ErrDigest):
		return nil, trouble(exitConfig, diag.PlanModified, "%s: its digest does not fit what it says. Plan again; a plan is not edited, the configuration is.", path)
	case err != nil:
		return nil, trouble(exitConfig, diag.UnreadablePlan, "%s: %s. Plan again: callwright plan --out FILE.", path, err)
	}
	return r, nil
}
