package export

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// arrange returns blocks for the objects of one kind that have no address yet.
func arrange(kind *schema.Kind, objects []*object, s speller, taken labels, csv bool) []*block {
	candidates := make([]*candidate, len(objects))
	for i, o := range objects {
		candidates[i] = newCandidate(o, s)
	}
	var blocks []*block
	prefix := firstWords(candidates)
	for _, part := range apart(kind, candidates) {
		groups := [][]*candidate{part}
		if !together(kind, len(part), csv) {
			groups = grouper{kind: kind}.split(part)
		}
		for _, group := range groups {
			blocks = append(blocks, newBlock(kind, group, prefix, len(groups) == 1 && len(part) == len(candidates)))
		}
	}
	// The largest group has the first choice of labels, and separate blocks choose last.
	slices.SortStableFunc(blocks, func(a, b *block) int { return len(b.members) - len(a.members) })
	for i, b := range blocks {
		if i > 0 && b.label == "people" {
			b.label = "other_people"
		}
		b.label = taken.claim(kind.Name, b.label)
	}
	return blocks
}

// together reports whether n objects share a block without a question: users in a CSV file, and
// hierarchy groups of one level.
func together(kind *schema.Kind, n int, csv bool) bool {
	return csv && kind.Name == "user" && n >= fewestRows || kind.Name == "hierarchy_group" && n >= fewest
}

// apart returns the objects in the parts that never share a block: hierarchy groups of
// different levels, because a group refers to the one above it; quick connects with different
// types of destination; users who have settings for each channel, and those who have not; and
// users whom a CSV file would change.
func apart(kind *schema.Kind, candidates []*candidate) [][]*candidate {
	part := func(c *candidate) string { return "" }
	switch {
	case kind.Name == "hierarchy_group":
		part = func(c *candidate) string { return string(rune('0' + c.level())) }
	case kind.Name == "user":
		part = func(c *candidate) string {
			switch {
			case c.spoiled():
				return "spoiled"
			case c.byChannel():
				return "channels"
			}
			return ""
		}
	case len(kind.Alternatives) > 0:
		part = func(c *candidate) string { return c.alternative() }
	}
	for _, c := range candidates {
		c.said[""] = part(c)
	}
	return partition(candidates, "")
}

// alternative returns the alternative that the object has: phone, of a quick connect.
func (o *object) alternative() string {
	for i := range o.want.Given.All() {
		object, _, leaf := strings.Cut(o.want.Kind.Attrs[i].Name, ".")
		if leaf && slices.Contains(o.want.Kind.Alternatives, object) {
			return object
		}
	}
	return ""
}

// spoiled reports whether a CSV file would change one of the object's values.
func (o *object) spoiled() bool {
	for i := range o.want.Given.All() {
		a := &o.want.Kind.Attrs[i]
		if v := o.want.Value(i); a.Shape == schema.Scalar && v.Type() == cty.String && spoils([]string{v.AsString()}) {
			return true
		}
	}
	return false
}

// byChannel reports whether the object, a user, has settings for each channel.
func (o *object) byChannel() bool {
	for i := range o.want.Given.All() {
		if strings.HasPrefix(o.want.Kind.Attrs[i].Name, "channels.") {
			return true
		}
	}
	return false
}

// firstWords returns the words that the names of all objects begin with, such as the name of a
// firm. Labels do not repeat them.
func firstWords(candidates []*candidate) string {
	if len(candidates) < fewest {
		return ""
	}
	first := candidates[0].shortName()
	end := len(first)
	for _, c := range candidates[1:] {
		name := c.shortName()
		i := 0
		for i < min(end, len(name)) && name[i] == first[i] {
			i++
		}
		end = i
	}
	return first[:strings.LastIndexByte(first[:end], ' ')+1]
}

// newBlock returns the block of a group. All says that the group has every object of the kind.
func newBlock(kind *schema.Kind, group []*candidate, prefix string, all bool) *block {
	b := &block{kind: kind, each: len(group) > 1}
	if !b.each {
		b.members = []member{{object: group[0].object}}
		b.label = labelOf(kind.Name, strings.TrimPrefix(group[0].shortName(), prefix))
		return b
	}
	names := map[string]int{}
	for _, c := range group {
		names[c.shortName()]++
	}
	for _, c := range group {
		key := c.shortName()
		if names[key] > 1 { // groups of one name below different parents
			key = c.live.Key
		}
		b.members = append(b.members, member{key, c.object})
	}
	b.label = groupLabel(kind, group, all)
	return b.sorted()
}

// shortName returns the name of the object: of a hierarchy group, without the groups above it.
func (o *object) shortName() string {
	i, ok := o.live.Kind.Lookup(o.live.Kind.Label)
	if !ok {
		return o.live.Key
	}
	return o.live.Value(i).AsString()
}

// groupLabel returns the label of a block with for_each: what its objects have in common.
func groupLabel(kind *schema.Kind, group []*candidate, all bool) string {
	switch {
	case kind.Name == "user":
		return "people"
	case len(kind.Alternatives) > 0 && group[0].alternative() != "":
		return group[0].alternative() + "s"
	case group[0].levelName != "":
		return labelOf(kind.Name, group[0].levelName)
	}
	if label := commonWords(group); label != "" {
		return labelOf(kind.Name, label)
	}
	if label := commonValue(kind, group); label != "" {
		return labelOf(kind.Name, label)
	}
	if all {
		return "all"
	}
	return "others"
}

// commonWords returns the words with which all names begin or end: "Service" for "Motor
// Service" and "Home Service".
func commonWords(group []*candidate) string {
	first := strings.Fields(group[0].shortName())
	head, tail := len(first), len(first)
	for _, c := range group[1:] {
		words := strings.Fields(c.shortName())
		head, tail = min(head, len(words)), min(tail, len(words))
		for i := range head {
			if words[i] != first[i] {
				head = i
				break
			}
		}
		for i := range tail {
			if words[len(words)-1-i] != first[len(first)-1-i] {
				tail = i
				break
			}
		}
	}
	if tail > 0 {
		return strings.Join(first[len(first)-tail:], " ")
	}
	return strings.Join(first[:head], " ")
}

// commonValue returns the value of a tag, or the name of another object, that all objects
// share and that says what they are for: the hours of a queue.
func commonValue(kind *schema.Kind, group []*candidate) string {
	differs := differing(group)
	for i := range group[0].want.Given.All() {
		a, v := &kind.Attrs[i], group[0].want.Value(i)
		if slices.Contains(differs, a.Name) {
			continue
		}
		if a.Name == "tags" && v.LengthInt() == 1 {
			for _, value := range v.AsValueMap() {
				return value.AsString()
			}
		}
	}
	for i := range group[0].want.Given.All() {
		a := &kind.Attrs[i]
		if _, described := schema.KindOf(a.RefersTo); described && a.Shape == schema.Scalar && !slices.Contains(differs, a.Name) {
			return group[0].want.Value(i).AsString()
		}
	}
	return ""
}
