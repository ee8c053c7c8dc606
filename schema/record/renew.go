package record

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// Recall returns the content of the live object's record. It returns the zero Applied
// when the object has no readable record, or has the record of another object. A record
// that was made under one of the given names is still the object's own: the object was
// renamed since. If a newer callwright wrote the record, the result has only its version.
func (d Digester) Recall(live *schema.Resource, names ...string) Applied {
	a, err := ParseApplied(live.Record.Applied)
	if errors.Is(err, ErrNewer) {
		return a
	}
	fits := func(id string) bool { return a.Binding == bind(d.Salt, live.Kind.Name, live.Record.Owner, id) }
	if err != nil || !fits(live.ID) && !fits(live.Key) && !slices.ContainsFunc(names, fits) {
		return Applied{}
	}
	return a
}

// Renew returns the record of an object after some of its attributes were written. Want
// is the object as described and completed, with its owner and lifecycle. Id is the
// object's, or "" when it is about to be created. Memory is the result of
// [Digester.Recall].
//
// Renew makes new entries for the attributes of attrs: the caller passes those that were
// written, and those that had the wanted value already. If one leaf of an object is among
// them, all managed leaves of that object must be. Renew drops the entry of a slot whose
// attributes are all in dropped. It keeps every other entry, even with codes and flags
// that this version does not know, unless another key made it. It leaves out proofs, which
// the provider adds when it writes the record: a plan is the same with and without them.
// The error is [ErrNewer]
// when a newer callwright wrote the record, which must stay as it is.
func (d Digester) Renew(memory Applied, want *schema.Resource, id string, attrs, dropped schema.AttrSet) (schema.Record, error) {
	if memory.Newer() {
		return schema.Record{}, ErrNewer
	}
	if id == "" {
		id = want.Key
	}
	owner := want.Record.Owner
	renewed := Applied{
		Version: appliedVersion, Fingerprint: d.Fingerprint(), Binding: bind(d.Salt, want.Kind.Name, owner, id),
		Entries: d.Entries(want, attrs), Flags: withFlag(withFlag(withoutProofs(memory.Flags), protected, want.Desired != nil && want.Lifecycle.PreventDestroy), writing, false),
	}
	if memory.Fingerprint == renewed.Fingerprint {
		codes := replacedCodes(want.Kind, attrs, dropped)
		for _, e := range memory.Entries {
			if !strings.ContainsRune(codes, rune(e.Code)) {
				renewed.Entries = append(renewed.Entries, e)
			}
		}
		slices.SortFunc(renewed.Entries, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
	}
	return schema.Record{Owner: owner, Applied: renewed.String()}, nil
}

// replacedCodes returns the codes of the old entries that Renew does not keep: the codes of the
// slots of attrs, and of slots that are dropped as a whole. They include codes that a slot had
// in an earlier version.
func replacedCodes(k *schema.Kind, attrs, dropped schema.AttrSet) string {
	var codes strings.Builder
	for _, s := range k.Slots() {
		if s.Attrs.And(attrs) != 0 || s.Attrs.Minus(dropped) == 0 {
			codes.WriteByte(s.Code)
			codes.WriteString(s.Was)
		}
	}
	return codes.String()
}

// Writing returns the record with a mark: callwright is about to write an attribute by
// several calls. If the run stops between them, the next plan sees the mark and does not
// call the half-written value somebody else's change. Ok is false, and the record
// unchanged, if the record is not readable.
func Writing(r schema.Record) (marked schema.Record, ok bool) {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return r, false
	}
	a.Flags = withFlag(a.Flags, writing, true)
	return schema.Record{Owner: r.Owner, Applied: a.String()}, true
}

// Without returns the record without entries for the attributes, which callwright has not
// written yet. A record that is not readable is returned unchanged.
func Without(r schema.Record, k *schema.Kind, attrs schema.AttrSet) schema.Record {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return r
	}
	codes := replacedCodes(k, attrs, 0)
	a.Entries = slices.DeleteFunc(a.Entries, func(e Entry) bool { return strings.ContainsRune(codes, rune(e.Code)) })
	return schema.Record{Owner: r.Owner, Applied: a.String()}
}

// Stamped returns the record with a stamp of the given time in Unix seconds, at which the
// object was as the entries say. A record that is not readable is returned unchanged.
func Stamped(r schema.Record, seconds int64) schema.Record {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return r
	}
	a.Stamp = seconds
	return schema.Record{Owner: r.Owner, Applied: a.String()}
}
