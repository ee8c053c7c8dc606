package terraform

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// Fields are the values of a source, or of a block or an object in it. They note which of the
// values were read.
type fields struct {
	values map[string]any
	used   map[string]bool
}

// get returns the value at a path, and nil if there is none. A step of the path goes into an
// object, or into a block that is there once: identity_info.email.
func (f *fields) get(path string) (any, error) {
	first, rest, deeper := strings.Cut(path, ".")
	f.used[first] = true
	value := f.values[first]
	if !deeper || value == nil {
		return value, nil
	}
	inside, err := only(value)
	if err != nil {
		return nil, fmt.Errorf("%s %w", first, err)
	}
	if inside == nil {
		return nil, nil
	}
	value, err = inside.get(rest)
	if err != nil {
		return nil, fmt.Errorf("%s.%w", first, err)
	}
	return value, nil
}

// only returns the one object that a value is or has, and nil if there is none.
func only(value any) (*fields, error) {
	list, ok := value.([]any)
	switch {
	case ok && len(list) == 0:
		return nil, nil
	case ok && len(list) == 1:
		value = list[0]
	case ok:
		return nil, fmt.Errorf("is there %d times, but must be there once", len(list))
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, mustBe("an object", value)
	}
	return &fields{values: object, used: map[string]bool{}}, nil
}

// mustBe is the error about a value of another type.
func mustBe(what string, value any) error {
	return fmt.Errorf("is %s, but must be %s", typeOf(value), what)
}

// typeOf names the type of a value.
func typeOf(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	}
	return "an object"
}

// first returns the value of the first of the paths that has one, with that path.
func (f *fields) first(paths ...string) (value any, path string, err error) {
	for _, p := range paths {
		v, err := f.get(p)
		if err != nil {
			return nil, p, err
		}
		if v != nil && v != "" && value == nil {
			value, path = v, p
		}
	}
	return value, path, nil
}

// text returns the string at the first of the paths that has one; "" if none has.
func (f *fields) text(paths ...string) (string, error) {
	value, path, err := f.first(paths...)
	if value == nil || err != nil {
		return "", err
	}
	s, ok := value.(string)
	if !ok {
		return "", fmt.Errorf("%s %w", path, mustBe("a string", value))
	}
	return s, nil
}

// texts returns the list of strings at the first of the paths that has one.
func (f *fields) texts(paths ...string) ([]string, error) {
	value, path, err := f.first(paths...)
	if value == nil || err != nil {
		return nil, err
	}
	list, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("%s %w", path, mustBe("a list", value))
	}
	var all []string
	for i, member := range list {
		s, ok := member.(string)
		if !ok {
			return nil, fmt.Errorf("%s[%d] %w", path, i, mustBe("a string", member))
		}
		all = append(all, s)
	}
	return all, nil
}

// objects returns the blocks or objects at the first of the paths that has some.
func (f *fields) objects(paths ...string) ([]*fields, error) {
	value, path, err := f.first(paths...)
	if value == nil || err != nil {
		return nil, err
	}
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var all []*fields
	for i, member := range list {
		object, ok := member.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s[%d] %w", path, i, mustBe("an object", member))
		}
		all = append(all, &fields{values: object, used: map[string]bool{}})
	}
	return all, nil
}

// pairs returns a map of strings: hashicorp/aws has an object, and awscc a set of objects with
// a key and a value. It is nil if there is none.
func (f *fields) pairs(paths ...string) (map[string]string, error) {
	value, path, err := f.first(paths...)
	if value == nil || err != nil {
		return nil, err
	}
	all := map[string]string{}
	if object, ok := value.(map[string]any); ok {
		for key, member := range object {
			s, ok := member.(string)
			if !ok {
				return nil, fmt.Errorf("%s[%q] %w", path, key, mustBe("a string", member))
			}
			all[key] = s
		}
		return all, nil
	}
	list, err := f.objects(path)
	if err != nil {
		return nil, err
	}
	for i, pair := range list {
		key, err := pair.text("key")
		text, err2 := pair.text("value")
		if err = errors.Join(err, err2); err != nil {
			return nil, fmt.Errorf("%s[%d].%w", path, i, err)
		}
		all[key] = text
	}
	return all, nil
}

// number returns the number at the first of the paths that has one, and null if none has.
func (f *fields) number(paths ...string) (cty.Value, error) {
	value, path, err := f.first(paths...)
	if value == nil || err != nil {
		return cty.NilVal, err
	}
	n, ok := value.(json.Number)
	if !ok {
		return cty.NilVal, fmt.Errorf("%s %w", path, mustBe("a number", value))
	}
	if len(n) > 20 { // no setting has that many digits, and 1e999999999 would fill the memory
		return cty.NilVal, fmt.Errorf("%s is a number of %d characters", path, len(n))
	}
	i, err := n.Int64()
	if err != nil {
		return cty.NilVal, fmt.Errorf("%s is %s, but must be a whole number", path, n)
	}
	return cty.NumberIntVal(i), nil
}

// small returns a number from 0 to 9999; 0 if there is none.
func (f *fields) small(path string) (int64, error) {
	v, err := f.number(path)
	if err != nil || v == cty.NilVal {
		return 0, err
	}
	n, _ := v.AsBigFloat().Int64()
	if n < 0 || n > 9999 {
		return 0, fmt.Errorf("%s is %d, which is out of range", path, n)
	}
	return n, nil
}

// yes returns the boolean at the first of the paths that has one, and null if none has.
func (f *fields) yes(paths ...string) (cty.Value, error) {
	value, path, err := f.first(paths...)
	if value == nil || err != nil {
		return cty.NilVal, err
	}
	b, ok := value.(bool)
	if !ok {
		return cty.NilVal, fmt.Errorf("%s %w", path, mustBe("true or false", value))
	}
	return cty.BoolVal(b), nil
}

// rest returns the names of the values that were not read and that say something.
func (f *fields) rest() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(f.values)) {
		if !f.used[name] && saysSomething(f.values[name]) {
			names = append(names, name)
		}
	}
	return names
}

// saysSomething reports whether a value is neither null nor empty.
func saysSomething(value any) bool {
	switch v := value.(type) {
	case nil:
		return false
	case string:
		return v != ""
	case []any:
		return slices.ContainsFunc(v, saysSomething)
	case map[string]any:
		return slices.ContainsFunc(slices.Collect(maps.Values(v)), saysSomething)
	}
	return true
}
