package providertest

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// fixed returns the attributes that the service cannot change, for example the parent of a
// hierarchy group. An object that should have another one has to be replaced.
func fixed(k *schema.Kind) schema.AttrSet {
	var s schema.AttrSet
	for i := range k.Attrs {
		if k.Attrs[i].Immutable {
			s = s.With(i)
		}
	}
	return s
}

// twins returns the attributes that are the same setting as the one at position i. For
// example, phone.type and channels.voice.phone_type of a user are one setting, so a write of
// one changes the other.
func twins(k *schema.Kind, i int) schema.AttrSet {
	s := k.Set(k.Attrs[i].SameSettingAs...)
	for j := range k.Attrs {
		if slices.Contains(k.Attrs[j].SameSettingAs, k.Attrs[i].Name) {
			s = s.With(j)
		}
	}
	return s
}

// label returns the attribute that names objects of the kind. A kind with one object has
// none.
func label(k *schema.Kind) []string {
	if k.Label == "" {
		return nil
	}
	return []string{k.Label}
}

// needsNumber reports whether the attribute cannot be written by itself: a desk phone has to
// have a number, and the number is another attribute.
func needsNumber(attr string) bool {
	return attr == "phone.type" || attr == "channels.voice.phone_type"
}

// uncleared has the attributes that the language lets people empty and the service does not,
// by kind and with the reason.
var uncleared = map[string]map[string]string{
	"hierarchy":       {"levels": "groups are at them"},
	"routing_profile": {"channels": "without a channel there is no rule for it", "cross_channel": "a rule is empty where its channel is off"},
	"quick_connect":   {"user": "it needs a destination", "queue": "it needs a destination", "phone": "it needs a destination", "flow": "it needs a destination"},
	"user":            {"email": "some instances need one"},
}

// clearable returns the attributes that may be emptied: a configuration can write their zero
// value, for example description = "".
func clearable(k *schema.Kind) []string {
	var names []string
	empty := &schema.Resource{Kind: k, Body: k.New()}
	for i := range k.Attrs {
		a := &k.Attrs[i]
		root, _, _ := strings.Cut(a.Name, ".")
		if uncleared[k.Name][root] == "" && !a.Immutable && !a.ReadOnly && empty.Unwritable(schema.Attrs(i)) == 0 {
			names = append(names, a.Name)
		}
	}
	return names
}

// names returns the names of attributes, for messages.
func names(k *schema.Kind, attrs schema.AttrSet) string {
	var all []string
	for i := range attrs.All() {
		all = append(all, k.Attrs[i].Name)
	}
	return strings.Join(all, ", ")
}
