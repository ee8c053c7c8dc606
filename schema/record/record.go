package record

import (
	"encoding/base64"
	"strings"

	"github.com/callwright/callwright/schema"
)

// The tags that hold a [schema.Record] on a live object.
const (
	OwnerTag   = schema.OwnTagPrefix + "owner"
	AppliedTag = schema.OwnTagPrefix + "applied"
)

// New returns the record of an object that is about to be created under the given owner.
// The object has no id yet, so the record is bound to its natural key.
func New(salt, kind, owner, key string) schema.Record {
	return schema.Record{Owner: owner, Applied: Applied{Version: appliedVersion, Binding: bind(salt, kind, owner, key)}.String()}
}

// Stack returns the stack that owns the object. It returns "" when the record has no
// owner, or an owner that does not begin with a stack's name: somebody else wrote it.
func Stack(r schema.Record) string {
	stack, _, ok := strings.Cut(r.Owner, "/")
	if !ok || len(stack) > longestStack || strings.ContainsFunc(stack, isNotOfStack) {
		return ""
	}
	return stack
}

// longestStack is how long the name of a stack may be.
const longestStack = 32

// isNotOfStack reports whether a stack's name cannot have the character r.
func isNotOfStack(r rune) bool { return (r < 'a' || r > 'z') && !isDigit(r) && r != '-' }

// Fits reports whether the record was made for the live object, by its id or natural
// key. The record of a copy does not fit, nor does that of an object of another
// instance. Salt is the instance's id.
func Fits(r schema.Record, salt string, live *schema.Resource) bool {
	kind := live.Kind.Name
	return MadeFor(r, salt, kind, live.ID) || MadeFor(r, salt, kind, live.Key)
}

// MadeFor reports whether the record was made for the object that has this id or this
// natural key.
func MadeFor(r schema.Record, salt, kind, id string) bool {
	a, err := parseApplied(r.Applied, false)
	return err == nil && a.Binding == bind(salt, kind, r.Owner, id)
}

// bind returns the binding of a record: 48 bits of a digest of the owner and the object.
func bind(salt, kind, owner, id string) string {
	g := Digester{Salt: salt}.start(nil)
	defer hashers.Put(g)
	return base64.RawURLEncoding.EncodeToString(g.sum("bind", kind, owner, id)[:6])
}

// Only returns the record, or the zero record when objects of the kind cannot hold one.
func Only(r schema.Record, k *schema.Kind) schema.Record {
	if !k.HoldsRecords() {
		return schema.Record{}
	}
	return r
}
