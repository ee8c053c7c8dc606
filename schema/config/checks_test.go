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
			main.hcl:5:1-10 CW1013 Block stands twice: There is a check "c" at main.hcl:1 already; a label stands once.
		`},
		{name: "no message", src: `
			check "c" {
			  assert = true
			}
		`, want: `
			main.hcl:1:1-10 CW1301 Incomplete check: A check says what must hold and what is wrong when it does not: assert = length(agents_serving(queue.sales)) >= 2, and message = "…".
		`},
		{name: "a word that it does not have", src: `
			check "c" {
			  assert  = true
			  messge  = "x"
			}
		`, want: `
			main.hcl:3:3-9 CW1021 Unsupported attribute: A check block has no attribute "messge". Did you mean "message"?
		`},
		{name: "a block inside", src: `
			check "c" {
			  assert  = true
			  message = "x"
			  when {}
			}
		`, want: `
			main.hcl:4:3-7 CW1014 Unsupported block: A check block has no block "when" inside.
		`},
		{name: "a severity that does not exist", src: `
			check "c" {
			  assert   = true
			  message  = "x"
			  severity = "fatal"
			}
		`, want: `
			main.hcl:4:14-21 CW1030 Value is not literal: "severity" decides what keeps a plan from being applied, so it must stand in the file as it is: "error" or "warning".
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
			main.hcl:7:14-23 CW1030 Value is not literal: "severity" decides what keeps a plan from being applied, so it must stand in the file as it is: "error" or "warning".
		`},
		{name: "an assertion that is neither true nor false", src: `
			check "c" {
			  assert  = agents_serving("Sales")
			  message = "x"
			}
		`, want: `
			main.hcl:2:13-36 CW1302 Unsuitable assertion: What is asserted is true or false: length(agents_serving(queue.sales)) >= 2.
		`},
		{name: "a message that is no text", src: `
			check "c" {
			  assert  = true
			  message = ["x"]
			}
		`, want: `
			main.hcl:3:13-18 CW1302 Unsuitable assertion: The message is a string.
		`},
		{name: "an assertion that refers to nothing", src: `
			check "c" {
			  assert  = length(agents_serving(queue.q)) > 0
			  message = "${local.x}"
			}
		`, want: `
			main.hcl:2:40-42 CW2001 Reference to nothing: There is no queue block labelled "q". An object that this configuration does not describe is written as its name, in quotes.
			main.hcl:3:21-23 CW1109 Unknown local: There is no local "x".
		`},
		{name: "a question about another kind", src: `
			check "c" {
			  assert  = length(agents_serving(user.u)) > 0
			  message = "x"
			}
			user "u" {}
		`, want: `
			main.hcl:2:35-41 CW1003 Invalid function argument: Invalid value for "of" parameter: a user stands where a queue belongs: user.u.
		`},
		{name: "a question about a channel that does not exist", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "fax")) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:45-48 CW1003 Invalid function argument: Invalid value for "channel" parameter: there is no channel "fax"; channels are voice, chat, task, email.
		`},
		{name: "a question about two channels", src: `
			check "c" {
			  assert  = length(agents_serving("Sales", "voice", "chat")) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:54-58 CW1003 Invalid function argument: Invalid value for "channel" parameter: one channel may follow.
		`},
		{name: "a question about a number", src: `
			check "c" {
			  assert  = length(users_with(7)) > 0
			  message = "x"
			}
		`, want: `
			main.hcl:2:31-32 CW1003 Invalid function argument: Invalid value for "of" parameter: a text belongs here.
		`},
		{name: "a question outside of checks", src: `
			locals {
			  few = agents_serving("Sales")
			}
		`, want: `
			main.hcl:2:9-23 CW1303 Function of the planned state: agents_serving asks what the contact centre will be like, which is not known where objects are described. It stands in check blocks.
		`},
	})
}
