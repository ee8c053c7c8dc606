package schema

import (
	"fmt"
	"slices"
)

// A SecurityProfile grants permissions to the users who have it.
type SecurityProfile struct {
	Name        string
	Description string
	Permissions []string // API names, sorted
	Tags        map[string]string
}

// mostPermissions is how many names a profile's list of permissions holds (Amazon
// Connect API reference, CreateSecurityProfile).
const mostPermissions = 500

var securityProfile = Define(Spec[SecurityProfile]{
	Name:  "security_profile",
	Doc:   "What the users who have it may see and do.",
	Label: "name",
	Quota: 100,
	Key:   func(p *SecurityProfile) string { return p.Name },
	Fields: []Field[SecurityProfile]{
		String("name", "The name; defaults to for_each's key or the label.", func(p *SecurityProfile) *string { return &p.Name }).Code('n').
			Needed().Fixed().Length(127).Match(`[ a-zA-Z0-9_@-]+`, "made of letters, digits, spaces and _@-"),
		String("description", "What the profile is for.", func(p *SecurityProfile) *string { return &p.Description }).Code('d').
			Length(250),
		StringSet("permissions", "The API names of the permissions; the set is whole. Edit brings View, as it does in the console.",
			func(p *SecurityProfile) *[]string { return &p.Permissions }).Code('p').
			Count(0, mostPermissions).Length(128).NotEmpty("leave the member out instead").Spelled(accessSpelling),
		tags(func(p *SecurityProfile) *map[string]string { return &p.Tags }),
	},
	Check: checkPermissions,
	Complete: func(want, _ *SecurityProfile) {
		for _, p := range want.Permissions {
			want.Permissions = append(want.Permissions, Brings(p)...)
		}
		want.Permissions = SortedSet(want.Permissions)
	},
})

// checkPermissions warns of names that are in no catalogue. The catalogue ages,
// so an unknown name is no error.
func checkPermissions(p *SecurityProfile, _ func(string) bool) []Problem {
	var problems []Problem
	if n := len(p.Permissions); n > mostPermissions {
		problems = append(problems, Problem{
			Path: At("permissions"), Summary: "Wrong number of members",
			Detail: fmt.Sprintf("permissions and access together have %d members; a profile takes at most %d.", n, mostPermissions),
		})
	}
	for _, name := range slices.Compact(slices.Clone(p.Permissions)) {
		if name == "" {
			continue
		}
		if _, ok := permissions[name]; !ok {
			problems = append(problems, Problem{
				Severity: Warning, Path: At("permissions"), Summary: "Unknown permission",
				Detail: fmt.Sprintf("%q is not among the permissions that callwright knows.%s", name, Suggest(name, permissionNames)),
			})
		}
	}
	return problems
}
