package impact_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// TestUndescribed says what hours hold that no attribute can say: where they manage the
// attribute, and where they are deleted.
func TestUndescribed(t *testing.T) {
	t.Parallel()
	hours := func(label, name string, attrs ...string) *schema.Resource {
		r := schematest.Of("hours_of_operation", &schema.HoursOfOperation{Name: name, TimeZone: "UTC", Schedule: map[string][]string{}},
			append([]string{"name", "time_zone", "schedule"}, attrs...)...)
		r.Addr = schema.Addr{Kind: "hours_of_operation", Label: label}
		r.Record.Owner = record.Owner("support", r.Addr)
		return r
	}
	live := func(label, name string, settings ...string) *schema.Resource {
		r := hours(label, name)
		r.Live, r.Given = &schema.Live{ID: "id-" + name}, r.Kind.Every()
		r.Record = record.New("i", r.Kind.Name, r.Record.Owner, name)
		for _, what := range settings {
			r.Undescribed = append(r.Undescribed, schema.Undescribed{Attr: "overrides", What: what})
		}
		r.Desired = nil
		return r
	}
	state := func(list ...*schema.Resource) *schema.State {
		s, err := schema.NewState(list)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	p, problems := plantest.Assess(
		state(live("a", "A", `override "Z"`, "override \"\x1b[31mB\""), live("b", "B"), live("c", "C", `override "C"`), live("d", "D", `override "D"`)),
		state(hours("a", "A", "overrides"), hours("b", "B", "overrides"), hours("c", "C")),
		impact.Options{Options: plan.Options{Instance: schema.Instance{ID: "i"}, Stack: "support"}, Limits: impact.Allowed{Deletes: 10, Percent: 100}},
	)
	if p == nil {
		t.Fatal(problems)
	}
	want := []string{
		`The hours of operation "A" has settings that callwright cannot describe; they stay as they are: override "Z", override "\u{1b}[31mB".`,
		`The hours of operation "D" has settings that callwright cannot describe; they are deleted with it: override "D".`,
	}
	if diff := cmp.Diff(want, p.Notices); diff != "" {
		t.Errorf("notices mismatch (-want +got):\n%s", diff)
	}
}

// TestUndescribedOnce names the settings of several objects once for their kind.
func TestUndescribedOnce(t *testing.T) {
	t.Parallel()
	var live, want []*schema.Resource
	for _, name := range []string{"B", "A", "C"} {
		w := schematest.Of("queue", &schema.Queue{Name: name, HoursOfOperation: "H"}, "name", "hours_of_operation")
		w.Addr = schema.Addr{Kind: "queue", Label: name}
		w.Record.Owner = record.Owner("support", w.Addr)
		l := w.Clone()
		l.Desired, l.Live, l.Given = nil, &schema.Live{ID: "id-" + name}, l.Kind.Every()
		l.Record = record.New("i", "queue", w.Record.Owner, name)
		l.Undescribed = []schema.Undescribed{{Attr: "name", What: "Greeting"}, {Attr: "hours_of_operation", What: "Greeting"}, {Attr: "max_contacts", What: "Other"}}
		live, want = append(live, l), append(want, w)
	}
	hours := schematest.Of("hours_of_operation", &schema.HoursOfOperation{Name: "H"}, "name")
	hours.Live = &schema.Live{ID: "h"}
	states := make([]*schema.State, 2)
	for i, list := range [][]*schema.Resource{append(live, hours), want} {
		var err error
		if states[i], err = schema.NewState(list); err != nil {
			t.Fatal(err)
		}
	}
	p, problems := plantest.Assess(states[0], states[1], impact.Options{Options: plan.Options{Instance: schema.Instance{ID: "i"}, Stack: "support"}})
	if p == nil {
		t.Fatal(problems)
	}
	wanted := []string{`3 queues have settings that callwright cannot describe; they stay as they are: Greeting. They are "A", "B", "C".`}
	if diff := cmp.Diff(wanted, p.Notices); diff != "" {
		t.Errorf("notices mismatch (-want +got):\n%s", diff)
	}
}

// TestMoved says how many objects are described at other addresses than before.
func TestMoved(t *testing.T) {
	t.Parallel()
	queue := func(at schema.Addr, name string) *schema.Resource {
		r := schematest.Of("queue", &schema.Queue{Name: name}, "name")
		r.Addr = at
		r.Record.Owner = record.Owner("support", at)
		return r
	}
	label := func(module, name string) schema.Addr {
		return schema.Addr{Module: module, Kind: "queue", Label: name}
	}
	live := func(at schema.Addr, name string) *schema.Resource {
		r := queue(at, name)
		r.Live, r.Given, r.Desired = &schema.Live{ID: "id-" + name}, r.Kind.Every(), nil
		r.Record = record.New("i", "queue", r.Record.Owner, name)
		return r
	}
	const site = `module.site["london"]`
	for name, test := range map[string]struct {
		live, want []*schema.Resource
		notices    []string
	}{
		"none": {
			[]*schema.Resource{live(label("", "a"), "A")}, []*schema.Resource{queue(label("", "a"), "A")}, nil,
		},
		"one": {
			[]*schema.Resource{live(label("", "a"), "A")},
			[]*schema.Resource{queue(label(site, "a"), "A")},
			[]string{`1 address moves: queue.a is now module.site["london"].queue.a.`},
		},
		"two": {
			[]*schema.Resource{live(label(site, "a"), "A"), live(label(site, "b"), "B"), live(label("", "c"), "C")},
			[]*schema.Resource{queue(label("", "a"), "A"), queue(label("", "b"), "B"), queue(label("", "c"), "C")},
			[]string{`2 addresses move; module.site["london"].queue.a, for example, is now queue.a.`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, _ := schema.NewState(test.live)
			after, _ := schema.NewState(test.want)
			p, problems := plantest.Assess(before, after, impact.Options{
				Options: plan.Options{Instance: schema.Instance{ID: "i"}, Stack: "support"}, Limits: impact.Allowed{Deletes: 10, Percent: 100},
			})
			if p == nil {
				t.Fatal(problems)
			}
			if diff := cmp.Diff(test.notices, p.Notices); diff != "" {
				t.Errorf("notices mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
