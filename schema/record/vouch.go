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
// attrs whose every change the service counts. A record does not vouch for anything that
// was digested with a key.
//
// For example, a user's record has a stamp of 10:00, and the service says that the user
// last changed at 09:58. The user's contacts need not be read: the record vouches for them.
func Vouch(r *schema.Resource, salt string, attrs schema.AttrSet, changed int64) {
	a, err := ParseApplied(r.Record.Applied)
	if err != nil || a.Fingerprint != "" || changed <= 0 || attrs == 0 || !Fits(r.Record, salt, r) {
		return
	}
	attrs = attrs.Minus(r.Given)
	switch {
	case changed <= a.Stamp*1000:
		vouch(r, a, attrs)
	case changed > (a.Stamp+restampAfter)*1000:
		r.NeedsStamp = attrs
	}
}

// VouchManual lets the record of a live object vouch for attributes that only people can
// write, and that were not read. Only the record says what they are. It does not vouch for
// references, nor for leaves of objects.
func VouchManual(r *schema.Resource, salt string) {
	if a, err := ParseApplied(r.Record.Applied); err == nil && a.Fingerprint == "" && Fits(r.Record, salt, r) {
		attrs := r.Manual.Minus(r.Given).Minus(r.Kind.References())
		for _, s := range r.Kind.Slots() {
			if s.Object {
				attrs = attrs.Minus(s.Attrs)
			}
		}
		vouch(r, a, attrs)
	}
}

// vouch adds the entries of a whose attributes are all in attrs to those that vouch for r.
func vouch(r *schema.Resource, a Applied, attrs schema.AttrSet) {
	for _, e := range a.Entries {
		if s, ok := slotOf(r.Kind, e.Code); ok && s.Attrs.Minus(attrs) == 0 {
			r.Vouched = append(r.Vouched, e.String())
		}
	}
}

// Fill gives live the values of want for which live's record vouches: if want's value has
// the digest that is in the record, the live value is the same, and nobody has to read it.
//
// A value that differs is not known. If it is plain, such as an e-mail address, the record
// still vouches for it: a plan shows that it changes. A table, an object or a reference
// that differs has to be read, because a plan shows what becomes of each row. Fill takes
// its entry away. Without want, which may be nil, it takes all of those away.
//
// For example, a record vouches for the 50 queues of a routing profile. If the
// configuration has the same 50, they count as read. If it has 51, they have to be read.
func (d Digester) Fill(live, want *schema.Resource) {
	unread := Unread(live)
	if unread == 0 {
		return
	}
	var wanted []Entry
	if want != nil {
		want = schema.Complete(want, live)
		wanted = d.Entries(want, unread.And(want.Given))
	}
	var kept []string
	for e := range vouched(live) {
		s, ok := slotOf(live.Kind, e.Code)
		if is, given := entryOf(wanted, e.Code); ok && given && is == e {
			attrs := s.Attrs.And(want.Given)
			live.Kind.Copy(live.Body, want.Body, attrs)
			live.Given = live.Given.Union(attrs)
		} else if ok && (!s.Wide && s.Attrs.And(live.Kind.References()) == 0 || s.Attrs.And(live.Manual) != 0) {
			kept = append(kept, e.String())
		}
	}
	live.Vouched = kept
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
// unchanged. An attribute with settings that the language cannot describe has no stamp,
// because a plan would no longer tell about them. Now is the service's time in Unix seconds.
func (d Digester) Stamp(record schema.Record, r *schema.Resource, attrs schema.AttrSet, now int64) schema.Record {
	a, err := ParseApplied(record.Applied)
	if err != nil || a.Fingerprint != d.Fingerprint() || now <= 0 || Undescribed(r, attrs) {
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

// Undescribed reports whether one of the attributes has settings that the language cannot
// describe.
func Undescribed(r *schema.Resource, attrs schema.AttrSet) bool {
	if r.Live == nil {
		return false
	}
	for _, u := range r.Undescribed {
		if i, ok := r.Kind.Lookup(u.Attr); !ok || attrs.Has(i) {
			return true
		}
	}
	return false
}

// Recorded returns the attributes of attrs for which the record has entries.
func Recorded(r schema.Record, k *schema.Kind, attrs schema.AttrSet) schema.AttrSet {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return 0
	}
	var recorded schema.AttrSet
	for _, e := range a.Entries {
		if s, ok := slotOf(k, e.Code); ok {
			recorded = recorded.Union(s.Attrs)
		}
	}
	return recorded.And(attrs)
}

// Same reports whether two records are equal apart from their stamps and proofs.
func Same(a, b schema.Record) bool {
	return a == b || a.Owner == b.Owner && plain(a) == plain(b)
}

// plain returns the applied tag of the record without its stamp and proofs. A record that
// is not readable is returned unchanged.
func plain(r schema.Record) string {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return r.Applied
	}
	a.Stamp, a.Flags = 0, withoutProofs(a.Flags)
	return a.String()
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
