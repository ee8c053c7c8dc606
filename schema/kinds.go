package schema

import "slices"

// All lists every kind, in the order in which a state and a plan show them. It
// must not be changed.
var All = number(
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

func number(kinds ...*Kind) []*Kind {
	for i, k := range kinds {
		k.position = i
	}
	return kinds
}

// KindOf returns the kind of that name.
func KindOf(name string) (*Kind, bool) {
	i := slices.IndexFunc(All, func(k *Kind) bool { return k.Name == name })
	if i < 0 {
		return nil, false
	}
	return All[i], true
}

// MustKind returns the kind of that name, which is one of ours. It panics when there is
// none.
func MustKind(name string) *Kind {
	k, ok := KindOf(name)
	if !ok {
		panic("there is no kind " + name)
	}
	return k
}

// KindNames returns the names of all kinds, in their order.
func KindNames() []string {
	names := make([]string, len(All))
	for i, k := range All {
		names[i] = k.Name
	}
	return names
}
