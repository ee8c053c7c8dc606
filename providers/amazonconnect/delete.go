package amazonconnect

import (
	"context"
	"fmt"
	"time"

	"github.com/callwright/callwright/providers"
)

// inUse is the exception of an object that others refer to.
const inUse = "ResourceInUseException"

// patience returns the pauses between attempts at a delete. AWS releases what an
// object referred to some time after the object is gone or refers to something else,
// so 20 seconds are given to it. A service without a rate is no further away than
// this machine, and has no such delay.
func (o Options) patience() []time.Duration {
	if o.Rate < 0 {
		return []time.Duration{50 * time.Millisecond, 100 * time.Millisecond, 200 * time.Millisecond, 400 * time.Millisecond}
	}
	return []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 3500 * time.Millisecond, 4 * time.Second, 4 * time.Second, 5 * time.Second}
}

// remove deletes an object. One that is gone is no error; one that is in use is
// tried again.
func (a *api[T]) remove(ctx context.Context, c *Client, id string) error {
	if a.destroy == nil {
		return fmt.Errorf("the service cannot delete a %s", a.kind.Name)
	}
	err := a.destroy(ctx, c, id)
	for i, pause := range c.patience {
		if code(err) != inUse {
			break
		}
		if cut := c.sleep(ctx, pause); cut != nil {
			return fmt.Errorf("%w: %w", err, cut)
		}
		providers.TraceOf(ctx).Retry(providers.Retry{Operation: a.deletes, Attempt: i + 2, Waited: pause, Reason: inUse})
		err = a.destroy(ctx, c, id)
	}
	if err != nil && !isNotFound(err) {
		return err
	}
	if x := c.indexes[a.kind.Name]; x != nil {
		x.drop(id)
	}
	return nil
}
