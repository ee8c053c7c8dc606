package record_test

import (
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// stampedUser returns a user as a bulk read returns it, without the contacts. Its record
// has entries for every attribute, and a stamp of the given second; 0 for none.
func stampedUser(t *testing.T, d record.Digester, stamp int64) *schema.Resource {
	t.Helper()
	u := object("user", &schema.User{Username: "ada", FirstName: "Ada", Email: "ada@example.com", Phone: schema.Phone{Type: "soft"}, RoutingProfile: "P"})
	u.Live, u.Record.Owner = &schema.Live{ID: "id"}, "support/user.ada"
	rec, err := d.Renew(record.Applied{}, u, "id", u.Given, 0)
	if err != nil {
		t.Fatal(err)
	}
	u.Record = record.Stamped(rec, stamp)
	u.Given = u.Given.Minus(u.Kind.Set("email", "phone.type", "routing_profile"))
	return u
}

func TestVouch(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("user")
	contacts := k.Set("email", "secondary_email", "mobile")
	keyed := record.Digester{Salt: schematest.Salt, Key: []byte("k"), ID: ids}
	tests := []struct {
		name            string
		d               record.Digester
		stamp, changed  int64 // changed in milliseconds
		attrs           schema.AttrSet
		id              string
		unread, restamp schema.AttrSet
	}{
		{"changed before the stamp", digester, 1000, 999_000, contacts, "id", contacts, 0},
		{"in the stamp's second", digester, 1000, 1_000_000, contacts, "id", contacts, 0},
		{"right after the stamp, as by writing it", digester, 1000, 1_000_001, contacts, "id", 0, 0},
		{"ten minutes after the stamp", digester, 1000, 1_600_000, contacts, "id", 0, 0},
		{"later", digester, 1000, 1_600_001, contacts, "id", 0, contacts},
		{"no stamp", digester, 0, 1_600_001, contacts, "id", 0, contacts},
		{"the service does not say", digester, 1000, 0, contacts, "id", 0, 0},
		{"another object's record", digester, 1000, 999_000, contacts, "other", 0, 0},
		{"digests with a key", keyed, 1000, 999_000, contacts, "id", 0, 0},
		{"what was read is known", digester, 1000, 999_000, contacts.Union(k.Set("first_name")), "id", contacts, 0},
		{"leaves and references, too", digester, 1000, 999_000, k.Every(), "id", contacts.Union(k.Set("routing_profile")), 0},
		{"nothing goes by the time", digester, 1000, 999_000, 0, "id", 0, 0},
	}
	for _, tt := range tests {
		u := stampedUser(t, tt.d, tt.stamp)
		u.ID = tt.id
		if tt.id != "id" {
			u.Key = "eve"
		}
		u.Given = u.Given.Minus(k.Set("secondary_email", "mobile"))
		record.Vouch(u, schematest.Salt, tt.attrs, tt.changed)
		if record.Unread(u) != tt.unread || u.NeedsStamp != tt.restamp {
			t.Errorf("%s: unread %b, restamp %b; want %b and %b", tt.name, record.Unread(u), u.NeedsStamp, tt.unread, tt.restamp)
		}
	}
}

// TestDeparts compares wanted values with the entries that vouch for unread ones.
func TestDeparts(t *testing.T) {
	t.Parallel()
	u := stampedUser(t, digester, 1000)
	record.Vouch(u, schematest.Salt, u.Kind.Set("email", "secondary_email", "mobile"), 1)
	for email, departs := range map[string]schema.AttrSet{"ada@example.com": 0, "ada@home.example": u.Kind.Set("email"), "": u.Kind.Set("email")} {
		other := object("user", &schema.User{Username: "ada", Email: email, Mobile: "+1"})
		other.Given = u.Kind.Set("email")
		if got := record.Departs(schematest.Salt, u, other); got != departs {
			t.Errorf("email %q: departs in %b, want %b", email, got, departs)
		}
	}
	u.Given = u.Given.Union(u.Kind.Set("email"))
	if got := record.Departs(schematest.Salt, u, object("user", &schema.User{Email: "x@example.com"})); got.And(u.Kind.Set("email")) != 0 {
		t.Error("what was read departs")
	}
}

// TestStamp checks that a record gets a stamp only if the object is as the record says.
func TestStamp(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("user")
	contacts := k.Set("email", "secondary_email", "mobile")
	is := object("user", &schema.User{Username: "ada", FirstName: "Ada", Email: "ada@example.com", RoutingProfile: "P"})
	differs := object("user", &schema.User{Username: "ada", FirstName: "Ada", Email: "ada@home.example", RoutingProfile: "P"})
	unknown := object("user", &schema.User{Username: "ada"})
	unknown.Given = k.Set("username", "first_name")
	old := stampedUser(t, digester, 1000).Record
	without := func(rec schema.Record) schema.Record {
		a := applied(t, rec)
		a.Entries = a.Entries[:0]
		return schema.Record{Owner: rec.Owner, Applied: a.String()}
	}
	tests := []struct {
		name   string
		record schema.Record
		r      *schema.Resource
		attrs  schema.AttrSet
		now    int64
		stamp  int64
	}{
		{"as it says", old, is, contacts, 5000, 5030},
		{"without a stamp until now", record.Stamped(old, 0), is, contacts, 5000, 5030},
		{"not as it says", old, differs, contacts, 5000, 1000},
		{"not known", old, unknown, contacts, 5000, 1000},
		{"it says nothing of them", without(old), is, contacts, 5000, 1000},
		{"the service tells no time", old, is, contacts, 0, 1000},
	}
	for _, tt := range tests {
		got := digester.Stamp(tt.record, tt.r, tt.attrs, tt.now)
		if a := applied(t, got); a.Stamp != tt.stamp {
			t.Errorf("%s: the stamp is of %d, want %d", tt.name, a.Stamp, tt.stamp)
		}
		if !record.Same(got, tt.record) || !record.Same(tt.record, got) {
			t.Errorf("%s: %v says another thing than %v", tt.name, got, tt.record)
		}
	}
	if got := digester.Stamp(schema.Record{Applied: "x"}, is, contacts, 5000); got.Applied != "x" {
		t.Errorf("a text that is not a record becomes %q", got.Applied)
	}
	if record.Same(old, without(old)) || record.Same(old, schema.Record{Owner: "other/user.ada", Applied: old.Applied}) {
		t.Error("two records of different content or owner are the same")
	}
}

// TestFill gives a routing profile, whose record vouches for its table, the table of the
// configuration if that is the applied one. A table that differs has to be read.
func TestFill(t *testing.T) {
	t.Parallel()
	k := schema.MustKind("routing_profile")
	profile := func(rows ...schema.QueueRow) *schema.Resource {
		r := object("routing_profile", &schema.RoutingProfile{Name: "R", Description: "d", DefaultOutboundQueue: "A", Channels: map[string]int{"voice": 1}, Queues: rows})
		r.Given = k.Set("name", "description", "channels", "queues", "default_outbound_queue")
		return r
	}
	row := func(queue string, priority int) schema.QueueRow {
		return schema.QueueRow{Queue: queue, Channel: "voice", Priority: priority}
	}
	applied := profile(row("A", 1), row("B", 2))
	table := k.Set("queues")
	for _, tt := range []struct {
		name   string
		want   *schema.Resource
		filled schema.AttrSet
		unread schema.AttrSet // for which the record still vouches
	}{
		{"as applied", profile(row("A", 1), row("B", 2)), table.Union(k.Set("description", "default_outbound_queue")), 0},
		{"another row", profile(row("A", 1), row("B", 3)), k.Set("description", "default_outbound_queue"), 0},
		{"a row less", profile(row("A", 1)), k.Set("description", "default_outbound_queue"), 0},
		{"of a queue without an id", profile(row("A", 1), row("new", 2)), k.Set("description", "default_outbound_queue"), 0},
		{"not described", nil, 0, k.Set("description")},
	} {
		live := profile()
		live.Live, live.Record.Owner = &schema.Live{ID: "id"}, "support/routing_profile.r"
		rec, err := digester.Renew(record.Applied{}, applied, "id", applied.Given, 0)
		if err != nil {
			t.Fatal(err)
		}
		live.Record = record.Stamped(schema.Record{Owner: applied.Record.Owner, Applied: rec.Applied}, 1000)
		live.Given = k.Set("name", "channels")
		live.Body = &schema.RoutingProfile{Name: "R", Channels: map[string]int{"voice": 1}}
		record.Vouch(live, schematest.Salt, k.Every(), 1)
		d := digester
		d.ID = func(n schema.Name) (string, bool) {
			if n.Key == "new" {
				return "", false
			}
			return ids(n)
		}
		d.Fill(live, tt.want)
		if got := live.Given.Minus(k.Set("name", "channels")); got != tt.filled || record.Unread(live) != tt.unread {
			t.Errorf("%s: filled %b, unread %b; want %b and %b", tt.name, got, record.Unread(live), tt.filled, tt.unread)
		}
		if tt.want != nil && tt.filled.And(table) != 0 && k.Changed(live, tt.want) != 0 {
			t.Errorf("%s: filled with %+v", tt.name, live.Body)
		}
	}
}

// TestProofs adds letters to records.
func TestProofs(t *testing.T) {
	t.Parallel()
	u := stampedUser(t, digester, 1000)
	plain := u.Record
	if got := record.Proofs(u, schematest.Salt); got != "" {
		t.Errorf("a record without proofs has %q", got)
	}
	u.Record.Applied = record.WithProofs(record.WithProofs(u.Record.Applied, "UA"), "A")
	if got := record.Proofs(u, schematest.Salt); got != "AU" {
		t.Errorf("the record has the proofs %q, want AU", got)
	}
	if !record.Same(plain, u.Record) || plain == u.Record {
		t.Errorf("%v and %v are the same apart from proofs", plain, u.Record)
	}
	if got := applied(t, u.Record); got.Stamp != 1000 || got.Protected() || got.Writing() {
		t.Errorf("with proofs, the record is %+v", got)
	}
	if renewed, err := digester.Renew(digester.Recall(u), u, "id", u.Given, 0); err != nil || strings.Contains(renewed.Applied, "+") {
		t.Errorf("a new record is %v, %v; want none of the proofs", renewed, err)
	}
	for name, of := range map[string]*schema.Resource{
		"another instance":         u,
		"a copy of another object": {Kind: u.Kind, Key: "eve", Record: u.Record, Live: &schema.Live{ID: "copy"}},
		"no record":                {Kind: u.Kind, Key: "eve", Live: &schema.Live{ID: "id"}},
	} {
		salt := schematest.Salt
		if name == "another instance" {
			salt = "elsewhere"
		}
		if got := record.Proofs(of, salt); got != "" {
			t.Errorf("%s: proofs %q", name, got)
		}
	}
	if got := record.WithProofs("text", "A"); got != "text" {
		t.Errorf("a text that is not a record becomes %q", got)
	}
}

// TestLongestRecord fits a record with everything that it can have into a tag.
func TestLongestRecord(t *testing.T) {
	t.Parallel()
	for k := range schema.Kinds() {
		a := record.Applied{Version: 1, Fingerprint: "aaaa", Binding: "aaaaaaaa", Flags: "pw", Stamp: 1 << 35}
		for _, s := range k.Slots() {
			a.Entries = append(a.Entries, record.Entry{Code: s.Code, Wide: s.Wide})
		}
		if got := record.WithProofs(a.String(), "ABCDEFG"); len(got) > 256 {
			t.Errorf("%s: a record can have %d characters", k.Name, len(got))
		}
	}
}
