package impact

// A Grant is one permission that a user gains or loses.
type Grant struct {
	Permission string   `json:"permission"`          // API name; of ConnectPath, as `ConnectPath:users.users.edit`
	Group      string   `json:"group"`               // the console's group of permissions; "" when the catalogue does not know it
	Label      string   `json:"label"`               // the console's words
	Restricts  bool     `json:"restricts,omitempty"` // having it takes something away
	Escalates  bool     `json:"escalates,omitempty"` // who has it can get more
	Via        []string `json:"via"`                 // the security profiles, or the permission group, that bring it or brought it
}

// rights are what the users who have the same security profiles, and are in the same
// permission group of ConnectPath, may do.
type rights struct {
	Via    map[string][]string // permission → the security profiles, or the group, that bring it
	Unread []string            // security profiles and permission groups whose permissions were not read

	class string
}
