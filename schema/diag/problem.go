package diag

import (
	"fmt"
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// A Problem is something wrong with an object: which diagnostic, at which attribute,
// and the sentences that explain this case. It knows neither the object's address nor
// the file: a rule of a kind returns it without them, and whoever knows them adds
// them. A problem is made by an [Entry], so each has a code.
type Problem struct {
	entry    *Entry
	severity Severity
	path     cty.Path
	word     string
	detail   string
}

// At returns the problem of an object's attribute at the given path. The detail is
// written in full sentences: what is wrong, and what to do.
func (e *Entry) At(path cty.Path, format string, args ...any) Problem {
	p := e.Problem(format, args...)
	p.path = slices.Clone(path)
	return p
}

// On returns the problem of the attribute with the given dotted name: "phone.number".
func (e *Entry) On(attr, format string, args ...any) Problem {
	return e.At(Path(attr), format, args...)
}

// Problem returns the problem of an object as a whole, or of no object.
func (e *Entry) Problem(format string, args ...any) Problem {
	return Problem{entry: e, severity: e.Severity, detail: fmt.Sprintf(format, args...)}
}

// Recorded returns a problem that was made earlier, and is read from a saved plan. The
// summary is as it was recorded, whatever the catalogue says today.
func Recorded(code, summary, detail string) Problem {
	return Problem{entry: &Entry{Code: code, Summary: summary}, detail: detail}
}

// As returns the problem with another severity than its entry has.
func (p Problem) As(s Severity) Problem {
	p.severity = s
	return p
}

// About returns the problem of one word inside the value at its path: a member of a
// list, a cell of a table.
func (p Problem) About(word string) Problem {
	p.word = word
	return p
}

// WithPath returns the problem at another path.
func (p Problem) WithPath(path cty.Path) Problem {
	p.path = path
	return p
}

// Code returns the problem's code, such as "CW3001".
func (p Problem) Code() string { return p.entry.Code }

// Is reports whether the problem is one of e, whatever it is about.
func (p Problem) Is(e *Entry) bool { return p.entry.Code == e.Code }

// Severity returns whether the problem stops the work.
func (p Problem) Severity() Severity { return p.severity }

// Summary returns what is wrong in a few words.
func (p Problem) Summary() string { return p.entry.Summary }

// Detail returns the sentences that explain the problem and say what to do.
func (p Problem) Detail() string { return p.detail }

// Path returns where the problem is inside the object's block. It is empty when the
// block as a whole is meant.
func (p Problem) Path() cty.Path { return p.path }

// Word returns the string inside the value at the path that is meant; "" when all of
// the value is.
func (p Problem) Word() string { return p.word }

// String returns the problem in one line, for tests: `.status: CW3001: It is …`.
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s", PathString(p.path), p.Code(), p.detail)
}

// OfName reports whether the name at the end of the path is wrong, rather than the
// value that it has.
func (p Problem) OfName() bool { return p.entry.OfName }
