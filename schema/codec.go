package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/schema/diag"
)

// A codec says how values of one Go type are read from the language, printed,
// compared and copied.
type codec[V any] struct {
	shape Shape
	typ   cty.Type
	read  func(r *reader, path cty.Path, v cty.Value) V
	value func(V) cty.Value
	equal func(a, b V) bool
	clone func(V) V
	text  func(c *Splitter, v V) (string, bool) // for digests: the value in one string; nil if the value only has parts
	parts func(c *Splitter, v V)                // for digests: takes the value apart; nil for a scalar

	toJSON   func(b []byte, v V) ([]byte, error)   // nil if encoding/json writes the value
	fromJSON func(a *Attr, text []byte) (V, error) // nil if encoding/json reads the value
}

var textCodec = codec[string]{
	shape: Scalar, typ: cty.String,
	read:  (*reader).text,
	value: cty.StringVal,
	equal: func(a, b string) bool { return a == b },
	clone: func(s string) string { return s },
	text:  (*Splitter).string,
}

var intCodec = codec[int]{
	shape: Scalar, typ: cty.Number,
	read:  (*reader).int,
	value: func(n int) cty.Value { return cty.NumberIntVal(int64(n)) },
	equal: func(a, b int) bool { return a == b },
	clone: func(n int) int { return n },
	text:  func(_ *Splitter, n int) (string, bool) { return strconv.Itoa(n), true },
}

var boolCodec = codec[bool]{
	shape: Scalar, typ: cty.Bool,
	read:  (*reader).bool,
	value: cty.BoolVal,
	equal: func(a, b bool) bool { return a == b },
	clone: func(b bool) bool { return b },
	text:  func(_ *Splitter, b bool) (string, bool) { return strconv.FormatBool(b), true },
}

// TextsValue returns a list of strings as a value of the language.
func TextsValue(list []string) cty.Value {
	if len(list) == 0 {
		return cty.ListValEmpty(cty.String)
	}
	values := make([]cty.Value, len(list))
	for i, s := range list {
		values[i] = cty.StringVal(s)
	}
	return cty.ListVal(values)
}

// texts returns the strings of a list value.
func texts(v cty.Value) []string {
	list := []string{}
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		list = append(list, e.AsString())
	}
	return list
}

// listCodec reads strings whose order counts.
var listCodec = codec[[]string]{
	shape: List, typ: cty.List(cty.String),
	read:  readTexts,
	value: TextsValue,
	equal: slices.Equal[[]string],
	clone: slices.Clone[[]string],
	parts: (*Splitter).list,
}

// setCodec reads strings whose order does not count. It sorts them and drops repetitions,
// so that equal sets are equal slices.
var setCodec = codec[[]string]{
	shape: Set, typ: cty.List(cty.String),
	read: func(r *reader, path cty.Path, v cty.Value) []string {
		return SortedSet(readTexts(r, path, v))
	},
	value: TextsValue,
	equal: slices.Equal[[]string],
	clone: slices.Clone[[]string],
	text:  (*Splitter).joined,
	parts: (*Splitter).set,

	fromJSON: func(_ *Attr, text []byte) ([]string, error) { return readSetJSON(text) },
}

// SortedSet sorts members and drops the repeated ones, in place.
func SortedSet(members []string) []string {
	slices.Sort(members)
	return slices.Clip(slices.Compact(members))
}

// mapCodec reads a whole map whose values are read by e.
func mapCodec[V any](e codec[V]) codec[map[string]V] {
	return codec[map[string]V]{
		fromJSON: mapFromJSON(e),
		shape:    Map, typ: cty.Map(e.typ),
		read: func(r *reader, path cty.Path, v cty.Value) map[string]V {
			m := map[string]V{}
			for key, value := range r.members(path, v) {
				at := path.Copy().Index(cty.StringVal(key))
				if r.attr.word != nil {
					key = r.attr.word(key)
				}
				if _, twice := m[key]; twice {
					r.report(diag.UnsupportedKey, at, "%s has the key %q twice: once in lower case, and once as the API writes it.", r.attr.title(), key)
					continue
				}
				if r.attr.key != nil {
					if why := r.attr.key(key); why != "" {
						r.report(diag.UnsupportedKey, at, "%s", why)
						continue
					}
				}
				if value.IsNull() {
					continue
				}
				m[key] = e.read(r, at, value)
			}
			r.count(path, slices.Sorted(maps.Keys(m)))
			return m
		},
		value: func(m map[string]V) cty.Value {
			if len(m) == 0 {
				return cty.MapValEmpty(e.typ)
			}
			values := make(map[string]cty.Value, len(m))
			for k, v := range m {
				values[k] = e.value(v)
			}
			return cty.MapVal(values)
		},
		equal: func(a, b map[string]V) bool { return maps.EqualFunc(a, b, e.equal) },
		clone: func(m map[string]V) map[string]V {
			if m == nil {
				return nil
			}
			c := make(map[string]V, len(m))
			for k, v := range m {
				c[k] = e.clone(v)
			}
			return c
		},
		parts: func(c *Splitter, m map[string]V) {
			for key, v := range m {
				if c.attr.skip == nil || !c.attr.skip(key) {
					value, known := e.text(c, v)
					c.Take(Element{Name: cty.NormalizeString(key), Key: cty.NormalizeString(key), Value: value, Known: known})
				}
			}
		},
	}
}

// quoted lists words for a sentence: `"a", "b" or "c"`.
func quoted(words []string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(`"` + w + `"`)
	}
	return b.String()
}

// appendJSON appends a value of one of Go's types. Unlike json.Marshal, it writes <, > and & as
// they are, and an empty list or map for nil.
func appendJSON[V any](b []byte, v V) ([]byte, error) {
	switch v := any(v).(type) { // what nearly all attributes are
	case string:
		if isPlain(v) {
			return append(append(append(b, '"'), v...), '"'), nil
		}
	case int:
		return strconv.AppendInt(b, int64(v), 10), nil
	case bool:
		return strconv.AppendBool(b, v), nil
	}
	to := bytes.NewBuffer(b)
	e := json.NewEncoder(to)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return b, err
	}
	text := bytes.TrimSuffix(to.Bytes(), []byte("\n"))
	if bytes.Equal(text[len(b):], []byte("null")) {
		empty := "[]"
		switch any(v).(type) {
		case map[string]string, map[string]int, map[string][]string:
			empty = "{}"
		}
		text = append(text[:len(b)], empty...)
	}
	return text, nil
}

// readJSON reads a value of one of Go's types. It reads most strings itself, because a snapshot
// of 100,000 users has millions of them.
func readJSON[V any](text []byte) (v V, err error) {
	if s, ok := any(&v).(*string); ok && isPlainJSON(text) {
		*s = string(text[1 : len(text)-1])
		return v, nil
	}
	err = json.Unmarshal(text, &v)
	return v, err
}

// isPlainJSON reports whether a text is a JSON string that stands for itself: it has no escapes.
func isPlainJSON(text []byte) bool {
	return len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' && isPlain(text[1:len(text)-1])
}

// isPlain reports whether a string is in JSON as it is.
func isPlain[S string | []byte](s S) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// readSetJSON reads a set, and sorts it.
func readSetJSON(text []byte) ([]string, error) {
	members, err := readJSON[[]string](text)
	return SortedSet(members), err
}

// throughLanguage makes a codec write JSON as the language has the value. It suits values that
// have only one Unicode form, such as times of a day.
func throughLanguage[V any](c codec[V]) codec[V] {
	c.toJSON = func(b []byte, v V) ([]byte, error) {
		value := c.value(v)
		text, err := ctyjson.Marshal(value, value.Type())
		return append(b, text...), err
	}
	c.fromJSON = func(a *Attr, text []byte) (v V, err error) {
		value, err := ctyjson.Unmarshal(text, c.typ)
		if err != nil {
			return v, fmt.Errorf("it must be of type %s", c.typ.FriendlyName())
		}
		if v = c.read(&reader{attr: a, names: Plain}, nil, value); !c.value(v).RawEquals(value) {
			return v, fmt.Errorf("%s is not a valid value", text)
		}
		return v, nil
	}
	return c
}

// mapFromJSON returns a function that reads a map whose values are read by e; nil if
// encoding/json reads them.
func mapFromJSON[V any](e codec[V]) func(a *Attr, text []byte) (map[string]V, error) {
	if e.fromJSON == nil {
		return nil
	}
	return func(a *Attr, text []byte) (map[string]V, error) {
		raw, err := readJSON[map[string]json.RawMessage](text)
		m := make(map[string]V, len(raw))
		for key, text := range raw {
			if err == nil {
				m[key], err = e.fromJSON(a, text)
			}
		}
		return m, err
	}
}
