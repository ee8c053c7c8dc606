package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/diag"
)

// A SecurityProfile grants permissions to the users who have it.
type SecurityProfile struct {
	Name        string
	Description string
	Permissions []string // API names, sorted

	// Users see objects of the restricted kinds only where those carry all of the tags.
	AccessControlTags      map[string]string
	TagRestrictedResources []string // kinds, sorted; an unknown word is one of the service's own

	// Users see objects of the restricted kinds only in the group and below; "" is the
	// user's own group.
	HierarchyRestrictedResources []string // kinds, sorted
	AccessControlHierarchyGroup  string   // path

	Applications []Application // sorted by namespace
	FlowModules  []string      // names, sorted; AI agents may use them as tools

	DataTableAccess []DataTableRule // sorted by attribute
	Tags            map[string]string
}

// mostPermissions is how many names a profile's list of permissions holds (Amazon
// Connect API reference, CreateSecurityProfile).
const mostPermissions = 500

var securityProfile = Define(Kind{
	Name:  "security_profile",
	Doc:   "What its users can see and do.",
	Label: "name",
	Quota: 100,
}, []Field[SecurityProfile]{
	String("name", "The name; defaults to for_each's key or the label.", func(p *SecurityProfile) *string { return &p.Name }).Code('n').
		Required().Immutable().Length(127).Match(`[ a-zA-Z0-9_@-]+`, "made of letters, digits, spaces and _@-"),
	String("description", "What the profile is for.", func(p *SecurityProfile) *string { return &p.Description }).Code('d').
		Length(250),
	StringSet("permissions", "The API names of the permissions; the set is complete. Edit includes View, as in the console.",
		func(p *SecurityProfile) *[]string { return &p.Permissions }).Code('p').
		Count(0, mostPermissions).Length(128).NotEmpty("remove the empty member").Spelling(accessSpelling),
	StringMap("access_control_tags", "The tags that an object needs before the users can see it, if its kind is in `tag_restricted_resources`: at most 4, and an object needs all of them.",
		func(p *SecurityProfile) *map[string]string { return &p.AccessControlTags }).Code('c').
		KeyRule(accessTagKey).Length(256).ReadForAll(),
	StringSet("tag_restricted_resources", "The kinds of object that `access_control_tags` restrict, such as `user`, `queue`, `routing_profile` and `security_profile`: at most 10.",
		func(p *SecurityProfile) *[]string { return &p.TagRestrictedResources }).Code('r').
		Count(0, 10).Length(128).Match(`[A-Za-z][A-Za-z0-9_]*`, "a kind of object, such as queue").NotEmpty("remove the empty member").ResourceTypes().ReadForAll(),
	StringSet("hierarchy_restricted_resources", "The kinds of object that the users see only in one part of the agent hierarchy.",
		func(p *SecurityProfile) *[]string { return &p.HierarchyRestrictedResources }).Code('h').
		OneOf("user").ResourceTypes().ReadForAll(),
	String("access_control_hierarchy_group", "The users see only people in this group and below it; `\"\"` is their own group.",
		func(p *SecurityProfile) *string { return &p.AccessControlHierarchyGroup }).Code('g').
		RefersTo("hierarchy_group"),
	Rows("applications", "The third-party applications and MCP servers that the users can use: at most 10. The table is complete.",
		func(p *SecurityProfile) *[]Application { return &p.Applications }, applicationRows).Code('A', 'a'),
	StringSet("flow_modules", "The flow modules that AI agents with the profile can use as tools; the set is complete.",
		func(p *SecurityProfile) *[]string { return &p.FlowModules }).Code('f').
		RefersTo("flow_module").Count(0, mostModules).NotEmpty("remove the empty member"),
	Rows("data_table_access", "The rows of data tables that the users can use: of a table with one of these primary attributes, the rows with one of its values. At most 5 attributes; the table is complete.",
		func(p *SecurityProfile) *[]DataTableRule { return &p.DataTableAccess }, dataTableRows).Code('D'),
	tags(func(p *SecurityProfile) *map[string]string { return &p.Tags }),
})

func (p *SecurityProfile) naturalKey() string { return p.Name }

func (p *SecurityProfile) check(has func(string) bool) []diag.Problem {
	return slices.Concat(checkPermissions(p), checkRestrictions(p, has), checkLengths(p))
}

// complete adds the permissions that come with others, as Edit brings View, and the types of
// applications.
func (p *SecurityProfile) complete(live any) {
	was, _ := live.(*SecurityProfile)
	p.completeTypes(was)
	for _, name := range p.Permissions {
		p.Permissions = append(p.Permissions, catalogue.Brings(name)...)
	}
	p.Permissions = SortedSet(p.Permissions)
}

// checkPermissions warns of names that the catalogue does not have. The catalogue ages, so
// an unknown name is not an error.
func checkPermissions(p *SecurityProfile) []diag.Problem {
	var problems []diag.Problem
	if n := len(p.Permissions); n > mostPermissions {
		problems = append(problems, diag.WrongMemberCount.On("permissions", "permissions and access have %d members together; a profile can have at most %d.", n, mostPermissions))
	}
	for _, name := range slices.Compact(slices.Clone(p.Permissions)) {
		if name == "" {
			continue
		}
		if !catalogue.HasPermission(name) {
			problems = append(problems, diag.UnknownPermission.On("permissions", "callwright does not know the permission %q.%s", name, diag.Suggest(name, catalogue.PermissionNames())))
		}
	}
	return problems
}

// An Application is a third-party application that a security profile gives access to.
type Application struct {
	Namespace   string
	Type        string   // "third_party_application" or "mcp"
	Permissions []string // sorted: ACCESS for an application, names of tools for an MCP server
}

// completeTypes gives each application a type, unless it has one: that of the live profile,
// or the service's default. Live is nil if there is no such profile.
func (p *SecurityProfile) completeTypes(live *SecurityProfile) {
	for i := range p.Applications {
		a := &p.Applications[i]
		if a.Type != "" {
			continue
		}
		a.Type = "third_party_application"
		if live == nil {
			continue
		}
		for _, l := range live.Applications {
			if l.Namespace == a.Namespace {
				a.Type = l.Type
			}
		}
	}
}

// applicationRows are the rows of security_profile.applications (Amazon Connect API
// reference, Application).
var applicationRows = tableOf[Application]{
	columns: []Field[Application]{
		String("namespace", "The namespace of the application.", func(a *Application) *string { return &a.Namespace }).Required().Length(128),
		String("type", "Whether it is a `third_party_application` or an `mcp` server. Without a type, it is what it is in the instance; a new one is a third-party application.",
			func(a *Application) *string { return &a.Type }).OneOf("third_party_application", "mcp"),
		StringSet("permissions", "What it grants: `ACCESS`, or the names of an MCP server's tools; 1 to 50.",
			func(a *Application) *[]string { return &a.Permissions }).Required().Count(1, 50).Length(128),
	},
	keys:    []string{"namespace"},
	compare: func(a, b Application) int { return cmp.Compare(a.Namespace, b.Namespace) },
}

// A DataTableRule allows some rows of data tables. For example, of a table with the primary
// attribute "Country", those with the value "UK". The service names no data table here: a
// rule is about all tables that have the attribute.
type DataTableRule struct {
	Attribute string   // the name of a primary attribute
	Values    []string // sorted
}

// latin are the characters that attributes and values of data tables may have (Amazon
// Connect API reference, PrimaryAttributeValue).
const latin = `[\t\n\r\x20-\x7E\x{A1}-\x{FF}]+`

// dataTableRows are the rows of security_profile.data_table_access.
var dataTableRows = tableOf[DataTableRule]{
	columns: []Field[DataTableRule]{
		String("attribute", "The name of a primary attribute, which data tables have.", func(r *DataTableRule) *string { return &r.Attribute }).
			Required().Length(127).Match(latin, "made of Latin-1 characters").Rule(reservedAttribute),
		StringSet("values", "The values of the attribute in the rows that the users can use: 1 or 2.", func(r *DataTableRule) *[]string { return &r.Values }).
			Required().Count(1, 2).NotEmpty("remove the empty member").Match(latin, "made of Latin-1 characters"),
	},
	keys:    []string{"attribute"},
	compare: func(a, b DataTableRule) int { return cmp.Compare(a.Attribute, b.Attribute) },
}

// reservedAttribute refuses the names that the service keeps for itself.
func reservedAttribute(name string) string {
	for _, prefix := range []string{"aws:", "connect:"} {
		if strings.HasPrefix(name, prefix) {
			return fmt.Sprintf("%q begins with %s, which is reserved for Amazon Web Services.", name, prefix)
		}
	}
	return ""
}

// How much a security profile holds (Amazon Connect API reference,
// CreateSecurityProfile).
const (
	mostDataTableRules = 5
	mostApplications   = 10
	mostModules        = 10
	mostAccessTags     = 4
)

// taggedKinds are the words of the kinds that a profile can restrict by tags. The
// reference named four; more came, and no page lists them.
var taggedKinds = []string{"user", "security_profile", "queue", "routing_profile"}

func accessTagKey(key string) string {
	if n := utf8.RuneCountInString(key); n == 0 || n > 128 {
		return fmt.Sprintf("A tag's key must have 1 to 128 characters; this one has %d.", n)
	}
	return ""
}

// checkLengths refuses tables that are too long.
func checkLengths(p *SecurityProfile) []diag.Problem {
	var problems []diag.Problem
	if n := len(p.Applications); n > mostApplications {
		problems = append(problems, diag.WrongMemberCount.On("applications", "The table has %d applications; a profile can have at most %d.", n, mostApplications))
	}
	if n := len(p.DataTableAccess); n > mostDataTableRules {
		problems = append(problems, diag.WrongMemberCount.On("data_table_access", "The table has %d attributes; a profile can have at most %d.", n, mostDataTableRules))
	}
	return problems
}

// checkRestrictions holds what restricts a profile's users against the rules of
// tag-based and hierarchy-based access control.
func checkRestrictions(p *SecurityProfile, has func(string) bool) []diag.Problem {
	var problems []diag.Problem
	if n := len(p.AccessControlTags); n > mostAccessTags {
		problems = append(problems, diag.WrongMemberCount.On("access_control_tags", "There are %d tags; a profile can restrict by at most %d.", n, mostAccessTags))
	}
	tags, kinds := has("access_control_tags"), has("tag_restricted_resources")
	switch {
	case len(p.AccessControlTags) > 0 && len(p.TagRestrictedResources) == 0:
		problems = append(problems, diag.TagsRestrictNothing.On("access_control_tags", "Without tag_restricted_resources, which list the kinds to restrict, the tags have no effect.").As(half(kinds)))
	case len(p.TagRestrictedResources) > 0 && len(p.AccessControlTags) == 0:
		problems = append(problems, diag.KindsWithoutTags.On("tag_restricted_resources", "Without access_control_tags, tag_restricted_resources have no effect.").As(half(tags)))
	}
	if p.AccessControlHierarchyGroup != "" && len(p.HierarchyRestrictedResources) == 0 {
		problems = append(problems, diag.GroupRestrictsNothing.On("access_control_hierarchy_group",
			`Without hierarchy_restricted_resources = ["user"], the group has no effect.`).As(half(has("hierarchy_restricted_resources"))))
	}
	return append(problems, unknownTagged(p.TagRestrictedResources)...)
}

// unknownTagged warns of kinds that the reference does not name, because AWS adds some. It
// refuses a known kind that is misspelt in its case or its underscores, such as QUEUE: the
// service either refuses that or reads it back as queue.
func unknownTagged(kinds []string) []diag.Problem {
	plain := func(kind string) string { return strings.ToLower(strings.ReplaceAll(kind, "_", "")) }
	var problems []diag.Problem
	for _, kind := range kinds {
		if kind == "" || slices.Contains(taggedKinds, kind) {
			continue
		}
		severity := diag.Warning
		if slices.ContainsFunc(taggedKinds, func(k string) bool { return plain(k) == plain(kind) }) {
			severity = diag.Error
		}
		problems = append(problems, diag.UnknownKind.On("tag_restricted_resources", "%q is not a kind that callwright knows profiles to restrict; it knows %s.%s",
			kind, strings.Join(taggedKinds, ", "), diag.Suggest(kind, taggedKinds)).As(severity).About(kind))
	}
	return problems
}

// half is how bad it is if only one half of a restriction is given. If the other half is not
// managed, it may be in the instance.
func half(otherGiven bool) diag.Severity {
	if otherGiven {
		return diag.Error
	}
	return diag.Warning
}
