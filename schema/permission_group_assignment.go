package schema

// A PermissionGroupAssignment says which ConnectPath group a user is in. A user without an
// assignment is in the instance's default group.
type PermissionGroupAssignment struct {
	User  string // username
	Group string // name
}

var permissionGroupAssignment = Define(Kind{
	Name:     "permission_group_assignment",
	Doc:      "The ConnectPath permission group of a user that has no user block. In a user block, write `permission_group` instead.",
	Provider: ConnectPathProvider,
	Label:    "user",
	Follows:  []string{"permission_group_assignment"},
}, []Field[PermissionGroupAssignment]{
	String("user", "The user; defaults to for_each's key or the label. A user is in one group, so only one assignment is allowed for each user.", func(a *PermissionGroupAssignment) *string { return &a.User }).Code('u').
		Required().Immutable().RefersTo("user").Bound(),
	String("group", "The group.", func(a *PermissionGroupAssignment) *string { return &a.Group }).Code('g').
		NotEmpty("every user is in a group; remove the attribute, or write null, to leave the user's group unchanged").Required().RefersTo("permission_group"),
})

func (a *PermissionGroupAssignment) naturalKey() string { return a.User }

// userGroup is the attribute of a user's block that describes an assignment.
var userGroup = Part{
	Name: "permission_group", Doc: "The ConnectPath permission group that the user is in. In a plan it is a separate change.",
	Kind: "permission_group_assignment", Owner: "user", Attr: "group",
}
