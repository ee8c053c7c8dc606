package decode

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/record"
)

const site = `
variable "name" {}
variable "queues" {
  type    = set(string)
  default = ["Sales"]
}
locals {
  prefix = "${var.name} ${callwright.environment}"
}
queue "q" {
  for_each    = var.queues
  name        = "${local.prefix} ${each.key}"
}
routing_profile "all" {
  default_outbound_queue = queue.q["Sales"]
}
`

// decodeFrame decodes a frame of a module with inputs, and prints the address, the name and
// the owner of each of its objects.
func decodeFrame(t *testing.T, m *syntax.Module, budget *bounded.Evaluator, from *caller, inputs map[string]input) string {
	t.Helper()
	var p problems
	all := newProgram(&p, budget, "prod")
	f := newFrame(all, m, from, newRootInputs(all, inputs))
	f.variables.check()
	d := f.blocks.objectDecoder(record.NewOwners("support"))
	d.decode()
	var b strings.Builder
	for _, r := range d.made {
		fmt.Fprintf(&b, "%s %q %s\n", r.Addr, r.Key, r.Record.Owner)
	}
	for _, d := range p.diags {
		fmt.Fprintf(&b, "%s: %s\n", d.Summary, d.Detail)
	}
	return b.String()
}

// TestFrames uses one module twice, with different inputs and addresses. The frames must not
// see each other's values.
func TestFrames(t *testing.T) {
	t.Parallel()
	files := source.New(fstest.MapFS{"main.hcl": {Data: []byte(site)}}, ".")
	budget := bounded.New(files, bounded.Standard(), nil)
	m, diags := syntax.New(files, budget.WrapBody, syntax.KeptText).Module(".")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	text := func(s string) input { return input{value: cty.StringVal(s)} }
	queues := input{value: cty.TupleVal([]cty.Value{cty.StringVal("Sales"), cty.StringVal("Tech")})}
	for _, test := range []struct {
		from   *caller
		inputs map[string]input
		want   string
	}{
		{nil, map[string]input{"name": text("UK")}, `
queue.q["Sales"] "UK prod Sales" support/queue.q:Sales
routing_profile.all "all" support/routing_profile.all
`},
		{&caller{addr: schema.Addr{Kind: "module", Label: "site", Key: "paris", Keyed: true}}, map[string]input{"name": text("FR"), "queues": queues}, `
module.site["paris"].queue.q["Sales"] "FR prod Sales" support/module.site:paris/queue.q:Sales
module.site["paris"].queue.q["Tech"] "FR prod Tech" support/module.site:paris/queue.q:Tech
module.site["paris"].routing_profile.all "all" support/module.site:paris/routing_profile.all
`},
	} {
		got := decodeFrame(t, m, budget, test.from, test.inputs)
		if diff := cmp.Diff(strings.TrimPrefix(test.want, "\n"), got); diff != "" {
			t.Errorf("frame %q mismatch (-want +got):\n%s", test.from.moduleOf(), diff)
		}
	}
	if got := decodeFrame(t, m, budget, nil, nil); !strings.Contains(got, "The variable \"name\" has no default.") {
		t.Errorf("a frame without its inputs says\n%s", got)
	}
}

// TestLazy checks that a lazy value is computed once, and that it ends if the value needs
// itself or too many others.
func TestLazy(t *testing.T) {
	t.Parallel()
	c := &chain{problems: &problems{}}
	values := map[string]*lazy[string]{}
	worked := 0
	needs := map[string]string{
		"a": "b", "b": "c", // c needs nothing
		"x": "y", "y": "x", "z": "x",
		"self": "self",
	}
	var valueOf func(name string) string
	valueOf = func(name string) string {
		if values[name] == nil {
			values[name] = &lazy[string]{}
		}
		return values[name].get(c, name, hcl.Range{}, "broken", func() string {
			worked++
			if next, ok := needs[name]; ok {
				return name + valueOf(next)
			}
			return name
		})
	}
	for _, test := range []struct {
		name, want string
		worked     int
		said       string
	}{
		{"a", "abc", 3, ""},
		{"b", "bc", 3, ""},
		{"z", "zbroken", 6, "x depends on itself: x -> y -> x."},
		{"y", "ybroken", 6, ""},
		{"x", "broken", 6, ""},
		{"self", "broken", 7, "self depends on itself: self -> self."},
	} {
		before := len(c.diags)
		got := valueOf(test.name)
		said := ""
		for _, d := range c.diags[before:] {
			said += d.Detail
		}
		if got != test.want || worked != test.worked || said != test.said {
			t.Errorf("%s is %q after %d pieces of work, and %q is said", test.name, got, worked, said)
		}
	}
	for i := range longestChain + 5 {
		needs[fmt.Sprint("n", i)] = fmt.Sprint("n", i+1)
	}
	before := len(c.diags)
	if got := valueOf("n0"); !strings.HasSuffix(got, "n999broken") || len(c.diags) != before+1 || len(c.links) != 0 {
		t.Errorf("a long chain ends with %q and %d diagnostics", got[len(got)-20:], len(c.diags)-before)
	}
}
