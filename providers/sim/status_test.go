package sim_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers/sim"
)

func (c *client) newStatus(name string) *connect.CreateAgentStatusInput {
	return &connect.CreateAgentStatusInput{InstanceId: c.instance, Name: &name, State: types.AgentStatusStateEnabled}
}

func (c *client) describeStatus(id *string) *types.AgentStatus {
	c.Helper()
	return must(c.DescribeAgentStatus(ctx, &connect.DescribeAgentStatusInput{InstanceId: c.instance, AgentStatusId: id}))(c).AgentStatus
}

func (c *client) updateStatus(id *string, change func(*connect.UpdateAgentStatusInput)) (*connect.UpdateAgentStatusOutput, error) {
	in := &connect.UpdateAgentStatusInput{InstanceId: c.instance, AgentStatusId: id}
	change(in)
	return c.UpdateAgentStatus(ctx, in)
}

// What is created is of the type CUSTOM, and each update sets what it has.
func TestAgentStatus(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newStatus("Lunch")
	in.Description, in.DisplayOrder, in.Tags = aws.String("Half an hour"), aws.Int32(5), map[string]string{"team": "north"}
	made := must(c.CreateAgentStatus(ctx, in))(t)
	want := &types.AgentStatus{
		AgentStatusId: made.AgentStatusId, AgentStatusARN: c.arn("agent-state", made.AgentStatusId), Name: in.Name, Description: in.Description,
		Type: types.AgentStatusTypeCustom, State: types.AgentStatusStateEnabled, DisplayOrder: in.DisplayOrder, Tags: in.Tags,
		LastModifiedRegion: aws.String("eu-west-2"),
	}
	late := cmpopts.IgnoreFields(types.AgentStatus{}, "LastModifiedTime")
	if diff := cmp.Diff(want, c.describeStatus(made.AgentStatusARN), plain, late); diff != "" {
		t.Errorf("DescribeAgentStatus() mismatch (-want +got):\n%s", diff)
	}
	must(c.updateStatus(made.AgentStatusId, func(in *connect.UpdateAgentStatusInput) {
		in.Name, in.State = aws.String("Break"), types.AgentStatusStateDisabled
	}))(t)
	want.Name, want.State = aws.String("Break"), types.AgentStatusStateDisabled
	must(c.updateStatus(made.AgentStatusId, func(in *connect.UpdateAgentStatusInput) {
		in.Description, in.ResetOrderNumber = aws.String(""), true
	}))(t)
	want.Description, want.DisplayOrder = aws.String(""), nil
	found := must(c.SearchAgentStatuses(ctx, &connect.SearchAgentStatusesInput{
		InstanceId: c.instance, SearchCriteria: &types.AgentStatusSearchCriteria{StringCondition: exactly("state", "DISABLED")},
	}))(t).AgentStatuses
	if diff := cmp.Diff([]types.AgentStatus{*want}, found, plain, late); diff != "" {
		t.Errorf("SearchAgentStatuses() mismatch (-want +got):\n%s", diff)
	}
}

func TestAgentStatusRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	refused(c.CreateAgentStatus(ctx, c.newStatus("Available")))(t, duplicate, "Available")
	id := must(c.CreateAgentStatus(ctx, c.newStatus("Lunch")))(t).AgentStatusId
	rename := func(in *connect.UpdateAgentStatusInput) { in.Name = aws.String("Offline") }
	refused(c.updateStatus(id, rename))(t, duplicate, "Offline")
	refused(c.updateStatus(nowhere, rename))(t, notFound, *nowhere)
	for name, id := range c.idsOfStatuses() {
		disable := func(in *connect.UpdateAgentStatusInput) { in.State = types.AgentStatusStateDisabled }
		if name == "Lunch" {
			must(c.updateStatus(&id, disable))(t)
			continue
		}
		refused(c.updateStatus(&id, disable))(t, badRequest, "cannot be disabled")
		must(c.updateStatus(&id, func(in *connect.UpdateAgentStatusInput) { in.Name = aws.String(name + " now") }))(t)
	}
}
