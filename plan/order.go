package plan

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// order sets what each change waits for. An object is created after what it refers to, and
// deleted after everything has stopped referring to it.
//
// Two sorts of circles are broken by a step of their own. A queue offers a quick connect
// that leads to the same queue: the queue is created first, and which quick connects it
// offers is written last. Two queues exchange their names: one gets a temporary name first.
// order returns the changes with these steps, and any other circle that it found.
//
// Names are the natural keys that objects will have. Arrange adds the waits that the kinds
// ask for; order calls it again after each step that it adds.
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

// circleProblem returns the problem that none of these changes can go first.
func circleProblem(circle []*Change) schema.Problem {
	return schema.Problem{Addr: circle[0].Addr, Problem: diag.ChangesWaitForEachOther.Problem(
		"Each of these changes must wait for the next one, and the last for the first: %s. Make one of them first, in a separate change.", addresses(circle))}
}

// link sets what each change waits for.
func link(changes []*Change, names []NewName, arrange func([]*Change)) {
	g := graph{makes: map[schema.Name]*Change{}, takes: map[schema.Name]*Change{}, final: map[schema.Name]*Change{}, within: map[schema.Name]schema.Name{}}
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

// A graph knows two changes for each name: the one that makes it (from then on, an object
// has the name) and the one that takes it. For example, renaming the queue "A" to "B" makes
// the name "B" and takes the name "A".
type graph struct {
	makes  map[schema.Name]*Change
	takes  map[schema.Name]*Change
	final  map[schema.Name]*Change     // the change after which the object of that name is as wanted
	within map[schema.Name]schema.Name // from a child's name to its parent's: "EMEA/London" to "EMEA"
}

// enter adds the names that the change makes and takes. A rename does both. An object that
// holds others counts, too: the hierarchy makes room for groups when it gains a level, and
// takes it when it loses one.
func (g graph) enter(c *Change) {
	if c.Want != nil && c.Step == "" {
		g.final[c.Want.Name()] = c
	}
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

// link lets c wait for the changes that make the names that c will refer to. It lets the
// changes that take a name wait for c, if c stops referring to that name.
func (g graph) link(c *Change) {
	c.wait(c.after)
	if c.Want != nil {
		for name := range c.Want.Refs(c.sent()) {
			for ok := true; ok; name, ok = g.within[name] {
				c.wait(g.makes[name])
			}
		}
		g.linkWithin(c)
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

// linkWithin lets c wait for other objects of its kind that c will refer to, if they change what
// they refer to as well. The service refuses hours that inherit from themselves. For example,
// A has the parent B, and the two change places: A loses its parent before B gets A for one.
func (g graph) linkWithin(c *Change) {
	k := c.Want.Kind
	var own schema.AttrSet
	for i := range c.Attrs.All() {
		if k.Attrs[i].RefersTo == k.Name {
			own = own.With(i)
		}
	}
	for name := range c.Want.Refs(own) {
		if w := g.final[name]; w != nil && w.Attrs.And(own) != 0 {
			c.wait(w)
		}
	}
}

// removes reports whether c takes something away that others refer to: an object, or the
// room that others need in it. For example, a level of the hierarchy can be dropped only
// after the groups on it are deleted. An object that is renamed is still there.
func (c *Change) removes() bool {
	return c.Want == nil || c.Live != nil && schema.Room(c.Live, c.Want) < 0
}

// sent returns the attributes that writing the change sends. The service takes an object,
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

// remakes reports whether another object gets the name. What refers to the name afterwards
// means that object, so the one that had it need not wait.
func (g graph) remakes(name schema.Name) bool {
	c := g.makes[name]
	return c != nil && c.Step != Aside
}

// unique returns each change once, in the order in which a reader sees them.
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

// Circle returns changes that wait for each other in a circle: each waits for the next, and
// the last for the first. It returns nil if there is no circle. Like Kahn's algorithm, it
// removes changes that wait for nothing, again and again. The changes that remain are in a
// circle, or wait for one.
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

// circleFrom follows the waits from c until it meets a change for the second time.
func circleFrom(c *Change, left map[*Change]int) []*Change {
	var path []*Change
	for !slices.Contains(path, c) {
		path = append(path, c)
		c = c.Waits[slices.IndexFunc(c.Waits, func(w *Change) bool { return left[w] > 0 })]
	}
	return path[slices.Index(path, c):]
}

// addresses returns the changes' addresses, for a message.
func addresses(changes []*Change) string {
	list := make([]string, len(changes))
	for i, c := range changes {
		list[i] = c.ID()
	}
	return strings.Join(list, ", ")
}
