package render

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// policy tells what became of the configuration's checks: each that does not hold,
// and how many do.
func (v voice) policy(verdicts []schema.Verdict) []fact {
	var list []fact
	passed := 0
	for _, d := range verdicts {
		message := plan.Clean(strings.Join(strings.Fields(d.Message), " "))
		switch d.Level {
		case schema.Passed:
			passed++
		case schema.Refused:
			list = append(list, fact{"Checks", "!", fmt.Sprintf("%s fails: %s", plan.Clean(d.Rule), message)})
		default:
			list = append(list, fact{"Checks", "", fmt.Sprintf("%s does not hold, a warning: %s", plan.Clean(d.Rule), message)})
		}
	}
	if passed > 0 {
		list = append(list, fact{"Checks", "", fmt.Sprintf("%d of %s %s", passed, Count(len(verdicts), "check"), verb(make([]string, passed), "holds", "hold"))})
	}
	return list
}

// policy says which checks of the configuration do not hold.
func (h human) policy(verdicts []schema.Verdict) {
	if len(verdicts) == 0 {
		return
	}
	h.facts(voice{name: plan.Quote}.policy(verdicts))
}
