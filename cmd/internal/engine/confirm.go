package engine

import (
	"context"
	"fmt"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// A Confirmation has the changes of a plan that a person can confirm. The API of a service
// may neither make a change nor show it afterwards. A person then makes it on a screen and
// confirms it, and from then on plans assume that it was made.
type Confirmation struct {
	Done     *plan.Plan // the changes that may be done already
	Outdated []string   // names of confirmations about objects that are gone

	plan      *plan.Plan          // the whole plan
	confirmer providers.Confirmer // remembers the answers; nil if no kind has manual steps
}

// Confirmation returns the changes of the plan that can be confirmed.
func (r *Review) Confirmation(ctx context.Context, to providers.Provider) (*Confirmation, error) {
	c := &Confirmation{Done: apply.Confirmable(r.Plan.Plan), plan: r.Plan.Plan}
	for _, k := range to.Kinds() {
		confirmer, ok := providers.As[providers.Confirmer](to, k.Name)
		if !ok {
			continue
		}
		// Only ConnectPath has manual steps, so the first confirmer is the only one.
		c.confirmer = confirmer
		var err error
		c.Outdated, err = confirmer.Outdated(ctx, r.ours)
		return c, err
	}
	return c, nil
}

// Empty reports whether there is nothing to confirm.
func (c *Confirmation) Empty() bool {
	return c.Done.Empty() && len(c.Done.Records)+len(c.Outdated) == 0
}

// Keep remembers that the changes in Done were made, and forgets the outdated objects.
// Once stop is closed, it starts on no more objects. It calls observe for each object.
func (c *Confirmation) Keep(ctx context.Context, to providers.Provider, stop <-chan struct{}, observe func(apply.Event)) (*apply.Report, error) {
	runner := apply.Runner{Provider: to, Stop: stop, Confirm: true, Observe: observe}
	report, err := runner.Run(ctx, c.Done)
	if err != nil || len(c.Outdated) == 0 {
		return report, err
	}
	if err := c.confirmer.Forget(ctx, c.Outdated); err != nil {
		return nil, fmt.Errorf("forget confirmations of deleted permission groups: %w", err)
	}
	return report, nil
}

// Left returns the manual steps that are not done even if everything in Done is confirmed.
// Nobody can confirm those, because the service shows that they are not done: it lists no
// permission group that a person has to create, for example.
func (c *Confirmation) Left() []plan.Manual {
	confirmed := map[string]bool{}
	for _, change := range c.Done.Changes {
		confirmed[change.Addr.String()] = true
	}
	var steps []plan.Manual
	for _, m := range c.plan.Manual {
		if !confirmed[m.Addresses[0]] {
			steps = append(steps, m)
		}
	}
	return steps
}
