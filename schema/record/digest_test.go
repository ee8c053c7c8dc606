package record_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

var update = flag.Bool("update", false, "add to the golden files")

// ids gives every name an id, made of the name.
func ids(n schema.Name) (string, bool) { return "id-" + n.Kind + "-" + n.Key, true }

var digester = record.Digester{Salt: schematest.Salt, ID: ids}

func object(kind string, body any) *schema.Resource {
	k, _ := schema.KindOf(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Every()}
	r.UpdateKey()
	return r
}

func entry(t *testing.T, d record.Digester, r *schema.Resource, names ...string) string {
	t.Helper()
	return strings.TrimPrefix(record.Applied{Entries: d.Entries(r, r.Kind.Set(names...))}.String(), "0::")
}

// TestEntries compares the entries of pairs of values: some must be equal, some not.
func TestEntries(t *testing.T) {
	t.Parallel()
	renamed := record.Digester{Salt: schematest.Salt, ID: func(n schema.Name) (string, bool) {
		n.Key = strings.TrimPrefix(n.Key, "new ")
		return ids(n)
	}}
	rows := func(rows ...schema.QueueRow) *schema.Resource {
		return object("routing_profile", &schema.RoutingProfile{Queues: rows})
	}
	queue := func(q schema.Queue) *schema.Resource { return object("queue", &q) }
	user := func(u schema.User) *schema.Resource { return object("user", &u) }
	tags := func(tags map[string]string) *schema.Resource { return queue(schema.Queue{Tags: tags}) }
	levels := func(levels ...string) *schema.Resource {
		return object("hierarchy", &schema.Hierarchy{Levels: levels})
	}
	hours := func(day string, spans ...string) *schema.Resource {
		return object("hours_of_operation", &schema.HoursOfOperation{Schedule: map[string][]string{day: spans}})
	}
	a := schema.QueueRow{Queue: "A", Channel: "voice", Priority: 1, Delay: 2}
	b := schema.QueueRow{Queue: "B", Channel: "voice", Priority: 1, Delay: 2}
	tests := []struct {
		name, attr string
		x, y       *schema.Resource
		equal      bool
	}{
		{"another text", "description", queue(schema.Queue{Description: "a"}), queue(schema.Queue{Description: "b"}), false},
		{"one text in two normal forms", "description", queue(schema.Queue{Description: "\u00e9"}), queue(schema.Queue{Description: "e\u0301"}), true},
		{"another number", "max_contacts", queue(schema.Queue{MaxContacts: 1}), queue(schema.Queue{MaxContacts: 11}), false},
		{"a reference under a new name", "hours_of_operation", queue(schema.Queue{HoursOfOperation: "H"}), queue(schema.Queue{HoursOfOperation: "new H"}), true},
		{"another reference", "hours_of_operation", queue(schema.Queue{HoursOfOperation: "H"}), queue(schema.Queue{HoursOfOperation: "I"}), false},
		{"a text that is like a reference's id", "description", queue(schema.Queue{Description: "H"}), queue(schema.Queue{Description: "new H"}), false},
		{"a set of references under new names", "security_profiles", user(schema.User{SecurityProfiles: []string{"A", "B"}}), user(schema.User{SecurityProfiles: []string{"B", "new A"}}), true},
		{"a set with another member", "security_profiles", user(schema.User{SecurityProfiles: []string{"A"}}), user(schema.User{SecurityProfiles: []string{"A", "B"}}), false},
		{"rows under a new name, in another order", "queues", rows(a, b), rows(b, schema.QueueRow{Queue: "new A", Channel: "voice", Priority: 1, Delay: 2}), true},
		{"a row with another value", "queues", rows(a), rows(schema.QueueRow{Queue: "A", Channel: "voice", Priority: 1, Delay: 3}), false},
		{"a row on another channel", "queues", rows(a), rows(schema.QueueRow{Queue: "A", Channel: "chat", Priority: 1, Delay: 2}), false},
		{"columns that run together", "queues", rows(schema.QueueRow{Queue: "A", Priority: 1, Delay: 12}), rows(schema.QueueRow{Queue: "A", Priority: 11, Delay: 2}), false},
		{"values that change places", "queues", rows(a, schema.QueueRow{Queue: "B", Channel: "voice", Priority: 3}), rows(b, schema.QueueRow{Queue: "A", Channel: "voice", Priority: 3}), false},
		{"a list in another order", "levels", levels("a", "b"), levels("b", "a"), false},
		{"tags", "tags", tags(map[string]string{"a": "b"}), tags(map[string]string{"a": "b"}), true},
		{"tags whose key and value change places", "tags", tags(map[string]string{"a": "b"}), tags(map[string]string{"b": "a"}), false},
		{"callwright's own tags", "tags", tags(map[string]string{"a": "b", "callwright:owner": "x", "aws:y": "z"}), tags(map[string]string{"a": "b"}), true},
		{"another day", "schedule", hours("monday", "08:00-12:00"), hours("friday", "08:00-12:00"), false},
		{"another span", "schedule", hours("monday", "08:00-12:00"), hours("monday", "08:00-12:00", "13:00-14:00"), false},
		{"a span with a comma", "schedule", hours("monday", "a,b"), hours("monday", "a", "b"), false},
		{"another leaf with the same value", "phone.auto_accept", user(schema.User{}), user(schema.User{Phone: schema.Phone{AutoAccept: true}}), false},
		{"an entry of an object that is kept as a map", "cross_channel.chat", object("routing_profile", &schema.RoutingProfile{CrossChannel: map[string]string{"chat": "any"}}), rows(), false},
		{"another attribute of the object", "cross_channel.task", object("routing_profile", &schema.RoutingProfile{CrossChannel: map[string]string{"chat": "any"}}), rows(), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			x, y := entry(t, renamed, tt.x, tt.attr), entry(t, renamed, tt.y, tt.attr)
			if x == "" || (x == y) != tt.equal {
				t.Errorf("the entries are %s and %s", x, y)
			}
		})
	}
}

// TestEntriesOf shows what an entry depends on apart from the value: the instance, the
// key, the attribute.
func TestEntriesOf(t *testing.T) {
	t.Parallel()
	q := object("queue", &schema.Queue{Name: "Q", Description: "Q", HoursOfOperation: "H"})
	key := record.Digester{Salt: schematest.Salt, Key: []byte("k"), ID: ids}
	plain := entry(t, digester, q, "description")
	for name, other := range map[string]string{
		"another instance":  entry(t, record.Digester{Salt: "x"}, q, "description"),
		"a key":             entry(t, key, q, "description"),
		"another kind":      entry(t, digester, object("security_profile", &schema.SecurityProfile{Description: "Q"}), "description"),
		"another attribute": "d" + entry(t, digester, q, "name")[1:],
	} {
		if other == plain {
			t.Errorf("%s makes no difference: %s", name, other)
		}
	}
	if got := (record.Digester{Salt: schematest.Salt}).Entries(q, q.Kind.Set("hours_of_operation", "description")); len(got) != 1 || got[0].Code != 'd' {
		t.Errorf("a reference without an id has an entry: %v", got)
	}
	if got, other := key.Fingerprint(), (record.Digester{Salt: schematest.Salt, Key: []byte("l")}).Fingerprint(); len(got) != 4 || got == other || digester.Fingerprint() != "" {
		t.Errorf("Fingerprint() = %q, of another key %q, of none %q", got, other, digester.Fingerprint())
	}
	if got := entry(t, digester, q, "tags"); got != "tAAAAAAAAAAAA" {
		t.Errorf("the entry of no tags is %s", got)
	}
	u := object("user", &schema.User{})
	if got := entry(t, digester, u, "phone.type"); got == "pAAAAAAAAAAAA" || got == entry(t, digester, u, "phone.number") || got == entry(t, digester, u, "phone.type", "phone.number") {
		t.Errorf("an empty leaf does not count: %s", got)
	}
	if got := entry(t, digester, u, "email", "secondary_email", "username"); got[0] != 'E' || !slices.Contains(strings.Split(got, "."), entry(t, digester, u, "email")) {
		t.Errorf("entries are not in order of their codes: %s", got)
	}
}

// younger are attributes that a kind gained after its records were pinned.
var younger = map[string][]string{
	"hours_of_operation": {"overrides", "parents"},
	"user":               {"channels.voice.callback_auto_accept", "channels.voice.callback_after_contact_work"},
	"queue":              {"outbound_caller.name", "outbound_caller.number", "outbound_caller.flow", "quick_connects", "outbound_email", "email_addresses"},
}

// TestRecordsStay pins the records of some objects. If the digest of a value changed,
// every object that was ever applied would seem to differ.
func TestRecordsStay(t *testing.T) {
	t.Parallel()
	const file = "testdata/applied.golden"
	text, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	lines := string(text)
	tags := map[string]string{"team": "Nord", "site": "K\u00f6ln"}
	for _, body := range []struct {
		kind string
		body any
	}{
		{"hours_of_operation", &schema.HoursOfOperation{Name: "H", Description: "d", TimeZone: "UTC", Schedule: map[string][]string{"monday": {"08:00-12:00", "13:00-24:00"}, "friday": {"00:00-24:00"}}, Tags: tags}},
		{"queue", &schema.Queue{Name: "Q", Description: "d", HoursOfOperation: "H", Status: "enabled", MaxContacts: 12, Tags: tags}},
		{"agent_status", &schema.AgentStatus{Name: "A", Description: "d", State: "enabled", DisplayOrder: 3, Tags: tags}},
		{"quick_connect", &schema.QuickConnect{Name: "C", User: schema.Transfer{To: "ada", Flow: "F"}, Number: "+442071838750", Tags: tags}},
		{"hierarchy", &schema.Hierarchy{Levels: []string{"Region", "Site"}}},
		{"hierarchy_group", &schema.HierarchyGroup{Name: "G", Parent: "EMEA", Tags: tags}},
		{"security_profile", &schema.SecurityProfile{
			Name: "S", Description: "d", Permissions: []string{"Users.Edit", "Users.View"}, Tags: tags,
			AccessControlTags: tags, TagRestrictedResources: []string{"queue", "user"}, HierarchyRestrictedResources: []string{"user"}, AccessControlHierarchyGroup: "EMEA/G",
			Applications:    []schema.Application{{Namespace: "crm", Permissions: []string{"ACCESS", "a,b"}}},
			DataTableAccess: []schema.DataTableRule{{Attribute: "Country", Values: []string{"UK", "US, North"}}},
		}},
		{"routing_profile", &schema.RoutingProfile{
			Name: "R", Description: "d", DefaultOutboundQueue: "Q", Channels: map[string]int{"voice": 1, "chat": 3},
			CrossChannel: map[string]string{"chat": "any"}, Queues: []schema.QueueRow{{Queue: "Q", Channel: "voice", Priority: 1, Delay: 30}},
			ManualAssignmentQueues: []schema.ManualRow{{Queue: "Q", Channel: "task"}},
			AgentAvailabilityTimer: "last_inbound", Tags: tags,
		}},
		{"user", &schema.User{
			Username: "ada", FirstName: "Ada", LastName: "Lovelace", Email: "ada@example.com", SecondaryEmail: "a@example.com", Mobile: "+442071838750",
			Phone:          schema.Phone{Type: "desk", Number: "+442071838751", AutoAccept: true, AfterContactWork: 30, PersistentConnection: true},
			Channels:       schema.UserChannels{Voice: schema.VoiceSettings{PhoneType: "desk"}, Chat: schema.ChannelSettings{AfterContactWork: 30}},
			Proficiencies:  []schema.Proficiency{{Attribute: "Language", Value: "Welsh", Level: 3}},
			DirectoryID:    "d-1",
			RoutingProfile: "R", SecurityProfiles: []string{"Agent", "S"}, HierarchyGroup: "EMEA/G", Tags: tags,
		}},
	} {
		r := object(body.kind, body.body)
		r.Record.Owner = "support/" + body.kind + ".x"
		r.Given = r.Given.Minus(r.Kind.Set(younger[body.kind]...))
		for _, key := range [][]byte{nil, []byte("secret")} {
			rec, err := record.Digester{Salt: schematest.Salt, Key: key, ID: ids}.Renew(record.Applied{}, r, "id", r.Given, 0)
			if err != nil {
				t.Fatal(err)
			}
			head, entries := rec.Applied[:strings.LastIndex(rec.Applied, ":")+1], strings.Split(rec.Applied[strings.LastIndex(rec.Applied, ":")+1:], ".")
			head = body.kind + " " + head
			added, changed := unpinned(lines, head, entries)
			switch {
			case len(changed) > 0 || len(added) > 0 && !*update:
				t.Errorf("%s has no line %s with %s", file, head, strings.Join(append(changed, added...), "."))
			case len(added) > 0:
				lines += head + strings.Join(added, ".") + "\n"
			}
		}
	}
	if *update && lines != string(text) {
		if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// unpinned returns the entries of a record that no line has. Those with a code that no
// line has were added; the others changed.
func unpinned(lines, head string, entries []string) (added, changed []string) {
	pinned := map[byte]string{}
	for line := range strings.SplitSeq(lines, "\n") {
		if rest, ok := strings.CutPrefix(line, head); ok {
			for e := range strings.SplitSeq(rest, ".") {
				pinned[e[0]] = e
			}
		}
	}
	for _, e := range entries {
		switch known, ok := pinned[e[0]]; {
		case !ok:
			added = append(added, e)
		case known != e:
			changed = append(changed, e)
		}
	}
	return added, changed
}

// TestOptionalColumns pins the entry of overrides as it was before they had columns for rules
// and descriptions. Rows without these have the same entry; rows with them have another one.
func TestOptionalColumns(t *testing.T) {
	t.Parallel()
	rows := []calendar.Override{
		{Name: "Christmas", From: "2026-12-24", To: "2026-12-26", Closed: true},
		{Name: "Training", From: "2026-10-05", To: "2026-10-06", Schedule: "monday 08:00-10:00 13:00-24:00, tuesday 08:00-10:00"},
	}
	h := &schema.HoursOfOperation{Overrides: rows}
	of := func() string { return entry(t, digester, object("hours_of_operation", h), "overrides") }
	const before = "o7sJHmlmh1zPX"
	if got := of(); got != before {
		t.Errorf("the entry is %s, and was %s", got, before)
	}
	seen := map[string]bool{before: true}
	for _, change := range []func(*calendar.Override){
		func(o *calendar.Override) { o.Description = "x" },
		func(o *calendar.Override) { o.Hours = "x" },
		func(o *calendar.Override) { o.Type = "x" },
		func(o *calendar.Override) { o.Recurs = calendar.Recurrence{Unit: "monthly", Day: 1, Every: 1} },
		func(o *calendar.Override) { o.Recurs = calendar.Recurrence{Unit: "monthly", Day: 1, Every: 2} },
		func(o *calendar.Override) { o.Recurs = calendar.Recurrence{Unit: "yearly", Month: 1, Day: 1, Every: 1} },
	} {
		h.Overrides = slices.Clone(rows)
		change(&h.Overrides[1])
		if got := of(); seen[got] {
			t.Errorf("%+v has the entry %s, like another row", h.Overrides[1], got)
		} else {
			seen[got] = true
		}
	}
}

// TestLength makes the longest record of each kind and checks that a tag holds it. The
// length of a record does not depend on values.
func TestLength(t *testing.T) {
	t.Parallel()
	d := record.Digester{Salt: schematest.Salt, Key: []byte("k"), ID: ids}
	for k := range schema.Kinds() {
		r := &schema.Resource{Kind: k, Body: k.New(), Given: k.Every(), Desired: &schema.Desired{Lifecycle: schema.Lifecycle{PreventDestroy: true}}}
		rec, err := d.Renew(record.Applied{Flags: "abc"}, r, "id", r.Given, 0)
		if err != nil {
			t.Fatal(err)
		}
		value := record.Stamped(rec, 1<<35).Applied
		if !tagValue.MatchString(value) {
			t.Errorf("%s: a tag cannot hold %q, of %d characters", k.Name, value, len(value))
		}
		if a, err := record.ParseApplied(value); err != nil || len(a.Entries) != len(k.Slots()) {
			t.Errorf("%s: %q holds %d entries of %d (%v)", k.Name, value, len(a.Entries), len(k.Slots()), err)
		}
	}
}

// BenchmarkEntries digests 100,000 users.
func BenchmarkEntries(b *testing.B) {
	_, want := schematest.Users(100_000)
	k, _ := schema.KindOf("user")
	for _, bench := range []struct {
		name string
		key  []byte
	}{{"plain", nil}, {"keyed", []byte("secret")}} {
		b.Run(bench.name, func(b *testing.B) {
			d := record.Digester{Salt: "a6c0a3a2-0f3b-4f5e-9a0e-3f1c6d7b8e9f", Key: bench.key, ID: func(n schema.Name) (string, bool) { return n.Key, true }}
			b.ReportAllocs()
			for b.Loop() {
				for _, u := range want.Of(k) {
					d.Entries(u, u.Given)
				}
			}
		})
	}
}
