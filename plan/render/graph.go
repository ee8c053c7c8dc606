package render

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// A Graph is what needs what: nodes and arrows between them, each in an order that
// the same input always gives.
type Graph struct {
	Nodes []Node
	Edges []Edge
}

// A Node is one object, or the objects of a block with for_each, or a change.
type Node struct {
	Label   string
	Action  plan.Action // what a change does; "" for an object that is described
	Outside bool        // named by the configuration and not described
}

// An Edge goes from a node to one that it needs, by their positions.
type Edge struct{ From, To int }

// DescribedGraph returns the graph of the objects that a configuration describes: an
// arrow goes from each to what it refers to. Unless each is asked for, the objects
// of a block with for_each are one node.
func DescribedGraph(want *schema.State, each bool) Graph {
	g := drawer{at: map[string]int{}, linked: map[Edge]bool{}}
	names := map[schema.Name]string{}
	for _, r := range want.All() {
		key := g.block(r.Addr, each)
		names[r.Name()] = key
		g.count(key, r.Addr, r.Key)
	}
	for _, r := range want.All() {
		for name := range r.Refs(r.Given) {
			to, described := names[name]
			if !described {
				to = g.node("~"+name.String(), Node{Label: name.String(), Outside: true})
			}
			g.link(names[r.Name()], to)
		}
	}
	return g.graph()
}

// PlanGraph returns the graph of a plan: an arrow goes from each change to those that
// it waits for. Unless each is asked for, alike changes of the objects of a block
// with for_each are one node.
func PlanGraph(p *impact.Assessment, each bool) Graph {
	g := drawer{at: map[string]int{}, linked: map[Edge]bool{}}
	node := func(c *plan.Change) string {
		a := c.Addr
		if !each {
			a = a.Block()
		}
		label := c.Action.Sign() + " " + a.String()
		if c.Step != "" {
			label += " (" + string(c.Step) + ")"
		}
		return g.node(label, Node{Label: label, Action: c.Action})
	}
	for _, c := range p.Changes {
		g.count(node(c), c.Addr, c.Object().Key)
	}
	for _, c := range p.Changes {
		for _, w := range c.Waits {
			g.link(node(c), node(w))
		}
	}
	return g.graph()
}

// A drawer is a graph in the making, whose nodes are found by a key.
type drawer struct {
	nodes   []Node
	keys    []string
	objects []int // of how many objects each node is
	names   []string
	at      map[string]int
	linked  map[Edge]bool
}

// node adds a node under a key, unless there is one, and returns the key.
func (g *drawer) node(key string, n Node) string {
	if _, ok := g.at[key]; !ok {
		g.at[key] = len(g.nodes)
		g.nodes, g.keys = append(g.nodes, n), append(g.keys, key)
		g.objects, g.names = append(g.objects, 0), append(g.names, "")
	}
	return key
}

// block adds the node of an address, or of the block that it is of.
func (g *drawer) block(a schema.Addr, each bool) string {
	if !each {
		a = a.Block()
	}
	return g.node(a.String(), Node{Label: a.String()})
}

// count counts an object of a node. Its name is shown where the address does not
// say it.
func (g *drawer) count(key string, a schema.Addr, name string) {
	i := g.at[key]
	g.objects[i]++
	if g.names[i] = name; a.Keyed && a.Key == name || a.Label == name {
		g.names[i] = ""
	}
}

// link draws an arrow, once, and none from a node to itself.
func (g *drawer) link(from, to string) {
	if from != to {
		g.linked[Edge{g.at[from], g.at[to]}] = true
	}
}

// graph returns what was drawn, in the order of the keys.
func (g *drawer) graph() Graph {
	order := make([]int, len(g.nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(g.keys[a], g.keys[b]) })
	place := make([]int, len(order))
	var out Graph
	for i, old := range order {
		place[old] = i
		n := g.nodes[old]
		if g.objects[old] > 1 {
			n.Label += fmt.Sprintf(" (%d)", g.objects[old])
		} else if name := g.names[old]; name != "" {
			n.Label += " " + plan.Quote(name)
		}
		out.Nodes = append(out.Nodes, n)
	}
	for e := range g.linked {
		out.Edges = append(out.Edges, Edge{place[e.From], place[e.To]})
	}
	slices.SortFunc(out.Edges, func(a, b Edge) int { return cmp.Or(a.From-b.From, a.To-b.To) })
	return out
}
