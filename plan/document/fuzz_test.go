package document_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/providers/providertest"
)

// FuzzPlan changes a saved plan, and reads the result as if its digests matched: somebody may
// have computed them anew. Nothing panics, and a plan that can be read can be shown.
func FuzzPlan(f *testing.F) {
	text, err := os.ReadFile("../render/testdata/plan.json.golden")
	if err != nil {
		f.Fatal(err)
	}
	for how := range byte(13) {
		f.Add([]byte{how, 0, 40 + how}, `"queue.a[\"\\u0007\"]"`)
		f.Add([]byte{how, 1, how, how + 5, 0, how}, `[{"path": "name", "after": "x"}]`)
	}
	f.Fuzz(func(t *testing.T, program []byte, put string) {
		if len(program) > 30 || len(put) > 1<<16 {
			return
		}
		changed := providertest.Spoil(text, program, put)
		_, _ = document.Parse(changed)
		var forged document.Document
		if json.Unmarshal(changed, &forged) == nil {
			readable(t, &forged, true)
		}
	})
}
