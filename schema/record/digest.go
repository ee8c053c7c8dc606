package record

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash"

	"github.com/callwright/callwright/schema"
)

// A Digester makes the entries of records. It is safe for concurrent use when ID
// is.
type Digester struct {
	// Salt is the instance's id: entries of two instances cannot be compared.
	Salt string
	// Key makes entries that cannot be guessed at without it; nil for none.
	Key []byte
	// ID returns the live id of an object, by its natural key. A reference is
	// digested as the id of what it names, so that a new name changes nothing. Where
	// a name is the identity, it returns the name.
	ID func(schema.Name) (id string, ok bool)
}

// An Entry is what is remembered of the value of a [Slot]: 24 bits of a digest, or
// the sketch of its elements. It is comparable.
type Entry struct {
	Code byte
	Wide bool
	Sum  Sketch
}

// An Element is one of what a value is made of, with its sketch; one that refers to
// something without an id has none.
type Element struct {
	schema.Element
	Sum Sketch
}

// Entries returns the entries for the given attributes of r, in order of their
// codes. Of an object, the given leaves are digested. What refers to something
// without an id has no entry.
func (d Digester) Entries(r *schema.Resource, attrs schema.AttrSet) []Entry {
	slots := r.Kind.Slots()
	entries := make([]Entry, 0, len(slots))
	g := d.start(r)
	g.split.Take = g.add
	for i := range slots {
		s := &slots[i]
		leaves := s.Attrs.And(attrs)
		if leaves == 0 {
			continue
		}
		g.slot, g.entry, g.known = s, Entry{Code: s.Code, Wide: s.Wide}, true
		for leaf := range leaves.All() {
			g.split.Split(&r.Kind.Attrs[leaf], r.Body)
		}
		if g.known {
			entries = append(entries, g.entry)
		}
	}
	return entries
}

// Elements returns the elements of the attribute at position i, in no certain
// order; of a leaf or scalar, the one that it is.
func (d Digester) Elements(r *schema.Resource, i int) []Element {
	g := d.start(r)
	var elements []Element
	g.split.Take = func(e schema.Element) {
		sketched := Element{Element: e}
		if e.Known {
			sketched.Sum = g.element(e)
		}
		elements = append(elements, sketched)
	}
	slots := r.Kind.Slots()
	for j := range slots {
		if g.slot = &slots[j]; g.slot.Attrs.Has(i) {
			g.split.Split(&r.Kind.Attrs[i], r.Body)
		}
	}
	return elements
}

// Fingerprint tells the digester's key from others; "" when it has none.
func (d Digester) Fingerprint() string {
	if len(d.Key) == 0 {
		return ""
	}
	g := hasher{salt: d.Salt, hash: hmac.New(sha256.New, d.Key)}
	sum := g.sum("fingerprint")
	return base64.RawURLEncoding.EncodeToString(sum[:plainBytes])
}

const plainBytes = 3

// A hasher is a digester at work on one object.
type hasher struct {
	r     *schema.Resource
	salt  string
	split schema.Splitter
	hash  hash.Hash
	buf   []byte

	slot  *schema.Slot
	entry Entry // of slot, as far as its elements were added
	known bool  // whether all of its elements have ids
}

func (d Digester) start(r *schema.Resource) *hasher {
	g := &hasher{r: r, salt: d.Salt, split: schema.Splitter{ID: d.ID}, buf: make([]byte, 0, 256)}
	if len(d.Key) > 0 {
		g.hash = hmac.New(sha256.New, d.Key)
	} else {
		g.hash = sha256.New()
	}
	return g
}

// add adds an element to entry.
func (g *hasher) add(e schema.Element) {
	switch {
	case !e.Known:
		g.known = false
	case g.slot.Wide:
		g.entry.Sum = g.entry.Sum.Plus(g.element(e))
	default:
		g.entry.Sum = g.plain(e.Value)
	}
}

func (g *hasher) plain(value string) Sketch {
	sum := g.sum("value", g.r.Kind.Name, string([]byte{g.slot.Code}), value)
	return Sketch{low: uint64(sum[0])<<16 | uint64(sum[1])<<8 | uint64(sum[2])}
}

func (g *hasher) element(e schema.Element) Sketch {
	return sketchOf(g.sum("element", g.r.Kind.Name, string([]byte{g.slot.Code}), e.Key, e.Value))
}

// sum digests the salt and the parts, each with its length before it. What it
// returns holds until the next call.
func (g *hasher) sum(parts ...string) []byte {
	g.buf = lengthened(g.buf[:0], g.salt)
	for _, p := range parts {
		g.buf = lengthened(g.buf, p)
	}
	g.hash.Reset()
	g.hash.Write(g.buf)
	g.buf = g.hash.Sum(g.buf[:0])
	return g.buf
}

func lengthened(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}
