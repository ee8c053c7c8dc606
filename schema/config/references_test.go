package config_test

import "testing"

// TestReferences checks what can refer to an object.
func TestReferences(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a reference has the value of its object's name", src: `
			queue "q" {
			  name = "Sales"
			}
			routing_profile "p" {
			  default_outbound_queue = queue.q
			}
		`, want: `
			queue.q: name = "Sales"
			routing_profile.p: name = "p", default_outbound_queue = "Sales"
		`},
		{name: "a text is the name of an object that is not described", src: `
			routing_profile "p" {
			  default_outbound_queue = "Sales"
			}
		`, want: `
			routing_profile.p: name = "p", default_outbound_queue = "Sales"
		`},
		{name: "a reference to a member of for_each", src: `
			queue "q" {
			  for_each = { s = "Sales", t = "Tech" }
			  name     = each.value
			}
			routing_profile "p" {
			  default_outbound_queue = queue.q["t"]
			}
		`, want: `
			queue.q["s"]: name = "Sales"
			queue.q["t"]: name = "Tech"
			routing_profile.p: name = "p", default_outbound_queue = "Tech"
		`},
		{name: "a key may be an expression", src: `
			queue "q" {
			  for_each = toset(["a", "b"])
			}
			routing_profile "p" {
			  for_each               = toset(["a", "b"])
			  default_outbound_queue = queue.q[each.key]
			}
		`, want: `
			queue.q["a"]: name = "a"
			queue.q["b"]: name = "b"
			routing_profile.p["a"]: name = "a", default_outbound_queue = "a"
			routing_profile.p["b"]: name = "b", default_outbound_queue = "b"
		`},
		{name: "all members of for_each", src: `
			security_profile "p" {
			  for_each = toset(["b", "a"])
			}
			user "u" {
			  security_profiles = values(security_profile.p)
			}
			user "v" {
			  security_profiles = [for k, p in security_profile.p : p if k != "b"]
			}
		`, want: `
			security_profile.p["a"]: name = "a"
			security_profile.p["b"]: name = "b"
			user.u: username = "u", security_profiles = ["a", "b"]
			user.v: username = "v", security_profiles = ["a"]
		`},
		{name: "references and names beside one another", src: `
			security_profile "p" {
			  name = "Plus"
			}
			user "u" {
			  security_profiles = [security_profile.p, "Basic"]
			}
		`, want: `
			security_profile.p: name = "Plus"
			user.u: username = "u", security_profiles = ["Basic", "Plus"]
		`},
		{name: "an object of the same kind is referred to by its whole name", src: `
			hierarchy_group "uk" {
			  name = "UK"
			}
			hierarchy_group "north" {
			  name   = "North"
			  parent = hierarchy_group.uk
			}
			user "u" {
			  hierarchy_group = hierarchy_group.north
			}
		`, want: `
			hierarchy_group.uk: name = "UK"
			hierarchy_group.north: name = "North", parent = "UK"
			user.u: username = "u", hierarchy_group = "UK/North"
		`},
		{name: "a reference to another kind", src: `
			queue "q" {}
			user "u" {
			  routing_profile = queue.q
			}
		`, want: `
			main.hcl:3:21-28 CW2004 Wrong kind of object: "routing_profile" expects a routing profile; queue.q is a queue.
		`},
		{name: "a label that does not exist", src: `
			queue "premium" {}
			routing_profile "p" {
			  default_outbound_queue = queue.premum
			}
		`, want: `
			main.hcl:3:33-40 CW2001 Reference to undeclared object: There is no queue block with the label "premum". Did you mean "premium"? To refer to an object that this configuration does not describe, write its name in quotes.
		`},
		{name: "a key that does not exist", src: `
			queue "q" {
			  for_each = toset(["north", "south"])
			}
			routing_profile "p" {
			  default_outbound_queue = queue.q["nroth"]
			}
		`, want: `
			main.hcl:5:35-44 CW2001 Reference to undeclared object: queue.q has no object with the key "nroth". Did you mean "north"?
		`},
		{name: "a key where there is no for_each", src: `
			queue "q" {}
			routing_profile "p" {
			  default_outbound_queue = queue.q["a"]
			}
		`, want: `
			main.hcl:3:35-40 CW2003 Reference has no attributes: queue.q means the object itself, so its attributes cannot be read. Put a value that several blocks use into a locals block.
		`},
		{name: "no key where there is for_each", src: `
			queue "q" {
			  for_each = toset(["a"])
			}
			routing_profile "p" {
			  default_outbound_queue = queue.q
			}
		`, want: `
			main.hcl:5:28-35 CW3002 Wrong type: "default_outbound_queue" must be a queue, or the name of one, but this is a block with for_each. Choose one of its objects by the key, such as ["a"].
		`},
		{name: "a number as key", src: `
			queue "q" {
			  for_each = toset(["a"])
			}
			routing_profile "p" {
			  default_outbound_queue = queue.q[0]
			}
		`, want: `
			main.hcl:5:35-38 CW1029 Invalid key: The keys of queue.q are strings: queue.q["…"].
		`},
		{name: "an attribute of an object", src: `
			queue "q" {}
			user "u" {
			  first_name = queue.q.name
			}
		`, want: `
			main.hcl:3:23-28 CW2003 Reference has no attributes: queue.q means the object itself, so its attributes cannot be read. Put a value that several blocks use into a locals block.
		`},
		{name: "a reference in a text", src: `
			queue "q" {}
			user "u" {
			  first_name = "for ${queue.q}"
			}
		`, want: `
			main.hcl:3:23-30 CW1002 Invalid template interpolation value: Cannot include the given value in a string template: string required, but have reference.
		`},
		{name: "a reference where a text belongs", src: `
			queue "q" {}
			user "u" {
			  first_name = queue.q
			}
		`, want: `
			main.hcl:3:16-23 CW3002 Wrong type: "first_name" must be a text in quotes, but this is a reference.
		`},
		{name: "something else where a reference belongs", src: `
			user "u" {
			  routing_profile = 7
			}
		`, want: `
			main.hcl:2:21-22 CW3002 Wrong type: "routing_profile" must be a routing profile, or the name of one, but this is a number.
		`},
		{name: "a word that is close to a kind", src: `
			user "u" {
			  routing_profile = routing_profle.p
			}
		`, want: `
			main.hcl:2:21-35 CW1111 Unknown name: Unknown name "routing_profle". Did you mean "routing_profile"?
		`},
		{name: "a kind by itself", src: `
			user "u" {
			  routing_profile = routing_profile
			}
		`, want: `
			main.hcl:2:21-36 CW2002 Incomplete reference: "routing_profile" is incomplete; write routing_profile.LABEL.
		`},
		{name: "objects whose names need one another", src: `
			hierarchy_group "a" {
			  parent = hierarchy_group.b
			}
			hierarchy_group "b" {
			  parent = hierarchy_group.a
			}
		`, want: `
			main.hcl:5:12-29 CW1032 Circular reference: hierarchy_group.b depends on itself: hierarchy_group.b -> hierarchy_group.a -> hierarchy_group.b.
		`},
		{name: "blocks whose for_each need one another", src: `
			queue "a" {
			  for_each = queue.b
			}
			queue "b" {
			  for_each = { for k, q in queue.a : k => q }
			}
		`, want: `
			main.hcl:2:14-21 CW1032 Circular reference: queue.a's for_each depends on itself: queue.a's for_each -> queue.b -> queue.b's for_each -> queue.a -> queue.a's for_each.
		`},
		{name: "a name from an object without one", src: `
			user "u" {
			  for_each   = { a = queue.q }
			  first_name = each.value
			}
			queue "q" {}
		`, want: `
			main.hcl:3:16-26 CW3002 Wrong type: "first_name" must be a text in quotes, but this is a reference.
			  each.key = "a"
		`},
	})
}
