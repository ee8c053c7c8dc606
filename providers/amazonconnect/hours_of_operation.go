package amazonconnect

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// Attributes of hours that take operations of their own.
var (
	hoursKind      = schema.MustKind("hours_of_operation")
	hoursOverrides = hoursKind.Set("overrides")
	hoursParents   = hoursKind.Set("parents")
)

// hours are hours of operation: a week of opening times, overrides for single days, and
// parents, whose overrides apply too.
//
// Overrides are created, changed and removed one by one. Removals come first, because hours
// can have only so many overrides.
var hours = define(definition[schema.HoursOfOperation]{
	kind:   hoursKind,
	system: []string{"Basic Hours"},
	title:  func(h *schema.HoursOfOperation) string { return h.Name },
	ops: operations{
		list: "ListHoursOfOperations", search: "SearchHoursOfOperations", describe: "DescribeHoursOfOperation",
		create: "CreateHoursOfOperation", destroy: "DeleteHoursOfOperation",
	},
	list:     listHours,
	search:   searchHours,
	describe: describeHours,
	details: []detail[schema.HoursOfOperation]{{
		attrs: hoursOverrides, op: "ListHoursOfOperationOverrides", read: readOverrides,
		all: allOverrides, allOp: "SearchHoursOfOperationOverrides",
		beside: func(live, read *schema.HoursOfOperation) { live.OtherOverrides = read.OtherOverrides },
	}},
	undescribed: otherOverrides,
	create:      createHours,
	created:     func(h *schema.HoursOfOperation) { h.Overrides = []calendar.Override{} },
	updates: []update[schema.HoursOfOperation]{
		{attrs: hoursKind.Set("name", "description", "time_zone", "schedule"), op: "UpdateHoursOfOperation", rests: hoursRests, call: updateHours},
		{attrs: hoursOverrides, needs: hoursOverrides, op: "DeleteHoursOfOperationOverride", proof: 'D', looks: look{op: "ListHoursOfOperationOverrides"}, calls: overrideCalls(droppedOverrides), call: deleteOverrides},
		{attrs: hoursOverrides, needs: hoursOverrides, op: "UpdateHoursOfOperationOverride", proof: 'U', rests: overrideRests, looks: look{op: "ListHoursOfOperationOverrides"}, calls: overrideCalls(changedOverrides), call: updateOverrides},
		{attrs: hoursOverrides, needs: hoursOverrides, op: "CreateHoursOfOperationOverride", proof: 'C', rests: overrideRests, calls: overrideCalls(addedOverrides), call: createOverrides},
		{attrs: hoursParents, op: "DisassociateHoursOfOperations", looks: look{op: "DescribeHoursOfOperation"}, calls: parentCalls(droppedParents), call: disassociateParents},
		{attrs: hoursParents, op: "AssociateHoursOfOperations", calls: parentCalls(addedParents), call: associateParents},
	},
	tagWord: "operating-hours",
	tags:    func(h *schema.HoursOfOperation) map[string]string { return h.Tags },
	destroy: func(ctx context.Context, c *connection, id string) error {
		_, err := c.api.DeleteHoursOfOperation(ctx, &connect.DeleteHoursOfOperationInput{InstanceId: &c.instance.ID, HoursOfOperationId: &id})
		return err
	},
})

// listHours lists the hours of the instance.
func listHours(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListHoursOfOperationsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListHoursOfOperationsPaginator(c.api, in), func(out *connect.ListHoursOfOperationsOutput) error {
		return every(out.HoursOfOperationSummaryList, func(s *types.HoursOfOperationSummary) error {
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name), Changed: milliseconds(s.LastModifiedTime)})
			return nil
		})
	})
}

// searchHours reads all hours without their overrides, which are a detail.
func searchHours(ctx context.Context, c *connection, found func(object[schema.HoursOfOperation])) error {
	in := &connect.SearchHoursOfOperationsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewSearchHoursOfOperationsPaginator(c.api, in), func(out *connect.SearchHoursOfOperationsOutput) error {
		return every(out.HoursOfOperations, func(h *types.HoursOfOperation) error {
			found(readHours(h))
			return nil
		})
	})
}

// describeHours reads one object, without its overrides, which are a detail.
func describeHours(ctx context.Context, c *connection, id string) (o object[schema.HoursOfOperation], err error) {
	out, err := c.api.DescribeHoursOfOperation(ctx, &connect.DescribeHoursOfOperationInput{InstanceId: &c.instance.ID, HoursOfOperationId: &id})
	if err != nil {
		return o, err
	}
	o = readHours(out.HoursOfOperation)
	o.id = id
	return o, nil
}

// readHours reads what Search and Describe have in common.
func readHours(h *types.HoursOfOperation) object[schema.HoursOfOperation] {
	return object[schema.HoursOfOperation]{
		id: aws.ToString(h.HoursOfOperationId), given: hoursKind.Every().Minus(hoursOverrides), record: recordOf(h.Tags), last: h.LastModifiedTime,
		body: &schema.HoursOfOperation{
			Name:        aws.ToString(h.Name),
			Description: aws.ToString(h.Description),
			TimeZone:    aws.ToString(h.TimeZone),
			Schedule:    readSchedule(h.Config),
			Parents:     readParents(h.ParentHoursOfOperations),
			Tags:        visible(h.Tags),
		},
	}
}

// createHours creates hours without overrides, which the operation does not take. They
// follow as steps of their own.
func createHours(ctx context.Context, c *connection, want object[schema.HoursOfOperation]) (string, error) {
	config, err := schedule(want.body.Schedule)
	if err != nil {
		return "", err
	}
	parents, err := parentConfigs(ctx, c, want.body.Parents)
	if err != nil {
		return "", err
	}
	out, err := c.once.CreateHoursOfOperation(ctx, &connect.CreateHoursOfOperationInput{
		InstanceId:  &c.instance.ID,
		Name:        &want.body.Name,
		Description: filled(want.body.Description),
		TimeZone:    &want.body.TimeZone,
		Config:      config,
		Tags:        createTags(want.body.Tags, want.record),

		ParentHoursOfOperationConfigs: parents,
	})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.HoursOfOperationId), nil
}

// updateHours sends the whole object, because the operation replaces it. What the
// configuration does not manage is sent as it was read.
func updateHours(ctx context.Context, c *connection, ch change[schema.HoursOfOperation]) error {
	config, err := schedule(ch.after.Schedule)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateHoursOfOperation(ctx, &connect.UpdateHoursOfOperationInput{
		InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id,
		Name:        filled(ch.after.Name),
		Description: &ch.after.Description, // empty clears it
		TimeZone:    filled(ch.after.TimeZone),
		Config:      config,
	})
	return err
}

// readSchedule returns opening times by weekday, as the language writes them:
// "08:00-24:00". The service says 00:00 for the end of a day.
func readSchedule(config []types.HoursOfOperationConfig) map[string][]string {
	open := make(map[string][]string, len(calendar.Weekdays))
	for _, c := range config {
		end := clock(c.EndTime)
		if end == "00:00" { // the end of this day, not of the day before
			end = "24:00"
		}
		day := word(weekdays, c.Day)
		open[day] = append(open[day], clock(c.StartTime)+"-"+end)
	}
	for day := range open {
		open[day] = schema.SortedSet(open[day])
	}
	return open
}

// clock returns a time as the language writes it: 08:05.
func clock(t *types.HoursOfOperationTimeSlice) string {
	if t == nil {
		return "00:00"
	}
	return fmt.Sprintf("%02d:%02d", aws.ToInt32(t.Hours), aws.ToInt32(t.Minutes))
}

// schedule returns the API's form of opening times, in the order of the week. The list is
// never nil: without the member, the service would leave the old times in place.
func schedule(open map[string][]string) ([]types.HoursOfOperationConfig, error) {
	config := []types.HoursOfOperationConfig{}
	rank := func(day string) int { return slices.Index(calendar.Weekdays, day) }
	days := slices.SortedFunc(maps.Keys(open), func(a, b string) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(a, b)) })
	for _, day := range days {
		for _, span := range open[day] {
			start, end, err := times(span)
			if err != nil {
				return nil, err
			}
			config = append(config, types.HoursOfOperationConfig{Day: value[types.HoursOfOperationDays](weekdays, day), StartTime: start, EndTime: end})
		}
	}
	return config, nil
}

// times parses "08:00-12:30". The schema has checked the form, so an error here is a bug.
func times(span string) (start, end *types.HoursOfOperationTimeSlice, err error) {
	var n [4]int32
	if _, err := fmt.Sscanf(span, "%d:%d-%d:%d", &n[0], &n[1], &n[2], &n[3]); err != nil {
		return nil, nil, fmt.Errorf("%q is not an opening time", span)
	}
	start = &types.HoursOfOperationTimeSlice{Hours: &n[0], Minutes: &n[1]}
	return start, &types.HoursOfOperationTimeSlice{Hours: aws.Int32(n[2] % 24), Minutes: &n[3]}, nil
}
