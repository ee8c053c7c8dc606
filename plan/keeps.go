package plan

import (
	"maps"
	"slices"
)

// shared returns the permissions that both rights have, sorted.
func (r *Rights) shared(other *Rights) []string {
	var both []string
	for _, name := range slices.Sorted(maps.Keys(r.Via)) {
		if _, has := other.Via[name]; has {
			both = append(both, name)
		}
	}
	return both
}

// common returns what two sorted lists have in common.
func common(a, b []string) []string {
	var both []string
	for _, name := range a {
		if _, has := slices.BinarySearch(b, name); has {
			both = append(both, name)
		}
	}
	return both
}
