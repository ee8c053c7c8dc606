package amazonconnect

import (
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Records keep what callwright remembers of an object, in two of its tags. They ride
// along with the calls that read objects and that write tags.

// recordOf returns the record of an object that was read with the given tags.
func recordOf(tags map[string]string) schema.Record {
	return schema.Record{Owner: tags[record.OwnerTag], Applied: tags[record.AppliedTag]}
}

// hidden reports whether a tag's key is not the configuration's.
func hidden(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, schema.OwnTagPrefix) || strings.HasPrefix(key, schema.ReservedTagPrefix)
}

// visible returns the tags that a configuration speaks for; nil when there are
// none, as most objects have none and there are many.
func visible(tags map[string]string) map[string]string {
	var shown map[string]string
	for k, v := range tags {
		if hidden(k) {
			continue
		}
		if shown == nil {
			shown = make(map[string]string, len(tags))
		}
		shown[k] = v
	}
	return shown
}

// createTags returns the tags of a create call: the configuration's and the
// record's. Without any it is nil, as the service takes no empty map.
func createTags(tags map[string]string, r schema.Record) map[string]string {
	all := map[string]string{}
	maps.Copy(all, recordTags(r).set)
	maps.DeleteFunc(all, func(_, v string) bool { return v == "" })
	maps.Copy(all, visible(tags))
	if len(all) == 0 {
		return nil
	}
	return all
}

// A tagChange is what a write makes of an object's tags.
type tagChange struct {
	drop []string          // keys
	set  map[string]string // the configuration's, and the record's
}

// recordTags returns the change by which an object has the record. The zero record is
// that of an object that nobody owns.
func recordTags(r schema.Record) tagChange {
	if r == (schema.Record{}) {
		return tagChange{drop: []string{record.AppliedTag, record.OwnerTag}}
	}
	return tagChange{set: map[string]string{record.OwnerTag: r.Owner, record.AppliedTag: r.Applied}}
}

// changeTags returns the change from the tags before to those after, of which the hidden
// ones stay as they are.
func changeTags(before, after map[string]string) tagChange {
	before, after = visible(before), visible(after)
	var t tagChange
	for key := range before {
		if _, stays := after[key]; !stays {
			t.drop = append(t.drop, key)
		}
	}
	slices.Sort(t.drop)
	t.set = after
	maps.DeleteFunc(t.set, func(k, v string) bool { old, ok := before[k]; return ok && old == v })
	return t
}

// with returns the change, by which the object also gets the record.
func (t tagChange) with(r schema.Record) tagChange {
	rec := recordTags(r)
	maps.Copy(rec.set, t.set)
	t.set = rec.set
	return t
}
