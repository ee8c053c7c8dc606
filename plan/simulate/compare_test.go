package simulate

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// A world is a small contact centre for tests.
type world struct{ objects []*schema.Resource }

func (w *world) add(kind, key string, body any) *world {
	k := schema.MustKind(kind)
	w.objects = append(w.objects, &schema.Resource{Kind: k, Key: key, Body: body, Given: k.Every(), Live: &schema.Live{ID: kind + " " + key}})
	return w
}

func (w *world) state(t *testing.T) *schema.State {
	t.Helper()
	s, err := schema.NewState(w.objects)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// newWorld returns a world with the hours "Hours", open from 08:00 to 18:00 from Monday to Friday,
// and the given queues.
func newWorld(zone string, queues ...string) *world {
	h := &schema.HoursOfOperation{Name: "Hours", TimeZone: zone, Schedule: map[string][]string{}}
	for _, day := range calendar.Weekdays[:5] {
		h.Schedule[day] = []string{"08:00-18:00"}
	}
	w := (&world{}).add("hours_of_operation", "Hours", h)
	for _, q := range queues {
		w.add("queue", q, &schema.Queue{Name: q, HoursOfOperation: "Hours", Status: "enabled"})
	}
	return w
}

// profile adds a routing profile with users. Rows are written "Queue:priority:delay".
func (w *world) profile(name string, users int, rows ...string) *world {
	p := &schema.RoutingProfile{Name: name, Channels: map[string]int{"voice": 1}, CrossChannel: map[string]string{"voice": "current_only"}}
	for _, text := range rows {
		r := schema.QueueRow{Channel: "voice"}
		if _, err := fmt.Sscanf(strings.ReplaceAll(text, ":", " "), "%s %d %d", &r.Queue, &r.Priority, &r.Delay); err != nil {
			panic(err)
		}
		p.Queues = append(p.Queues, r)
	}
	w.add("routing_profile", name, p)
	for i := range users {
		u := fmt.Sprintf("%s-%d", name, i)
		w.add("user", u, &schema.User{Username: u, RoutingProfile: name})
	}
	return w
}

// morning returns traffic for every half hour from 9:00 to another hour.
func morning(queue string, to int, contacts float64) []Traffic {
	var list []Traffic
	for at := 9 * 3600; at < to*3600; at += 1800 {
		list = append(list, Traffic{Queue: queue, Channel: "voice", Time: Time{From: at, To: at + 1800}, Contacts: contacts, HandleTime: 180, Patience: 120, Target: 20, Where: "t.csv: line 2"})
	}
	return list
}

func compare(t *testing.T, in Input, o Options, live, after *world) *Report {
	t.Helper()
	r, err := New(in, o).Compare(live.state(t), after.state(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestCompare checks that a plan which gives a queue more agents raises its service level, and
// that one which changes nothing for contacts says so.
func TestCompare(t *testing.T) {
	t.Parallel()
	in, o := Input{Traffic: morning("Sales", 12, 100)}, Options{Seed: 1, Runs: 20, Present: 1}
	few := newWorld("Europe/London", "Sales", "Other").profile("A", 9, "Sales:1:0").profile("B", 5, "Other:1:0")
	more := newWorld("Europe/London", "Sales", "Other").profile("A", 9, "Sales:1:0").profile("B", 5, "Other:1:0", "Sales:2:20")
	r := compare(t, in, o, few, more)
	q := r.Queue("Sales", "voice")
	if q == nil || !q.Differs || q.After.ServiceLevel <= q.Before.ServiceLevel || q.After.MeanWait >= q.Before.MeanWait {
		t.Errorf("more agents: %+v", q)
	}
	if len(r.NotSimulated) != 1 || r.NotSimulated[0] != "Other" {
		t.Errorf("not simulated: %q", r.NotSimulated)
	}
	if len(r.Profiles) != 2 || r.Profiles[1].Before != nil || r.Profiles[1].After == nil || r.Profiles[0].After.Occupancy >= r.Profiles[0].Before.Occupancy {
		t.Errorf("routing profiles: %+v", r.Profiles)
	}
	if math.Abs(q.After.Offered-q.After.Answered-q.After.Abandoned) > 0.01 || math.Abs(q.After.Offered-600) > 30 {
		t.Errorf("%v offered, %v answered, %v abandoned", q.After.Offered, q.After.Answered, q.After.Abandoned)
	}
	otherRow := newWorld("Europe/London", "Sales", "Other").profile("A", 9, "Sales:3:0").profile("B", 5, "Other:4:7")
	if r := compare(t, in, o, few, otherRow); r.Differs() {
		t.Errorf("a change that nobody notices: %+v", r.Queues)
	}
}

// TestNoFalseClaims compares random centres with ones that contacts cannot tell from them: other
// numbers for the same order of priorities, a profile split in two, a profile without traffic.
func TestNoFalseClaims(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		in, o := Input{Traffic: append(morning("A", 11, 20), morning("B", 11, 30)...)}, Options{Seed: seed, Runs: 10, Present: 1}
		was := newWorld("UTC", "A", "B", "C").profile("P", 6, "A:1:0", "B:2:10").profile("Q", 2, "C:1:0")
		is := newWorld("UTC", "A", "B", "C").profile("P", 6, "A:3:0", "B:7:10", "C:9:0").profile("Q", 2, "C:5:40")
		if r := compare(t, in, o, was, is); r.Differs() {
			t.Errorf("seed %d: %+v", seed, r.Queues)
		}
	}
}

// TestHours checks when contacts are offered: only while the queue is open, in its time zone, with
// its overrides if the traffic has dates.
func TestHours(t *testing.T) {
	t.Parallel()
	open := newWorld("Europe/London", "Sales").profile("A", 60, "Sales:1:0")
	overridden := newWorld("Europe/London", "Sales").profile("A", 60, "Sales:1:0")
	overridden.objects[0].Body.(*schema.HoursOfOperation).Overrides = []calendar.Override{calendar.Override{Name: "Fair", From: "2026-11-30", To: "2026-11-30", Hours: "08:00-10:00"}.Normal()}
	disabled := newWorld("Europe/London", "Sales").profile("A", 60, "Sales:1:0")
	disabled.objects[1].Body.(*schema.Queue).Status = "disabled"
	dated := func(day string, utc bool) []Traffic {
		return []Traffic{{Queue: "Sales", Channel: "voice", Time: Time{Day: day, From: 7 * 3600, To: 19 * 3600, UTC: utc}, Contacts: 1200, HandleTime: 10, Target: 20}}
	}
	for name, test := range map[string]struct {
		traffic []Traffic
		world   *world
		offered float64 // hours of 100 contacts
		first   string
	}{
		"a day like any other is a Monday":     {dated("", false), open, 10, "08:00"},
		"a Monday":                             {dated("2026-11-30", false), open, 10, "08:00"},
		"a Sunday":                             {dated("2026-11-29", false), open, 0, ""},
		"a day with an override":               {dated("2026-11-30", false), overridden, 2, "08:00"},
		"without dates there are no overrides": {dated("", false), overridden, 10, "08:00"},
		"in summer, UTC is an hour behind":     {dated("2026-07-06", true), open, 10, "08:00"},
		"a disabled queue":                     {dated("", false), disabled, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := compare(t, Input{Traffic: test.traffic}, Options{Seed: 1, Runs: 20, Present: 1}, test.world, test.world).Queue("Sales", "voice")
			first := ""
			if len(q.Day) > 0 {
				first = q.Day[0].From
			}
			if math.Abs(q.After.Offered-100*test.offered) > 50 || math.Abs(q.After.Closed-100*(12-test.offered)) > 50 || first != test.first {
				t.Errorf("offered %v, closed %v, first %q", q.After.Offered, q.After.Closed, first)
			}
		})
	}
}

// TestStaffing checks who is at work.
func TestStaffing(t *testing.T) {
	t.Parallel()
	w := newWorld("Europe/London", "Sales").profile("A", 10, "Sales:1:0")
	shift := func(from, to, agents int) Shift {
		return Shift{RoutingProfile: "A", Time: Time{From: from * 3600, To: to * 3600}, Agents: agents}
	}
	for name, test := range map[string]struct {
		staffing  []Shift
		present   float64
		agents    int
		occupancy float64 // of 4 hours with 5 erlangs, unless contacts give up
	}{
		"all users":                         {nil, 1, 10, 0.5},
		"a share of them":                   {nil, 0.7, 7, 5. / 7},
		"shifts that follow":                {[]Shift{shift(9, 11, 10), shift(11, 13, 10)}, 1, 10, 0.5},
		"shifts that overlap add up":        {[]Shift{shift(9, 13, 6), shift(9, 13, 4)}, 1, 10, 0.5},
		"a user besides":                    {[]Shift{shift(9, 13, 9), {User: "A-3", Time: Time{From: 9 * 3600, To: 13 * 3600}, Agents: 1}}, 1, 10, 0.5},
		"agents who are there all the time": {[]Shift{shift(8, 18, 10)}, 1, 10, 0.2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := Input{Traffic: morning("Sales", 13, 50), Staffing: test.staffing}
			for i := range in.Traffic {
				in.Traffic[i].Patience = 0
			}
			p := compare(t, in, Options{Seed: 1, Runs: 40, Present: test.present}, w, w).Profiles[0]
			if p.Agents != test.agents || math.Abs(p.After.Occupancy-test.occupancy) > 0.03 {
				t.Errorf("%d agents with an occupancy of %v", p.Agents, p.After.Occupancy)
			}
		})
	}
}

// TestRenamed checks that traffic of a queue's old name counts for its new one.
func TestRenamed(t *testing.T) {
	t.Parallel()
	live := newWorld("UTC", "Sales").profile("A", 9, "Sales:1:0")
	after := newWorld("UTC", "Orders").profile("A", 9, "Orders:1:0")
	after.objects[1].ID = live.objects[1].ID
	r := compare(t, Input{Traffic: morning("Sales", 10, 90)}, Options{Seed: 1, Runs: 5, Present: 1}, live, after)
	if q := r.Queue("Orders", "voice"); q == nil || q.Before == nil || q.After == nil || *q.Before != *q.After {
		t.Errorf("%+v", r.Queues)
	}
	after.objects[1].ID = "another queue"
	r = compare(t, Input{Traffic: morning("Sales", 10, 90)}, Options{Seed: 1, Runs: 5, Present: 1}, live, after)
	if q := r.Queue("Sales", "voice"); q == nil || q.Before == nil || q.After != nil || q.Differs {
		t.Errorf("a queue that the plan deletes: %+v", r.Queues)
	}
}

// TestUnknownNames checks what is said of names that the contact centre does not have.
func TestUnknownNames(t *testing.T) {
	t.Parallel()
	s := newWorld("UTC", "Sales").profile("Agents", 1, "Sales:1:0").state(t)
	in := Input{Traffic: morning("Slaes", 10, 1), Staffing: []Shift{
		{RoutingProfile: "Agnets", Where: "s.csv: line 2"}, {User: "Agents-9", Where: "s.csv: line 3"}, {User: "Agents-0", Where: "s.csv: line 4", Time: Time{Day: "2026-11-30"}},
	}}
	_, err := New(in, Options{}).Compare(s, s)
	wrong, ok := errors.AsType[*InputError](err)
	if !ok {
		t.Fatal(err)
	}
	want := `t.csv: line 2, column queue: unknown queue "Slaes". Did you mean "Sales"?
s.csv: line 2, column routing_profile: unknown routing profile "Agnets". Did you mean "Agents"?
s.csv: line 3, column user: unknown user "Agents-9". Did you mean "Agents-0"?
s.csv: line 4, column from: it has a date, but the traffic has none. Remove the date, or give the traffic dates.`
	if got := strings.Join(wrong.Problems, "\n"); got != want {
		t.Errorf("%s\nwant:\n%s", got, want)
	}
}

// TestSameBytes checks that a report is the same, byte for byte, however often it is made, and that
// a simulator that is asked twice does not simulate twice.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	live := newWorld("UTC", "Sales").profile("A", 9, "Sales:1:0")
	after := newWorld("UTC", "Sales").profile("A", 8, "Sales:1:0")
	in := Input{Traffic: morning("Sales", 10, 90)}
	s := New(in, Options{Seed: 3, Present: 1})
	one, err := s.Compare(live.state(t), after.state(t))
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := s.Compare(live.state(t), after.state(t)); again != one {
		t.Error("the same question was simulated again")
	}
	two := compare(t, in, Options{Seed: 3, Present: 1}, live, after)
	a, _ := json.Marshal(one)
	b, _ := json.Marshal(two)
	if string(a) != string(b) {
		t.Errorf("%s\n%s", a, b)
	}
	if one.Runs < fewestRuns || !one.Precise && one.Runs < mostRuns {
		t.Errorf("%d runs, precise: %v", one.Runs, one.Precise)
	}
}
