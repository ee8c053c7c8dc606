package sim

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// A clock is the simulator's time. It follows another clock, perhaps faster, and people can
// move it on. All dates and waiting times of the simulator go by it.
type clock struct {
	base  func() time.Time
	start time.Time // of base, when the clock began
	scale float64   // how many seconds pass in one of base's

	mu    sync.Mutex
	moved time.Duration
}

// newClock returns a clock that begins with base's time, and on which scale seconds pass
// in one second of base. A scale of 0 means that of base.
func newClock(base func() time.Time, scale float64) (*clock, error) {
	if scale < 0 {
		return nil, fmt.Errorf("time cannot pass at %v times its speed", scale)
	}
	c := &clock{base: base, scale: scale}
	if scale > 0 {
		c.start = base()
	}
	return c, nil
}

func (c *clock) now() time.Time {
	now := c.base()
	if c.scale > 0 {
		now = c.start.Add(time.Duration(float64(now.Sub(c.start)) * c.scale))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return now.Add(c.moved)
}

// sleep waits until so much time has passed, and reports whether the request is
// still wanted then.
func (c *clock) sleep(r *http.Request, d time.Duration) bool {
	if c.scale > 0 {
		d = time.Duration(float64(d) / c.scale)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// advance moves the clock on.
func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved += d
}
