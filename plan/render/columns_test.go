package render_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/schematest"
)

// overridden plans a change of the overrides of hours.
func overridden(t *testing.T, before, after []calendar.Override) *impact.Assessment {
	t.Helper()
	hours := func(rows []calendar.Override) *schema.Resource {
		return schematest.Of("hours_of_operation", &schema.HoursOfOperation{
			Name: "H", TimeZone: "UTC", Schedule: map[string][]string{}, Overrides: rows,
		}, "name", "time_zone", "schedule", "overrides")
	}
	live, want := hours(before), hours(after)
	live.Live, live.Desired, live.Given = &schema.Live{ID: "id-h"}, nil, live.Kind.Every()
	want.Addr = schema.Addr{Kind: "hours_of_operation", Label: "h"}
	p, problems := plantest.Assess(plantest.StateOf(t, []*schema.Resource{live}), plantest.StateOf(t, []*schema.Resource{want}), plantest.Options)
	if p == nil {
		t.Fatal(problems)
	}
	return p
}

// headCells finds the names of columns in the head of a page's table.
var headCells = regexp.MustCompile(`<th scope="col">(\w+)</th>`)

// TestOptionalColumns shows rows of a table that has columns for few rows. A row is shown
// without the columns that it has no value for. The page has a column if a row has a value.
func TestOptionalColumns(t *testing.T) {
	t.Parallel()
	dated := calendar.Override{Name: "A", From: "2026-12-24", To: "2026-12-24", Closed: true}
	later := dated
	later.To = "2026-12-26"
	yearly := dated
	yearly.Recurs = calendar.Recurrence{Unit: "yearly", Month: 12, Day: 24, Every: 1}
	other := calendar.Override{Name: "B", From: "2026-12-24", To: "2026-12-24", Closed: true}
	for _, test := range []struct {
		name          string
		before, after []calendar.Override
		lines         string
		heads         []string
	}{
		{
			"no row has one",
			[]calendar.Override{dated},
			[]calendar.Override{later},
			`overrides  ~ A  from "2026-12-24", to "2026-12-24" -> "2026-12-26", closed true, schedule {}`,
			[]string{"name", "from", "to", "closed", "schedule"},
		},
		{
			"a row gets one",
			[]calendar.Override{dated},
			[]calendar.Override{yearly, other},
			`overrides  ~ A  from "2026-12-24", to "2026-12-24", closed true, schedule {}, recurs nothing -> { yearly = "12-24" }
               + B  from "2026-12-24", to "2026-12-24", closed true, schedule {}`,
			[]string{"name", "from", "to", "closed", "schedule", "recurs"},
		},
	} {
		p := overridden(t, test.before, test.after)
		text := changeLines(human(t, p, render.Style{Detail: render.Changes}))
		if !strings.Contains(text, test.lines) {
			t.Errorf("%s: the plan shows\n%s\nwant\n%s", test.name, text, test.lines)
		}
		_, table, _ := strings.Cut(pageOf(t, p), `<table class="rows">`)
		table, _, _ = strings.Cut(table, "</thead>")
		var heads []string
		for _, head := range headCells.FindAllStringSubmatch(table, -1) {
			heads = append(heads, head[1])
		}
		if diff := cmp.Diff(test.heads, heads); diff != "" {
			t.Errorf("%s: the columns of the page mismatch (-want +got):\n%s", test.name, diff)
		}
	}
}
