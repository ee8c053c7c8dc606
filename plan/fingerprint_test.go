package plan_test

import (
	"testing"

	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/internal/canonical"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestValue compares the JSON of values with what the language makes of them. The names are
// hostile: they have quotes, markup and control characters.
func TestValue(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		accent := schematest.Of("queue", &schema.Queue{Name: "cafe\u0301", Description: "e\u0301 <b>"}, "name", "description")
		for _, r := range append([]*schema.Resource{accent}, schematest.New(seed, 6).Live(seed%2 == 0).All()...) {
			values := map[string]any{}
			for i := range r.Kind.Every().All() {
				a := &r.Kind.Attrs[i]
				want := []byte("null")
				if r.Given.Has(i) {
					var err error
					if want, err = ctyjson.Marshal(r.Value(i), a.Type); err != nil {
						t.Fatal(err)
					}
				}
				got, err := plan.Value(r, i)
				if err != nil || string(got) != string(want) {
					t.Errorf("%s of %s: got %s, %v, want %s", a.Name, r.Name(), got, err, want)
				}
				values[a.Name] = got
			}
			if r.Live == nil {
				r.Live = &schema.Live{ID: "q-1"}
			}
			got, err := plan.Fingerprint(r, r.Kind.Every())
			want, _ := canonical.Digest(map[string]any{"id": r.ID, "attributes": values})
			if err != nil || got != want {
				t.Errorf("fingerprint of %s: got %s, %v, want %s", r.Name(), got, err, want)
			}
		}
	}
	if got, err := plan.Value(nil, 0); string(got) != "null" || err != nil {
		t.Errorf("a value of nothing is %s, %v", got, err)
	}
	if _, err := plan.Fingerprint(&schema.Resource{Kind: schema.MustKind("queue"), Live: &schema.Live{}}, 0); err != nil {
		t.Error(err)
	}
}
