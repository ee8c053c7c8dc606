package decode

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/diag"
)

// A lazy value is computed when somebody first needs it, and kept. The value of every name
// in expressions is lazy, so people may write blocks in any order.
type lazy[T any] struct {
	stage stage
	value T
}

// A stage is the progress of a lazy value.
type stage int

const (
	untouched stage = iota // nobody has needed the value
	busy                   // it is being computed
	done                   // it is known
	cyclic                 // it needs itself, so it has none
)

// knownValue returns a lazy value that is known.
func knownValue[T any](v T) lazy[T] { return lazy[T]{done, v} }

func (l *lazy[T]) isKnown() bool { return l.stage == done }

// get returns the value. The first time, it calls work to compute it. Name and at are for
// messages. If the value needs itself, or needs too many others in a row, get reports that
// and returns the fallback.
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
	v := work() // it may get this same value, which is then cyclic
	if l.stage != cyclic {
		l.stage, l.value = done, v
	}
	c.leave()
	return l.value
}

// A chain is the lazy values that are being computed, each because the one before it needs
// it: local.a -> local.b -> local.c.
type chain struct {
	*problems
	links []link
}

// A link is a lazy value in a chain, with the name and the place for messages.
type link struct {
	name string
	at   hcl.Range
}

// longestChain is the largest number of lazy values in a chain. Each takes some of the
// stack, which must not overflow.
const longestChain = 1000

// enter adds a lazy value to the chain, before it is computed. It returns false if the
// chain is too long, which it reports.
func (c *chain) enter(name string, at hcl.Range) bool {
	if len(c.links) >= longestChain {
		c.report(diag.ReferencesTooDeep.In(at, "%s is reached through a chain of %d values; at most %d are allowed.", name, len(c.links), longestChain))
		return false
	}
	c.links = append(c.links, link{name, at})
	return true
}

// leave removes the last value from the chain.
func (c *chain) leave() { c.links = c.links[:len(c.links)-1] }

// reportCycle reports that the value with the name, which is in the chain, needs itself.
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
