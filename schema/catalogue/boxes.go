package catalogue

import (
	"slices"
	"strings"
)

// A Box is a check box in the console's form of a security profile, in the row of a
// resource and the column of a level. Ticking it grants its permissions.
type Box struct {
	Level       string
	Permissions []string // API names, sorted
}

// boxes are the boxes of each resource, in the order in which we show their levels.
var boxes = readBoxes()

// levels are the levels in the order in which we show them. Any other level comes last.
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

// Boxes returns the boxes of a resource, by its key in a profile's access, such as "users".
// It returns nil when the catalogue does not have the resource.
func Boxes(resource string) []Box { return boxes[resource] }

// resources are the keys of all resources, in order. resourceByPrefix finds a key by the
// API's name for the resource, in the form of squeezed.
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

// Resources returns the keys of all resources, in order. Callers must not change the slice.
func Resources() []string { return resources }

// ResourceCalled returns the key of the resource for which the API has the given name, in
// any case, with or without underscores. People copy such names from the API's permissions:
// "RoutingPolicies", or "routing_policies", instead of the key "routing_profiles".
func ResourceCalled(name string) (key string, ok bool) {
	key, ok = resourceByPrefix[squeezed(name)]
	return key, ok && key != ""
}

// squeezed returns s in lower case, without underscores.
func squeezed(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }
