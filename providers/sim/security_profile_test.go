package sim_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers/sim"
)

func (c *client) permissions(profile *string) []string {
	c.Helper()
	return must(c.ListSecurityProfilePermissions(ctx, &connect.ListSecurityProfilePermissionsInput{
		InstanceId: c.instance, SecurityProfileId: profile, MaxResults: aws.Int32(1000),
	}))(c).Permissions
}

func (c *client) describeSecurityProfile(id *string) *types.SecurityProfile {
	c.Helper()
	return must(c.DescribeSecurityProfile(ctx, &connect.DescribeSecurityProfileInput{InstanceId: c.instance, SecurityProfileId: id}))(c).SecurityProfile
}

// allowing returns the access to rows of data tables with those values.
func allowing(values ...types.PrimaryAttributeValue) *types.GranularAccessControlConfiguration {
	return &types.GranularAccessControlConfiguration{DataTableAccessControlConfiguration: &types.DataTableAccessControlConfiguration{
		PrimaryAttributeAccessControlConfiguration: &types.PrimaryAttributeAccessControlConfigurationItem{PrimaryAttributeValues: values},
	}}
}

func TestSecurityProfile(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country")
	uk := c.group("UK", nil)
	in := &connect.CreateSecurityProfileInput{
		InstanceId: c.instance, SecurityProfileName: aws.String("Supervisor"), Description: aws.String("Team leads"),
		Permissions:                          []string{"Users.View", "BasicAgentAccess", "Users.View", "Made.Up"},
		AllowedAccessControlTags:             map[string]string{"team": "north"},
		TagRestrictedResources:               []string{"User"},
		HierarchyRestrictedResources:         []string{"User"},
		AllowedAccessControlHierarchyGroupId: c.arn("agent-group", uk),
		GranularAccessControlConfiguration:   allowing(types.PrimaryAttributeValue{AccessType: types.AccessTypeAllow, AttributeName: aws.String("Country"), Values: []string{"UK", "US"}}),
		Applications:                         []types.Application{{Namespace: aws.String("b"), ApplicationPermissions: []string{"ACCESS"}}, {Namespace: aws.String("a")}},
		Tags:                                 map[string]string{"k": "v"},
	}
	made := must(c.CreateSecurityProfile(ctx, in))(t)
	want := &types.SecurityProfile{
		Id: made.SecurityProfileId, Arn: c.arn("security-profile", made.SecurityProfileId), OrganizationResourceId: c.instance,
		SecurityProfileName: in.SecurityProfileName, Description: in.Description, Tags: in.Tags,
		AllowedAccessControlTags: in.AllowedAccessControlTags, TagRestrictedResources: in.TagRestrictedResources,
		HierarchyRestrictedResources: in.HierarchyRestrictedResources, AllowedAccessControlHierarchyGroupId: uk,
		GranularAccessControlConfiguration: in.GranularAccessControlConfiguration, LastModifiedRegion: aws.String("eu-west-2"),
	}
	got := c.describeSecurityProfile(made.SecurityProfileArn)
	if diff := cmp.Diff(want, got, plain, cmpopts.IgnoreFields(types.SecurityProfile{}, "LastModifiedTime")); diff != "" {
		t.Errorf("DescribeSecurityProfile() mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"BasicAgentAccess", "Made.Up", "Users.View"}, c.permissions(made.SecurityProfileId)); diff != "" {
		t.Errorf("ListSecurityProfilePermissions() mismatch (-want +got):\n%s", diff)
	}
	apps := must(c.ListSecurityProfileApplications(ctx, &connect.ListSecurityProfileApplicationsInput{InstanceId: c.instance, SecurityProfileId: made.SecurityProfileId}))(t)
	if diff := cmp.Diff(in.Applications, apps.Applications, plain); diff != "" || apps.LastModifiedTime == nil {
		t.Errorf("ListSecurityProfileApplications() mismatch (-want +got):\n%s", diff)
	}
	found := must(c.SearchSecurityProfiles(ctx, &connect.SearchSecurityProfilesInput{
		InstanceId: c.instance, SearchCriteria: &types.SecurityProfileSearchCriteria{StringCondition: exactly("name", "Supervisor")},
	}))(t).SecurityProfiles
	summary := []types.SecurityProfileSearchSummary{{
		Id: want.Id, Arn: want.Arn, OrganizationResourceId: c.instance, SecurityProfileName: want.SecurityProfileName, Description: want.Description, Tags: want.Tags,
	}}
	if diff := cmp.Diff(summary, found, plain); diff != "" {
		t.Errorf("SearchSecurityProfiles() mismatch (-want +got):\n%s", diff)
	}
}

// An update changes the members that it has.
func TestUpdateSecurityProfile(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country")
	uk := c.group("UK", nil)
	id := must(c.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{
		InstanceId: c.instance, SecurityProfileName: aws.String("Supervisor"), Description: aws.String("Team leads"),
		Permissions: []string{"Users.View"}, AllowedAccessControlHierarchyGroupId: uk,
	}))(t).SecurityProfileId
	update := func(in connect.UpdateSecurityProfileInput) (*connect.UpdateSecurityProfileOutput, error) {
		in.InstanceId, in.SecurityProfileId = c.instance, id
		return c.UpdateSecurityProfile(ctx, &in)
	}
	must(update(connect.UpdateSecurityProfileInput{Permissions: []string{"Users.Edit"}}))(t)
	if got := c.permissions(id); len(got) != 1 || got[0] != "Users.Edit" || *c.describeSecurityProfile(id).Description != "Team leads" {
		t.Errorf("after an update the permissions are %v", got)
	}
	must(update(connect.UpdateSecurityProfileInput{Description: aws.String("")}))(t)
	must(update(connect.UpdateSecurityProfileInput{AllowedAccessControlHierarchyGroupId: aws.String("")}))(t)
	got := c.describeSecurityProfile(id)
	if aws.ToString(got.Description) != "" || got.AllowedAccessControlHierarchyGroupId != nil || len(c.permissions(id)) != 1 {
		t.Errorf("after updates the profile is %+v", got)
	}
	tables := allowing(types.PrimaryAttributeValue{AttributeName: aws.String("Tier"), Values: []string{"Gold"}})
	must(update(connect.UpdateSecurityProfileInput{GranularAccessControlConfiguration: tables}))(t)
	must(update(connect.UpdateSecurityProfileInput{Description: aws.String("x")}))(t)
	if diff := cmp.Diff(tables, c.describeSecurityProfile(id).GranularAccessControlConfiguration, plain); diff != "" {
		t.Errorf("after an update of the description, data tables mismatch (-want +got):\n%s", diff)
	}
	must(update(connect.UpdateSecurityProfileInput{Permissions: []string{}}))(t)
	if got := c.permissions(id); len(got) != 0 {
		t.Errorf("after an update with no permissions they are %v", got)
	}
	refused(update(connect.UpdateSecurityProfileInput{AllowedAccessControlHierarchyGroupId: nowhere}))(t, notFound, "hierarchy group")
	refused(update(connect.UpdateSecurityProfileInput{HierarchyRestrictedResources: []string{"Queue"}}))(t, invalid, "User")
	id = nowhere
	refused(update(connect.UpdateSecurityProfileInput{}))(t, notFound, *nowhere)
}

// A security profile names the flow modules that AI agents may use. They have to exist.
func TestFlowModules(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	list := func(state types.ContactFlowModuleState) []types.ContactFlowModuleSummary {
		return must(c.ListContactFlowModules(ctx, &connect.ListContactFlowModulesInput{
			InstanceId: c.instance, ContactFlowModuleState: state, MaxResults: aws.Int32(10),
		}))(t).ContactFlowModulesSummaryList
	}
	all := list("")
	if len(all) != 2 || len(list("ACTIVE")) != 2 || len(list("ARCHIVED")) != 0 || aws.ToString(all[0].Name) == "" {
		t.Fatalf("the flow modules are %+v", all)
	}
	in := &connect.CreateSecurityProfileInput{
		InstanceId: c.instance, SecurityProfileName: aws.String("AI"), AllowedFlowModules: []types.FlowModule{{FlowModuleId: all[1].Id, Type: "MCP"}},
	}
	id := must(c.CreateSecurityProfile(ctx, in))(t).SecurityProfileId
	got := must(c.ListSecurityProfileFlowModules(ctx, &connect.ListSecurityProfileFlowModulesInput{InstanceId: c.instance, SecurityProfileId: id}))(t)
	if diff := cmp.Diff(in.AllowedFlowModules, got.AllowedFlowModules, plain); diff != "" || got.LastModifiedTime == nil {
		t.Errorf("ListSecurityProfileFlowModules() mismatch (-want +got):\n%s", diff)
	}
	in.SecurityProfileName, in.AllowedFlowModules = aws.String("B"), []types.FlowModule{{FlowModuleId: nowhere, Type: "MCP"}}
	refused(c.CreateSecurityProfile(ctx, in))(t, notFound, "flow module")
}

func TestCreateSecurityProfileRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	many := make([]string, 501)
	for i := range many {
		many[i] = fmt.Sprintf("P%d", i)
	}
	for _, refusal := range []struct {
		exception, about string
		in               connect.CreateSecurityProfileInput
	}{
		{duplicate, "Admin", connect.CreateSecurityProfileInput{SecurityProfileName: aws.String("Admin")}},
		{invalid, "SecurityProfileName", connect.CreateSecurityProfileInput{SecurityProfileName: aws.String("a.b")}},
		{invalid, "SecurityProfileName", connect.CreateSecurityProfileInput{SecurityProfileName: aws.String(strings.Repeat("x", 128))}},
		{invalid, "Description", connect.CreateSecurityProfileInput{Description: aws.String(strings.Repeat("x", 251))}},
		{invalid, "Permissions: The number", connect.CreateSecurityProfileInput{Permissions: many}},
		{invalid, "Permissions[0]", connect.CreateSecurityProfileInput{Permissions: []string{strings.Repeat("x", 129)}}},
		{invalid, "AllowedAccessControlTags", connect.CreateSecurityProfileInput{AllowedAccessControlTags: map[string]string{"a": "", "b": "", "c": "", "d": "", "e": ""}}},
		{invalid, "PrimaryAttributeValues: The number", connect.CreateSecurityProfileInput{GranularAccessControlConfiguration: allowing(make([]types.PrimaryAttributeValue, 6)...)}},
		{invalid, "Values: The number", connect.CreateSecurityProfileInput{GranularAccessControlConfiguration: allowing(types.PrimaryAttributeValue{Values: []string{"a", "b", "c"}})}},
		{invalid, "AttributeName", connect.CreateSecurityProfileInput{GranularAccessControlConfiguration: allowing(types.PrimaryAttributeValue{AttributeName: aws.String("aws:x")})}},
		{invalid, "AccessType", connect.CreateSecurityProfileInput{GranularAccessControlConfiguration: allowing(types.PrimaryAttributeValue{AccessType: "DENY"})}},
		{notFound, "hierarchy group", connect.CreateSecurityProfileInput{AllowedAccessControlHierarchyGroupId: nowhere}},
	} {
		in := refusal.in
		in.InstanceId = c.instance
		if in.SecurityProfileName == nil {
			in.SecurityProfileName = aws.String("Supervisor")
		}
		refused(c.CreateSecurityProfile(ctx, &in))(t, refusal.exception, refusal.about)
	}
}

func TestDeleteSecurityProfile(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeSecurityProfile("Supervisor")
	in := c.newUser("ada")
	in.SecurityProfileIds = []string{c.agent, *id}
	user := must(c.CreateUser(ctx, in))(t).UserId
	remove := func(id *string) (*connect.DeleteSecurityProfileOutput, error) {
		return c.DeleteSecurityProfile(ctx, &connect.DeleteSecurityProfileInput{InstanceId: c.instance, SecurityProfileId: id})
	}
	_, err := remove(id)
	refused(0, err)(t, inUse, `user "ada"`)
	var detail *types.ResourceInUseException
	if !errors.As(err, &detail) || detail.ResourceType != "SECURITY_PROFILE" || *detail.ResourceId != *c.arn("security-profile", id) {
		t.Errorf("the exception says %v", detail)
	}
	must(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: user}))(t)
	must(remove(id))(t)
	refused(remove(id))(t, notFound, *id)
	refused(remove(&c.admin))(t, accessDenied, "Admin")
}

func TestSecurityProfileUnknown(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	refused(c.DescribeSecurityProfile(ctx, &connect.DescribeSecurityProfileInput{InstanceId: c.instance, SecurityProfileId: nowhere}))(t, notFound, *nowhere)
	refused(c.ListSecurityProfilePermissions(ctx, &connect.ListSecurityProfilePermissionsInput{InstanceId: c.instance, SecurityProfileId: nowhere}))(t, notFound, *nowhere)
	refused(c.ListSecurityProfileApplications(ctx, &connect.ListSecurityProfileApplicationsInput{InstanceId: c.instance, SecurityProfileId: nowhere}))(t, notFound, *nowhere)
}
