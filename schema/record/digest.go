package record

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"sync"

	"github.com/callwright/callwright/schema"
)

// A Digester makes the entries of records. It is safe for concurrent use if its ID
// function is.
type Digester struct {
	// Salt is the instance's id. It makes the entries of two instances differ, so that
	// nobody mistakes a record copied from another instance for this one's.
	Salt string
	// Key, if not nil, keeps others from guessing values: without it, anybody who reads
	// a tag can digest all likely values and see which one fits.
	Key []byte
	// ID returns the live id of an object, by its natural key. The digester digests the
	// id of the object that an attribute refers to, so renaming "Office" to "Office
	// hours" does not change the entries of the queues that use it. For kinds whose
	// name is their identity, ID returns the name.
	ID func(schema.Name) (id string, ok bool)
}

// An Entry is what a record remembers of one value, the value of a [schema.Slot]: 24
// bits of its digest, or the sketch of its elements. It is comparable.
type Entry struct {
	Code byte // the slot's letter or digit
	Wide bool // whether Sum is a sketch of elements, and not a digest
	Sum  Sketch
}

// An Element is one element of a value, with its sketch: one channel of a user's, say. An
// element that refers to an object without an id has no sketch.
type Element struct {
	schema.Element
	Sum Sketch
}

// Entries returns the entries for the given attributes of r, in order of their codes.
// An attribute that is an object has one entry for all its leaves that are given. A
// value that refers to an object without an id has no entry.
func (d Digester) Entries(r *schema.Resource, attrs schema.AttrSet) []Entry {
	slots := r.Kind.Slots()
	entries := make([]Entry, 0, len(slots))
	g := d.start(r)
	defer hashers.Put(g)
	g.split.Take = g.taker
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

// Elements returns the elements of the attribute at position i, in no particular
// order. The value of a leaf or a scalar is its only element.
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

// Fingerprint returns a short digest of the digester's key, "" when it has no key. A
// record holds it, so that entries made with another key are not compared with ours.
func (d Digester) Fingerprint() string {
	if len(d.Key) == 0 {
		return ""
	}
	g := hasher{salt: d.Salt, keyed: hmac.New(sha256.New, d.Key)}
	sum := g.sum("fingerprint")
	return base64.RawURLEncoding.EncodeToString(sum[:plainBytes])
}

// plainBytes is the length of a plain entry's digest, 24 bits: a changed value has the
// digest of the old one once in 16 million times, and a tag holds many entries.
const plainBytes = 3

// A hasher digests the attributes of one object for a [Digester]. It keeps one buffer for all
// of them.
type hasher struct {
	r     *schema.Resource
	salt  string
	split schema.Splitter
	taker func(schema.Element) // its method add
	keyed hash.Hash            // nil without a key
	buf   []byte

	slot  *schema.Slot
	entry Entry // the slot's, made of the elements that were added so far
	known bool  // whether no element so far refers to an object without an id
}

// hashers are hashers that are not in use. A plan digests hundreds of thousands of objects, and
// each hasher serves many of them.
var hashers = sync.Pool{New: func() any {
	g := &hasher{buf: make([]byte, 0, 512)}
	g.taker = g.add
	return g
}}

// start returns a hasher for the object. The caller may give it back to hashers.
func (d Digester) start(r *schema.Resource) *hasher {
	g := hashers.Get().(*hasher)
	*g = hasher{r: r, salt: d.Salt, split: schema.Splitter{ID: d.ID}, taker: g.taker, buf: g.buf}
	if len(d.Key) > 0 {
		g.keyed = hmac.New(sha256.New, d.Key)
	}
	return g
}

// add adds an element to the entry.
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

// plain returns the digest of a value that has no elements.
func (g *hasher) plain(value string) Sketch {
	sum := g.sum("value", g.r.Kind.Name, string([]byte{g.slot.Code}), value)
	return Sketch{low: uint64(sum[0])<<16 | uint64(sum[1])<<8 | uint64(sum[2])}
}

// element returns the sketch of one element of a value.
func (g *hasher) element(e schema.Element) Sketch {
	return sketchOf(g.sum("element", g.r.Kind.Name, string([]byte{g.slot.Code}), e.Key, e.Value))
}

// sum digests the salt and the words, each with its length before it, so that "ab", "c"
// and "a", "bc" have different digests. The result is valid until the next call.
func (g *hasher) sum(words ...string) []byte {
	g.buf = appendWord(g.buf[:0], g.salt)
	for _, w := range words {
		g.buf = appendWord(g.buf, w)
	}
	if g.keyed == nil {
		sum := sha256.Sum256(g.buf)
		g.buf = append(g.buf[:0], sum[:]...)
		return g.buf
	}
	g.keyed.Reset()
	g.keyed.Write(g.buf)
	g.buf = g.keyed.Sum(g.buf[:0])
	return g.buf
}

// appendWord appends the length of s and s.
func appendWord(b []byte, s string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...)
}
