package render

import (
	"testing"

	"github.com/callwright/callwright/plan/impact"
)

// TestPermissionsInWords tells permissions as the consoles show them, by resource. A permission
// that the catalogue does not know has its name from the service, so it is in a code span.
func TestPermissionsInWords(t *testing.T) {
	t.Parallel()
	box := func(product, resource, level, remark string) impact.Object {
		return impact.Object{Text: resource + "." + level, Product: product, Resource: resource, Level: level, Remark: remark}
	}
	const administers = "administers access"
	for name, test := range map[string]struct {
		verb            impact.Verb
		objects         []impact.Object
		plain, markdown string
	}{
		"one resource": {
			impact.Gain,
			[]impact.Object{box("", "Users", "edit", administers), box("", "Users", "view", "")},
			`ana gains Users: edit, view (administers access) via "P"`, "`ana` gains **Users**: edit, view (administers access) via `P`",
		},
		"a resource comes once, even if another is between": {
			impact.Lose,
			[]impact.Object{box("", "Users", "edit", ""), box("", "Queues", "view", ""), box("", "Users", "view", "")},
			`ana loses Users: edit, view; Queues: view via "P"`, "`ana` loses **Users**: edit, view; **Queues**: view via `P`",
		},
		"a resource with one box": {
			impact.Gain,
			[]impact.Object{box("", "Make outbound calls", "", ""), box("", "Queues", "view", "")},
			`ana gains "Make outbound calls"; Queues: view via "P"`, "`ana` gains `Make outbound calls`; **Queues**: view via `P`",
		},
		"ConnectPath": {
			impact.Gain,
			[]impact.Object{box("ConnectPath", "Announcements", "view", ""), box("ConnectPath", "Announcements", "create", ""), box("ConnectPath", "Silent Monitor", "enabled", "")},
			`ana gains in ConnectPath: Announcements view, create; Silent Monitor via "P"`,
			"`ana` gains in ConnectPath: **Announcements** view, create; **Silent Monitor** via `P`",
		},
		"Amazon Connect before ConnectPath": {
			impact.Gain,
			[]impact.Object{box("ConnectPath", "Users", "edit", administers), box("", "Queues", "view", "")},
			`ana gains Queues: view; in ConnectPath: Users edit (administers access) via "P"`,
			"`ana` gains **Queues**: view; in ConnectPath: **Users** edit (administers access) via `P`",
		},
		"somebody joins ConnectPath": {
			impact.JoinWith,
			[]impact.Object{box("ConnectPath", "Directory", "view", "")},
			`ana joins with permissions in ConnectPath: Directory view via "P"`, "`ana` joins with permissions in ConnectPath: **Directory** view via `P`",
		},
		"unknown, and with a name like a sentence": {
			impact.Gain,
			[]impact.Object{box("", "Queues", "view", ""), {Text: "**x** via `y`"}},
			"ana gains Queues: view; \"**x** via `y`\" via \"P\"", "`ana` gains **Queues**: view; `` **x** via `y` `` via `P`",
		},
		"a flow module": {
			impact.Gain,
			[]impact.Object{box("", "Queues", "view", ""), {What: "flow module", Text: "Refunds"}},
			`ana gains Queues: view; flow module Refunds via "P"`, "`ana` gains **Queues**: view; flow module `Refunds` via `P`",
		},
		"more resources than are told": {
			impact.Gain,
			[]impact.Object{box("", "A", "view", ""), box("", "B", "view", ""), box("", "C", "view", ""), box("", "D", "view", ""), box("", "D", "edit", "")},
			`ana gains A: view; B: view; and 3 more via "P"`, "`ana` gains **A**: view; **B**: view; and 3 more via `P`",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fact := impact.Fact{Verb: test.verb, Subjects: []string{"ana"}, Objects: test.objects, Via: []string{"P"}}
			spans := measure{users: 2, objects: 2}.sentence(fact)
			if got := plainText(spans); got != test.plain {
				t.Errorf("plain text is %s\nwant          %s", got, test.plain)
			}
			if got := markdownText(spans); got != test.markdown {
				t.Errorf("Markdown is %s\nwant        %s", got, test.markdown)
			}
		})
	}
}

// TestPermissionsByAPIName keeps the API's names if they are asked for, as with full detail.
func TestPermissionsByAPIName(t *testing.T) {
	t.Parallel()
	fact := impact.Fact{Verb: impact.Gain, Subjects: []string{"ana"}, Via: []string{"P"}, Objects: []impact.Object{
		{Text: "Users.Edit", Resource: "Users", Level: "edit", Remark: "administers access"}, {Text: "ConnectPath:communication.directory.view", Product: "ConnectPath", Resource: "Directory", Level: "view"},
	}}
	got := plainText(measure{users: 2, objects: 2, apiNames: true}.sentence(fact))
	want := `ana gains Users.Edit (administers access), ConnectPath:communication.directory.view via "P"`
	if got != want {
		t.Errorf("the sentence is %s\nwant           %s", got, want)
	}
}
