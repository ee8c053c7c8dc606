package render

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/parallel"
)

// mostValues is the greatest number of values that a group of creations counts one by one.
const mostValues = 4

// A section is the lines of one attribute.
type section []line

// A creationKey is shared by creations that make a group: one block makes them, they have the same
// attributes, and they are equally risky. Their values may differ, because each of 3,000 new users
// has a name of its own.
type creationKey struct {
	block schema.Addr
	keyed bool
	attrs schema.AttrSet
	risks string
}

// creationKeyOf returns the key of a creation. It needs none of its values: of 100,000 users who
// are created alike, nobody sees the lines of a single one.
func creationKeyOf(c weighed) creationKey {
	key := creationKey{block: c.Addr.Block(), keyed: c.Addr.Keyed, attrs: c.Attrs}
	if i, named := c.Want.Kind.Lookup(c.Want.Kind.Label); named {
		key.attrs = key.attrs.Minus(schema.Attrs(i)) // the title has it
	}
	if len(c.codes) > 0 {
		key.risks = fmt.Sprint(c.codes)
	}
	return key
}

// A foldedAttr is one attribute of creations that make a group.
type foldedAttr struct {
	name   string
	first  section        // of the first creation
	values map[string]int // how many creations have each value, by its text; nil if there are too many to read
	count  int            // of different values
}

// attrsOf returns the attributes of creations that have the same attributes. It looks at several
// attributes at once, on all processors.
func attrsOf(creations []*plan.Change, s Style) []foldedAttr {
	var attrs []foldedAttr
	var positions []int
	for i := range creations[0].Attrs.All() {
		if first := section(attrLines(creations[0], i, s)); len(first) > 0 {
			attrs, positions = append(attrs, foldedAttr{name: first[0].name, first: first}), append(positions, i)
		}
	}
	parallel.For(len(attrs), 1, func(n int) {
		attrs[n].values, attrs[n].count = valuesOf(creations, positions[n], s)
	})
	return attrs
}

// valuesOf counts the different values of the attribute at position i, and how many creations have
// each. It makes the text of a value once, and of none if there are too many to read. A text of
// several elements may be the same for different values, so it is made of each.
func valuesOf(creations []*plan.Change, i int, s Style) (values map[string]int, count int) {
	type of struct {
		first *plan.Change
		n     int
	}
	scalar := creations[0].Want.Kind.Attrs[i].Shape == schema.Scalar
	different := map[string]*of{} // by the JSON of the value
	var text []byte
	for _, c := range creations {
		text = valueText(text[:0], c, i, s)
		if same := different[string(text)]; same != nil {
			same.n++
			continue
		}
		different[string(text)] = &of{c, 1}
		if scalar && len(different) > surelyMany {
			return nil, countDifferent(creations, func(b []byte, c *plan.Change) []byte { return valueText(b, c, i, s) })
		}
	}
	if scalar && len(different) > mostValues {
		return nil, len(different)
	}
	values = make(map[string]int, len(different))
	for _, d := range different {
		values[section(attrLines(d.first, i, s)).text()] += d.n
	}
	return values, len(values)
}

// surelyMany is how many different values an attribute has that likely differs in every creation,
// as the names of users do.
const surelyMany = 1000

// valueText appends a text that only equal values of the attribute at position i share.
func valueText(b []byte, c *plan.Change, i int, s Style) []byte {
	text, err := plan.AppendValue(b, c.Want, i)
	if err != nil || !c.Want.Given.Has(i) { // there is no JSON, but there is a text
		return append(b, section(attrLines(c, i, s)).text()...)
	}
	return text
}

// countDifferent counts the different texts of creations. It sorts hashes of them, which takes a
// third of the time of a map with 100,000 texts, and little memory.
func countDifferent(creations []*plan.Change, appendText func(b []byte, c *plan.Change) []byte) int {
	type hashed struct {
		sum uint64
		c   *plan.Change
	}
	seed, text := maphash.MakeSeed(), []byte(nil)
	sums := make([]hashed, len(creations))
	for i, c := range creations {
		text = appendText(text[:0], c)
		sums[i] = hashed{maphash.Bytes(seed, text), c}
	}
	slices.SortFunc(sums, func(a, b hashed) int { return cmp.Compare(a.sum, b.sum) })
	n := 0
	for from := 0; from < len(sums); {
		to := from + 1
		for to < len(sums) && sums[to].sum == sums[from].sum {
			to++
		}
		if n++; to-from > 1 { // nearly always the same text
			texts := map[string]bool{}
			for _, h := range sums[from:to] {
				texts[string(appendText(nil, h.c))] = true
			}
			n += len(texts) - 1
		}
		from = to
	}
	return n
}

// foldAttrs returns the lines of creations with the same attributes. An attribute with the
// same value everywhere has its usual lines. Of an attribute with few values, the line counts
// the objects that get each of them. Other attributes only have their names in the last line:
//
//	routing_profile    "Premium"
//	security_profiles  "Agent" (826), "Supervisor" (3)
//	first_name, last_name: differ
//
// FoldAttrs also returns what it says of each attribute whose values differ.
func foldAttrs(attrs []foldedAttr) (folded []line, mixed map[string]string) {
	mixed = map[string]string{}
	var differ []string
	for _, c := range attrs {
		switch counts, few := c.counts(); {
		case c.count == 1:
			folded = append(folded, c.first...)
		case few:
			mixed[c.name] = strings.Join(counts, ", ")
			for i, text := range wrapped(counts) {
				l := line{text: text}
				if i == 0 {
					l.name = c.name
				}
				folded = append(folded, l)
			}
		default:
			mixed[c.name] = fmt.Sprintf("%d values", c.count)
			differ = append(differ, c.name)
		}
	}
	texts := wrapped(differ)
	for i, text := range texts {
		if i == len(texts)-1 {
			text += ": " + verb(len(differ), "differs", "differ")
		}
		folded = append(folded, line{text: text, spans: true})
	}
	return folded, mixed
}

// text returns the lines as one text, to compare them.
func (s section) text() string {
	texts := make([]string, len(s))
	for i, l := range s {
		texts[i] = l.text
	}
	return strings.Join(texts, "\n")
}

// counts counts the objects that have each value, the most frequent value first: `"Agent"
// (826)`. It reports false if there are too many values to read, or if one needs several lines.
func (c foldedAttr) counts() (counts []string, few bool) {
	if c.count > mostValues {
		return nil, false
	}
	sorted := slices.SortedFunc(maps.Keys(c.values), func(a, b string) int {
		return cmp.Or(cmp.Compare(c.values[b], c.values[a]), cmp.Compare(a, b))
	})
	for _, text := range sorted {
		if strings.Contains(text, "\n") {
			return nil, false
		}
		counts = append(counts, fmt.Sprintf("%s (%d)", text, c.values[text]))
	}
	return counts, true
}
