package config_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/config/decode"
	"github.com/callwright/callwright/schema/diag"
)

// A rule is a configuration and the result of loading it: the objects, or the diagnostics
// with their places.
//
//	{name: "two blocks with one label", src: `
//	    queue "a" {}
//	    queue "a" {}
//	`, want: `
//	    main.hcl:2:1-10 CW1107 Duplicate block: queue.a is described at main.hcl:1 already. …
//	`},
//
// The source is main.hcl. Further files begin with a line `-- name --`. Both texts are
// indented by the tabs of the table.
type rule struct {
	name    string
	src     string
	options config.Options
	want    string
}

func checkRules(t *testing.T, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			c, diags := config.Load(sourceFiles(flush(r.src)), ".", r.options)
			if diff := cmp.Diff(flush(r.want), outcome(c, diags)); diff != "" {
				t.Errorf("Load() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// flush drops the first newline of a text, and the tabs at the beginning of all its lines.
func flush(text string) string {
	lines := strings.Split(strings.TrimPrefix(text, "\n"), "\n")
	margin := len(lines[0]) - len(strings.TrimLeft(lines[0], "\t"))
	for i, line := range lines {
		lines[i] = line[min(margin, len(line)-len(strings.TrimLeft(line, "\t"))):]
	}
	return strings.Join(lines, "\n")
}

// sourceFiles cuts a text into files at its lines of the form `-- name --`.
func sourceFiles(text string) fstest.MapFS {
	name, files := "main.hcl", map[string]string{"main.hcl": ""}
	for line := range strings.Lines(text) {
		if inner, ok := strings.CutPrefix(line, "-- "); ok {
			name = strings.TrimSuffix(strings.TrimSpace(inner), " --")
			files[name] = ""
			continue
		}
		files[name] += line
	}
	return mapFS(files)
}

// outcome prints the result of loading, with a diagnostic or an object on each line.
func outcome(c *config.Config, diags hcl.Diagnostics) string {
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&b, "%s%s%s %s: %s\n", place(d.Subject), warning(d), diag.EntryOf(d).Code, d.Summary, d.Detail)
		if about := config.AboutOf(d).String(); about != "" {
			fmt.Fprintf(&b, "  %s\n", about)
		}
	}
	if diags.HasErrors() {
		return b.String()
	}
	b.WriteString(settings(c))
	for _, r := range c.Want.All() {
		b.WriteString(described(r))
	}
	return b.String()
}

// place prints a range as `main.hcl:3:1-10 `, with two lines as `main.hcl:3:1-4:2 `.
func place(at *hcl.Range) string {
	if at == nil {
		return ""
	}
	end := fmt.Sprint(at.End.Column)
	if at.End.Line != at.Start.Line {
		end = fmt.Sprintf("%d:%d", at.End.Line, at.End.Column)
	}
	return fmt.Sprintf("%s:%d:%d-%s ", at.Filename, at.Start.Line, at.Start.Column, end)
}

func warning(d *hcl.Diagnostic) string {
	if d.Severity == hcl.DiagWarning {
		return "warning "
	}
	return ""
}

// described prints an object: its address, its name, the row that it came from, and the
// given attributes.
func described(r *schema.Resource) string {
	var given []string
	for i := range r.Given.All() {
		value := hclwrite.TokensForValue(r.Value(i)).Bytes()
		given = append(given, r.Kind.Attrs[i].Name+" = "+strings.Join(strings.Fields(string(value)), " "))
	}
	if life := strings.TrimSpace(lifecycle(r)); life != "" {
		given = append(given, life)
	}
	row := ""
	if r.Source.Row != "" {
		row = " (" + r.Source.Row + ")"
	}
	return strings.TrimRight(fmt.Sprintf("%s%s: %s", r.Addr, row, strings.Join(given, ", ")), ": ") + "\n"
}

// settings prints the settings of a configuration that are not the defaults.
func settings(c *config.Config) string {
	var b strings.Builder
	say := func(is bool, format string, args ...any) {
		if is {
			fmt.Fprintf(&b, format+"\n", args...)
		}
	}
	say(c.Stack != "local", "stack %q", c.Stack)
	say(c.Formerly != nil, "formerly %q", c.Formerly)
	say(c.Adopt != "any", "adopt %q", c.Adopt)
	say(c.Limits != decode.Limits{Deletes: 10, Percent: 10}, "limits %+v", c.Limits)
	p := c.Provider
	say(p.Type != "local" || p.Path != "", "provider %s: instance %q, region %q, endpoint %q, path %q, rates %v", p.Type, p.Instance, p.Region, p.Endpoint, p.Path, p.Rates)
	if d := c.ConnectPath; d != nil {
		say(true, "connectpath: driver %q, endpoint %q", d.Driver, d.Endpoint)
	}
	say(c.Released != nil, "some addresses are released")
	for _, n := range c.Gone {
		say(true, "delete %s", n)
	}
	results, _ := c.Judge(sameAnswer{"ada"})
	for _, v := range results {
		say(true, "%s", strings.TrimSpace(fmt.Sprintf("check %s: %s %s", v.Check, v.Status, v.Message)))
	}
	say(len(c.Asks()) > 0, "asks %s", strings.Join(slices.Compact(c.Asks()), ", "))
	return b.String()
}
