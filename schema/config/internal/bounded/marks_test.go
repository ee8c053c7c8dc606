package bounded_test

import (
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// rows are the rows of agents.csv. The tests below use them as local.rows.
const rows = `csvdecode(file("agents.csv"))`

// TestRows follows the marks of rows through expressions. A value that comes from one row
// has the mark of that row. A value that comes from several rows has the mark severalRows.
func TestRows(t *testing.T) {
	t.Parallel()
	const ana, bo = `{name = "ana", team = "early"} @agents.csv:2`, `{name = "bo", team = "late"} @agents.csv:3`
	check(t, []call{
		{rows, `list[` + ana + `, ` + bo + `]`},
		{rows + `[0]`, ana},
		{rows + `[1].name`, `"bo" @agents.csv:3`},
		{rows + `[*].name`, `list["ana" @agents.csv:2, "bo" @agents.csv:3]`},
		{`[for r in ` + rows + ` : r.name]`, `["ana" @agents.csv:2, "bo" @agents.csv:3]`},
		{`[for r in ` + rows + ` : upper(r.name)]`, `["ANA" @agents.csv:2, "BO" @agents.csv:3]`},
		{`[for r in ` + rows + ` : "${r.name} (${r.team})"]`, `["ana (early)" @agents.csv:2, "bo (late)" @agents.csv:3]`},
		{`[for r in ` + rows + ` : { n = r.name, x = 1 }]`, `[{n = "ana" @agents.csv:2, x = 1}, {n = "bo" @agents.csv:3, x = 1}]`},
		{`{ for r in ` + rows + ` : r.name => r.team }`, `{ana = "early" @agents.csv:2, bo = "late" @agents.csv:3}`},
		{`{ for r in ` + rows + ` : r.name => 1 if r.team == "late" }`, `{bo = 1}`},
		{`merge(` + rows + `[0], { x = 1 })`, `{name = "ana", team = "early", x = 1} @agents.csv:2`},
		{`element(` + rows + `, 1)`, bo},
		{`one([for r in ` + rows + ` : r if r.team == "late"])`, bo},
		{`lookup(` + rows + `[0], "team", "")`, `"early" @agents.csv:2`},
		{`true ? ` + rows + `[0].name : "x"`, `"ana" @agents.csv:2`},

		{`join(",", ` + rows + `[*].name)`, `"ana,bo" @`},
		{`[for r in ` + rows + ` : join(",", ` + rows + `[*].team)]`, `["early,late" @, "early,late" @]`},
		{`length(` + rows + `)`, `2`},
		{`csvdecode("a\n1")`, `list[{a = "1"}]`},
		{`csvdecode(upper(file("agents.csv")))`, `list[{NAME = "ANA", TEAM = "EARLY"} @agents.csv:2, {NAME = "BO", TEAM = "LATE"} @agents.csv:3]`},
		{`csvdecode("${file("agents.csv")}${file("teams/early.txt")}x,y")`, `error: Line 4 of the text has 1 cell, but its first line names 2 columns: there is no cell for "team".`},
	})
}

// TestRowOf finds the row that an instance comes from.
func TestRowOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ expr, row string }{
		{rows + `[0]`, "agents.csv:2"},
		{`{ name = ` + rows + `[1].name, team = "early" }`, "agents.csv:3"},
		{`{ name = ` + rows + `[1].name, team = ` + rows + `[1].team }`, "agents.csv:3"},
		{`tomap({ name = ` + rows + `[1].name })`, "agents.csv:3"},
		{`{ name = ` + rows + `[0].name, team = ` + rows + `[1].team }`, ""},
		{`{ names = join(" ", ` + rows + `[*].name) }`, ""},
		{`{ name = ` + rows + `[0].name, all = join(" ", ` + rows + `[*].name) }`, ""},
		{`[` + rows + `[0].name]`, ""},
		{`"ana"`, ""},
		{`null`, ""},
	} {
		e := bounded.New(source.New(files, "."), bounded.Standard(), nil)
		v, diags := evaluate(e, test.expr, &hcl.EvalContext{Functions: e.Functions(".")})
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		if got := bounded.RowOf(v).String(); got != test.row {
			t.Errorf("%s: row %q, want %q", test.expr, got, test.row)
		}
		if hasRow(bounded.WithoutRow(v)) {
			t.Errorf("%s: WithoutRow() leaves a row", test.expr)
		}
	}
}

// hasRow reports whether the value itself has the mark of a row. Its members do not count.
func hasRow(v cty.Value) bool {
	for m := range v.Marks() {
		if _, ok := m.(bounded.Row); ok {
			return true
		}
	}
	return false
}

// TestSensitive checks that no diagnostic quotes a sensitive value, and that values which
// are made from one have its mark.
func TestSensitive(t *testing.T) {
	t.Parallel()
	vars := map[string]cty.Value{"secret": cty.StringVal("hunter2").Mark(bounded.Sensitive)}
	for _, c := range []call{
		{`secret`, `"hunter2" is sensitive`},
		{`"${secret}!"`, `"hunter2!" is sensitive`},
		{`upper(secret)`, `"HUNTER2" is sensitive`},
		{`{ a = secret, b = 1 }`, `{a = "hunter2" is sensitive, b = 1}`},
		{`[for s in [secret] : length(s)]`, `[7 is sensitive]`},
		{`secret == "x" ? 1 : 2`, `2 is sensitive`},
		{`can(tonumber(secret))`, `false is sensitive`},
		{`try(tonumber(secret), 0)`, `0 is sensitive`},
		{`can(1)`, `true`},
		{`tonumber(secret)`, `error: The call of "tonumber" failed. Its arguments are sensitive, so the reason is not shown.`},
		{`file(secret)`, `error: The call of "file" failed. Its arguments are sensitive, so the reason is not shown.`},
		{`jsondecode("{${secret}")`, `error: The call of "jsondecode" failed. Its arguments are sensitive, so the reason is not shown.`},
		{`lookup({ a = 1 }, secret)`, `error: The call of "lookup" failed. Its arguments are sensitive, so the reason is not shown.`},
	} {
		if got := outcome(c.expr, vars); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.expr, got, c.want)
		}
	}
	_, marks := vars["secret"].Unmark()
	if !bounded.IsSensitive(marks) || bounded.IsSensitive(cty.NewValueMarks(bounded.Row{File: "a", Line: 1})) {
		t.Error("IsSensitive() is wrong")
	}
}
