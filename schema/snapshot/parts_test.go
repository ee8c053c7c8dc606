package snapshot

import (
	"bytes"
	"encoding/json"
	"testing"
)

// FuzzEachMember splits any text into members. If all of their values are valid, the text is an
// object that encoding/json reads in the same way.
func FuzzEachMember(f *testing.F) {
	for _, text := range []string{
		`{}`, ` { } `, `{"a":1}`, ` { "a" : [1, {"b":"}"}] , "b" : "x\"" } `, `{"a":1,}`, `{"a" 1}`, `{"a":1}x`, `{"a":"x"y}`, `{"a":{}{}}`, `{"a\n":1}`,
		`{"a":1,"a":2}`, `{"a":}`, `{"a":1`, `{"a"`, `{`, ``, `[]`, `{1:2}`, "{\"a\":\"\x01\"}", `{"a":1]`, `{"a":[1}}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := map[string]json.RawMessage{}
		if !eachMember([]byte(text), func(name, value []byte) bool {
			got[string(name)] = bytes.Clone(value)
			return json.Valid(value)
		}) {
			return
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &want); err != nil || len(got) != len(want) {
			t.Fatalf("%q has the members %s, want %s, %v", text, got, want, err)
		}
		for name, value := range want {
			if !bytes.Equal(got[name], value) {
				t.Errorf("%q: %s is %s, want %s", text, name, got[name], value)
			}
		}
	})
}
