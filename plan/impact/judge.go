package impact

import (
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// Judge says what the plan means, and whether it may be applied. The plan is the one that
// [plan.Make] makes of the two states. Judge fills in its refusals, warnings and notices, and
// what its changes rely on.
//
// If one of the problems is an error, the configuration cannot be planned, and there is no
// assessment. For example, a queue refers to hours that do not exist.
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
	return &Assessment{Plan: p, Impact: s.impact, Limits: s.limits, Policy: s.policy, Needs: s.needs, ChangesRights: changesRights(p.Changes)}, problems
}

// Since returns what a drift means for people and queues: from the objects as they were last
// applied to the live ones. The drift is one that [plan.Plan.Drift] returned for the live state.
func Since(drift *plan.Plan, live *schema.State) (*Assessment, error) {
	applied, err := drift.Applied(live)
	if err != nil {
		return nil, err
	}
	a := &Assessment{Plan: drift}
	var changes []*plan.Change
	for _, c := range drift.Changes {
		if c.Action != plan.Create {
			changes = append(changes, c)
		}
	}
	if len(changes) > 0 {
		var after *routes
		a.Impact, _, after = weigh(applied, live, func(string, string, string) {})
		a.Impact.ofChanges(changes, applied, live, after)
	}
	return a, nil
}

// hold holds the situation against the rules, and returns their findings in order.
func hold(rules []func(*situation) []finding, s *situation) []finding {
	var all []finding
	for _, rule := range rules {
		all = append(all, rule(s)...)
	}
	return all
}

// newSituation returns the situation without the outcome and what follows from it.
func newSituation(p *plan.Plan, live, want *schema.State, o Options) *situation {
	s := &situation{Options: o, plan: p, live: live, want: want, in: o.Scope.Filter(), needs: Needs{}}
	s.needs.whole(p.Changes, s.object)
	s.limits = limits(p.Changes, live, o.Limits, o.Ours)
	return s
}

// reach adds the outcome, and works out what it means. It is a step of its own because some
// plans have no outcome: one after which two queues would have the same name.
func (s *situation) reach(outcome *schema.State) {
	s.outcome = outcome
	if len(s.plan.Changes) > 0 {
		var after *routes
		s.impact, s.access, after = weigh(s.live, outcome, func(kind, name, attr string) { s.needs.byName(s.live, kind, name, attr) })
		s.impact.ofChanges(s.plan.Changes, s.live, outcome, after)
		s.impact.Calendars = hoursCalendars(s.Today, s.plan.Changes, s.live, outcome)
	}
	s.membersBefore, s.membersAfter = membersOf(s.live), membersOf(outcome)
	s.simulate()
	if s.Check != nil {
		a := newAnswers(outcome, s.lacks)
		a.service, a.simulates = s.impact.Service, s.Simulator != nil
		s.policy, s.checked = s.Check(a)
	}
}
