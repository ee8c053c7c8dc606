package impact

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/record"
)

// removedRules warns of overrides that recur, that the plan removes, and that callwright did not
// make. Somebody entered such holidays in the console, and without them the contact centre would
// be open at Christmas. The warning has the rows that keep them.
func removedRules(s *situation) []finding {
	var all []finding
	i, _ := hoursKind.Lookup("overrides")
	for _, c := range s.plan.Changes {
		live, ok := bodyOf[*schema.HoursOfOperation](c.Live)
		want, wanted := bodyOf[*schema.HoursOfOperation](c.Want)
		if !ok || !wanted || !c.Attrs.Has(i) || !c.Live.Given.Has(i) {
			continue
		}
		applied, err := record.ParseApplied(c.Live.Record.Applied)
		_, managed := applied.Entry(hoursKind.Attrs[i].Code) // whether the last apply wrote overrides
		managed = managed && err == nil
		stays, why := map[string]bool{}, c.Cause(i)
		for _, o := range want.Overrides {
			stays[o.Name] = true
		}
		var rows []string
		for n, row := range c.Live.Value(i).AsValueSlice() {
			o := live.Overrides[n]
			if o.Recurring() && !stays[o.Name] && (!managed || why.Of(o.Name) != plan.Configured) {
				rows = append(rows, rowText(&hoursKind.Attrs[i], row))
			}
		}
		if len(rows) > 0 {
			all = append(all, report(c.Addr, diag.RecurringOverrideRemoved.On("overrides",
				"The plan removes overrides of the hours %s that recur and that callwright did not make. To keep them, write in overrides: %s.", plan.Quote(want.Name), strings.Join(rows, ", "))))
		}
	}
	return all
}

// rowText returns a row of a table as a configuration has it, without the columns that say
// nothing: `{ name = "Christmas", from = "2026-12-25", … }`.
func rowText(table *schema.Attr, row cty.Value) string {
	var cells []string
	for i := range table.Columns {
		v := row.GetAttr(table.Columns[i].Name)
		empty := v.IsNull() || v.RawEquals(cty.False) || v.CanIterateElements() && v.LengthInt() == 0
		if !empty {
			cells = append(cells, table.Columns[i].Name+" = "+plan.Text(v))
		}
	}
	return "{ " + strings.Join(cells, ", ") + " }"
}
