package apply

import (
	"context"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// there says what it means for a creation that an object has its name: nothing is left
// to do when it is of the wanted owner and as wanted. A run that was cut off made it
// then, or another one of the same plan.
func (w writer) there(ctx context.Context, c *plan.Change) error {
	live, err := w.read(ctx, &schema.Resource{Kind: c.Want.Kind, Key: c.Want.Key}, c.Want.Given)
	switch {
	case err != nil:
		return err
	case live == nil, live.Record.Owner != c.Want.Record.Only(c.Want.Kind).Owner:
		return &StaleError{Addr: c.Addr}
	}
	for i := range live.Kind.Changed(live, only(c.Want, c.Want.Given)).All() {
		return &StaleError{Addr: c.Addr, Attr: live.Kind.Attrs[i].Name, Want: c.Want, Live: live}
	}
	return nil
}
