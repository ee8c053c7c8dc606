package engine

import (
	"context"
	"fmt"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// A Confirmation is what a person is asked to confirm: that what a plan leaves to people
// is done.
type Confirmation struct {
	Done     *plan.Plan // what may be done
	Outdated []string   // names what was confirmed of objects that are gone

	plan   *plan.Plan          // the whole plan
	keeper providers.Confirmer // nil where nothing is left to people
}

// Confirmation returns what of the plan can be confirmed.
func (r *Review) Confirmation(ctx context.Context, to providers.Provider) (*Confirmation, error) {
	c := &Confirmation{Done: apply.Confirmable(r.Plan.Plan), plan: r.Plan.Plan}
	for _, k := range to.Kinds() {
		keeper, ok := providers.As[providers.Confirmer](to, k.Name)
		if !ok {
			continue
		}
		c.keeper = keeper
		var err error
		c.Outdated, err = keeper.Outdated(ctx, r.ours)
		return c, err
	}
	return c, nil
}

// Empty reports whether there is nothing to confirm.
func (c *Confirmation) Empty() bool {
	return c.Done.Empty() && len(c.Done.Records)+len(c.Outdated) == 0
}

// Keep keeps what was confirmed, and forgets what is outdated. Nothing new is kept once
// stop is closed. Observe is told what becomes of each object.
func (c *Confirmation) Keep(ctx context.Context, to providers.Provider, stop <-chan struct{}, observe func(apply.Event)) (*apply.Report, error) {
	runner := apply.Runner{Provider: to, Stop: stop, Confirm: true, Observe: observe}
	report, err := runner.Run(ctx, c.Done)
	if err != nil || len(c.Outdated) == 0 {
		return report, err
	}
	if err := c.keeper.Forget(ctx, c.Outdated); err != nil {
		return nil, fmt.Errorf("forget confirmations of deleted permission groups: %w", err)
	}
	return report, nil
}

// Left returns what a person has still to do once all is confirmed. Nobody can have done
// it: the service shows that it is not done.
func (c *Confirmation) Left() []plan.Manual {
	confirmed := map[string]bool{}
	for _, change := range c.Done.Changes {
		confirmed[change.Addr.String()] = true
	}
	var left []plan.Manual
	for _, m := range c.plan.Manual {
		if !confirmed[m.Addresses[0]] {
			left = append(left, m)
		}
	}
	return left
}
