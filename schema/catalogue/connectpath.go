package catalogue

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// ConnectPath's form of permissions has a version: its rows come and go with the releases
// of ConnectPath. The file says of each row where it is known from. What a live group
// holds beyond the form is kept.
//
//go:embed connectpath.json
var connectPathJSON []byte

var connectPath = readForm(connectPathJSON)

// ConnectPath returns the form of permissions of a ConnectPath permission group.
func ConnectPath() *Form { return connectPath }

// A Form is a version of ConnectPath's form of permissions. It must not be changed.
type Form struct {
	Version  string            `json:"version"`
	Product  string            `json:"product"` // the release that it describes
	Note     string            `json:"note"`
	Levels   []string          `json:"levels"`  // in the order to show them
	Sources  map[string]string `json:"sources"` // public addresses, by their short names
	Sections []Section         `json:"sections"`

	byKey  map[string]*Row
	byName map[string]*Row
	byCode map[string]*Row
}

// A Section is a group of rows under one heading.
type Section struct {
	Name  string `json:"name"`
	Label string `json:"label"` // ConnectPath's own words
	Rows  []Row  `json:"rows"`
}

// A Row is one permission with the levels that it offers.
type Row struct {
	Name       string   `json:"name"`
	Code       string   `json:"code"` // a letter that stands for the row where it is remembered; it never changes
	Key        string   `json:"key"`  // the gateway's
	Label      string   `json:"label"`
	Levels     []string `json:"levels"`
	Escalates  []string `json:"escalates"`  // the levels with which a user can come to have every other
	Deprecated bool     `json:"deprecated"` // read, and never written
	Certainty  string   `json:"certainty"`  // documented or pictured
	Source     string   `json:"source"`     // one of the form's

	Section string `json:"-"`
}

// Path returns the row's name with its section's: `users.security_profiles`.
func (r *Row) Path() string { return r.Section + "." + r.Name }

func readForm(text []byte) *Form {
	f := &Form{byKey: map[string]*Row{}, byName: map[string]*Row{}, byCode: map[string]*Row{}}
	if err := json.Unmarshal(text, f); err != nil {
		panic(fmt.Sprintf("catalogue: connectpath.json: %v", err))
	}
	for i := range f.Sections {
		s := &f.Sections[i]
		for j := range s.Rows {
			r := &s.Rows[j]
			r.Section = s.Name
			if len(r.Code) != 1 || f.byCode[r.Code] != nil {
				panic(fmt.Sprintf("catalogue: connectpath.json: the code %q of %s is no letter of its own", r.Code, r.Path()))
			}
			f.byKey[r.Key], f.byName[r.Path()], f.byCode[r.Code] = r, r, r
		}
	}
	return f
}

// Rows returns every row, in the order of the form.
func (f *Form) Rows() []*Row {
	var rows []*Row
	for i := range f.Sections {
		for j := range f.Sections[i].Rows {
			rows = append(rows, &f.Sections[i].Rows[j])
		}
	}
	return rows
}

// RowOfKey returns the row by the gateway's key; nil when the form lacks it.
func (f *Form) RowOfKey(key string) *Row { return f.byKey[key] }

// RowOfCode returns the row by its code; nil when the form lacks it.
func (f *Form) RowOfCode(code string) *Row { return f.byCode[code] }

// SectionOf returns the section that the row is in.
func (f *Form) SectionOf(r *Row) *Section {
	i := slices.IndexFunc(f.Sections, func(s Section) bool { return s.Name == r.Section })
	return &f.Sections[i]
}

// Row returns the row of that path; nil when there is none.
func (f *Form) Row(path string) *Row { return f.byName[path] }

// Sort brings levels in the order to show them, each once, in place. Levels that the
// form does not know come last.
func (f *Form) Sort(levels []string) []string {
	rank := func(level string) int {
		if i := slices.Index(f.Levels, level); i >= 0 {
			return i
		}
		return len(f.Levels)
	}
	slices.SortFunc(levels, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(levels)
}
