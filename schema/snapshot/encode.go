package snapshot

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/callwright/callwright/schema"
)

// Encode writes the snapshot. The same snapshot has the same bytes.
func (s *Snapshot) Encode(w io.Writer) error {
	e := encoder{w: bufio.NewWriter(w)}
	e.json = json.NewEncoder(&e.line)
	e.json.SetEscapeHTML(false)
	e.text("{\n")
	e.member("format_version", formatVersion)
	e.member("taken_at", s.Taken.UTC().Format(time.RFC3339))
	e.member("tool", s.Tool)
	e.member("instance", newInstanceDoc(s.Instance))
	e.member("kinds", s.kindDocs())
	outside := map[string]map[string]string{}
	for _, kind := range outsideKinds() {
		if ids := s.State.OutsideIDs(kind); ids != nil {
			outside[kind] = ids
		}
	}
	e.member("outside", outside)
	if agents := s.State.AIAgents(); agents != nil {
		e.member("ai_agents", agents)
	}
	e.text(`"objects": [`)
	for i, r := range s.State.All() {
		if i > 0 {
			e.text(",")
		}
		e.text("\n")
		e.object(r)
	}
	e.text("\n]\n}\n")
	if e.err != nil {
		return e.err
	}
	return e.w.Flush()
}

// kindDocs lists all kinds.
func (s *Snapshot) kindDocs() []kindDoc {
	var docs []kindDoc
	for k := range schema.Kinds() {
		d := kindDoc{Kind: k.Name, Read: slices.Contains(s.Kinds, k)}
		if d.Read {
			d.Objects = len(s.State.Of(k))
		}
		docs = append(docs, d)
	}
	return docs
}

// An encoder writes a snapshot line by line. It keeps its first error, and writes nothing
// after it.
type encoder struct {
	w      *bufio.Writer
	line   bytes.Buffer
	json   *json.Encoder // writes to line
	values []byte        // the attributes of an object; kept to save allocations
	err    error
}

// text writes a text as it is.
func (e *encoder) text(s string) {
	if e.err == nil {
		_, e.err = e.w.WriteString(s)
	}
}

// member writes a member of the document, on a line of its own.
func (e *encoder) member(name string, value any) {
	e.text(`"` + name + `": `)
	e.value(value)
	e.text(",\n")
}

// value writes a value without the end of the line.
func (e *encoder) value(v any) {
	if e.err != nil {
		return
	}
	e.line.Reset()
	if e.err = e.json.Encode(v); e.err == nil {
		_, e.err = e.w.Write(bytes.TrimSuffix(e.line.Bytes(), []byte("\n")))
	}
}

// object writes one object.
func (e *encoder) object(r *schema.Resource) {
	if e.err != nil {
		return
	}
	if r.Live == nil {
		e.err = fmt.Errorf("%s is not a live object", r.Name())
		return
	}
	d := objectDoc{
		Kind: r.Kind.Name, Key: r.Key, ID: r.ID, BuiltIn: r.System, Vouched: r.Vouched, Alone: r.Alone, Version: r.Version,
		Absent:  attributeNames(r.Kind, r.Absent),
		NotRead: attributeNames(r.Kind, Unknown(r, r.Kind.Every())),
		NotTold: attributeNames(r.Kind, r.Unreadable),
		Manual:  attributeNames(r.Kind, r.Manual),
		Restamp: attributeNames(r.Kind, r.NeedsStamp),
	}
	if r.Record != (schema.Record{}) {
		d.Record = &recordDoc{r.Record.Owner, r.Record.Applied}
	}
	if r.References != nil {
		d.References = []referenceDoc{}
	}
	for _, ref := range r.References {
		d.References = append(d.References, referenceDoc{ref.Attr, ref.Name.Kind, ref.Name.Key})
	}
	for _, u := range r.Undescribed {
		d.Undescribed = append(d.Undescribed, undescribedDoc{u.Attr, u.What})
	}
	if d.Attributes, e.err = e.attributes(r); e.err == nil {
		e.value(d)
	}
}

// attributes returns the known values of an object. The next call overwrites them.
func (e *encoder) attributes(r *schema.Resource) ([]byte, error) {
	b := e.values[:0]
	b = append(b, '{')
	for i := range r.Given.All() {
		if len(b) > 1 {
			b = append(b, ',')
		}
		a := &r.Kind.Attrs[i]
		b = append(append(append(b, '"'), a.Name...), `":`...)
		var err error
		if b, err = a.AppendJSON(b, r.Body); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", r.Name(), a.Name, err)
		}
	}
	b = append(b, '}')
	e.values = b
	return b, nil
}

// attributeNames returns the names of attributes, in the order of the kind.
func attributeNames(k *schema.Kind, attrs schema.AttrSet) []string {
	var names []string
	for i := range attrs.All() {
		names = append(names, k.Attrs[i].Name)
	}
	return names
}
