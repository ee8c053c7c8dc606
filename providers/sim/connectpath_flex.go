package sim

import (
	"maps"
	"net/http"
)

// The users API that the vendor publishes has no description of its answers, nor of
// what an update leaves out.
//
// Assumption: a user is answered as it is sent, with an Id that is Amazon Connect's;
// an update is whole, so a member that is missing is an error; getparameters lists
// the ids and names of permission groups and routing profiles; an error has a
// message. PermissionGroupId is empty while the user is in the default group.

// flexMembers are what an update has to send.
var flexMembers = []string{"Id", "Username", "PermissionGroupId", "RoutingProfileId", "IdentityInfo", "PhoneConfig"}

func (t *tx) flexUser(u *pathUser) (members, error) {
	o, err := t.find(users, u.ConnectUserID)
	if err != nil {
		return nil, err
	}
	full, err := t.full(o)
	if err != nil {
		return nil, err
	}
	info, phone := sub(full, "IdentityInfo"), sub(full, "PhoneConfig")
	v := members{
		"Id": o.id, "Username": o.name, "PermissionGroupId": "", "RoutingProfileId": text(full, "RoutingProfileId"),
		"IdentityInfo": members{"FirstName": text(info, "FirstName"), "LastName": text(info, "LastName"), "Email": text(info, "Email"), "Mobile": text(info, "Mobile")},
		"PhoneConfig": members{
			"PhoneType": text(phone, "PhoneType"), "AutoAccept": flag(phone, "AutoAccept"),
			"AfterContactWorkTimeLimit": number(phone, "AfterContactWorkTimeLimit"), "DeskPhoneNumber": text(phone, "DeskPhoneNumber"),
		},
	}
	if u.PermissionGroupID != nil {
		v["PermissionGroupId"] = *u.PermissionGroupID
	}
	return v, nil
}

func listFlexUsers(t *tx, _ *http.Request, _ []byte) (pathAnswer, error) {
	var known []*pathUser
	err := t.each(func(scan func(...any) error) error {
		u, _, bad := scanPathUser(scan)
		known = append(known, u)
		return bad
	}, userColumns+` ORDER BY o.name`)
	if err != nil {
		return pathAnswer{}, err
	}
	all := []any{}
	for _, u := range known {
		v, err := t.flexUser(u)
		if err != nil {
			return pathAnswer{}, err
		}
		all = append(all, v)
	}
	return pathAnswer{body: all}, nil
}

func getFlexUser(t *tx, r *http.Request, _ []byte) (pathAnswer, error) {
	u, err := t.pathUser(r.PathValue("username"))
	if err != nil {
		return pathAnswer{}, err
	}
	v, err := t.flexUser(u)
	return pathAnswer{body: v}, err
}

func flexParameters(t *tx, _ *http.Request, _ []byte) (pathAnswer, error) {
	lists := members{"PermissionGroups": []any{}, "RoutingProfiles": []any{}}
	for member, query := range map[string]string{
		"PermissionGroups": `SELECT id, name FROM path_groups ORDER BY name`,
		"RoutingProfiles":  `SELECT id, name FROM objects WHERE kind = 'routing-profile' ORDER BY name`,
	} {
		err := t.each(func(scan func(...any) error) error {
			var id, name string
			bad := scan(&id, &name)
			lists[member] = append(lists[member].([]any), members{"Id": id, "Name": name})
			return bad
		}, query)
		if err != nil {
			return pathAnswer{}, err
		}
	}
	return pathAnswer{body: lists}, nil
}

// updateFlexUser writes all of a user, in both systems.
func updateFlexUser(t *tx, r *http.Request, body []byte) (pathAnswer, error) {
	var in members
	if err := readPath(body, &in); err != nil {
		return pathAnswer{}, err
	}
	for _, name := range flexMembers {
		if !has(in, name) {
			return pathAnswer{}, refusal(http.StatusBadRequest, "bad-request", "%s is missing: an update sends all of a user.", name)
		}
	}
	u, err := t.pathUser(text(in, "Username"))
	if err != nil {
		return pathAnswer{}, err
	}
	o, err := t.find(users, u.ConnectUserID)
	if err != nil {
		return pathAnswer{}, err
	}
	if u.ConnectUserID != text(in, "Id") || u.Protected {
		return pathAnswer{}, refusal(http.StatusConflict, "user-is-protected", "The user %q cannot be updated under this Id.", u.Username)
	}
	group := text(in, "PermissionGroupId")
	if err = t.assign(u, &group); err != nil {
		return pathAnswer{}, err
	}
	if err = setPhoneConfig(o, sub(in, "PhoneConfig")); err != nil {
		return pathAnswer{}, err
	}
	o.body["RoutingProfileId"] = text(in, "RoutingProfileId")
	info := sub(o.body, "IdentityInfo")
	maps.Copy(info, sub(in, "IdentityInfo"))
	if err = t.save(o); err != nil {
		return pathAnswer{}, err
	}
	r.SetPathValue("username", u.Username)
	return getFlexUser(t, r, nil)
}
