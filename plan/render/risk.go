package render

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/callwright/callwright/plan/impact"
)

// riskWords are the names of risks for people.
var riskWords = map[impact.RiskCode]string{
	impact.PrivilegeGain: "privilege gain", impact.Deletion: "deletion", impact.Replacement: "replacement", impact.DesertedQueue: "queue left with nobody",
	impact.DesertedType: "workload type left with nobody",
	impact.ClosedHours:  "closed all week", impact.QueueDisabled: "queue disabled", impact.PhoneShared: "shared desk phone", impact.ShorterHours: "shorter hours",
	impact.OtherHours: "other hours", impact.QueueLimited: "queue limited", impact.OtherCaller: "other outbound caller", impact.IdleAgents: "agents left without a queue", impact.AccessGain: "more access", impact.AccessUnknown: "access not known",
	impact.Overwrites: "adoption that changes the object", impact.TakesOver: "adoption", impact.TakesBack: "drift undone", impact.AccessLoss: "less access", impact.LetGo: "release", impact.NewKey: "rename",
}

// riskText says how risky a plan is, and counts what makes it so: `high: privilege gain (1),
// deletion (1 of 10 allowed)`. It leaves out lower risks.
func riskText(p *impact.Assessment) string {
	level, counts := p.Risk()
	var parts []string
	for _, code := range impact.RiskCodes {
		n := counts[code]
		if n == 0 || code.Level() != level {
			continue
		}
		count := strconv.Itoa(cmp.Or(riskCount(p, code, n), n))
		if code == impact.Deletion && len(p.Limits) == 1 {
			count = deletions(p.Limits[0])
		}
		parts = append(parts, fmt.Sprintf("%s (%s)", riskWords[code], count))
	}
	if len(parts) == 0 {
		return string(level)
	}
	return string(level) + ": " + strings.Join(parts, ", ")
}

// risk returns the same in the colour of the level: red if it is high, and yellow if it is medium.
func (s Style) risk(p *impact.Assessment) string {
	level, _ := p.Risk()
	return s.paint(map[impact.RiskLevel]string{impact.High: red, impact.Medium: yellow}[level], riskText(p))
}

// riskCount returns how many queues, workload types, hours or agents a risk is about. For other
// risks, it returns the number of changes. For example, three routing profiles lose their rows
// for "Sales", and then nobody serves it: that is one queue left with nobody.
func riskCount(p *impact.Assessment, code impact.RiskCode, changes int) int {
	i := &p.Impact
	switch code {
	case impact.DesertedQueue:
		return i.Deserted()
	case impact.DesertedType:
		return i.DesertedTypes()
	case impact.ClosedHours:
		return i.Closed()
	case impact.QueueDisabled:
		return i.Disabled()
	case impact.IdleAgents:
		return i.IdleAgents()
	}
	return changes
}

// deletions counts deletions: `1 of 10 allowed`, or `12, and 10 are allowed`.
func deletions(l impact.Limit) string {
	if l.Value > l.Allowed {
		return fmt.Sprintf("%d, and %d %s allowed", l.Value, l.Allowed, verb(l.Allowed, "is", "are"))
	}
	return fmt.Sprintf("%d of %d allowed", l.Value, l.Allowed)
}
