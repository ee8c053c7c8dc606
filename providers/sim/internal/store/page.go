package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// defaultPage is how many entries a page has when the request does not say
// ("The default MaxResult size is 100", List operations in the API reference).
const defaultPage = 100

// A Cursor is a place in an ordered listing: after the last key of a page.
// Objects are ordered by kind and id, which never change, so pages neither skip
// nor repeat an object that stays, whatever is created or deleted meanwhile.
type Cursor struct {
	For   string `json:"f"` // the operation and what it was asked, without the page
	Kind  string `json:"k,omitempty"`
	Key   string `json:"i"`
	Total int    `json:"t,omitempty"` // of a search, as counted for its first page
}

// subject identifies a listing: a token of one does not fit another.
func subject(operation string, in api.Members) string {
	asked := api.Members{"operation": operation}
	for name, v := range in {
		if name != "NextToken" && name != "MaxResults" && name != "InstanceId" {
			asked[name] = v
		}
	}
	sum := sha256.Sum256([]byte(api.Encode(asked)))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// Token makes a cursor opaque and tamper-proof.
func Token(t *Tx, c Cursor) string {
	plain := []byte(api.Encode(c))
	return base64.RawURLEncoding.EncodeToString(append(seal(t, plain), plain...))
}

const sealSize = 9

func seal(t *Tx, plain []byte) []byte {
	mac := hmac.New(sha256.New, []byte(t.Instance.ID))
	mac.Write(plain)
	return mac.Sum(nil)[:sealSize]
}

// ReadCursor is the place where the request's token says to go on, or the start if it has
// no token.
func ReadCursor(t *Tx, operation string, in api.Members) (Cursor, error) {
	c := Cursor{For: subject(operation, in)}
	if !api.Has(in, "NextToken") {
		return c, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(api.Text(in, "NextToken"))
	if err != nil || len(raw) < sealSize || !hmac.Equal(raw[:sealSize], seal(t, raw[sealSize:])) {
		return c, api.InvalidRequest("NextToken: The token is not one that this service gave.")
	}
	got := Cursor{}
	if err := json.Unmarshal(raw[sealSize:], &got); err != nil || got.For != c.For {
		return c, api.InvalidRequest("NextToken: The token belongs to another request.")
	}
	return got, nil
}

// pageSize is how many entries the request wants.
func pageSize(in api.Members) int {
	if n := int(api.Number(in, "MaxResults")); n > 0 {
		return n
	}
	return defaultPage
}

// Page reads the objects of one page, in order, and the token of the next one
// if there is one.
func Page(t *Tx, operation string, in api.Members, s Selection) ([]*Object, string, error) {
	from, err := ReadCursor(t, operation, in)
	if err != nil {
		return nil, "", err
	}
	return PageAfter(t, from, pageSize(in), s)
}

// PageAfter reads up to size objects after a cursor.
func PageAfter(t *Tx, from Cursor, size int, s Selection) (page []*Object, next string, err error) {
	where, args := s.sql()
	args = append(args, from.Kind, from.Key, size+1)
	err = t.Each(func(scan func(...any) error) error {
		var word string
		o := new(Object)
		if bad := o.scan(func(to ...any) error { return scan(append([]any{&word}, to...)...) }); bad != nil {
			return bad
		}
		o.Kind = s.kinds[slices.IndexFunc(s.kinds, func(k *Kind) bool { return k.Word == word })]
		page = append(page, o)
		return nil
	}, `SELECT o.kind, `+columns+` FROM objects o WHERE `+where+` AND (o.kind, o.id) > (?, ?) ORDER BY o.kind, o.id LIMIT ?`, args...)
	if err != nil || len(page) <= size {
		return page, "", err
	}
	page = page[:size]
	last := page[size-1]
	from.Kind, from.Key = last.Kind.Word, last.ID
	return page, Token(t, from), nil
}

// PageAndTotal is Page, and how many objects the selection has in all. They are counted
// once, for the first page.
func PageAndTotal(t *Tx, operation string, in api.Members, s Selection) (page []*Object, next string, total int, err error) {
	from, err := ReadCursor(t, operation, in)
	if err != nil {
		return nil, "", 0, err
	}
	if !api.Has(in, "NextToken") {
		where, args := s.sql()
		if from.Total, err = t.Count(`SELECT count(*) FROM objects o WHERE `+where, args...); err != nil {
			return nil, "", 0, err
		}
	}
	page, next, err = PageAfter(t, from, pageSize(in), s)
	return page, next, from.Total, err
}

// An Entry is an element of a list inside one object, under the key that orders it.
type Entry struct {
	Key   string
	Value any
}

// PageOfEntries is Page for entries in order of their keys.
func PageOfEntries(t *Tx, operation string, in api.Members, entries []Entry) (page []any, next string, err error) {
	from, err := ReadCursor(t, operation, in)
	if err != nil {
		return nil, "", err
	}
	size := pageSize(in)
	page = []any{}
	for i, e := range entries {
		if e.Key <= from.Key && api.Has(in, "NextToken") {
			continue
		}
		if len(page) == size {
			return page, Token(t, Cursor{For: from.For, Key: entries[i-1].Key}), nil
		}
		page = append(page, e.Value)
	}
	return page, "", nil
}

// Paged adds a page's token to an answer.
func Paged(answer api.Members, next string) api.Members {
	if next != "" {
		answer["NextToken"] = next
	}
	return answer
}
