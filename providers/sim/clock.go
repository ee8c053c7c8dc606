package sim

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// A clock is the simulator's time: that of another clock, perhaps faster, and moved
// on by hand. Everything that the simulator dates or counts by time goes by it.
type clock struct {
	base  func() time.Time
	start time.Time // of base, when the clock began
	scale float64   // how many seconds pass in one of base's

	mu    sync.Mutex
	moved time.Duration
}

// newClock returns a clock that passes scale seconds in a second of base, and shows
// base's time at first. A scale of 0 is that of base.
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

// Advance moves the simulator's clock on.
func (s *Server) Advance(d time.Duration) {
	s.clock.mu.Lock()
	defer s.clock.mu.Unlock()
	s.clock.moved += d
}

// advance is the page that moves the clock on, and answers what time it is then.
func (s *Server) advance(r *http.Request) (any, error) {
	text := r.URL.Query().Get("advance")
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return nil, badRequest("advance is %q, but must be how far to move the clock on: clock?advance=10m", text)
	}
	s.Advance(d)
	return members{"now": s.now().UTC().Format(time.RFC3339)}, nil
}
