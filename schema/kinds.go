package schema

import (
	"iter"
	"slices"
)

// kinds lists every kind once.
var kinds = number(
	hoursOfOperation,
	queue,
	agentStatus,
	predefinedAttribute,
	hierarchy,
	hierarchyGroup,
	securityProfile,
	routingProfile,
	user,
	quickConnect,
	permissionGroup,
	permissionGroupAssignment,
	connectPath,
)

func number(list ...*Kind) []*Kind {
	for i, k := range list {
		k.position = i
	}
	return list
}

// Kinds yields every kind, in the order in which a state and a plan show them.
func Kinds() iter.Seq[*Kind] { return slices.Values(kinds) }

// KindOf returns the kind of that name.
func KindOf(name string) (*Kind, bool) {
	i := slices.IndexFunc(kinds, func(k *Kind) bool { return k.Name == name })
	if i < 0 {
		return nil, false
	}
	return kinds[i], true
}

// MustKind returns the kind of that name. It panics if there is none.
func MustKind(name string) *Kind {
	k, ok := KindOf(name)
	if !ok {
		panic("there is no kind " + name)
	}
	return k
}

// KindNames returns the names of all kinds, in their order.
func KindNames() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Name
	}
	return names
}
