package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/diag"
)

// The console shows permissions as a table: resources down, levels such as View and
// Edit across. A security profile's access is written the same way, and is read into
// the API names of the permissions:
//
//	access = { users = ["view"], queues = ["view", "edit"], prompts = "all" }
//
// A resource's key is the console's words for it in lower case, with underscores; so
// is a level's. The catalogue has them (permissions.csv).

// allLevels stands for every level that the catalogue has of a resource.
const allLevels = "all"

// A Box is what the console shows of a resource at one level: a box that grants one
// permission or more.
type Box struct {
	Level       string
	Permissions []string // API names, sorted
}

// boxes are the boxes of each resource, in the order in which the levels are shown.
var boxes = readBoxes()

// levels are the levels in the order in which they are shown; others come after.
var levels = []string{"view", "access", "enable", "enable_disable", "create", "edit", "delete", "remove"}

func readBoxes() map[string][]Box {
	all := map[string][]Box{}
	for _, p := range Permissions() {
		for _, level := range p.Levels {
			i := slices.IndexFunc(all[p.Resource], func(b Box) bool { return b.Level == level })
			if i < 0 {
				i = len(all[p.Resource])
				all[p.Resource] = append(all[p.Resource], Box{Level: level})
			}
			all[p.Resource][i].Permissions = append(all[p.Resource][i].Permissions, p.Name)
		}
	}
	rank := func(b Box) int {
		if i := slices.Index(levels, b.Level); i >= 0 {
			return i
		}
		return len(levels)
	}
	for _, list := range all {
		slices.SortStableFunc(list, func(a, b Box) int { return rank(a) - rank(b) })
	}
	return all
}

// Boxes returns what the console shows of a resource, by its key in access; nil when
// the catalogue has no such resource.
func Boxes(resource string) []Box { return boxes[resource] }

// formerWords are keys that a person may try for a resource: what the API calls it.
var formerWords, resourceWords = readWords()

func readWords() (former map[string]string, words []string) {
	former = map[string]string{}
	for _, p := range Permissions() {
		prefix, _, _ := strings.Cut(p.Name, ".")
		former[squeezed(prefix)] = p.Resource
		words = append(words, p.Resource)
	}
	return former, SortedSet(words)
}

// squeezed returns a word without case and underscores.
func squeezed(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }

var accessSpelling = Spelling{
	Name: "access", Type: "map of sets of words",
	Doc: "The console's way to write permissions, added to `permissions`: levels by resource, such as " +
		"`{ users = [\"view\"], queues = [\"view\", \"edit\"], prompts = \"all\" }`. [permissions.md](permissions.md) lists them.",
	read: readAccess,
}

// readAccess reads the access of a security profile into API names.
func readAccess(r *reading, path cty.Path, v cty.Value) []string {
	var names []string
	for resource, value := range r.entries(path, v) {
		at := path.Copy().GetAttr(resource)
		found := boxes[resource]
		switch {
		case found == nil:
			r.report(diag.UnsupportedResource, at, "The console has no resource %q among its permissions.%s", resource, suggestResource(resource))
		case !value.IsNull():
			names = append(names, readLevels(r, at, resource, found, value)...)
		}
	}
	return names
}

func suggestResource(resource string) string {
	if word := formerWords[squeezed(resource)]; word != "" {
		return fmt.Sprintf(" Did you mean %q?", word)
	}
	return Suggest(resource, resourceWords)
}

// readLevels reads the levels of one resource: a list of them, or "all".
func readLevels(r *reading, path cty.Path, resource string, of []Box, v cty.Value) []string {
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
	r.within(&Attr{Name: resource}, func(r *reading) {
		for at, e := range r.elements(path, v) {
			word, ok := r.name(at, e)
			i := slices.Index(words, word)
			switch {
			case ok && i < 0:
				r.report(diag.UnknownLevel, at, "The console has no level %q of %q; there is %s.%s", word, resource, quoted(words), Suggest(word, words))
			case ok:
				names = append(names, of[i].Permissions...)
			}
		}
	})
	return names
}
