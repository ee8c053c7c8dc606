package config

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
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
func (c *Config) Judge(q Questions) ([]schema.Verdict, []schema.Problem) {
	if len(c.checks) == 0 {
		return nil, nil
	}
	names := map[schema.Addr]string{}
	for _, r := range c.Want.All() {
		names[r.Addr] = r.Key
	}
	var verdicts []schema.Verdict
	var problems []schema.Problem
	for _, k := range c.checks {
		if len(k.asks) > 0 && q == nil {
			continue
		}
		c.eval.Refill()
		a := &asking{config: c, questions: q, name: func(a schema.Addr) string { return names[a] }}
		problem, failed := a.judge(k)
		v := schema.Verdict{Rule: k.name, Level: schema.Passed, Address: a.address()}
		if failed {
			problem = problem.WithPath(diag.Path("assert")).As(k.severity)
			problems = append(problems, schema.Problem{Addr: k.addr(), Problem: problem})
			v.Message, v.Level = problem.Detail(), schema.Refused
			if k.severity == diag.Warning {
				v.Level = schema.Warned
			}
		}
		verdicts = append(verdicts, v)
	}
	return verdicts, problems
}

// judge evaluates one check, and says what is wrong when it does not hold. An answer
// that is not known is none, even where the expression made something of it.
func (a *asking) judge(k *check) (diag.Problem, bool) {
	ctx := a.context(k.ctx)
	holds, why := a.value(a.config.eval.Eval(k.assert, ctx))
	if why == "" {
		converted, err := convert.Convert(holds, cty.Bool)
		switch {
		case err != nil || !converted.IsKnown() || converted.IsNull():
			why = "What it asserts is neither true nor false."
		case converted.True():
			return diag.Problem{}, false
		}
	}
	if why != "" {
		return diag.CheckNotAnswered.Of(k.name).Problem("%s", why), true
	}
	message, why := a.value(a.config.eval.Eval(k.message, ctx))
	text, err := convert.Convert(message, cty.String)
	if why != "" || err != nil || !text.IsKnown() || text.IsNull() {
		return diag.CheckFailed.Of(k.name).Problem("%s", strings.TrimSpace("It does not hold; its message cannot be told. "+why)), true
	}
	return diag.CheckFailed.Of(k.name).Problem("%s", text.AsString()), true
}

// value returns the value of an expression, or why it has none.
func (a *asking) value(v cty.Value, diags hcl.Diagnostics) (cty.Value, string) {
	for _, d := range diags {
		explain(d, bounded.Row{})
	}
	v, _ = v.UnmarkDeep()
	var why []string
	switch {
	case len(a.unread) > 0:
		for _, err := range a.unread {
			why = append(why, bounded.Sentence(err.Error()))
		}
		a.unread = nil
	case a.config.eval.Exhausted() != nil:
		why = append(why, a.config.eval.Exhausted().Detail)
	case diags.HasErrors():
		for _, d := range diags {
			why = append(why, d.Detail)
		}
	}
	if why = unrepeated(why); len(why) > mostAlike {
		why = append(why[:mostAlike], fmt.Sprintf("It is the same for %d more.", len(why)-mostAlike))
	}
	return v, strings.Join(why, "\n")
}

// unrepeated drops texts that stood before.
func unrepeated(list []string) []string {
	seen := map[string]bool{}
	var kept []string
	for _, s := range list {
		if !seen[s] {
			kept = append(kept, s)
		}
		seen[s] = true
	}
	return kept
}

// address returns the address of the one described object that was asked about; ""
// when there are more, or none.
func (a *asking) address() string {
	if len(a.about) == 0 {
		return ""
	}
	for _, n := range a.about[1:] {
		if n != a.about[0] {
			return ""
		}
	}
	if r, ok := a.config.Want.Lookup(a.about[0]); ok {
		return r.Addr.String()
	}
	return ""
}
