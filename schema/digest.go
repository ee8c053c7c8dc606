package schema

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"hash"
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
	ID func(Name) (id string, ok bool)
}

// An Entry is what is remembered of the value of a [Slot]: 24 bits of a digest, or
// the sketch of its elements. It is comparable.
type Entry struct {
	Code byte
	Wide bool
	Sum  Sketch
}

// An Element is one of what a value is made of: a member of a set or list, an entry
// of a map, a row of a table, a leaf of an object.
type Element struct {
	Name  string // the member, the key, the key columns, the leaf; a list's position
	Value string // canonical
	Known bool   // false when it refers to something without an id; it has no sum then
	Sum   Sketch
}

// Entries returns the entries for the given attributes of r, in order of their
// codes. Of an object, the given leaves are digested. What refers to something
// without an id has no entry.
func (d Digester) Entries(r *Resource, attrs AttrSet) []Entry {
	entries := make([]Entry, 0, len(r.Kind.slots))
	g := d.start(r)
	g.canon.take = g.add
	for i := range r.Kind.slots {
		s := &r.Kind.slots[i]
		leaves := s.Attrs.And(attrs)
		if leaves == 0 {
			continue
		}
		g.slot, g.entry, g.known = s, Entry{Code: s.Code, Wide: s.Wide}, true
		for leaf := range leaves.All() {
			g.parts(leaf)
		}
		if g.known {
			entries = append(entries, g.entry)
		}
	}
	return entries
}

// Elements returns the elements of the attribute at position i, in no certain
// order; of a leaf or scalar, the one that it is.
func (d Digester) Elements(r *Resource, i int) []Element {
	g := d.start(r)
	var elements []Element
	g.canon.take = func(p part) {
		e := Element{Name: p.name, Value: p.value, Known: p.known}
		if p.known {
			e.Sum = g.element(p)
		}
		elements = append(elements, e)
	}
	for j := range r.Kind.slots {
		if g.slot = &r.Kind.slots[j]; g.slot.Attrs.Has(i) {
			g.parts(i)
		}
	}
	return elements
}

// Fingerprint tells the digester's key from others; "" when it has none.
func (d Digester) Fingerprint() string {
	if len(d.Key) == 0 {
		return ""
	}
	g := digesting{salt: d.Salt, hash: hmac.New(sha256.New, d.Key)}
	sum := g.sum("fingerprint")
	return base64.RawURLEncoding.EncodeToString(sum[:plainBytes])
}

const plainBytes = 3

// A digesting is a digester at work on one object.
type digesting struct {
	r     *Resource
	salt  string
	canon canon
	hash  hash.Hash
	buf   []byte

	slot  *Slot
	entry Entry // of slot, as far as its parts were added
	known bool  // whether all of them have ids
}

func (d Digester) start(r *Resource) *digesting {
	g := &digesting{r: r, salt: d.Salt, canon: canon{id: d.ID}, buf: make([]byte, 0, 256)}
	if len(d.Key) > 0 {
		g.hash = hmac.New(sha256.New, d.Key)
	} else {
		g.hash = sha256.New()
	}
	return g
}

// parts takes the attribute at position i of slot apart.
func (g *digesting) parts(i int) {
	a := &g.r.Kind.Attrs[i]
	g.canon.attr = a
	if a.parts != nil {
		a.parts(&g.canon, g.r.Body)
		return
	}
	value, known := a.text(&g.canon, g.r.Body)
	p := part{value: value, known: known}
	if g.slot.Object {
		p.name = a.Name[len(g.slot.Name)+1:]
		p.key = p.name
	}
	g.canon.take(p)
}

// add adds a part to entry.
func (g *digesting) add(p part) {
	switch {
	case !p.known:
		g.known = false
	case g.slot.Wide:
		g.entry.Sum = g.entry.Sum.Plus(g.element(p))
	default:
		g.entry.Sum = g.plain(p.value)
	}
}

func (g *digesting) plain(value string) Sketch {
	sum := g.sum("value", g.r.Kind.Name, string([]byte{g.slot.Code}), value)
	return Sketch{low: uint64(sum[0])<<16 | uint64(sum[1])<<8 | uint64(sum[2])}
}

func (g *digesting) element(p part) Sketch {
	return sketchOf(g.sum("element", g.r.Kind.Name, string([]byte{g.slot.Code}), p.key, p.value))
}

// sum digests the salt and the parts, each with its length before it. What it
// returns holds until the next call.
func (g *digesting) sum(parts ...string) []byte {
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
