package document

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// MarshalJSON encodes the document with its document digest. [Document.Write] does so without
// having all of it in memory.
func (d *Document) MarshalJSON() ([]byte, error) {
	members, err := d.sealed()
	if err != nil {
		return nil, err
	}
	b := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		if m.Name == changesMember {
			if m.Text, err = d.Changes.MarshalJSON(); err != nil {
				return nil, err
			}
		}
		b = append(append(append(b, '"'), m.Name...), `":`...)
		b = append(b, m.Text...)
	}
	return append(b, '}'), nil
}

// indentation is how far the members of an object are indented.
const indentation = "  "

// Write writes the document as JSON that people can read: with indentation, and without escapes
// for <, > and &, which only matter in HTML. It writes the changes while it encodes them. If
// something cannot be encoded, it writes nothing.
func (d *Document) Write(w io.Writer) error {
	members, err := d.sealed() // this encodes everything once
	if err != nil {
		return err
	}
	to := &indenter{Writer: bufio.NewWriterSize(w, 64<<10)}
	_, _ = to.WriteString("{")
	for i, m := range members {
		if i > 0 {
			_, _ = to.WriteString(",")
		}
		_, _ = to.WriteString("\n" + indentation + `"` + m.Name + `": `)
		if m.Name != changesMember {
			err = to.value(m.Text, indentation)
		} else {
			err = to.changes(&d.Changes)
		}
		if err != nil {
			return err
		}
	}
	_, _ = to.WriteString("\n}\n")
	return to.Flush()
}

// An indenter writes JSON with indentation. It keeps its first error, which Flush returns.
type indenter struct {
	*bufio.Writer
	text bytes.Buffer // for one value
}

// value writes a value. Its second and further lines begin with the prefix.
func (w *indenter) value(text []byte, prefix string) error {
	w.text.Reset()
	if err := json.Indent(&w.text, text, prefix, indentation); err != nil {
		return err
	}
	_, err := w.Write(w.text.Bytes())
	return err
}

// changes writes the list of changes.
func (w *indenter) changes(c *Changes) error {
	const prefix = indentation + indentation
	between := "[\n" + prefix
	err := c.encode(true, func(b, text []byte) ([]byte, error) {
		to := bytes.NewBuffer(b)
		err := json.Indent(to, text, prefix, indentation)
		return to.Bytes(), err
	}, func(text []byte) error {
		_, _ = w.WriteString(between)
		between = ",\n" + prefix
		_, err := w.Write(text)
		return err
	})
	if c.count == 0 {
		_, _ = w.WriteString("[]")
	} else {
		_, _ = w.WriteString("\n" + indentation + "]")
	}
	return err
}
