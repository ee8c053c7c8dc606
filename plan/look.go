package plan

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// window is how many objects the planner looks at before it adds their changes.
const window = 4096

// A look is what the planner sees of a described object before it adds a change.
type look struct {
	created     *Change // creates the object; nil if it exists, and then the rest is filled in
	match       match
	known, full *schema.Resource // the live object with the names after the plan, and the described one, complete
	memory      record.Applied
	verdict     difference
	rebind      bool // whether the record was made for a name that the object will not have any more
}

// same reports whether the object is as described, and its record needs no new entries.
func (l *look) same() bool {
	return l.verdict.Write == 0 && l.match.standing == Managed && !l.verdict.Renew() && !l.rebind &&
		(l.full.Record.Owner == l.known.Record.Owner || !l.known.HoldsRecord())
}

// lookAll looks at described objects on all cores: most of the time of a plan goes into comparing
// objects, and each is compared by itself. From is the position of the first.
//
// The result is valid until the next call.
func (p *planner) lookAll(from int, some []*schema.Resource) []look {
	p.looks = slices.Grow(p.looks[:0], len(some))[:len(some)]
	inParallel(len(some), func(i int) { p.looks[i] = p.look(from+i, some[i]) })
	return p.looks
}

// inParallel calls work with each number below n, on all cores.
func inParallel(n int, work func(i int)) {
	const share = 64
	var cores sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), 1+n/share) {
		cores.Go(func() {
			for from := int(next.Add(share)) - share; from < n; from = int(next.Add(share)) - share {
				for i := from; i < min(n, from+share); i++ {
					work(i)
				}
			}
		})
	}
	cores.Wait()
}

// look looks at the described object at a position. It changes nothing, so that it is safe for
// concurrent use.
func (p *planner) look(position int, w *schema.Resource) look {
	found, ok := p.matches.find(position)
	if !ok {
		return look{created: p.creation(schema.Complete(w, nil))}
	}
	l := look{match: found, known: p.names.toCome(found.live)}
	l.full = schema.Complete(w, l.known)
	l.memory = p.digester.Recall(found.live, w.Key, w.Lifecycle.RenamedFrom)
	l.verdict = compare(p.digester, l.memory, l.known, l.full)
	// A record made for a name stops fitting when the object gets another one. So the
	// change that renames the object writes a record made for its id.
	l.rebind = found.live.Key != w.Key && !record.MadeFor(found.live.Record, p.Instance.ID, w.Kind.Name, found.live.ID)
	return l
}
