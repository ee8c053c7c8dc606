package record

import (
	"cmp"
	"iter"
	"slices"

	"github.com/callwright/callwright/schema"
)

// Some attributes take a call for each object to read. Where the service lists when an
// object last changed, its record may save that call: if the object has not changed since
// the record's stamp, the attributes are still as the record's entries say.
const (
	// stampSlack is added to the time of a stamp, in seconds, because the service may
	// count writing the record as a change of the object.
	stampSlack = 30
	// restampAfter is how many seconds after its stamp an object must have changed
	// before callwright renews the stamp. Some service may date the writing of a stamp
	// later than the stamp, and callwright would then renew it in every run.
	restampAfter = 600
)

// Vouch lets the record of the live object r vouch for attributes of attrs that were not
// read, by setting r.Vouched. If the record fits but its stamp is too old, Vouch sets
// r.NeedsStamp instead, so that the next apply renews the stamp.
//
// Salt is the instance's id. Changed is the time in Unix milliseconds at which, as the
// service says, the object last changed; 0 if it does not say. The caller passes only
// attrs whose every change the service counts. A record does not vouch for references,
// for leaves of objects, or for anything that was digested with a key.
//
// For example, a user's record has a stamp of 10:00, and the service says that the user
// last changed at 09:58. The user's contacts need not be read: the record vouches for them.
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

// VouchManual lets the record of a live object vouch for attributes that only people can
// write, and that were not read. Only the record says what they are.
func VouchManual(r *schema.Resource, salt string) {
	if a, err := ParseApplied(r.Record.Applied); err == nil && a.Fingerprint == "" && Fits(r.Record, salt, r) {
		vouch(r, a, r.Manual.Minus(r.Given).Minus(r.Kind.References()))
	}
}

// vouch adds the entries of a whose attributes are all in attrs to those that vouch for r.
func vouch(r *schema.Resource, a Applied, attrs schema.AttrSet) {
	for _, e := range a.Entries {
		if s, ok := slotOf(r.Kind, e.Code); ok && !s.Object && s.Attrs.Minus(attrs) == 0 {
			r.Vouched = append(r.Vouched, e.String())
		}
	}
}

// Differing returns the attributes that want sets to a value that differs from live's. An
// attribute that was not read is compared by the digest in live's record, if the record
// vouches for it. Salt is the instance's id.
func Differing(salt string, live, want *schema.Resource) schema.AttrSet {
	return live.Kind.Changed(live, want).Minus(Unread(live)).Union(Departs(salt, live, want))
}

// Unread returns the attributes of r that were not read, and for which its record vouches.
func Unread(r *schema.Resource) schema.AttrSet {
	var unread schema.AttrSet
	for e := range vouched(r) {
		if s, ok := slotOf(r.Kind, e.Code); ok {
			unread = unread.Union(s.Attrs)
		}
	}
	return unread.Minus(r.Given)
}

// Departs returns the unread attributes of live that want changes: the digest of want's
// value differs from the entry in live's record. Salt is the instance's id.
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

// VouchFor adds e to the entries that vouch for unread attributes of r.
func VouchFor(r *schema.Resource, e Entry) { r.Vouched = append(r.Vouched, e.String()) }

// VouchedFor returns the entry that vouches for the attribute of r at position i. Ok is
// false if that attribute was read, or if no entry vouches for it.
func VouchedFor(r *schema.Resource, i int) (e Entry, ok bool) {
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

// vouched yields the entries that vouch for attributes of r.
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

// Stamp returns the record of r with a stamp, if the record has entries for the given
// attributes and all of those entries are right. Otherwise it returns the record
// unchanged. Now is the service's time in Unix seconds.
func (d Digester) Stamp(record schema.Record, r *schema.Resource, attrs schema.AttrSet, now int64) schema.Record {
	a, err := ParseApplied(record.Applied)
	if err != nil || a.Fingerprint != d.Fingerprint() || now <= 0 {
		return record
	}
	live := d.Entries(r, attrs.And(r.Given))
	found := false
	for _, e := range a.Entries {
		if s, ok := slotOf(r.Kind, e.Code); !ok || s.Attrs.And(attrs) == 0 {
			continue
		}
		if is, ok := entryOf(live, e.Code); !ok || is != e {
			return record
		}
		found = true
	}
	if !found {
		return record
	}
	return Stamped(record, now+stampSlack)
}

// Same reports whether two records are equal apart from their stamps.
func Same(a, b schema.Record) bool {
	return a == b || a.Owner == b.Owner && Stamped(a, 0) == Stamped(b, 0)
}

// slotOf returns the slot of the kind that has the code.
func slotOf(k *schema.Kind, code byte) (schema.Slot, bool) {
	slots := k.Slots()
	i, ok := slices.BinarySearchFunc(slots, code, func(s schema.Slot, c byte) int { return cmp.Compare(s.Code, c) })
	if !ok {
		return schema.Slot{}, false
	}
	return slots[i], true
}
