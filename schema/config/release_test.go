package config_test

import "testing"

// TestReleaseBlocks checks what a release block can have.
func TestReleaseBlocks(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "an address", src: `
			release {
			  address = user.bob
			}
		`, want: `
			some addresses are released
		`},
		{name: "an address in parentheses", src: `
			release {
			  address = (user.agents["ada"])
			}
		`, want: `
			some addresses are released
		`},
		{name: "a pattern", src: `
			release {
			  match = "user.agents[*]"
			}
		`, want: `
			some addresses are released
		`},
		{name: "nothing", src: `
			release {}
		`, want: `
			main.hcl:1:1-8 CW2009 Incomplete release: A release block needs to say which objects this stack gives up: either address = user.bob, or match = "user.agents[*]".
		`},
		{name: "both", src: `
			release {
			  address = user.bob
			  match   = "user.*"
			}
		`, want: `
			main.hcl:1:1-8 CW2009 Incomplete release: A release block needs to say which objects this stack gives up: either address = user.bob, or match = "user.agents[*]".
		`},
		{name: "a label", src: `
			release "x" {
			  address = user.bob
			}
		`, want: `
			main.hcl:1:9-12 CW1016 Unexpected label: release blocks have no label: release { … }.
		`},
		{name: "a word that it does not have", src: `
			release {
			  adress = user.bob
			}
		`, want: `
			main.hcl:2:3-9 CW1021 Unsupported attribute: release blocks have no attribute "adress". Did you mean "address"?
		`},
		{name: "an address in quotes", src: `
			release {
			  address = "user.bob"
			}
		`, want: `
			main.hcl:2:13-23 CW2006 Address required: An address must be written literally and without quotes: user.bob or user.agents["ada"]. For several objects, write match = "user.agents[*]".
		`},
		{name: "an address without a label", src: `
			release {
			  address = user
			}
		`, want: `
			main.hcl:2:13-17 CW2007 Incomplete address: An address needs a kind and a label: user.LABEL, or for a block with for_each user.LABEL["ada"].
		`},
		{name: "an address with an attribute", src: `
			release {
			  address = user.bob.email
			}
		`, want: `
			main.hcl:2:21-27 CW2006 Address required: Nothing can follow the label in an address, except a key in quotes and brackets for a block with for_each: user.bob["ada"].
		`},
		{name: "an address with a number", src: `
			release {
			  address = user.agents[0]
			}
		`, want: `
			main.hcl:2:24-27 CW2006 Address required: Nothing can follow the label in an address, except a key in quotes and brackets for a block with for_each: user.agents["ada"].
		`},
		{name: "an address after its key", src: `
			release {
			  address = user.agents["ada"].email
			}
		`, want: `
			main.hcl:2:31-37 CW2006 Address required: Nothing can follow the label in an address, except a key in quotes and brackets for a block with for_each: user.agents["ada"].
		`},
		{name: "an address of a kind that does not exist", src: `
			release {
			  address = usr.bob
			}
		`, want: `
			main.hcl:2:13-16 CW2005 Unknown kind: Unknown kind "usr". Did you mean "user"?
		`},
		{name: "an address of what an instance has one of", src: `
			release {
			  address = hierarchy
			}
		`, want: `
			main.hcl:2:13-22 CW2010 Cannot be released: The kind hierarchy belongs to the instance, not to a stack, so there is nothing to release. When you remove the block, the object stays as it is.
		`},
		{name: "an address of a queue table", src: `
			release {
			  address = queue_table.t
			}
		`, want: `
			main.hcl:2:13-24 CW2005 Unknown kind: queue_table exists only in the configuration; the contact centre has no such objects.
		`},
		{name: "a pattern of a kind that does not exist", src: `
			release {
			  match = "usr.*"
			}
		`, want: `
			main.hcl:2:11-18 CW2005 Unknown kind: Unknown kind "usr". Did you mean "user"?
		`},
		{name: "a pattern that no kind begins with", src: `
			release {
			  match = "usr*"
			}
		`, want: `
			main.hcl:2:11-17 CW2005 Unknown kind: No kind starts with "usr". The kinds are hours_of_operation, queue, agent_status, predefined_attribute, hierarchy, hierarchy_group, security_profile, routing_profile, user, quick_connect, permission_group, permission_group_assignment, connectpath.
		`},
		{name: "a pattern that is not an address", src: `
			release {
			  match = "user agents"
			}
		`, want: `
			main.hcl:2:11-24 CW2008 Invalid pattern: No address can match "user agents". Addresses look like user.bob and user.agents["ada"], and * matches any characters: "user.agents[*]".
		`},
		{name: "a pattern that is only a kind", src: `
			release {
			  match = "user"
			}
		`, want: `
			main.hcl:2:11-17 CW2008 Invalid pattern: No address can match "user". Addresses look like user.bob and user.agents["ada"], and * matches any characters: "user.agents[*]".
		`},
		{name: "a pattern with a key without quotes", src: `
			release {
			  match = "user.agents[ada]"
			}
		`, want: `
			main.hcl:2:11-29 CW2008 Invalid pattern: No address can match "user.agents[ada]". Addresses look like user.bob and user.agents["ada"], and * matches any characters: "user.agents[*]".
		`},
		{name: "a pattern that is null", src: `
			release {
			  match = null
			}
		`, want: `
			main.hcl:2:11-15 CW3002 Wrong type: "match" cannot be null.
		`},
		{name: "what is still described, by address", src: `
			release {
			  address = user.bob
			}
			user "bob" {}
		`, want: `
			main.hcl:2:13-21 CW2011 Released object is described: user.bob is described at main.hcl:4; remove its block first.
		`},
		{name: "what is still described, by pattern", src: `
			release {
			  match = "user.agents[*]"
			}
			user "agents" {
			  for_each = { for r in csvdecode(file("users.csv")) : r.username => r }
			}
			-- users.csv --
			username
			ada
			bo
		`, want: `
			main.hcl:2:11-27 CW2011 Released object is described: user.agents["ada"] is described at users.csv:2; remove it from for_each first. The pattern matches 2 objects that are still described.
		`},
	})
}

// TestDeleteBlocks checks what a delete block can have.
func TestDeleteBlocks(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a kind and a name", src: `
			delete {
			  kind = "queue"
			  name = "Old"
			}
		`, want: `
			delete queue "Old"
		`},
		{name: "names may be expressions", src: `
			variable "year" {
			  default = 2025
			}
			delete {
			  kind = "queue"
			  name = "Sales ${var.year}"
			}
		`, want: `
			delete queue "Sales 2025"
		`},
		{name: "no kind", src: `
			delete {
			  name = "Old"
			}
		`, want: `
			main.hcl:1:1-7 CW2012 Incomplete delete: A delete block needs the kind and the name of an object: kind = "queue" and name = "Old".
		`},
		{name: "no name", src: `
			delete {
			  kind = "queue"
			}
		`, want: `
			main.hcl:1:1-7 CW2012 Incomplete delete: A delete block needs the kind and the name of an object: kind = "queue" and name = "Old".
		`},
		{name: "an empty name", src: `
			delete {
			  kind = "queue"
			  name = ""
			}
		`, want: `
			main.hcl:3:10-12 CW3002 Wrong type: "name" cannot be empty: it says which object to delete.
		`},
		{name: "null", src: `
			delete {
			  kind = null
			  name = null
			}
		`, want: `
			main.hcl:2:10-14 CW3002 Wrong type: "kind" cannot be null.
			main.hcl:3:10-14 CW3002 Wrong type: "name" cannot be null.
		`},
		{name: "a name that is not text", src: `
			delete {
			  kind = "queue"
			  name = ["Old"]
			}
		`, want: `
			main.hcl:3:10-17 CW3002 Wrong type: "name" must be a string.
		`},
		{name: "a kind that does not exist", src: `
			delete {
			  kind = "queu"
			  name = "Old"
			}
		`, want: `
			main.hcl:2:10-16 CW2005 Unknown kind: Unknown kind "queu". Did you mean "queue"?
		`},
		{name: "a kind of which an instance has one", src: `
			delete {
			  kind = "hierarchy"
			  name = "x"
			}
		`, want: `
			main.hcl:2:10-21 CW2013 Cannot be deleted: An instance always has its hierarchy, so it cannot be deleted. Describe the settings that it should have.
		`},
		{name: "a queue table", src: `
			delete {
			  kind = "queue_table"
			  name = "x"
			}
		`, want: `
			main.hcl:2:10-23 CW2005 Unknown kind: queue_table exists only in the configuration; the contact centre has no such objects.
		`},
		{name: "a label", src: `
			delete "queue" {
			  name = "Old"
			}
		`, want: `
			main.hcl:1:8-15 CW1016 Unexpected label: delete blocks have no label: delete { … }.
		`},
		{name: "a word that it does not have", src: `
			delete {
			  knd  = "queue"
			  name = "Old"
			}
		`, want: `
			main.hcl:2:3-6 CW1021 Unsupported attribute: delete blocks have no attribute "knd". Did you mean "kind"?
		`},
		{name: "a block inside", src: `
			delete {
			  kind = "queue"
			  name = "Old"
			  lifecycle {}
			}
		`, want: `
			main.hcl:4:3-12 CW1014 Unsupported block: delete blocks cannot contain a block "lifecycle".
		`},
		{name: "twice", src: `
			delete {
			  kind = "queue"
			  name = "Old"
			}
			delete {
			  kind = "queue"
			  name = "Old"
			}
		`, want: `
			main.hcl:5:1-7 CW1013 Duplicate block: The queue "Old" is already deleted at main.hcl:1.
		`},
		{name: "what is still described", src: `
			delete {
			  kind = "queue"
			  name = "Sales"
			}
			queue "q" {
			  name = "Sales"
			}
		`, want: `
			main.hcl:3:10-17 CW2014 Deleted object is described: The queue "Sales", which is queue.q, is described at main.hcl:5; remove its block first.
		`},
		{name: "what is still described by a member of for_each", src: `
			delete {
			  kind = "queue"
			  name = "north"
			}
			queue "q" {
			  for_each = toset(["north"])
			}
		`, want: `
			main.hcl:3:10-17 CW2014 Deleted object is described: The queue "north", which is queue.q["north"], is described at main.hcl:5; remove it from for_each first.
		`},
	})
}
