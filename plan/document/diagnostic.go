package document

import "github.com/hashicorp/hcl/v2"

// Diagnostic is a problem of a configuration or a plan, or the reason why the plan is refused.
// A problem that was found at several places is one diagnostic. For example, if 40 users have
// the unknown queue "Premum", the first is its range, and the others are related places.
type Diagnostic struct {
	Severity   string      `json:"severity"` // error, warning or notice
	Code       string      `json:"code,omitempty"`
	Summary    string      `json:"summary"`
	Detail     string      `json:"detail"`
	Address    string      `json:"address,omitempty"`
	Refused    bool        `json:"refused,omitempty"`
	Range      *RangeDoc   `json:"range,omitempty"`
	Snippet    *Snippet    `json:"snippet,omitempty"`
	Related    []Related   `json:"related,omitempty"`
	Suggestion *Suggestion `json:"suggestion,omitempty"`
	Doc        string      `json:"doc,omitempty"` // the address of the code's documentation
}

// Snippet is the source line of a diagnostic. HighlightStart and HighlightEnd count bytes of
// the code from 0, and the end is exclusive: in `hours = "Dya"`, "Dya" is from 9 to 12.
type Snippet struct {
	Context        string         `json:"context,omitempty"` // the block's header: `user "ana"`
	Code           string         `json:"code"`
	StartLine      int            `json:"start_line"`
	HighlightStart int            `json:"highlight_start"`
	HighlightEnd   int            `json:"highlight_end"`
	Values         []SnippetValue `json:"values"`
}

// SnippetValue is the value of a name in the code, and the row that it came from.
type SnippetValue struct {
	Name  string `json:"name"` // each.key
	Value string `json:"value"`
	Row   string `json:"row,omitempty"` // agents.csv:41
}

// Related is another place of the same diagnostic. Its detail is empty if the diagnostic
// says the same there.
type Related struct {
	Detail  string         `json:"detail,omitempty"`
	Address string         `json:"address,omitempty"`
	Range   *RangeDoc      `json:"range,omitempty"`
	Values  []SnippetValue `json:"values,omitempty"`
}

// Suggestion says what the author of the file most likely meant: `Did you mean "Premium"?` An
// editor can make its edits, if it has any.
type Suggestion struct {
	Text  string `json:"text"`
	Edits []Edit `json:"edits"`
}

// Edit replaces a range of a file with a text.
type Edit struct {
	Range RangeDoc `json:"range"`
	Text  string   `json:"text"`
}

// Places returns how many places the diagnostic was found at.
func (d *Diagnostic) Places() int { return 1 + len(d.Related) }

// RangeDoc is a place in a file.
type RangeDoc struct {
	Filename string `json:"filename"`
	Start    PosDoc `json:"start"`
	End      PosDoc `json:"end"`
}

// PosDoc is a position: lines and columns from 1, bytes from 0.
type PosDoc struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Byte   int `json:"byte"`
}

// NewRange returns r as data; nil if r is not in a file.
func NewRange(r *hcl.Range) *RangeDoc {
	if r == nil || r.Filename == "" {
		return nil
	}
	return &RangeDoc{r.Filename, PosDoc(r.Start), PosDoc(r.End)}
}
