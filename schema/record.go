package schema

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// The tags that hold a [Record] on a live object.
const (
	OwnerTag   = OwnTagPrefix + "owner"
	AppliedTag = OwnTagPrefix + "applied"
)

// A Record is what callwright remembers of an object, on the object itself: whose
// it is, and what was applied to it. The zero Record is that of an object that
// nobody owns.
type Record struct {
	Owner   string // stack and address: `support/queue.premium_1`
	Applied string // what was applied: see [Applied]
}

// NewRecord returns the record of an object about to be created under the given
// owner. Its id is not known yet, so the natural key stands for it.
func NewRecord(salt, kind, owner, key string) Record {
	return Record{Owner: owner, Applied: Applied{Version: appliedVersion, Binding: bind(salt, kind, owner, key)}.String()}
}

// Stack returns the stack that owns the object, "" when nobody does: when there is no
// owner, or one that no stack can have written.
func (r Record) Stack() string {
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
func (r Record) Fits(salt string, live *Resource) bool {
	kind := live.Kind.Name
	return r.MadeFor(salt, kind, live.ID) || r.MadeFor(salt, kind, live.Key)
}

// MadeFor reports whether the record was made for the object with this id, or under
// this natural key.
func (r Record) MadeFor(salt, kind, id string) bool {
	a, err := ParseApplied(r.Applied)
	return err == nil && a.Binding == bind(salt, kind, r.Owner, id)
}

// bind digests who owns which object to 48 bits.
func bind(salt, kind, owner, id string) string {
	g := digesting{salt: salt, hash: sha256.New()}
	return base64.RawURLEncoding.EncodeToString(g.sum("bind", kind, owner, id)[:6])
}

// Only returns the record, or none when objects of the kind cannot hold one.
func (r Record) Only(k *Kind) Record {
	if !k.Remembers() {
		return Record{}
	}
	return r
}
