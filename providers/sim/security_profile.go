package sim

import "fmt"

var securityProfiles = &kind{
	word: "security-profile", noun: "security profile", resourceType: "SECURITY_PROFILE",
	id: "SecurityProfileId", arn: "SecurityProfileArn", name: "SecurityProfileName", view: "SecurityProfile",
	refs:  []reference{{"AllowedAccessControlHierarchyGroupId", groups}},
	check: checkSecurityProfile,
	form:  form{noun: "SecurityProfile", members: securityMembers},
}

// securityMembers are what CreateSecurityProfile and UpdateSecurityProfile both
// set. The name is not among them: there is no way to rename a profile.
var securityMembers = []string{
	"Description", "Permissions", "AllowedAccessControlTags", "TagRestrictedResources", "Applications",
	"HierarchyRestrictedResources", "AllowedAccessControlHierarchyGroupId", "AllowedFlowModules",
	"GranularAccessControlConfiguration",
}

// securityFields are what SearchSecurityProfiles documents.
var securityFields = map[string]field{"name": column("name")}

// checkSecurityProfile keeps permissions as a set. Their names are not checked:
// the catalogue of permissions grows, and the model takes any name.
//
// Assumption: an empty AllowedAccessControlHierarchyGroupId takes the
// restriction away; no other value could.
func checkSecurityProfile(_ *tx, o *object) error {
	o.body["Permissions"] = sortedSet(texts(o.body, "Permissions"))
	if text(o.body, "AllowedAccessControlHierarchyGroupId") == "" {
		delete(o.body, "AllowedAccessControlHierarchyGroupId")
	}
	for _, resource := range texts(o.body, "HierarchyRestrictedResources") {
		if resource != "User" {
			return invalid("HierarchyRestrictedResources: %q is not User, the one acceptable name.", resource)
		}
	}
	return nil
}

// deleteSecurityProfile deletes a profile that no user has.
//
// Assumption: those that an instance begins with cannot be deleted.
// DeleteSecurityProfile is the only delete that declares AccessDeniedException.
func deleteSecurityProfile(t *tx, operation string, in members) (members, error) {
	o, err := t.find(securityProfiles, text(in, "SecurityProfileId"))
	if err != nil {
		return nil, err
	}
	if flag(o.body, builtIn) {
		return nil, accessDenied("The security profile %q came with the instance and cannot be deleted.", o.name)
	}
	return remove(securityProfiles)(t, operation, in)
}

func listPermissions(t *tx, operation string, in members) (members, error) {
	return t.partsOf(operation, in, "Permissions")
}

func listApplications(t *tx, operation string, in members) (members, error) {
	return t.partsOf(operation, in, "Applications")
}

// partsOf answers a page of a list in a security profile, in the order stored.
func (t *tx) partsOf(operation string, in members, name string) (members, error) {
	o, err := t.find(securityProfiles, text(in, "SecurityProfileId"))
	if err != nil {
		return nil, err
	}
	var entries []entry
	for i, v := range list(o.body, name) {
		entries = append(entries, entry{fmt.Sprintf("%03d", i), v})
	}
	page, next, err := t.slice(operation, in, entries)
	answer := paged(members{name: page}, next)
	t.dated(answer, o.modified)
	return answer, err
}
