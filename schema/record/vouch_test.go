package record_test

import (
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
		{"neither leaves nor references", digester, 1000, 999_000, k.Every(), "id", contacts, 0},
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
