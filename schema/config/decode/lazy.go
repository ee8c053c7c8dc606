package decode

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/diag"
)

// A lazy value is worked out when it is first needed, and kept. Whatever an expression
// may name is lazy, so that blocks may be written in any order.
type lazy[T any] struct {
	stage stage
	value T
}

// A stage says how far a lazy value has come.
type stage int

const (
	untouched stage = iota
	busy
	done
	cyclic // it needs itself
)

// knownValue returns a lazy value that needs no work.
func knownValue[T any](v T) lazy[T] { return lazy[T]{done, v} }

func (l *lazy[T]) isKnown() bool { return l.stage == done }

// get returns the value, and works it out the first time. The name and the place are
// for messages. A value that needs itself is reported and is the fallback; so is one
// that is reached through too many others.
func (l *lazy[T]) get(c *chain, name string, at hcl.Range, fallback T, work func() T) T {
	switch l.stage {
	case done, cyclic:
		return l.value
	case busy:
		c.reportCycle(name)
		l.stage, l.value = cyclic, fallback
		return fallback
	}
	if !c.enter(name, at) {
		return fallback
	}
	l.stage = busy
	v := work()
	if l.stage != cyclic {
		l.stage, l.value = done, v
	}
	c.leave()
	return l.value
}

// A chain is what is being worked out, each because the one before needs it.
type chain struct {
	*problems
	links []link
}

type link struct {
	name string
	at   hcl.Range
}

// longestChain is how many things may need one another in a row.
const longestChain = 1000

// enter notes that the named thing is being worked out. It is false when the chain is
// too long, which it reports.
func (c *chain) enter(name string, at hcl.Range) bool {
	if len(c.links) >= longestChain {
		c.report(diag.ReferencesTooDeep.In(at, "%s is reached through a chain of %d values; at most %d are allowed.", name, len(c.links), longestChain))
		return false
	}
	c.links = append(c.links, link{name, at})
	return true
}

func (c *chain) leave() { c.links = c.links[:len(c.links)-1] }

// reportCycle reports that the named thing, which is being worked out, needs itself.
func (c *chain) reportCycle(name string) {
	start := len(c.links) - 1
	for start > 0 && c.links[start].name != name {
		start--
	}
	var path []string
	for _, l := range c.links[start:] {
		path = append(path, l.name)
	}
	c.report(diag.ReferenceCycle.In(c.links[start].at, "%s depends on itself: %s.", name, strings.Join(append(path, name), " -> ")))
}
