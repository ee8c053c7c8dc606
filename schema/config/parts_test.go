package config_test

import "testing"

// TestParts reads attributes that describe objects of their own.
func TestParts(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a user's permission group", src: `
			user "ada" {
			  permission_group = permission_group.agents
			}
			permission_group "agents" {
			  name = "Agents"
			}
		`, want: `
			connectpath: driver "gateway", endpoint ""
			user.ada: username = "ada"
			permission_group.agents: name = "Agents"
			permission_group_assignment.user.ada: user = "ada", group = "Agents"
		`},
		{name: "each user's permission group", src: `
			user "u" {
			  for_each         = { ada = "Agents", bo = null }
			  permission_group = each.value
			}
		`, want: `
			connectpath: driver "gateway", endpoint ""
			user.u["ada"]: username = "ada"
			user.u["bo"]: username = "bo"
			permission_group_assignment.user.u["ada"]: user = "ada", group = "Agents"
		`},
		{name: "a permission group that does not exist", src: `
			user "ada" {
			  permission_group = permission_group.agents
			}
		`, want: `
			main.hcl:2:38-45 CW2001 Reference to undeclared object: There is no permission_group block with the label "agents". To refer to an object that this configuration does not describe, write its name in quotes.
		`},
		{name: "another kind of object", src: `
			user "ada" {
			  permission_group = queue.q
			}
			queue "q" {}
		`, want: `
			main.hcl:2:22-29 CW2004 Wrong kind of object: "permission_group" expects a permission group; queue.q is a queue.
		`},
	})
}
