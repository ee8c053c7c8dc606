package config_test

import "testing"

// TestCheckBlocks checks what a check block can have.
func TestCheckBlocks(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a check that asks", src: `
			check "staffed" {
			  assert  = length(agents_serving(queue.q)) >= 2
			  message = "Too few serve it."
			}
			queue "q" {}
		`, want: `
			check staffed: error Too few serve it.
			asks routing_profile
			queue.q: name = "q"
		`},
		{name: "a check that asks several things", src: `
			check "editors" {
			  assert  = length(users_with("Users.Edit")) < 3
			  message = "They serve ${join(", ", queues_of("ada"))}."
			}
		`, want: `
			check editors: pass
			asks routing_profile, security_profile
		`},
		{name: "a severity", src: `
			check "c" {
			  assert   = true
			  message  = "x"
			  severity = "warning"
			}
		`, want: `
			check c: pass
		`},
		{name: "twice", src: `
			check "c" {
			  assert  = true
			  message = "x"
			}
			check "c" {
			  assert  = false
			  message = "y"
			}
		`, want: `
			main.hcl:5:1-10 CW1013 Duplicate block: Duplicate check "c". The first one is at main.hcl:1; each label can be used only once.
		`},
		{name: "no message", src: `
			check "c" {
			  assert = true
			}
		`, want: `
			main.hcl:1:1-10 CW1301 Incomplete check: A check block needs an assertion, and a message for when it is false: assert = length(agents_serving(queue.sales)) >= 2, and message = "…".
		`},
		{name: "a word that it does not have", src: `
			check "c" {
			  assert  = true
			  messge  = "x"
			}
		`, want: `
			main.hcl:3:3-9 CW1021 Unsupported attribute: check blocks have no attribute "messge". Did you mean "message"?
		`},
		{name: "a block inside", src: `
			check "c" {
			  assert  = true
			  message = "x"
			  when {}
			}
		`, want: `
			main.hcl:4:3-7 CW1014 Unsupported block: check blocks cannot contain a block "when".
		`},
		{name: "a severity that does not exist", src: `
			check "c" {
			  assert   = true
			  message  = "x"
			  severity = "fatal"
			}
		`, want: `
			main.hcl:4:14-21 CW1030 Literal value required: "severity" decides whether a plan can be applied, so it must be written literally: "error" or "warning".
		`},
		{name: "a severity from a variable", src: `
			variable "level" {
			  default = "warning"
			}
			check "c" {
			  assert   = true
			  message  = "x"
			  severity = var.level
			}
		`, want: `
			main.hcl:7:14-23 CW1030 Literal value required: "severity" decides whether a plan can be applied, so it must be written literally: "error" or "warning".
		`},
		{name: "an assertion that is neither true nor false", src: `
			check "c" {
			  assert  = agents_serving("Sales")
			  message = "x"
			}
		`, want: `
			main.hcl:2:13-36 CW1302 Invalid assertion: The assertion must be true or false: length(agents_serving(queue.sales)) >= 2.
		`},
		{name: "a message that is not text", src: `
			check "c" {
			  assert  = true
			  message = ["x"]
			}
		`, want: `
			main.hcl:3:13-18 CW1302 Invalid assertion: The message must be a string.
		`},
		{name: "an assertion that refers to nothing", src: `
			check "c" {
			  assert  = length(agents_serving(queue.q)) > 0
			  message = "${local.x}"
			}
		`, want: `
			main.hcl:2:40-42 CW2001 Reference to undeclared object: There is no queue block with the label "q". To refer to an object that this configuration does not describe, write its name in quotes.
			main.hcl:3:21-23 CW1109 Unknown local: There is no local "x".
		`},
		{name: "a question about another kind", src: `
			check "c" {
			  assert  = length(agents_serving(user.u)) > 0
			  message = "x"
			}
			user "u" {}
		`, want: `
			main.hcl:2:35-41 CW1003 Invalid function argument: Invalid value for "of" parameter: expected a queue, but user.u is a user.
		`},
		{name: "a question about a channel that does not exist", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "fax")) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:45-48 CW1003 Invalid function argument: Invalid value for "channel" parameter: unknown channel "fax"; the channels are voice, chat, task, email.
		`},
		{name: "options that are not whole numbers", src: `
			check "c" {
			  assert = length(agents_serving("Sales", "voice", { max_delay = -1 })) + length(agents_serving("Sales", "voice", { max_delay = 1.5 })) > 0
			  message = "${length(agents_serving("Sales", "voice", { max_priority = 0 }))} ${length(agents_serving("Sales", "voice", { max_priority = null }))} ${hours_open(user.u)}"
			}
			user "u" {}
		`, want: `
			main.hcl:2:52-53 CW1003 Invalid function argument: Invalid value for "channel" parameter: the option max_delay must be seconds: a whole number from 0 on.
			main.hcl:2:115-116 CW1003 Invalid function argument: Invalid value for "channel" parameter: the option max_delay must be seconds: a whole number from 0 on.
			main.hcl:3:56-57 CW1003 Invalid function argument: Invalid value for "channel" parameter: the option max_priority must be a priority: a whole number from 1 on.
			main.hcl:3:122-123 CW1003 Invalid function argument: Invalid value for "channel" parameter: the option max_priority must be a priority: a whole number from 1 on.
			main.hcl:3:162-168 CW1003 Invalid function argument: Invalid value for "of" parameter: expected a queue, but user.u is a user.
		`},
		{name: "a question about two channels", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "voice", "chat")) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:54-58 CW1003 Invalid function argument: Invalid value for "channel" parameter: only options can follow, such as { max_delay = 20 }.
		`},
		{name: "a channel that is a number", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", 1)) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:44-45 CW1003 Invalid function argument: Invalid value for "channel" parameter: expected a channel: voice, chat, task, email.
		`},
		{name: "an unknown option", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "task", { workloads = "claims" })) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:52-53 CW1003 Invalid function argument: Invalid value for "channel" parameter: unknown option "workloads"; the options are max_delay, max_priority, workload.
		`},
		{name: "an option without a value", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "task", { workload = null })) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:52-53 CW1003 Invalid function argument: Invalid value for "channel" parameter: the option workload must be the name of a workload type.
		`},
		{name: "a workload type of calls", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "voice", { workload = "claims" })) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:53-54 CW1003 Invalid function argument: Invalid value for "channel" parameter: contacts on voice have no workload types; those on task and email have.
		`},
		{name: "one argument too many", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "task", { workload = "claims" }, "b")) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:78-79 CW1003 Invalid function argument: Invalid value for "channel" parameter: only a channel and options can follow.
		`},
		{name: "a question about a number", src: `
			check "c" {
			  assert  = length(users_with(7)) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:31-32 CW1003 Invalid function argument: Invalid value for "of" parameter: expected a string.
		`},
		{name: "a question outside of checks", src: `
			locals {
			  few = agents_serving("Sales")
			}
		`, want: `
			main.hcl:2:9-23 CW1303 Function only allowed in checks: agents_serving asks what the contact centre will look like after the plan, and callwright evaluates objects before it knows that. Use the function only in check blocks.
		`},
	})
}
