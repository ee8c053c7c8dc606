package record

import (
	"cmp"
	"iter"
	"slices"

	"github.com/callwright/callwright/schema"
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

// Vouch lets the record of the live object r vouch for those of the attributes attrs
// that were not read: it sets Vouched. Where the record fits but has no stamp that is
// late enough, and might have one, it sets Restamp instead.
//
// Salt is the instance's id. Changed is when the service says that the object last
// changed, in Unix milliseconds, 0 when it does not say; attrs are attributes that
// cannot change without that. Attributes that refer to others, leaves of objects and
// what was digested with a key are not vouched for.
func Vouch(r *schema.Resource, salt string, attrs schema.AttrSet, changed int64) {
	a, err := ParseApplied(r.Record.Applied)
	if err != nil || a.Fingerprint != "" || changed <= 0 || !Fits(r.Record, salt, r) {
		return
	}
	attrs = attrs.Minus(r.Given).Minus(r.Kind.References())
	switch {
	case changed <= a.Stamp*1000:
		vouch(r, a, attrs)
	case changed > (a.Stamp+restampAfter)*1000:
		r.NeedsStamp = attrs
	}
}

// VouchManual lets the record of a live object vouch for what a person writes and is
// not given: nobody but the record tells what it is.
func VouchManual(r *schema.Resource, salt string) {
	if a, err := ParseApplied(r.Record.Applied); err == nil && a.Fingerprint == "" && Fits(r.Record, salt, r) {
		vouch(r, a, r.Manual.Minus(r.Given).Minus(r.Kind.References()))
	}
}

func vouch(r *schema.Resource, a Applied, attrs schema.AttrSet) {
	for _, e := range a.Entries {
		if s, ok := slotOf(r.Kind, e.Code); ok && !s.Object && s.Attrs.Minus(attrs) == 0 {
			r.Vouched = append(r.Vouched, e.String())
		}
	}
}

// Differing returns the attributes that want sets to a value that differs from live's. An
// attribute that was not read is compared by the digest in live's record, where that
// vouches for it. Salt is the instance's id.
func Differing(salt string, live, want *schema.Resource) schema.AttrSet {
	return live.Kind.Changed(live, want).Minus(Unread(live)).Union(Departs(salt, live, want))
}

// Unread returns the attributes of r that were not read and that its record vouches for.
func Unread(r *schema.Resource) schema.AttrSet {
	var unread schema.AttrSet
	for e := range vouched(r) {
		if s, ok := slotOf(r.Kind, e.Code); ok {
			unread = unread.Union(s.Attrs)
		}
	}
	return unread.Minus(r.Given)
}

// Departs returns the unread attributes of live that want sets to another value than the
// one that live's record vouches for. Salt is the instance's id.
func Departs(salt string, live, want *schema.Resource) schema.AttrSet {
	unread := Unread(live)
	if unread == 0 {
		return 0
	}
	var departed schema.AttrSet
	for _, e := range (Digester{Salt: salt}).Entries(want, unread.And(want.Given)) {
		was := Entry{}
		for v := range vouched(live) {
			if v.Code == e.Code {
				was = v
			}
		}
		if was != e {
			s, _ := slotOf(live.Kind, e.Code)
			departed = departed.Union(s.Attrs)
		}
	}
	return departed
}

// VouchFor adds an entry to those that vouch for unread attributes of r.
func VouchFor(r *schema.Resource, e Entry) { r.Vouched = append(r.Vouched, e.String()) }

// VouchedFor returns the entry that vouches for the attribute of r at position i, if that
// is unread.
func VouchedFor(r *schema.Resource, i int) (Entry, bool) {
	if !Unread(r).Has(i) {
		return Entry{}, false
	}
	for e := range vouched(r) {
		if s, ok := slotOf(r.Kind, e.Code); ok && s.Attrs.Has(i) {
			return e, true
		}
	}
	return Entry{}, false
}

// vouched yields the entries that vouch for unread attributes of r.
func vouched(r *schema.Resource) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		if r.Live == nil {
			return
		}
		for _, text := range r.Vouched {
			if e, ok := parseEntry(text); ok && !yield(e) {
				return
			}
		}
	}
}

// Stamp returns the record of r with a stamp, when what it says of any of the given
// attributes is how they are in r, and all that it says of them is. It returns it as
// it is otherwise. Now is the service's time in Unix seconds.
func (d Digester) Stamp(record schema.Record, r *schema.Resource, attrs schema.AttrSet, now int64) schema.Record {
	a, err := ParseApplied(record.Applied)
	if err != nil || a.Fingerprint != d.Fingerprint() || now <= 0 {
		return record
	}
	as := d.Entries(r, attrs.And(r.Given))
	says := false
	for _, e := range a.Entries {
		if s, ok := slotOf(r.Kind, e.Code); !ok || s.Attrs.And(attrs) == 0 {
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
	return Stamped(record, now+stampSlack)
}

// Same reports whether two records say the same, whatever stamps they bear.
func Same(a, b schema.Record) bool {
	return a == b || a.Owner == b.Owner && Stamped(a, 0) == Stamped(b, 0)
}

// slotOf returns the kind's slot that has the code.
func slotOf(k *schema.Kind, code byte) (schema.Slot, bool) {
	slots := k.Slots()
	i, ok := slices.BinarySearchFunc(slots, code, func(s schema.Slot, c byte) int { return cmp.Compare(s.Code, c) })
	if !ok {
		return schema.Slot{}, false
	}
	return slots[i], true
}
