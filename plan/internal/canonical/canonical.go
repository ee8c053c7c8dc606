// Package canonical digests values by their canonical JSON (RFC 8785). The same value has the
// same digest, whatever the order of its members and the form of its numbers. For example,
// {"a": 1.0, "b": 2} has the same digest as {"b": 2, "a": 1}.
package canonical

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"slices"
)

// Digest returns the SHA-256 of the canonical JSON of v, as "sha256:" and hex digits.
func Digest(v any) (string, error) {
	text, err := marshal(v)
	if err != nil {
		return "", err
	}
	return DigestText(text)
}

// DigestText is [Digest] for a value that is JSON already.
func DigestText(text []byte) (string, error) {
	b, err := Append(make([]byte, 0, len(text)), text)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return prefix + hex.EncodeToString(sum[:]), nil
}

const prefix = "sha256:"

// marshal returns v as JSON. It leaves <, > and & as they are, because canonical JSON does.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// A Hasher digests an object whose members are too large to be in memory at once. It gives the
// digest that [Digest] gives of the whole object. The members come in the order of their names:
//
//	h := canonical.NewHasher()
//	h.Member("format", "1")
//	h.List("changes", …)      // panics: "changes" comes before "format"
type Hasher struct {
	hash hash.Hash
	last string // the name of the last member
	buf  []byte
	err  error
}

// NewHasher returns a hasher of an object without members.
func NewHasher() *Hasher { return &Hasher{hash: sha256.New(), buf: []byte("{")} }

// Member adds a member.
func (h *Hasher) Member(name string, v any) {
	text, err := marshal(v)
	if err == nil {
		h.Text(name, text)
	}
	h.err = errors.Join(h.err, err)
}

// Text adds a member that is JSON already.
func (h *Hasher) Text(name string, text []byte) {
	if h.err == nil {
		h.name(name)
		h.buf, h.err = Append(h.buf, text)
		h.flush()
	}
}

// List adds a member that is a list. Elements calls its argument with the canonical JSON of each
// element, in order.
func (h *Hasher) List(name string, elements func(take func(element []byte) error) error) {
	if h.err != nil {
		return
	}
	h.name(name)
	h.buf = append(h.buf, '[')
	first := true
	h.err = elements(func(element []byte) error {
		if !first {
			h.buf = append(h.buf, ',')
		}
		first = false
		h.buf = append(h.buf, element...)
		h.flush()
		return nil
	})
	h.buf = append(h.buf, ']')
	h.flush()
}

// name begins a member.
func (h *Hasher) name(name string) {
	if name <= h.last {
		panic("canonical: " + name + " comes before " + h.last)
	}
	if h.last != "" {
		h.buf = append(h.buf, ',')
	}
	h.last = name
	h.buf = append(append(append(h.buf, '"'), name...), `":`...)
}

// flush hashes what the buffer has.
func (h *Hasher) flush() {
	h.hash.Write(h.buf)
	h.buf = h.buf[:0]
}

// Digest returns the digest of the object, or the first error.
func (h *Hasher) Digest() (string, error) {
	if h.err != nil {
		return "", h.err
	}
	h.buf = append(h.buf, '}')
	h.flush()
	return prefix + hex.EncodeToString(h.hash.Sum(nil)), nil
}

// Append appends the canonical form of a JSON text to b.
func Append(b, text []byte) ([]byte, error) {
	w := writers.Get().(*writer)
	defer func() {
		w.text, w.to = nil, nil // so that nothing keeps them
		writers.Put(w)
	}()
	*w = writer{text: text, to: slices.Grow(b, len(text)), members: w.members[:0], moved: w.moved[:0]}
	if err := w.value(0); err != nil {
		return b, err
	}
	if w.space(); w.at < len(text) {
		return b, w.malformed()
	}
	return w.to, nil
}
