package schema_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestJSON writes each attribute of random objects as JSON and reads it back into an empty
// object: nothing may differ, not even in its Unicode form.
func TestJSON(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		for _, r := range schematest.New(seed, 5).Live(true).All() {
			again := &schema.Resource{Kind: r.Kind, Body: r.Kind.New(), Given: r.Given}
			for i := range r.Kind.Attrs {
				a := &r.Kind.Attrs[i]
				text, err := a.AppendJSON(nil, r.Body)
				if err == nil {
					err = a.SetJSON(again.Body, text)
				}
				if err != nil {
					t.Fatalf("%s.%s = %s: %v", r.Kind.Name, a.Name, text, err)
				}
				if second, err := a.AppendJSON(nil, again.Body); err != nil || string(second) != string(text) {
					t.Errorf("%s.%s: wrote %s, then %s, %v", r.Kind.Name, a.Name, text, second, err)
				}
			}
			if changed := r.Kind.Changed(r, again); changed != 0 {
				t.Errorf("%s: attributes %v differ: %+v, then %+v", r.Name(), changed, r.Body, again.Body)
			}
		}
	}
}

// TestJSONKeepsUnicode checks that a name keeps the bytes that the service has: é of one code
// point, or of two.
func TestJSONKeepsUnicode(t *testing.T) {
	t.Parallel()
	kind := schema.MustKind("queue")
	i, _ := kind.Lookup("name")
	for _, name := range []string{"caf\u00e9", "cafe\u0301", "a\u2028<b>&", "\a\x00"} {
		text, err := kind.Attrs[i].AppendJSON(nil, &schema.Queue{Name: name})
		var q schema.Queue
		if err == nil {
			err = kind.Attrs[i].SetJSON(&q, text)
		}
		if err != nil || q.Name != name {
			t.Errorf("%q became %s, and %q: %v", name, text, q.Name, err)
		}
	}
}

// TestWrongJSON gives attributes values that they cannot have.
func TestWrongJSON(t *testing.T) {
	t.Parallel()
	row := `{"queue":"Sales","channel":"voice","priority":1,"delay":0}`
	for _, tt := range []struct{ kind, attr, text, want string }{
		{"queue", "name", `7`, "it must be of type string, but is of type number"},
		{"queue", "name", `null`, "it is null"},
		{"queue", "max_contacts", `1.5`, "it must be of type number, but is of type number 1.5"},
		{"queue", "max_contacts", `99999999999999999999`, "it must be of type number"},
		{"queue", "quick_connects", `{"a":1}`, "it must be of type list of string, but is of type object"},
		{"queue", "tags", `["a"]`, "it must be of type map of string, but is of type array"},
		{"routing_profile", "queues", `[` + row + `,` + row + `]`, `row 2 is for "Sales" "voice", like an earlier row`},
		{"routing_profile", "queues", `[{"queue":"Sales"}]`, `row 1 lacks the column "channel"`},
		{"routing_profile", "queues", `[{"queue":"Sales","channel":"voice","when":1}]`, `row 1 has the unknown column "when"`},
		{"routing_profile", "queues", `[{"queue":"Sales","channel":"voice","priority":"x"}]`, `row 1, column "priority": it must be of type number`},
		{"hours_of_operation", "overrides", `[{"name":"x","from":"2026-01-01","to":"2026-01-01","recurs":{"hourly":"1"}}]`, `row 1, column "recurs": {"hourly":"1"} is not a valid value`},
		{"hours_of_operation", "overrides", `[{"name":"x","schedule":7}]`, `row 1, column "schedule": it must be of type`},
		{"hours_of_operation", "schedule", `{"monday":7}`, `it must be of type`},
		{"permission_group", "permissions.routing.hours_of_operation", `7`, "it must be of type list of string"},
		{"routing_profile", "cross_channel.chat", `7`, "it must be of type string"},
	} {
		kind := schema.MustKind(tt.kind)
		i, ok := kind.Lookup(tt.attr)
		if !ok {
			t.Fatalf("%s has no attribute %s", tt.kind, tt.attr)
		}
		if err := kind.Attrs[i].SetJSON(kind.New(), []byte(tt.text)); err == nil || !strings.HasPrefix(fmt.Sprint(err), tt.want) {
			t.Errorf("%s.%s = %s: %v, want %q", tt.kind, tt.attr, tt.text, err, tt.want)
		}
	}
}
