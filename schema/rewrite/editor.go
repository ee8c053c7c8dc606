package rewrite

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// A TableUse says what happens to a queue table that several objects use.
type TableUse int

// The ways.
const (
	Leave TableUse = iota // change nothing
	Share                 // change the table, and so all objects that use it
	Split                 // the one object gets rows of its own
)

// An Editor changes the files of one configuration.
type Editor struct {
	Want    *schema.State                     // the described objects
	Sources map[string]*hcl.File              // the configuration's files, by name
	Cells   func(name string) ([]byte, error) // reads another file that a configuration reads
	Tables  TableUse

	splices map[string][]splice
	texts   map[string][]byte
	byAddr  map[schema.Addr]*schema.Resource
	bodies  map[string]*hclsyntax.Body
}

// A splice puts text in the place of the bytes from start to end.
type splice struct {
	start, end int
	text       string
}

// A PlaceError says why a value was not changed, and where somebody has to write it.
type PlaceError struct {
	Place string // such as routing.hcl:12; "" if it is not known
	Why   string
}

func (e *PlaceError) Error() string { return e.Why }

// errExpression is why most values cannot be changed.
const errExpression = "its value is made by an expression"

// Set gives the attribute of a described object the value. The error is a *[PlaceError] if that
// cannot be written; then nothing changes.
func (e *Editor) Set(r *schema.Resource, attr int, value cty.Value) error {
	e.init()
	a := &r.Kind.Attrs[attr]
	file := r.Source.Range.Filename
	block := e.blockAt(r.Source.Range)
	if block == nil {
		return &PlaceError{"", "its block was not found"}
	}
	at := &site{Editor: e, file: file, object: r, attr: a}
	place := fmt.Sprintf("%s:%d", file, r.Source.Range.Start.Line)
	name, path, _ := strings.Cut(a.Name, ".")
	found, ok := block.Body.Attributes[name]
	if !ok {
		return &PlaceError{place, "the block does not write it"}
	}
	place = fmt.Sprintf("%s:%d", file, found.NameRange.Start.Line)
	expr := found.Expr
	for path != "" {
		object, is := plainExpr(expr).(*hclsyntax.ObjectConsExpr)
		if !is {
			return &PlaceError{place, errExpression}
		}
		step, rest, _ := strings.Cut(path, ".")
		if expr = itemOf(object, step); expr == nil {
			return &PlaceError{place, "the block does not write it"}
		}
		path = rest
	}
	made, err := at.value(expr, a, value)
	if err != nil {
		if known, ok := errors.AsType[*PlaceError](err); ok && known.Place == "" {
			known.Place = place
		}
		return err
	}
	for _, m := range made {
		e.splices[m.file] = append(e.splices[m.file], m.splice)
	}
	return nil
}

// init prepares what requests look up.
func (e *Editor) init() {
	if e.splices != nil {
		return
	}
	e.splices, e.texts, e.byAddr, e.bodies = map[string][]splice{}, map[string][]byte{}, map[schema.Addr]*schema.Resource{}, map[string]*hclsyntax.Body{}
	for _, r := range e.Want.All() {
		e.byAddr[r.Addr] = r
	}
	for name, f := range e.Sources {
		e.texts[name] = f.Bytes
		parsed, _ := hclsyntax.ParseConfig(f.Bytes, name, hcl.InitialPos) // it was parsed before
		if body, ok := parsed.Body.(*hclsyntax.Body); ok {
			e.bodies[name] = body
		}
	}
}

// Files returns the new contents of all files that change. It returns an error if two requests
// need different texts in one place.
func (e *Editor) Files() (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, list := range e.splices {
		slices.SortStableFunc(list, func(a, b splice) int { return cmp.Or(a.start-b.start, a.end-b.end) })
		list = slices.Compact(list) // a shared row is changed once
		var b bytes.Buffer
		at := 0
		for _, s := range list {
			if s.start < at {
				return nil, fmt.Errorf("%s: two changes are in one place", name)
			}
			b.Write(e.texts[name][at:s.start])
			b.WriteString(s.text)
			at = s.end
		}
		b.Write(e.texts[name][at:])
		files[name] = b.Bytes()
	}
	return files, nil
}

// Before returns the content that a file had when it was read.
func (e *Editor) Before(name string) []byte { return e.texts[name] }

// blockAt returns the block whose header is at the range.
func (e *Editor) blockAt(at hcl.Range) *hclsyntax.Block {
	body := e.bodies[at.Filename]
	if body == nil {
		return nil
	}
	for _, b := range body.Blocks {
		if b.DefRange().Start.Byte == at.Start.Byte {
			return b
		}
	}
	return nil
}

// table returns the rows of the queue_table with the label, and its file.
func (e *Editor) table(label string) (rows *hclsyntax.TupleConsExpr, file string) {
	for name, body := range e.bodies {
		for _, b := range body.Blocks {
			if b.Type == "queue_table" && len(b.Labels) == 1 && b.Labels[0] == label {
				if attr, ok := b.Body.Attributes["rows"]; ok {
					rows, _ = plainExpr(attr.Expr).(*hclsyntax.TupleConsExpr)
				}
				return rows, name
			}
		}
	}
	return nil, ""
}

// local returns the expression of a local of the root module, and its file.
func (e *Editor) local(label string) (expr hclsyntax.Expression, file string) {
	for name, body := range e.bodies {
		for _, b := range body.Blocks {
			if attr, ok := b.Body.Attributes[label]; ok && b.Type == "locals" {
				return attr.Expr, name
			}
		}
	}
	return nil, ""
}
