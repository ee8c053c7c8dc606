package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A tables is what was applied, is live and is wanted of one table of queues: rows
// by queue.
type tables struct{ applied, live, want map[string]schema.QueueRow }

func (s tables) profile(rows map[string]schema.QueueRow) *schema.Resource {
	k, _ := schema.KindOf("routing_profile")
	p := &schema.RoutingProfile{Name: "P"}
	for _, r := range rows {
		p.Queues = append(p.Queues, r)
	}
	slices.SortFunc(p.Queues, func(a, b schema.QueueRow) int { return len(a.Queue) - len(b.Queue) })
	return &schema.Resource{Kind: k, Key: "P", Body: p, Given: k.Set("queues"), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
}

// finding returns what is found about the table; nothing when it does not differ.
func (s tables) finding(t *testing.T) plan.Finding {
	t.Helper()
	v := causes(digester, recorded(t, digester, s.profile(s.live), s.profile(s.applied)), s.profile(s.want))
	if len(v.Findings) != 1 {
		return plan.Finding{}
	}
	return v.Findings[0]
}

// verdict returns the finding, too, and the keys of the table's differences.
func (s tables) verdict(t *testing.T) (plan.Finding, []string) {
	t.Helper()
	live, want, f := s.profile(s.live), s.profile(s.want), s.finding(t)
	i, _ := want.Kind.Lookup("queues")
	var keys []string
	for _, e := range plan.Delta(&want.Kind.Attrs[i], live.Value(i), want.Value(i)) {
		keys = append(keys, e.Key)
	}
	for key := range f.Entries {
		if !slices.Contains(keys, key) {
			t.Fatalf("there is a cause of %q, which does not differ", key)
		}
	}
	return f, keys
}

func randomTables(rnd *rand.Rand, rows int) tables {
	s := tables{map[string]schema.QueueRow{}, map[string]schema.QueueRow{}, map[string]schema.QueueRow{}}
	for i := range rows {
		q := fmt.Sprintf("Q%d", i)
		r := schema.QueueRow{Queue: q, Channel: schema.Channels[rnd.IntN(4)], Priority: 1 + rnd.IntN(5), Delay: rnd.IntN(100)}
		s.applied[q], s.live[q], s.want[q] = r, r, r
	}
	return s
}

// change adds, changes or removes the row of queue q on one side.
func change(rnd *rand.Rand, side map[string]schema.QueueRow, q string) {
	r, ok := side[q]
	switch {
	case !ok:
		side[q] = schema.QueueRow{Queue: q, Channel: "voice", Priority: 1 + rnd.IntN(99), Delay: rnd.IntN(100)}
	case rnd.IntN(3) == 0:
		delete(side, q)
	default:
		r.Priority += 1 + rnd.IntN(90)
		side[q] = r
	}
}

// rounds is how many random tables a test tries.
func rounds(t *testing.T) int {
	t.Helper()
	if testing.Short() || raceEnabled {
		return 1_000
	}
	return 4_000
}

// TestApart changes rows of random tables, each on only one side. Every change must have
// its true cause.
func TestApart(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 1))
	for n := range rounds(t) {
		rows := rnd.IntN(61)
		s := randomTables(rnd, rows)
		truth := map[string]plan.Cause{}
		for range 1 + rnd.IntN(26) { // at most two elements each
			q := fmt.Sprintf("Q%d", rnd.IntN(rows+10))
			if _, twice := truth[q]; twice {
				continue
			}
			side, cause := s.live, plan.Drifted
			if rnd.IntN(2) == 0 {
				side, cause = s.want, plan.Configured
			}
			change(rnd, side, q)
			truth[q] = cause
		}
		f, keys := s.verdict(t)
		if len(keys) != len(truth) {
			t.Fatalf("round %d: %d keys differ, %d rows were changed", n, len(keys), len(truth))
		}
		for _, key := range keys {
			if q := key[:slices.Index([]byte(key), 0)]; f.Of(key) != truth[q] {
				t.Fatalf("round %d: of %d rows and %d changes, the cause of %q is %s, want %s", n, rows, len(keys), key, f.Of(key), truth[q])
			}
		}
	}
}

// TestApartRefuses changes one row on both sides to different values, among others:
// nothing is explained wrongly.
func TestApartRefuses(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(2, 2))
	for n := range rounds(t) {
		rows := 1 + rnd.IntN(60)
		s := randomTables(rnd, rows)
		both := s.applied["Q0"]
		both.Priority++
		s.live["Q0"] = both
		both.Priority++
		s.want["Q0"] = both
		for i := 1; i < min(rows, 20); i++ {
			switch rnd.IntN(4) {
			case 0:
				change(rnd, s.live, fmt.Sprintf("Q%d", i))
			case 1:
				change(rnd, s.want, fmt.Sprintf("Q%d", i))
			}
		}
		if f := s.finding(t); f.Cause != plan.Both || f.Entries != nil {
			t.Fatalf("round %d: of %d rows, one was changed on both sides, and Causes() explains %s by %v", n, rows, f.Cause, f.Entries)
		}
	}
}

// TestApartSome says of small tables which change has which cause. A row is a queue
// and its priority.
func TestApartSome(t *testing.T) {
	t.Parallel()
	table := func(text ...string) map[string]schema.QueueRow {
		m := map[string]schema.QueueRow{}
		for _, s := range text {
			m[s[:1]] = schema.QueueRow{Queue: s[:1], Channel: "voice", Priority: int(s[1] - '0')}
		}
		return m
	}
	type causesOf map[string]plan.Cause
	tests := []struct {
		name                string
		applied, live, want map[string]schema.QueueRow
		cause               plan.Cause
		entries             causesOf
	}{
		{"git changed all", table("a1", "b1"), table("a1", "b1"), table("a2", "b2"), plan.Configured, nil},
		{"git removed all", table("a1"), table("a1"), table(), plan.Configured, nil},
		{"live removed all", table("a1"), table(), table("a1"), plan.Drifted, nil},
		{"nothing was there, and live added", table(), table("a1"), table(), plan.Drifted, nil},
		{"nothing was there, and git added", table(), table(), table("a1"), plan.Configured, nil},
		{"each side removed one", table("a1", "b1"), table("b1"), table("a1"), plan.Both, causesOf{"a": plan.Drifted, "b": plan.Configured}},
		{"each side added one", table(), table("a1"), table("b1"), plan.Both, causesOf{"a": plan.Drifted, "b": plan.Configured}},
		{"each side changed one", table("a1", "b1", "c1"), table("a2", "b1", "c1"), table("a1", "b2", "c1"), plan.Both, causesOf{"a": plan.Drifted, "b": plan.Configured}},
		{"both added one, alike, and live another", table(), table("a1", "b1"), table("a1"), plan.Drifted, nil},
		{"both added one, otherwise", table(), table("a1"), table("a2"), plan.Both, nil},
		{"both added one, otherwise, and each another", table(), table("a1", "b1"), table("a2", "c1"), plan.Both, causesOf{"a": plan.Both, "b": plan.Drifted, "c": plan.Configured}},
		{"both changed one, otherwise, and live another", table("a1", "b1"), table("a2", "b2"), table("a3", "b1"), plan.Both, nil},
		{"both removed one, and live another", table("a1", "b1"), table(), table("b1"), plan.Both, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, keys := tables{tt.applied, tt.live, tt.want}.verdict(t)
			if f.Cause != tt.cause || f.Entries != nil && tt.entries == nil {
				t.Errorf("the cause is %s %v, want %s", f.Cause, f.Entries, tt.cause)
			}
			for _, key := range keys {
				want, ok := tt.entries[key[:1]]
				if !ok {
					want = tt.cause
				}
				if f.Of(key) != want {
					t.Errorf("the cause of %q is %s, want %s", key, f.Of(key), want)
				}
			}
		})
	}
}

// TestApartMost tells 52 elements apart, and not 53.
func TestApartMost(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		added int
		told  bool
	}{{record.MostUnknowns, true}, {record.MostUnknowns + 1, false}} {
		s := randomTables(rand.New(rand.NewPCG(3, 3)), 60)
		for i := range tt.added {
			side := s.live
			if i%2 == 0 {
				side = s.want
			}
			q := fmt.Sprintf("new %d", i)
			side[q] = schema.QueueRow{Queue: q, Channel: "voice", Priority: 1}
		}
		f := s.finding(t)
		if f.Cause != plan.Both || (f.Entries != nil) != tt.told {
			t.Errorf("of %d elements, the causes are %s %v", tt.added, f.Cause, f.Entries)
		}
	}
}

// TestApartMaps goes by a map's keys and a set's members, as [plan.Delta] does; a
// list has no differences inside.
func TestApartMaps(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("hours_of_operation")
	hours := func(schedule map[string][]string, tags map[string]string) *schema.Resource {
		return &schema.Resource{Kind: k, Key: "H", Body: &schema.HoursOfOperation{Schedule: schedule, Tags: tags}, Given: k.Set("schedule", "tags"), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
	}
	am, pm := []string{"08:00-12:00"}, []string{"13:00-18:00"}
	live := recorded(t, digester,
		hours(map[string][]string{"monday": am, "friday": pm}, map[string]string{"team": "b"}),
		hours(map[string][]string{"monday": am, "friday": am}, map[string]string{"team": "a"}))
	want := hours(map[string][]string{"monday": pm, "friday": am}, map[string]string{"team": "a", "site": "c"})
	v := causes(digester, live, want)
	got := fmt.Sprint(v.Findings[0].Of("monday"), " ", v.Findings[0].Of("friday"), " ", v.Findings[1].Of("team"), " ", v.Findings[1].Of("site"))
	if got != "config drift drift config" {
		t.Errorf("the causes are %s", got)
	}

	k, _ = schema.KindOf("security_profile")
	profile := func(permissions ...string) *schema.Resource {
		return &schema.Resource{Kind: k, Key: "S", Body: &schema.SecurityProfile{Permissions: permissions}, Given: k.Set("permissions"), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
	}
	v = causes(digester, recorded(t, digester, profile("a", "b", "d"), profile("a", "b")), profile("a", "c"))
	if f := v.Findings[0]; f.Of("b") != plan.Configured || f.Of("c") != plan.Configured || f.Of("d") != plan.Drifted {
		t.Errorf("the causes are %v", f.Entries)
	}

	things := schema.Define(schema.Kind{Name: "thing"}, []schema.Field[listed]{
		schema.Strings("list", "", func(l *listed) *[]string { return &l.List }).Code('l'),
		schema.StringMap("tags", "", func(l *listed) *map[string]string { return &l.Tags }).Code('t'),
	})
	list := func(list ...string) *schema.Resource {
		return &schema.Resource{Kind: things, Body: &listed{List: list}, Given: things.Set("list"), Desired: &schema.Desired{}, Live: &schema.Live{ID: "id"}}
	}
	v = causes(digester, recorded(t, digester, list("a", "x", "c"), list("a", "b", "c")), list("a", "b", "y"))
	if f := v.Findings[0]; f.Cause != plan.Both || f.Entries != nil {
		t.Errorf("the cause is %s %v", f.Cause, f.Entries)
	}
}

type listed struct {
	List []string
	Tags map[string]string
}

// BenchmarkCauses judges a table of 50 rows: as it was, and with 25 changes on each
// side.
func BenchmarkCauses(b *testing.B) {
	for _, changes := range []int{0, 50} {
		b.Run(fmt.Sprintf("changes=%d", changes), func(b *testing.B) {
			s := randomTables(rand.New(rand.NewPCG(4, 4)), 50)
			for i := range changes {
				side := s.live
				if i%2 == 0 {
					side = s.want
				}
				delete(side, fmt.Sprintf("Q%d", i))
			}
			live, want := s.profile(s.live), s.profile(s.want)
			rec, err := digester.Renew(record.Applied{}, s.profile(s.applied), "id", want.Given, 0)
			if err != nil {
				b.Fatal(err)
			}
			live.Record = rec
			b.ReportAllocs()
			for b.Loop() {
				causes(digester, live, want)
			}
		})
	}
}
