package sim

import (
	"maps"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

var users = &store.Kind{
	Word: "agent", Noun: "user", ResourceType: "USER",
	ID: "UserId", ARN: "UserArn", Name: "Username", View: "User",
	References: []store.Reference{
		{Path: "RoutingProfileId", Kind: routingProfiles},
		{Path: "SecurityProfileIds[]", Kind: securityProfiles},
		{Path: "HierarchyGroupId", Kind: groups},
		{Path: "UserProficiencies[].AttributeName", Kind: attributes},
	},
	Complete: bornUser,
	Check:    checkUser,
	Show:     showUser,
}

// userSimulation is what is simulated of users.
var userSimulation = simulation{
	kind: users,
	form: form{
		noun:    "User",
		members: append(settingLists(), "IdentityInfo", "PhoneConfig", "SecurityProfileIds", "RoutingProfileId", "HierarchyGroupId"),
		fill:    fillUser,
	},
	operations: map[string]operation{
		"CreateUser": writes(create(users, "Username", "IdentityInfo", "DirectoryUserId", "SecurityProfileIds",
			"RoutingProfileId", "HierarchyGroupId")),
		"DescribeUser":                  reads(describe(users)),
		"UpdateUserIdentityInfo":        writes(changing(users, updateIdentity)),
		"UpdateUserPhoneConfig":         writes(changing(users, updatePhone)),
		"UpdateUserConfig":              writes(changing(users, updateChannels)),
		"UpdateUserRoutingProfile":      writes(update(users, "RoutingProfileId")),
		"UpdateUserSecurityProfiles":    writes(update(users, "SecurityProfileIds")),
		"UpdateUserHierarchy":           writes(changing(users, updateHierarchy)),
		"DeleteUser":                    writes(remove(users)),
		"AssociateUserProficiencies":    writes(changeProficiencies(associateProficiency)),
		"UpdateUserProficiencies":       writes(changeProficiencies(updateProficiency)),
		"DisassociateUserProficiencies": writes(changeProficiencies(disassociateProficiency)),
		"ListUserProficiencies":         reads(listProficiencies),
		"ListUsers":                     reads(listing("UserSummaryList", users)),
		"SearchUsers":                   searches(searching("Users", userFields, foundUser, users)),
	},
}

// userFields are what SearchUsers documents.
var userFields = map[string]store.Field{
	"username":          store.Column("name"),
	"firstname":         store.Member("IdentityInfo.FirstName"),
	"lastname":          store.Member("IdentityInfo.LastName"),
	"routingprofileid":  store.Target("RoutingProfileId"),
	"securityprofileid": store.Target("SecurityProfileIds"),
	"resourceid":        store.Column("id"),
}

// bornUser checks who the new user is. The password is looked at and dropped:
// no operation reads one.
func bornUser(t *store.Tx, o *store.Object, in api.Members) error {
	if err := identityRuleOf(t).checkNewUser(in); err != nil {
		return err
	}
	return setPhones(t, o, in)
}

func identityRuleOf(t *store.Tx) identityRule { return identityRules[t.Instance.Identity] }

// checkUser drops what is empty and repeated, and checks the identity.
func checkUser(t *store.Tx, o *store.Object) error {
	info := api.Sub(o.Body, "IdentityInfo")
	maps.DeleteFunc(info, func(_ string, v any) bool { return v == "" })
	o.Body["SecurityProfileIds"] = distinctIDs(t, securityProfiles, api.Texts(o.Body, "SecurityProfileIds"))
	if err := checkProficiencies(t, o); err != nil {
		return err
	}
	return identityRuleOf(t).checkIdentity(info)
}

// fillUser stores a PhoneConfig as settings per channel, and sets the channels that lists of
// settings name.
func fillUser(t *store.Tx, o *store.Object, given api.Members) error {
	if config, ok := given["PhoneConfig"].(api.Members); ok {
		if err := setPhoneConfig(o, config); err != nil {
			return err
		}
	}
	delete(given, "PhoneConfig")
	err := updateChannels(t, o, given)
	for _, list := range settingLists() {
		delete(given, list)
	}
	return err
}

// distinctIDs is a list of ids or ARNs as ids, each once.
func distinctIDs(t *store.Tx, k *store.Kind, refs []string) []any {
	for i, ref := range refs {
		refs[i] = t.IDOf(k, ref)
	}
	return api.SortedSet(refs)
}

// updateHierarchy is UpdateUserHierarchy; without a group the user has none.
func updateHierarchy(_ *store.Tx, o *store.Object, in api.Members) error {
	delete(o.Body, "HierarchyGroupId")
	api.Take(o.Body, in, "HierarchyGroupId")
	return nil
}

func showUser(_ *store.Tx, o *store.Object, v api.Members) error {
	v["PhoneConfig"] = phoneConfig(o.Body)
	return nil
}

// foundUser is what SearchUsers says of a user: "AfterContactWorkTimeLimit is
// returned in milliseconds".
//
// Assumption: so it is in the settings of each channel, as the member has the
// same name there.
func foundUser(v api.Members) {
	inMilliseconds(api.Sub(v, "PhoneConfig"))
	for _, e := range api.List(v, "AfterContactWorkConfigs") {
		inMilliseconds(api.Sub(e.(api.Members), "AfterContactWorkConfig"))
		inMilliseconds(api.Sub(e.(api.Members), "AgentFirstCallbackAfterContactWorkConfig"))
	}
}

func inMilliseconds(m api.Members) {
	if api.Has(m, "AfterContactWorkTimeLimit") {
		m["AfterContactWorkTimeLimit"] = api.Number(m, "AfterContactWorkTimeLimit") * 1000
	}
}
