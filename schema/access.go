package schema

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/diag"
)

// The console shows permissions as a table: resources down, levels such as View and
// Edit across. A security profile's access is written the same way, and is read into
// the API names of the permissions:
//
//	access = { users = ["view"], queues = ["view", "edit"], prompts = "all" }
//
// The keys and levels are the console's words in lower case, with underscores. The
// catalogue lists them.

// allLevels is short for every level that the catalogue has of a resource:
// `prompts = "all"`.
const allLevels = "all"

var accessSpelling = Spelling{
	Name: "access", Type: "map of sets of words",
	Doc: "The console's way to write permissions, added to `permissions`: levels by resource, such as " +
		"`{ users = [\"view\"], queues = [\"view\", \"edit\"], prompts = \"all\" }`. [permissions.md](permissions.md) lists them.",
	read: readAccess,
}

// readAccess reads the access of a security profile into API names.
func readAccess(r *reader, path cty.Path, v cty.Value) []string {
	var names []string
	for resource, value := range r.members(path, v) {
		at := path.Copy().GetAttr(resource)
		found := catalogue.Boxes(resource)
		switch {
		case found == nil:
			r.report(diag.UnsupportedResource, at, "The console has no permissions for a resource %q.%s", resource, cmp.Or(suggestResource(resource), " docs/permissions.md lists the resources."))
		case !value.IsNull():
			names = append(names, readLevels(r, at, resource, found, value)...)
		}
	}
	return names
}

func suggestResource(resource string) string {
	if word, ok := catalogue.ResourceCalled(resource); ok {
		return fmt.Sprintf(" Did you mean %q?", word)
	}
	return diag.Suggest(resource, catalogue.Resources())
}

// readLevels reads the levels of one resource: a list of them, or "all".
func readLevels(r *reader, path cty.Path, resource string, of []catalogue.Box, v cty.Value) []string {
	var names []string
	if v.Type() == cty.String {
		if v.AsString() != allLevels {
			r.report(diag.InvalidValue, path, "%q is %q, but must be a list of levels or %q: %s = [%q].", resource, v.AsString(), allLevels, resource, v.AsString())
			return nil
		}
		for _, b := range of {
			names = append(names, b.Permissions...)
		}
		return names
	}
	words := make([]string, len(of))
	for i, b := range of {
		words[i] = b.Level
	}
	r.within(&Attr{Name: resource}, func(r *reader) {
		for at, e := range r.elements(path, v) {
			word, ok := r.name(at, e)
			i := slices.Index(words, word)
			switch {
			case ok && i < 0:
				r.report(diag.UnknownLevel, at, "The console does not offer the level %q for %q. Use %s.%s", word, resource, quoted(words), diag.Suggest(word, words))
			case ok:
				names = append(names, of[i].Permissions...)
			}
		}
	})
	return names
}
