package render

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// A Graph shows what needs what, as nodes and arrows. Both are sorted, so the same input gives
// the same graph. For example, a plan that creates a queue and puts it into a routing profile
// has two nodes and one arrow:
//
//	~ routing_profile.gold  ->  + queue.sales
type Graph struct {
	Nodes []Node
	Edges []Edge
}

// A Node is one object, all objects of a block with for_each, or a change.
type Node struct {
	Label   string
	Action  plan.Action // the action of a change; "" for an object
	Outside bool        // whether the configuration refers to the object, but does not describe it
}

// An Edge is an arrow from a node to one that it needs, by their positions.
type Edge struct{ From, To int }

// DescribedGraph returns the graph of the objects that a configuration describes. An arrow goes
// from each object to the ones that it refers to. Unless each is set, the objects of a block
// with for_each are one node: 400 users would be a black square.
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

// PlanGraph returns the graph of a plan. An arrow goes from each change to the changes that it
// waits for. Unless each is set, changes with the same action in a block with for_each are one
// node.
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

// A drawer builds a graph. It finds nodes by their keys.
type drawer struct {
	nodes   []Node
	keys    []string
	objects []int // how many objects each node stands for
	names   []string
	at      map[string]int
	linked  map[Edge]bool
}

// node adds a node with the key, unless there is one, and returns the key.
func (g *drawer) node(key string, n Node) string {
	if _, ok := g.at[key]; !ok {
		g.at[key] = len(g.nodes)
		g.nodes, g.keys = append(g.nodes, n), append(g.keys, key)
		g.objects, g.names = append(g.objects, 0), append(g.names, "")
	}
	return key
}

// block adds the node of an address. Unless each is set, that is the node of its block.
func (g *drawer) block(a schema.Addr, each bool) string {
	if !each {
		a = a.Block()
	}
	return g.node(a.String(), Node{Label: a.String()})
}

// count counts an object of a node. The label shows the object's name if the address does not:
// `queue.sales "Sales (EU)"`.
func (g *drawer) count(key string, a schema.Addr, name string) {
	i := g.at[key]
	g.objects[i]++
	if g.names[i] = name; a.Keyed && a.Key == name || a.Label == name {
		g.names[i] = ""
	}
}

// link draws an arrow between two nodes, at most once. It draws none from a node to itself: a
// group of the hierarchy refers to another one in the same block.
func (g *drawer) link(from, to string) {
	if from != to {
		g.linked[Edge{g.at[from], g.at[to]}] = true
	}
}

// graph returns the graph, with nodes sorted by their keys.
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
