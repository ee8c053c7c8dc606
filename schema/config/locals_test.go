package config_test

import "testing"

// TestLocals checks what locals can have.
func TestLocals(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a local is named and used", src: `
			locals {
			  team = "blue"
			}
			user "u" {
			  first_name = local.team
			}
		`, want: `
			user.u: username = "u", first_name = "blue"
		`},
		{name: "a local may name locals, variables and objects", src: `
			variable "site" {
			  default = "uk"
			}
			locals {
			  name    = "${var.site} ${local.team}"
			  team    = "blue"
			  profile = security_profile.agent
			}
			security_profile "agent" {
			  name = local.name
			}
			user "u" {
			  security_profiles = [local.profile]
			}
		`, want: `
			security_profile.agent: name = "uk blue"
			user.u: username = "u", security_profiles = ["uk blue"]
		`},
		{name: "several blocks are one", src: `
			locals {
			  a = "x"
			}
			user "u" {
			  first_name = local.a
			  last_name  = local.b
			}
			locals {
			  b = "y"
			}
		`, want: `
			user.u: username = "u", first_name = "x", last_name = "y"
		`},
		{name: "a local twice", src: `
			locals {
			  a = 1
			}
			locals {
			  b = 2
			  a = 3
			}
		`, want: `
			main.hcl:6:3-4 CW1110 Duplicate local: local.a is already set at main.hcl:2.
		`},
		{name: "a label", src: `
			locals "x" {
			  a = 1
			}
		`, want: `
			main.hcl:1:8-11 CW1016 Unexpected label: locals blocks have no label: locals { name = … }.
		`},
		{name: "a block inside", src: `
			locals {
			  a {}
			}
		`, want: `
			main.hcl:2:3-4 CW1014 Unsupported block: locals blocks cannot contain a block "a".
		`},
		{name: "a local that does not exist", src: `
			locals {
			  team = 1
			}
			user "u" {
			  first_name = local.taem
			}
		`, want: `
			main.hcl:5:21-26 CW1109 Unknown local: There is no local "taem". Did you mean "team"?
		`},
		{name: "a local that nothing uses is looked at", src: `
			locals {
			  a = upper(1, 2)
			  b = local.c
			}
		`, want: `
			main.hcl:2:16-17 CW1003 Too many function arguments: Function "upper" expects only 1 argument(s).
			main.hcl:3:12-14 CW1109 Unknown local: There is no local "c".
		`},
		{name: "what follows from a wrong local is not said", src: `
			locals {
			  a = nothing.x
			  b = local.a
			}
			user "u" {
			  first_name = local.b
			}
		`, want: `
			main.hcl:2:7-14 CW1111 Unknown name: Unknown name "nothing". If it is a text, put it in quotes: "nothing". If it is the label of a block, write the kind before it, as in queue.nothing.
		`},
		{name: "a local that depends on itself", src: `
			locals {
			  a = local.a
			}
		`, want: `
			main.hcl:2:7-14 CW1032 Circular reference: local.a depends on itself: local.a -> local.a.
		`},
		{name: "locals that need one another", src: `
			locals {
			  a = local.b
			  b = [local.c]
			  c = { x = local.a }
			}
			user "u" {
			  tags = local.c
			}
		`, want: `
			main.hcl:2:7-14 CW1032 Circular reference: local.a depends on itself: local.a -> local.b -> local.c -> local.a.
		`},
		{name: "local by itself", src: `
			locals {
			  a = local
			}
		`, want: `
			main.hcl:2:7-12 CW2002 Incomplete reference: "local" is incomplete; write local.NAME.
		`},
		{name: "each in the attributes of an object", src: `
			locals {
			  a = each.key
			}
		`, want: `
			main.hcl:2:11-15 CW1024 Unexpected each: each.key and each.value are only defined in the attributes of a block with for_each.
		`},
	})
}
