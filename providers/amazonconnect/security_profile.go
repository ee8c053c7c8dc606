package amazonconnect

import (
	"cmp"
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// Attributes of security profiles by the operation that reads them.
var (
	securityKind         = schema.MustKind("security_profile")
	securityPermissions  = securityKind.Set("permissions")
	securityApplications = securityKind.Set("applications")
	securityRestrictions = securityKind.Set("access_control_tags", "tag_restricted_resources", "hierarchy_restricted_resources", "access_control_hierarchy_group")
	securityBasics       = securityKind.Every().Minus(securityPermissions).Minus(securityApplications).Minus(securityRestrictions)
)

// securityProfiles say what their users may see and do. A search has little of them:
// permissions, applications and restrictions are three details.
//
// One operation writes everything except the name, which nothing can change, and the tags.
var securityProfiles = define(definition[schema.SecurityProfile]{
	kind:   securityKind,
	system: []string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst"},
	title:  func(p *schema.SecurityProfile) string { return p.Name },
	ops: operations{
		list: "ListSecurityProfiles", search: "SearchSecurityProfiles", describe: "DescribeSecurityProfile",
		create: "CreateSecurityProfile", destroy: "DeleteSecurityProfile",
	},
	list:     listSecurityProfiles,
	search:   searchSecurityProfiles,
	describe: describeSecurityProfile,
	details: []detail[schema.SecurityProfile]{
		{attrs: securityPermissions, op: "ListSecurityProfilePermissions", read: readPermissions},
		{attrs: securityApplications, op: "ListSecurityProfileApplications", read: readApplications},
		{attrs: securityRestrictions, op: "DescribeSecurityProfile"},
	},
	create: createSecurityProfile,
	updates: []update[schema.SecurityProfile]{
		{attrs: securityKind.Every().Minus(securityKind.Set("name", "tags")), op: "UpdateSecurityProfile", looks: look{"ListSecurityProfileApplications", securityApplications}, call: updateSecurityProfile},
	},
	tagWord: "security-profile",
	tags:    func(p *schema.SecurityProfile) map[string]string { return p.Tags },
	destroy: func(ctx context.Context, c *connection, id string) error {
		_, err := c.api.DeleteSecurityProfile(ctx, &connect.DeleteSecurityProfileInput{InstanceId: &c.instance.ID, SecurityProfileId: &id})
		return err
	},
})

// listSecurityProfiles lists all security profiles.
func listSecurityProfiles(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListSecurityProfilesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListSecurityProfilesPaginator(c.api, in), func(out *connect.ListSecurityProfilesOutput) error {
		return every(out.SecurityProfileSummaryList, func(s *types.SecurityProfileSummary) error {
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name)})
			return nil
		})
	})
}

// searchSecurityProfiles has names, descriptions and tags.
func searchSecurityProfiles(ctx context.Context, c *connection, found func(object[schema.SecurityProfile])) error {
	in := &connect.SearchSecurityProfilesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewSearchSecurityProfilesPaginator(c.api, in), func(out *connect.SearchSecurityProfilesOutput) error {
		return every(out.SecurityProfiles, func(p *types.SecurityProfileSearchSummary) error {
			found(readSecurityProfile(p.Id, p.SecurityProfileName, p.Description, p.Tags))
			return nil
		})
	})
}

// describeSecurityProfile reads one profile, except its permissions and applications.
func describeSecurityProfile(ctx context.Context, c *connection, id string) (o object[schema.SecurityProfile], err error) {
	out, err := c.api.DescribeSecurityProfile(ctx, &connect.DescribeSecurityProfileInput{InstanceId: &c.instance.ID, SecurityProfileId: &id})
	if err != nil {
		return o, err
	}
	p := out.SecurityProfile
	o = readSecurityProfile(&id, p.SecurityProfileName, p.Description, p.Tags)
	o.given = o.given.Union(securityRestrictions)
	o.body.AccessControlTags = maps.Clone(p.AllowedAccessControlTags)
	o.body.TagRestrictedResources = kindWords(p.TagRestrictedResources)
	o.body.HierarchyRestrictedResources = kindWords(p.HierarchyRestrictedResources)
	o.body.AccessControlHierarchyGroup, err = c.name(ctx, "hierarchy_group", p.AllowedAccessControlHierarchyGroupId)
	return o, err
}

// readSecurityProfile reads what Search and Describe have in common.
func readSecurityProfile(id, name, description *string, tags map[string]string) object[schema.SecurityProfile] {
	return object[schema.SecurityProfile]{
		id: aws.ToString(id), given: securityBasics, record: recordOf(tags),
		body: &schema.SecurityProfile{Name: aws.ToString(name), Description: aws.ToString(description), Tags: visible(tags)},
	}
}

// readPermissions reads the detail: the names of permissions, such as RoutingPolicies.Edit.
func readPermissions(ctx context.Context, c *connection, id string, p *schema.SecurityProfile) error {
	in := &connect.ListSecurityProfilePermissionsInput{InstanceId: &c.instance.ID, SecurityProfileId: &id, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListSecurityProfilePermissionsPaginator(c.api, in), func(out *connect.ListSecurityProfilePermissionsOutput) error {
		p.Permissions = append(p.Permissions, out.Permissions...)
		return nil
	})
	p.Permissions = schema.SortedSet(p.Permissions)
	return err
}

// readApplications reads the detail: the applications that a user of the profile sees,
// sorted by their namespaces.
func readApplications(ctx context.Context, c *connection, id string, p *schema.SecurityProfile) error {
	live, err := listApplications(ctx, c, id)
	for _, a := range live {
		p.Applications = append(p.Applications, schema.Application{
			Namespace: aws.ToString(a.Namespace), Permissions: schema.SortedSet(slices.Clone(a.ApplicationPermissions)),
		})
	}
	slices.SortStableFunc(p.Applications, func(a, b schema.Application) int { return cmp.Compare(a.Namespace, b.Namespace) })
	return err
}

// listApplications returns the applications as the API has them.
func listApplications(ctx context.Context, c *connection, id string) (all []types.Application, err error) {
	in := &connect.ListSecurityProfileApplicationsInput{InstanceId: &c.instance.ID, SecurityProfileId: &id, MaxResults: aws.Int32(listPage)}
	err = pages(ctx, connect.NewListSecurityProfileApplicationsPaginator(c.api, in), func(out *connect.ListSecurityProfileApplicationsOutput) error {
		all = append(all, out.Applications...)
		return nil
	})
	return all, err
}

// applications returns the API's form of a profile's applications. An application has a
// type that the language lacks; it is kept from live.
func applications(p *schema.SecurityProfile, live []types.Application) []types.Application {
	list := []types.Application{}
	for _, a := range p.Applications {
		next := types.Application{Namespace: aws.String(a.Namespace), ApplicationPermissions: a.Permissions}
		for _, l := range live {
			if aws.ToString(l.Namespace) == a.Namespace {
				next.Type = l.Type
			}
		}
		list = append(list, next)
	}
	return list
}

// createSecurityProfile creates a profile with everything that it says.
func createSecurityProfile(ctx context.Context, c *connection, want object[schema.SecurityProfile]) (string, error) {
	p := want.body
	in := &connect.CreateSecurityProfileInput{
		InstanceId:                   &c.instance.ID,
		SecurityProfileName:          &p.Name,
		Description:                  filled(p.Description),
		Permissions:                  p.Permissions,
		AllowedAccessControlTags:     p.AccessControlTags,
		TagRestrictedResources:       kindNames(p.TagRestrictedResources),
		HierarchyRestrictedResources: kindNames(p.HierarchyRestrictedResources),
		Applications:                 applications(p, nil),
		Tags:                         createTags(p.Tags, want.record),
	}
	if len(in.Applications) == 0 { // leave the member out, rather than send an empty list
		in.Applications = nil
	}
	if p.AccessControlHierarchyGroup != "" {
		group, err := c.id(ctx, "hierarchy_group", p.AccessControlHierarchyGroup)
		if err != nil {
			return "", err
		}
		in.AllowedAccessControlHierarchyGroupId = group
	}
	out, err := c.once.CreateSecurityProfile(ctx, in)
	if err != nil {
		return "", err
	}
	return aws.ToString(out.SecurityProfileId), nil
}

// updateSecurityProfile sends only what changes, so members that this client does not know
// stay as they are. An empty list clears a member; a missing one does not.
//
// Assumption: an empty group id takes the group away. The service documents no way to do
// that, and no other value could mean it.
func updateSecurityProfile(ctx context.Context, c *connection, ch change[schema.SecurityProfile]) error {
	in := &connect.UpdateSecurityProfileInput{InstanceId: &c.instance.ID, SecurityProfileId: &ch.id}
	changed := func(attr string) bool { return ch.attrs.And(securityKind.Set(attr)) != 0 }
	if changed("description") {
		in.Description = &ch.after.Description // empty clears it
	}
	if changed("permissions") {
		in.Permissions = append([]string{}, ch.after.Permissions...)
	}
	if changed("access_control_tags") {
		in.AllowedAccessControlTags = map[string]string{} // empty clears it, nil would not
		maps.Copy(in.AllowedAccessControlTags, ch.after.AccessControlTags)
	}
	if changed("tag_restricted_resources") {
		in.TagRestrictedResources = kindNames(ch.after.TagRestrictedResources)
	}
	if changed("hierarchy_restricted_resources") {
		in.HierarchyRestrictedResources = kindNames(ch.after.HierarchyRestrictedResources)
	}
	if changed("access_control_hierarchy_group") {
		in.AllowedAccessControlHierarchyGroupId = aws.String("")
		if group := ch.after.AccessControlHierarchyGroup; group != "" {
			id, err := c.id(ctx, "hierarchy_group", group)
			if err != nil {
				return err
			}
			in.AllowedAccessControlHierarchyGroupId = id
		}
	}
	if changed("applications") {
		live, err := listApplications(ctx, c, ch.id)
		if err != nil {
			return err
		}
		in.Applications = applications(ch.after, live)
	}
	_, err := c.api.UpdateSecurityProfile(ctx, in)
	return err
}

// kindWords returns the language's words for the service's names of resource types:
// security_profile for SecurityProfile. A name that could not be turned back stays as it
// is.
func kindWords(names []string) []string {
	words := make([]string, len(names))
	for i, name := range names {
		word := inner.ReplaceAllString(name, "${1}_${2}")
		if words[i] = strings.ToLower(word); kindName(words[i]) != name {
			words[i] = name
		}
	}
	return schema.SortedSet(words)
}

// inner finds the places inside a name where another word begins.
var inner = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// kindNames returns the service's names for the language's words.
func kindNames(words []string) []string {
	names := make([]string, len(words))
	for i, word := range words {
		names[i] = kindName(word)
	}
	return names
}

// kindName returns the service's name for a word: SecurityProfile for security_profile.
func kindName(word string) string {
	if word != strings.ToLower(word) {
		return word
	}
	var name strings.Builder
	for part := range strings.SplitSeq(word, "_") {
		if part != "" {
			first, size := utf8.DecodeRuneInString(part)
			name.WriteString(string(unicode.ToUpper(first)) + part[size:])
		}
	}
	return name.String()
}
