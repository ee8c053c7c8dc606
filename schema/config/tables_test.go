package config_test

import "testing"

// TestQueueTables reads the tables that routing profiles share.
func TestQueueTables(t *testing.T) {
	t.Parallel()
	checkRules(t, []rule{
		{name: "a table is used", src: `
			queue "q" {}
			queue_table "t" {
			  rows = [{ queue = queue.q, priority = 1, delay = 0, channel = "voice" }]
			}
			routing_profile "a" {
			  queues = queue_table.t.rows
			}
			routing_profile "b" {
			  queues = concat(queue_table.t.rows, [{ queue = "Tech", priority = 2, delay = 5, channel = "chat" }])
			}
		`, want: `
			queue.q: name = "q"
			routing_profile.a: name = "a", queues = [{ channel = "voice" delay = 0 priority = 1 queue = "q" }]
			routing_profile.b: name = "b", queues = [{ channel = "chat" delay = 5 priority = 2 queue = "Tech" }, { channel = "voice" delay = 0 priority = 1 queue = "q" }]
		`},
		{name: "a table for each member", src: `
			queue_table "t" {
			  for_each = toset(["Sales", "Tech"])
			  rows     = [{ queue = each.key, priority = 1, delay = 0, channel = "voice" }]
			}
			routing_profile "p" {
			  queues = queue_table.t["Tech"].rows
			}
		`, want: `
			routing_profile.p: name = "p", queues = [{ channel = "voice" delay = 0 priority = 1 queue = "Tech" }]
		`},
		{name: "a row without a channel stays as it is written", src: `
			queue_table "t" {
			  rows = [{ queue = "Sales", priority = 1, delay = 0 }]
			}
			routing_profile "p" {
			  channels = { voice = 1, chat = 3 }
			  queues   = queue_table.t.rows
			}
		`, want: `
			routing_profile.p: name = "p", channels = { chat = 3 voice = 1 }, queues = [{ channel = "" delay = 0 priority = 1 queue = "Sales" }]
		`},
		{name: "a duplicate row because it has no channel", src: `
			routing_profile "p" {
			  channels = { voice = 1, chat = 3 }
			  queues = [
			    { queue = "Sales", priority = 1, delay = 0 },
			    { queue = "Sales", priority = 2, delay = 0, channel = "chat" },
			  ]
			}
		`, want: `
			main.hcl:4:15-22 CW3007 Duplicate row: Queue "Sales" on chat has one row with priority 1, delay 0, and one with priority 2, delay 0. A row without channels covers every channel of the profile.
		`},
		{name: "no rows", src: `
			queue_table "t" {}
		`, want: `
			main.hcl:1:1-16 CW3008 Missing rows: queue_table blocks need rows: rows = [{ queue = …, priority = 1, delay = 0 }].
		`},
		{name: "a word that is close to rows", src: `
			queue_table "t" {
			  row = []
			}
		`, want: `
			main.hcl:1:1-16 CW3008 Missing rows: queue_table blocks need rows: rows = [{ queue = …, priority = 1, delay = 0 }].
			main.hcl:2:3-6 CW1021 Unsupported attribute: queue_table blocks have no attribute "row". Did you mean "rows"?
		`},
		{name: "a lifecycle", src: `
			queue_table "t" {
			  rows = []
			  lifecycle {}
			}
		`, want: `
			main.hcl:3:3-12 CW1014 Unsupported block: queue_table blocks cannot contain a block "lifecycle".
		`},
		{name: "what is wrong with a table is said once", src: `
			queue_table "t" {
			  rows = [{ queue = "Sales", priority = 100, delay = 0 }]
			}
			routing_profile "a" {
			  queues = queue_table.t.rows
			}
			routing_profile "b" {
			  queues = queue_table.t.rows
			}
		`, want: `
			main.hcl:2:41-44 CW3001 Invalid value: "priority" is 100, but must be between 1 and 99.
		`},
		{name: "what is wrong with a table that nothing uses", src: `
			queue_table "t" {
			  rows = [{ queue = queue.gone, priority = 1, delay = 0 }]
			}
		`, want: `
			main.hcl:2:26-31 CW2001 Reference to undeclared object: There is no queue block with the label "gone". To refer to an object that this configuration does not describe, write its name in quotes.
		`},
		{name: "what is wrong with a row of each member", src: `
			queue_table "t" {
			  for_each = { a = 1, b = 100 }
			  rows     = [{ queue = "Sales", priority = each.value, delay = 0 }]
			}
		`, want: `
			main.hcl:3:45-55 CW3001 Invalid value: "priority" is 100, but must be between 1 and 99.
			  each.key = "b"
		`},
		{name: "a table without its rows", src: `
			queue_table "t" {
			  rows = []
			}
			routing_profile "p" {
			  queues = queue_table.t
			}
		`, want: `
			main.hcl:5:12-25 CW3002 Wrong type: "queues" must be a list, but this is an object. Write queue_table.LABEL.rows for the rows of a queue table.
		`},
		{name: "a table that depends on itself", src: `
			queue_table "t" {
			  rows = queue_table.t.rows
			}
		`, want: `
			main.hcl:1:1-16 CW1032 Circular reference: queue_table.t depends on itself: queue_table.t -> queue_table.t.
		`},
	})
}
