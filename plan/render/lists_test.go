package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// numbers returns n names: 0, 1, 2 and so on.
func numbers(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint(i)
	}
	return list
}

// TestNamed names a few at once and the rest on demand. It hides no one or two names, and
// counts those beyond what a page takes.
func TestNamed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ n, first, more, left int }{
		{0, 0, 0, 0}, {1, 1, 0, 0}, {4, 4, 0, 0}, {6, 6, 0, 0}, {7, 4, 3, 0}, {1000, 4, 996, 0}, {1001, 4, 996, 1}, {2500, 4, 996, 1500},
	} {
		p := named(numbers(test.n))
		if p.N != test.n || len(p.First) != test.first || len(p.More) != test.more || p.Left != test.left {
			t.Errorf("of %d names, %d are shown, %d on demand and %d counted; want %d, %d, %d", p.N, len(p.First), len(p.More), p.Left, test.first, test.more, test.left)
		}
		if shown := slices.Concat(p.First, p.More); !slices.Equal(shown, numbers(test.n)[:len(shown)]) {
			t.Errorf("of %d names, the first are %v", test.n, shown)
		}
	}
}

// TestFold shows what a list begins with. It shows all of a list that is hardly longer.
func TestFold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ n, open, rest int }{{0, 0, 0}, {10, 10, 0}, {15, 15, 0}, {16, 10, 6}, {90, 10, 80}} {
		f := fold(numbers(test.n), 10)
		if len(f.Open) != test.open || len(f.Rest) != test.rest || f.Len() != test.n || !slices.Equal(slices.Concat(f.Open, f.Rest), numbers(test.n)) {
			t.Errorf("of %d, %d are shown and %d folded, want %d and %d", test.n, len(f.Open), len(f.Rest), test.open, test.rest)
		}
	}
}

// TestWrapped breaks lists between members, never inside one, however long.
func TestWrapped(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 90)
	for _, test := range []struct {
		texts, want []string
	}{
		{nil, nil},
		{[]string{"a"}, []string{"a"}},
		{[]string{"a", "b"}, []string{"a, b"}},
		{[]string{long}, []string{long}},
		{[]string{"a", long, "b"}, []string{"a,", long + ",", "b"}},
		{slices.Repeat([]string{strings.Repeat("é", 38)}, 3), []string{strings.Repeat("é", 38) + ", " + strings.Repeat("é", 38) + ",", strings.Repeat("é", 38)}},
	} {
		if diff := cmp.Diff(test.want, wrapped(test.texts)); diff != "" {
			t.Errorf("wrapped() mismatch (-want +got):\n%s", diff)
		}
	}
}

// TestHeat has five steps, from what is served at once to what waits longest. It never
// falls as a priority or a delay grows.
func TestHeat(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ priority, delay, want int }{
		{1, 0, 5}, {2, 0, 4}, {3, 0, 4}, {4, 0, 3}, {7, 0, 2}, {1, 1, 4}, {1, 30, 4}, {1, 31, 3}, {1, 91, 2}, {2, 1, 3}, {7, 91, 1}, {99, 9999, 1},
	} {
		if got := heat(test.priority, test.delay); got != test.want {
			t.Errorf("heat(%d, %d) = %d, want %d", test.priority, test.delay, got, test.want)
		}
		if heat(test.priority+1, test.delay) > test.want || heat(test.priority, test.delay+1) > test.want {
			t.Errorf("what is served later than priority %d after %d s is shown hotter", test.priority, test.delay)
		}
	}
}

// TestHeatBlocks cuts a large map in parts of a few columns. Profiles that change come
// first; no cell is lost or moves to another profile or queue.
func TestHeatBlocks(t *testing.T) {
	t.Parallel()
	const profiles, queues = 20, 50
	h := impact.HeatMap{Profiles: make([]impact.HeatProfile, profiles)}
	for i := range h.Profiles {
		h.Profiles[i].Name = fmt.Sprint("P", i)
	}
	for q := range queues {
		row := impact.HeatRow{Queue: fmt.Sprint("Q", q), Channel: "voice"}
		for i := range h.Profiles {
			place := impact.Place{Priority: 1 + q, Delay: i}
			cell := impact.HeatCell{Profile: i, Before: &place, After: &place}
			if i >= 17 {
				cell.Before = nil
			}
			row.Cells = append(row.Cells, cell)
		}
		h.Rows = append(h.Rows, row)
	}
	blocks := heatBlocks(h)
	if got := []string{blocks[0].Profiles[0].Name, blocks[0].Profiles[2].Name, blocks[0].Profiles[3].Name}; !slices.Equal(got, []string{"P17", "P19", "P0"}) {
		t.Errorf("the first columns are %v", got)
	}
	seen := map[string]bool{}
	for _, b := range blocks {
		if len(b.Profiles) > heatColumns || len(b.Rows) > heatRows {
			t.Errorf("a part has %d columns and %d rows", len(b.Profiles), len(b.Rows))
		}
		for _, r := range b.Rows {
			for i, c := range r.Cells {
				name := r.Queue + " " + b.Profiles[i].Name
				var q, p int
				if _, err := fmt.Sscanf(name, "Q%d P%d", &q, &p); err != nil {
					t.Fatal(err)
				}
				if want := fmt.Sprintf("%d · %d s", 1+q, p); c.After != want || (c.Sign == "+") != (p >= 17) || seen[name] {
					t.Errorf("%s has the cell %+v, want %s", name, c, want)
				}
				seen[name] = true
			}
		}
	}
	if len(seen) != profiles*queues {
		t.Errorf("there are %d cells, want %d", len(seen), profiles*queues)
	}
}

// TestMergedChannels shows channels as one row only where every cell is the same.
func TestMergedChannels(t *testing.T) {
	t.Parallel()
	cell := func(after string) []heatCell { return []heatCell{{After: after}} }
	got := mergedChannels([]heatRow{
		{Queue: "A", Channels: "voice", Cells: cell("1")},
		{Queue: "A", Channels: "chat", Cells: cell("1")},
		{Queue: "A", Channels: "task", Cells: cell("2")},
		{Queue: "B", Channels: "task", Cells: cell("2")},
		{Queue: "B", Channels: "email", Cells: cell("2"), Unknown: []string{"P"}},
	})
	var rows []string
	for _, r := range got {
		rows = append(rows, r.Queue+" "+r.Channels)
	}
	if want := []string{"A voice, chat", "A task", "B task", "B email"}; !slices.Equal(rows, want) {
		t.Errorf("the rows are %q, want %q", rows, want)
	}
}

// TestCoverageScale draws all bars of a page to one scale, and one row for channels on
// which the same happens.
func TestCoverageScale(t *testing.T) {
	t.Parallel()
	levels := func(agents ...int) []impact.Level {
		var list []impact.Level
		for i, n := range agents {
			list = append(list, impact.Level{Agents: n, Priority: i + 1})
		}
		return list
	}
	rows := coverageRows([]impact.Coverage{
		{Queue: "A", Channel: "voice", Before: levels(3, 4), After: levels(2)},
		{Queue: "A", Channel: "chat", Before: levels(3, 4), After: levels(2)},
		{Queue: "B", Channel: "chat", After: levels(1), Words: []string{"1 -> 2"}},
		{Queue: "A", Channel: "task", Before: levels(1), After: levels(2)},
	})
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprintf("%s %s %d/%d->%d/%d %v", r.Queue, r.Channels, r.Before.Agents, r.Before.Scale, r.After.Agents, r.After.Scale, r.Words))
	}
	want := []string{"A voice, chat 7/7->2/7 []", "B chat 0/7->1/7 [1 → 2]", "A task 1/7->2/7 []"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("coverageRows() mismatch (-want +got):\n%s", diff)
	}
	if s := rows[0].Before.Segments; len(s) != 2 || s[0].From != 0 || s[1].From != 3 || s[1].Agents != 4 {
		t.Errorf("the segments are %+v", s)
	}
}

// TestAccessBlocks shows six groups of users in one matrix, and none of whom nothing is
// to be told.
func TestAccessBlocks(t *testing.T) {
	t.Parallel()
	var changes []impact.AccessChange
	for i := range 14 {
		c := impact.AccessChange{Users: []string{fmt.Sprint("u", i)}}
		if i != 3 {
			c.Gains = []impact.Grant{{Permission: "Users.View", Via: []string{"P"}}}
		}
		changes = append(changes, c)
	}
	var got []int
	for _, b := range accessBlocks(changes, Changes) {
		got = append(got, len(b.Columns))
		if len(b.Keeps) != len(b.Columns) || len(b.Groups[0].Rows[0].Cells) != len(b.Columns) {
			t.Errorf("a matrix has %d columns, %d cells and %d sums", len(b.Columns), len(b.Groups[0].Rows[0].Cells), len(b.Keeps))
		}
	}
	if !slices.Equal(got, []int{6, 6, 1}) {
		t.Errorf("the matrices have %v columns, want 6, 6 and 1", got)
	}
}

// TestAccessOrder puts permissions by which access is administered first, and those that
// the catalogue does not know last.
func TestAccessOrder(t *testing.T) {
	t.Parallel()
	b := newAccessBlock([]impact.AccessChange{{
		Users: []string{"u"}, Keeps: []string{"AccessMetrics", "BasicAgentAccess"},
		Gains: []impact.Grant{{Permission: "zz.Unheard\x1bOf"}, {Permission: "Queues.View", Group: "Routing", Label: "Queues - View"}, {Permission: "Users.Edit", Group: "Users", Escalates: true}},
		Loses: []impact.Grant{{Permission: "AccessMetrics", Group: "Analytics"}},
	}}, true)
	var got []string
	for _, g := range b.Groups {
		for _, r := range g.Rows {
			got = append(got, g.Name+": "+r.Permission+" "+r.Cells[0].Word)
		}
	}
	want := []string{"Users: Users.Edit gained", "Analytics: AccessMetrics kept", "Routing: Queues.View gained", `Unknown permissions: zz.Unheard\u{1b}Of gained`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("newAccessBlock() mismatch (-want +got):\n%s", diff)
	}
	if k := b.Keeps[0]; k.N != 1 || !slices.Equal(k.More, []string{"BasicAgentAccess"}) || k.First != nil {
		t.Errorf("what is kept besides is %+v", k)
	}
}

// TestRiskWords has words for every risk.
func TestRiskWords(t *testing.T) {
	t.Parallel()
	for code := range riskWords {
		if !slices.Contains(impact.RiskCodes, code) {
			t.Errorf("there are words for %q, which is not a risk", code)
		}
	}
	for _, code := range impact.RiskCodes {
		if riskWords[code] == "" {
			t.Errorf("there are no words for %q", code)
		}
	}
}

// TestTypeset writes our own signs and arrows as they look best, and no text of others.
func TestTypeset(t *testing.T) {
	t.Parallel()
	for sign, want := range map[string]string{"-": "−", "+": "+", "-/+": "-/+", "": ""} {
		if got := typeset(sign); got != want {
			t.Errorf("typeset(%q) = %q, want %q", sign, got, want)
		}
	}
	var b strings.Builder
	if err := each([]span{{wordsSpan, "1 -> 2 of "}, {nameSpan, "a -> b"}, {quoteSpan, "c -> d\x1b"}}, spanNode).Render(&b); err != nil {
		t.Fatal(err)
	}
	if want := `1 → 2 of <bdi class="name">a -&gt; b</bdi>c -&gt; d\u{1b}`; b.String() != want {
		t.Errorf("the page shows %s, want %s", b.String(), want)
	}
}

// TestCapitalized begins a text with a capital letter, whatever letter that is.
func TestCapitalized(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"the group": "The group", "élan": "Élan", "": "", "1 group": "1 group", "ǆ": "Ǆ"} {
		if got := capitalized(text); got != want {
			t.Errorf("capitalized(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestBlockLabel makes a label of any name that is a word of HCL, and none that is taken.
func TestBlockLabel(t *testing.T) {
	t.Parallel()
	taken := map[string]bool{"queue.sales": true, "queue.sales_2": true}
	for _, test := range []struct{ key, want string }{
		{"Sales", "sales_3"},
		{"Sales", "sales_4"},
		{"PremiumCare", "premium_care"},
		{"a  b--c", "a_b_c"},
		{"24 hours", "queue_24_hours"},
		{"📞", "queue"},
		{"É", "queue_2"},
		{"x\x1b]\"y", "x_y"},
	} {
		queue, _ := schema.KindOf("queue")
		if got := blockLabel(&schema.Resource{Kind: queue, Key: test.key}, taken); got != test.want {
			t.Errorf("the label of %q is %q, want %q", test.key, got, test.want)
		}
	}
}
