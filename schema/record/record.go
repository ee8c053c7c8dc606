package record

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/callwright/callwright/schema"
)

// The tags that hold a [schema.Record] on a live object.
const (
	OwnerTag   = schema.OwnTagPrefix + "owner"
	AppliedTag = schema.OwnTagPrefix + "applied"
)

// New returns the record of an object about to be created under the given
// owner. Its id is not known yet, so the natural key stands for it.
func New(salt, kind, owner, key string) schema.Record {
	return schema.Record{Owner: owner, Applied: Applied{Version: appliedVersion, Binding: bind(salt, kind, owner, key)}.String()}
}

// Stack returns the stack that owns the object, "" when nobody does: when there is no
// owner, or one that no stack can have written.
func Stack(r schema.Record) string {
	stack, _, ok := strings.Cut(r.Owner, "/")
	if !ok || len(stack) > longestStack || strings.ContainsFunc(stack, isNotOfStack) {
		return ""
	}
	return stack
}

// longestStack is how long the name of a stack may be.
const longestStack = 32

func isNotOfStack(r rune) bool { return (r < 'a' || r > 'z') && !isDigit(r) && r != '-' }

// Fits reports whether the record was made for the object with this id or natural
// key. A record on a copy of the object, or on one of another instance, does not
// fit. Salt is the instance's id.
func Fits(r schema.Record, salt string, live *schema.Resource) bool {
	kind := live.Kind.Name
	return MadeFor(r, salt, kind, live.ID) || MadeFor(r, salt, kind, live.Key)
}

// MadeFor reports whether the record was made for the object with this id, or under
// this natural key.
func MadeFor(r schema.Record, salt, kind, id string) bool {
	a, err := ParseApplied(r.Applied)
	return err == nil && a.Binding == bind(salt, kind, r.Owner, id)
}

// bind digests who owns which object to 48 bits.
func bind(salt, kind, owner, id string) string {
	g := hasher{salt: salt, hash: sha256.New()}
	return base64.RawURLEncoding.EncodeToString(g.sum("bind", kind, owner, id)[:6])
}

// Only returns the record, or none when objects of the kind cannot hold one.
func Only(r schema.Record, k *schema.Kind) schema.Record {
	if !k.HoldsRecords() {
		return schema.Record{}
	}
	return r
}
