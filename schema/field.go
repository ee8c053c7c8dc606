package schema

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/callwright/callwright/schema/diag"
	"github.com/zclconf/go-cty/cty"
)

// A Field is an attribute of a kind whose objects are Ts.
type Field[T any] struct{ Attr }

func field[T, V any](name, doc string, p func(*T) *V, c codec[V]) Field[T] {
	f := Field[T]{Attr{
		Name: name, Doc: doc, Type: c.typ, Shape: c.shape,
		read: func(r *reader, path cty.Path, body any, v cty.Value) {
			*p(body.(*T)) = c.read(r, path, v)
		},
		value: func(body any) cty.Value { return c.value(*p(body.(*T))) },
		equal: func(a, b any) bool { return c.equal(*p(a.(*T)), *p(b.(*T))) },
		copy:  func(dst, src any) { *p(dst.(*T)) = c.clone(*p(src.(*T))) },
		share: func(dst, src any) { *p(dst.(*T)) = *p(src.(*T)) },
	}}
	f.encode = func(b []byte, body any) ([]byte, error) {
		if c.toJSON != nil {
			return c.toJSON(b, *p(body.(*T)))
		}
		return appendJSON(b, *p(body.(*T)))
	}
	f.decode = func(a *Attr, body any, text []byte) (err error) {
		var v V
		if c.fromJSON != nil {
			v, err = c.fromJSON(a, text)
		} else {
			v, err = readJSON[V](text)
		}
		if err == nil {
			*p(body.(*T)) = v
		}
		return err
	}
	if c.text != nil {
		f.text = func(to *Splitter, body any) (string, bool) { return c.text(to, *p(body.(*T))) }
	}
	if c.parts != nil {
		f.parts = func(to *Splitter, body any) { c.parts(to, *p(body.(*T))) }
	}
	return f
}

// String is a field of text.
func String[T any](name, doc string, p func(*T) *string) Field[T] {
	f := field(name, doc, p, textCodec)
	f.refs = func(body any, kind string) iter.Seq[Name] {
		return func(yield func(Name) bool) {
			if s := *p(body.(*T)); s != "" {
				yield(Name{kind, s})
			}
		}
	}
	return f
}

// Int is a field of a whole number.
func Int[T any](name, doc string, p func(*T) *int) Field[T] { return field(name, doc, p, intCodec) }

// Bool is a field that is true or false.
func Bool[T any](name, doc string, p func(*T) *bool) Field[T] { return field(name, doc, p, boolCodec) }

// Strings is a field of strings whose order counts.
func Strings[T any](name, doc string, p func(*T) *[]string) Field[T] {
	return field(name, doc, p, listCodec)
}

// StringSet is a field of strings without order.
func StringSet[T any](name, doc string, p func(*T) *[]string) Field[T] {
	f := field(name, doc, p, setCodec)
	f.refs = func(body any, kind string) iter.Seq[Name] {
		return func(yield func(Name) bool) {
			for _, s := range *p(body.(*T)) {
				if !yield(Name{kind, s}) {
					return
				}
			}
		}
	}
	f.join = func(body any, members []string) {
		set := p(body.(*T))
		*set = SortedSet(append(append([]string{}, *set...), members...))
	}
	return f
}

// Spelling adds another way to write members of a set.
func (f Field[T]) Spelling(s Spelling) Field[T] {
	f.Attr.Spelling = s
	f.share = nil // the value also depends on what the other spelling says
	return f
}

// StringMap is a field of strings by key. The map is whole: an entry
// that a block leaves out is removed.
func StringMap[T any](name, doc string, p func(*T) *map[string]string) Field[T] {
	return field(name, doc, p, mapCodec(textCodec))
}

// IntMap is a field of whole numbers by key. The map is whole: an entry
// that a block leaves out is removed.
func IntMap[T any](name, doc string, p func(*T) *map[string]int) Field[T] {
	return field(name, doc, p, mapCodec(intCodec))
}

// SetMap is a field of sets of strings by key. The map is whole: an entry
// that a block leaves out is removed.
func SetMap[T any](name, doc string, p func(*T) *map[string][]string) Field[T] {
	return field(name, doc, p, mapCodec(setCodec))
}

// RefersTo says that the field's strings name objects of the given kind.
func (f Field[T]) RefersTo(kind string) Field[T] {
	f.Attr.RefersTo = kind
	return f
}

// Code sets the letter or digit that records have for the field, and the earlier codes that
// it had before its canonical form changed. A code is never used for another field:
// testdata/codes.golden lists every code that ever was in use.
func (f Field[T]) Code(code byte, earlier ...byte) Field[T] {
	f.Attr.Code, f.Was = code, string(earlier)
	return f
}

// Required says that an object cannot be created without the field, and that the field
// cannot be cleared. Call [Field.NotEmpty] first to give a better reason for the second.
func (f Field[T]) Required() Field[T] {
	f.Attr.Required = true
	return f.NotEmpty("it is required")
}

// Optional says that most rows of a table have no value for the column. Such a row is shown,
// compared and remembered as if the table had no such column. So a table can gain a column, and
// what the records of its objects remember stays true.
func (f Field[T]) Optional() Field[T] {
	f.Attr.Optional = true
	return f
}

// Bound says that deleting the object that the field names deletes this object, too. For
// example, the assignment of a permission group to a user is deleted with the user.
func (f Field[T]) Bound() Field[T] {
	f.Attr.Bound = true
	return f
}

// ReadOnly says that live objects have the field and a configuration cannot write it.
func (f Field[T]) ReadOnly() Field[T] {
	f.Attr.ReadOnly = true
	return f
}

// ReadForAll says that the field's meaning depends on its value in other objects of the
// kind. If a configuration manages it for one object, it is read for all objects.
func (f Field[T]) ReadForAll() Field[T] {
	f.Attr.ReadForAll = true
	return f
}

// SameSettingAs says that the service keeps the field and the named fields as one setting.
// Writing one changes the others, and a block may not write two of them.
func (f Field[T]) SameSettingAs(names ...string) Field[T] {
	f.Attr.SameSettingAs = names
	return f
}

// Immutable says that the service cannot change the field once the object exists.
func (f Field[T]) Immutable() Field[T] {
	f.Attr.Immutable = true
	return f
}

// WrittenLast says that the field may be written after the rest of the object, if the order
// of changes needs that. The service deletes objects that it names without complaint.
func (f Field[T]) WrittenLast() Field[T] {
	f.Attr.WrittenLast = true
	return f
}

// Rule adds a rule, which says why a value is wrong, or returns "". An empty string clears a
// field, so only [Field.NotEmpty] looks at it.
func (f Field[T]) Rule(rule func(string) string) Field[T] {
	return withRule(f, func(s string) string {
		if s == "" {
			return ""
		}
		return rule(s)
	})
}

// withRule adds a rule for empty strings, too.
func withRule[T any](f Field[T], rule func(string) string) Field[T] {
	f.rules = append(slices.Clip(f.rules), rule)
	return f
}

// NotEmpty refuses the empty string, for the reason given.
func (f Field[T]) NotEmpty(why string) Field[T] {
	name := f.Name
	return withRule(f, func(s string) string {
		if s == "" {
			return fmt.Sprintf("%q cannot be empty: %s.", name, why)
		}
		return ""
	})
}

// Length refuses strings of more characters than most.
func (f Field[T]) Length(most int) Field[T] {
	name := f.Name
	return f.Rule(func(s string) string {
		if n := utf8.RuneCountInString(s); n > most {
			return fmt.Sprintf("%q has %d characters; at most %d are allowed.", name, n, most)
		}
		return ""
	})
}

// Range refuses numbers outside least and most; unit is what they count, or "".
func (f Field[T]) Range(least, most int, unit string) Field[T] {
	name := f.Name
	if f.Unit = unit; unit != "" {
		unit = " " + cmp.Or(unitWords[unit], unit)
	}
	return f.Rule(func(s string) string {
		if n, err := strconv.Atoi(s); err != nil || n < least || n > most {
			return fmt.Sprintf("%q is %s, but must be between %d and %d%s.", name, s, least, most, unit)
		}
		return ""
	})
}

// Match refuses strings that do not match the pattern. The error says that the value must
// be what, such as "an E.164 number such as +442079460123". Any function must only be true of
// strings that match, and spares looking for the pattern in most of these.
func (f Field[T]) Match(pattern, what string, surely ...func(string) bool) Field[T] {
	name, re := f.Name, regexp.MustCompile(`^(?:`+pattern+`)$`)
	return f.Rule(func(s string) string {
		for _, matches := range surely {
			if matches(s) {
				return ""
			}
		}
		if !re.MatchString(s) {
			return fmt.Sprintf("%q is %q, but must be %s.", name, s, what)
		}
		return ""
	})
}

// Count refuses fewer members than least and more than most.
func (f Field[T]) Count(least, most int) Field[T] {
	name := f.Name
	f.count = func(members []string) string {
		if n := len(members); n < least || n > most {
			return fmt.Sprintf("%q has %s; it must have %d to %d.", name, diag.Count(n, "member"), least, most)
		}
		return ""
	}
	return f
}

// KeyRule adds a rule for a map's keys: it says why a key is wrong, or "".
func (f Field[T]) KeyRule(rule func(string) string) Field[T] {
	f.key = rule
	return f
}

// mapLeaf is a leaf of an object whose leaves are the entries of a Go map. An empty value
// has no entry.
func mapLeaf[T any](name, doc string, p func(*T) *map[string]string, key string) Field[T] {
	f := String(name, doc, func(*T) *string { return new(string) })
	at := func(body any) string { return (*p(body.(*T)))[key] }
	put := func(body any, s string) {
		m := p(body.(*T))
		if s == "" {
			delete(*m, key)
			return
		}
		if *m == nil {
			*m = map[string]string{}
		}
		(*m)[key] = s
	}
	f.read = func(r *reader, path cty.Path, body any, v cty.Value) { put(body, r.text(path, v)) }
	f.value = func(body any) cty.Value { return cty.StringVal(at(body)) }
	f.equal = func(a, b any) bool { return at(a) == at(b) }
	f.copy = func(dst, src any) { put(dst, at(src)) }
	f.share = nil // the entries of the map are other attributes
	f.text = func(c *Splitter, body any) (string, bool) { return c.string(at(body)) }
	f.encode = func(b []byte, body any) ([]byte, error) { return appendJSON(b, at(body)) }
	f.decode = func(_ *Attr, body any, text []byte) error {
		s, err := readJSON[string](text)
		if err != nil {
			return err
		}
		if m := p(body.(*T)); *m == nil {
			*m = map[string]string{} // a nil map says that the leaves were not read
		}
		put(body, s)
		return nil
	}
	return f
}
