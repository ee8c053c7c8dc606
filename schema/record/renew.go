package record

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// Recall returns what the live object's record says was last applied to it; the
// zero Applied when it has no readable record, or one that was made for another
// object. Such a record counts as the object's own when it was made under one of
// the given names: the object was renamed since. Of a record that a newer
// callwright wrote, only the version is known.
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

// Renew returns the record of an object after some of its attributes were written:
// want is the object as described and completed, with its owner and lifecycle; id
// is the object's, or "" when it is about to be created. Memory is what
// [Digester.Recall] says of it.
//
// The entries of the given attributes are made anew: those that were written, and
// those that were as wanted already, among them all leaves of an object that are
// managed. Those of dropped slots go. All others stay, with the codes and flags
// that this version does not know, unless another key made them. A record that a
// newer callwright wrote is left alone: the error is [ErrNewer].
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
		Entries: d.Entries(want, attrs), Flags: flagged(flagged(memory.Flags, protected, want.Desired != nil && want.Lifecycle.PreventDestroy), writing, false),
	}
	if memory.Fingerprint == renewed.Fingerprint {
		replaced := replaced(want.Kind, attrs, dropped)
		for _, e := range memory.Entries {
			if !strings.ContainsRune(replaced, rune(e.Code)) {
				renewed.Entries = append(renewed.Entries, e)
			}
		}
		slices.SortFunc(renewed.Entries, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
	}
	return schema.Record{Owner: owner, Applied: renewed.String()}, nil
}

// replaced returns the codes of old entries that do not stay: of the slots of attrs,
// and of those that are dropped as a whole.
func replaced(k *schema.Kind, attrs, dropped schema.AttrSet) string {
	var codes strings.Builder
	for _, s := range k.Slots() {
		if s.Attrs.And(attrs) != 0 || s.Attrs.Minus(dropped) == 0 {
			codes.WriteByte(s.Code)
			codes.WriteString(s.Was)
		}
	}
	return codes.String()
}

// Writing returns the record, if it is readable, marked so that a difference is not
// taken for somebody else's: an attribute is about to be written by several calls.
func Writing(r schema.Record) (schema.Record, bool) {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return r, false
	}
	a.Flags = flagged(a.Flags, writing, true)
	return schema.Record{Owner: r.Owner, Applied: a.String()}, true
}

// Without returns the record, if it is readable, without entries for the attributes,
// which are not written yet.
func Without(r schema.Record, k *schema.Kind, attrs schema.AttrSet) schema.Record {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return r
	}
	codes := replaced(k, attrs, 0)
	a.Entries = slices.DeleteFunc(a.Entries, func(e Entry) bool { return strings.ContainsRune(codes, rune(e.Code)) })
	return schema.Record{Owner: r.Owner, Applied: a.String()}
}

// Stamped returns the record, if it is readable, with a stamp: that as of so many
// Unix seconds, the object was as its entries say.
func Stamped(r schema.Record, seconds int64) schema.Record {
	a, err := ParseApplied(r.Applied)
	if err != nil {
		return r
	}
	a.Stamp = seconds
	return schema.Record{Owner: r.Owner, Applied: a.String()}
}
