package schema

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// The catalogue of ConnectPath's permissions is data with a version: sections, the
// rows in them and the levels that each row offers, with where each is known from.
// ConnectPath's rows come and go with its releases; what a live group holds beyond
// the catalogue is kept.
//
//go:embed connectpath.json
var connectPathJSON []byte

// ConnectPath is the catalogue of the permissions that a [PermissionGroup] has.
var ConnectPath = readCatalogue(connectPathJSON)

// A Catalogue is a version of ConnectPath's permissions.
type Catalogue struct {
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

// A Section is a part of the form of permissions.
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
	Source     string   `json:"source"`     // one of the catalogue's

	Section string `json:"-"`
}

// Path returns the row's name with its section's: `users.security_profiles`.
func (r *Row) Path() string { return r.Section + "." + r.Name }

func readCatalogue(text []byte) *Catalogue {
	c := &Catalogue{byKey: map[string]*Row{}, byName: map[string]*Row{}, byCode: map[string]*Row{}}
	if err := json.Unmarshal(text, c); err != nil {
		panic(fmt.Sprintf("schema: connectpath.json: %v", err))
	}
	for i := range c.Sections {
		s := &c.Sections[i]
		for j := range s.Rows {
			r := &s.Rows[j]
			r.Section = s.Name
			if len(r.Code) != 1 || c.byCode[r.Code] != nil {
				panic(fmt.Sprintf("schema: connectpath.json: the code %q of %s is no letter of its own", r.Code, r.Path()))
			}
			c.byKey[r.Key], c.byName[r.Path()], c.byCode[r.Code] = r, r, r
		}
	}
	return c
}

// Rows returns every row, in the order of the form.
func (c *Catalogue) Rows() []*Row {
	var rows []*Row
	for i := range c.Sections {
		for j := range c.Sections[i].Rows {
			rows = append(rows, &c.Sections[i].Rows[j])
		}
	}
	return rows
}

// OfKey returns the row by the gateway's key; nil when the catalogue lacks it.
func (c *Catalogue) OfKey(key string) *Row { return c.byKey[key] }

// OfCode returns the row by its code; nil when the catalogue lacks it.
func (c *Catalogue) OfCode(code string) *Row { return c.byCode[code] }

// Section returns the section that the row is in.
func (c *Catalogue) Section(r *Row) *Section {
	i := slices.IndexFunc(c.Sections, func(s Section) bool { return s.Name == r.Section })
	return &c.Sections[i]
}

// Row returns the row of that path; nil when there is none.
func (c *Catalogue) Row(path string) *Row { return c.byName[path] }

// Sort brings levels in the order to show them, each once, in place. Levels that the
// catalogue does not know come last.
func (c *Catalogue) Sort(levels []string) []string {
	rank := func(level string) int {
		if i := slices.Index(c.Levels, level); i >= 0 {
			return i
		}
		return len(c.Levels)
	}
	slices.SortFunc(levels, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(levels)
}
