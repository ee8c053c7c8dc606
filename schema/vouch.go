package schema

import (
	"cmp"
	"slices"
)

// Where a service says when an object last changed, its record may vouch for what
// takes a call to read. A stamp in the record says that as of then, the attributes
// were as its entries say; while the object did not change later, they still are.
const (
	// stampSlack is added to the time of a stamp, in seconds: writing the record may
	// itself count as a change of the object.
	stampSlack = 30
	// restampAfter is how many seconds later than its stamp an object has to have
	// changed for the stamp to be renewed. A service that dates the writing of a stamp
	// later than the stamp would otherwise have it renewed for ever.
	restampAfter = 600
)

// Vouch lets the record of a live object vouch for those of the attributes attrs
// that were not read: it sets Vouched. Where the record fits but has no stamp that is
// late enough, and might have one, it sets Restamp instead.
//
// Salt is the instance's id. Changed is when the service says that the object last
// changed, in Unix milliseconds, 0 when it does not say; attrs are attributes that
// cannot change without that. Attributes that refer to others, leaves of objects and
// what was digested with a key are not vouched for.
func (r *Resource) Vouch(salt string, attrs AttrSet, changed int64) {
	a, err := ParseApplied(r.Record.Applied)
	if err != nil || a.Fingerprint != "" || changed <= 0 || !r.Record.Fits(salt, r) {
		return
	}
	attrs = attrs.Minus(r.Given).Minus(r.Kind.refs)
	switch {
	case changed <= a.Stamp*1000:
		r.vouch(a, attrs)
	case changed > (a.Stamp+restampAfter)*1000:
		r.Restamp = attrs
	}
}

// VouchByHand lets the record of a live object vouch for what a person writes and is
// not given: nobody but the record tells what it is.
func (r *Resource) VouchByHand(salt string) {
	if a, err := ParseApplied(r.Record.Applied); err == nil && a.Fingerprint == "" && r.Record.Fits(salt, r) {
		r.vouch(a, r.ByHand.Minus(r.Given).Minus(r.Kind.refs))
	}
}

func (r *Resource) vouch(a Applied, attrs AttrSet) {
	for _, e := range a.Entries {
		if s, ok := r.Kind.slotOf(e.Code); ok && !s.Object && s.Attrs.Minus(attrs) == 0 {
			r.Vouched = append(r.Vouched, e)
		}
	}
}

// Differing returns what other gives and r has otherwise, as far as r, or its record
// where that vouches for r, tells. Salt is the instance's id.
func (r *Resource) Differing(salt string, other *Resource) AttrSet {
	return r.Kind.Changed(r, other).Minus(r.Unread()).Union(r.Departs(salt, other))
}

// Unread returns the attributes that were not read and that the record vouches for.
func (r *Resource) Unread() AttrSet {
	var unread AttrSet
	if r.Live == nil {
		return unread
	}
	for _, e := range r.Vouched {
		if s, ok := r.Kind.slotOf(e.Code); ok {
			unread = unread.Union(s.Attrs)
		}
	}
	return unread.Minus(r.Given)
}

// Departs returns those of the unread attributes of r that other gives, and that have
// another value in it than r's record vouches for. Salt is the instance's id.
func (r *Resource) Departs(salt string, other *Resource) AttrSet {
	var departed AttrSet
	for _, e := range (Digester{Salt: salt}).Entries(other, r.Unread().And(other.Given)) {
		if vouched, _ := entryOf(r.Vouched, e.Code); vouched != e {
			s, _ := r.Kind.slotOf(e.Code)
			departed = departed.Union(s.Attrs)
		}
	}
	return departed
}

// VouchFor adds an entry to what vouches for unread attributes.
func (r *Resource) VouchFor(e Entry) {
	r.Vouched = append(r.Vouched, e)
	slices.SortFunc(r.Vouched, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
}

// VouchedFor returns the entry that vouches for the attribute at position i, if it is
// unread.
func (r *Resource) VouchedFor(i int) (Entry, bool) {
	if !r.Unread().Has(i) {
		return Entry{}, false
	}
	for _, e := range r.Vouched {
		if s, ok := r.Kind.slotOf(e.Code); ok && s.Attrs.Has(i) {
			return e, true
		}
	}
	return Entry{}, false
}

// Stamp returns the record of r with a stamp, when what it says of any of the given
// attributes is how they are in r, and all that it says of them is. It returns it as
// it is otherwise. Now is the service's time in Unix seconds.
func (d Digester) Stamp(record Record, r *Resource, attrs AttrSet, now int64) Record {
	a, err := ParseApplied(record.Applied)
	if err != nil || a.Fingerprint != d.Fingerprint() || now <= 0 {
		return record
	}
	as := d.Entries(r, attrs.And(r.Given))
	says := false
	for _, e := range a.Entries {
		if s, ok := r.Kind.slotOf(e.Code); !ok || s.Attrs.And(attrs) == 0 {
			continue
		}
		if now, ok := entryOf(as, e.Code); !ok || now != e {
			return record
		}
		says = true
	}
	if !says {
		return record
	}
	return record.Stamped(now + stampSlack)
}

// Same reports whether two records say the same, whatever stamps they bear.
func (r Record) Same(other Record) bool {
	return r == other || r.Owner == other.Owner && r.Stamped(0) == other.Stamped(0)
}

// slotOf returns the slot that has the code.
func (k *Kind) slotOf(code byte) (Slot, bool) {
	i, ok := slices.BinarySearchFunc(k.slots, code, func(s Slot, c byte) int { return cmp.Compare(s.Code, c) })
	if !ok {
		return Slot{}, false
	}
	return k.slots[i], true
}
