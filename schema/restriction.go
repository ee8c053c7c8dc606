package schema

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// How many profiles of a kind a user may have (Amazon Connect administrator guide,
// tag-based and hierarchy-based access control).
const (
	mostTagRestricted       = 3
	mostHierarchyRestricted = 2
)

// restricts reports whether a profile of a plan's outcome restricts by the given
// attribute, and whether that is known.
func restricts(profile *Resource, attr string) (is, known bool) {
	p := profile.Body.(*SecurityProfile)
	restricted := len(p.HierarchyRestrictedResources) > 0
	if attr == "tag_restricted_resources" {
		restricted = len(p.TagRestrictedResources) > 0 && len(p.AccessControlTags) > 0
	}
	return restricted, profile.Has(attr) || profile.Live == nil
}

// governing has the prefix of the permissions on each kind that a profile can restrict. For
// a kind that is not listed, any permission may be one of them.
var governing = map[string]string{
	"user": "Users.", "security_profile": "SecurityProfiles.", "queue": "Queues.", "routing_profile": "RoutingPolicies.",
}

// A restriction is one of the ways in which a profile restricts what users see.
type restriction struct {
	attr, word string
	most       int // profiles of one user
}

// checkTogether warns of security profiles that do not go together on one user. An
// unrestricted profile cancels the restrictions of others where their permissions overlap,
// because the less restrictive profile counts (Amazon Connect administrator guide,
// tag-based and hierarchy-based access control).
func checkTogether(profiles []string, outcome *State) []diag.Problem {
	var problems []diag.Problem
	for _, by := range []restriction{
		{"tag_restricted_resources", "tags", mostTagRestricted},
		{"hierarchy_restricted_resources", "hierarchy", mostHierarchyRestricted},
	} {
		problems = append(problems, by.check(profiles, outcome)...)
	}
	return problems
}

func (by restriction) check(profiles []string, outcome *State) []diag.Problem {
	var restricted, open []*Resource
	if len(profiles) < 2 { // nothing else that it could go together with
		return nil
	}
	for _, name := range profiles {
		profile, ok := outcome.Lookup(Name{"security_profile", name})
		if !ok {
			continue
		}
		switch is, known := restricts(profile, by.attr); {
		case is:
			restricted = append(restricted, profile)
		case known:
			open = append(open, profile)
		}
	}
	var problems []diag.Problem
	if len(restricted) > by.most {
		problems = append(problems, diag.TooManyRestrictedProfiles.On("security_profiles", "The user has %d security profiles that restrict by %s: %s. Amazon Connect accepts %d.", len(restricted), by.word, keysOf(restricted), by.most))
	}
	open = slices.DeleteFunc(open, func(o *Resource) bool {
		return !slices.ContainsFunc(restricted, func(r *Resource) bool { return by.overlap(r, o) })
	})
	if len(open) > 0 {
		problems = append(problems, diag.RestrictionCancelled.On("security_profiles", "The user is restricted by %s by %s, but also has %s without that restriction. The restriction does not apply to permissions that both profiles have.",
			by.word, keysOf(restricted), keysOf(open)).About(open[0].Key))
	}
	return problems
}

// overlap reports whether both profiles grant a permission on a kind that the first
// restricts. If the permissions are not known, they may overlap.
func (by restriction) overlap(restricted, open *Resource) bool {
	p, q := restricted.Body.(*SecurityProfile), open.Body.(*SecurityProfile)
	if !restricted.Has("permissions") || !open.Has("permissions") {
		return restricted.Live != nil && open.Live != nil
	}
	kinds := p.TagRestrictedResources
	if by.attr != "tag_restricted_resources" {
		kinds = p.HierarchyRestrictedResources
	}
	for _, kind := range kinds {
		prefix := governing[kind]
		for _, permission := range p.Permissions {
			if strings.HasPrefix(permission, prefix) && slices.Contains(q.Permissions, permission) {
				return true
			}
		}
	}
	return false
}

// keysOf lists the names of resources for a sentence: `"a", "b" and "c"`.
func keysOf(resources []*Resource) string {
	keys := make([]string, len(resources))
	for i, r := range resources {
		keys[i] = r.Key
	}
	return strings.Replace(quoted(keys), `" or "`, `" and "`, 1)
}
