package connectpath

import (
	"maps"
	"net/http"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// The vendor's documentation of the users API does not describe answers. It does not say what
// happens to a member that an update lacks, either.
//
// Assumption: an answer has a user in the form in which an update sends it, with the Id of
// Amazon Connect; an update must have all members, so a missing one is an error; getparameters
// lists the ids and names of permission groups and routing profiles; an error has a message.
// PermissionGroupId is empty while the user is in the default group.

// flexMembers are the members that an update must have.
var flexMembers = []string{"Id", "Username", "PermissionGroupId", "RoutingProfileId", "IdentityInfo", "PhoneConfig"}

// flexUser returns a user in the form of the published API.
func (c *call) flexUser(u *user) (api.Members, error) {
	o, err := c.tx.Find(c.Users, u.ConnectUserID)
	if err != nil {
		return nil, err
	}
	full, err := c.tx.Full(o)
	if err != nil {
		return nil, err
	}
	info, phone := api.Sub(full, "IdentityInfo"), api.Sub(full, "PhoneConfig")
	v := api.Members{
		"Id": o.ID, "Username": o.Name, "PermissionGroupId": "", "RoutingProfileId": api.Text(full, "RoutingProfileId"),
		"IdentityInfo": api.Members{"FirstName": api.Text(info, "FirstName"), "LastName": api.Text(info, "LastName"), "Email": api.Text(info, "Email"), "Mobile": api.Text(info, "Mobile")},
		"PhoneConfig": api.Members{
			"PhoneType": api.Text(phone, "PhoneType"), "AutoAccept": api.Flag(phone, "AutoAccept"),
			"AfterContactWorkTimeLimit": api.Number(phone, "AfterContactWorkTimeLimit"), "DeskPhoneNumber": api.Text(phone, "DeskPhoneNumber"),
		},
	}
	if u.PermissionGroupID != nil {
		v["PermissionGroupId"] = *u.PermissionGroupID
	}
	return v, nil
}

func listFlexUsers(c *call) (Answer, error) {
	var known []*user
	err := c.tx.Each(func(scan func(...any) error) error {
		u, _, bad := scanUser(scan)
		known = append(known, u)
		return bad
	}, userColumns+` ORDER BY o.name`)
	if err != nil {
		return Answer{}, err
	}
	all := []any{}
	for _, u := range known {
		v, err := c.flexUser(u)
		if err != nil {
			return Answer{}, err
		}
		all = append(all, v)
	}
	return Answer{body: all}, nil
}

func getFlexUser(c *call) (Answer, error) {
	u, err := findUser(c.tx, c.request.PathValue("username"))
	if err != nil {
		return Answer{}, err
	}
	v, err := c.flexUser(u)
	return Answer{body: v}, err
}

func flexParameters(c *call) (Answer, error) {
	lists := api.Members{"PermissionGroups": []any{}, "RoutingProfiles": []any{}}
	for member, query := range map[string]string{
		"PermissionGroups": `SELECT id, name FROM path_groups ORDER BY name`,
		"RoutingProfiles":  `SELECT id, name FROM objects WHERE kind = 'routing-profile' ORDER BY name`,
	} {
		err := c.tx.Each(func(scan func(...any) error) error {
			var id, name string
			bad := scan(&id, &name)
			lists[member] = append(lists[member].([]any), api.Members{"Id": id, "Name": name})
			return bad
		}, query)
		if err != nil {
			return Answer{}, err
		}
	}
	return Answer{body: lists}, nil
}

// updateFlexUser writes a whole user: the group in ConnectPath, and the rest in Amazon Connect.
func updateFlexUser(c *call) (Answer, error) {
	var in api.Members
	if err := decode(c.body, &in); err != nil {
		return Answer{}, err
	}
	for _, name := range flexMembers {
		if !api.Has(in, name) {
			return Answer{}, refusal(http.StatusBadRequest, "bad-request", "%s is missing: an update sends all of a user.", name)
		}
	}
	u, err := findUser(c.tx, api.Text(in, "Username"))
	if err != nil {
		return Answer{}, err
	}
	o, err := c.tx.Find(c.Users, u.ConnectUserID)
	if err != nil {
		return Answer{}, err
	}
	if u.ConnectUserID != api.Text(in, "Id") || u.Protected {
		return Answer{}, refusal(http.StatusConflict, "user-is-protected", "The user %q cannot be updated under this Id.", u.Username)
	}
	group := api.Text(in, "PermissionGroupId")
	if err = assign(c.tx, u, &group); err != nil {
		return Answer{}, err
	}
	if err = c.SetPhone(o, api.Sub(in, "PhoneConfig")); err != nil {
		return Answer{}, err
	}
	o.Body["RoutingProfileId"] = api.Text(in, "RoutingProfileId")
	info := api.Sub(o.Body, "IdentityInfo")
	maps.Copy(info, api.Sub(in, "IdentityInfo"))
	if err = c.tx.Save(o); err != nil {
		return Answer{}, err
	}
	c.request.SetPathValue("username", u.Username)
	return getFlexUser(c)
}
