package config_test

import "testing"

// TestNames compares the names of described objects.
func TestNames(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "two blocks with one name", src: `
			queue "a" {
			  name = "Sales"
			}
			queue "b" {
			  name = "Sales"
			}
		`, want: `
			main.hcl:4:1-10 CW2015 Duplicate object: queue "Sales" is already described by queue.a at main.hcl:1. Only one block can describe an object; remove one of the two, or give it another name.
		`},
		{name: "two members of for_each with one name", src: `
			queue "a" {
			  for_each = { x = "Sales", y = "Sales" }
			  name     = each.value
			}
		`, want: `
			main.hcl:1:1-10 CW2015 Duplicate object: queue "Sales" is already described by queue.a["x"] at main.hcl:1. Only one block can describe an object; remove one of the two, or give it another name.
			  each.key = "y"
		`},
		{name: "one name in two kinds", src: `
			queue "a" {
			  name = "Sales"
			}
			routing_profile "b" {
			  name = "Sales"
			}
		`, want: `
			queue.a: name = "Sales"
			routing_profile.b: name = "Sales"
		`},
		{name: "names that differ in case", src: `
			queue "a" {
			  name = "Sales"
			}
			queue "b" {
			  name = "sales"
			}
		`, want: `
			main.hcl:4:1-10 warning CW2016 Names are almost equal: queue "sales" and queue "Sales", which is queue.a at main.hcl:1, differ only in case, spaces or Unicode form.
			queue.a: name = "Sales"
			queue.b: name = "sales"
		`},
		{name: "names that differ in spaces", src: `
			queue "a" {
			  name = "Sales Desk"
			}
			queue "b" {
			  name = "Sales\u00a0 Desk "
			}
		`, want: `
			main.hcl:4:1-10 warning CW2016 Names are almost equal: queue "Sales\u00a0 Desk " and queue "Sales Desk", which is queue.a at main.hcl:1, differ only in case, spaces or Unicode form.
			queue.a: name = "Sales Desk"
			queue.b: name = "Sales\u00a0 Desk "
		`},
		{name: "rows of a file with one name", src: `
			user "u" {
			  for_each = { for i, r in csvdecode(file("users.csv")) : i => r }
			  username = each.value.username
			}
			-- users.csv --
			username
			ada
			bo
			ada
		`, want: `
			main.hcl:1:1-9 CW2015 Duplicate object: user "ada" is already described by user.u["0"] at users.csv:2. Only one block can describe an object; remove one of the two, or give it another name.
			  each.key = "2" (users.csv line 4)
		`},
		{name: "two objects that were one", src: `
			queue "a" {
			  lifecycle {
			    renamed_from = "Old"
			  }
			}
			queue "b" {
			  lifecycle {
			    renamed_from = "Old"
			  }
			}
		`, want: `
			main.hcl:6:1-10 CW2017 Duplicate former name: queue.a at main.hcl:1 also says that it was queue "Old". Only one object can have been renamed from it; keep renamed_from in one of the two.
		`},
	})
}
