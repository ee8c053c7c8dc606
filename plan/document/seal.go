package document

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/callwright/callwright/plan/internal/canonical"
)

// ErrSeal says that the document digest does not match: somebody edited what explains the
// plan, such as its risks or the people whom it changes, and not what it writes.
var ErrSeal = errors.New("the plan was changed after it was made: its document_digest does not match its content")

// unsealed is a document without methods, for encoding it without its document digest.
type unsealed Document

// encode is json.Marshal without escapes for <, > and &. An encoder around it escapes them
// if it should.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// sealed returns the members of the document with its document digest, in order. It is computed
// here, because callers add diagnostics and the time to a document after [New] made it. The
// changes are missing, because they are encoded one by one.
func (d *Document) sealed() ([]canonical.Member, error) {
	plain := unsealed(*d)
	plain.Changes, plain.DocumentDigest = Changes{}, ""
	text, err := encode(plain)
	if err != nil {
		return nil, err
	}
	plain.DocumentDigest, err = seal(canonical.Members(text), func(take func([]byte) error) error { return d.Changes.canonical(true, take) })
	if err != nil {
		return nil, err
	}
	text, err = encode(plain)
	return canonical.Members(text), err
}

// The members that are encoded in a way of their own.
const (
	changesMember = "changes"
	digestMember  = "document_digest"
)

// seal returns the document digest of the members of a document: the SHA-256 of the canonical
// JSON of all of them except the document digest itself. It looks at the text, so that members
// which a newer version added are a part of it. Changes calls its argument with the canonical
// JSON of each change.
func seal(members []canonical.Member, changes func(take func([]byte) error) error) (string, error) {
	h := canonical.NewHasher()
	for _, m := range slices.SortedFunc(slices.Values(members), func(a, b canonical.Member) int { return cmp.Compare(a.Name, b.Name) }) {
		switch m.Name {
		case changesMember:
			h.List(m.Name, changes)
		case digestMember:
		default:
			h.Text(m.Name, m.Text)
		}
	}
	digest, err := h.Digest()
	if err != nil {
		return "", fmt.Errorf("document_digest: %w", err)
	}
	return digest, nil
}

// checkSeal returns an error if the text, which d was read from, has a document digest
// that does not match.
func (d *Document) checkSeal(text []byte) error {
	if d.DocumentDigest == "" {
		return nil // of an older version, or somebody took it out; see [Document.Sealed]
	}
	members := canonical.Members(text)
	digest, err := seal(members, func(take func([]byte) error) error {
		for _, m := range members {
			if m.Name == changesMember {
				return eachCanonical(canonical.Elements(m.Text), take)
			}
		}
		return nil
	})
	if err == nil && digest != d.DocumentDigest {
		err = ErrSeal
	}
	return err
}

// eachCanonical calls take with the canonical JSON of each element, in order.
func eachCanonical(elements [][]byte, take func([]byte) error) error {
	return inOrder(len(elements), func() appender {
		return func(b []byte, i int) ([]byte, error) { return canonical.Append(b, elements[i]) }
	}, take)
}

// Sealed reports whether a document that was read has a document digest. Without one, what
// explains the plan may have been changed.
func (d *Document) Sealed() bool { return d.DocumentDigest != "" }
