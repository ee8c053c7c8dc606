package main

import (
	"slices"
	"testing"

	"github.com/callwright/callwright/schema"
)

// TestNeedles finds the lines that describe an object, and no lines that only look like them.
func TestNeedles(t *testing.T) {
	t.Parallel()
	for address, test := range map[string]struct{ finds, leaves []string }{
		"queue.sales": {
			[]string{`queue "sales" {`, `  queue "sales"   {`, `queue sales {`},
			[]string{`queue "sales_2" {`, `queue = queue.sales`, `queue_x "sales" {`, `# queue "sales" {`, `user "sales" {`},
		},
		`user.agents["ana.lopez"]`: {
			[]string{"ana.lopez,Ana,Lopez", `  "ana.lopez" = {`, "Lopez;ana.lopez", `  - ana.lopez`, "ana.lopez: Ana", `user "agents" {`},
			[]string{"ana.lopez2,Ana", "banana.lopez,Ana", "anaxlopez,Ana", "ana.lopez@example.com"},
		},
		`queue.line["1"]`: {[]string{`queue "line" {`}, []string{"1,2", `"1"`}},
		`module.site["leeds"].queue.sales`: {
			[]string{`queue "sales" {`, `module "site" {`, "leeds,Leeds", `  leeds = {}`},
			[]string{`module "sites" {`, "leedsx,Leeds"},
		},
	} {
		at, err := schema.ParseAddr(address)
		if err != nil {
			t.Fatal(err)
		}
		finds := func(line string) bool {
			for _, n := range needles(at) {
				if n.Line.MatchString(line) {
					return true
				}
			}
			return false
		}
		for _, line := range test.finds {
			if !finds(line) {
				t.Errorf("%s: %q is not found", address, line)
			}
		}
		if i := slices.IndexFunc(test.leaves, finds); i >= 0 {
			t.Errorf("%s: %q is found", address, test.leaves[i])
		}
	}
}
