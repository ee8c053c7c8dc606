package diag

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// A Problem is one thing that is wrong with an object: the diagnostic, the attribute, and
// the sentences that explain this case. A rule of a kind returns it without the address and
// the file, which rules do not know; the caller adds them. An [Entry] makes each problem, so
// every problem has a code.
type Problem struct {
	entry    *Entry
	severity Severity
	path     cty.Path
	word     string
	detail   string
}

// At returns a problem of the attribute at the path. The format and its arguments make the
// detail, which is full sentences: what is wrong, and what to do.
func (e *Entry) At(path cty.Path, format string, args ...any) Problem {
	p := e.Problem(format, args...)
	p.path = slices.Clone(path)
	return p
}

// On returns a problem of the attribute with the dotted name: "phone.number".
func (e *Entry) On(attr, format string, args ...any) Problem {
	return e.At(Path(attr), format, args...)
}

// Problem returns a problem of a whole object, or of no object.
func (e *Entry) Problem(format string, args ...any) Problem {
	return Problem{entry: e, severity: e.Severity, detail: fmt.Sprintf(format, args...)}
}

// Recorded returns a problem from a saved plan. It keeps the summary that was saved, even if
// the catalogue has another one now.
func Recorded(code, summary, detail string) Problem {
	return Problem{entry: &Entry{Code: code, Summary: summary}, detail: detail}
}

// As returns the problem with the severity, in place of that of its entry.
func (p Problem) As(s Severity) Problem {
	p.severity = s
	return p
}

// About returns the problem with a word: the member of a list, or the cell of a table, that
// is wrong in the value at its path. Sets have no positions, so no path leads to a member.
func (p Problem) About(word string) Problem {
	p.word = word
	return p
}

// WithPath returns the problem at another path.
func (p Problem) WithPath(path cty.Path) Problem {
	p.path = path
	return p
}

// Renamed returns the problem about an attribute that has another name for the reader: the
// group of an assignment is the permission_group of a user's block.
func (p Problem) Renamed(from, to string) Problem {
	p.detail = strings.Replace(p.detail, fmt.Sprintf("%q", from), fmt.Sprintf("%q", to), 1)
	return p
}

// Also returns the problem with another sentence at the end of its detail.
func (p Problem) Also(sentence string) Problem {
	p.detail += " " + sentence
	return p
}

// Code returns the problem's code, such as "CW3001".
func (p Problem) Code() string { return p.entry.Code }

// Is reports whether e made the problem, with or without [Entry.Of].
func (p Problem) Is(e *Entry) bool { return p.entry.Code == e.Code }

// Severity returns whether the problem stops the work.
func (p Problem) Severity() Severity { return p.severity }

// Summary returns what is wrong in a few words.
func (p Problem) Summary() string { return p.entry.Summary }

// Detail returns the sentences that explain the problem and say what to do.
func (p Problem) Detail() string { return p.detail }

// Path returns the path to the wrong attribute. It is empty if the whole object is wrong.
func (p Problem) Path() cty.Path { return p.path }

// Word returns the wrong string in the value at the path, or "" if the whole value is wrong.
func (p Problem) Word() string { return p.word }

// String returns the problem in one line, for tests: `.status: CW3001: It is …`.
func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s", PathString(p.path), p.Code(), p.detail)
}

// OfName reports whether the name at the end of the path is wrong, and not its value. A
// diagnostic then points at the left side of the line.
func (p Problem) OfName() bool { return p.entry.OfName }
