package amazonconnect

import "github.com/callwright/callwright/schema"

// Records keep what callwright remembers of objects. They ride along with the calls
// that read and write objects: whatever reads or writes a record does it by these two.
type records interface {
	// Get returns the record of an object that was read with the given tags.
	Get(tags map[string]string) schema.Record

	// Put returns what to make of an object's tags, with the call that ends its write,
	// for the object to have the record from then on. The zero record is that of an
	// object that nobody owns.
	Put(r schema.Record) tagging
}

// kept is where records are: on the objects themselves.
var kept records = inTags{}

// inTags keeps records in two tags of the object.
type inTags struct{}

func (inTags) Get(tags map[string]string) schema.Record {
	return schema.Record{Owner: tags[schema.OwnerTag], Applied: tags[schema.AppliedTag]}
}

func (inTags) Put(r schema.Record) tagging {
	if r == (schema.Record{}) {
		return tagging{drop: []string{schema.AppliedTag, schema.OwnerTag}}
	}
	return tagging{set: map[string]string{schema.OwnerTag: r.Owner, schema.AppliedTag: r.Applied}}
}
