package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/format"
	"github.com/callwright/callwright/schema/rewrite"
)

// A KeptValue is a value that somebody changed in the contact centre, and that was to be written
// into the configuration.
type KeptValue struct {
	Addr  schema.Addr
	Attr  string    // "" for an object that somebody deleted
	Value cty.Value // what the configuration has to say
	Place string    // where; "" if it is not known
	Why   string    // why it was not written; "" if it was

	change *plan.Change
	attr   int
}

// A Rewrite is the result of [Target.Keep]: files that are to be written.
type Rewrite struct {
	Values []*KeptValue
	Files  []string // that change, relative to the folder of the configuration

	before, after map[string][]byte
}

// maxKept limits how many values are tried one by one. Each try loads the configuration.
const maxKept = 200

// Keep computes how the files of the configuration have to change to keep what somebody changed in
// the contact centre, at addresses that a pattern takes in. It writes nothing.
//
// It loads the changed files, and checks that they say what is live, and nothing else: one block
// may describe many objects, and a change for one of them must not change the others. A value for
// which that does not hold is not written.
func (t *Target) Keep(ctx context.Context, c *Configuration, r *Review, patterns []string, tables rewrite.TableUse) (*Rewrite, error) {
	k := &keeper{target: t, config: c, tables: tables, old: map[schema.Addr]*schema.Resource{}}
	for _, w := range c.Want.All() {
		k.old[w.Addr] = w
	}
	kept := &Rewrite{Values: drifted(r.Plan.Plan, patterns)}
	var open []*KeptValue
	for _, v := range kept.Values {
		if v.Why == "" {
			open = append(open, v)
		}
	}
	e, err := k.edit(ctx, open)
	if err != nil {
		e, err = k.editOneByOne(ctx, open, err)
	}
	if err != nil {
		return nil, err
	}
	if kept.after, err = e.Files(); err != nil {
		return nil, err
	}
	kept.Files, kept.before = slices.Sorted(maps.Keys(kept.after)), map[string][]byte{}
	for _, name := range kept.Files {
		kept.before[name] = e.Before(name)
		kept.after[name] = formatted(name, kept.before[name], kept.after[name])
	}
	return kept, ctx.Err()
}

// formatted returns a changed file, formatted if it was formatted before.
func formatted(name string, before, after []byte) []byte {
	if !strings.HasSuffix(name, ".hcl") {
		return after
	}
	if text, _ := format.Source(before, name); !bytes.Equal(text, before) {
		return after
	}
	text, _ := format.Source(after, name) // it was parsed before
	return text
}

// drifted returns the values that somebody changed, of objects that a pattern takes in.
func drifted(p *plan.Plan, patterns []string) []*KeptValue {
	in := plan.Scope{Only: patterns}.Filter()
	var all []*KeptValue
	for _, c := range p.Changes {
		switch {
		case !in(c.Addr) || c.Step != "":
		case c.Action == plan.Create:
			all = append(all, &KeptValue{Addr: c.Addr, Why: "somebody deleted the object: remove its block", change: c, Place: placeOf(c)})
		case c.Live != nil && c.Want != nil:
			for _, f := range c.Findings {
				if !f.Drifted() {
					continue
				}
				a := &c.Want.Kind.Attrs[f.Attr]
				v := &KeptValue{Addr: c.Addr, Attr: a.Name, Value: f.Kept(a, c.Live.Value(f.Attr), c.Want.Value(f.Attr)), Place: placeOf(c), change: c, attr: f.Attr}
				if !c.Live.Given.Has(f.Attr) {
					v.Why = "its live value is not known"
				}
				all = append(all, v)
			}
		}
	}
	return all
}

// placeOf returns where the object of a change is described.
func placeOf(c *plan.Change) string {
	if r := c.Source.Range; r.Filename != "" {
		return fmt.Sprintf("%s:%d", r.Filename, r.Start.Line)
	}
	return ""
}

// A keeper tries changes of a configuration's files.
type keeper struct {
	target *Target
	config *Configuration
	tables rewrite.TableUse
	old    map[schema.Addr]*schema.Resource
}

// edit makes the changes for the values, and checks them. A value that cannot be written gets the
// reason, and does not count.
func (k *keeper) edit(ctx context.Context, values []*KeptValue) (*rewrite.Editor, error) {
	e := &rewrite.Editor{Want: k.config.Want, Sources: k.config.Sources(), Cells: k.read, Tables: k.tables}
	var written []*KeptValue
	for _, v := range values {
		if v.Why != "" {
			continue
		}
		err := e.Set(v.change.Want, v.attr, v.Value)
		if at, ok := errors.AsType[*rewrite.PlaceError](err); ok {
			v.Why = at.Why
			if at.Place != "" {
				v.Place = at.Place
			}
			continue
		}
		written = append(written, v)
	}
	files, err := e.Files()
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return e, nil
	}
	return e, k.check(ctx, files, written)
}

// editOneByOne makes the changes for the values that can be written together, after edit returned
// the error together for all of them. It tries each value with the earlier ones that worked. A value
// that fails gets the reason.
//
// For example, of three values the first works, the second would also change another object, and
// the third works: the result has the first and the third.
func (k *keeper) editOneByOne(ctx context.Context, values []*KeptValue, together error) (*rewrite.Editor, error) {
	var works []*KeptValue
	for i, v := range values {
		if i == maxKept {
			return nil, fmt.Errorf("there are more than %d values to keep, and one of them cannot be written: %w", maxKept, together)
		}
		if _, err := k.edit(ctx, append(slices.Clone(works), v)); err != nil {
			v.Why = err.Error()
			continue
		}
		if v.Why == "" {
			works = append(works, v)
		}
	}
	return k.edit(ctx, works)
}

// read reads a file of the configuration's folder.
func (k *keeper) read(name string) ([]byte, error) {
	if !isInside(name) {
		return nil, fmt.Errorf("%s is not in the folder of the configuration", name)
	}
	f, err := k.target.Files.Open(path.Join(k.target.Folder, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return file.ReadAll(f, name, file.MaxPlan)
}

// isInside reports whether a file is in the folder of the configuration or below it.
func isInside(name string) bool { return filepath.IsLocal(filepath.FromSlash(name)) }

// errOthers is why a value that looks like a literal is not changed.
var errOthers = errors.New("the same text describes other objects or attributes, too")

// check loads the configuration with the changed files, and compares what it describes.
func (k *keeper) check(ctx context.Context, files map[string][]byte, values []*KeptValue) error {
	changed := *k.target
	changed.Files = overlay{k.target.Files, map[string][]byte{}}
	for name, text := range files {
		if !isInside(name) { // such as a module that several configurations use
			return fmt.Errorf("%s is not in the folder of the configuration", name)
		}
		changed.Files.(overlay).files[path.Join(k.target.Folder, name)] = text
	}
	now := changed.Load(ctx)
	if Failing(now.Diagnostics, false) {
		return fmt.Errorf("the configuration would not be valid: %s", now.Diagnostics[0].Summary)
	}
	if len(now.Want.All()) != len(k.old) {
		return errOthers
	}
	asked, names := map[schema.Addr]map[int]*KeptValue{}, map[schema.Name]string{}
	for _, v := range values {
		if asked[v.Addr] == nil {
			asked[v.Addr] = map[int]*KeptValue{}
		}
		asked[v.Addr][v.attr] = v
		if w := v.change.Want; w.Kind.Attrs[v.attr].Name == w.Kind.Label {
			names[w.Name()] = v.change.Live.Key
		}
	}
	for _, w := range now.Want.All() {
		old, ok := k.old[w.Addr]
		if !ok || w.Given != old.Given {
			return errOthers
		}
		expected := old.Renamed(names)
		var live *schema.Resource
		for _, v := range asked[w.Addr] {
			live = v.change.Live
		}
		full := schema.Complete(w, live)
		for i := range w.Given.All() {
			a := &w.Kind.Attrs[i]
			if v := asked[w.Addr][i]; v != nil {
				if !full.Value(i).RawEquals(v.Value) {
					return fmt.Errorf("the changed file would not have the value of %s", a.Name)
				}
				continue
			}
			if k.tables == rewrite.Share && a.Name == "queues" {
				continue // whoever asked for --shared asked for that
			}
			if w.Kind.Changed(expected, only(w, i)) != 0 {
				return errOthers
			}
		}
	}
	return nil
}

// only returns r with only one of its attributes given.
func only(r *schema.Resource, attr int) *schema.Resource {
	one := *r
	one.Given = schema.Attrs(attr)
	return &one
}

// An overlay is a folder of files, some of which have other contents.
type overlay struct {
	fs.FS
	files map[string][]byte
}

// Open opens a file, or its other content.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	text, ok := o.files[path.Clean(name)]
	if err != nil || !ok {
		return f, err
	}
	return changedFile{f, bytes.NewReader(text), int64(len(text))}, nil
}

// A changedFile is a file with another content.
type changedFile struct {
	fs.File
	text *bytes.Reader
	size int64
}

func (f changedFile) Read(p []byte) (int, error) { return f.text.Read(p) }

// Stat returns what is known of the file, with its new size.
func (f changedFile) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	return sized{info, f.size}, err
}

// sized is what is known of a file, with another size.
type sized struct {
	fs.FileInfo
	size int64
}

func (s sized) Size() int64 { return s.size }

// Write writes the files. It writes none if one of them changed since it was read.
func (k *Rewrite) Write(place string) error {
	var list []file.Replacement
	for _, name := range k.Files {
		if err := file.Within(place, name); err != nil {
			return err
		}
		list = append(list, file.Replacement{Path: filepath.Join(place, filepath.FromSlash(name)), Before: k.before[name], After: k.after[name]})
	}
	return file.ReplaceAll(list)
}
