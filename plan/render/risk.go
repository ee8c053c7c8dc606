package render

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A risk is why a reviewer should look at a change before others.
type risk struct{ ID, Words string }

// The risks, what concerns most first.
var (
	administers = risk{"access", "administers access"}
	deserts     = risk{"deserted", "leaves a queue with nobody"}
	deletes     = risk{"deletes", "deletes"}
	drifted     = risk{"drift", "takes back drift"}

	allRisks = []risk{administers, deserts, deletes, drifted}
)

// The risks of a plan are the objects by which it gets them.
type risks map[risk]map[schema.Name]bool

// risksOf finds the objects by whose changes somebody comes to administer access, or
// a queue is left with nobody.
func risksOf(i *plan.Impact) risks {
	r := risks{administers: {}, deserts: {}}
	for _, c := range i.Access {
		if !c.Escalates() {
			continue
		}
		for _, u := range c.Users {
			r[administers][schema.Name{Kind: "user", Key: u}] = true
		}
		for _, g := range c.Gains {
			for _, via := range g.Via {
				if g.Escalates {
					r[administers][schema.Name{Kind: "security_profile", Key: via}] = true
				}
			}
		}
	}
	deserted := map[[2]string]bool{}
	for _, c := range i.Routing {
		if c.Deserted() {
			deserted[[2]string{c.Queue, c.Channel}] = true
		}
	}
	for _, row := range i.Heat.Rows {
		if !deserted[[2]string{row.Queue, row.Channel}] {
			continue
		}
		for _, c := range row.Cells {
			if c.Before != nil {
				r[deserts][schema.Name{Kind: "routing_profile", Key: i.Heat.Profiles[c.Profile].Name}] = true
			}
		}
	}
	return r
}

// of returns the risks of one change.
func (r risks) of(c *plan.Change) []risk {
	var list []risk
	if r[administers][c.Object().Name()] {
		list = append(list, administers)
	}
	if r[deserts][c.Object().Name()] || r.left(c) {
		list = append(list, deserts)
	}
	if c.Action == plan.Delete || c.Action == plan.Replace {
		list = append(list, deletes)
	}
	for _, f := range c.Findings {
		if f.Drifted() {
			list = append(list, drifted)
			break
		}
	}
	return list
}

// left reports whether a user goes away from a routing profile whose queues nobody is
// left to serve.
func (r risks) left(c *plan.Change) bool {
	if c.Live == nil || c.Live.Kind.Name != "user" {
		return false
	}
	was := c.Live.Body.(*schema.User).RoutingProfile
	if c.Want != nil && c.Want.Has("routing_profile") && c.Want.Body.(*schema.User).RoutingProfile == was || c.Want != nil && !c.Want.Has("routing_profile") {
		return false
	}
	return r[deserts][schema.Name{Kind: "routing_profile", Key: was}]
}
