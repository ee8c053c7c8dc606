package consolecsv

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/spreadsheet"
)

// A Result is what a file says.
type Result struct {
	// State has the users. Known has them, too, and the stubs: the objects that the file only
	// names, which have nothing except their names.
	State, Known *schema.State

	Passwords int // how many users have a password in the file; they are left out
}

// Read reads a file of the console. Name is what messages call the file. The error has all
// problems of the file, so that its author can correct them in one go; it has no password.
func Read(name string, file []byte) (*Result, error) {
	table, err := spreadsheet.OpenSecret(name, file)
	if err != nil {
		return nil, err
	}
	b := &builder{name: name, lines: map[string]int{}, has: map[string]bool{}, mentioned: map[schema.Name]bool{}}
	if err := b.header(table.Columns); err != nil {
		return nil, err
	}
	for {
		cells, line, err := table.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		b.row(cells, line)
	}
	return b.result()
}

// A builder makes the result.
type builder struct {
	name      string
	columns   []*column // of the file
	resources []*schema.Resource
	lines     map[string]int // the line of each user
	stubs     []*schema.Resource
	mentioned map[schema.Name]bool
	has       map[string]bool // the attributes that have a column
	tagged    bool            // whether a user has tags
	passwords int
	problems  []string
}

// mostProblems is how many problems an error has. The others are counted.
const mostProblems = 20

// problem notes a problem of the file.
func (b *builder) problem(format string, args ...any) {
	b.problems = append(b.problems, fmt.Sprintf(format, args...))
}

// header finds out what the columns mean.
func (b *builder) header(titles []string) error {
	first := map[*column]string{}
	for _, title := range titles {
		c, ok := find(title)
		if !ok {
			b.problem("%s has the unknown column %q.%s", b.name, title, suggest(title))
			continue
		}
		// The template has two columns for the group, of which people fill one.
		if earlier, twice := first[c]; twice && c.attr != "hierarchy_group" {
			b.problem("%s has the columns %q and %q, which are the same", b.name, earlier, title)
		}
		first[c] = title
		b.has[c.attr] = true
		b.columns = append(b.columns, c)
	}
	if !b.has["username"] {
		b.problem("%s has no column %q", b.name, "user login")
	}
	return b.err()
}

// suggest names the nearest of the known columns, or else all of them. A name may also be near
// to another name of a column: "routing profil" is near to "routing profile".
func suggest(title string) string {
	var words, all []string
	titles := map[string]string{}
	for _, c := range columns {
		all = append(all, c.title)
		for _, word := range append([]string{plain(c.title)}, c.aliases...) {
			words = append(words, word)
			titles[word] = c.title
		}
	}
	if near, ok := diag.Nearest(plain(title), words); ok {
		return fmt.Sprintf(" Did you mean %q?", titles[near])
	}
	return " The console's columns are: " + strings.Join(all, ", ")
}

// err returns the problems so far, or nil.
func (b *builder) err() error {
	if len(b.problems) == 0 {
		return nil
	}
	shown := b.problems[:min(len(b.problems), mostProblems)]
	text := strings.Join(shown, "; ")
	if more := len(b.problems) - len(shown); more > 0 {
		text += fmt.Sprintf("; and %d more problems", more)
	}
	return errors.New(text)
}

var user = schema.MustKind("user")

// row reads a user.
func (b *builder) row(cells []string, line int) {
	r := &schema.Resource{Kind: user, Body: user.New(), Live: &schema.Live{}}
	for i, cell := range cells {
		c := b.columns[i]
		switch {
		case strings.TrimSpace(cell) == "":
		case c.attr == "":
			b.passwords++
		default:
			b.cell(r, c, cell, line)
		}
	}
	spread(r)
	switch r.UpdateKey(); {
	case r.Key == "":
		b.problem("line %d of %s has no user login", line, b.name)
	case b.has["security_profiles"] && len(r.Body.(*schema.User).SecurityProfiles) == 0:
		b.problem("line %d of %s names no security profile, but each user has one", line, b.name)
	case b.lines[r.Key] > 0:
		b.problem("lines %d and %d of %s are both about the user %q", b.lines[r.Key], line, b.name, r.Key)
	default:
		b.lines[r.Key] = line
		b.tagged = b.tagged || r.Has("tags")
		b.resources = append(b.resources, r)
		for ref := range r.Refs(r.Given) {
			b.mention(ref)
		}
	}
}

// cell sets an attribute of a user.
func (b *builder) cell(r *schema.Resource, c *column, cell string, line int) {
	v, err := c.read(strings.TrimSpace(cell))
	if err != nil {
		b.problem("line %d of %s: %s: %v", line, b.name, c.title, err)
		return
	}
	if v == cty.NilVal {
		return
	}
	i, _ := user.Lookup(c.attr)
	if r.Given.Has(i) && !r.Value(i).RawEquals(v) {
		b.problem("line %d of %s names two hierarchy groups: %q and %q", line, b.name, r.Value(i).AsString(), v.AsString())
		return
	}
	for _, p := range r.Set(c.attr, v, schema.Plain) {
		if p.Severity() == diag.Error {
			b.problem("line %d of %s: %s: %s", line, b.name, c.title, strings.TrimSuffix(p.Detail(), "."))
		}
	}
}

// spread gives a user with settings for each channel the settings of the phone in this form,
// too, because a service tells both. Only the audio enhancement has no other form.
func spread(r *schema.Resource) {
	if !r.Has("channels.voice.voice_enhancement") {
		return
	}
	for i := range user.Attrs {
		for _, twin := range user.Attrs[i].SameSettingAs {
			if n, _ := user.Lookup(twin); r.Given.Has(n) {
				r.Set(user.Attrs[i].Name, r.Value(n), schema.Plain) // accepts the value, as it accepted the phone's
			}
		}
	}
}

// mention adds a stub. A hierarchy group has stubs for the groups above it.
func (b *builder) mention(n schema.Name) {
	if n.Key == "" || b.mentioned[n] {
		return
	}
	b.mentioned[n] = true
	kind := schema.MustKind(n.Kind)
	r := &schema.Resource{Kind: kind, Body: kind.New(), Live: &schema.Live{System: true}}
	if kind.Name == "hierarchy_group" {
		parent, name := above(n.Key)
		r.Set("parent", cty.StringVal(parent), schema.Plain)
		r.SetName(name)
		b.mention(schema.Name{Kind: n.Kind, Key: parent})
	} else {
		r.SetName(n.Key)
	}
	r.Key = n.Key // also if it is no name that a configuration may write
	b.stubs = append(b.stubs, r)
}

// above returns the path of the group above the one with the given path, and the group's name.
func above(path string) (parent, name string) {
	at := -1
	for i := 0; i < len(path); i++ {
		switch path[i] {
		case '\\':
			i++
		case '/':
			at = i
		}
	}
	name = strings.NewReplacer(`\\`, `\`, `\/`, `/`).Replace(path[at+1:])
	return path[:max(at, 0)], name
}

// result returns the result, or all problems.
func (b *builder) result() (*Result, error) {
	if len(b.lines) == 0 && len(b.problems) == 0 {
		b.problem("%s has no user below its first line", b.name)
	}
	if err := b.err(); err != nil {
		return nil, err
	}
	if b.tagged { // then an empty cell says that the user has no tags
		for _, r := range b.resources {
			if !r.Has("tags") {
				r.Set("tags", cty.MapValEmpty(cty.String), schema.Plain)
			}
		}
	}
	state, err := schema.NewState(b.resources)
	known, err2 := schema.NewState(append(b.resources, b.stubs...))
	return &Result{State: state, Known: known, Passwords: b.passwords}, errors.Join(err, err2) // both nil: row and mention refuse a second object of a name
}
