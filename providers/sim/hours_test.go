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

// plain compares the SDK's structures, of which each has an unexported member.
var plain = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".noSmithyDocumentSerde" }, cmp.Ignore())

func (c *client) newHours(name string) *connect.CreateHoursOfOperationInput {
	return &connect.CreateHoursOfOperationInput{
		InstanceId: c.instance, Name: &name, TimeZone: aws.String("Europe/London"),
		Config: []types.HoursOfOperationConfig{{
			Day:       types.HoursOfOperationDaysMonday,
			StartTime: &types.HoursOfOperationTimeSlice{Hours: aws.Int32(9), Minutes: aws.Int32(0)},
			EndTime:   &types.HoursOfOperationTimeSlice{Hours: aws.Int32(0), Minutes: aws.Int32(0)},
		}},
	}
}

func (c *client) describeHours(id *string) *types.HoursOfOperation {
	c.Helper()
	return must(c.DescribeHoursOfOperation(ctx, &connect.DescribeHoursOfOperationInput{
		InstanceId: c.instance, HoursOfOperationId: id,
	}))(c).HoursOfOperation
}

func TestHours(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newHours("Office")
	in.Description = aws.String("When the office is open")
	in.Tags = map[string]string{"team": "north"}
	made := must(c.CreateHoursOfOperation(ctx, in))(t)
	want := &types.HoursOfOperation{
		HoursOfOperationId: made.HoursOfOperationId, HoursOfOperationArn: c.arn("operating-hours", made.HoursOfOperationId),
		Name: in.Name, Description: in.Description, TimeZone: in.TimeZone, Config: in.Config, Tags: in.Tags,
		LastModifiedRegion: aws.String("eu-west-2"),
	}
	dated := cmpopts.IgnoreFields(types.HoursOfOperation{}, "LastModifiedTime")
	got := c.describeHours(made.HoursOfOperationArn)
	if diff := cmp.Diff(want, got, plain, dated, cmpopts.IgnoreUnexported()); diff != "" {
		t.Errorf("DescribeHoursOfOperation() mismatch (-want +got):\n%s", diff)
	}
	found := must(c.SearchHoursOfOperations(ctx, &connect.SearchHoursOfOperationsInput{
		InstanceId:     c.instance,
		SearchCriteria: &types.HoursOfOperationSearchCriteria{StringCondition: exactly("timezone", "Europe/London")},
	}))(t).HoursOfOperations
	if diff := cmp.Diff([]types.HoursOfOperation{*got}, found, plain); diff != "" {
		t.Errorf("SearchHoursOfOperations() mismatch (-want +got):\n%s", diff)
	}
}

func TestUpdateHours(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := must(c.CreateHoursOfOperation(ctx, c.newHours("Office")))(t).HoursOfOperationId
	update := func(in connect.UpdateHoursOfOperationInput) (*connect.UpdateHoursOfOperationOutput, error) {
		in.InstanceId, in.HoursOfOperationId = c.instance, id
		return c.UpdateHoursOfOperation(ctx, &in)
	}
	must(update(connect.UpdateHoursOfOperationInput{Name: aws.String("Desk"), Description: aws.String("d")}))(t)
	must(update(connect.UpdateHoursOfOperationInput{TimeZone: aws.String("Asia/Tokyo")}))(t)
	must(update(connect.UpdateHoursOfOperationInput{Config: []types.HoursOfOperationConfig{}}))(t)
	must(update(connect.UpdateHoursOfOperationInput{Description: aws.String("")}))(t)
	got := c.describeHours(id)
	if *got.Name != "Desk" || *got.TimeZone != "Asia/Tokyo" || len(got.Config) != 0 || aws.ToString(got.Description) != "" {
		t.Errorf("after updates the hours are %s %s %v %q", *got.Name, *got.TimeZone, got.Config, aws.ToString(got.Description))
	}
	refused(update(connect.UpdateHoursOfOperationInput{Name: aws.String("Basic Hours")}))(t, duplicate, "Basic Hours")
	refused(update(connect.UpdateHoursOfOperationInput{TimeZone: aws.String("Mars/Phobos")}))(t, invalid, "TimeZone")
	id = nowhere
	refused(update(connect.UpdateHoursOfOperationInput{}))(t, notFound, *nowhere)
}

func TestCreateHoursRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for _, refusal := range []struct {
		exception, about string
		change           func(*connect.CreateHoursOfOperationInput)
	}{
		{duplicate, "Basic Hours", func(in *connect.CreateHoursOfOperationInput) { in.Name = aws.String("Basic Hours") }},
		{invalid, "Name", func(in *connect.CreateHoursOfOperationInput) { in.Name = aws.String("") }},
		{invalid, "Description", func(in *connect.CreateHoursOfOperationInput) { in.Description = aws.String("") }},
		{invalid, "TimeZone", func(in *connect.CreateHoursOfOperationInput) { in.TimeZone = aws.String("") }},
		{invalid, "TimeZone", func(in *connect.CreateHoursOfOperationInput) { in.TimeZone = aws.String("Local") }},
		{invalid, "Config[0].Day", func(in *connect.CreateHoursOfOperationInput) { in.Config[0].Day = "Monday" }},
		{invalid, "Config[0].StartTime.Hours", func(in *connect.CreateHoursOfOperationInput) { in.Config[0].StartTime.Hours = aws.Int32(24) }},
		{invalid, "Config[0].EndTime.Minutes", func(in *connect.CreateHoursOfOperationInput) { in.Config[0].EndTime.Minutes = aws.Int32(60) }},
		{notFound, *nowhere, func(in *connect.CreateHoursOfOperationInput) {
			in.ParentHoursOfOperationConfigs = []types.ParentHoursOfOperationConfig{{HoursOfOperationId: nowhere}}
		}},
	} {
		in := c.newHours("Office")
		refusal.change(in)
		refused(c.CreateHoursOfOperation(ctx, in))(t, refusal.exception, refusal.about)
	}
}

func TestDeleteHours(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	parent := must(c.CreateHoursOfOperation(ctx, c.newHours("Parent")))(t).HoursOfOperationId
	in := c.newHours("Child")
	in.ParentHoursOfOperationConfigs = []types.ParentHoursOfOperationConfig{{HoursOfOperationId: c.arn("operating-hours", parent)}}
	child := must(c.CreateHoursOfOperation(ctx, in))(t).HoursOfOperationId
	if p := c.describeHours(child).ParentHoursOfOperations; len(p) != 1 || *p[0].Id != *parent || *p[0].Name != "Parent" {
		t.Errorf("the parents of the hours are %v", p)
	}
	remove := func(id *string) (*connect.DeleteHoursOfOperationOutput, error) {
		return c.DeleteHoursOfOperation(ctx, &connect.DeleteHoursOfOperationInput{InstanceId: c.instance, HoursOfOperationId: id})
	}
	refused(remove(&c.hours))(t, inUse, `queue "BasicQueue"`)
	refused(remove(parent))(t, inUse, "Child")
	must(remove(child))(t)
	must(remove(parent))(t)
	refused(remove(parent))(t, notFound, *parent)
}
