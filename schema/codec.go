package schema

import (
	"fmt"
	"iter"
	"math/big"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/gocty"

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
	text  func(c *Splitter, v V) (string, bool) // for digests: the value in one string; nil if it has none
	parts func(c *Splitter, v V)                // for digests: takes the value apart; nil for a scalar
}

// A Resolver turns a value that stands where an object of the given kind belongs
// into that object's natural key.
type Resolver func(v cty.Value, kind string) (string, error)

// Plain is the [Resolver] of values in which names already are strings.
func Plain(v cty.Value, _ string) (string, error) { return v.AsString(), nil }

// A reader takes one value on its way from the language into an attribute. What is
// wrong with it is collected; the rest is still read.
type reader struct {
	attr     *Attr
	names    Resolver
	problems []diag.Problem
}

func (r *reader) report(e *diag.Entry, path cty.Path, format string, args ...any) {
	r.problems = append(r.problems, e.At(path, format, args...))
}

// within reads a part of the value by the rules of another attribute.
func (r *reader) within(a *Attr, f func(*reader)) {
	part := &reader{attr: a, names: r.names, problems: r.problems}
	f(part)
	r.problems = part.problems
}

// wrong reports a value of the wrong type.
func (r *reader) wrong(path cty.Path, need string, v cty.Value) {
	r.report(diag.WrongType, path, "%s must be %s, but this is %s.", r.attr.title(), need, describe(v))
}

func describe(v cty.Value) string {
	switch {
	case v.IsNull():
		return "null"
	case v.Type().IsObjectType(), v.Type().IsMapType():
		return "an object"
	case v.Type().IsTupleType(), v.Type().IsListType(), v.Type().IsSetType():
		return "a list"
	case v.Type().IsCapsuleType():
		return "a " + v.Type().FriendlyName()
	case v.Type() == cty.Bool:
		return "true or false"
	}
	return "a " + v.Type().FriendlyName()
}

// text reads a scalar as a string, by the attribute's kind of reference if it has
// one, and holds it against the attribute's rules.
func (r *reader) text(path cty.Path, v cty.Value) string {
	s, ok := r.name(path, v)
	if !ok {
		return ""
	}
	r.obey(path, s)
	return s
}

func (r *reader) obey(path cty.Path, s string) {
	for _, rule := range r.attr.rules {
		if why := rule(s); why != "" {
			r.report(diag.InvalidValue, path, "%s", why)
			return
		}
	}
}

func (r *reader) name(path cty.Path, v cty.Value) (string, bool) {
	if r.attr.RefersTo == "" {
		s, err := convert.Convert(v, cty.String)
		if err != nil || s.IsNull() {
			r.wrong(path, "a string", v)
			return "", false
		}
		return s.AsString(), true
	}
	if v.IsNull() || v.Type() != cty.String && !v.Type().IsCapsuleType() {
		r.wrong(path, fmt.Sprintf("a %s, or the name of one", r.attr.RefersTo), v)
		return "", false
	}
	s, err := r.names(v, r.attr.RefersTo)
	if err != nil {
		why := err.Error()
		r.report(diag.WrongKind, path, "%s.", strings.ToUpper(why[:1])+why[1:])
		return "", false
	}
	return s, true
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

func (r *reader) int(path cty.Path, v cty.Value) int {
	n, err := convert.Convert(v, cty.Number)
	if err != nil || n.IsNull() {
		r.wrong(path, "a number", v)
		return 0
	}
	if !n.AsBigFloat().IsInt() {
		r.report(diag.InvalidValue, path, "%s must be a whole number.", r.attr.title())
		return 0
	}
	var i int
	if err := gocty.FromCtyValue(n, &i); err != nil {
		r.report(diag.InvalidValue, path, "%s is out of range.", r.attr.title())
		return 0
	}
	r.obey(path, n.AsBigFloat().Text('f', 0))
	return i
}

var boolCodec = codec[bool]{
	shape: Scalar, typ: cty.Bool,
	read:  (*reader).bool,
	value: cty.BoolVal,
	equal: func(a, b bool) bool { return a == b },
	clone: func(b bool) bool { return b },
	text:  func(_ *Splitter, b bool) (string, bool) { return strconv.FormatBool(b), true },
}

func (r *reader) bool(path cty.Path, v cty.Value) bool {
	b, err := convert.Convert(v, cty.Bool)
	if err != nil || b.IsNull() {
		r.wrong(path, "true or false", v)
		return false
	}
	return b.True()
}

// elements yields the members of a list, set or tuple with their paths. Members
// of a set have no place in the source, so their path is the set's.
func (r *reader) elements(path cty.Path, v cty.Value) iter.Seq2[cty.Path, cty.Value] {
	return func(yield func(cty.Path, cty.Value) bool) {
		if v.IsNull() || !v.CanIterateElements() || v.Type().IsObjectType() || v.Type().IsMapType() {
			r.wrong(path, "a list", v)
			return
		}
		i := 0
		for it := v.ElementIterator(); it.Next(); i++ {
			_, e := it.Element()
			at := path
			if !v.Type().IsSetType() {
				at = path.Copy().Index(cty.NumberVal(new(big.Float).SetInt64(int64(i))))
			}
			if !yield(at, e) {
				return
			}
		}
	}
}

// members yields the members of a map or object with their paths, by key.
func (r *reader) members(path cty.Path, v cty.Value) iter.Seq2[string, cty.Value] {
	return func(yield func(string, cty.Value) bool) {
		if v.IsNull() || !v.Type().IsObjectType() && !v.Type().IsMapType() {
			r.wrong(path, "an object ({ … })", v)
			return
		}
		for it := v.ElementIterator(); it.Next(); {
			k, e := it.Element()
			if !yield(k.AsString(), e) {
				return
			}
		}
	}
}
