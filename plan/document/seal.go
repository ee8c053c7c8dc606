package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/callwright/callwright/plan/internal/canonical"
)

// ErrSeal says that the document digest does not match: somebody edited what explains the
// plan, such as its risks or the people whom it changes, and not what it writes.
var ErrSeal = errors.New("the plan was changed after it was made: its document_digest does not match its content")

// unsealed is a document without methods, for encoding it without its document digest.
type unsealed Document

// MarshalJSON encodes the document with its document digest. It is computed here, because
// callers add diagnostics and the time to a document after [New] made it.
func (d *Document) MarshalJSON() ([]byte, error) {
	plain := unsealed(*d)
	plain.DocumentDigest = ""
	text, err := encode(plain)
	if err != nil {
		return nil, err
	}
	if plain.DocumentDigest, err = seal(text); err != nil {
		return nil, err
	}
	return encode(plain)
}

// encode is json.Marshal without escapes for <, > and &. An encoder around it escapes them
// if it should.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// seal returns the document digest of an encoded document: the SHA-256 of the canonical
// JSON of all its members except the document digest itself. It looks at the text, so that
// members which a newer version added are a part of it.
func seal(text []byte) (string, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return "", err
	}
	delete(members, "document_digest")
	digest, err := canonical.Digest(members)
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
	digest, err := seal(text)
	if err == nil && digest != d.DocumentDigest {
		err = ErrSeal
	}
	return err
}

// Sealed reports whether a document that was read has a document digest. Without one, what
// explains the plan may have been changed.
func (d *Document) Sealed() bool { return d.DocumentDigest != "" }
