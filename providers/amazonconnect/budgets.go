package amazonconnect

import (
	"sync"

	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
)

// Budgets has the limits of calls for each account and Region. AWS counts the calls of an
// operation there, so the clients of a process share them: two clients of one account, each at
// the published rate, would be throttled. Budgets is safe for concurrent use; its zero value is
// ready for use.
type Budgets struct {
	mu  sync.Mutex
	all map[budget]*pacer.Buckets
}

// A budget says where calls are counted. The account is "" until the instance was found.
type budget struct{ account, region, endpoint string }

// of returns the limits of a budget. A nil Budgets has limits for each caller.
func (b *Budgets) of(of budget) *pacer.Buckets {
	if b == nil {
		return &pacer.Buckets{}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	found, ok := b.all[of]
	if !ok {
		if b.all == nil {
			b.all = map[budget]*pacer.Buckets{}
		}
		found = &pacer.Buckets{}
		b.all[of] = found
	}
	return found
}
