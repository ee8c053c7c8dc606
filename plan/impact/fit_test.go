package impact_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// TestEmailsWithSingleSignOn gives e-mail addresses to users of instances that manage
// identities in different ways.
func TestEmailsWithSingleSignOn(t *testing.T) {
	t.Parallel()
	user := func(label, key, email string) *schema.Resource {
		r := schematest.Of("user", &schema.User{Username: label + key, FirstName: "A", LastName: "B", Email: email, RoutingProfile: "R", SecurityProfiles: []string{"S"}},
			"username", "first_name", "last_name", "email", "routing_profile", "security_profiles")
		r.Addr = schema.Addr{Kind: "user", Label: label, Key: key, Keyed: key != ""}
		return r
	}
	profiles := []*schema.Resource{plantest.Object(t, "routing.R?", true), plantest.Object(t, "security.S?", true)}
	for _, test := range []struct {
		name, identity string
		users          []*schema.Resource
		says           []string
	}{
		{"single sign-on", schema.IdentitySAML, []*schema.Resource{user("ada", "", "ada@example.com")}, []string{
			`user.ada: 1 user of this block gets an e-mail address. An instance with single sign-on (SAML) may refuse it. Write secondary_email instead.`,
		}},
		{"many of a block", schema.IdentitySAML, []*schema.Resource{user("u", "1", "a@example.com"), user("u", "2", "b@example.com"), user("u", "3", "")}, []string{
			`user.u["1"]: 2 users of this block get e-mail addresses. An instance with single sign-on (SAML) may refuse it. Write secondary_email instead.`,
		}},
		{"no address", schema.IdentitySAML, []*schema.Resource{user("ada", "", "")}, nil},
		{"users of its own", schema.IdentityManaged, []*schema.Resource{user("ada", "", "ada@example.com")}, nil},
		{"not known", "", []*schema.Resource{user("ada", "", "ada@example.com")}, nil},
	} {
		o := plantest.Options
		o.Instance.Identity = test.identity
		p, problems := plantest.Assess(plantest.StateOf(t, slices.Clone(profiles)), plantest.StateOf(t, test.users), o)
		if p == nil {
			t.Fatalf("%s: %v", test.name, problems)
		}
		var says []string
		for _, w := range p.Warnings {
			if w.Code() == diag.EmailWithSingleSignOn.Code {
				says = append(says, w.Addr.String()+": "+w.Detail())
			}
		}
		if diff := cmp.Diff(test.says, says); diff != "" {
			t.Errorf("%s: the warnings mismatch (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestNamesOfOtherOverrides describes overrides beside some that callwright cannot describe.
func TestNamesOfOtherOverrides(t *testing.T) {
	t.Parallel()
	hours := func(overrides ...string) *schema.HoursOfOperation {
		h := &schema.HoursOfOperation{Name: "H", TimeZone: "UTC", Schedule: map[string][]string{"monday": {"08:00-12:00"}}, Overrides: []calendar.Override{}}
		for _, name := range overrides {
			h.Overrides = append(h.Overrides, calendar.Override{Name: name, From: "2026-12-25", To: "2026-12-25", Closed: true})
		}
		return h
	}
	for _, test := range []struct {
		name    string
		want    []string
		refused bool
	}{
		{"another name", []string{"Easter"}, false},
		{"the name of one that cannot be described", []string{"Easter", "Christmas"}, true},
		{"a name in other case", []string{"christmas"}, false},
	} {
		live := schematest.Of("hours_of_operation", hours(), "name", "time_zone", "schedule", "overrides")
		live.Body.(*schema.HoursOfOperation).OtherOverrides = []string{"Christmas"}
		live.Live, live.Desired, live.Given = &schema.Live{ID: "id-h"}, nil, live.Kind.Every()
		want := schematest.Of("hours_of_operation", hours(test.want...), "name", "time_zone", "schedule", "overrides")
		want.Addr = schema.Addr{Kind: "hours_of_operation", Label: "h"}
		p, problems := plantest.Assess(plantest.StateOf(t, []*schema.Resource{live}), plantest.StateOf(t, []*schema.Resource{want}), plantest.Options)
		refused := p == nil && len(problems) == 1 && problems[0].Code() == diag.NameOfOtherOverride.Code
		if refused != test.refused {
			t.Errorf("%s: the plan is %v, with %v", test.name, p, problems)
		}
	}
}

// TestRemovedRules plans hours whose overrides the configuration does not have: some that callwright
// made, and some that somebody else made.
func TestRemovedRules(t *testing.T) {
	t.Parallel()
	yearly := calendar.Override{
		Name: "Christmas", From: "2026-12-25", To: "2036-12-25", Closed: true, Recurs: calendar.Recurrence{Unit: "yearly", Month: 12, Day: 25, Every: 1},
	}
	weekly := calendar.Override{
		Name: "Meeting", From: "2026-01-01", To: "2026-12-31", Closed: true, Hours: "12:00-13:00", Recurs: calendar.Recurrence{Unit: "weekly", On: "friday", Every: 2},
	}
	dated := calendar.Override{Name: "Move", From: "2026-12-25", To: "2026-12-25", Schedule: "friday 08:00-12:00"}
	const row = `{ name = "Christmas", from = "2026-12-25", to = "2036-12-25", closed = true, recurs = { yearly = "12-25" } }`
	for _, test := range []struct {
		name                 string
		live, made, describe []calendar.Override
		says                 string
	}{
		{"somebody else's", []calendar.Override{yearly}, nil, nil, row},
		{"ours", []calendar.Override{yearly}, []calendar.Override{yearly}, nil, ""},
		{"somebody else's, where callwright made none", []calendar.Override{yearly}, []calendar.Override{}, nil, row},
		{"one of a date", []calendar.Override{dated}, nil, nil, ""},
		{"one that stays", []calendar.Override{yearly}, nil, []calendar.Override{yearly, dated}, ""},
		{"one that becomes a date", []calendar.Override{yearly}, nil, []calendar.Override{{Name: "Christmas", From: "2026-12-25", To: "2026-12-25", Closed: true}}, ""},
		{"ours and somebody else's", []calendar.Override{yearly, weekly, dated}, []calendar.Override{weekly, dated}, nil, row},
		{
			"two",
			[]calendar.Override{yearly, weekly},
			nil, nil,
			row + `, { name = "Meeting", from = "2026-01-01", to = "2026-12-31", closed = true, recurs = { every = "2", weekly = "friday" }, hours = ["12:00-13:00"] }`,
		},
	} {
		hours := func(rows []calendar.Override) *schema.Resource {
			return schematest.Of("hours_of_operation", &schema.HoursOfOperation{Name: "H", TimeZone: "UTC", Schedule: map[string][]string{}, Overrides: rows},
				"name", "time_zone", "schedule", "overrides")
		}
		want, live, applied := hours(test.describe), hours(test.live), hours(test.made)
		want.Addr = schema.Addr{Kind: "hours_of_operation", Label: "h"}
		live.Live, live.Desired, live.Given = &schema.Live{ID: "id-h"}, nil, live.Kind.Every()
		applied.Record.Owner = record.Owner(plantest.Options.Stack, want.Addr)
		if test.made == nil {
			applied.Given = applied.Given.Minus(applied.Kind.Set("overrides")) // the last apply did not write them
		}
		rec, err := record.Digester{Salt: plantest.Options.Instance.ID}.Renew(record.Applied{}, applied, "id-h", applied.Given, 0)
		if err != nil {
			t.Fatal(err)
		}
		live.Record = rec
		p, problems := plantest.Assess(plantest.StateOf(t, []*schema.Resource{live}), plantest.StateOf(t, []*schema.Resource{want}), plantest.Options)
		if p == nil {
			t.Fatalf("%s: %v", test.name, problems)
		}
		var says []string
		for _, w := range p.Warnings {
			if w.Is(diag.RecurringOverrideRemoved) {
				_, rows, _ := strings.Cut(w.Detail(), "write in overrides: ")
				says = append(says, strings.TrimSuffix(rows, "."))
			}
		}
		if got := strings.Join(says, "; "); got != test.says {
			t.Errorf("%s: the rows to keep are %q, want %q", test.name, got, test.says)
		}
	}
}

// TestParentWithParents warns of hours in the middle of a chain, once they are there after the
// plan.
func TestParentWithParents(t *testing.T) {
	t.Parallel()
	hours := func(name string, live bool, parents ...string) *schema.Resource {
		r := schematest.Of("hours_of_operation", &schema.HoursOfOperation{Name: name, TimeZone: "UTC", Schedule: map[string][]string{}, Parents: parents},
			"name", "time_zone", "schedule", "parents")
		r.Addr = schema.Addr{Kind: "hours_of_operation", Label: name}
		if live {
			r.Live, r.Desired, r.Given = &schema.Live{ID: "id-" + name}, nil, r.Kind.Every()
		}
		return r
	}
	for _, test := range []struct {
		name       string
		live, want []*schema.Resource
		says       string
	}{
		{"two that share a parent", nil, []*schema.Resource{hours("A", false), hours("B", false, "A"), hours("C", false, "A")}, ""},
		{"a chain", nil, []*schema.Resource{hours("A", false), hours("B", false, "A"), hours("C", false, "B")}, `"B" has parents, and is itself a parent of "C".`},
		{
			"a chain with hours of others",
			[]*schema.Resource{hours("A", true), hours("B", true), hours("C", true, "B")},
			[]*schema.Resource{hours("B", false, "A")},
			`"B" has parents, and is itself a parent of "C".`,
		},
		{
			"a chain that ends",
			[]*schema.Resource{hours("A", true), hours("B", true, "A"), hours("C", true, "B")},
			[]*schema.Resource{hours("B", false), hours("C", false, "B")},
			"",
		},
	} {
		p, problems := plantest.Assess(plantest.StateOf(t, test.live), plantest.StateOf(t, test.want), plantest.Options)
		if p == nil {
			t.Fatalf("%s: %v", test.name, problems)
		}
		var says []string
		for _, w := range p.Warnings {
			if w.Is(diag.ParentWithParents) {
				says = append(says, w.Detail())
			}
		}
		if got := strings.Join(says, "; "); (got == "") != (test.says == "") || !strings.HasPrefix(got, test.says) || len(says) > 1 {
			t.Errorf("%s: the warnings are %q, want %q", test.name, got, test.says)
		}
	}
}
