package rewrite_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/rewrite"
)

// texts returns a list of strings as a value.
func texts(list ...string) cty.Value { return schema.TextsValue(list) }

// object returns a desired object that the block in line 1 of main.hcl describes.
func object(t *testing.T, kind, row string, body any, at schema.Addr) *schema.Resource {
	t.Helper()
	k := schema.MustKind(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Every(), Desired: &schema.Desired{Addr: at}}
	r.Source.Row = row
	r.Source.Range = hcl.Range{Filename: "main.hcl", Start: hcl.InitialPos}
	r.UpdateKey()
	return r
}

// TestSet gives attributes of one block other values.
func TestSet(t *testing.T) {
	t.Parallel()
	rows := func(rows ...schema.QueueRow) *schema.RoutingProfile {
		return &schema.RoutingProfile{Name: "P", Channels: map[string]int{"voice": 1, "chat": 1}, Queues: rows}
	}
	row := func(queue, channel string, priority int) schema.QueueRow {
		return schema.QueueRow{Queue: queue, Channel: channel, Priority: priority}
	}
	queues := func(list ...schema.QueueRow) cty.Value {
		k := schema.MustKind("routing_profile")
		i, _ := k.Lookup("queues")
		return k.Attrs[i].Value(rows(list...))
	}
	two := rows(row("Sales", "chat", 1), row("Sales", "voice", 1), row("Help", "voice", 2))
	twoText := "routing_profile \"p\" {\n  queues = [\n    { queue = queue.sales, priority = 1, delay = 0 }, # first\n    { queue = \"Help\", priority = 2, delay = 0, channels = [\"voice\"] },\n  ]\n}\n"
	_, fromPriority, _ := strings.Cut(twoText, "{ queue = queue.sales, ")
	for _, tt := range []struct {
		name, kind, attr    string
		body                any
		text                string
		value               cty.Value
		old, put            string // what is replaced; the rest stays
		csv, csvOld, csvPut string
		why                 string // why not
	}{
		{name: "a text", kind: "queue", attr: "description", body: &schema.Queue{}, text: "queue \"a\" {\n  description = \"x\" # why\n}\n", value: cty.StringVal("${y} \"z\""), old: `"x"`, put: `"$${y} \"z\""`},
		{name: "a number", kind: "queue", attr: "max_contacts", body: &schema.Queue{}, text: "queue \"a\" {\n  max_contacts = (5)\n}\n", value: cty.NumberIntVal(7), old: "5", put: "7"},
		{name: "a reference", kind: "queue", attr: "hours_of_operation", body: &schema.Queue{}, text: "queue \"a\" {\n  hours_of_operation = \"Basic Hours\"\n}\n", value: cty.StringVal("Day"), old: `"Basic Hours"`, put: `hours_of_operation.each["d"]`},
		{name: "a name", kind: "queue", attr: "hours_of_operation", body: &schema.Queue{}, text: "queue \"a\" {\n  hours_of_operation = hours_of_operation.each[\"d\"]\n}\n", value: cty.StringVal("Other"), old: `hours_of_operation.each["d"]`, put: `"Other"`},
		{name: "a leaf", kind: "user", attr: "phone.after_contact_work", body: &schema.User{}, text: "user \"a\" {\n  phone = { type = \"soft\", after_contact_work = 5 }\n}\n", value: cty.NumberIntVal(7), old: "5", put: "7"},
		{name: "an expression", kind: "queue", attr: "description", body: &schema.Queue{}, text: "queue \"a\" {\n  description = upper(\"x\")\n}\n", value: cty.StringVal("y"), why: "its value is made by an expression"},
		{name: "a template", kind: "queue", attr: "description", body: &schema.Queue{}, text: "queue \"a\" {\n  description = \"x${1}\"\n}\n", value: cty.StringVal("y"), why: "its value is made by an expression"},
		{name: "nothing", kind: "queue", attr: "description", body: &schema.Queue{}, text: "queue \"a\" {\n}\n", value: cty.StringVal("y"), why: "the block does not write it"},

		{name: "members on one line", kind: "queue", attr: "quick_connects", body: &schema.Queue{}, text: "queue \"a\" {\n  quick_connects = [\"b\", \"c\"]\n}\n", value: texts("a", "c"), old: `["b", "c"]`, put: `["c", "a"]`},
		{name: "the last member", kind: "queue", attr: "quick_connects", body: &schema.Queue{}, text: "queue \"a\" {\n  quick_connects = [\"b\", \"c\"]\n}\n", value: texts("b"), old: `, "c"`, put: ""},
		{name: "no member", kind: "queue", attr: "quick_connects", body: &schema.Queue{}, text: "queue \"a\" {\n  quick_connects = [\"b\"]\n}\n", value: texts(), old: `"b"`, put: ""},
		{name: "a first member", kind: "queue", attr: "quick_connects", body: &schema.Queue{}, text: "queue \"a\" {\n  quick_connects = []\n}\n", value: texts("b"), old: "[]", put: `["b"]`},
		{name: "all members", kind: "queue", attr: "quick_connects", body: &schema.Queue{}, text: "queue \"a\" {\n  quick_connects = [\"b\", \"c\"]\n}\n", value: texts("x"), old: `"b", "c"`, put: `"x"`},
		{name: "members on lines", kind: "queue", attr: "quick_connects", body: &schema.Queue{}, text: "queue \"a\" {\n  quick_connects = [\n    # one\n    \"b\", # bee\n    \"c\" # sea\n  ]\n}\n", value: texts("c", "d"), old: "    \"b\", # bee\n    \"c\" # sea\n", put: "    \"c\", # sea\n    \"d\",\n"},
		{name: "members from an expression", kind: "queue", attr: "quick_connects", body: &schema.Queue{}, text: "queue \"a\" {\n  quick_connects = concat([\"a\"], [\"b\"])\n}\n", value: texts("c"), why: "its value is made by an expression"},

		{name: "an entry", kind: "queue", attr: "tags", body: &schema.Queue{}, text: "queue \"a\" {\n  tags = {\n    team = \"x\" # t\n    site = \"y\"\n  }\n}\n", value: cty.MapVal(map[string]cty.Value{"team": cty.StringVal("z"), "a b": cty.StringVal("c")}), old: "\"x\" # t\n    site = \"y\"\n", put: "\"z\" # t\n    \"a b\" = \"c\"\n"},
		{name: "an entry on one line", kind: "queue", attr: "tags", body: &schema.Queue{}, text: "queue \"a\" {\n  tags = { team = \"x\" }\n}\n", value: cty.MapVal(map[string]cty.Value{"team": cty.StringVal("x"), "b": cty.StringVal("c")}), old: `"x" }`, put: `"x", b = "c" }`},
		{name: "a channel as the API writes it", kind: "routing_profile", attr: "channels", body: &schema.RoutingProfile{}, text: "routing_profile \"a\" {\n  channels = { VOICE = 1 }\n}\n", value: cty.MapVal(map[string]cty.Value{"voice": cty.NumberIntVal(2)}), old: "1 }", put: "2 }"},

		{name: "a priority", kind: "routing_profile", attr: "queues", body: two, text: twoText, value: queues(row("Sales", "chat", 5), row("Sales", "voice", 5), row("Help", "voice", 2)), old: "priority = 1", put: "priority = 5"},
		{name: "the priority of one channel", kind: "routing_profile", attr: "queues", body: two, text: twoText, value: queues(row("Sales", "chat", 5), row("Sales", "voice", 1), row("Help", "voice", 2)), old: fromPriority, put: "priority = 1, delay = 0, channels = [\"voice\"] }, # first\n    { queue = \"Help\", priority = 2, delay = 0, channels = [\"voice\"] },\n    { queue = queue.sales, priority = 5, delay = 0, channels = [\"chat\"] },\n  ]\n}\n"},
		{name: "a row less", kind: "routing_profile", attr: "queues", body: two, text: twoText, value: queues(row("Help", "voice", 2)), old: "    { queue = queue.sales, priority = 1, delay = 0 }, # first\n", put: ""},
		{name: "a row more", kind: "routing_profile", attr: "queues", body: two, text: twoText, value: queues(row("Sales", "chat", 1), row("Sales", "voice", 1), row("Help", "voice", 2), row("New", "chat", 3), row("New", "voice", 3)), old: "[\"voice\"] },\n", put: "[\"voice\"] },\n    { queue = \"New\", priority = 3, delay = 0 },\n"},

		{name: "a cell", kind: "user", attr: "last_name", body: &schema.User{}, text: "user \"a\" {\n  last_name = each.value.last\n}\n", value: cty.StringVal("O'Neil, \"J\""), csv: "last,x\n\nLee,1\n", csvOld: "Lee", csvPut: `"O'Neil, ""J"""`},
		{name: "the last cell", kind: "user", attr: "last_name", body: &schema.User{}, text: "user \"a\" {\n  last_name = each.value[\"last\"]\n}\n", value: cty.StringVal(""), csv: "x,last\r\n\r\n\"a\r\nb\",\"Lee\"\r\n", csvOld: `"Lee"`, csvPut: ""},
		{name: "a joined cell", kind: "user", attr: "security_profiles", body: &schema.User{}, text: "user \"a\" {\n  security_profiles = compact(split(\"|\", each.value.profiles))\n}\n", value: texts("A", "B"), csv: "profiles,x\n\nA|C,1\n", csvOld: "A|C", csvPut: "A|B"},
		{name: "a joined cell that cannot hold it", kind: "user", attr: "security_profiles", body: &schema.User{}, text: "user \"a\" {\n  security_profiles = split(\"|\", each.value.profiles)\n}\n", value: texts("A|B"), csv: "profiles,x\n\nA|C,1\n", why: "has the separator of the cell in it"},
		{name: "one member in a cell", kind: "user", attr: "security_profiles", body: &schema.User{}, text: "user \"a\" {\n  security_profiles = [\"A\", each.value.p]\n}\n", value: texts("A", "C"), csv: "p,x\n\nB,1\n", csvOld: "B", csvPut: "C"},
		{name: "a key of a local", kind: "user", attr: "routing_profile", body: &schema.User{}, text: "user \"a\" {\n  routing_profile = local.profiles[each.value.p]\n}\nlocals {\n  profiles = { one = \"One\", two = \"Two\" }\n}\n", value: cty.StringVal("Two"), csv: "p,x\n\none,1\n", csvOld: "one", csvPut: "two"},
		{name: "no key of a local", kind: "user", attr: "routing_profile", body: &schema.User{}, text: "user \"a\" {\n  routing_profile = local.profiles[each.value.p]\n}\nlocals {\n  profiles = { one = \"One\" }\n}\n", value: cty.StringVal("Two"), csv: "p,x\n\none,1\n", why: "local.profiles has no entry for it"},
		{name: "no such column", kind: "user", attr: "last_name", body: &schema.User{}, text: "user \"a\" {\n  last_name = each.value.surname\n}\n", value: cty.StringVal("x"), csv: "last,x\n\nLee,1\n", why: `the first row has no column "surname"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			parsed, diags := hclsyntax.ParseConfig([]byte(tt.text), "main.hcl", hcl.InitialPos)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			r := object(t, tt.kind, map[bool]string{true: "a.csv:3"}[tt.csv != ""], tt.body, schema.Addr{Kind: tt.kind, Label: "a"})
			want, err := schema.NewState([]*schema.Resource{
				r, object(t, "hours_of_operation", "", &schema.HoursOfOperation{Name: "Day"}, schema.Addr{Kind: "hours_of_operation", Label: "each", Key: "d", Keyed: true}),
				object(t, "queue", "", &schema.Queue{Name: "Sales"}, schema.Addr{Kind: "queue", Label: "sales"}),
			})
			if err != nil {
				t.Fatal(err)
			}
			files := fstest.MapFS{"a.csv": {Data: []byte(tt.csv)}}
			e := &rewrite.Editor{Want: want, Sources: map[string]*hcl.File{"main.hcl": parsed}, Cells: files.ReadFile}
			i, _ := r.Kind.Lookup(tt.attr)
			err = e.Set(r, i, tt.value)
			if at, ok := errors.AsType[*rewrite.PlaceError](err); tt.why != "" && (!ok || !strings.Contains(at.Why, tt.why) || at.Place == "") || tt.why == "" && err != nil {
				t.Fatalf("Set() = %v, want %q", err, tt.why)
			}
			changed, err := e.Files()
			if err != nil {
				t.Fatal(err)
			}
			for name, texts := range map[string][3]string{"main.hcl": {tt.text, tt.old, tt.put}, "a.csv": {tt.csv, tt.csvOld, tt.csvPut}} {
				want := strings.Replace(texts[0], texts[1], texts[2], 1)
				got, ok := changed[name]
				if !ok {
					got = []byte(texts[0])
				}
				if string(got) != want {
					t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
				}
			}
		})
	}
}
