package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
)

// riskWords are what people call the risks that a summary counts.
var riskWords = map[impact.RiskCode]string{
	impact.PrivilegeGain: "privilege gain", impact.Deletion: "deletion", impact.Replacement: "replacement", impact.DesertedQueue: "queue left with nobody",
	impact.IdleAgents: "agents left without a queue", impact.AccessGain: "more access", impact.AccessUnknown: "access not known",
	impact.TakesOver: "adoption", impact.TakesBack: "drift taken back", impact.AccessLoss: "less access", impact.LetGo: "release", impact.NewKey: "rename",
}

// riskText says how risky a plan is, and by how many of its changes:
// `high: privilege gain (1), deletion (1 of 10 allowed)`.
func riskText(p *impact.Assessment) string {
	level, counts := p.Risk()
	var parts []string
	for _, code := range impact.RiskCodes {
		n := counts[code]
		if n == 0 || code.Level() != level {
			continue
		}
		allowed := ""
		if code == impact.Deletion && len(p.Limits) == 1 {
			allowed = fmt.Sprintf(" of %d allowed", p.Limits[0].Allowed)
			n = p.Limits[0].Value
		}
		parts = append(parts, fmt.Sprintf("%s (%d%s)", riskWords[code], n, allowed))
	}
	if len(parts) == 0 {
		return string(level)
	}
	return string(level) + ": " + strings.Join(parts, ", ")
}

// byConcern returns the changes with those first by which somebody comes to administer
// access and those that take an object away; the others stay in their order.
func byConcern(p *impact.Assessment, changes []*plan.Change) []*plan.Change {
	risks := p.Risks()
	rank := func(c *plan.Change) int {
		if slices.Contains(risks.Of(c).Codes, impact.PrivilegeGain) || c.Action == plan.Delete {
			return 0
		}
		return 1
	}
	list := slices.Clone(changes)
	slices.SortStableFunc(list, func(a, b *plan.Change) int { return cmp.Compare(rank(a), rank(b)) })
	return list
}

// gains counts the permissions that each user gains who stays.
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

// remark adds to a group of users who are given security profiles how many permissions
// they gain by them, where that is the same for all.
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
		g.lines[at].remark = "gains " + Count(n, "permission")
	}
}
