package decode

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// Judge evaluates the check blocks about the planned state, in the order of the
// files. Without a state to ask about, which is a nil q, it evaluates those that ask
// nothing. A check that does not hold, or of which that cannot be told, is among the
// problems, too. The same answers give the same verdicts.
func (r *Result) Judge(q Questions) ([]schema.CheckResult, []schema.Problem) {
	if len(r.checks) == 0 {
		return nil, nil
	}
	names := map[schema.Addr]string{}
	for _, o := range r.Want.All() {
		names[o.Addr] = o.Key
	}
	var verdicts []schema.CheckResult
	var problems []schema.Problem
	for _, k := range r.checks {
		if len(k.reads) > 0 && q == nil {
			continue
		}
		asks := &inquiry{questions: q, keyOf: func(a schema.Addr) string { return names[a] }}
		problem, failed := k.judge(asks, r.budget)
		v := schema.CheckResult{Check: k.name, Status: schema.Passed, Address: r.addressOf(asks)}
		if failed {
			problem = problem.WithPath(diag.Path("assert")).As(k.severity)
			problems = append(problems, schema.Problem{Addr: k.checkAddr(), Problem: problem})
			v.Message, v.Status = problem.Detail(), schema.Refused
			if k.severity == diag.Warning {
				v.Status = schema.Warned
			}
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, problems
}

// judge evaluates the check, and says what is wrong when it does not hold. It has all of
// the budget for itself.
func (k *check) judge(asks *inquiry, budget *bounded.Evaluator) (diag.Problem, bool) {
	budget.Refill()
	e := &evaluator{chain: chain{problems: &problems{}}, budget: budget}
	ctx := asks.context(k.ctx)
	holds, diags := e.value(k.assert, ctx)
	why := asks.failure(diags, budget.Exhausted())
	if why == "" {
		holds, _ = holds.UnmarkDeep()
		converted, err := convert.Convert(holds, cty.Bool)
		switch {
		case err != nil || !converted.IsKnown() || converted.IsNull():
			why = "The assertion is neither true nor false."
		case converted.True():
			return diag.Problem{}, false
		}
	}
	if why != "" {
		return diag.CheckNotAnswered.Of(k.name).Problem("%s", why), true
	}
	message, diags := e.value(k.message, ctx)
	why = asks.failure(diags, budget.Exhausted())
	message, _ = message.UnmarkDeep()
	text, err := convert.Convert(message, cty.String)
	if why != "" || err != nil || !text.IsKnown() || text.IsNull() {
		return diag.CheckFailed.Of(k.name).Problem("%s", strings.TrimSpace("The assertion is false, and the message has no value. "+why)), true
	}
	return diag.CheckFailed.Of(k.name).Problem("%s", text.AsString()), true
}

// addressOf returns the address of the one described object that was asked about; ""
// when there are more, or none.
func (r *Result) addressOf(asks *inquiry) string {
	name, ok := asks.onlyObject()
	if !ok {
		return ""
	}
	if o, ok := r.Want.Lookup(name); ok {
		return o.Addr.String()
	}
	return ""
}

// Asks returns the names of the kinds whose objects hold the answers to what the checks
// ask, sorted.
func (r *Result) Asks() []string {
	var kinds []string
	for _, k := range r.checks {
		kinds = append(kinds, k.reads...)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}
