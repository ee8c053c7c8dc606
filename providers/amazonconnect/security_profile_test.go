package amazonconnect_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestAIAgentsStay checks that a write sends again which AI agents a profile allows, although
// the SDK has no such member, and that a plan can name the setting. An update of the rows of
// data tables sends the other rows and what is unknown in them.
func TestAIAgentsStay(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	live := c.create(schematest.Of("security_profile", &schema.SecurityProfile{Name: "Lead", Description: "Team leads"}, "name", "description"))
	newer := edit(func(answer map[string]any) {
		p := answer["SecurityProfile"].(map[string]any)
		p["AllowedAIAgents"] = parse(`[{"AIAgentId": "orders:1", "Type": "ORCHESTRATION"}]`)
		p["GranularAccessControlConfiguration"] = parse(`{"ViewAccess": "ALL", "DataTableAccessControlConfiguration": {"PrimaryAttributeAccessControlConfiguration": {"PrimaryAttributeValues": [
			{"AttributeName": "Tier", "Values": ["Gold", "Silver"], "AccessType": "ALLOW", "Until": "2027"}, {"AttributeName": "Country", "Values": ["UK"], "AccessType": "ALLOW"}]}}}`)
	})
	c.wire.fail("DescribeSecurityProfile", newer, newer, newer)
	live = c.read(live)
	var extra []string
	for _, u := range live.Undescribed {
		if u.Attr == "description" {
			extra = append(extra, u.What)
		}
	}
	if diff := cmp.Diff([]string{"AllowedAIAgents, Until, ViewAccess"}, extra); diff != "" {
		t.Errorf("what cannot be described mismatch (-want +got):\n%s", diff)
	}
	want := live.Clone()
	want.Body.(*schema.SecurityProfile).DataTableAccess[0].Values = []string{"DE"}
	c.forget()
	c.update(live, want, "data_table_access")
	sent := parse(c.requests("UpdateSecurityProfile")[0]).(map[string]any)
	for name, text := range map[string]string{
		"AllowedAIAgents": `[{"AIAgentId": "orders:1", "Type": "ORCHESTRATION"}]`,
		"GranularAccessControlConfiguration": `{"ViewAccess": "ALL", "DataTableAccessControlConfiguration": {"PrimaryAttributeAccessControlConfiguration": {"PrimaryAttributeValues": [
			{"AttributeName": "Country", "Values": ["DE"], "AccessType": "ALLOW"}, {"AttributeName": "Tier", "Values": ["Gold", "Silver"], "AccessType": "ALLOW", "Until": "2027"}]}}}`,
	} {
		if diff := cmp.Diff(parse(text), sent[name]); diff != "" {
			t.Errorf("%s mismatch (-want +got):\n%s", name, diff)
		}
	}
}

// TestSecurityProfileKeeps checks that an update sends again what it does not change, also
// what is unusual: the names of resource types, the type of an application.
func TestSecurityProfileKeeps(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	ctx := context.Background()
	id := c.opened.Instance
	elsewhere := c.elsewhere()
	made, err := elsewhere.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{
		InstanceId: &id, SecurityProfileName: aws.String("Lead"), TagRestrictedResources: []string{"QuickConnect", "AGENT_STATUS"},
		AllowedAccessControlTags: map[string]string{"team": "a"},
		Applications: []types.Application{
			{Namespace: aws.String("tools"), ApplicationPermissions: []string{"write", "read"}, Type: types.ApplicationTypeMcp},
			{Namespace: aws.String("crm"), ApplicationPermissions: []string{"ACCESS"}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	live := c.read(&schema.Resource{Kind: schema.MustKind("security_profile"), Live: &schema.Live{ID: *made.SecurityProfileId}})
	p := live.Body.(*schema.SecurityProfile)
	if diff := cmp.Diff([]string{"AGENT_STATUS", "quick_connect"}, p.TagRestrictedResources); diff != "" {
		t.Errorf("kinds mismatch (-want +got):\n%s", diff)
	}
	want := live.Clone()
	w := want.Body.(*schema.SecurityProfile)
	w.TagRestrictedResources = append(w.TagRestrictedResources, "user")
	w.Applications[1].Permissions = []string{"read"}
	c.forget()
	c.update(live, want, "tag_restricted_resources", "applications")
	sent := []any{parse(`{
		"AllowedAccessControlTags": {"team": "a"},
		"TagRestrictedResources": ["AGENT_STATUS", "QuickConnect", "User"],
		"Applications": [
			{"Namespace": "crm", "ApplicationPermissions": ["ACCESS"]},
			{"Namespace": "tools", "ApplicationPermissions": ["read"], "Type": "MCP"}]
	}`)}
	var got []any
	for _, request := range c.requests("UpdateSecurityProfile") {
		got = append(got, parse(request))
	}
	if diff := cmp.Diff(sent, got); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}

// TestSecurityProfileKeepsGroup exchanges the names of two hierarchy groups while a security
// profile is updated, as an apply does. The update sends the group that it does not change again:
// by its id, because the other group has its name by then.
func TestSecurityProfileKeepsGroup(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	group := func(name string) *schema.Resource {
		k := schema.MustKind("hierarchy_group")
		r := &schema.Resource{Kind: k, Body: &schema.HierarchyGroup{Name: name}, Given: k.Set("name")}
		r.UpdateKey()
		return r
	}
	levels := schema.MustKind("hierarchy")
	live := c.list("hierarchy", nil)
	for _, l := range live {
		want := l.Clone()
		want.Body = &schema.Hierarchy{Levels: []string{"Site"}}
		want.Given = levels.Every()
		c.update(l, want, "levels")
	}
	a, b := c.create(group("A")), c.create(group("B"))
	k := schema.MustKind("security_profile")
	made := &schema.Resource{
		Kind: k, Given: k.Set("name", "access_control_hierarchy_group", "hierarchy_restricted_resources"),
		Body: &schema.SecurityProfile{Name: "Lead", AccessControlHierarchyGroup: "A", HierarchyRestrictedResources: []string{"user"}},
	}
	made.UpdateKey()
	profile := c.create(made)
	c.wire.fail("ListSecurityProfileFlowModules", func(_ *http.Request, next func() (*http.Response, error)) (*http.Response, error) {
		answer, err := next()
		for _, rename := range []struct {
			live *schema.Resource
			to   string
		}{{a, "aside"}, {b, "A"}, {a, "B"}} {
			want := rename.live.Clone()
			want.SetName(rename.to)
			c.update(rename.live, want, "name")
		}
		return answer, err
	})
	want := profile.Clone()
	want.Body.(*schema.SecurityProfile).Description = "Leads"
	want.Given = k.Set("description")
	c.update(profile, want, "description")
	got := c.read(profile).Body.(*schema.SecurityProfile)
	if got.AccessControlHierarchyGroup != "B" || got.Description != "Leads" {
		t.Errorf("the profile has the group %q and the description %q, want the group that was A and is B now", got.AccessControlHierarchyGroup, got.Description)
	}
}
