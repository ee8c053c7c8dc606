package sim

import (
	"fmt"
	"sync"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// A Quota is how many calls of each operation are answered: Rate a second, after
// a Burst of as many at once. Those beyond are ThrottlingExceptions. The zero
// Quota has no bounds.
type Quota struct {
	Rate  float64
	Burst int
}

// PublishedQuota is what AWS allows an account in a Region, unless it was raised
// ("Amazon Connect service quotas" in the administrator guide).
func PublishedQuota() Quota { return Quota{Rate: 2, Burst: 5} }

func (q Quota) check() error {
	if (q == Quota{}) || q.Rate > 0 && q.Burst > 0 {
		return nil
	}
	return fmt.Errorf("a quota of %v calls a second and a burst of %d answers nothing", q.Rate, q.Burst)
}

// A bucket holds the tokens of one operation, each good for a call.
type bucket struct {
	tokens float64
	at     time.Time // when they were counted
}

// around returns an answerer that asks next only as often as the quota allows.
func (q Quota) around(next answerer, now func() time.Time) answerer {
	if (q == Quota{}) {
		return next
	}
	var mu sync.Mutex
	buckets := map[string]*bucket{}
	take := func(operation string) bool {
		mu.Lock()
		defer mu.Unlock()
		at := now()
		b, ok := buckets[operation]
		if !ok {
			b = &bucket{float64(q.Burst), at}
			buckets[operation] = b
		}
		earned := max(0, at.Sub(b.at).Seconds()*q.Rate)
		b.tokens, b.at = min(float64(q.Burst), b.tokens+earned), at
		if b.tokens < 1 {
			return false
		}
		b.tokens--
		return true
	}
	return func(r *request) reply {
		if !take(r.operation()) {
			return reply{err: &api.Exception{Name: api.ThrottlingException, Message: "Rate exceeded"}}
		}
		return next(r)
	}
}
