package diagnostic

import (
	"path/filepath"

	"github.com/callwright/callwright/plan/document"
)

// Placed returns errors and warnings with other names for their files, as code
// scanning and annotations want them: from the root of the repository. Notices are
// left out.
func Placed(list []document.Diagnostic, rename func(path string) string) []document.Diagnostic {
	at := func(r *document.RangeDoc) *document.RangeDoc {
		if r == nil {
			return nil
		}
		moved := *r
		moved.Filename = rename(filepath.FromSlash(r.Filename))
		return &moved
	}
	placed := []document.Diagnostic{}
	for _, d := range list {
		if d.Severity == "notice" {
			continue
		}
		d.Range = at(d.Range)
		related := make([]document.Related, len(d.Related))
		for i, r := range d.Related {
			r.Range = at(r.Range)
			related[i] = r
		}
		d.Related = related
		placed = append(placed, d)
	}
	return placed
}
