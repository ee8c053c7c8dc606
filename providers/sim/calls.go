package sim

import (
	"slices"
	"sync"
)

// mostCalls is how many calls the console's path tells of: the last ones.
const mostCalls = 10_000

// A callLog keeps the last calls, without what they asked for: there may be
// passwords in it.
type callLog struct {
	most int // 0 keeps none

	mu    sync.Mutex
	calls []Call
}

func (l *callLog) add(c Call) {
	if l.most == 0 {
		return
	}
	c.Request = nil
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.calls) >= 2*l.most {
		l.calls = slices.Delete(l.calls, 0, l.most)
	}
	l.calls = append(l.calls, c)
}

// all are the calls kept, in the order in which they were answered.
func (l *callLog) all() []Call {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := l.calls[max(0, len(l.calls)-l.most):]
	return append([]Call{}, last...)
}

func (l *callLog) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls = nil
}
