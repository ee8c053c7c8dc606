package impact

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// mostHints is how many renames a plan hints at one by one.
const mostHints = 10

// looksRenamed hints at deletions and creations that look like one rename: the new object is like
// the old one in everything but its name. Somebody who changes the name and the label of a block
// at once often means that, and the plan deletes a queue that has contacts. It is a hint, because
// callwright cannot know.
//
// For example, the plan deletes the user "j.doe" and creates "jane.doe", and both are Jane Doe.
func looksRenamed(s *situation) []finding {
	if s.plan.Model != nil {
		return nil // a comparison has no blocks in which somebody could write the rename
	}
	gone, made := map[*schema.Kind][]*plan.Change{}, map[*schema.Kind][]*plan.Change{}
	for _, c := range s.plan.Changes {
		switch k := c.Object().Kind; {
		case k.Label == "" || k.Bound() != 0 || c.Step != "":
		case c.Action == plan.Delete:
			gone[k] = append(gone[k], c)
		case c.Action == plan.Create:
			made[k] = append(made[k], c)
		}
	}
	var hints []string
	for k := range schema.Kinds() {
		if len(gone[k]) > 0 && len(made[k]) > 0 {
			hints = append(hints, renameHints(k, gone[k], made[k])...)
		}
	}
	if n := len(hints) - mostHints; n > 1 {
		hints = append(hints[:mostHints], fmt.Sprintf("%d more objects look like renames.", n))
	}
	var all []finding
	for _, h := range hints {
		all = append(all, tell("%s", h))
	}
	return all
}

// renameHints returns a hint for each pair of a deletion and a creation that only fit each other.
func renameHints(k *schema.Kind, gone, made []*plan.Change) []string {
	created := map[schema.AttrSet]map[string][]*plan.Change{} // by the compared attributes, then by their values
	for _, c := range made {
		attrs := likeness(k, c.Want)
		if text, ok := likenessOf(c.Want, attrs); ok {
			if created[attrs] == nil {
				created[attrs] = map[string][]*plan.Change{}
			}
			created[attrs][text] = append(created[attrs][text], c)
		}
	}
	fits := map[*plan.Change][]*plan.Change{} // deletions by the creation that they fit
	for attrs, byText := range created {
		for _, d := range gone {
			if text, ok := likenessOf(d.Live, attrs); ok {
				for _, c := range byText[text] {
					fits[c] = append(fits[c], d)
				}
			}
		}
	}
	taken := map[*plan.Change]int{}
	for _, list := range fits {
		for _, d := range list {
			taken[d]++
		}
	}
	var hints []string
	for _, c := range made {
		if list := fits[c]; len(list) == 1 && taken[list[0]] == 1 {
			hints = append(hints, renameHint(k, list[0], c))
		}
	}
	return hints
}

// likeness returns the attributes in which the new object is compared with old ones. People are
// told apart by their names, and other objects by everything that the block gives.
func likeness(k *schema.Kind, want *schema.Resource) schema.AttrSet {
	if k == userKind {
		return k.Set("first_name", "last_name")
	}
	attrs := want.Given.Minus(k.Set(k.Label)).Minus(k.WrittenLast())
	if tags, ok := k.Lookup("tags"); ok {
		attrs = attrs.Minus(schema.AttrSet(0).With(tags))
	}
	return attrs
}

// likenessOf returns a text that is equal for objects which are alike in the attributes. It is
// false if the object lacks one, or if there are too few to tell objects apart.
func likenessOf(r *schema.Resource, attrs schema.AttrSet) (string, bool) {
	if attrs.Len() < 2 || attrs.Minus(r.Given) != 0 {
		return "", false
	}
	var values []string
	for i := range attrs.All() {
		values = append(values, plan.Text(r.Value(i)))
	}
	return strings.ToLower(strings.Join(values, "\x00")), true
}

// renameHint says what the two have in common, and how to write a rename, or why there is none.
func renameHint(k *schema.Kind, gone, made *plan.Change) string {
	i, _ := k.Lookup(k.Label)
	text := fmt.Sprintf("Deleting %s and creating %s looks like a rename: ", gone.Live.Name(), plan.Quote(made.Want.Key))
	if k == userKind {
		text += "both have the same first and last name. "
	} else {
		text += "they differ only in their names. "
	}
	if k.Attrs[i].Immutable {
		return text + fmt.Sprintf("The service cannot change %s, so the new object has another ID, and what is kept under the old one, such as metrics, stays there.", k.Label)
	}
	return text + fmt.Sprintf("To rename it, write lifecycle { renamed_from = %s } in the block %s.", plan.Quote(gone.Live.Key), made.Addr.Block())
}
