package sim

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
)

// defaultPage is how many entries a page has when the request does not say
// ("The default MaxResult size is 100", List operations in the API reference).
const defaultPage = 100

// A cursor is a place in an ordered listing: after the last key of a page.
// Objects are ordered by kind and id, which never change, so pages neither skip
// nor repeat an object that stays, whatever is created or deleted meanwhile.
type cursor struct {
	For   string `json:"f"` // the operation and what it was asked, without the page
	Kind  string `json:"k,omitempty"`
	Key   string `json:"i"`
	Total int    `json:"t,omitempty"` // of a search, as counted for its first page
}

// subject identifies a listing: a token of one does not fit another.
func subject(operation string, in members) string {
	asked := members{"operation": operation}
	for name, v := range in {
		if name != "NextToken" && name != "MaxResults" && name != "InstanceId" {
			asked[name] = v
		}
	}
	sum := sha256.Sum256([]byte(encode(asked)))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// token makes a cursor opaque and tamper-proof.
func (t *tx) token(c cursor) string {
	plain := []byte(encode(c))
	return base64.RawURLEncoding.EncodeToString(append(t.seal(plain), plain...))
}

const sealSize = 9

func (t *tx) seal(plain []byte) []byte {
	mac := hmac.New(sha256.New, []byte(t.server.instance.ID))
	mac.Write(plain)
	return mac.Sum(nil)[:sealSize]
}

// after is where the request's token says to go on; without one, at the start.
func (t *tx) after(operation string, in members) (cursor, error) {
	c := cursor{For: subject(operation, in)}
	if !has(in, "NextToken") {
		return c, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(text(in, "NextToken"))
	if err != nil || len(raw) < sealSize || !hmac.Equal(raw[:sealSize], t.seal(raw[sealSize:])) {
		return c, badRequest("NextToken: The token is not one that this service gave.")
	}
	got := cursor{}
	if err := json.Unmarshal(raw[sealSize:], &got); err != nil || got.For != c.For {
		return c, badRequest("NextToken: The token belongs to another request.")
	}
	return got, nil
}

// pageSize is how many entries the request wants.
func pageSize(in members) int {
	if n := int(number(in, "MaxResults")); n > 0 {
		return n
	}
	return defaultPage
}

// A selection is which objects a listing has: those of some kinds that fit a
// condition.
type selection struct {
	kinds []*kind
	where condition
}

// sql is the selection's WHERE clause, of a table named o.
func (s selection) sql() (string, []any) {
	args := []any{}
	for _, k := range s.kinds {
		args = append(args, k.word)
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(args)), ",")
	return `o.kind IN (` + marks + `) AND ` + s.where.sql, append(args, s.where.args...)
}

// page reads the objects of one page, in order, and the token of the next one
// if there is one.
func (t *tx) page(operation string, in members, s selection) ([]*object, string, error) {
	from, err := t.after(operation, in)
	if err != nil {
		return nil, "", err
	}
	return t.pageAfter(from, pageSize(in), s)
}

func (t *tx) pageAfter(from cursor, size int, s selection) (page []*object, next string, err error) {
	where, args := s.sql()
	args = append(args, from.Kind, from.Key, size+1)
	err = t.each(func(scan func(...any) error) error {
		var word string
		o := new(object)
		if bad := o.scan(func(to ...any) error { return scan(append([]any{&word}, to...)...) }); bad != nil {
			return bad
		}
		o.kind = s.kinds[slices.IndexFunc(s.kinds, func(k *kind) bool { return k.word == word })]
		page = append(page, o)
		return nil
	}, `SELECT o.kind, `+columns+` FROM objects o WHERE `+where+` AND (o.kind, o.id) > (?, ?) ORDER BY o.kind, o.id LIMIT ?`, args...)
	if err != nil || len(page) <= size {
		return page, "", err
	}
	page = page[:size]
	last := page[size-1]
	from.Kind, from.Key = last.kind.word, last.id
	return page, t.token(from), nil
}

// pageAndTotal is page, and how many objects the selection has in all: counted
// once, for the first page.
func (t *tx) pageAndTotal(operation string, in members, s selection) (page []*object, next string, total int, err error) {
	from, err := t.after(operation, in)
	if err != nil {
		return nil, "", 0, err
	}
	if !has(in, "NextToken") {
		where, args := s.sql()
		if from.Total, err = t.count(`SELECT count(*) FROM objects o WHERE `+where, args...); err != nil {
			return nil, "", 0, err
		}
	}
	page, next, err = t.pageAfter(from, pageSize(in), s)
	return page, next, from.Total, err
}

// An entry is an element of a listing inside one object, under the key that
// orders it.
type entry struct {
	key   string
	value any
}

// slice is page for entries in order of their keys.
func (t *tx) slice(operation string, in members, entries []entry) (page []any, next string, err error) {
	from, err := t.after(operation, in)
	if err != nil {
		return nil, "", err
	}
	size := pageSize(in)
	page = []any{}
	for i, e := range entries {
		if e.key <= from.Key && has(in, "NextToken") {
			continue
		}
		if len(page) == size {
			return page, t.token(cursor{For: from.For, Key: entries[i-1].key}), nil
		}
		page = append(page, e.value)
	}
	return page, "", nil
}

// paged adds a page's token to an answer.
func paged(answer members, next string) members {
	if next != "" {
		answer["NextToken"] = next
	}
	return answer
}
