package amazonconnect

import (
	"cmp"
	"context"
	"maps"
	"slices"

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
	securityModules      = securityKind.Set("flow_modules")
	securityUpdated      = securityKind.Every().Minus(securityKind.Set("name", "tags"))
	securityRestrictions = securityKind.Set("access_control_tags", "tag_restricted_resources", "hierarchy_restricted_resources", "access_control_hierarchy_group")
	securityTables       = securityKind.Set("data_table_access")
	securityBasics       = securityKind.Set("name", "description", "tags")
)

// securityProfiles say what their users may see and do. A search has little of them:
// permissions, applications, flow modules and the rest are four details.
//
// One operation writes everything except the name, which nothing can change, and the tags.
// Whether it keeps what a request leaves out is not documented. So everything is read again,
// and sent again.
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
		{attrs: securityModules, op: "ListSecurityProfileFlowModules", read: readModules},
		{attrs: securityRestrictions.Union(securityTables), op: "DescribeSecurityProfile"},
	},
	create: createSecurityProfile,
	updates: []update[schema.SecurityProfile]{
		{attrs: securityUpdated, needs: securityUpdated, again: true, op: "UpdateSecurityProfile", proof: 'U', rests: profileRests, call: updateSecurityProfile},
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
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name), Changed: milliseconds(s.LastModifiedTime)})
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
	o.last, o.given = p.LastModifiedTime, o.given.Union(securityRestrictions).Union(securityTables)
	o.body.AccessControlTags = maps.Clone(p.AllowedAccessControlTags)
	o.body.TagRestrictedResources = kindWords(p.TagRestrictedResources)
	o.body.HierarchyRestrictedResources = kindWords(p.HierarchyRestrictedResources)
	o.body.DataTableAccess = readDataTables(p.GranularAccessControlConfiguration)
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
	in := &connect.ListSecurityProfileApplicationsInput{InstanceId: &c.instance.ID, SecurityProfileId: &id, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListSecurityProfileApplicationsPaginator(c.api, in), func(out *connect.ListSecurityProfileApplicationsOutput) error {
		for _, a := range out.Applications {
			p.Applications = append(p.Applications, schema.Application{
				Namespace: aws.ToString(a.Namespace), Type: word(applicationTypes, a.Type), Permissions: schema.SortedSet(slices.Clone(a.ApplicationPermissions)),
			})
		}
		return nil
	})
	slices.SortStableFunc(p.Applications, func(a, b schema.Application) int { return cmp.Compare(a.Namespace, b.Namespace) })
	return err
}

// applications returns the API's form of a profile's applications.
func applications(p *schema.SecurityProfile) []types.Application {
	list := []types.Application{}
	for _, a := range p.Applications {
		list = append(list, types.Application{
			Namespace: aws.String(a.Namespace), Type: value[types.ApplicationType](applicationTypes, a.Type), ApplicationPermissions: a.Permissions,
		})
	}
	return list
}

// readModules reads the detail: the names of the flow modules that AI agents may use as
// tools.
func readModules(ctx context.Context, c *connection, id string, p *schema.SecurityProfile) error {
	in := &connect.ListSecurityProfileFlowModulesInput{InstanceId: &c.instance.ID, SecurityProfileId: &id, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListSecurityProfileFlowModulesPaginator(c.api, in), func(out *connect.ListSecurityProfileFlowModulesOutput) error {
		return every(out.AllowedFlowModules, func(m *types.FlowModule) error {
			name, err := c.name(ctx, "flow_module", m.FlowModuleId)
			p.FlowModules = append(p.FlowModules, name)
			return err
		})
	})
	p.FlowModules = schema.SortedSet(p.FlowModules)
	return err
}

// modules returns the API's form of a profile's flow modules. There is one type of them.
func modules(ctx context.Context, c *connection, p *schema.SecurityProfile) ([]types.FlowModule, error) {
	list := []types.FlowModule{}
	for _, name := range p.FlowModules {
		id, err := c.id(ctx, "flow_module", name)
		if err != nil {
			return nil, err
		}
		list = append(list, types.FlowModule{FlowModuleId: id, Type: types.FlowModuleTypeMcp})
	}
	return list, nil
}

// readDataTables returns which rows of data tables a profile allows, sorted by attribute.
func readDataTables(config *types.GranularAccessControlConfiguration) []schema.DataTableRule {
	rules := []schema.DataTableRule{}
	if config == nil || config.DataTableAccessControlConfiguration == nil || config.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration == nil {
		return rules
	}
	for _, v := range config.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues {
		rules = append(rules, schema.DataTableRule{Attribute: aws.ToString(v.AttributeName), Values: schema.SortedSet(slices.Clone(v.Values))})
	}
	slices.SortStableFunc(rules, func(a, b schema.DataTableRule) int { return cmp.Compare(a.Attribute, b.Attribute) })
	return rules
}

// dataTables returns the API's form of what a profile allows of data tables.
func dataTables(p *schema.SecurityProfile) *types.GranularAccessControlConfiguration {
	values := []types.PrimaryAttributeValue{}
	for _, r := range p.DataTableAccess {
		values = append(values, types.PrimaryAttributeValue{AccessType: types.AccessTypeAllow, AttributeName: &r.Attribute, Values: r.Values})
	}
	return &types.GranularAccessControlConfiguration{DataTableAccessControlConfiguration: &types.DataTableAccessControlConfiguration{
		PrimaryAttributeAccessControlConfiguration: &types.PrimaryAttributeAccessControlConfigurationItem{PrimaryAttributeValues: values},
	}}
}

// createSecurityProfile creates a profile with everything that it says. It leaves out members
// that would be empty.
func createSecurityProfile(ctx context.Context, c *connection, want object[schema.SecurityProfile]) (string, error) {
	p := want.body
	full, err := profileUpdate(ctx, c, p)
	if err != nil {
		return "", err
	}
	out, err := c.once.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{
		InstanceId:                           &c.instance.ID,
		SecurityProfileName:                  &p.Name,
		Description:                          filled(p.Description),
		Permissions:                          p.Permissions,
		AllowedAccessControlTags:             p.AccessControlTags,
		AllowedAccessControlHierarchyGroupId: full.AllowedAccessControlHierarchyGroupId,
		TagRestrictedResources:               kindNames(p.TagRestrictedResources),
		HierarchyRestrictedResources:         kindNames(p.HierarchyRestrictedResources),
		Applications:                         full.Applications,
		AllowedFlowModules:                   full.AllowedFlowModules,
		GranularAccessControlConfiguration:   full.GranularAccessControlConfiguration,
		Tags:                                 createTags(p.Tags, want.record),
	})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.SecurityProfileId), nil
}

// profileUpdate returns the request that gives a profile everything that p says. It leaves
// out what is empty.
func profileUpdate(ctx context.Context, c *connection, p *schema.SecurityProfile) (*connect.UpdateSecurityProfileInput, error) {
	in := &connect.UpdateSecurityProfileInput{
		InstanceId: &c.instance.ID, Description: filled(p.Description),
		Permissions: nonEmpty(p.Permissions), TagRestrictedResources: nonEmpty(kindNames(p.TagRestrictedResources)),
		HierarchyRestrictedResources: nonEmpty(kindNames(p.HierarchyRestrictedResources)), Applications: nonEmpty(applications(p)),
	}
	if len(p.AccessControlTags) > 0 {
		in.AllowedAccessControlTags = p.AccessControlTags
	}
	if len(p.DataTableAccess) > 0 {
		in.GranularAccessControlConfiguration = dataTables(p)
	}
	allowed, err := modules(ctx, c, p)
	if err != nil {
		return nil, err
	}
	in.AllowedFlowModules = nonEmpty(allowed)
	in.AllowedAccessControlHierarchyGroupId, err = c.idOrNone(ctx, "hierarchy_group", p.AccessControlHierarchyGroup)
	return in, err
}

// nonEmpty returns the list, or nil if it is empty. A list that is nil is not sent.
func nonEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// updateSecurityProfile sends everything, as it was read except for what changes. An empty
// member clears the setting. It is sent only where the setting changes, because a service may
// refuse an empty one.
//
// Assumption: an empty group id takes the group away. The service documents no way to do
// that, and no other value could mean it.
func updateSecurityProfile(ctx context.Context, c *connection, ch change[schema.SecurityProfile]) error {
	after := *ch.after
	if ch.attrs.And(securityKind.Set("access_control_hierarchy_group")) == 0 {
		after.AccessControlHierarchyGroup = "" // profileRests sends the id that was read; the name may be another group's by now
	}
	in, err := profileUpdate(ctx, c, &after)
	if err != nil {
		return err
	}
	in.SecurityProfileId = &ch.id
	clears := func(attr string, empty bool) bool { return empty && ch.attrs.And(securityKind.Set(attr)) != 0 }
	if clears("description", in.Description == nil) {
		in.Description = aws.String("")
	}
	if clears("permissions", in.Permissions == nil) {
		in.Permissions = []string{}
	}
	if clears("access_control_tags", in.AllowedAccessControlTags == nil) {
		in.AllowedAccessControlTags = map[string]string{}
	}
	if clears("tag_restricted_resources", in.TagRestrictedResources == nil) {
		in.TagRestrictedResources = []string{}
	}
	if clears("hierarchy_restricted_resources", in.HierarchyRestrictedResources == nil) {
		in.HierarchyRestrictedResources = []string{}
	}
	if clears("access_control_hierarchy_group", in.AllowedAccessControlHierarchyGroupId == nil) {
		in.AllowedAccessControlHierarchyGroupId = aws.String("")
	}
	if clears("applications", in.Applications == nil) {
		in.Applications = []types.Application{}
	}
	if clears("data_table_access", in.GranularAccessControlConfiguration == nil) {
		in.GranularAccessControlConfiguration = dataTables(ch.after)
	}
	if clears("flow_modules", in.AllowedFlowModules == nil) {
		in.AllowedFlowModules = []types.FlowModule{}
	}
	_, err = c.api.UpdateSecurityProfile(ctx, in)
	return err
}

// kindWords returns the language's words for the service's names of resource types:
// security_profile for SecurityProfile.
func kindWords(names []string) []string {
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = schema.ResourceTypeWord(name)
	}
	return schema.SortedSet(words)
}

// kindNames returns the service's names for the language's words.
func kindNames(words []string) []string {
	names := make([]string, len(words))
	for i, word := range words {
		names[i] = schema.ResourceTypeName(word)
	}
	return names
}
