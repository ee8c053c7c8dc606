package canonical_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/gowebpki/jcs"

	"github.com/callwright/callwright/plan/internal/canonical"
)

// texts are JSON texts, some of them malformed.
var texts = []string{
	`{}`, `[]`, `""`, `0`, `-0`, `-1`, `1.0`, `1e3`, `123456789012345`, `1234567890123456789`, `0.5`, `true`, `false`, `null`,
	`{"b":1,"a":[{"d":{},"c":null}],"aa":2,"B":3}`, ` { "b" : [ 1 , 2 ] , "a" : { } } `, `{"a":1,"a":2}`, `{"b":1,"a":2,"b":3}`,
	`"a\u003cb"`, `"\ud83d\ude00"`, `"\ud83d"`, `"é"`, `"\n\t\"\\\/"`, `"\u0001"`, "\"\x7f\"",
	`{"é":1,"z":2}`, `{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"ö":7}`, `{"a\"":1,"a":2,"a#":3,"a\u0001":4,"a\\":5,"aZ":6}`,
	`{"😀":1,"דּ":2}`,
	``, `{`, `}`, `[1,]`, `{"a"}`, `{"a":}`, `{a:1}`, `"abc`, `"a\`, `1 2`, `01`, `+1`, `tru`, `[1}`, `{"a":1]`, "\"\n\"", `,`,
}

// check compares the canonical form of a text with the one of package jcs, if encoding/json can
// read the text.
func check(t *testing.T, text string) {
	t.Helper()
	want, wrong := jcs.Transform([]byte(text))
	if !json.Valid([]byte(text)) {
		wrong = json.Unmarshal([]byte(text), new(any))
	}
	got, err := canonical.Append([]byte("x"), []byte(text))
	switch {
	case wrong == nil && (err != nil || string(got) != "x"+string(want)):
		t.Errorf("%s: got %s, %v, want %s", text, got, err, want)
	case wrong != nil && json.Valid([]byte(text)) && err == nil:
		t.Errorf("%s: got %s, want the error %v", text, got, wrong)
	}
}

// TestAppend compares canonical forms with those of package jcs.
func TestAppend(t *testing.T) {
	t.Parallel()
	for _, text := range texts {
		check(t, text)
		check(t, `{"z":`+text+`,"y":[`+text+`]}`)
	}
	for _, deep := range []int{9_000, 11_000} {
		text := strings.Repeat("[", deep) + strings.Repeat("]", deep)
		if _, err := canonical.Append(nil, []byte(text)); (err == nil) != (deep < 10_000) {
			t.Errorf("%d lists in each other: %v", deep, err)
		}
	}
}

// FuzzAppend does the same for any text.
func FuzzAppend(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(check)
}

// checkSplit splits an object or a list, and compares the parts with those of encoding/json.
func checkSplit(t *testing.T, text string) {
	t.Helper()
	if !json.Valid([]byte(text)) {
		return
	}
	var object map[string]json.RawMessage
	_ = json.Unmarshal([]byte(text), &object)
	members := map[string]json.RawMessage{}
	for _, m := range canonical.Members([]byte(text)) {
		members[m.Name] = m.Text // the last of two members with one name wins
	}
	if len(members) != len(object) || !maps.EqualFunc(members, object, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
		t.Errorf("%s has the members %s, want %s", text, members, object)
	}
	var list []json.RawMessage
	_ = json.Unmarshal([]byte(text), &list)
	if elements := canonical.Elements([]byte(text)); !slices.EqualFunc(elements, list, func(a []byte, b json.RawMessage) bool { return string(a) == string(b) }) {
		t.Errorf("%s has the elements %s, want %s", text, elements, list)
	}
}

// FuzzSplit splits any text.
func FuzzSplit(f *testing.F) {
	for _, text := range append(texts, ` { "a" : 1 , "b" : "}\"" } `, "[1 , [2], {\"a\":\"]\"},\n\"x\"]", `[ ]`, `{ }`) {
		f.Add(text)
		f.Add("[" + text + "," + text + "]")
		f.Add(`{"a":` + text + `,"b":` + text + "}")
	}
	f.Fuzz(checkSplit)
}

// TestHasher digests an object as a whole and member by member.
func TestHasher(t *testing.T) {
	t.Parallel()
	for n := range 3 {
		list := make([]map[string]int, n)
		for i := range list {
			list[i] = map[string]int{"b": i, "a": 1}
		}
		want, err := canonical.Digest(map[string]any{"name": "<x>", "list": list, "z": nil})
		if err != nil {
			t.Fatal(err)
		}
		h := canonical.NewHasher()
		h.List("list", func(take func([]byte) error) error {
			for _, m := range list {
				text, err := json.Marshal(m)
				if err == nil {
					text, err = canonical.Append(nil, text)
				}
				if err == nil {
					err = take(text)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		h.Member("name", "<x>")
		h.Text("z", []byte("null"))
		if got, err := h.Digest(); got != want || err != nil {
			t.Errorf("%d elements: got %s, %v, want %s", n, got, err, want)
		}
	}
	sum := sha256.Sum256([]byte(`{"a":1}`))
	if got, err := canonical.Digest(json.RawMessage(`{ "a" : 1.0 }`)); got != "sha256:"+hex.EncodeToString(sum[:]) || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
	h := canonical.NewHasher()
	h.Member("a", func() {})
	h.Member("b", 1)
	if _, err := h.Digest(); err == nil {
		t.Error("a function has a digest")
	}
	defer func() {
		if recover() == nil {
			t.Error("members may come in any order")
		}
	}()
	h = canonical.NewHasher()
	h.Member("b", 1)
	h.Member("a", 1)
}
