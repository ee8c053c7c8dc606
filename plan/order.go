package plan

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// order says of each change what it waits for: an object is made after what it refers
// to, and removed after everything has stopped referring to it. Where references go
// round in a circle, what may be written last becomes a step of its own; where names
// do, one object is renamed aside first. It returns the changes with the steps that it
// added, and any other circle that it found.
//
// Names are those that objects come to have. Arrange lets changes wait for each other
// for reasons of their own.
func order(changes []*Change, names []NewName, arrange func([]*Change)) (all, circle []*Change) {
	stepped := map[*Change]bool{}
	for {
		slices.SortStableFunc(changes, byRisk)
		link(changes, names, arrange)
		circle = Circle(changes)
		if i := slices.IndexFunc(circle, (*Change).splits); i >= 0 {
			changes = append(changes, circle[i].late())
			continue
		}
		i := slices.IndexFunc(circle, func(c *Change) bool { return c.Action == Rename && !stepped[c] })
		if i < 0 {
			return changes, circle
		}
		first := circle[i].aside()
		stepped[first], stepped[circle[i]] = true, true
		changes = append(changes, first)
	}
}

// circleProblem says that the changes wait for each other.
func circleProblem(circle []*Change) schema.Problem {
	return schema.Problem{Addr: circle[0].Addr, Problem: diag.ChangesWaitForEachOther.Problem(
		"Each of these changes can only be made after the next, and the last after the first: %s. Make one of them first, in a change of its own.", addresses(circle))}
}

// link sets what each change waits for.
func link(changes []*Change, names []NewName, arrange func([]*Change)) {
	g := graph{makes: map[schema.Name]*Change{}, takes: map[schema.Name]*Change{}, within: map[schema.Name]schema.Name{}}
	for _, n := range names {
		if n.In != "" {
			g.within[schema.Name{Kind: n.Kind, Key: n.Name}] = schema.Name{Kind: n.Kind, Key: n.In}
		}
	}
	for _, c := range changes {
		c.Waits = nil
		g.enter(c)
	}
	for _, c := range changes {
		g.link(c)
	}
	arrange(changes)
	for _, c := range changes {
		c.Waits = unique(c.Waits)
	}
}

// A graph knows which change brings a name about, and which one takes it away; and
// which names to come begin with another.
type graph struct {
	makes, takes map[schema.Name]*Change
	within       map[schema.Name]schema.Name
}

func (g graph) enter(c *Change) {
	switch {
	case c.Live == nil, c.Was() != "":
		g.makes[c.Want.Name()] = c
	case c.Want == nil:
	case schema.Room(c.Live, c.Want) > 0:
		g.makes[c.Want.Name()] = c
	}
	switch {
	case c.LetsGo():
	case c.Want == nil, c.Was() != "":
		g.takes[c.Live.Name()] = c
	case c.Live != nil && schema.Room(c.Live, c.Want) < 0:
		g.takes[c.Live.Name()] = c
	}
}

// link lets c wait for what makes the names it comes to refer to, and lets what
// takes the names it refers to no longer wait for c.
func (g graph) link(c *Change) {
	c.wait(c.after)
	if c.Want != nil {
		for name := range c.Want.Refs(c.sent()) {
			for ok := true; ok; name, ok = g.within[name] {
				c.wait(g.makes[name])
			}
		}
		if freed := g.takes[c.Want.Name()]; freed != c && c.Step != Aside && g.makes[c.Want.Name()] == c {
			c.wait(freed)
		}
	}
	if c.Live == nil || c.LetsGo() && c.Want == nil {
		return
	}
	if first := g.makes[c.Live.Name()]; first != nil && first.Step == Aside {
		c.wait(first)
	}
	attrs := c.Attrs
	if c.Want == nil {
		attrs = c.Live.Given.Minus(c.Live.Kind.WrittenLast())
	}
	for name := range c.Live.Refs(attrs) {
		if t := g.takes[name]; t != nil && t.removes() && !g.remakes(name) {
			t.wait(c)
		}
	}
}

// removes reports whether c takes something away that others refer to: an object, or the
// room that others need in it. For example, a level of the hierarchy can be dropped only
// after the groups on it are deleted. An object that is renamed is still there.
func (c *Change) removes() bool {
	return c.Want == nil || c.Live != nil && schema.Room(c.Live, c.Want) < 0
}

// sent returns the attributes that writing the change's sends: a service takes an object,
// such as where a quick connect leads, as a whole, so its other leaves are sent, too.
func (c *Change) sent() schema.AttrSet {
	attrs := c.Attrs
	for _, s := range c.Want.Kind.Slots() {
		if s.Object && s.Attrs.And(c.Attrs) != 0 {
			attrs = attrs.Union(s.Attrs.And(c.Want.Given))
		}
	}
	return attrs
}

// remakes reports whether another object comes to have the name: who refers to it means
// that one.
func (g graph) remakes(name schema.Name) bool {
	c := g.makes[name]
	return c != nil && c.Step != Aside
}

func unique(waits []*Change) []*Change {
	if len(waits) < 2 {
		return waits
	}
	seen := make(map[*Change]bool, len(waits))
	kept := waits[:0]
	for _, w := range waits {
		if !seen[w] {
			seen[w] = true
			kept = append(kept, w)
		}
	}
	slices.SortStableFunc(kept, byRisk)
	return kept
}

// Circle returns changes each of which waits for the next, and the last for
// the first; nil if there are none.
func Circle(changes []*Change) []*Change {
	left := make(map[*Change]int, len(changes))
	waiting := map[*Change][]*Change{}
	var ready []*Change
	for _, c := range changes {
		if left[c] = len(c.Waits); left[c] == 0 {
			ready = append(ready, c)
		}
		for _, w := range c.Waits {
			waiting[w] = append(waiting[w], c)
		}
	}
	done := 0
	for ; len(ready) > 0; done++ {
		c := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		for _, w := range waiting[c] {
			if left[w]--; left[w] == 0 {
				ready = append(ready, w)
			}
		}
	}
	if done == len(changes) {
		return nil
	}
	start := changes[slices.IndexFunc(changes, func(c *Change) bool { return left[c] > 0 })]
	return circleFrom(start, left)
}

// circleFrom follows what is still waited for until it comes by again.
func circleFrom(c *Change, left map[*Change]int) []*Change {
	var path []*Change
	for !slices.Contains(path, c) {
		path = append(path, c)
		c = c.Waits[slices.IndexFunc(c.Waits, func(w *Change) bool { return left[w] > 0 })]
	}
	return path[slices.Index(path, c):]
}

func addresses(changes []*Change) string {
	list := make([]string, len(changes))
	for i, c := range changes {
		list[i] = c.ID()
	}
	return strings.Join(list, ", ")
}
