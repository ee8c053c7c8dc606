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
)

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
