package api

import (
	"encoding/json"
	"maps"
	"slices"
)

// Members are the named values of a request, an answer or a stored object, in
// the forms that JSON has: string, bool, float64, []any and map[string]any. The
// model has checked the members of a request, so a value that is there has its
// declared type, and the zero value of Text, Number, Flag, List and Sub means that there
// is none.
type Members = map[string]any

// Text is a text among members.
func Text(m Members, name string) string {
	v, _ := m[name].(string)
	return v
}

// Number is a number among members.
func Number(m Members, name string) float64 {
	v, _ := m[name].(float64)
	return v
}

// Flag is a boolean among members.
func Flag(m Members, name string) bool {
	v, _ := m[name].(bool)
	return v
}

// List is a list among members.
func List(m Members, name string) []any {
	v, _ := m[name].([]any)
	return v
}

// Sub is a structure among members.
func Sub(m Members, name string) Members {
	v, _ := m[name].(Members)
	return v
}

// Texts is a list of texts among members.
func Texts(m Members, name string) []string {
	var out []string
	for _, v := range List(m, name) {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// Has reports whether the member is there, even with an empty value.
func Has(m Members, name string) bool {
	_, ok := m[name]
	return ok
}

// Take copies the named members that from has. The others stay as they are.
func Take(to, from Members, names ...string) {
	for _, n := range names {
		if v, ok := from[n]; ok {
			to[n] = v
		}
	}
}

// SortedSet is a list of texts in order, each once.
func SortedSet(values []string) []any {
	values = slices.Clone(values)
	slices.Sort(values)
	values = slices.Compact(values)
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// Merged is a value with a patch (RFC 7396) applied to it: structures are merged, null
// removes a member, and any other value replaces the one before.
func Merged(v, patch any) any {
	changes, ok := patch.(Members)
	if !ok {
		return patch
	}
	into, _ := v.(Members)
	into = maps.Clone(into)
	if into == nil {
		into = Members{}
	}
	for name, change := range changes {
		if into[name] = Merged(into[name], change); into[name] == nil {
			delete(into, name)
		}
	}
	return into
}

// Encode writes a value as JSON.
func Encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // members hold only what JSON has
	}
	return string(b)
}
