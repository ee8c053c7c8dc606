package amazonconnect_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// inAPIWords returns the value as somebody writes it who copies the API's words: the words
// of the enumeration are replaced, wherever they are keys or texts of the value.
func inAPIWords(e amazonconnect.Enumeration, v cty.Value) cty.Value {
	api := func(word string) string {
		for _, s := range e.Values {
			if e.Word(s) == word {
				return s
			}
		}
		return word
	}
	switch t := v.Type(); {
	case v.IsNull():
	case t == cty.String:
		return cty.StringVal(api(v.AsString()))
	case t.IsMapType():
		members := map[string]cty.Value{}
		for key, member := range v.AsValueMap() {
			members[api(key)] = member
		}
		return cty.ObjectVal(members)
	case t.IsListType():
		var members []cty.Value
		for _, member := range v.AsValueSlice() {
			members = append(members, inAPIWords(e, member))
		}
		return cty.TupleVal(members)
	}
	return v
}

// rowsInAPIWords returns the rows with the API's words in the named column.
func rowsInAPIWords(e amazonconnect.Enumeration, rows cty.Value, column string) cty.Value {
	var all []cty.Value
	for _, row := range rows.AsValueSlice() {
		cells := row.AsValueMap()
		cells[column] = inAPIWords(e, cells[column])
		all = append(all, cty.ObjectVal(cells))
	}
	return cty.TupleVal(all)
}

// copied returns the attribute's value in r in the API's words.
func copied(r *schema.Resource, i int) cty.Value {
	a, v := &r.Kind.Attrs[i], r.Value(i)
	enums := amazonconnect.Enumerations[r.Kind.Name]
	if e, ok := enums[a.Name]; ok {
		return inAPIWords(e, v)
	}
	for _, c := range a.Columns {
		if e, ok := enums[a.Name+"."+c.Name]; ok && v.LengthInt() > 0 {
			v = rowsInAPIWords(e, v, c.Name)
		}
	}
	return v
}

// TestEnumerationsAreListed checks that every attribute and column with a closed set of
// words is in the table, and that the service has each of the words.
func TestEnumerationsAreListed(t *testing.T) {
	t.Parallel()
	for k := range schema.Kinds() {
		if k.Provider != "" {
			continue // ConnectPath's API has the words of the language
		}
		for _, a := range k.Attrs {
			check(t, k.Name, a.Name, a.OneOf)
			for _, c := range a.Columns {
				check(t, k.Name, a.Name+"."+c.Name, c.OneOf)
			}
		}
	}
}

func check(t *testing.T, kind, name string, words []string) {
	t.Helper()
	e, ok := amazonconnect.Enumerations[kind][name]
	if words != nil && !ok {
		t.Errorf("%s: add the API's words for %s to the table Enumerations", kind, name)
		return
	}
	for _, w := range words {
		if !slices.ContainsFunc(e.Values, func(s string) bool { return e.Word(s) == w }) {
			t.Errorf("%s: the API has no word for %s = %q: %q", kind, name, w, e.Values)
		}
	}
}

// TestAPIWordsAreSynonyms sets each attribute with a closed set to each of the API's words.
// A live object with the word has the value that the configuration has, so a plan finds no
// difference. A value of the API that the language has no word for is refused.
func TestAPIWordsAreSynonyms(t *testing.T) {
	t.Parallel()
	tried := 0
	for kind, enums := range amazonconnect.Enumerations {
		k := schema.MustKind(kind)
		for name, e := range enums {
			for _, s := range e.Values {
				ours, theirs, words := worded(k, name, e.Word(s)), worded(k, name, s), wordsOf(k, name)
				what := fmt.Sprintf("%s: %s = %q", kind, name, s)
				switch known := words == nil || slices.Contains(words, e.Word(s)); {
				case known && len(theirs.problems)+len(ours.problems) > 0:
					t.Errorf("%s: %v, %v", what, ours.problems, theirs.problems)
				case known && k.Changed(ours.Resource, theirs.Resource) != 0:
					t.Errorf("%s is another value than %q", what, e.Word(s))
				case !known && len(theirs.problems) == 0:
					t.Errorf("%s: no problem, although callwright has no word for it", what)
				}
				tried++
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d words were tried", tried)
	}
}

// A description is an object with one attribute, and what is wrong with it.
type description struct {
	*schema.Resource
	problems []string
}

// worded returns an object whose attribute or column has the word.
func worded(k *schema.Kind, name, word string) description {
	value := cty.StringVal(word)
	table, column, _ := strings.Cut(name, ".")
	i, ok := k.Lookup(name)
	if !ok {
		i, _ = k.Lookup(table)
	}
	a := &k.Attrs[i]
	date, span := cty.StringVal("2026-12-24"), cty.ListVal([]cty.Value{cty.StringVal("08:00-12:00")})
	switch {
	case name == "channels":
		value = cty.ObjectVal(map[string]cty.Value{word: cty.NumberIntVal(1)})
	case a.Shape == schema.Map:
		value = cty.ObjectVal(map[string]cty.Value{word: span})
	case a.Shape == schema.Set:
		value = cty.TupleVal([]cty.Value{value})
	case name == "overrides.schedule":
		value = cty.TupleVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
			"name": cty.StringVal("x"), "from": date, "to": date, column: cty.ObjectVal(map[string]cty.Value{word: span}),
		})})
	case a.Shape == schema.Table:
		cells := map[string]cty.Value{}
		for _, c := range a.Columns {
			if c.Required {
				cells[c.Name] = map[cty.Type]cty.Value{cty.String: cty.StringVal("x"), cty.Number: cty.NumberIntVal(1)}[c.Type]
			}
			if c.Name == "from" || c.Name == "to" {
				cells[c.Name] = date
			}
			if c.Required && c.OneOf != nil {
				cells[c.Name] = cty.StringVal(c.OneOf[0])
			}
			if c.Required && c.Shape != schema.Scalar {
				cells[c.Name] = cty.TupleVal([]cty.Value{cty.StringVal("x")})
			}
		}
		cells[column] = value
		value = cty.TupleVal([]cty.Value{cty.ObjectVal(cells)})
	}
	d := description{Resource: &schema.Resource{Kind: k, Body: k.New()}}
	for _, p := range d.Set(a.Name, value, schema.Plain) {
		d.problems = append(d.problems, p.String())
	}
	return d
}

// wordsOf returns the closed set of an attribute or column; nil for an open one.
func wordsOf(k *schema.Kind, name string) []string {
	if i, ok := k.Lookup(name); ok {
		return k.Attrs[i].OneOf
	}
	table, column, _ := strings.Cut(name, ".")
	i, _ := k.Lookup(table)
	for _, c := range k.Attrs[i].Columns {
		if c.Name == column {
			return c.OneOf
		}
	}
	return nil
}

// TestCopiedFromTheAPI creates samples whose words are all the API's own, over the wire. What
// is read back does not differ.
func TestCopiedFromTheAPI(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	for _, r := range schematest.World() {
		switch {
		case r.Kind.Provider != "":
		case r.Kind.Single:
			c.update(c.list(r.Kind.Name, whole)[""], r, "levels")
		default:
			c.create(r)
		}
	}
	for kind := range amazonconnect.Enumerations {
		k := schema.MustKind(kind)
		for which := range 2 {
			sample := schematest.Sample(k, "Copied"+strings.Repeat("-", which), which)
			want := &schema.Resource{Kind: k, Body: k.New(), Record: sample.Record}
			for i := range sample.Given.All() {
				if !k.Attrs[i].ReadOnly {
					if problems := want.Set(k.Attrs[i].Name, copied(sample, i), schema.Plain); len(problems) > 0 {
						t.Errorf("%s: %v", k.Attrs[i].Name, problems)
					}
				}
			}
			want.UpdateKey()
			live := c.create(want)
			for i := range k.Changed(live, want).All() {
				t.Errorf("%s: %s is %#v, want %#v", kind, k.Attrs[i].Name, live.Value(i), want.Value(i))
			}
		}
	}
}

func whole(r *schema.Resource) schema.AttrSet { return r.Kind.Every() }
