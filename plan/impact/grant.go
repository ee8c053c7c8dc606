package impact

// A Grant is one permission that a user gains or loses, or something else that a security
// profile grants, such as a flow module.
type Grant struct {
	Permission string   `json:"permission"`          // the name in the API; in ConnectPath, `ConnectPath:users.users.edit`; or `FlowModule:Refunds`
	Group      string   `json:"group"`               // the group on the console's page; "" if the catalogue does not know the permission
	Label      string   `json:"label"`               // the label on the console's page
	Restricts  bool     `json:"restricts,omitempty"` // the permission takes something away from those who have it
	Escalates  bool     `json:"escalates,omitempty"` // whoever has it can get more permissions
	Via        []string `json:"via"`                 // the security profiles, or the permission group, that grant it or granted it
}

// rights say what a class of users may do: users who have the same security profiles, and are
// in the same permission group of ConnectPath.
type rights struct {
	Via    map[string][]string // from a permission to the security profiles, or the group, that grant it
	Unread []string            // security profiles and permission groups whose permissions were not read

	unread map[string][]string // profiles that lack an attribute because it was not read, by the attribute of grantSources
	class  string              // tells the class from all others
}
