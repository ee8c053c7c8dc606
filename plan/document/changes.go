package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"sync"

	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/internal/canonical"
)

// Changes are the changes of a document. Each is made when it is needed: as data, 100,000
// changes would take a gigabyte, and the plan that they are made of has them already.
type Changes struct {
	count int

	// at returns the change at a position. Without explained, it leaves out the members that only
	// explain the change: its source, reason, risk and group. It is safe for concurrent use.
	at func(i int, explained bool) (ChangeDoc, error)
}

// Len returns the number of changes.
func (c *Changes) Len() int { return c.count }

// All yields the changes. It stops at the first error.
func (c *Changes) All() iter.Seq2[ChangeDoc, error] {
	return func(yield func(ChangeDoc, error) bool) {
		for i := range c.count {
			if doc, err := c.at(i, true); !yield(doc, err) || err != nil {
				return
			}
		}
	}
}

// newChanges returns the changes of an assessment as data.
func newChanges(p *impact.Assessment) Changes {
	groups := sync.OnceValues(func() ([]string, error) { return groupsOf(p.Changes) })
	return Changes{len(p.Changes), func(i int, explained bool) (ChangeDoc, error) {
		c := p.Changes[i]
		doc, err := change(c, p.Instance.Name)
		if err != nil {
			return doc, fmt.Errorf("%s: %w", c.Addr, err)
		}
		if !explained {
			return doc.bare(), nil
		}
		names, err := groups()
		if err != nil {
			return doc, err
		}
		risk := p.Risks().At(i)
		doc.Risk, doc.Group = &risk, names[i]
		return doc, nil
	}}
}

// bare returns the change without the members that only explain it.
func (doc ChangeDoc) bare() ChangeDoc {
	doc.Source, doc.Reason, doc.Risk, doc.Group = nil, "", nil, ""
	return doc
}

// MarshalJSON encodes the changes as a list.
func (c Changes) MarshalJSON() ([]byte, error) {
	b := []byte{'['}
	err := c.encode(true, func(b, text []byte) ([]byte, error) { return append(b, text...), nil }, func(text []byte) error {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(b, text...)
		return nil
	})
	return append(b, ']'), err
}

// UnmarshalJSON keeps the JSON of each change, and decodes it when it is needed.
func (c *Changes) UnmarshalJSON(text []byte) error {
	if bytes.Equal(text, []byte("null")) {
		*c = Changes{}
		return nil
	}
	if text[0] != '[' {
		return json.Unmarshal(text, &[]ChangeDoc{}) // for its error
	}
	list := canonical.Elements(bytes.Clone(text))
	*c = Changes{len(list), func(i int, explained bool) (ChangeDoc, error) {
		var doc ChangeDoc
		if err := json.Unmarshal(list[i], &doc); err != nil {
			return doc, fmt.Errorf("changes[%d]: %w", i, err)
		}
		if !explained {
			return doc.bare(), nil
		}
		return doc, nil
	}}
	return nil
}

// encode encodes the changes as JSON. For each, it calls form, which appends the text in the form
// that is wanted, on all cores; and then take with the results, in order.
func (c *Changes) encode(explained bool, form func(b, text []byte) ([]byte, error), take func(text []byte) error) error {
	return inOrder(c.count, func() appender {
		var text bytes.Buffer
		to := json.NewEncoder(&text)
		to.SetEscapeHTML(false)
		return func(b []byte, i int) ([]byte, error) {
			doc, err := c.at(i, explained)
			if err != nil {
				return b, err
			}
			text.Reset()
			if err = to.Encode(&doc); err != nil {
				return b, fmt.Errorf("%s: %w", doc.Address, err)
			}
			return form(b, bytes.TrimSuffix(text.Bytes(), []byte("\n")))
		}
	}, take)
}

// canonical calls take with the canonical JSON of each change, in order.
func (c *Changes) canonical(explained bool, take func(text []byte) error) error {
	return c.encode(explained, canonical.Append, take)
}
