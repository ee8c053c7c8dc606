package sim

import (
	"fmt"
	"sync"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// A Quota limits the calls of each operation. The first Burst calls are answered at once, and
// then Rate a second. Any other call is a ThrottlingException. For example, with a rate of 2
// and a burst of 5, a client that sends 8 calls at once is throttled 3 times. The zero Quota
// has no limit.
type Quota struct {
	Rate  float64
	Burst int
}

// PublishedQuota returns what AWS allows an account in a Region by default ("Amazon Connect
// service quotas" in the administrator guide).
func PublishedQuota() Quota { return Quota{Rate: 2, Burst: 5} }

// check refuses a quota under which no call would ever be answered.
func (q Quota) check() error {
	if (q == Quota{}) || q.Rate > 0 && q.Burst > 0 {
		return nil
	}
	return fmt.Errorf("a quota of %v calls a second and a burst of %d answers nothing", q.Rate, q.Burst)
}

// A bucket holds the tokens of one operation. A call takes one.
type bucket struct {
	tokens float64
	at     time.Time // when they were counted
}

// around returns an answerer that passes on as many requests to next as the quota allows.
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
