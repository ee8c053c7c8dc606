package amazonconnect_test

import (
	"context"
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
