package amazonconnect

import (
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// What callwright remembers of an object is in two of the object's tags: its record. It costs
// no calls of its own, because the calls that read objects bring tags along, and the call that
// writes the configuration's tags takes these two as well.

// recordOf returns the record in the tags of an object.
func recordOf(tags map[string]string) schema.Record {
	return schema.Record{Owner: tags[record.OwnerTag], Applied: tags[record.AppliedTag]}
}

// hidden reports whether a tag is not the configuration's to set: callwright's own ones are
// not, and those that begin with aws: are AWS's.
func hidden(key string) bool {
	key = strings.ToLower(key)
	return strings.HasPrefix(key, schema.OwnTagPrefix) || strings.HasPrefix(key, schema.ReservedTagPrefix)
}

// visible returns the tags that a configuration describes. It returns nil when there are
// none, because that is so for most of very many objects.
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

// createTags returns the tags of a create call: the configuration's and the record's. It
// returns nil when there are none, because the service refuses an empty map.
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

// A tagChange is what a write does to an object's tags.
type tagChange struct {
	drop []string          // keys
	set  map[string]string // the configuration's, and the record's
}

// recordTags returns the change that gives an object the record. The zero record takes both
// tags away: nobody owns the object then.
func recordTags(r schema.Record) tagChange {
	if r == (schema.Record{}) {
		return tagChange{drop: []string{record.AppliedTag, record.OwnerTag}}
	}
	return tagChange{set: map[string]string{record.OwnerTag: r.Owner, record.AppliedTag: r.Applied}}
}

// changeTags returns the change from the tags before to the tags after. Hidden tags stay as
// they are.
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

// with returns the change extended by the record, so that both fit into one call.
func (t tagChange) with(r schema.Record) tagChange {
	rec := recordTags(r)
	maps.Copy(rec.set, t.set)
	t.set = rec.set
	return t
}
