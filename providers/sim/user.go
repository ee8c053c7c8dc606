package sim

import "maps"

var users = &kind{
	word: "agent", noun: "user", resourceType: "USER",
	id: "UserId", arn: "UserArn", name: "Username", view: "User",
	refs: []reference{
		{"RoutingProfileId", routingProfiles},
		{"SecurityProfileIds[]", securityProfiles},
		{"HierarchyGroupId", groups},
		{"UserProficiencies[].AttributeName", attributes},
	},
	born:  bornUser,
	check: checkUser,
	show:  showUser,
	form: form{
		noun:    "User",
		members: []string{"IdentityInfo", "PhoneConfig", "SecurityProfileIds", "RoutingProfileId", "HierarchyGroupId"},
		fill:    fillUser,
	},
}

// userFields are what SearchUsers documents.
var userFields = map[string]field{
	"username":          column("name"),
	"firstname":         member("IdentityInfo.FirstName"),
	"lastname":          member("IdentityInfo.LastName"),
	"routingprofileid":  target("RoutingProfileId"),
	"securityprofileid": target("SecurityProfileIds"),
	"resourceid":        column("id"),
}

// bornUser checks who the new user is. The password is looked at and dropped:
// no operation reads one.
func bornUser(t *tx, o *object, in members) error {
	if err := t.identityRule().checkNewUser(in); err != nil {
		return err
	}
	return setPhones(t, o, in)
}

func (t *tx) identityRule() identityRule { return identityRules[t.server.instance.Identity] }

// checkUser drops what is empty and repeated, and checks the identity.
func checkUser(t *tx, o *object) error {
	info := sub(o.body, "IdentityInfo")
	maps.DeleteFunc(info, func(_ string, v any) bool { return v == "" })
	o.body["SecurityProfileIds"] = t.distinct(securityProfiles, texts(o.body, "SecurityProfileIds"))
	if err := t.checkProficiencies(o); err != nil {
		return err
	}
	return t.identityRule().checkIdentity(info)
}

// fillUser stores a PhoneConfig that was given as the settings that it stands for.
func fillUser(_ *tx, o *object, given members) error {
	config, ok := given["PhoneConfig"].(members)
	delete(given, "PhoneConfig")
	if !ok {
		return nil
	}
	return setPhoneConfig(o, config)
}

// distinct is a list of ids or ARNs as ids, each once.
func (t *tx) distinct(k *kind, refs []string) []any {
	for i, ref := range refs {
		refs[i] = t.idOf(k, ref)
	}
	return sortedSet(refs)
}

// updateHierarchy is UpdateUserHierarchy; without a group the user has none.
func updateHierarchy(_ *tx, o *object, in members) error {
	delete(o.body, "HierarchyGroupId")
	take(o.body, in, "HierarchyGroupId")
	return nil
}

func showUser(_ *tx, o *object, v members) error {
	v["PhoneConfig"] = phoneConfig(o.body)
	return nil
}

// foundUser is what SearchUsers says of a user: "AfterContactWorkTimeLimit is
// returned in milliseconds".
//
// Assumption: so it is in the settings of each channel, as the member has the
// same name there.
func foundUser(v members) {
	inMilliseconds(sub(v, "PhoneConfig"))
	for _, e := range list(v, "AfterContactWorkConfigs") {
		inMilliseconds(sub(e.(members), "AfterContactWorkConfig"))
		inMilliseconds(sub(e.(members), "AgentFirstCallbackAfterContactWorkConfig"))
	}
}

func inMilliseconds(m members) {
	if has(m, "AfterContactWorkTimeLimit") {
		m["AfterContactWorkTimeLimit"] = number(m, "AfterContactWorkTimeLimit") * 1000
	}
}
