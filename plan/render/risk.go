package render

import (
	"fmt"
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

// riskText says how risky a plan is, and counts the changes that make it so:
// `high: privilege gain (1), deletion (1 of 10 allowed)`. It leaves out lower risks.
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
