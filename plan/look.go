package plan

import (
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/parallel"
	"github.com/callwright/callwright/schema/record"
)

const (
	window  = 4096 // objects that the planner looks at before it adds their changes
	perCore = 64   // objects that a core takes at once
)

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
	parallel.For(len(some), perCore, func(i int) { p.looks[i] = p.look(from+i, some[i]) })
	return p.looks
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
