package sim_test

import (
	"fmt"
	"slices"
	"strings"
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

// recurs makes the request create an override that recurs.
func recurs(in *connect.CreateHoursOfOperationOverrideInput, p types.RecurrencePattern) *connect.CreateHoursOfOperationOverrideInput {
	if p.Interval == nil {
		p.Interval = aws.Int32(1)
	}
	in.EffectiveTill, in.OverrideType = aws.String("2036-12-31"), types.OverrideTypeClosed
	in.RecurrenceConfig = &types.RecurrenceConfig{RecurrencePattern: &p}
	return in
}

// day returns the times of a whole day.
func day(of types.OverrideDays) []types.HoursOfOperationOverrideConfig {
	midnight := &types.OverrideTimeSlice{Hours: aws.Int32(0), Minutes: aws.Int32(0)}
	return []types.HoursOfOperationOverrideConfig{{Day: of, StartTime: midnight, EndTime: midnight}}
}

// TestRecurringOverrides creates overrides with each kind of pattern, reads them back in each
// way, and changes them.
func TestRecurringOverrides(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for name, p := range map[string]types.RecurrencePattern{
		"date":       {Frequency: types.RecurrenceFrequencyYearly, ByMonth: []int32{12}, ByMonthDay: []int32{25}},
		"no date":    {Frequency: types.RecurrenceFrequencyYearly, ByMonth: []int32{2}, ByMonthDay: []int32{30}},
		"last day":   {Frequency: types.RecurrenceFrequencyMonthly, Interval: aws.Int32(6), ByMonthDay: []int32{-1}},
		"occurrence": {Frequency: types.RecurrenceFrequencyYearly, ByMonth: []int32{5}, ByWeekdayOccurrence: []int32{-1}},
		"week":       {Frequency: types.RecurrenceFrequencyWeekly, Interval: aws.Int32(2)},
	} {
		in := recurs(c.newOverride(&c.hours, name), p)
		in.Description, in.Config = aws.String("About "+name), day(types.OverrideDaysMonday)
		id := must(c.CreateHoursOfOperationOverride(ctx, in))(t).HoursOfOperationOverrideId
		want := types.HoursOfOperationOverride{
			HoursOfOperationId: &c.hours, HoursOfOperationArn: c.arn("operating-hours", &c.hours), HoursOfOperationOverrideId: id,
			Name: in.Name, Description: in.Description, EffectiveFrom: in.EffectiveFrom, EffectiveTill: in.EffectiveTill,
			Config: in.Config, OverrideType: in.OverrideType, RecurrenceConfig: in.RecurrenceConfig,
		}
		described := must(c.DescribeHoursOfOperationOverride(ctx, &connect.DescribeHoursOfOperationOverrideInput{
			InstanceId: c.instance, HoursOfOperationId: &c.hours, HoursOfOperationOverrideId: id,
		}))(t).HoursOfOperationOverride
		found := must(c.SearchHoursOfOperationOverrides(ctx, &connect.SearchHoursOfOperationOverridesInput{
			InstanceId: c.instance, SearchCriteria: &types.HoursOfOperationOverrideSearchCriteria{StringCondition: exactly("name", name)},
		}))(t).HoursOfOperationOverrides
		listed := c.overridesOf(&c.hours)
		for how, got := range map[string][]types.HoursOfOperationOverride{"described": {*described}, "searched": found, "listed": listed} {
			if diff := cmp.Diff([]types.HoursOfOperationOverride{want}, got, plain); diff != "" {
				t.Errorf("%s, %s mismatch (-want +got):\n%s", name, how, diff)
			}
		}
		// An update changes what it names, and a pattern as a whole.
		weekly := &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{Frequency: types.RecurrenceFrequencyWeekly, Interval: aws.Int32(3)}}
		change := &connect.UpdateHoursOfOperationOverrideInput{
			InstanceId: c.instance, HoursOfOperationId: &c.hours, HoursOfOperationOverrideId: id, RecurrenceConfig: weekly, OverrideType: types.OverrideTypeOpen,
		}
		must(c.UpdateHoursOfOperationOverride(ctx, change))(t)
		want.RecurrenceConfig, want.OverrideType = weekly, types.OverrideTypeOpen
		if diff := cmp.Diff([]types.HoursOfOperationOverride{want}, c.overridesOf(&c.hours), plain); diff != "" {
			t.Errorf("%s, updated, mismatch (-want +got):\n%s", name, diff)
		}
		change.OverrideType = types.OverrideTypeStandard
		refused(c.UpdateHoursOfOperationOverride(ctx, change))(t, invalid, "RecurrenceConfig")
		must(c.DeleteHoursOfOperationOverride(ctx, &connect.DeleteHoursOfOperationOverrideInput{InstanceId: c.instance, HoursOfOperationId: &c.hours, HoursOfOperationOverrideId: id}))(t)
	}
}

// TestPatternRefused sends patterns that the documentation rules out.
func TestPatternRefused(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	const weekly, monthly, yearly = types.RecurrenceFrequencyWeekly, types.RecurrenceFrequencyMonthly, types.RecurrenceFrequencyYearly
	for _, refusal := range []struct {
		about   string
		pattern types.RecurrencePattern
	}{
		{"Frequency", types.RecurrencePattern{Frequency: "DAILY"}},
		{"Interval", types.RecurrencePattern{Frequency: weekly, Interval: aws.Int32(0)}},
		{"Interval", types.RecurrencePattern{Frequency: weekly, Interval: aws.Int32(7)}},
		{"ByMonth: The member is not for WEEKLY", types.RecurrencePattern{Frequency: weekly, ByMonth: []int32{1}}},
		{"ByMonth: The member is not for MONTHLY", types.RecurrencePattern{Frequency: monthly, ByMonth: []int32{1}, ByMonthDay: []int32{1}}},
		{"ByMonthDay: The member is not for WEEKLY", types.RecurrencePattern{Frequency: weekly, ByMonthDay: []int32{1}}},
		{"ByWeekdayOccurrence: The member is not for WEEKLY", types.RecurrencePattern{Frequency: weekly, ByWeekdayOccurrence: []int32{1}}},
		{"ByMonth: Multiple", types.RecurrencePattern{Frequency: yearly, ByMonth: []int32{5, 6}, ByMonthDay: []int32{1}}},
		{"ByMonthDay: Multiple", types.RecurrencePattern{Frequency: monthly, ByMonthDay: []int32{1, 15}}},
		{"ByWeekdayOccurrence", types.RecurrencePattern{Frequency: monthly, ByWeekdayOccurrence: []int32{1, 2}}},
		{"ByMonth", types.RecurrencePattern{Frequency: yearly, ByMonth: []int32{13}, ByMonthDay: []int32{1}}},
		{"ByMonthDay: 0", types.RecurrencePattern{Frequency: monthly, ByMonthDay: []int32{0}}},
		{"ByMonthDay", types.RecurrencePattern{Frequency: monthly, ByMonthDay: []int32{32}}},
		{"ByMonthDay", types.RecurrencePattern{Frequency: monthly, ByMonthDay: []int32{-2}}},
		{"ByWeekdayOccurrence: 0", types.RecurrencePattern{Frequency: monthly, ByWeekdayOccurrence: []int32{0}}},
		{"ByWeekdayOccurrence", types.RecurrencePattern{Frequency: monthly, ByWeekdayOccurrence: []int32{5}}},
		{"cannot be used together", types.RecurrencePattern{Frequency: monthly, ByMonthDay: []int32{1}, ByWeekdayOccurrence: []int32{1}}},
	} {
		in := recurs(c.newOverride(&c.hours, "Christmas"), refusal.pattern)
		in.Config = day(types.OverrideDaysMonday)
		refused(c.CreateHoursOfOperationOverride(ctx, in))(t, invalid, refusal.about)
	}
	refused(c.CreateHoursOfOperationOverride(ctx, recurs(c.newOverride(&c.hours, "Christmas"), types.RecurrencePattern{
		Frequency: monthly, ByWeekdayOccurrence: []int32{1},
	})))(t, invalid, "Config: The weekday")
	in := recurs(c.newOverride(&c.hours, "Christmas"), types.RecurrencePattern{Frequency: monthly, ByMonthDay: []int32{1}})
	in.OverrideType = ""
	refused(c.CreateHoursOfOperationOverride(ctx, in))(t, invalid, "RecurrenceConfig")
	in = recurs(c.newOverride(&c.hours, "Christmas"), types.RecurrencePattern{Frequency: monthly, ByMonthDay: []int32{1}})
	in.Description = aws.String("")
	refused(c.CreateHoursOfOperationOverride(ctx, in))(t, invalid, "Description")
}

// TestSearchOverrides searches overrides by each criterion.
func TestSearchOverrides(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	other := must(c.CreateHoursOfOperation(ctx, c.newHours("Other")))(t).HoursOfOperationId
	ids := map[string]*string{}
	for _, o := range []struct{ name, about, from, till string }{
		{"Christmas", "A bank holiday", "2026-12-25", "2026-12-25"},
		{"Christmas Eve", "Open until noon", "2026-12-24", "2026-12-24"},
		{"Easter", "A bank holiday", "2027-03-26", "2027-03-29"},
		{"christmas", "", "2026-12-25", "2027-01-01"},
	} {
		in := c.newOverride(&c.hours, o.name)
		if o.about == "" {
			in.HoursOfOperationId = other
		} else {
			in.Description = &o.about
		}
		in.EffectiveFrom, in.EffectiveTill = &o.from, &o.till
		ids[o.name] = must(c.CreateHoursOfOperationOverride(ctx, in))(t).HoursOfOperationOverrideId
	}
	type criteria = types.HoursOfOperationOverrideSearchCriteria
	text := func(field, value string, how types.StringComparisonType) criteria {
		return criteria{StringCondition: &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: how}}
	}
	date := func(field, value string, how types.DateComparisonType) criteria {
		return criteria{DateCondition: &types.DateCondition{FieldName: &field, Value: &value, ComparisonType: how}}
	}
	const exact, starts, contains = types.StringComparisonTypeExact, types.StringComparisonTypeStartsWith, types.StringComparisonTypeContains
	either := []criteria{text("name", "Easter", exact), text("name", "christmas", exact)}
	for _, test := range []struct {
		reason   string
		criteria criteria
		want     string
	}{
		{"no condition", criteria{}, "Christmas, Christmas Eve, Easter, christmas"},
		{"name", text("name", "Christmas", exact), "Christmas"},
		{"a name that begins", text("name", "Christmas", starts), "Christmas, Christmas Eve"},
		{"a name that contains", text("name", "mas", contains), "Christmas, Christmas Eve, christmas"},
		{"no wildcards", text("name", "Christmas_Eve", exact), ""},
		{"description", text("description", "A bank holiday", exact), "Christmas, Easter"},
		{"a description that contains", text("description", "noon", contains), "Christmas Eve"},
		{"id", text("resourceId", *ids["Easter"], exact), "Easter"},
		{"from", date("effectiveFrom", "2026-12-25", types.DateComparisonTypeEqualTo), "Christmas, christmas"},
		{"from later", date("effectiveFrom", "2026-12-25", types.DateComparisonTypeGreaterThan), "Easter"},
		{"from then or later", date("effectiveFrom", "2026-12-25", types.DateComparisonTypeGreaterThanOrEqualTo), "Christmas, Easter, christmas"},
		{"from earlier", date("effectiveFrom", "2026-12-25", types.DateComparisonTypeLessThan), "Christmas Eve"},
		{"from then or earlier", date("effectiveFrom", "2026-12-25", types.DateComparisonTypeLessThanOrEqualTo), "Christmas, Christmas Eve, christmas"},
		{"till", date("effectiveTill", "2026-12-25", types.DateComparisonTypeGreaterThan), "Easter, christmas"},
		{"or", criteria{OrConditions: either}, "Easter, christmas"},
		{"and", criteria{AndConditions: either}, ""},
		{"a date and a text", criteria{AndConditions: []criteria{
			text("description", "A bank holiday", exact), date("effectiveTill", "2026-12-31", types.DateComparisonTypeLessThan),
		}}, "Christmas"},
		{"nested", criteria{OrConditions: []criteria{{AndConditions: []criteria{text("name", "Christ", starts), text("name", "Eve", contains)}}, either[0]}}, "Christmas Eve, Easter"},
	} {
		if got := c.foundOverrides(&connect.SearchHoursOfOperationOverridesInput{SearchCriteria: &test.criteria}); got != test.want {
			t.Errorf("%s: found %q, want %q", test.reason, got, test.want)
		}
	}
	tagged := &types.HoursOfOperationSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}}
	if got := c.foundOverrides(&connect.SearchHoursOfOperationOverridesInput{SearchFilter: tagged}); got != "" {
		t.Errorf("overrides have no tags, and a filter of tags found %q", got)
	}
	for about, wrong := range map[string]criteria{
		"is not a field to search by":                   text("overrideType", "CLOSED", exact),
		"2 to 25 characters":                            text("name", "m", contains),
		`DateCondition.FieldName: "name"`:               date("name", "2026-12-25", types.DateComparisonTypeEqualTo),
		`DateCondition.FieldName: "lastModified"`:       date("lastModified", "2026-12-25", types.DateComparisonTypeEqualTo),
		"SearchCriteria.DateCondition.Value":            date("effectiveFrom", "25.12.2026", types.DateComparisonTypeEqualTo),
		"SearchCriteria.DateCondition.ComparisonType":   date("effectiveFrom", "2026-12-25", "AFTER"),
		"SearchCriteria.StringCondition.ComparisonType": text("name", "x", "LIKE"),
	} {
		refused(c.SearchHoursOfOperationOverrides(ctx, &connect.SearchHoursOfOperationOverridesInput{InstanceId: c.instance, SearchCriteria: &wrong}))(t, invalid, about)
	}
	page := must(c.SearchHoursOfOperationOverrides(ctx, &connect.SearchHoursOfOperationOverridesInput{InstanceId: c.instance, MaxResults: aws.Int32(3)}))(t)
	rest := must(c.SearchHoursOfOperationOverrides(ctx, &connect.SearchHoursOfOperationOverridesInput{InstanceId: c.instance, MaxResults: aws.Int32(3), NextToken: page.NextToken}))(t)
	if len(page.HoursOfOperationOverrides) != 3 || len(rest.HoursOfOperationOverrides) != 1 || rest.NextToken != nil {
		t.Errorf("pages of three have %d and %d overrides", len(page.HoursOfOperationOverrides), len(rest.HoursOfOperationOverrides))
	}
}

// foundOverrides returns the names of the overrides that a search finds, sorted.
func (c *client) foundOverrides(in *connect.SearchHoursOfOperationOverridesInput) string {
	c.Helper()
	in.InstanceId = c.instance
	out := must(c.SearchHoursOfOperationOverrides(ctx, in))(c)
	var names []string
	for _, o := range out.HoursOfOperationOverrides {
		names = append(names, *o.Name)
	}
	if *out.ApproximateTotalCount != int64(len(names)) {
		c.Errorf("ApproximateTotalCount is %d of %d", *out.ApproximateTotalCount, len(names))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
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
