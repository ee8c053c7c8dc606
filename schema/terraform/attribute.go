package terraform

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// An attribute is an attribute of an object, with how a source says it.
type attribute struct {
	name string // of callwright
	read func(*directory, *fields) (cty.Value, error)
}

// A value that is null or empty in a state says nothing: the providers write "" and 0 for what
// nobody set. So the attribute is not managed, and stays as it is.

// text is an attribute that is a string, at the first of the paths that has one.
func text(name string, paths ...string) attribute {
	return attribute{name, func(_ *directory, f *fields) (cty.Value, error) {
		s, err := f.text(paths...)
		if s == "" || err != nil {
			return cty.NilVal, err
		}
		return cty.StringVal(s), nil
	}}
}

// number is an attribute that is a number.
func number(name string, paths ...string) attribute {
	return attribute{name, func(_ *directory, f *fields) (cty.Value, error) { return f.number(paths...) }}
}

// positive is a number that 0 says nothing of.
func positive(name string, paths ...string) attribute {
	return attribute{name, func(_ *directory, f *fields) (cty.Value, error) {
		v, err := f.number(paths...)
		if err != nil || v == cty.NilVal || v.Equals(cty.Zero).True() {
			return cty.NilVal, err
		}
		return v, nil
	}}
}

// yes is an attribute that is true or false.
func yes(name string, paths ...string) attribute {
	return attribute{name, func(_ *directory, f *fields) (cty.Value, error) { return f.yes(paths...) }}
}

// ref is an attribute that names an object of the kind.
func ref(name, kind string, paths ...string) attribute {
	return attribute{name, func(d *directory, f *fields) (cty.Value, error) {
		id, err := f.text(paths...)
		if id == "" || err != nil {
			return cty.NilVal, err
		}
		key, err := d.lookup(kind, id)
		if err != nil {
			return cty.NilVal, fmt.Errorf("%s %w", filled(f, paths), err)
		}
		return cty.StringVal(key), nil
	}}
}

// filled returns the path that has a value.
func filled(f *fields, paths []string) string {
	_, path, _ := f.first(paths...)
	return path
}

// refs is a set of names of objects of the kind. A set is complete, so one unknown name makes
// it unknown.
func refs(name, kind string, paths ...string) attribute {
	return attribute{name, func(d *directory, f *fields) (cty.Value, error) {
		ids, err := f.texts(paths...)
		if len(ids) == 0 || err != nil {
			return cty.NilVal, err
		}
		keys := make([]string, len(ids))
		for i, id := range ids {
			if keys[i], err = d.lookup(kind, id); err != nil {
				return cty.NilVal, fmt.Errorf("%s %w", filled(f, paths), err)
			}
		}
		return schema.TextsValue(keys), nil
	}}
}

// set is a set of strings.
func set(name string, paths ...string) attribute {
	return words(name, func(s string) string { return s }, paths...)
}

// words is a set of strings that the language writes in another way.
func words(name string, word func(string) string, paths ...string) attribute {
	return attribute{name, func(_ *directory, f *fields) (cty.Value, error) {
		list, err := f.texts(paths...)
		if len(list) == 0 || err != nil {
			return cty.NilVal, err
		}
		for i, s := range list {
			list[i] = word(s)
		}
		return schema.TextsValue(list), nil
	}}
}

// pairs is a map of strings. Keys that AWS or callwright reserve are left out.
func pairs(name string, paths ...string) attribute {
	return attribute{name, func(_ *directory, f *fields) (cty.Value, error) {
		all, err := f.pairs(paths...)
		maps.DeleteFunc(all, func(key, _ string) bool {
			return strings.HasPrefix(key, schema.OwnTagPrefix) || strings.HasPrefix(key, schema.ReservedTagPrefix)
		})
		if len(all) == 0 || err != nil {
			return cty.NilVal, err
		}
		values := map[string]cty.Value{}
		for key, value := range all {
			values[key] = cty.StringVal(value)
		}
		return cty.MapVal(values), nil
	}}
}

// tags are the tags of an object. Those of hashicorp/aws with default_tags are in tags_all.
func tags() attribute { return pairs("tags", "tags_all", "tags") }

// rows is a table with a row for each of the objects at the first of the paths.
func rows(name string, row func(*directory, *fields) (map[string]cty.Value, error), paths ...string) attribute {
	return attribute{name, func(d *directory, f *fields) (cty.Value, error) {
		list, err := f.objects(paths...)
		if len(list) == 0 || err != nil {
			return cty.NilVal, err
		}
		values := make([]cty.Value, len(list))
		for i, f := range list {
			cells, err := row(d, f)
			if err == nil && len(f.rest()) > 0 {
				err = fmt.Errorf("has %s, which callwright does not convert", strings.Join(f.rest(), ", "))
			}
			if err != nil {
				return cty.NilVal, fmt.Errorf("%s[%d]: %w", cmp.Or(paths...), i, err)
			}
			values[i] = cty.ObjectVal(cells)
		}
		return cty.TupleVal(values), nil
	}}
}

// cells returns the values of attributes as the cells of a row.
func cells(d *directory, f *fields, columns ...attribute) (map[string]cty.Value, error) {
	row := map[string]cty.Value{}
	for _, c := range columns {
		v, err := c.read(d, f)
		if err != nil {
			return nil, err
		}
		if v != cty.NilVal {
			row[c.name] = v
		}
	}
	return row, nil
}

// byChannel is the setting of one channel, in a list of settings of each.
func byChannel(name, list, channel string, setting attribute) attribute {
	return attribute{name, func(d *directory, f *fields) (cty.Value, error) {
		all, err := f.objects(list)
		if err != nil {
			return cty.NilVal, err
		}
		for i, f := range all {
			of, err := f.text("channel")
			if err != nil {
				return cty.NilVal, fmt.Errorf("%s[%d].%w", list, i, err)
			}
			if schema.ChannelWord(of) != channel {
				continue
			}
			v, err := setting.read(d, f)
			if err != nil {
				return cty.NilVal, fmt.Errorf("%s[%d].%w", list, i, err)
			}
			return v, nil
		}
		return cty.NilVal, nil
	}}
}

// byWeekday returns the opening times of a list by weekday.
func byWeekday(list []*fields) (cty.Value, error) {
	days := map[string][]string{}
	for i, f := range list {
		day, err := f.text("day")
		if err != nil {
			return cty.NilVal, fmt.Errorf("[%d].%w", i, err)
		}
		var n [4]int64
		for j, path := range []string{"start_time.hours", "start_time.minutes", "end_time.hours", "end_time.minutes"} {
			if n[j], err = f.small(path); err != nil {
				return cty.NilVal, fmt.Errorf("[%d].%w", i, err)
			}
		}
		if n[2] == 0 && n[3] == 0 { // the end of this day, not of the day before
			n[2] = 24
		}
		day = strings.ToLower(day)
		days[day] = append(days[day], fmt.Sprintf("%02d:%02d-%02d:%02d", n[0], n[1], n[2], n[3]))
	}
	values := map[string]cty.Value{}
	for day, times := range days {
		slices.Sort(times)
		values[day] = schema.TextsValue(times)
	}
	if len(values) == 0 {
		return cty.MapValEmpty(cty.List(cty.String)), nil
	}
	return cty.MapVal(values), nil
}
