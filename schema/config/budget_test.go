package config

import (
	"flag"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
)

var whole = flag.Bool("whole", false, "run the attacks with the whole budget")

// attacks are configurations that would take all memory, or hours.
var attacks = map[string]string{
	"for inside for":   `locals { a = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : [for d in range(1000) : d]]]] }`,
	"for with if":      `locals { a = [for a in range(1000) : a if length([for b in range(1000) : b if length([for c in range(1000) : c if false]) > 0]) > 0] }`,
	"for with keys":    `locals { a = { for a in range(1000) : "k${length({ for b in range(1000) : "${b}" => [for c in range(1000) : c] })}${a}" => 1 } }`,
	"large bodies":     `locals { a = [for a in range(1000) : [for b in range(1000) : [` + strings.Repeat("1, ", 1000) + `]]] }`,
	"doubling lists":   doubling(`["x"]`, `[local.%[1]s, local.%[1]s]`),
	"doubling strings": doubling(`"xxxxxxxxxx"`, `"${local.%[1]s}${local.%[1]s}"`),
	"doubling merges":  doubling(`{ a = "b" }`, `merge({ x = local.%[1]s }, { y = local.%[1]s })`),
	"doubling joins":   doubling(`"xxxxxxxxxx"`, `join(local.%[1]s, ["", "", ""])`),
	"doubling numbers": doubling(`1e300`, `local.%[1]s * local.%[1]s`) + ` user "u" { first_name = local.l39 }`,
	"squaring replace": doubling(`"xx"`, `replace(local.%[1]s, "x", local.%[1]s)`),
	"pattern replace":  doubling(`"xx"`, `replace(local.%[1]s, "/(.*)/", "$1$1$1")`),
	"splats":           `locals { a = [for a in range(1000) : [for b in range(1000) : range(1000)[*]]] }`,
	"setproduct":       `locals { a = setproduct(range(1000), range(1000), range(1000), range(1000)) }`,
	"format width":     `locals { a = format("%999999999d", 1) }`,
	"format many":      `locals { a = formatlist("%99999d%99999d", range(1000)) }`,
	"format argument":  doubling(`"xxxxxxxxxx"`, `format("%%[1]s%%[1]s%%[1]s", local.%[1]s)`),
	"indent":           `locals { a = indent(1000000, join("\n", range(1000))) }`,
	"join":             `locals { a = join(join("", [for i in range(1000) : "xxxxxxxxxx"]), flatten([for i in range(1000) : range(100)])) }`,
	"regexall":         doubling(`"xx"`, `join("", flatten(regexall("((((.))))", "${local.%[1]s}${local.%[1]s}")))`),
	"split":            doubling(`"xx"`, `join("", split("", "${local.%[1]s}${local.%[1]s}"))`),
	"template file":    `locals { a = templatefile("loop.tpl", { n = range(1000) }) }`,
	"template text":    `locals { a = [for i in range(1000) : templatestring("$${i}${join("", range(1000))}${i}", { i = i })] }`,
	"csv text":         `locals { a = [for i in range(1000) : csvencode([for j in range(1000) : { j = j }])] }`,
	"template loop":    `locals { a = "%{for a in range(1000)}%{for b in range(1000)}%{for c in range(1000)}x%{endfor}%{endfor}%{endfor}" }`,
	"yaml aliases":     `locals { a = yamldecode(file("laughs.yaml")) }`,
	"huge number":      `locals { a = tostring(jsondecode("1e99999999")) }`,
	"number from text": `locals { a = "1e99999999" + 0 }` + "\n" + `user "u" { first_name = local.a }`,
	"long number":      `locals { a = tonumber(file("digits.txt")) }`,
	"long sum":         `locals { a = file("digits.txt") + 1 }`,
	"comparison":       doubling(`["x"]`, `[local.%[1]s, local.%[1]s] == [local.%[1]s, local.%[1]s] ? [local.%[1]s, local.%[1]s] : []`),
	"conditional": `locals { a = [for i in range(1000) : [for j in range(1000) : true ? local.b : local.c]] }
		locals { b = [for i in range(1000) : i] }
		locals { c = [for i in range(1000) : "x"] }`,
	"calls in a loop": `locals { a = [for i in range(1000) : [for j in range(1000) : length(values(local.b))]] }
		locals { b = { for i in range(1000) : i => i } }`,
	"csv in a loop":   `locals { a = [for i in range(1000) : [for j in range(1000) : csvdecode(file("rows.csv"))[0].a]] }`,
	"instances":       `user "u" { for_each = { for p in setproduct(range(1000), range(1000), range(20)) : join("-", p) => p } }`,
	"large attribute": "user \"u\" {\n for_each = { for p in setproduct(range(1000), range(100)) : join(\"-\", p) => p }\n tags = { for i in range(1000) : \"k${i}\" => \"v\" }\n}",
	"modules":         "module \"a\" {\n source = \"./m1\"\n}",
	"many modules":    "module \"a\" {\n source = \"./m19\"\n for_each = toset([for p in setproduct(range(100), range(100), range(100)) : join(\"-\", p)])\n}",
	"try":             `locals { a = try([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : c]]], "swallowed") }`,
}

// doubling returns a chain of forty locals, each made from the one before it.
func doubling(first, next string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "locals {\n  l0 = %s\n", first)
	for i := 1; i < 40; i++ {
		fmt.Fprintf(&b, "  l%d = %s\n", i, fmt.Sprintf(next, fmt.Sprintf("l%d", i-1)))
	}
	return b.String() + "}\n"
}

func attackFiles(src string) fstest.MapFS {
	laughs := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		laughs += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	files := fstest.MapFS{
		"main.hcl":    {Data: []byte(src)},
		"loop.tpl":    {Data: []byte("%{for a in n}%{for b in n}%{for c in n}x%{endfor}%{endfor}%{endfor}")},
		"laughs.yaml": {Data: []byte(laughs)},
		"digits.txt":  {Data: []byte(strings.Repeat("9", 1<<20))},
		"rows.csv":    {Data: []byte("a,b\n" + strings.Repeat("1,2\n", 10_000))},
	}
	for i := range 20 { // each calls the next twice
		module := fmt.Sprintf("module \"a\" {\n source = \"../m%d\"\n}\nmodule \"b\" {\n source = \"../m%d\"\n}\n", i+1, i+1)
		if i == 19 {
			module = "queue \"q\" {}\n"
		}
		files[fmt.Sprintf("m%d/main.hcl", i)] = &fstest.MapFile{Data: []byte(module)}
	}
	return files
}

// TestBudget runs the attacks with a fiftieth of the budget.
func TestBudget(t *testing.T) {
	for name, src := range attacks {
		t.Run(name, func(t *testing.T) {
			diags := loadWithin(attackFiles(src), share(50))
			if !contains(diags, "Configuration too large to evaluate") && !contains(diags, "too long") && !contains(diags, "could expand") {
				t.Errorf("diagnostics are %v", diags)
			}
			for _, d := range diags {
				if d.Subject == nil || d.Severity == hcl.DiagError && d.Summary == "" {
					t.Errorf("no place: %v", d)
				}
			}
		})
	}
}

// TestBudgetWhole runs the attacks with the whole budget, and limits their time and memory.
func TestBudgetWhole(t *testing.T) {
	if !*whole {
		t.Skip("takes minutes; run it with -whole")
	}
	for name, src := range attacks {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			start := time.Now()
			diags := loadWithin(attackFiles(src), bounded.Standard())
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			t.Logf("%v, heap %d MiB", time.Since(start), m.HeapSys>>20)
			if len(diags) == 0 {
				t.Error("no diagnostics")
			}
		})
	}
}

// share returns one nth of the largest budget, which does not depend on the files.
func share(n int64) bounded.Budget {
	most := bounded.Standard().Most
	part := bounded.Cost{Work: most.Work / n, Elements: most.Elements / n, Bytes: most.Bytes / n}
	return bounded.Budget{Least: part, Most: part}
}

func loadWithin(files fstest.MapFS, budget bounded.Budget) hcl.Diagnostics {
	_, diags := load(files, ".", Options{}, budget, syntax.KeptText)
	return diags
}

func contains(diags hcl.Diagnostics, text string) bool {
	for _, d := range diags {
		if strings.Contains(d.Summary+" "+d.Detail, text) {
			return true
		}
	}
	return false
}

// TestBudgetSuffices loads a thousand users with a hundredth of the largest budget, and with
// the budget for a file of their size. A large contact centre has no more users for each
// unit of budget.
func TestBudgetSuffices(t *testing.T) {
	for name, budget := range map[string]bounded.Budget{"share": share(100), "standard": bounded.Standard()} {
		if diags := loadWithin(users(1000), budget); len(diags) > 0 {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

// TestBudgetGrows loads ten thousand users, for which the budget of a small file is too
// small.
func TestBudgetGrows(t *testing.T) {
	least := bounded.Standard()
	least.Most = least.Least
	if diags := loadWithin(users(10_000), least); len(diags) == 0 {
		t.Error("the least budget suffices; load more users")
	}
	if diags := loadWithin(users(10_000), bounded.Standard()); len(diags) > 0 {
		t.Error(diags)
	}
}

// users returns a configuration of n users that merges each row with other objects.
func users(n int) fstest.MapFS {
	var b strings.Builder
	b.WriteString("username,a,b,c,d,e,f,g,h,i\n")
	for i := range n {
		fmt.Fprintf(&b, "user%d,a,b,c,d,e,f,g,h,i\n", i)
	}
	return fstest.MapFS{
		"u.csv": {Data: []byte(b.String())},
		"main.hcl": {Data: []byte(`
locals {
  rows  = csvdecode(file("u.csv"))
  teams = { for t in range(50) : "t${t}" => { queues = [for q in range(20) : "q${q}"] } }
  users = { for r in local.rows : r.username => merge(r, { team = lookup(local.teams, "t1", null), tags = { x = "${r.a}-${r.b}" } }) }
}
user "u" {
  for_each   = local.users
  first_name = title(each.value.a)
  tags       = merge(each.value.tags, { queues = join(" ", each.value.team.queues) })
}
`)},
	}
}

// TestStopped loads and judges a configuration after somebody stopped the evaluation.
func TestStopped(t *testing.T) {
	files := fstest.MapFS{"main.hcl": {Data: []byte("locals {\n  a = [for i in range(9) : i]\n}\nqueue \"q\" {\n  description = join(\"\", local.a)\n}\ncheck \"c\" {\n  assert = length([for i in range(9) : i]) == 9\n  message = \"x\"\n}\n")}}
	stop := make(chan struct{})
	c, diags := Load(files, ".", Options{Stop: stop})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	close(stop)
	if verdicts, problems := c.Judge(nil); len(verdicts) != 1 || verdicts[0].Status == schema.Passed || len(problems) != 1 {
		t.Errorf("Judge() = %v, %v", verdicts, problems)
	}
	_, diags = Load(files, ".", Options{Stop: stop})
	if !contains(diags, "Evaluation was stopped") || len(diags) != 1 {
		t.Errorf("Load() says %v", diags)
	}
}
