package catalogue

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// ConnectPath adds and removes permissions in its releases, so the form has a version. For
// each row, the file names the source from which we know it. A live group may have
// permissions that the form lacks; callwright keeps them.
//
//go:embed connectpath.json
var connectPathJSON []byte

var connectPath = readForm(connectPathJSON)

// ConnectPath returns the form of permissions of a ConnectPath permission group.
func ConnectPath() *Form { return connectPath }

// A Form is a version of ConnectPath's form of permissions. Callers must not change it.
type Form struct {
	Version  string            `json:"version"`
	Product  string            `json:"product"` // the release of ConnectPath
	Note     string            `json:"note"`
	Levels   []string          `json:"levels"`  // in the order in which we show them
	Sources  map[string]string `json:"sources"` // public addresses, by their short names
	Sections []Section         `json:"sections"`

	byKey  map[string]*Row
	byName map[string]*Row
	byCode map[string]*Row
}

// A Section is the rows of the form under one heading.
type Section struct {
	Name  string `json:"name"`
	Label string `json:"label"` // ConnectPath's own words
	Rows  []Row  `json:"rows"`
}

// A Row is one permission with the levels that people can tick.
type Row struct {
	Name       string   `json:"name"`
	Code       string   `json:"code"` // a letter for the row in records; it never changes
	Key        string   `json:"key"`  // the gateway's name for the row
	Label      string   `json:"label"`
	Levels     []string `json:"levels"`
	Escalates  []string `json:"escalates"`  // the levels that let a user give themselves every other
	Deprecated bool     `json:"deprecated"` // callwright reads the row, and never writes it
	Certainty  string   `json:"certainty"`  // documented, or pictured: seen only in a picture
	Source     string   `json:"source"`     // the short name of one of the form's sources

	Section string `json:"-"`
}

// Path returns the names of the row's section and of the row: `users.security_profiles`.
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
				panic(fmt.Sprintf("catalogue: connectpath.json: the code %q of %s is not a letter of its own", r.Code, r.Path()))
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

// RowOfKey returns the row with the gateway's key, or nil.
func (f *Form) RowOfKey(key string) *Row { return f.byKey[key] }

// RowOfCode returns the row with the code, or nil.
func (f *Form) RowOfCode(code string) *Row { return f.byCode[code] }

// SectionOf returns the section of a row of the form.
func (f *Form) SectionOf(r *Row) *Section {
	i := slices.IndexFunc(f.Sections, func(s Section) bool { return s.Name == r.Section })
	return &f.Sections[i]
}

// Row returns the row with the path, or nil.
func (f *Form) Row(path string) *Row { return f.byName[path] }

// Sort sorts levels in place, into the order in which we show them, and returns them
// without duplicates. Levels that the form does not know come last.
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
