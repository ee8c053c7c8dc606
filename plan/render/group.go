package render

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A group is a list of changes that a reader can take as one: they belong to one block, and
// write exactly the same. For example, 400 users of user.agents get the same routing profile:
//
//	~ 400 users of user.agents    users.hcl:3 (for_each)
//	    routing_profile  "A" -> "B"
//
// Creations in a group have the same attributes, but the values may differ (see
// [foldAttrs]).
type group struct {
	changes []*plan.Change
	codes   []impact.RiskCode // the risks of all of them, the most dangerous first
	lines   []line
	mixed   map[string]string // of creations: the attributes whose values differ, with what to say of them
}

// fewest is the least number of alike changes that make a group.
const fewest = document.Fewest

// groupsOf returns the plan's changes in the order in which a reader should see them: the most
// dangerous first, and alike ones together.
func groupsOf(p *impact.Assessment, s Style) []group {
	groups := grouped(byConcern(weighedChanges(p)), s)
	gained := gains(&p.Impact)
	for i := range groups {
		remark(&groups[i], gained)
	}
	return groups
}

// A weighed is a change with its risks, the most dangerous first.
type weighed struct {
	*plan.Change
	codes []impact.RiskCode
}

// weighedChanges returns the plan's changes with their risks, in their order.
func weighedChanges(p *impact.Assessment) []weighed {
	risks := p.Risks()
	list := make([]weighed, len(p.Changes))
	for i, c := range p.Changes {
		list[i] = weighed{c, risks.At(i).Codes}
	}
	return list
}

// withCodes returns risks with those that are not among them yet, the most dangerous first.
func withCodes(codes, more []impact.RiskCode) []impact.RiskCode {
	if !slices.ContainsFunc(more, func(c impact.RiskCode) bool { return !slices.Contains(codes, c) }) {
		return codes // nearly always
	}
	return slices.DeleteFunc(slices.Clone(impact.RiskCodes), func(c impact.RiskCode) bool {
		return !slices.Contains(codes, c) && !slices.Contains(more, c)
	})
}

// newGroup returns the group of changes with these lines.
func newGroup(changes []weighed, lines []line) group {
	g := group{changes: make([]*plan.Change, 0, len(changes)), lines: lines}
	for _, c := range changes {
		g.changes, g.codes = append(g.changes, c.Change), withCodes(g.codes, c.codes)
	}
	return g
}

// grouped joins alike changes. A group takes the place of its first change.
func grouped(changes []weighed, s Style) []group {
	type candidate struct {
		changes []weighed
		lines   []line // of each; not of creations
	}
	alike := map[any]int{}
	var all []candidate
	for _, c := range wholes(changes, s.Detail) {
		var lines []line
		var key any
		if c.Action == plan.Create && c.Was() == "" {
			key = creationKeyOf(c)
		} else {
			lines = linesOf(c.Change, s)
			key = keyOf(c.Change, lines)
		}
		if i, ok := alike[key]; ok && s.Detail != Full {
			all[i].changes = append(all[i].changes, c)
			continue
		}
		alike[key] = len(all)
		all = append(all, candidate{[]weighed{c}, lines})
	}
	var groups []group
	for _, g := range all {
		created := g.changes[0].Action == plan.Create
		if len(g.changes) >= fewest {
			joined := newGroup(g.changes, g.lines)
			if created {
				joined.lines, joined.mixed = foldAttrs(attrsOf(joined.changes, s))
			}
			groups = append(groups, joined)
			continue
		}
		for _, c := range g.changes {
			lines := g.lines
			if created {
				lines = linesOf(c.Change, s)
			}
			groups = append(groups, newGroup([]weighed{c}, lines))
		}
	}
	return groups
}

// wholes returns the changes as a reader thinks of them, one for each object. For example, the
// queues "A" and "B" exchange their names. The plan has three changes, because "A" gets a
// temporary name first; a reader sees two renames. Likewise, a queue that is created, and gets
// its quick connects last, is one creation. The old object of a replacement is left out. With
// full detail, wholes returns every step.
func wholes(changes []weighed, detail Detail) []weighed {
	if detail == Full {
		return changes
	}
	aside, late := map[schema.Addr]weighed{}, map[schema.Addr]weighed{}
	for _, c := range changes {
		switch c.Step {
		case plan.Aside:
			aside[c.Addr] = c
		case plan.Late:
			late[c.Addr] = c
		}
	}
	whole := make([]weighed, 0, len(changes))
	for _, c := range changes {
		if c.Step != "" {
			continue
		}
		if first, ok := aside[c.Addr]; ok {
			both := *c.Change
			both.Live = first.Live
			c.Change = &both
		}
		if last, ok := late[c.Addr]; ok {
			both := *c.Change
			both.Want, both.Attrs, both.Findings = last.Want, c.Attrs.Union(last.Attrs), slices.Concat(c.Findings, last.Findings)
			c = weighed{&both, withCodes(c.codes, last.codes)}
		}
		whole = append(whole, c)
	}
	return whole
}

// keyOf returns a key that only alike changes share, of a change that creates nothing. Deletions and renames each have a key of
// their own, because a reader has to see every name that goes away.
func keyOf(c *plan.Change, lines []line) string {
	switch {
	case c.Action == plan.Delete, c.LetsGo(), c.Was() != "":
		return c.ID()
	case c.Action == plan.Adopt && len(lines) == 0: // such adoptions are alike even if their blocks differ
		return fmt.Sprint(c.Action, c.Object().Kind.Name)
	}
	return fmt.Sprint(c.Action, c.Addr.Block(), c.Addr.Keyed, lines)
}

// title names the group's object, or counts its objects: `queue.sales "Sales"`, `400 users of
// user.agents`.
func (g group) title() string {
	c := g.changes[0]
	o := c.Object()
	if n := len(g.changes); n > 1 {
		if c.Action == plan.Adopt && len(g.lines) == 0 {
			return impact.Count(n, diag.KindWords(o.Kind.Name)) + " unchanged"
		}
		return fmt.Sprintf("%s of %s", impact.Count(n, diag.KindWords(o.Kind.Name)), plan.Clean(c.Addr.Block().String()))
	}
	title := plan.Clean(c.Addr.String())
	if o.Key != "" && !namesItself(c.Addr, o.Key) {
		title += " " + plan.Quote(o.Key)
	}
	if was := c.Was(); was != "" {
		title += "  was " + plan.Quote(was)
	}
	if c.Step == plan.Aside {
		title += "  to free its name"
	}
	return title
}

// namesItself reports whether the address of an object shows its natural key already, so that
// the title need not repeat it: user.agents["ana"] is the user "ana". The address of a part has
// the label of the block, which names another object.
func namesItself(a schema.Addr, key string) bool {
	return a.Part == "" && key == a.Label || a.Keyed && key == a.Key
}

// source says where the group comes from: `agents.csv:41`, `main.hcl:12`. An object that no
// block describes comes from a delete block, say, or from an earlier configuration.
func (g group) source() string {
	c := g.changes[0]
	switch r := c.Source.Range; {
	case c.Step == plan.Old:
		return "replaced"
	case c.Reason == plan.DeleteBlock:
		return "named by a delete block"
	case c.Reason == plan.ReleaseBlock:
		return "named by a release block"
	case c.Reason == plan.NotInModel:
		return "only here"
	case c.Reason == plan.MadeByRun:
		return "made by the run that is undone"
	case c.Want == nil, c.Action == plan.Disable:
		return "not in the configuration"
	case len(g.changes) > 1 && c.Addr.Keyed:
		return fmt.Sprintf("%s:%d (for_each)", plan.Clean(r.Filename), r.Start.Line)
	case c.Source.Row != "":
		return plan.Clean(c.Source.Row)
	case r.Filename != "":
		return fileLine(r.Filename, r.Start.Line)
	}
	return ""
}

// place returns the file and the line of the source; "" if it has none.
func (g group) place() (file string, line int) {
	c := g.changes[0]
	r := c.Source.Range
	switch {
	case c.Want == nil, c.Step == plan.Old, c.Action == plan.Disable, r.Filename == "":
		return "", 0
	case len(g.changes) == 1 && c.Source.Row != "":
		if file, row, ok := strings.Cut(c.Source.Row, ":"); ok {
			if n, err := strconv.Atoi(row); err == nil {
				return file, n
			}
		}
	}
	return path.Clean(r.Filename), r.Start.Line
}

// fileLine returns the place of a line: `main.hcl:12`.
func fileLine(file string, line int) string {
	return fmt.Sprintf("%s:%d", plan.Clean(path.Clean(file)), line)
}

// byConcern moves to the front the changes through which somebody gains permissions to
// administer access, those that take queues out of service, and the deletions. Adoptions that
// change nothing come last. The others keep their order.
func byConcern(changes []weighed) []weighed {
	rank := func(c weighed) int {
		switch {
		case c.Action == plan.Delete, slices.ContainsFunc(c.codes, impact.RiskCode.Grave):
			return 0
		case c.Action == plan.Adopt && !c.Overwrites():
			return 2
		}
		return 1
	}
	var ranked [3][]weighed
	for _, c := range changes {
		r := rank(c)
		ranked[r] = append(ranked[r], c)
	}
	return slices.Concat(ranked[:]...)
}

// gains counts the permissions that each existing user gains.
func gains(i *impact.Impact) map[string]int {
	n := map[string]int{}
	for _, c := range i.Access {
		for _, u := range c.Users {
			if c.Status == "" {
				n[u] = len(c.Gains)
			}
		}
	}
	return n
}

// remark adds `gains 3 permissions` to a group of users who get other security profiles, if all
// gain the same number. The names of profiles do not tell a reviewer how much they grant.
func remark(g *group, gained map[string]int) {
	at := slices.IndexFunc(g.lines, func(l line) bool { return l.name == "security_profiles" })
	first := g.changes[0]
	if at < 0 || first.Live == nil || first.Object().Kind.Name != "user" {
		return
	}
	n := gained[first.Object().Key]
	for _, c := range g.changes {
		if gained[c.Object().Key] != n {
			return
		}
	}
	if n > 0 {
		g.lines = slices.Clone(g.lines)
		g.lines[at].remark = "gains " + impact.Count(n, "permission")
	}
}

// kindsOf returns the kinds of the changes, in the order of the changes.
func kindsOf(groups []group) []*schema.Kind {
	var kinds []*schema.Kind
	for _, g := range groups {
		if k := g.changes[0].Object().Kind; !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}
