package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/schematest"
)

// object returns a live object of which everything is given.
func object(kind string, body any) *schema.Resource {
	k, _ := schema.KindOf(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Every()}
	r.UpdateKey()
	return r
}

// TestDecodeOfEncode prints every attribute of random objects of every kind and
// reads it back.
func TestDecodeOfEncode(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		for _, r := range schematest.New(seed, 5).Live(true).All() {
			back := &schema.Resource{Kind: r.Kind, Body: r.Kind.New()}
			for i, a := range r.Kind.Attrs {
				for _, p := range back.Set(a.Name, r.Value(i), schema.Plain) {
					if p.Severity() == diag.Error && r.Value(i).Type() != cty.String {
						t.Errorf("seed %d: %s: %s", seed, r.Name(), p)
					}
				}
			}
			if diff := cmp.Diff(r.Body, back.Body); diff != "" {
				t.Errorf("seed %d: %s mismatch (-want +got):\n%s", seed, r.Name(), diff)
			}
		}
	}
}

// TestEveryAttributeCounts changes one attribute of each kind at a time: Changed
// names only that one, and Copy undoes it.
func TestEveryAttributeCounts(t *testing.T) {
	t.Parallel()
	for k := range schema.Kinds() {
		seen := schema.AttrSet(0)
		for seed := range uint64(40) {
			others := schematest.New(seed+100, 5).Live(true).Of(k)
			for i, a := range schematest.New(seed, 5).Live(true).Of(k) {
				b := others[min(i, len(others)-1)]
				changed := k.Changed(a, b)
				seen = seen.Union(changed)
				c := a.Clone()
				k.Copy(c.Body, b.Body, changed)
				if left := k.Changed(c, b); left != 0 {
					t.Errorf("%s: after copying what differs, %d attributes differ", k.Name, left.Len())
				}
				if k.Changed(a, a.Clone()) != 0 {
					t.Errorf("%s differs from its clone", k.Name)
				}
			}
		}
		for i := range k.Every().Minus(seen).All() {
			if name := k.Attrs[i].Name; name != k.Label && !k.Single && !strings.HasPrefix(name, "phone.") && name != "channels.voice.phone_number" && name != "directory_id" &&
				!k.Attrs[i].ReadOnly && name != "permissions.routing.phone_number" { // deprecated, so never written
				t.Errorf("%s.%s never differed in 40 random pairs", k.Name, name)
			}
		}
	}
}

// TestRules holds each rule against values on both of its sides.
func TestRules(t *testing.T) {
	t.Parallel()
	tagged := func(n int) cty.Value {
		m := map[string]cty.Value{}
		for i := range n {
			m[fmt.Sprint("k", i)] = cty.StringVal("v")
		}
		return cty.MapVal(m)
	}
	long := func(n int) cty.Value { return cty.StringVal(strings.Repeat("x", n)) }
	row := func(priority, delay int64) cty.Value {
		return cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
			"queue": cty.StringVal("A"), "priority": cty.NumberIntVal(priority), "delay": cty.NumberIntVal(delay),
		})})
	}
	object := func(name string, v cty.Value) cty.Value { return cty.ObjectVal(map[string]cty.Value{name: v}) }
	list := func(n int) cty.Value {
		var all []cty.Value
		for i := range n {
			all = append(all, cty.StringVal(fmt.Sprint(i)))
		}
		return cty.TupleVal(all)
	}
	schedule := func(span string) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{"monday": cty.TupleVal([]cty.Value{cty.StringVal(span)})})
	}
	tests := []struct {
		kind, attr string
		value      cty.Value
		want       string // part of the problem's detail; "" for none
	}{
		{"queue", "name", long(127), ""},
		{"queue", "name", long(128), "at most 127"},
		{"queue", "name", cty.StringVal(""), "cannot be empty"},
		{"queue", "description", cty.StringVal(""), "cannot clear"},
		{"queue", "status", cty.StringVal("enabeld"), `Did you mean "enabled"?`},
		{"queue", "max_contacts", cty.StringVal("12"), ""},
		{"queue", "max_contacts", cty.StringVal("many"), "must be a number"},
		{"queue", "max_contacts", cty.NumberFloatVal(1.5), "whole number"},
		{"queue", "max_contacts", cty.NumberIntVal(-1), "between 0 and"},
		{"queue", "nane", cty.StringVal("A"), `Did you mean "name"?`},
		{"queue", "tags", cty.MapVal(map[string]cty.Value{"callwright:owner": cty.StringVal("x")}), "reserved"},
		{"queue", "tags", cty.MapVal(map[string]cty.Value{"team": cty.StringVal("x")}), ""},
		{"queue", "tags", cty.MapVal(map[string]cty.Value{"team": cty.StringVal(strings.Repeat("x", 257))}), "at most 256"},
		{"queue", "tags", cty.MapVal(map[string]cty.Value{strings.Repeat("x", 129): cty.StringVal("x")}), "1 to 128"},
		{"queue", "tags", cty.MapVal(map[string]cty.Value{"te#am": cty.StringVal("x")}), "letters, digits, spaces"},
		{"queue", "tags", cty.MapVal(map[string]cty.Value{"AWS:team": cty.StringVal("x")}), "reserved"},
		{"queue", "tags", tagged(48), ""},
		{"queue", "tags", tagged(49), "There are 49 tags; an object has room for 48 besides callwright's own."},
		{"hours_of_operation", "time_zone", cty.StringVal("Europe/London"), ""},
		{"hours_of_operation", "time_zone", cty.StringVal("Europe/Londen"), "not an IANA time zone"},
		{"hours_of_operation", "time_zone", cty.StringVal("Local"), "differs from machine to machine"},
		{"hours_of_operation", "schedule", schedule("00:00-24:00"), ""},
		{"hours_of_operation", "schedule", schedule("8-12"), "write it as"},
		{"hours_of_operation", "schedule", schedule("12:00-08:00"), "ends before it begins"},
		{"hours_of_operation", "schedule", cty.ObjectVal(map[string]cty.Value{"munday": cty.EmptyTupleVal}), `Did you mean "monday"?`},
		{"queue", "outbound_caller.number", cty.StringVal("+442079460123"), ""},
		{"queue", "outbound_caller.number", cty.StringVal("020 7946 0123"), "E.164"},
		{"queue", "outbound_caller.number", cty.StringVal(""), ""},
		{"queue", "outbound_caller.name", long(256), "at most 255"},
		{"queue", "quick_connects", list(700), ""},
		{"queue", "quick_connects", list(701), "it must have 0 to 700"},
		{"quick_connect", "name", long(128), "at most 127"},
		{"quick_connect", "description", cty.StringVal(""), ""},
		{"quick_connect", "phone.number", cty.StringVal("+0123"), "E.164"},
		{"agent_status", "name", long(128), "at most 127"},
		{"agent_status", "description", long(251), "at most 250"},
		{"agent_status", "description", cty.StringVal(""), ""},
		{"agent_status", "state", cty.StringVal("on"), `must be "enabled" or "disabled"`},
		{"agent_status", "display_order", cty.NumberIntVal(50), ""},
		{"agent_status", "display_order", cty.NumberIntVal(51), "between 0 and 50"},
		{"predefined_attribute", "name", cty.StringVal("Spoken_language: O'Neill+1@x-y=z/"), ""},
		{"predefined_attribute", "name", long(101), "at most 100"},
		{"predefined_attribute", "name", cty.StringVal("a(b)"), "letters, digits, spaces"},
		{"predefined_attribute", "name", cty.StringVal("connect:Language"), "service's own"},
		{"predefined_attribute", "name", cty.StringVal("AWS:x"), "service's own"},
		{"predefined_attribute", "values", list(500), ""},
		{"predefined_attribute", "values", list(501), "it must have 0 to 500"},
		{"predefined_attribute", "values", cty.TupleVal([]cty.Value{long(101)}), "at most 100"},
		{"predefined_attribute", "values", cty.TupleVal([]cty.Value{cty.StringVal("")}), "cannot be empty"},
		{"predefined_attribute", "purposes", list(11), "it must have 0 to 10"},
		{"hierarchy", "levels", list(5), ""},
		{"hierarchy", "levels", list(6), "it must have 0 to 5"},
		{"security_profile", "name", cty.StringVal("A/B"), "letters, digits"},
		{"security_profile", "permissions", list(501), "it must have 0 to 500"},
		{"routing_profile", "queues", row(1, 0), ""},
		{"routing_profile", "queues", row(99, 9999), ""},
		{"routing_profile", "queues", cty.TupleVal(append(row(1, 0).AsValueSlice(), row(2, 0).AsValueSlice()...)), `Duplicate row for queue "A"`},
		{"routing_profile", "queues", row(0, 0), "between 1 and 99"},
		{"routing_profile", "queues", row(1, 10000), "between 0 and 9999"},
		{"routing_profile", "queues", cty.StringVal("A"), "must be a list"},
		{"routing_profile", "queues", cty.TupleVal([]cty.Value{cty.EmptyObjectVal}), `needs "queue"`},
		{"routing_profile", "channels", cty.ObjectVal(map[string]cty.Value{"fax": cty.NumberIntVal(1)}), `does not accept the key "fax"`},
		{"routing_profile", "channels", cty.ObjectVal(map[string]cty.Value{"chat": cty.NumberIntVal(11)}), "between 1 and 10"},
		{"routing_profile", "cross_channel", cty.ObjectVal(map[string]cty.Value{"chat": cty.StringVal("all")}), "current_only"},
		{"user", "security_profiles", list(10), ""},
		{"user", "security_profiles", list(11), "it must have 1 to 10"},
		{"user", "security_profiles", list(0), "it must have 1 to 10"},
		{"user", "email", cty.StringVal(""), ""},
		{"user", "email", cty.StringVal("ada"), "an e-mail address"},
		{"user", "mobile", cty.StringVal("020 7946 0123"), "E.164"},
		{"user", "phone", cty.ObjectVal(map[string]cty.Value{"typ": cty.StringVal("soft")}), `Did you mean "type"?`},
		{"user", "phone", cty.ObjectVal(map[string]cty.Value{"after_contact_work": cty.NumberIntVal(2_000_001)}), "2000000"},
		{"user", "phone", cty.StringVal("soft"), "must be an object"},
		{"user", "channels", object("chat", object("auto_accept", cty.True)), ""},
		{"user", "channels", object("chta", object("auto_accept", cty.True)), `"channels" has no attribute "chta". Did you mean "chat"?`},
		{"user", "channels", object("chat", object("voice_enhancement", cty.StringVal("none"))), `"channels.chat" has no attribute "voice_enhancement"`},
		{"user", "channels", object("voice", object("voice_enhancment", cty.StringVal("none"))), `Did you mean "voice_enhancement"?`},
		{"user", "channels", object("voice", object("voice_enhancement", cty.StringVal("louder"))), `must be "none", "voice_isolation" or "noise_suppression"`},
		{"user", "channels", object("task", object("after_contact_work", cty.NumberIntVal(2_000_001))), "2000000"},
		{"user", "channels", object("email", cty.True), `"channels.email" must be an object`},
		{"user", "channels", object("email", cty.NullVal(cty.DynamicPseudoType)), ""},
		{"user", "routing_profile", cty.NumberIntVal(1), "must be a routing profile, or the name of one"},
	}
	for _, tt := range tests {
		t.Run(tt.kind+"."+tt.attr+" "+tt.want, func(t *testing.T) {
			t.Parallel()
			k, _ := schema.KindOf(tt.kind)
			r := &schema.Resource{Kind: k, Body: k.New()}
			var got []string
			for _, p := range r.Set(tt.attr, tt.value, schema.Plain) {
				got = append(got, p.Detail())
			}
			text := strings.Join(got, "\n")
			if tt.want == "" && text != "" || !strings.Contains(text, tt.want) {
				t.Errorf("Set(%s) reports %q, want %q", tt.attr, text, tt.want)
			}
		})
	}
}

// TestChecks holds the rules that need more than one attribute.
func TestChecks(t *testing.T) {
	t.Parallel()
	table := func(rows ...schema.QueueRow) *schema.RoutingProfile {
		return &schema.RoutingProfile{Channels: map[string]int{"voice": 1, "chat": 2}, Queues: rows}
	}
	a := schema.QueueRow{Queue: "A", Priority: 1}
	voice := schema.QueueRow{Queue: "A", Channel: "voice", Priority: 2}
	task := schema.QueueRow{Queue: "A", Channel: "task", Priority: 2}
	tests := []struct {
		name, kind string
		body       any
		want       *diag.Entry
	}{
		{"a row once", "routing_profile", table(a), nil},
		{"a row of every channel beside one of a channel", "routing_profile", table(a, voice), diag.DuplicateRow},
		{"a channel that is off", "routing_profile", table(task), diag.RowsOnDisabledChannel},
		{"two voice contacts", "routing_profile", &schema.RoutingProfile{Channels: map[string]int{"voice": 2}}, diag.InvalidValue},
		{"an outbound queue that has no row", "routing_profile", &schema.RoutingProfile{DefaultOutboundQueue: "B", Queues: []schema.QueueRow{voice}}, diag.OutboundQueueNotInTable},
		{"an empty table", "routing_profile", &schema.RoutingProfile{DefaultOutboundQueue: "B"}, nil},
		{"an invented permission", "security_profile", &schema.SecurityProfile{Permissions: []string{"User.Edit"}}, diag.UnknownPermission},
		{"a known permission", "security_profile", &schema.SecurityProfile{Permissions: []string{"Users.Edit"}}, nil},
		{"times that overlap", "hours_of_operation", &schema.HoursOfOperation{Schedule: map[string][]string{"monday": {"08:00-12:00", "11:00-13:00"}}}, diag.OverlappingTimes},
		{"a level twice", "hierarchy", &schema.Hierarchy{Levels: []string{"Site", "Site"}}, diag.DuplicateLevel},
		{"two destinations", "quick_connect", &schema.QuickConnect{}, diag.SeveralDestinations},
		{"a username that no instance takes", "user", &schema.User{Username: "ada lovelace"}, diag.InvalidUsername},
		{"a username with an accent", "user", &schema.User{Username: "zoë"}, diag.InvalidUsername},
		{"a space at the end of a name", "user", &schema.User{FirstName: "Ada "}, diag.StraySpaces},
		{"two spaces in a name", "user", &schema.User{LastName: "de  Vries"}, diag.StraySpaces},
		{"a no-break space before a name", "user", &schema.User{LastName: "\u00a0Vries"}, diag.StraySpaces},
		{"a name of two words", "user", &schema.User{Username: "j.de-vries_2@example.com", FirstName: "Jan Piet", LastName: "de Vries"}, nil},
		{"a time zone without daylight saving time", "hours_of_operation", &schema.HoursOfOperation{TimeZone: "EST"}, diag.FixedTimeZone},
		{"a time zone whose sign is the wrong way round", "hours_of_operation", &schema.HoursOfOperation{TimeZone: "Etc/GMT+5"}, diag.FixedTimeZone},
		{"a place", "hours_of_operation", &schema.HoursOfOperation{TimeZone: "America/New_York"}, nil},
		{"UTC", "hours_of_operation", &schema.HoursOfOperation{TimeZone: "UTC"}, nil},
		{"a desk phone without a number", "user", &schema.User{Phone: schema.Phone{Type: "desk"}}, diag.MissingPhoneNumber},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k, _ := schema.KindOf(tt.kind)
			r := &schema.Resource{Kind: k, Body: tt.body, Given: k.Every()}
			for i := range k.Attrs {
				if k.Attrs[i].SameSettingAs != nil { // of two ways to write a setting, one
					r.Given = r.Given.Minus(schema.Attrs(i))
				}
			}
			got := r.Check()
			if want := tt.want != nil; want != (len(got) == 1) || want && !got[0].Is(tt.want) {
				t.Errorf("Check() reports %v, want %v", got, tt.want)
			}
		})
	}
}

// TestTwins refuses settings that are written in two ways, leaf by leaf.
func TestTwins(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		attrs []string
		want  string
	}{
		{[]string{"phone.auto_accept", "channels.chat.auto_accept", "channels.voice.voice_enhancement"}, ""},
		{[]string{"phone.number", "channels.voice.phone_type"}, ""},
		{[]string{"phone.auto_accept", "channels.voice.auto_accept"}, "channels.voice.auto_accept and phone.auto_accept are the same setting. Write only one of them."},
		{[]string{"phone.after_contact_work", "channels.email.after_contact_work"}, "channels.email.after_contact_work and phone.after_contact_work are the same setting. Write only one of them."},
	} {
		k, _ := schema.KindOf("user")
		r := &schema.Resource{Kind: k, Body: k.New(), Given: k.Set(tt.attrs...)}
		var got []string
		for _, p := range r.Check() {
			got = append(got, p.Detail())
		}
		if text := strings.Join(got, "; "); text != tt.want {
			t.Errorf("%v: %q, want %q", tt.attrs, text, tt.want)
		}
	}
}

// TestComplete fills in what a configuration leaves to the live object and the
// service.
func TestComplete(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("routing_profile")
	want := &schema.Resource{Kind: k, Given: k.Set("queues"), Body: &schema.RoutingProfile{Queues: []schema.QueueRow{{Queue: "A", Priority: 1}}}}
	live := &schema.Resource{Kind: k, Body: &schema.RoutingProfile{Channels: map[string]int{"task": 1, "voice": 1}}}
	got := schema.Complete(want, live).Body.(*schema.RoutingProfile).Queues
	if diff := cmp.Diff([]schema.QueueRow{{Queue: "A", Channel: "voice", Priority: 1}, {Queue: "A", Channel: "task", Priority: 1}}, got); diff != "" {
		t.Errorf("Complete() mismatch (-want +got):\n%s", diff)
	}
	if n := len(want.Body.(*schema.RoutingProfile).Queues); n != 1 {
		t.Errorf("Complete() changed what it was given: %d rows", n)
	}

	k, _ = schema.KindOf("security_profile")
	profile := &schema.Resource{Kind: k, Body: &schema.SecurityProfile{Permissions: []string{"Users.Edit"}}}
	if diff := cmp.Diff([]string{"Users.Edit", "Users.View"}, schema.Complete(profile, nil).Body.(*schema.SecurityProfile).Permissions); diff != "" {
		t.Errorf("Complete() mismatch (-want +got):\n%s", diff)
	}
}
