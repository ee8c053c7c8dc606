package pacer

import "sync"

// Budgets has the limits of calls for each account and Region. AWS counts the calls of an
// operation there, so the clients of a process share them: two clients of one account, each at
// the published rate, would be throttled. Budgets is safe for concurrent use; its zero value is
// ready for use.
type Budgets struct {
	mu  sync.Mutex
	all map[budget]*Buckets
}

// A budget says where calls are counted. The account is "" until the instance was found.
type budget struct{ account, region, endpoint string }

// Of returns the limits of an account in a Region, at an endpoint. A nil Budgets has limits for each caller.
func (b *Budgets) Of(account, region, endpoint string) *Buckets {
	if b == nil {
		return &Buckets{}
	}
	of := budget{account, region, endpoint}
	b.mu.Lock()
	defer b.mu.Unlock()
	found, ok := b.all[of]
	if !ok {
		if b.all == nil {
			b.all = map[budget]*Buckets{}
		}
		found = &Buckets{}
		b.all[of] = found
	}
	return found
}
