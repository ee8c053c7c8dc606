package sim

import (
	"fmt"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

var securityProfiles = &store.Kind{
	Word: "security-profile", Noun: "security profile", ResourceType: "SECURITY_PROFILE",
	ID: "SecurityProfileId", ARN: "SecurityProfileArn", Name: "SecurityProfileName", View: "SecurityProfile",
	References: []store.Reference{
		{Path: "AllowedAccessControlHierarchyGroupId", Kind: groups},
		{Path: "AllowedFlowModules[].FlowModuleId", Kind: modules},
	},
	Check: checkSecurityProfile,
}

// securityProfileSimulation is what is simulated of security profiles.
var securityProfileSimulation = simulation{
	kind: securityProfiles,
	form: form{noun: "SecurityProfile", members: securityMembers},
	operations: map[string]operation{
		"CreateSecurityProfile":           writes(create(securityProfiles, append([]string{"SecurityProfileName"}, securityMembers...)...)),
		"DescribeSecurityProfile":         reads(describe(securityProfiles)),
		"UpdateSecurityProfile":           writes(update(securityProfiles, securityMembers...)),
		"DeleteSecurityProfile":           writes(deleteSecurityProfile),
		"ListSecurityProfiles":            reads(listing("SecurityProfileSummaryList", securityProfiles)),
		"SearchSecurityProfiles":          searches(searching("SecurityProfiles", securityFields, nil, securityProfiles)),
		"ListSecurityProfilePermissions":  reads(listPermissions),
		"ListSecurityProfileApplications": reads(listApplications),
		"ListSecurityProfileFlowModules":  reads(listProfileModules),
	},
}

// securityMembers are what CreateSecurityProfile and UpdateSecurityProfile both
// set. The name is not among them: there is no way to rename a profile.
var securityMembers = []string{
	"Description", "Permissions", "AllowedAccessControlTags", "TagRestrictedResources", "Applications",
	"HierarchyRestrictedResources", "AllowedAccessControlHierarchyGroupId", "AllowedFlowModules",
	"GranularAccessControlConfiguration",
}

// securityFields are what SearchSecurityProfiles documents.
var securityFields = map[string]store.Field{"name": store.Column("name")}

// checkSecurityProfile keeps permissions as a set. Their names are not checked:
// the catalogue of permissions grows, and the model takes any name.
//
// Assumption: an empty AllowedAccessControlHierarchyGroupId takes the
// restriction away; no other value could.
func checkSecurityProfile(_ *store.Tx, o *store.Object) error {
	o.Body["Permissions"] = api.SortedSet(api.Texts(o.Body, "Permissions"))
	if api.Text(o.Body, "AllowedAccessControlHierarchyGroupId") == "" {
		delete(o.Body, "AllowedAccessControlHierarchyGroupId")
	}
	for _, resource := range api.Texts(o.Body, "HierarchyRestrictedResources") {
		if resource != "User" {
			return api.InvalidParameter("HierarchyRestrictedResources: %q is not User, the one acceptable name.", resource)
		}
	}
	return nil
}

// deleteSecurityProfile deletes a profile that no user has.
//
// Assumption: those that an instance begins with cannot be deleted.
// DeleteSecurityProfile is the only delete that declares AccessDeniedException.
func deleteSecurityProfile(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	o, err := t.Find(securityProfiles, api.Text(in, "SecurityProfileId"))
	if err != nil {
		return nil, err
	}
	if api.Flag(o.Body, builtIn) {
		return nil, api.AccessDenied("The security profile %q came with the instance and cannot be deleted.", o.Name)
	}
	return remove(securityProfiles)(t, operation, in)
}

func listPermissions(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	return listParts(t, operation, in, "Permissions")
}

func listApplications(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	return listParts(t, operation, in, "Applications")
}

func listProfileModules(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	return listParts(t, operation, in, "AllowedFlowModules")
}

// listParts answers a page of a list in a security profile, in the order stored.
func listParts(t *store.Tx, operation string, in api.Members, name string) (api.Members, error) {
	o, err := t.Find(securityProfiles, api.Text(in, "SecurityProfileId"))
	if err != nil {
		return nil, err
	}
	var entries []store.Entry
	for i, v := range api.List(o.Body, name) {
		entries = append(entries, store.Entry{Key: fmt.Sprintf("%03d", i), Value: v})
	}
	page, next, err := store.PageOfEntries(t, operation, in, entries)
	answer := store.Paged(api.Members{name: page}, next)
	store.SetDate(t, answer, o.Modified)
	return answer, err
}
