package diagnostic

import (
	"path/filepath"

	"github.com/callwright/callwright/plan/document"
)

// Placed returns the errors and warnings of a list, with the name of each file changed by
// rename. Code scanning and annotations need paths from the root of the repository:
// `main.hcl` becomes `sites/london/main.hcl`. It drops notices, which those do not show.
// The list itself does not change.
func Placed(list []document.Diagnostic, rename func(path string) string) []document.Diagnostic {
	renamed := func(r *document.RangeDoc) *document.RangeDoc {
		if r == nil {
			return nil
		}
		c := *r
		c.Filename = rename(filepath.FromSlash(r.Filename))
		return &c
	}
	placed := []document.Diagnostic{}
	for _, d := range list {
		if d.Severity == "notice" {
			continue
		}
		d.Range = renamed(d.Range)
		related := make([]document.Related, len(d.Related))
		for i, r := range d.Related {
			r.Range = renamed(r.Range)
			related[i] = r
		}
		d.Related = related
		placed = append(placed, d)
	}
	return placed
}
