package record_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

func applied(t *testing.T, r schema.Record) record.Applied {
	t.Helper()
	a, err := record.ParseApplied(r.Applied)
	if err != nil {
		t.Fatalf("%q: %v", r.Applied, err)
	}
	return a
}

func codes(entries []record.Entry) string {
	var b strings.Builder
	for _, e := range entries {
		b.WriteByte(e.Code)
	}
	return b.String()
}

func mustRenew(t *testing.T, d record.Digester, memory record.Applied, want *schema.Resource, attrs, dropped schema.AttrSet) schema.Record {
	t.Helper()
	r, err := d.Renew(memory, want, "id", attrs, dropped)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRenew(t *testing.T) {
	t.Parallel()
	k, _ := schema.KindOf("queue")
	was := object("queue", &schema.Queue{Name: "Q", Description: "old", HoursOfOperation: "H", MaxContacts: 1})
	was.Record.Owner = "support/queue.q"
	now := object("queue", &schema.Queue{Name: "Q", Description: "new", HoursOfOperation: "H", MaxContacts: 2})
	now.Record.Owner = "support/queue.q"
	memory := applied(t, mustRenew(t, digester, record.Applied{Flags: "ap"}, was, k.Every(), 0))
	memory.Entries = append([]record.Entry{{Code: '0'}}, memory.Entries...) // a later version's
	keyed := record.Digester{Salt: schematest.Salt, Key: []byte("k"), ID: ids}
	tests := []struct {
		name           string
		d              record.Digester
		memory         record.Applied
		attrs, dropped schema.AttrSet
		codes          string
		fresh          string // the codes whose entries digest the values of now
	}{
		{"what was written", digester, memory, k.Set("description"), 0, "0Edehmnoqst", "Edehnoqst"},
		{"nothing was written", digester, memory, 0, 0, "0Edehmnoqst", "Eehnoqst"},
		{"all was written", digester, memory, k.Every(), 0, "0Edehmnoqst", "Edehmnoqst"},
		{"one is no longer managed", digester, memory, 0, k.Set("status"), "0Edehmnoqt", "Eehnoqt"},
		{"nothing is remembered", digester, record.Applied{}, k.Set("description", "name"), 0, "dn", "dn"},
		{"another key", keyed, memory, k.Set("description"), 0, "d", ""},
		{"a reference without an id", record.Digester{Salt: schematest.Salt}, memory, k.Set("hours_of_operation"), 0, "0Edemnoqst", "Eenoqst"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			rec := mustRenew(t, tt.d, tt.memory, now, tt.attrs, tt.dropped)
			a := applied(t, rec)
			if got := codes(a.Entries); got != tt.codes {
				t.Errorf("Renew() has the entries %s, want %s", got, tt.codes)
			}
			fresh := ""
			for _, e := range digester.Entries(now, k.Every()) {
				if got, ok := a.Entry(e.Code); ok && got == e {
					fresh += string(rune(e.Code))
				}
			}
			if fresh != tt.fresh {
				t.Errorf("Renew() made new entries %s, want %s", fresh, tt.fresh)
			}
			if !record.MadeFor(rec, schematest.Salt, "queue", "id") || a.Fingerprint != tt.d.Fingerprint() {
				t.Errorf("Renew() = %q, which does not fit", rec.Applied)
			}
		})
	}
}

// TestRenewFlags checks that Renew keeps flags that it does not know, and sets those that
// it knows by the lifecycle. It leaves out proofs.
func TestRenewFlags(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		flags     string
		protected bool
		want      string
	}{{"", false, ""}, {"", true, "p"}, {"p", false, ""}, {"apx", false, "ax"}, {"ax", true, "apx"}, {"AZpx", true, "px"}, {"p", true, "p"}} {
		r := object("queue", &schema.Queue{})
		r.Desired = &schema.Desired{Lifecycle: schema.Lifecycle{PreventDestroy: tt.protected}}
		if got := applied(t, mustRenew(t, digester, record.Applied{Flags: tt.flags}, r, 0, 0)); got.Flags != tt.want || got.Protected() != tt.protected {
			t.Errorf("flags %q become %q, want %q", tt.flags, got.Flags, tt.want)
		}
	}
}

type thing struct{ A, B string }

func a(t *thing) *string { return &t.A }
func b(t *thing) *string { return &t.B }

// TestRenewCodes moves an entry to the attribute's new code.
func TestRenewCodes(t *testing.T) {
	t.Parallel()
	k := schema.Define(schema.Kind{Name: "thing"}, []schema.Field[thing]{
		schema.String("a", "", a).Code('a', 'x', 'y'), schema.String("b", "", b).Code('b'),
	})
	r := &schema.Resource{Kind: k, Body: k.New()}
	memory := record.Applied{Version: 1, Entries: []record.Entry{{Code: 'b'}, {Code: 'x'}}}
	if got := codes(applied(t, mustRenew(t, digester, memory, r, k.Set("b"), 0)).Entries); got != "bx" {
		t.Errorf("Renew() of another attribute has the entries %s", got)
	}
	if got := codes(applied(t, mustRenew(t, digester, memory, r, k.Set("a"), 0)).Entries); got != "ab" {
		t.Errorf("Renew() of the attribute has the entries %s", got)
	}
	if got := codes(applied(t, mustRenew(t, digester, memory, r, 0, k.Set("a"))).Entries); got != "b" {
		t.Errorf("Renew() without the attribute has the entries %s", got)
	}
}

func TestRecall(t *testing.T) {
	t.Parallel()
	want := object("queue", &schema.Queue{Name: "Q"})
	want.Record.Owner = "support/queue.q"
	rec, err := digester.Renew(record.Applied{}, want, "", want.Given, 0)
	if err != nil {
		t.Fatal(err)
	}
	live := func(key, id, applied string) *schema.Resource {
		r := object("queue", &schema.Queue{Name: key})
		r.Live, r.Record = &schema.Live{ID: id}, schema.Record{Owner: rec.Owner, Applied: applied}
		return r
	}
	byID := mustRenew(t, digester, record.Applied{}, want, want.Given, 0).Applied
	tests := []struct {
		name    string
		live    *schema.Resource
		version int
	}{
		{"made before there was an id", live("Q", "id", rec.Applied), 1},
		{"made for the id", live("renamed", "id", byID), 1},
		{"made under a former name", live("renamed", "id", rec.Applied), 1},
		{"made for another object", live("copy", "other", byID), 0},
		{"unreadable", live("Q", "id", "1:x"), 0},
		{"none", live("Q", "id", ""), 0},
		{"a newer one", live("Q", "id", "3:x"), 3},
	}
	for _, tt := range tests {
		if got := digester.Recall(tt.live, "Q"); got.Version != tt.version {
			t.Errorf("%s: Recall() has version %d, want %d", tt.name, got.Version, tt.version)
		}
	}
	if _, err := digester.Renew(record.Applied{Version: 2}, want, "id", want.Given, 0); !errors.Is(err, record.ErrNewer) {
		t.Errorf("Renew() of a newer record fails with %v", err)
	}
	if got := record.Stamped(schema.Record{Owner: "x", Applied: "y"}, 1); got.Applied != "y" {
		t.Errorf("Stamped() of what is unreadable = %q", got.Applied)
	}
	if got := applied(t, record.Stamped(rec, 1_795_459_456)).Stamp; got != 1_795_459_456 {
		t.Errorf("the stamp is %d", got)
	}
}
