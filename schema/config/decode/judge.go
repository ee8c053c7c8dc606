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

// Judge evaluates the check blocks against the planned state, in the order of the files.
// If q is nil, because there is no plan, it evaluates only the checks that ask nothing.
// Judge also returns a problem for each check that does not hold, or that cannot be
// evaluated. The same answers give the same results.
func (r *Result) Judge(q Questions) ([]schema.CheckResult, []schema.Problem) {
	if len(r.checks) == 0 {
		return nil, nil
	}
	names := map[schema.Addr]string{}
	for _, o := range r.Want.All() {
		names[o.Addr] = o.Key
	}
	var results []schema.CheckResult
	var problems []schema.Problem
	for _, k := range r.checks {
		if len(k.reads) > 0 && q == nil {
			continue
		}
		inq := &inquiry{questions: q, keyOf: func(a schema.Addr) string { return names[a] }}
		problem, failed := k.judge(inq, r.budget)
		result := schema.CheckResult{Check: k.name(), Status: schema.Passed, Address: r.addressOf(inq)}
		if failed {
			problem = problem.WithPath(diag.Path("assert")).As(k.severity)
			problems = append(problems, schema.Problem{Addr: k.addr, Problem: problem})
			result.Message, result.Status = problem.Detail(), schema.Refused
			if k.severity == diag.Warning {
				result.Status = schema.Warned
			}
		}
		results = append(results, result)
	}
	return results, problems
}

// judge evaluates the check with a whole budget. Failed is true if the check does not hold
// or cannot be evaluated, and the problem says which.
func (k *check) judge(inq *inquiry, budget *bounded.Evaluator) (problem diag.Problem, failed bool) {
	budget.Refill()
	e := &evaluator{program: newProgram(&problems{}, budget, "")}
	ctx := inq.context(k.ctx)
	holds, diags := e.value(k.assert, ctx)
	why := inq.failure(diags, budget.Exhausted())
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
		return diag.CheckNotAnswered.Of(k.name()).Problem("%s", why), true
	}
	message, diags := e.value(k.message, ctx)
	why = inq.failure(diags, budget.Exhausted())
	message, _ = message.UnmarkDeep()
	text, err := convert.Convert(message, cty.String)
	if why != "" || err != nil || !text.IsKnown() || text.IsNull() {
		return diag.CheckFailed.Of(k.name()).Problem("%s", strings.TrimSpace("The assertion is false, and the message has no value. "+why)), true
	}
	return diag.CheckFailed.Of(k.name()).Problem("%s", text.AsString()), true
}

// addressOf returns the address of the object that the check asked about. It returns "" if
// the check asked about several objects or none, or if nobody describes the object.
func (r *Result) addressOf(inq *inquiry) string {
	name, ok := inq.onlyObject()
	if !ok {
		return ""
	}
	if o, ok := r.Want.Lookup(name); ok {
		return o.Addr.String()
	}
	return ""
}

// Asks returns the names of the kinds from whose objects the checks' questions are
// answered, sorted. The caller must read these objects before it calls Judge.
func (r *Result) Asks() []string {
	var kinds []string
	for _, k := range r.checks {
		kinds = append(kinds, k.reads...)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}
