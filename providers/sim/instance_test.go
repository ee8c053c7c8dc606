package sim_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

func TestInstance(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := start(t, "", sim.Options{
		Alias: "support", Identity: "CONNECT_MANAGED", Region: "us-west-2", Account: "111122223333",
		Now: func() time.Time { return at },
	})
	i := c.sim.Instance()
	if want := "arn:aws:connect:us-west-2:111122223333:instance/" + i.ID; i.ARN != want {
		t.Errorf("ARN is %s, want %s", i.ARN, want)
	}
	got := must(c.DescribeInstance(ctx, &connect.DescribeInstanceInput{InstanceId: c.instance}))(t).Instance
	if *got.Id != i.ID || *got.Arn != i.ARN || *got.InstanceAlias != "support" || !got.CreatedTime.Equal(at) {
		t.Errorf("DescribeInstance says %s %s %s %v", *got.Id, *got.Arn, *got.InstanceAlias, got.CreatedTime)
	}
	if got.IdentityManagementType != types.DirectoryTypeConnectManaged || got.InstanceStatus != types.InstanceStatusActive {
		t.Errorf("DescribeInstance says %s %s", got.IdentityManagementType, got.InstanceStatus)
	}
	all := must(c.ListInstances(ctx, &connect.ListInstancesInput{}))(t).InstanceSummaryList
	if len(all) != 1 || *all[0].Id != i.ID || *all[0].InstanceAlias != "support" {
		t.Errorf("ListInstances says %v", all)
	}
}

func TestInstanceIsNamedByIDOrARN(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	byARN := aws.String(c.sim.Instance().ARN)
	must(c.DescribeInstance(ctx, &connect.DescribeInstanceInput{InstanceId: byARN}))(t)
	must(c.ListUsers(ctx, &connect.ListUsersInput{InstanceId: byARN}))(t)
	must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: byARN}))(t)
	refused(c.DescribeInstance(ctx, &connect.DescribeInstanceInput{InstanceId: nowhere}))(t, notFound, *nowhere)
	refused(c.ListUsers(ctx, &connect.ListUsersInput{InstanceId: aws.String("callwright")}))(t, notFound, "callwright")
	refused(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: aws.String("")}))(t, invalid, "InstanceId")
	refused(c.ListInstances(ctx, &connect.ListInstancesInput{MaxResults: aws.Int32(11)}))(t, badRequest, "MaxResults")
}

// Terraform's data source of an instance asks for each of its attributes, by requests
// such as these.
func TestInstanceAttributes(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	at := "/instance/" + *c.instance + "/attribute/"
	for name, want := range map[string]string{"INBOUND_CALLS": "true", "MULTI_PARTY_CONFERENCE": "false", "CONTACT_LENS": "true"} {
		w := ask(c.sim, "GET", at+name, signature, "")
		if got := strings.TrimSpace(w.Body.String()); w.Code != 200 || got != `{"Attribute":{"AttributeType":"`+name+`","Value":"`+want+`"}}` {
			t.Errorf("%s: %d %s", name, w.Code, got)
		}
	}
	for _, name := range types.InstanceAttributeTypeContactLens.Values() {
		must(c.DescribeInstanceAttribute(ctx, &connect.DescribeInstanceAttributeInput{InstanceId: c.instance, AttributeType: name}))(t)
	}
	refused(c.DescribeInstanceAttribute(ctx, &connect.DescribeInstanceAttributeInput{InstanceId: c.instance, AttributeType: "VIDEO"}))(t, invalid, "VIDEO")
	refused(c.DescribeInstanceAttribute(ctx, &connect.DescribeInstanceAttributeInput{InstanceId: nowhere, AttributeType: "EARLY_MEDIA"}))(t, notFound, *nowhere)
}

func TestIdentityIsChecked(t *testing.T) {
	t.Parallel()
	if _, err := sim.Open("", sim.Options{Identity: "LDAP"}); err == nil {
		t.Error("Open accepts the identity management type LDAP")
	}
}

// What a new instance holds, whichever it is.
func TestDefaultContents(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for _, kind := range []struct {
		what      string
		got, want []string
	}{
		{"hours of operation", names(c.idsOfHours()), []string{"Basic Hours"}},
		{"queues", names(c.idsOfQueues()), []string{"BasicQueue"}},
		{"routing profiles", names(c.idsOfRoutingProfiles()), []string{"Basic Routing Profile"}},
		{"security profiles", names(c.idsOfSecurityProfiles()), []string{"Admin", "Agent", "CallCenterManager", "QualityAnalyst"}},
		{"agent statuses", names(c.idsOfStatuses()), []string{"Available", "Offline"}},
	} {
		if !slices.Equal(kind.got, kind.want) {
			t.Errorf("%s: %v, want %v", kind.what, kind.got, kind.want)
		}
	}
	if users := must(c.ListUsers(ctx, &connect.ListUsersInput{InstanceId: c.instance}))(t).UserSummaryList; len(users) != 0 {
		t.Errorf("users: %v, want none", users)
	}
	structure := must(c.DescribeUserHierarchyStructure(ctx, &connect.DescribeUserHierarchyStructureInput{InstanceId: c.instance}))(t)
	if structure.HierarchyStructure == nil || structure.HierarchyStructure.LevelOne != nil {
		t.Errorf("hierarchy structure: %v, want one without levels", structure.HierarchyStructure)
	}
	if p := c.describeRoutingProfile(&c.routing); !p.IsDefault || *p.DefaultOutboundQueueId != c.queue {
		t.Errorf("Basic Routing Profile: IsDefault %v, default outbound queue %s", p.IsDefault, *p.DefaultOutboundQueueId)
	}
	for profile, permission := range map[string]string{
		"Admin": "SecurityProfiles.Edit", "Agent": "BasicAgentAccess", "CallCenterManager": "Users.View", "QualityAnalyst": "AccessMetrics",
	} {
		if got := c.permissions(aws.String(c.idsOfSecurityProfiles()[profile])); !slices.Contains(got, permission) {
			t.Errorf("%s lacks %s: %v", profile, permission, got)
		}
	}
}

// Ids depend on what is created, and not on when or in which order.
func TestIDsAreReproducible(t *testing.T) {
	t.Parallel()
	a, b := start(t, "", sim.Options{}), start(t, "", sim.Options{})
	if a.sim.Instance() != b.sim.Instance() || a.routing != b.routing {
		t.Errorf("two instances of one name differ: %v, %v", a.sim.Instance(), b.sim.Instance())
	}
	a1, a2 := a.makeQueue("One"), a.makeQueue("Two")
	b2, b1 := b.makeQueue("Two"), b.makeQueue("One")
	if *a1 != *b1 || *a2 != *b2 {
		t.Error("the ids of queues depend on the order of their creation")
	}
	other := start(t, "", sim.Options{Alias: "other"})
	if id := other.makeQueue("One"); *id == *a1 {
		t.Error("the ids of queues do not depend on the instance")
	}
	must(a.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: a.instance, QueueId: a1}))(t)
	again := a.makeQueue("One")
	if *again == *a1 {
		t.Error("a queue that is created again has the id of the one that was deleted")
	}
	refused(a.DescribeQueue(ctx, &connect.DescribeQueueInput{InstanceId: a.instance, QueueId: a1}))(t, notFound, *a1)
}

func TestAgentStatuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	offline := must(c.ListAgentStatuses(ctx, &connect.ListAgentStatusesInput{
		InstanceId: c.instance, AgentStatusTypes: []types.AgentStatusType{types.AgentStatusTypeOffline},
	}))(t).AgentStatusSummaryList
	if len(offline) != 1 || *offline[0].Name != "Offline" || offline[0].Type != types.AgentStatusTypeOffline {
		t.Fatalf("ListAgentStatuses of type OFFLINE says %v", offline)
	}
	got := must(c.DescribeAgentStatus(ctx, &connect.DescribeAgentStatusInput{InstanceId: c.instance, AgentStatusId: offline[0].Id}))(t).AgentStatus
	if *got.Name != "Offline" || got.State != types.AgentStatusStateEnabled || *got.AgentStatusARN != *c.arn("agent-state", got.AgentStatusId) {
		t.Errorf("DescribeAgentStatus says %s %s %s", *got.Name, got.State, *got.AgentStatusARN)
	}
	refused(c.DescribeAgentStatus(ctx, &connect.DescribeAgentStatusInput{InstanceId: c.instance, AgentStatusId: nowhere}))(t, notFound, "agent status")
	refused(c.ListAgentStatuses(ctx, &connect.ListAgentStatusesInput{
		InstanceId: c.instance, AgentStatusTypes: []types.AgentStatusType{"LUNCH"},
	}))(t, invalid, "AgentStatusTypes[0]")
}

func (c *client) idsOfStatuses() map[string]string {
	out := must(c.ListAgentStatuses(ctx, &connect.ListAgentStatusesInput{InstanceId: c.instance}))(c)
	return idsByName(out.AgentStatusSummaryList, func(s types.AgentStatusSummary) (*string, *string) { return s.Name, s.Id })
}
