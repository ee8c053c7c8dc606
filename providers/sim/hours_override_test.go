package sim_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
)

func (c *client) newOverride(hours *string, name string) *connect.CreateHoursOfOperationOverrideInput {
	return &connect.CreateHoursOfOperationOverrideInput{
		InstanceId: c.instance, HoursOfOperationId: hours, Name: &name,
		EffectiveFrom: aws.String("2026-12-24"), EffectiveTill: aws.String("2026-12-26"),
		Config: []types.HoursOfOperationOverrideConfig{},
	}
}

func (c *client) overridesOf(hours *string) []types.HoursOfOperationOverride {
	c.Helper()
	return must(c.ListHoursOfOperationOverrides(ctx, &connect.ListHoursOfOperationOverridesInput{
		InstanceId: c.instance, HoursOfOperationId: hours,
	}))(c).HoursOfOperationOverrideList
}

func TestOverrides(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	hours := must(c.CreateHoursOfOperation(ctx, c.newHours("Office")))(t).HoursOfOperationId
	other := must(c.CreateHoursOfOperation(ctx, c.newHours("Other")))(t).HoursOfOperationId
	id := must(c.CreateHoursOfOperationOverride(ctx, c.newOverride(hours, "Christmas")))(t).HoursOfOperationOverrideId
	must(c.CreateHoursOfOperationOverride(ctx, c.newOverride(other, "Christmas")))(t)
	refused(c.CreateHoursOfOperationOverride(ctx, c.newOverride(hours, "Christmas")))(t, duplicate, "Christmas")
	refused(c.CreateHoursOfOperationOverride(ctx, c.newOverride(nowhere, "Christmas")))(t, notFound, *nowhere)

	must(c.UpdateHoursOfOperationOverride(ctx, &connect.UpdateHoursOfOperationOverrideInput{
		InstanceId: c.instance, HoursOfOperationId: hours, HoursOfOperationOverrideId: id, EffectiveFrom: aws.String("2026-12-25"),
	}))(t)
	want := []types.HoursOfOperationOverride{{
		HoursOfOperationId: hours, HoursOfOperationArn: c.arn("operating-hours", hours), HoursOfOperationOverrideId: id,
		Name: aws.String("Christmas"), EffectiveFrom: aws.String("2026-12-25"), EffectiveTill: aws.String("2026-12-26"),
		Config: []types.HoursOfOperationOverrideConfig{}, OverrideType: types.OverrideTypeStandard,
	}}
	if diff := cmp.Diff(want, c.overridesOf(hours), plain); diff != "" {
		t.Errorf("ListHoursOfOperationOverrides() mismatch (-want +got):\n%s", diff)
	}
	described := must(c.DescribeHoursOfOperationOverride(ctx, &connect.DescribeHoursOfOperationOverrideInput{
		InstanceId: c.instance, HoursOfOperationId: hours, HoursOfOperationOverrideId: id,
	}))(t).HoursOfOperationOverride
	if diff := cmp.Diff(&want[0], described, plain); diff != "" {
		t.Errorf("DescribeHoursOfOperationOverride() mismatch (-want +got):\n%s", diff)
	}
	refused(c.DescribeHoursOfOperationOverride(ctx, &connect.DescribeHoursOfOperationOverrideInput{
		InstanceId: c.instance, HoursOfOperationId: other, HoursOfOperationOverrideId: id,
	}))(t, notFound, *id)
	for value, n := range map[string]int{"2026-12-24": 2, "2026-12-25": 1, "2026-12-26": 0} {
		found := must(c.SearchHoursOfOperationOverrides(ctx, &connect.SearchHoursOfOperationOverridesInput{
			InstanceId: c.instance, SearchCriteria: &types.HoursOfOperationOverrideSearchCriteria{DateCondition: &types.DateCondition{
				FieldName: aws.String("effectiveFrom"), Value: &value, ComparisonType: types.DateComparisonTypeGreaterThanOrEqualTo,
			}},
		}))(t).HoursOfOperationOverrides
		if len(found) != n {
			t.Errorf("%d overrides are effective from %s or later, want %d", len(found), value, n)
		}
	}

	second := must(c.CreateHoursOfOperationOverride(ctx, c.newOverride(hours, "Easter")))(t).HoursOfOperationOverrideId
	refused(c.UpdateHoursOfOperationOverride(ctx, &connect.UpdateHoursOfOperationOverrideInput{
		InstanceId: c.instance, HoursOfOperationId: hours, HoursOfOperationOverrideId: second, Name: aws.String("Christmas"),
	}))(t, duplicate, "Christmas")

	remove := func(of *string) (*connect.DeleteHoursOfOperationOverrideOutput, error) {
		return c.DeleteHoursOfOperationOverride(ctx, &connect.DeleteHoursOfOperationOverrideInput{
			InstanceId: c.instance, HoursOfOperationId: of, HoursOfOperationOverrideId: id,
		})
	}
	refused(remove(other))(t, notFound, *id)
	must(remove(hours))(t)
	refused(remove(hours))(t, notFound, *id)

	must(c.DeleteHoursOfOperation(ctx, &connect.DeleteHoursOfOperationInput{InstanceId: c.instance, HoursOfOperationId: other}))(t)
	must(c.DeleteHoursOfOperation(ctx, &connect.DeleteHoursOfOperationInput{InstanceId: c.instance, HoursOfOperationId: hours}))(t)
	left := must(c.SearchHoursOfOperationOverrides(ctx, &connect.SearchHoursOfOperationOverridesInput{InstanceId: c.instance}))(t)
	if len(left.HoursOfOperationOverrides) != 0 {
		t.Errorf("deleted hours leave the overrides %v", left.HoursOfOperationOverrides)
	}
}

func TestCreateOverrideRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for _, refusal := range []struct {
		about  string
		change func(*connect.CreateHoursOfOperationOverrideInput)
	}{
		{"EffectiveFrom", func(in *connect.CreateHoursOfOperationOverrideInput) { in.EffectiveFrom = aws.String("2026-02-30") }},
		{"EffectiveTill", func(in *connect.CreateHoursOfOperationOverrideInput) { in.EffectiveTill = aws.String("26-12-2026") }},
		{"ends before", func(in *connect.CreateHoursOfOperationOverrideInput) { in.EffectiveTill = aws.String("2026-12-23") }},
		{"Name", func(in *connect.CreateHoursOfOperationOverrideInput) { in.Name = aws.String("") }},
		{"RecurrenceConfig", func(in *connect.CreateHoursOfOperationOverrideInput) { in.OverrideType = types.OverrideTypeOpen }},
	} {
		in := c.newOverride(&c.hours, "Christmas")
		refusal.change(in)
		refused(c.CreateHoursOfOperationOverride(ctx, in))(t, invalid, refusal.about)
	}
	for i := range 50 {
		must(c.CreateHoursOfOperationOverride(ctx, c.newOverride(&c.hours, fmt.Sprint(i))))(t)
	}
	refused(c.CreateHoursOfOperationOverride(ctx, c.newOverride(&c.hours, "Christmas")))(t, "LimitExceededException", "50")
}

func TestParents(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	ids := map[string]*string{}
	for _, name := range []string{"A", "B", "C", "D", "E"} {
		ids[name] = must(c.CreateHoursOfOperation(ctx, c.newHours(name)))(t).HoursOfOperationId
	}
	associate := func(child string, parents ...string) (*connect.AssociateHoursOfOperationsOutput, error) {
		in := &connect.AssociateHoursOfOperationsInput{InstanceId: c.instance, HoursOfOperationId: ids[child]}
		for _, p := range parents {
			in.ParentHoursOfOperationConfigs = append(in.ParentHoursOfOperationConfigs, types.ParentHoursOfOperationConfig{HoursOfOperationId: ids[p]})
		}
		return c.AssociateHoursOfOperations(ctx, in)
	}
	must(associate("A", "B", "C"))(t)
	must(associate("A", "C", "D"))(t)
	refused(associate("A", "E"))(t, "ServiceQuotaExceededException", "3")
	refused(associate("E", "E"))(t, invalid, "themselves")
	must(associate("D", "E"))(t)
	refused(associate("E", "A"))(t, invalid, "themselves")
	if p := c.describeHours(ids["A"]).ParentHoursOfOperations; len(p) != 3 {
		t.Errorf("A has the parents %v, want three", p)
	}
	remove := &connect.DeleteHoursOfOperationInput{InstanceId: c.instance, HoursOfOperationId: ids["B"]}
	refused(c.DeleteHoursOfOperation(ctx, remove))(t, inUse, `"A"`)
	must(c.DisassociateHoursOfOperations(ctx, &connect.DisassociateHoursOfOperationsInput{
		InstanceId: c.instance, HoursOfOperationId: ids["A"], ParentHoursOfOperationIds: []string{*ids["B"], *ids["E"]},
	}))(t)
	must(c.DeleteHoursOfOperation(ctx, remove))(t)
	if p := c.describeHours(ids["A"]).ParentHoursOfOperations; len(p) != 2 {
		t.Errorf("A has the parents %v, want two", p)
	}
}
