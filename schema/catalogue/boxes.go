package catalogue

import (
	"slices"
	"strings"
)

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

// resources are the keys of all resources, in order, and resourceByPrefix those by what
// the API calls them.
var resources, resourceByPrefix = readResources()

func readResources() (keys []string, byPrefix map[string]string) {
	byPrefix = map[string]string{}
	for _, p := range Permissions() {
		prefix, _, _ := strings.Cut(p.Name, ".")
		byPrefix[squeezed(prefix)] = p.Resource
		keys = append(keys, p.Resource)
	}
	slices.Sort(keys)
	return slices.Compact(keys), byPrefix
}

// Resources returns the keys of all resources, in order. The slice must not be changed.
func Resources() []string { return resources }

// ResourceCalled returns the key of the resource that the API calls by the given name,
// in whatever case, with underscores or without: a person may try that.
func ResourceCalled(name string) (key string, ok bool) {
	key, ok = resourceByPrefix[squeezed(name)]
	return key, ok && key != ""
}

// squeezed returns a word without case and underscores.
func squeezed(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }
