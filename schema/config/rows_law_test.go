package config_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// manyRows is a block whose rows share values. Some cells are mistakes in it.
const manyRows = `
locals {
  profiles = { early = routing_profile.early, late = routing_profile.late }
}
routing_profile "early" {}
routing_profile "late" {}
security_profile "agent" {}
variable "prefix" {
  default = "uk"
}
user "u" {
  for_each          = { for r in csvdecode(file("people.csv")) : r.name => r }
  first_name        = each.value.first
  last_name         = "${each.value.first} of ${each.value.team}"
  email             = each.value.email
  routing_profile   = local.profiles[each.value.team]
  security_profiles = each.value.lead == "yes" ? [security_profile.agent, "Leads"] : [security_profile.agent]
  phone             = { type = each.value.phone, after_contact_work = each.value.acw }
  tags              = merge({ team = "${var.prefix}-${each.value.team}" }, each.value.lead == "yes" ? { lead = each.key } : {})
  lifecycle {
    renamed_from = lookup(each.value, "old", null)
  }
}
`

// someRow returns a row of people.csv with the given name. It has cells that other rows have,
// too, and one in ten is a mistake.
func someRow(random *rand.Rand, name string) string {
	of := func(right, wrong string) string {
		if random.IntN(40) == 0 {
			return wrong
		}
		words := strings.Split(right, "|")
		return words[random.IntN(len(words))]
	}
	return strings.Join([]string{
		name, of("Ana|Bo|Zoë", ""), of("early|late", "night"), name + of("@example.com", "@"),
		of("soft|desk|SOFT_PHONE", "softly"), of("0|30|30.0", "x"), of("yes|no|", "maybe"), of("|old-"+name, ""),
	}, ",")
}

// FuzzRows checks the law that a row means the same among other rows as alone: an attribute
// that is evaluated once for equal cells has the value, and the mistakes, of its row.
func FuzzRows(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 2))
		const header = "name,first,team,email,phone,acw,lead,old\n"
		rows := make([]string, 12)
		for i := range rows {
			rows[i] = someRow(random, fmt.Sprintf("p%d", i))
		}
		all, diags := loadRows(header + strings.Join(rows, "\n"))
		among, apart := mistakes(diags), map[string]bool{}
		for i, row := range rows {
			alone, diags := loadRows(header + strings.Repeat("\n", i) + row)
			for m := range mistakes(diags) {
				apart[m] = true
			}
			addr := schema.Addr{Kind: "user", Label: "u", Key: fmt.Sprintf("p%d", i), Keyed: true}
			got, want := objectAt(all, addr), objectAt(alone, addr)
			if got == nil || want == nil {
				t.Fatalf("%s: no object", row)
			}
			if diff := cmp.Diff(want.Body, got.Body); diff != "" || got.Given != want.Given || *got.Desired != *want.Desired || got.Record != want.Record {
				t.Errorf("%s: mismatch (-alone +among the others):\n%s\n%+v\n%+v", row, diff, want.Desired, got.Desired)
			}
		}
		if diff := cmp.Diff(apart, among); diff != "" {
			t.Errorf("mistakes (-alone +among the others):\n%s", diff)
		}
	})
}

// loadRows loads the block of many rows with the rows.
func loadRows(people string) (*config.Config, hcl.Diagnostics) {
	return config.Load(mapFS(map[string]string{"main.hcl": manyRows, "people.csv": people}), ".", config.Options{})
}

// mistakes returns the code and the place of each diagnostic.
func mistakes(diags hcl.Diagnostics) map[string]bool {
	all := map[string]bool{}
	for _, d := range diags {
		all[fmt.Sprint(diag.EntryOf(d).Code, " ", d.Subject)] = true
	}
	return all
}

// objectAt returns the object that a configuration describes at an address.
func objectAt(c *config.Config, a schema.Addr) *schema.Resource {
	for _, r := range c.Want.All() {
		if r.Addr == a {
			return r
		}
	}
	return nil
}
