package impact

import (
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// Options are what a plan is judged by.
type Options struct {
	plan.Options          // what the plan was made for
	Adopt        Adoption // which existing objects may be taken over
	Limits       Allowed
	Alone        bool // whether the part of the plan that is asked for may lack what it waits for: it is looked at, and not applied

	// Check holds the planned state against the configuration's checks; nil when it has
	// none. A problem that is an error refuses the plan.
	Check func(*Answers) ([]schema.Verdict, []schema.Problem)
}

// An Adoption says which existing objects a plan may take over.
type Adoption string

// The adoptions.
const (
	AdoptAny       Adoption = "any"       // all that are described
	AdoptUnchanged Adoption = "unchanged" // those that are as described already
	AdoptNone      Adoption = "none"
)

// An Assessment is a plan with what it means. Package plan decides what is done; the
// assessment adds what that means to people, and what speaks against it.
type Assessment struct {
	*plan.Plan

	Impact Impact           // what it means for people and queues
	Limits []Limit          // how many deletions are planned and allowed, by kind
	Policy []schema.Verdict // what became of the configuration's checks, in its order
	Needs  Needs            // what has to be read for the impact to be known; empty in a plan that is shown
}

// Judge says what the plan means and what speaks against it. The plan is the one that
// [plan.Make] makes of the two states. Its refusals, warnings and notices are filled in,
// and so is what its changes rely on.
//
// Problems that are errors mean that what is described cannot be; there is no
// assessment then.
func Judge(p *plan.Plan, live, want *schema.State, o Options) (*Assessment, []schema.Problem) {
	s := newSituation(p, live, want, o)
	problems := slices.Clone(p.Problems)
	findings := hold(rulesOfChanges, s)
	outcome, err := p.Outcome(live)
	if err != nil {
		findings = append(findings, report(schema.Addr{}, diag.DuplicateName.Problem("%s after this plan; give one of them another name.", err)))
	} else {
		s.reach(outcome)
		findings = append(findings, hold(rulesOfOutcome, s)...)
	}
	if err := rely(p, live, want); err != nil {
		findings = append(findings, report(schema.Addr{}, diag.ValueWithoutDigest.Problem("%s", err)))
	}
	for _, f := range findings {
		switch f.effect {
		case reports:
			problems = append(problems, f.problem)
		case refuses:
			p.Refusals = append(p.Refusals, f.problem)
		case tells:
			p.Notices = append(p.Notices, f.notice)
		}
	}
	if slices.ContainsFunc(problems, func(p schema.Problem) bool { return p.Severity() == diag.Error }) {
		return nil, problems
	}
	p.Warnings = problems
	return &Assessment{Plan: p, Impact: s.impact, Limits: s.limits, Policy: s.policy, Needs: s.needs}, problems
}

// hold returns what the rules find, in their order.
func hold(rules []func(*Situation) []Finding, s *Situation) []Finding {
	var all []Finding
	for _, rule := range rules {
		all = append(all, rule(s)...)
	}
	return all
}
