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
// that is evaluated once for equal cells has the value, and the mistakes, of its row. Every tenth
// seed has so many rows that all processors make objects of them.
func FuzzRows(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 2))
		const header = "name,first,team,email,phone,acw,lead,old\n"
		rows := make([]string, 12)
		if seed%10 == 0 {
			rows = make([]string, 150)
		}
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

// someBlock returns the text of a user block with the given label. It has attributes that other
// blocks have, too, and one in forty is a mistake.
func someBlock(random *rand.Rand, label string) string {
	of := func(right, wrong string) string {
		if random.IntN(40) == 0 {
			return wrong
		}
		lines := strings.Split(right, "|")
		return lines[random.IntN(len(lines))]
	}
	return fmt.Sprintf("user %q {\n%s}\n", label, strings.Join([]string{
		of("  first_name = \"Ana\"\n|  first_name = \"${var.prefix} Bo\"\n", "  first_name = local.unknown\n"),
		of("  email = \"ana@example.com\"\n|", "  email = \"@\"\n"),
		of("  for_each = { a = { team = \"early\" }, b = { team = \"late\" } }\n  username = \""+label+" ${each.key}\"\n  routing_profile = local.profiles[each.value.team]\n|"+
			"  routing_profile = local.profiles[\"late\"]\n|  routing_profile = routing_profile.early\n|  routing_profile = security_profile.agent\n", "  routing_profile = local.profiles[each.value.team]\n"),
		of("  security_profiles = [security_profile.agent, \"Leads\"]\n|  security_profiles = [ security_profile.agent ]\n", "  security_profiles = [queue.none]\n"),
		of("  phone = { type = \"soft\", after_contact_work = 10 * 3 }\n|  phone = { type = \"SOFT_PHONE\" }\n", "  phone = { type = \"softly\", after_contact_work = -1 }\n"),
		of("  tags = { team = var.prefix }\n|  tags = merge({}, { team = \"x\" })\n|", "  tags = { (var.prefix) = null, \"aws:x\" = \"y\" }\n"),
	}, ""))
}

// FuzzBlocks checks the law that a block means the same among other blocks as alone: an attribute
// that is evaluated once for all blocks with the same text has the value, and the mistakes, of its
// block.
func FuzzBlocks(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 3))
		blocks := make([]string, 12)
		for i := range blocks {
			blocks[i] = someBlock(random, fmt.Sprintf("u%d", i))
		}
		all, diags := loadBlocks(strings.Join(blocks, ""))
		among, apart := mistakes(diags), map[string]bool{}
		for i, block := range blocks {
			// Empty lines take the place of the other blocks, so that lines have the same numbers.
			alone, diags := loadBlocks(strings.Repeat("\n", strings.Count(strings.Join(blocks[:i], ""), "\n")) + block)
			for m := range mistakes(diags) {
				apart[m] = true
			}
			for _, want := range alone.Want.All() {
				got := objectAt(all, want.Addr)
				if got == nil {
					t.Fatalf("%s is not among the others:\n%s", want.Addr, block)
				}
				want.Source.Range.Start.Byte, want.Source.Range.End.Byte = got.Source.Range.Start.Byte, got.Source.Range.End.Byte
				if diff := cmp.Diff(want.Body, got.Body); diff != "" || got.Given != want.Given || *got.Desired != *want.Desired || got.Record != want.Record {
					t.Errorf("%s: mismatch (-alone +among the others):\n%s\n%s", want.Addr, block, diff)
				}
			}
		}
		if diff := cmp.Diff(apart, among); diff != "" {
			t.Errorf("mistakes (-alone +among the others):\n%s", diff)
		}
	})
}

// loadBlocks loads a file of blocks beside the objects that they refer to.
func loadBlocks(blocks string) (*config.Config, hcl.Diagnostics) {
	common, _, _ := strings.Cut(manyRows, "user \"u\"")
	return config.Load(mapFS(map[string]string{"common.hcl": common, "users.hcl": blocks}), ".", config.Options{})
}
