package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/schema/diag"
)

// An Application is an application of somebody else's that a security profile gives
// access to.
type Application struct {
	Namespace   string
	Permissions []string // sorted: ACCESS for an application, names of tools for an MCP server
}

// applicationRows are the rows of security_profile.applications (Amazon Connect API
// reference, Application).
var applicationRows = tableOf[Application]{
	columns: []Field[Application]{
		String("namespace", "The namespace of the application.", func(a *Application) *string { return &a.Namespace }).Required().Length(128),
		StringSet("permissions", "What is granted: `ACCESS`, or for an MCP server the names of its tools; 1 to 50.",
			func(a *Application) *[]string { return &a.Permissions }).Required().Count(1, 50).Length(128),
	},
	keys:    []string{"namespace"},
	compare: func(a, b Application) int { return cmp.Compare(a.Namespace, b.Namespace) },
}

// How much a security profile holds (Amazon Connect API reference,
// CreateSecurityProfile).
const (
	mostApplications = 10
	mostAccessTags   = 4
)

// How many profiles of a kind a user may have (Amazon Connect administrator guide,
// tag-based and hierarchy-based access control).
const (
	mostTagRestricted       = 3
	mostHierarchyRestricted = 2
)

// taggedKinds are the words of the kinds that a profile can restrict by tags. The
// reference named four; more came, and no page lists them.
var taggedKinds = []string{"user", "security_profile", "queue", "routing_profile"}

func accessTagKey(key string) string {
	if n := utf8.RuneCountInString(key); n == 0 || n > 128 {
		return fmt.Sprintf("The key of a tag has 1 to 128 characters; this one has %d.", n)
	}
	return ""
}

func checkApplications(p *SecurityProfile) []diag.Problem {
	if n := len(p.Applications); n > mostApplications {
		return []diag.Problem{diag.WrongMemberCount.On("applications", "The table has %d applications; a profile takes at most %d.", n, mostApplications)}
	}
	return nil
}

// checkRestrictions holds what restricts a profile's users against the rules of
// tag-based and hierarchy-based access control.
func checkRestrictions(p *SecurityProfile, has func(string) bool) []diag.Problem {
	var problems []diag.Problem
	if n := len(p.AccessControlTags); n > mostAccessTags {
		problems = append(problems, diag.WrongMemberCount.On("access_control_tags", "There are %d tags; a profile restricts by at most %d.", n, mostAccessTags))
	}
	tags, kinds := has("access_control_tags"), has("tag_restricted_resources")
	switch {
	case len(p.AccessControlTags) > 0 && len(p.TagRestrictedResources) == 0:
		problems = append(problems, diag.TagsRestrictNothing.On("access_control_tags", "Without tag_restricted_resources, which say of which kinds, the tags have no effect.").As(half(kinds)))
	case len(p.TagRestrictedResources) > 0 && len(p.AccessControlTags) == 0:
		problems = append(problems, diag.KindsWithoutTags.On("tag_restricted_resources", "Without access_control_tags, the kinds are not restricted.").As(half(tags)))
	}
	if p.AccessControlHierarchyGroup != "" && len(p.HierarchyRestrictedResources) == 0 {
		problems = append(problems, diag.GroupRestrictsNothing.On("access_control_hierarchy_group",
			`Without hierarchy_restricted_resources = ["user"], the group has no effect.`).As(half(has("hierarchy_restricted_resources"))))
	}
	for _, kind := range p.TagRestrictedResources {
		if kind != "" && !slices.Contains(taggedKinds, kind) {
			problems = append(problems, diag.UnknownKind.On("tag_restricted_resources", "%q is not among the kinds that callwright knows profiles to restrict: %s.%s",
				kind, strings.Join(taggedKinds, ", "), Suggest(kind, taggedKinds)).As(diag.Warning).About(kind))
		}
	}
	return problems
}

// half is how bad it is that one half of a restriction is there alone: where the
// other one is not managed, it may be in the instance.
func half(otherGiven bool) diag.Severity {
	if otherGiven {
		return diag.Error
	}
	return diag.Warning
}

// restricts reports whether a profile of a plan's outcome restricts by the given
// attribute, and whether that is known.
func restricts(profile *Resource, attr string) (is, known bool) {
	p := profile.Body.(*SecurityProfile)
	n := map[string]int{
		"tag_restricted_resources":       min(len(p.TagRestrictedResources), len(p.AccessControlTags)),
		"hierarchy_restricted_resources": len(p.HierarchyRestrictedResources),
	}[attr]
	return n > 0, profile.Has(attr) || profile.Live == nil
}

// governing are the prefixes of the permissions on the kinds that a profile can
// restrict. Of other kinds, any permission may be one.
var governing = map[string]string{
	"user": "Users.", "security_profile": "SecurityProfiles.", "queue": "Queues.", "routing_profile": "RoutingPolicies.",
}

// A restriction is one of the ways in which a profile restricts what users see.
type restriction struct {
	attr, word string
	most       int // profiles of one user
}

// checkTogether warns of security profiles that do not go together on one user. An
// unrestricted profile takes the restrictions of others away where their permissions
// overlap, as the less restrictive one counts (Amazon Connect administrator guide,
// tag-based and hierarchy-based access control).
func checkTogether(u *User, outcome *State) []diag.Problem {
	holds := u.SecurityProfiles
	if full, ok := outcome.Lookup(Name{"user", u.Username}); ok {
		holds = full.Body.(*User).SecurityProfiles
	}
	var problems []diag.Problem
	for _, by := range []restriction{
		{"tag_restricted_resources", "tags", mostTagRestricted},
		{"hierarchy_restricted_resources", "the hierarchy", mostHierarchyRestricted},
	} {
		problems = append(problems, by.check(holds, outcome)...)
	}
	return problems
}

func (by restriction) check(holds []string, outcome *State) []diag.Problem {
	var restricted, open []*Resource
	for _, name := range holds {
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
		problems = append(problems, diag.TooManyRestrictedProfiles.On("security_profiles", "The user has %d security profiles that restrict by %s: %s. Amazon Connect takes %d.", len(restricted), by.word, keysOf(restricted), by.most))
	}
	open = slices.DeleteFunc(open, func(o *Resource) bool {
		return !slices.ContainsFunc(restricted, func(r *Resource) bool { return by.overlap(r, o) })
	})
	if len(open) > 0 {
		problems = append(problems, diag.RestrictionCancelled.On("security_profiles", "The user is restricted by %s by %s, but also has %s without that restriction. Where their permissions overlap, nothing is restricted.",
			by.word, keysOf(restricted), keysOf(open)).About(open[0].Key))
	}
	return problems
}

// overlap reports whether both profiles grant a permission on a kind that the first
// restricts. What is not known may overlap.
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
