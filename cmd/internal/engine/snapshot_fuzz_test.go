package engine

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/callwright/callwright/providers/providertest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// FuzzSnapshot plans an example against snapshots that somebody spoilt, and compares them with
// the sound one. There may be errors, and no panic.
func FuzzSnapshot(f *testing.F) {
	live := schematest.New(1, 4).Live(true).WithOutside("flow", map[string]string{"Default outbound": "f-1"})
	sound := &snapshot.Snapshot{Taken: time.Unix(1700000000, 0).UTC(), Instance: schema.Instance{ID: schematest.Salt, Name: "centre"}, State: live, Kinds: slices.Collect(schema.Kinds())}
	var b bytes.Buffer
	if err := sound.Encode(&b); err != nil {
		f.Fatal(err)
	}
	text, want := b.Bytes(), schematest.New(2, 4).Want(false)
	site := Site{Provider: config.Provider{Type: "amazonconnect"}, ConnectPath: &config.ConnectPath{ConnectPathAccess: schema.ConnectPathAccess{Driver: "external"}}}
	files := os.DirFS(filepath.Join("..", "..", "..", "examples", "quickstart"))
	c := (&Target{Files: files, Folder: ".", Origin: testOrigin}).Load(f.Context())
	for i := range byte(40) {
		f.Add([]byte{i, 3 * i, 7 * i, i}, "-1")
	}
	f.Fuzz(func(t *testing.T, program []byte, put string) {
		if len(program) > 30 || len(put) > 1<<12 {
			return
		}
		taken, err := snapshot.Decode(bytes.NewReader(providertest.Spoil(text, program, put)))
		if err != nil {
			return
		}
		s, err := OpenSnapshot(taken, site)
		if err != nil {
			return
		}
		_, _ = c.Plan(t.Context(), s.Source(), Watch{})
		source := s.Source()
		if state, err := source.State(t.Context(), Question{Stack: schematest.Stack, Want: want}); err == nil && state != nil {
			_ = planned(t, s, want)
		}
		for _, sides := range [][2]*snapshot.Snapshot{{sound, taken}, {taken, sound}} {
			_, _ = Compare(t.Context(), Side{Snapshot: sides[0]}, Side{Snapshot: sides[1]}, testOrigin)
		}
	})
}
