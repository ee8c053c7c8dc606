package schema

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/schema/diag"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/gocty"
)

// A Shape says how an attribute's value is built.
type Shape int

// The shapes.
const (
	Scalar Shape = iota // one value
	List                // strings in order
	Set                 // strings without order
	Map                 // values by key
	Table               // rows by the key columns
)

// An Attr describes one attribute of a kind. A leaf of an object of fixed shape
// is an attribute of its own, with a dotted name: `phone.number`.
type Attr struct {
	Name, Doc     string
	Code          byte     // its letter or digit in records, which never changes; the leaves of one object share it
	Was           string   // its earlier codes, from before its canonical form changed
	Type          cty.Type // the printed type; references are strings
	Shape         Shape
	Required      bool     // needed to create an object
	Immutable     bool     // the service cannot change it
	Bound         bool     // deleting the object that it refers to deletes this object, too
	ReadOnly      bool     // only live objects have it; a configuration cannot write it
	WrittenLast   bool     // may be written after the rest of the object; a reference by it blocks no deletion
	RefersTo      string   // the kind of object that it names, or the word for something undescribed, such as flow; or ""
	Unit          string   // what a number counts, or ""
	OneOf         []string // the allowed values, or keys of a map, in the order to show them; nil for any
	Columns       []Attr   // of a table
	ReadForAll    bool     // its meaning depends on its value in other objects of the kind
	SameSettingAs []string // attributes that the service keeps as the same setting
	Spelling      Spelling // another way to write members of a set; zero for none
	Keys          []string // the columns that identify a row of a table
	Optional      bool     // of a column: null in a row that has no value for it, and then neither shown nor remembered

	path  cty.Path                // of the attribute in an object
	rules []func(string) string   // say why a scalar is wrong, or ""
	count func([]string) string   // says why there are too few or too many
	key   func(key string) string // says why a map's key is wrong
	word  func(s string) string   // returns our word for the API's; nil if there is no difference

	read  func(r *reader, path cty.Path, body any, v cty.Value)
	value func(body any) cty.Value
	equal func(a, b any) bool
	copy  func(dst, src any)
	share func(dst, src any) // copies without the members of lists and maps; nil if reading the value depends on other attributes
	refs  func(body any, kind string) iter.Seq[Name]
	text  func(c *Splitter, body any) (string, bool) // the canonical text; nil for a value that only has parts
	parts func(c *Splitter, body any)                // nil for a scalar
	skip  func(key string) bool                      // says which keys of a map a configuration does not own
	join  func(body any, members []string)           // adds members to a set; nil for other shapes

	encode func(b []byte, body any) ([]byte, error)   // appends the value as JSON
	decode func(a *Attr, body any, text []byte) error // sets the value from JSON
}

// unitWords are the words for units that messages of numbers abbreviate.
var unitWords = map[string]string{"s": "seconds"}

// form returns what a map or an object is called in messages, with an example where its keys
// are known.
func (a *Attr) form() string {
	if a.Shape != Map || len(a.OneOf) == 0 {
		return "an object ({ … })"
	}
	example := "…"
	if a.Type == cty.Map(cty.Number) {
		example = "1"
	}
	return fmt.Sprintf("an object, such as { %s = %s }", a.OneOf[0], example)
}

// lastKey returns the key at the end of a path to the member of a map, or "".
func lastKey(path cty.Path) string {
	if len(path) == 0 {
		return ""
	}
	switch step := path[len(path)-1].(type) {
	case cty.IndexStep:
		if step.Key.Type() == cty.String {
			return step.Key.AsString()
		}
	case cty.GetAttrStep:
		if len(path) > 1 {
			return step.Name
		}
	}
	return ""
}

// A Spelling is another way to write members of a set. Members that a block writes either
// way form one set. Only the language has spellings: states, plans and records have the
// attribute. For example, `access` is a spelling of a security profile's `permissions`.
type Spelling struct {
	Name, Doc, Type string // the type is in words
	read            func(r *reader, path cty.Path, v cty.Value) []string
}

// Value returns the attribute's value in body, for printing.
func (a *Attr) Value(body any) cty.Value { return a.value(body) }

// Refs yields the names that the attribute's value in body refers to.
func (a *Attr) Refs(body any) iter.Seq[Name] {
	if a.RefersTo == "" && a.Shape != Table {
		return func(func(Name) bool) {}
	}
	return a.refs(body, a.RefersTo)
}

// AppendJSON appends the attribute's value in body to b, as JSON: a table is a list of
// objects by column, and a set a list in order.
//
// Unlike a value of the language, JSON keeps each string as it is: cty changes strings to
// Unicode's form NFC, and two queues whose names look alike and differ in their bytes would
// become one.
func (a *Attr) AppendJSON(b []byte, body any) ([]byte, error) { return a.encode(b, body) }

// SetJSON sets the attribute in body to a value that [Attr.AppendJSON] wrote. The text may come
// from anybody. SetJSON returns an error if the type is wrong, and does not apply the rules of
// the language: a service may hold values that a configuration cannot write.
func (a *Attr) SetJSON(body any, text []byte) error {
	if bytes.Equal(bytes.TrimSpace(text), []byte("null")) {
		return errors.New("it is null, but must have a value")
	}
	err := a.decode(a, body, text)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("it must be of type %s, but is of type %s", a.Type.FriendlyName(), wrong.Value)
	}
	return err
}

func (a *Attr) title() string { return fmt.Sprintf("%q", a.Name) }

// A Resolver returns the natural key of the object of the given kind that a value names.
// The value is a reference, such as queue.sales, or a string.
type Resolver func(v cty.Value, kind string) (string, error)

// ErrQuotedReference is the error of a [Resolver] for the address of a block in quotes.
var ErrQuotedReference = errors.New("it is the address of a block, in quotes")

// Plain is the [Resolver] for values whose references are strings already.
func Plain(v cty.Value, _ string) (string, error) { return v.AsString(), nil }

// A reader reads a value of the language into an attribute. It collects the problems that
// it finds, and goes on.
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

// wrong reports a value of the wrong type. The hint says what to write, or is "".
func (r *reader) wrong(path cty.Path, need string, v cty.Value, hint string) {
	r.report(diag.WrongType, path, "%s must be %s, but this is %s.%s", r.attr.title(), need, describe(v), hint)
}

// longestShown is how many characters of a wrong text a message shows.
const longestShown = 40

// describe returns a value of the wrong type for a message. It shows a short text as it is
// written, because people who wrote "30s" see at once what is wrong with it.
func describe(v cty.Value) string {
	switch {
	case v.IsNull():
		return "null"
	case v.Type() == cty.String && v.IsKnown() && utf8.RuneCountInString(v.AsString()) <= longestShown:
		return fmt.Sprintf("%q", v.AsString())
	case oneOfMany(v) != "":
		return "a block with for_each"
	case v.Type().IsObjectType(), v.Type().IsMapType():
		return "an object"
	case v.Type().IsTupleType(), v.Type().IsListType(), v.Type().IsSetType():
		return "a list"
	case v.Type().IsCapsuleType():
		return "a " + v.Type().FriendlyName()
	case v.Type() == cty.Bool && v.IsKnown():
		return fmt.Sprint(v.True())
	}
	return "a " + v.Type().FriendlyName()
}

// inBrackets says how to make a list of a value that is not one, or returns "".
func inBrackets(v cty.Value) string {
	switch {
	case v.IsNull() || !v.IsKnown():
		return ""
	case v.Type() == cty.String && utf8.RuneCountInString(v.AsString()) <= longestShown:
		return fmt.Sprintf(" Put it in brackets: [%q].", v.AsString())
	case v.Type().IsObjectType() && v.Type().HasAttribute("rows"): // queue_table.premium
		return " Write queue_table.LABEL.rows for the rows of a queue table."
	case v.Type().IsObjectType(), v.Type().IsMapType():
		return " Put it in brackets: [{ … }]."
	}
	return " Put it in brackets: [ … ]."
}

// switches are words that people write in place of true and false.
var switches = map[string]bool{"yes": true, "on": true, "enabled": true, "y": true, "no": false, "off": false, "disabled": false, "n": false}

// asSwitch says which switch a word means, or returns "".
func asSwitch(v cty.Value) string {
	if v.IsNull() || !v.IsKnown() || v.Type() != cty.String {
		return ""
	}
	if on, ok := switches[strings.ToLower(v.AsString())]; ok {
		return fmt.Sprintf(" Write %t, without quotes.", on)
	}
	return ""
}

// oneOfMany says how to refer to one object of a block that describes several: then v is an
// object or map with a reference for each key. It returns "" for other values.
func oneOfMany(v cty.Value) string {
	if v.IsNull() || !v.IsKnown() || !v.Type().IsObjectType() && !v.Type().IsMapType() {
		return ""
	}
	members := v.AsValueMap()
	keys := slices.Sorted(maps.Keys(members))
	if len(keys) == 0 || !members[keys[0]].Type().IsCapsuleType() {
		return ""
	}
	return fmt.Sprintf(" Choose one of its objects by the key, such as [%q].", keys[0])
}

// text reads a string, or the key of the object that a reference names, and checks it
// against the attribute's rules.
func (r *reader) text(path cty.Path, v cty.Value) string {
	s, ok := r.name(path, v)
	if !ok {
		return ""
	}
	if r.attr.word != nil && r.attr.Shape != Map { // a map's words are its keys
		s = r.attr.word(s)
	}
	r.obey(path, s)
	return s
}

func (r *reader) obey(path cty.Path, s string) {
	for _, rule := range r.attr.rules {
		if why := rule(s); why != "" {
			if key := lastKey(path); r.attr.Shape == Map && key != "" { // of channels, say which
				why = strings.Replace(why, r.attr.title(), fmt.Sprintf("%q", r.attr.Name+"."+key), 1)
			}
			r.report(diag.InvalidValue, path, "%s", why)
			return
		}
	}
}

func (r *reader) name(path cty.Path, v cty.Value) (string, bool) {
	if r.attr.RefersTo == "" {
		s, err := convert.Convert(v, cty.String)
		if err != nil || s.IsNull() {
			r.wrong(path, "a text in quotes", v, "")
			return "", false
		}
		return s.AsString(), true
	}
	if v.IsNull() || v.Type() != cty.String && !v.Type().IsCapsuleType() {
		r.wrong(path, One(r.attr.RefersTo)+", or the name of one", v, oneOfMany(v))
		return "", false
	}
	s, err := r.names(v, r.attr.RefersTo)
	if errors.Is(err, ErrQuotedReference) {
		r.report(diag.QuotedReference, path, "%q in quotes is a name. Write it without quotes to refer to the block.", v.AsString())
		return "", false
	}
	if err != nil {
		r.report(diag.WrongKind, path, "%s expects %s; %s.", r.attr.title(), One(r.attr.RefersTo), err)
		return "", false
	}
	return s, true
}

func (r *reader) int(path cty.Path, v cty.Value) int {
	n, err := convert.Convert(v, cty.Number)
	if err != nil || n.IsNull() {
		need := "a number"
		if r.attr.Unit != "" {
			need += " of " + cmp.Or(unitWords[r.attr.Unit], r.attr.Unit)
		}
		r.wrong(path, need, v, "")
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

func (r *reader) bool(path cty.Path, v cty.Value) bool {
	b, err := convert.Convert(v, cty.Bool)
	if err != nil || b.IsNull() {
		r.wrong(path, "true or false", v, asSwitch(v))
		return false
	}
	return b.True()
}

// elements yields the members of a list, set or tuple with their paths. A member of a set
// has no position, so its path is the path of the set.
func (r *reader) elements(path cty.Path, v cty.Value) iter.Seq2[cty.Path, cty.Value] {
	return func(yield func(cty.Path, cty.Value) bool) {
		if v.IsNull() || !v.CanIterateElements() || v.Type().IsObjectType() || v.Type().IsMapType() {
			r.wrong(path, "a list", v, inBrackets(v))
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
			r.wrong(path, r.attr.form(), v, "")
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

func readTexts(r *reader, path cty.Path, v cty.Value) []string {
	list, before := []string{}, len(r.problems)
	for at, e := range r.elements(path, v) {
		list = append(list, r.text(at, e))
	}
	if len(list) > 0 || len(r.problems) == before { // else v is not a list, which elements reported
		r.count(path, list)
	}
	return list
}

// count reports too few members of a collection, or too many.
func (r *reader) count(path cty.Path, members []string) {
	if r.attr.count == nil {
		return
	}
	if why := r.attr.count(members); why != "" {
		r.report(diag.WrongMemberCount, path, "%s", why)
	}
}
