package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
)

// TestOverrides says what is wrong with overrides and parents; "" where nothing is.
func TestOverrides(t *testing.T) {
	t.Parallel()
	one := func(o schema.Override) schema.HoursOfOperation {
		o.Name = "Training"
		return schema.HoursOfOperation{Overrides: []schema.Override{o}}
	}
	var many schema.HoursOfOperation
	for i := range schema.OverridesPerHours + 1 {
		many.Overrides = append(many.Overrides, schema.Override{Name: fmt.Sprint(i), From: "2026-12-24", To: "2026-12-24", Closed: true})
	}
	for _, test := range []struct {
		name  string
		hours schema.HoursOfOperation
		want  string
	}{
		{"closed", one(schema.Override{From: "2026-12-24", To: "2026-12-26", Closed: true}), ""},
		{"a weekday of the days", one(schema.Override{From: "2026-12-24", To: "2026-12-27", Schedule: "sunday 08:00-12:00"}), ""},
		{"both", one(schema.Override{From: "2026-12-24", To: "2026-12-24", Closed: true, Schedule: "thursday 08:00-12:00"}), "is closed and has a schedule"},
		{"neither", one(schema.Override{From: "2026-12-24", To: "2026-12-24"}), "needs closed = true or a schedule"},
		{"backwards", one(schema.Override{From: "2026-12-24", To: "2026-12-23", Closed: true}), "before it begins"},
		{"no such weekday", one(schema.Override{From: "2026-12-24", To: "2026-12-25", Schedule: "monday 08:00-12:00"}), "no monday between"},
		{"overlap", one(schema.Override{From: "2026-12-24", To: "2026-12-24", Schedule: "thursday 08:00-12:00 11:00-13:00"}), "overlap"},
		{"too many", many, "has 51 rows"},
		{"its own parent", schema.HoursOfOperation{Parents: []string{"H"}}, "cannot be its own parent"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.hours.Name = "H"
			problems := object("hours_of_operation", &test.hours).Check()
			var texts []string
			for _, p := range problems {
				texts = append(texts, p.String())
			}
			got := strings.Join(texts, "; ")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("Check() = %q, want %q in it", got, test.want)
			}
		})
	}
}
