package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/record"
)

// A pair is an object before and after a plan; either can be nil.
type pair struct {
	label      string
	live, want any
	given      []string // what the block gives; everything for none
}

// judged returns the impact of the changes, as facts and risks.
func judged(t *testing.T, pairs ...pair) []string {
	t.Helper()
	var live, want []*schema.Resource
	for _, p := range pairs {
		k := kindOf(t, p.live, p.want)
		owner := record.Owner(plantest.Options.Stack, schema.Addr{Kind: k.Name, Label: p.label})
		if p.live != nil {
			r := &schema.Resource{Kind: k, Body: p.live, Given: k.Every(), Live: &schema.Live{ID: "id-" + p.label}}
			r.UpdateKey()
			r.Record = record.New(plantest.Options.Instance.ID, k.Name, owner, r.ID)
			live = append(live, r)
		}
		if p.want != nil {
			r := &schema.Resource{Kind: k, Body: p.want, Given: k.Every(), Desired: &schema.Desired{Addr: schema.Addr{Kind: k.Name, Label: p.label}}}
			if p.given != nil {
				r.Given = k.Set(append(p.given, k.Label)...)
			}
			r.Record.Owner = owner
			r.UpdateKey()
			want = append(want, r)
		}
	}
	before, after := plantest.StateOf(t, live), plantest.StateOf(t, want)
	a, problems := impact.Judge(plan.Make(before, after, plantest.Options.Options), before, after, plantest.Options)
	if a == nil {
		t.Fatalf("no plan: %v", problems)
	}
	var lines []string
	for _, f := range a.Impact.Facts() {
		line := factText(f)
		if f.Setting != "" || f.To != "" {
			line += fmt.Sprintf(" %s %q -> %q", f.Setting, f.From, f.To)
		}
		lines = append(lines, line)
	}
	_, risks := a.Risk()
	for _, code := range impact.RiskCodes {
		if risks[code] > 0 {
			lines = append(lines, fmt.Sprintf("risk %s %s %d", code.Level(), code, risks[code]))
		}
	}
	return lines
}

// kindOf returns the kind of the bodies.
func kindOf(t *testing.T, bodies ...any) *schema.Kind {
	t.Helper()
	for _, b := range bodies {
		switch b.(type) {
		case *schema.HoursOfOperation:
			return schema.MustKind("hours_of_operation")
		case *schema.Queue:
			return schema.MustKind("queue")
		case *schema.User:
			return schema.MustKind("user")
		}
	}
	t.Fatal("no kind has these bodies")
	return nil
}

// closedOn adds overrides that close on a date: `Christmas 2026-12-25`.
func closedOn(h *schema.HoursOfOperation, days ...string) *schema.HoursOfOperation {
	for _, day := range days {
		name, date, _ := strings.Cut(day, " ")
		h.Overrides = append(h.Overrides, calendar.Override{Name: name, From: date, To: date, Closed: true})
	}
	return h
}

// hours returns hours that are open on some days, given as `monday 08:00-12:00`.
func hours(name, zone string, days ...string) *schema.HoursOfOperation {
	h := &schema.HoursOfOperation{Name: name, TimeZone: zone, Schedule: map[string][]string{}}
	for _, d := range days {
		day, times, _ := strings.Cut(d, " ")
		h.Schedule[day] = strings.Fields(times)
	}
	return h
}

// TestSettings has the facts and risks of plans that change when queues are open, how they take
// contacts, and how contacts reach agents.
func TestSettings(t *testing.T) {
	t.Parallel()
	day := hours("Day", "UTC", "monday 08:00-20:00", "tuesday 08:00-20:00")
	opens := func(h *schema.HoursOfOperation) pair { return pair{"h", day, h, []string{"schedule", "time_zone"}} }
	queue := func(change func(*schema.Queue), given ...string) pair {
		q := schema.Queue{Name: "Q", HoursOfOperation: "Day", Status: "enabled", MaxContacts: 10}
		want := q
		change(&want)
		return pair{"q", &q, &want, given}
	}
	same := queue(func(*schema.Queue) {}, "hours_of_operation")
	same.given = []string{"hours_of_operation"}
	for _, test := range []struct {
		name  string
		pairs []pair
		want  []string
	}{
		{"closed all week", []pair{opens(hours("Day", "UTC")), same}, []string{
			"Hours ! Day open Q detail open 24 h a week -> closed all week first", "risk high closed 1",
		}},
		{"two hours less a day", []pair{opens(hours("Day", "UTC", "monday 08:00-18:00", "tuesday 08:00-18:00")), same}, []string{
			"Hours - Day open Q detail open 24 h a week -> 20 h a week,Monday to Tuesday 08:00-20:00 -> 08:00-18:00", "risk medium shorter_hours 1",
		}},
		{"a day more, a half hour less", []pair{opens(hours("Day", "UTC", "monday 08:00-20:00", "tuesday 08:00-19:30", "sunday 00:00-24:00")), same}, []string{
			"Hours + Day open Q detail open 24 h a week -> 47 h 30 min a week,Tuesday 08:00-20:00 -> 08:00-19:30,Sunday closed -> 00:00-24:00", "risk medium other_hours 1",
		}},
		{"another time zone", []pair{opens(hours("Day", "Asia/Tokyo", "monday 08:00-20:00", "tuesday 08:00-20:00")), same}, []string{
			"Hours ~ Day open Q detail open 24 h a week, as before,time zone UTC -> Asia/Tokyo", "risk medium other_hours 1",
		}},
		{"overrides", []pair{{
			"h", closedOn(hours("Day", "UTC", "monday 08:00-20:00"), "Easter 2027-03-28", "May 2027-05-01"), closedOn(hours("Day", "UTC", "monday 08:00-20:00"), "Christmas 2026-12-25", "May 2027-05-02"), nil,
		}, same}, []string{
			"Hours ~ Day open Q detail open 12 h a week, as before,overrides: 1 new, 1 removed, 1 changed", "risk medium other_hours 1",
		}},
		{"hours that no queue uses", []pair{opens(hours("Day", "UTC"))}, []string{
			"Hours ! Day open detail open 24 h a week -> closed all week first", "risk high closed 1",
		}},
		{"other hours for a queue", []pair{
			{"h", day, day, nil},
			{"n", hours("Night", "UTC", "monday 20:00-24:00"), hours("Night", "UTC", "monday 20:00-24:00"), nil},
			queue(func(q *schema.Queue) { q.HoursOfOperation = "Night" }, "hours_of_operation"),
		}, []string{
			"Hours - Night open Q via Day detail open 24 h a week -> 4 h a week,Monday 08:00-20:00 -> 20:00-24:00,Tuesday 08:00-20:00 -> closed", "risk medium shorter_hours 1",
		}},
		{"other hours that open at the same times", []pair{
			{"h", day, day, nil},
			{"n", hours("Twin", "UTC", "monday 08:00-20:00", "tuesday 08:00-20:00"), hours("Twin", "UTC", "monday 08:00-20:00", "tuesday 08:00-20:00"), nil},
			queue(func(q *schema.Queue) { q.HoursOfOperation = "Twin" }, "hours_of_operation"),
		}, nil},
		{"hours that are renamed", []pair{opens(hours("Daytime", "UTC", "monday 08:00-20:00", "tuesday 08:00-20:00"))}, []string{"risk low rename 1"}},
		{"a disabled queue", []pair{{"h", day, day, nil}, queue(func(q *schema.Queue) { q.Status = "disabled" }, "status")}, []string{
			`Queues ! Q take first status "enabled" -> "disabled"`, "risk high queue_disabled 1",
		}},
		{"one contact at a time", []pair{{"h", day, day, nil}, queue(func(q *schema.Queue) { q.MaxContacts = 1 }, "max_contacts")}, []string{
			`Queues - Q take max_contacts "10" -> "1"`, "risk medium queue_limited 1",
		}},
		{"no limit", []pair{{"h", day, day, nil}, queue(func(q *schema.Queue) { q.MaxContacts = 0 }, "max_contacts")}, []string{
			`Queues + Q take max_contacts "10" -> ""`,
		}},
		{"another caller name", []pair{{"h", day, day, nil}, queue(func(q *schema.Queue) { q.OutboundCaller.Name = "Acme" }, "outbound_caller.name")}, []string{
			`Queues ~ Q take outbound_caller.name "" -> "Acme"`, "risk medium other_caller 1",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, judged(t, test.pairs...)); diff != "" {
				t.Errorf("impact mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestReach has the facts and risks of plans that change how contacts reach users. What the block
// phone says wins over the live value of the block channels, which is the same setting.
func TestReach(t *testing.T) {
	t.Parallel()
	const desk = "+441632960001"
	user := func(name string, before, after schema.Phone, given ...string) pair {
		was := schema.User{Username: name, RoutingProfile: "P", SecurityProfiles: []string{"S"}, Phone: before}
		was.Channels.Voice.PhoneType, was.Channels.Voice.PhoneNumber = before.Type, before.Number
		is := was
		is.Phone = after
		return pair{name, &was, &is, given}
	}
	soft, phone := schema.Phone{Type: "soft"}, schema.Phone{Type: "desk", Number: desk}
	for _, test := range []struct {
		name  string
		pairs []pair
		want  []string
	}{
		{"two users get one desk phone", []pair{user("ana", soft, phone, "phone.type", "phone.number"), user("ben", soft, phone, "phone.type", "phone.number")}, []string{
			`Agents ! ana,ben share first  "" -> "` + desk + `"`,
			`Agents ~ ana,ben take phone.type "\"soft\"" -> "\"desk\""`, `Agents ~ ana,ben take phone.number "\"\"" -> "\"` + desk + `\""`,
			"risk medium phone_shared 2",
		}},
		{"one user gets the phone of another", []pair{user("ana", soft, phone, "phone.type", "phone.number"), user("ben", phone, phone, "phone.type")}, []string{
			`Agents ! ana,ben share first  "" -> "` + desk + `"`,
			`Agents ~ ana take phone.type "\"soft\"" -> "\"desk\""`, `Agents ~ ana take phone.number "\"\"" -> "\"` + desk + `\""`,
			"risk medium phone_shared 1",
		}},
		{"a number without a desk phone", []pair{
			user("ana", soft, schema.Phone{Type: "soft", Number: desk}, "phone.number"), user("ben", soft, schema.Phone{Type: "soft", Number: desk}, "phone.number"),
		}, []string{`Agents ~ ana,ben take phone.number "\"\"" -> "\"` + desk + `\""`}},
		{"phones that were shared before", []pair{
			user("ana", phone, schema.Phone{Type: "desk", Number: desk, AutoAccept: true}, "phone.auto_accept"), user("ben", phone, phone, "phone.type"),
		}, []string{`Agents ~ ana take phone.auto_accept "false" -> "true"`}},
		{"after-contact work", []pair{
			user("ana", soft, schema.Phone{Type: "soft", AfterContactWork: 75}, "phone.after_contact_work"), user("ben", soft, schema.Phone{Type: "soft", AfterContactWork: 75}, "phone.after_contact_work"),
			user("cy", soft, schema.Phone{Type: "soft", AfterContactWork: 30}, "phone.after_contact_work"),
		}, []string{
			`Agents ~ ana,ben take phone.after_contact_work "0 s" -> "75 s"`, `Agents ~ cy take phone.after_contact_work "0 s" -> "30 s"`,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, judged(t, test.pairs...)); diff != "" {
				t.Errorf("impact mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAhead checks what a reviewer reads first: queues and hours before permissions, and one fact
// for those of one sort if there are many.
func TestAhead(t *testing.T) {
	t.Parallel()
	deserted := func(n int) (list []impact.Fact) {
		for i := range n {
			list = append(list, impact.Fact{Topic: impact.TopicRouting, Severity: impact.Grave, First: true, Verb: impact.Serve, Subjects: []string{fmt.Sprintf("Q%d", i)}})
		}
		return list
	}
	gains := func(n int) (list []impact.Fact) {
		for i := range n {
			list = append(list, impact.Fact{
				Topic: impact.TopicAccess, Severity: impact.Grave, First: true, Verb: impact.Gain, Subjects: []string{fmt.Sprintf("u%d", i)}, Via: []string{"P"},
				Objects: []impact.Object{{Text: "Users.Edit", Remark: "administers access"}, {Text: "A"}},
			})
		}
		return list
	}
	move := impact.Fact{Topic: impact.TopicPeople, Verb: impact.Move, Subjects: []string{"u"}}
	for _, test := range []struct {
		name        string
		facts       []impact.Fact
		first, rest []string
	}{
		{"few", append(append(gains(2), deserted(2)...), move), []string{
			"Routing ! Q0 serve first", "Routing ! Q1 serve first",
			"Access ! u0 gain Users.Edit(administers access),A via P first", "Access ! u1 gain Users.Edit(administers access),A via P first",
		}, []string{"People u move"}},
		{"many", append(append(gains(3), move), deserted(3)...), []string{
			"Routing ! desert all Q0,Q1,Q2 first 0 of 3", "Access ! u0,u1,u2 gain Users.Edit(administers access) via P first 0 of 3",
		}, []string{
			"Access ! u0 gain Users.Edit(administers access),A via P first", "Access ! u1 gain Users.Edit(administers access),A via P first", "Access ! u2 gain Users.Edit(administers access),A via P first",
			"Routing ! Q0 serve first", "Routing ! Q1 serve first", "Routing ! Q2 serve first", "People u move",
		}},
		{"many of one sort, one of another", append(gains(5), deserted(1)...), []string{
			"Routing ! Q0 serve first", "Access ! u0,u1,u2,u3,u4 gain Users.Edit(administers access) via P first 0 of 5",
		}, []string{
			"Access ! u0 gain Users.Edit(administers access),A via P first", "Access ! u1 gain Users.Edit(administers access),A via P first", "Access ! u2 gain Users.Edit(administers access),A via P first",
			"Access ! u3 gain Users.Edit(administers access),A via P first", "Access ! u4 gain Users.Edit(administers access),A via P first",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			first, rest := impact.Ahead(test.facts)
			for _, part := range []struct {
				name  string
				facts []impact.Fact
				want  []string
			}{{"first", first, test.first}, {"rest", rest, test.rest}} {
				var got []string
				for _, f := range part.facts {
					got = append(got, factText(f))
				}
				if diff := cmp.Diff(part.want, got); diff != "" {
					t.Errorf("%s mismatch (-want +got):\n%s", part.name, diff)
				}
			}
		})
	}
}
