package config_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// each returns n copies of the text. In copy i, the number i takes the place of each #.
func each(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// large are configurations that can have any size. Some have mistakes.
var large = map[string]func(n int) string{
	"a wrong attribute in each block": func(n int) string { return each(n, "user \"u#\" {\n frist_name = \"x\"\n}\n") },
	"a wrong value in each block":     func(n int) string { return each(n, "user \"u#\" {\n email = \"x\"\n}\n") },
	"an unknown local in each local":  func(n int) string { return "locals {\n" + each(n, "a# = local.b#\n") + "}" },
	"unknown references in one local": func(n int) string { return "locals {\n a = [\n" + each(n, "queue.q#,\n") + "]\n}" },
	"references in one local": func(n int) string {
		return each(n, "queue \"q#\" {}\n") + "locals {\n a = [\n" + each(n, "queue.q#,\n") + "]\n}"
	},
	"a local for each local":    func(n int) string { return "locals {\n b = 1\n" + each(n, "a# = local.b\n") + "}" },
	"one label for all blocks":  func(n int) string { return each(n, "user \"u\" {}\n") },
	"a check for each block":    func(n int) string { return each(n, "check \"c#\" {\n assert = true\n message = \"x\"\n}\n") },
	"wrong checks":              func(n int) string { return each(n, "check \"c#\" {\n assert = 1\n message = \"x\"\n}\n") },
	"a delete for each block":   func(n int) string { return each(n, "delete {\n kind = \"queue\"\n name = \"#\"\n}\n") },
	"a release for each block":  func(n int) string { return each(n, "release {\n address = user.u#\n}\n") },
	"a variable for each block": func(n int) string { return each(n, "variable \"v#\" {}\n") },
	"a table for each profile": func(n int) string {
		return each(n, "queue_table \"t#\" {\n rows = []\n}\nrouting_profile \"p#\" {\n queues = queue_table.t#.rows\n}\n")
	},
	"a wrong key in each reference": func(n int) string {
		return "queue \"q\" {\n for_each = toset([\"a\"])\n}\nlocals {\n a = [\n" + each(n, "queue.q[\"x#\"],\n") + "]\n}"
	},
	"members that there are not": func(n int) string {
		return "locals {\n m = {\n" + each(n, "k# = 1\n") + "}\n a = [\n" + each(n, "local.m.x#,\n") + "]\n}"
	},
}

// TestCostIsLinear loads each configuration in two sizes, of which the second is four times
// the first. It counts allocations and their bytes, which do not depend on what else the
// machine does. The second load should take four times as many. An algorithm that takes the
// square of the time would take sixteen times as many.
func TestCostIsLinear(t *testing.T) { // not parallel: nothing else may allocate meanwhile
	for name, text := range large {
		t.Run(name, func(t *testing.T) {
			load := func(n int) func() {
				src := mapFS(map[string]string{"main.hcl": text(n)})
				return func() { _, _ = config.Load(src, ".", config.Options{}) }
			}
			holdLinear(t, load(1000), load(4000))
		})
	}
}

// manyCalls are configurations that call the module in the folder m as often as one likes.
var manyCalls = map[string]func(n int) string{
	"a call with for_each": func(n int) string {
		return fmt.Sprintf("module \"m\" {\n source = \"./m\"\n for_each = { for i in range(%d) : i => i }\n name = each.key\n}\n", n)
	},
	"a block for each call": func(n int) string { return each(n, "module \"m#\" {\n source = \"./m\"\n name = \"#\"\n}\n") },
	"a wrong input in each call": func(n int) string {
		return fmt.Sprintf("module \"m\" {\n source = \"./m\"\n for_each = { for i in range(%d) : i => i }\n name = [each.key]\n}\n", n)
	},
	"an unknown input in each block": func(n int) string { return each(n, "module \"m#\" {\n source = \"./m\"\n nmae = \"#\"\n}\n") },
	"an output of each call": func(n int) string {
		return fmt.Sprintf("module \"m\" {\n source = \"./m\"\n for_each = { for i in range(%d) : i => i }\n name = each.key\n}\nlocals {\n q = [for m in module.m : m.queue]\n}\n", n) +
			each(n, "user \"u#\" {\n first_name = module.m[\"#\"].name\n}\n")
	},
	"a module that all share as an input": func(n int) string {
		return fmt.Sprintf("module \"m\" {\n source = \"./m\"\n for_each = { for i in range(%d) : i => i }\n name = each.key\n rows = [for i in range(1000) : i]\n}\n", n)
	},
}

// modules are modules that many calls may call. One of them has mistakes.
var modules = map[string]string{
	"right": "variable \"name\" {\n type = string\n}\nvariable \"rows\" {\n type = list(number)\n default = []\n}\nqueue \"q\" {\n name = local.n\n}\nlocals {\n n = var.name\n}\noutput \"queue\" {\n value = queue.q\n}\noutput \"name\" {\n value = var.name\n}\n",
	"wrong": "variable \"name\" {\n type = strin\n}\nqueue \"q\" {\n name = local.n\n}\nuser \"u\" {\n email = var.name\n frist_name = 1\n}\noutput \"name\" {\n value = var.name\n}\noutput \"queue\" {\n value = queue.q\n}\n",
}

// TestCallsCostIsLinear calls a module more and more often.
func TestCallsCostIsLinear(t *testing.T) {
	for module, text := range modules {
		for name, main := range manyCalls {
			t.Run(module+"/"+name, func(t *testing.T) {
				load := func(n int) func() {
					src := mapFS(map[string]string{"main.hcl": main(n), "m/main.hcl": text})
					return func() { _, _ = config.Load(src, ".", config.Options{}) }
				}
				holdLinear(t, load(500), load(2000))
			})
		}
	}
}

// TestLocateCostIsLinear finds the places of a problem in each block, with and without the
// bodies of blocks.
func TestLocateCostIsLinear(t *testing.T) {
	for name, padding := range map[string]string{"kept": "", "dropped": strings.Repeat("#", 2<<20) + "\n"} {
		t.Run(name, func(t *testing.T) {
			locate := func(n int) func() {
				c, diags := config.Load(mapFS(map[string]string{"main.hcl": padding + each(n, "user \"u#\" {\n email = \"a@example.com\"\n}\n")}), ".", config.Options{})
				if len(diags) > 0 {
					t.Fatal(diags)
				}
				var problems []schema.Problem
				for _, r := range c.Want.All() {
					problems = append(problems, schema.Problem{Addr: r.Addr, Problem: diag.InvalidValue.On("email", "x")})
				}
				return func() {
					diags := c.Locate(problems)
					if len(diags) != n || diags[n-1].Subject.Start.Column != 10 {
						t.Errorf("%d diagnostics, the last at %v", len(diags), diags[n-1].Subject)
					}
				}
			}
			holdLinear(t, locate(250), locate(1000))
		})
	}
}

// TestUsersCostTheSame loads a few thousand users, and many. Each user of the many must cost as much
// as one of the few, within a few percent.
func TestUsersCostTheSame(t *testing.T) {
	for name, tt := range map[string]struct {
		files     func(n int) fstest.MapFS
		few, many int
	}{
		"a row for each user": {fromCSV, 1_000, 10_000}, "a block for each user": {blockEach, 4_000, 12_000},
	} {
		t.Run(name, func(t *testing.T) {
			load := func(n int) func() {
				files := tt.files(n)
				return func() {
					if c, diags := config.Load(files, ".", config.Options{}); len(diags) > 0 || len(c.Want.All()) != n+4 {
						t.Errorf("%d objects, %v", len(c.Want.All()), diags)
					}
				}
			}
			allocations, bytes := costOf(load(tt.few))
			more, moreBytes := costOf(load(tt.many))
			times := float64(tt.many) / float64(tt.few)
			if float64(more) > 1.05*times*float64(allocations) || float64(moreBytes) > 1.1*times*float64(bytes) {
				t.Errorf("%d users cost %d allocations and %d bytes, and %d users %d and %d", tt.few, allocations, bytes, tt.many, more, moreBytes)
			}
		})
	}
}

// holdLinear fails if the second function, which has four times the work, costs much more
// than four times as much as the first.
func holdLinear(t *testing.T, small, large func()) {
	t.Helper()
	allocations, bytes := costOf(small)
	more, moreBytes := costOf(large)
	if more > 6*allocations || moreBytes > 6*bytes {
		t.Errorf("it costs %d allocations and %d bytes, and of four times as much %d and %d", allocations, bytes, more, moreBytes)
	}
}

func costOf(work func()) (allocations, bytes uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
}
