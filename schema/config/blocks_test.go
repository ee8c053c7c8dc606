package config_test

import "testing"

// TestBlocks checks which blocks a configuration can have, and how many of each.
func TestBlocks(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a block describes an object", src: `
			queue "a" {}
		`, want: `
			queue.a: name = "a"
		`},
		{name: "a kind and another may have one label", src: `
			queue "a" {}
			hours_of_operation "a" {}
		`, want: `
			hours_of_operation.a: name = "a"
			queue.a: name = "a"
		`},
		{name: "two blocks of a kind with one label", src: `
			queue "a" {}
			queue "a" {}
		`, want: `
			main.hcl:2:1-10 CW1013 Duplicate block: queue.a is already described at main.hcl:1. Each label can be used only once for a kind.
		`},
		{name: "two blocks of a kind with one label in two files", src: `
			queue "a" {}
			-- more.hcl --
			hours_of_operation "b" {}
			queue "a" {}
		`, want: `
			more.hcl:2:1-10 CW1013 Duplicate block: queue.a is already described at main.hcl:1. Each label can be used only once for a kind.
		`},
		{name: "what an instance has one of has no label", src: `
			hierarchy {
			  levels = ["Region", "Team"]
			}
		`, want: `
			hierarchy: levels = ["Region", "Team"]
		`},
		{name: "what an instance has one of, with a label", src: `
			hierarchy "h" {}
		`, want: `
			main.hcl:1:11-14 CW1016 Unexpected label: An instance has only one hierarchy, so its block has no label: hierarchy { … }.
		`},
		{name: "what an instance has one of, twice", src: `
			hierarchy {}
			hierarchy {}
		`, want: `
			main.hcl:2:1-10 CW1013 Duplicate block: hierarchy is already described at main.hcl:1. Each label can be used only once for a kind.
		`},
		{name: "what an instance has one of, with for_each", src: `
			hierarchy {
			  for_each = {}
			}
		`, want: `
			main.hcl:2:3-11 CW1023 Unexpected for_each: An instance has only one hierarchy, so its block cannot have for_each.
		`},
		{name: "a word that is close to a block", src: `
			qeue "a" {}
		`, want: `
			main.hcl:1:1-5 CW1014 Unsupported block: Unknown block "qeue". Did you mean "queue"?
		`},
		{name: "a word that is close to nothing", src: `
			banana {}
		`, want: `
			main.hcl:1:1-7 CW1014 Unsupported block: Unknown block "banana". A configuration can have the blocks callwright, provider, variable, locals, module, output, release, delete, check, queue_table, hours_of_operation, queue, agent_status, predefined_attribute, hierarchy, hierarchy_group, security_profile, routing_profile, user, quick_connect, permission_group, permission_group_assignment, connectpath.
		`},
		{name: "two words that are close to nothing", src: `
			banana {}
			cherry {}
		`, want: `
			main.hcl:1:1-7 CW1014 Unsupported block: Unknown block "banana". A configuration can have the blocks callwright, provider, variable, locals, module, output, release, delete, check, queue_table, hours_of_operation, queue, agent_status, predefined_attribute, hierarchy, hierarchy_group, security_profile, routing_profile, user, quick_connect, permission_group, permission_group_assignment, connectpath.
			main.hcl:2:1-7 CW1014 Unsupported block: Unknown block "cherry".
		`},
		{name: "an attribute outside of blocks", src: `
			x = 1
			y = 2
			queue "a" {}
		`, want: `
			main.hcl:1:1-2 CW1011 Attribute outside a block: "x" is not inside a block. Put a value that several blocks use into a locals block.
			main.hcl:2:1-2 CW1011 Attribute outside a block: "y" is not inside a block. Put a value that several blocks use into a locals block.
		`},
		{name: "lifecycle is inside of another block", src: `
			lifecycle {
			  prevent_destroy = true
			}
		`, want: `
			main.hcl:1:1-10 CW1014 Unsupported block: Put a lifecycle block inside the block of its object.
		`},
		{name: "an attribute that is written as a block", src: `
			user "u" {
			  phone {
			    type = "soft"
			  }
			}
		`, want: `
			main.hcl:2:3-8 CW1012 Attribute written as a block: phone is an attribute, not a block: write phone = { … }.
		`},
		{name: "an unknown block inside of an object's", src: `
			user "u" {
			  lifecycl {}
			}
		`, want: `
			main.hcl:2:3-11 CW1014 Unsupported block: user blocks cannot contain a block "lifecycl". Did you mean "lifecycle"?
		`},
		{name: "an attribute that is close to another", src: `
			user "u" {
			  frist_name = "Ada"
			}
		`, want: `
			main.hcl:2:3-13 CW1021 Unsupported attribute: user blocks have no attribute "frist_name". Did you mean "first_name"?
		`},
		{name: "count", src: `
			user "u" {
			  count = 3
			}
		`, want: `
			main.hcl:2:3-8 CW1021 Unsupported attribute: user blocks have no attribute "count". To describe several objects, use for_each with a map or a set.
		`},
		{name: "lifecycle as an attribute", src: `
			user "u" {
			  lifecycle = {}
			}
		`, want: `
			main.hcl:2:3-12 CW1021 Unsupported attribute: user blocks have no attribute "lifecycle". lifecycle is a block: lifecycle { … }.
		`},
		{name: "a word of lifecycle outside of it", src: `
			user "u" {
			  prevent_destroy = true
			}
		`, want: `
			main.hcl:2:3-18 CW1021 Unsupported attribute: user blocks have no attribute "prevent_destroy". Put it in a lifecycle block: lifecycle { prevent_destroy = … }.
		`},
		{name: "only one callwright block", src: `
			callwright {}
			callwright {}
		`, want: `
			main.hcl:2:1-11 CW1013 Duplicate block: Duplicate callwright block. The first one is at main.hcl:1; a configuration has only one.
		`},
		{name: "the callwright block has no label", src: `
			callwright "x" {}
		`, want: `
			main.hcl:1:1-15 CW1020 Wrong number of labels: Write this block as callwright { … }.
		`},
		{name: "only one provider block", src: `
			provider "local" {}
			provider "amazonconnect" {
			  instance = "x"
			}
		`, want: `
			main.hcl:2:1-25 CW1013 Duplicate block: Duplicate provider block. The first one is at main.hcl:1; a configuration has only one.
		`},
		{name: "the provider block has a label", src: `
			provider {}
		`, want: `
			main.hcl:1:1-9 CW1020 Wrong number of labels: Write this block as provider "amazonconnect" { … }.
		`},
		{name: "ConnectPath's provider next to the other one", src: `
			provider "local" {}
			provider "connectpath" {}
		`, want: `
			connectpath: driver "gateway", endpoint ""
		`},
		{name: "only one provider of ConnectPath", src: `
			provider "connectpath" {}
			provider "connectpath" {}
		`, want: `
			main.hcl:2:1-23 CW1013 Duplicate block: Duplicate provider block. The first one is at main.hcl:1; a configuration has only one.
		`},
		{name: "files are read in the order of their names", src: `
			user "b" {}
			-- a.hcl --
			user "a" {}
			-- .hidden.hcl --
			user "hidden" {}
			-- values.vars.hcl --
			user = 1
			-- notes.txt --
			user "notes" {}
		`, want: `
			user.a: username = "a"
			user.b: username = "b"
		`},
		{name: "a file that cannot be parsed", src: `
			queue "a" {}
			-- wrong.hcl --
			queue "b" {
			  name =
			}
		`, want: `
			wrong.hcl:2:9-3:1 CW1002 Invalid expression: Expected the start of an expression, but found an invalid expression token.
		`},
		{name: "the files that can be parsed say nothing of what they refer to", src: `
			queue "a" {
			  hours_of_operation = hours_of_operation.b
			}
			-- wrong.hcl --
			hours_of_operation "b" {
		`, want: `
			wrong.hcl:1:24-25 CW1001 Block is not closed: The block that begins here is not closed. Write } on a line of its own at its end. If there is one, look for a { inside of the block without its }.
		`},
	})
}

// TestLabels checks which labels are allowed.
func TestLabels(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "letters, digits, _ and -", src: `
			queue "premium-1_b" {}
		`, want: `
			queue.premium-1_b: name = "premium-1_b"
		`},
		{name: "an object is named by its label", src: `
			security_profile "agent" {}
		`, want: `
			security_profile.agent: name = "agent"
		`},
		{name: "an object has a name of its own", src: `
			security_profile "agent" {
			  name = "Agent plus"
			}
		`, want: `
			security_profile.agent: name = "Agent plus"
		`},
		{name: "an object is named by the key of for_each", src: `
			security_profile "p" {
			  for_each = toset(["Agent", "Admin"])
			}
		`, want: `
			security_profile.p["Admin"]: name = "Admin"
			security_profile.p["Agent"]: name = "Agent"
		`},
		{name: "none", src: `
			queue {}
		`, want: `
			main.hcl:1:1-6 CW1017 Missing label: A queue block needs a label, because other blocks refer to it by its label: queue "label" { … }.
		`},
		{name: "two", src: `
			queue "a" "b" {}
		`, want: `
			main.hcl:1:11-14 CW1016 Unexpected label: A queue block can only have one label.
		`},
		{name: "a name that is not a label", src: `
			user "Ada Lovelace" {}
		`, want: `
			main.hcl:1:6-20 CW1018 Invalid label: A label can only have letters, digits, _ and -, and must start with a letter. Write the object's name in its name attribute, and "ada_lovelace" here.
		`},
		{name: "a name without a letter", src: `
			user "1" {}
		`, want: `
			main.hcl:1:6-9 CW1018 Invalid label: A label can only have letters, digits, _ and -, and must start with a letter. Write the object's name in its name attribute.
		`},
		{name: "an empty one", src: `
			user "" {}
		`, want: `
			main.hcl:1:6-8 CW1018 Invalid label: A label can only have letters, digits, _ and -, and must start with a letter. Write the object's name in its name attribute.
		`},
		{name: "a label of a queue table", src: `
			queue_table {
			  rows = []
			}
		`, want: `
			main.hcl:1:1-12 CW1017 Missing label: A queue_table block needs a label, because other blocks refer to it by its label: queue_table "label" { … }.
		`},
		{name: "a label of a check", src: `
			check {
			  assert  = true
			  message = "x"
			}
		`, want: `
			main.hcl:1:1-6 CW1017 Missing label: A check block needs a label, because plans refer to it by its label: check "label" { … }.
		`},
		{name: "a check's label that is a sentence", src: `
			check "two agents" {
			  assert  = true
			  message = "x"
			}
		`, want: `
			main.hcl:1:7-19 CW1018 Invalid label: A label can only have letters, digits, _ and -, and must start with a letter. Write the text for people in its message, and "two_agents" here.
		`},
	})
}
