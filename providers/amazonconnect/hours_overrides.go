package amazonconnect

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// readOverride returns the override as a row. It is false for an override that recurs, or
// that has a type which only recurring ones have: callwright cannot describe those. They
// are not rows, so no plan changes or removes them.
func readOverride(o *types.HoursOfOperationOverride) (schema.Override, bool) {
	if o.RecurrenceConfig != nil || o.OverrideType != "" && o.OverrideType != types.OverrideTypeStandard {
		return schema.Override{}, false
	}
	var config []types.HoursOfOperationConfig
	for _, c := range o.Config {
		config = append(config, types.HoursOfOperationConfig{
			Day: types.HoursOfOperationDays(c.Day), StartTime: plainTime(c.StartTime), EndTime: plainTime(c.EndTime),
		})
	}
	return schema.Override{
		Name: aws.ToString(o.Name), From: aws.ToString(o.EffectiveFrom), To: aws.ToString(o.EffectiveTill),
		Closed: len(config) == 0, Schedule: calendar.SpansOf(readSchedule(config)),
	}, true
}

// plainTime returns the time of an override as the type that the week uses. The API has two
// types for the same two numbers.
func plainTime(t *types.OverrideTimeSlice) *types.HoursOfOperationTimeSlice {
	if t == nil {
		return nil
	}
	return &types.HoursOfOperationTimeSlice{Hours: t.Hours, Minutes: t.Minutes}
}

// overrideConfig returns the API's form of an override's opening times. For a day on which
// the centre is closed it is empty and not nil, which is how the service writes it.
func overrideConfig(o schema.Override) ([]types.HoursOfOperationOverrideConfig, error) {
	list := []types.HoursOfOperationOverrideConfig{}
	config, err := schedule(o.Schedule.Days())
	for _, c := range config {
		list = append(list, types.HoursOfOperationOverrideConfig{
			Day:       types.OverrideDays(c.Day),
			StartTime: &types.OverrideTimeSlice{Hours: c.StartTime.Hours, Minutes: c.StartTime.Minutes},
			EndTime:   &types.OverrideTimeSlice{Hours: c.EndTime.Hours, Minutes: c.EndTime.Minutes},
		})
	}
	return list, err
}

// sortedOverrides sorts rows by name, in place. It is never nil.
func sortedOverrides(rows []schema.Override) []schema.Override {
	slices.SortFunc(rows, func(a, b schema.Override) int { return cmp.Compare(a.Name, b.Name) })
	return append([]schema.Override{}, rows...)
}

// searchOverrides returns the overrides of all hours, by the ids of the hours: those that
// can be rows, and the names of those that recur.
func searchOverrides(ctx context.Context, c *connection) (rows map[string][]schema.Override, recurring map[string][]string, err error) {
	rows, recurring = map[string][]schema.Override{}, map[string][]string{}
	in := &connect.SearchHoursOfOperationOverridesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	err = pages(ctx, connect.NewSearchHoursOfOperationOverridesPaginator(c.api, in), func(out *connect.SearchHoursOfOperationOverridesOutput) error {
		return every(out.HoursOfOperationOverrides, func(o *types.HoursOfOperationOverride) error {
			of := aws.ToString(o.HoursOfOperationId)
			if row, ok := readOverride(o); ok {
				rows[of] = append(rows[of], row)
			} else {
				recurring[of] = append(recurring[of], aws.ToString(o.Name))
			}
			return nil
		})
	})
	return rows, recurring, err
}

// recurringOverrides says which overrides callwright cannot describe. A plan warns about
// them, because people would otherwise believe that the blocks say everything.
func recurringOverrides(h *schema.HoursOfOperation) []schema.Undescribed {
	var list []schema.Undescribed
	for _, name := range h.Recurring {
		list = append(list, schema.Undescribed{Attr: "overrides", What: fmt.Sprintf("recurring override %q", name)})
	}
	return list
}

// listOverrides yields the overrides of the hours: those that can be rows with their
// ids, and the names of those that recur.
func listOverrides(ctx context.Context, c *connection, id string, found func(id string, row schema.Override), recurs func(name string)) error {
	in := &connect.ListHoursOfOperationOverridesInput{InstanceId: &c.instance.ID, HoursOfOperationId: &id, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewListHoursOfOperationOverridesPaginator(c.api, in), func(out *connect.ListHoursOfOperationOverridesOutput) error {
		return every(out.HoursOfOperationOverrideList, func(o *types.HoursOfOperationOverride) error {
			if row, ok := readOverride(o); ok {
				found(aws.ToString(o.HoursOfOperationOverrideId), row)
			} else {
				recurs(aws.ToString(o.Name))
			}
			return nil
		})
	})
}

// readOverrides reads the detail: the overrides of one object.
func readOverrides(ctx context.Context, c *connection, id string, h *schema.HoursOfOperation) error {
	var rows []schema.Override
	err := listOverrides(ctx, c, id, func(_ string, row schema.Override) { rows = append(rows, row) },
		func(name string) { h.Recurring = append(h.Recurring, name) })
	h.Overrides = sortedOverrides(rows)
	return err
}

// overridesBut compares overrides by name. With named, it returns the rows of a for which b
// has another row of the same name; otherwise the rows whose name b does not have.
func overridesBut(a, b []schema.Override, named bool) []schema.Override {
	return slices.DeleteFunc(slices.Clone(a), func(o schema.Override) bool {
		i := slices.IndexFunc(b, func(other schema.Override) bool { return other.Name == o.Name })
		return (i >= 0) != named || named && b[i] == o
	})
}

// droppedOverrides returns the overrides that an update removes.
func droppedOverrides(ch change[schema.HoursOfOperation]) []schema.Override {
	return overridesBut(ch.before.Overrides, ch.after.Overrides, false)
}

// changedOverrides returns the overrides whose dates or times an update changes, as they
// will be.
func changedOverrides(ch change[schema.HoursOfOperation]) []schema.Override {
	return overridesBut(ch.after.Overrides, ch.before.Overrides, true)
}

// addedOverrides returns the overrides that an update creates.
func addedOverrides(ch change[schema.HoursOfOperation]) []schema.Override {
	return overridesBut(ch.after.Overrides, ch.before.Overrides, false)
}

// overrideCalls counts the calls that the overrides of a change take, which is one for
// each.
func overrideCalls(of func(change[schema.HoursOfOperation]) []schema.Override) func(change[schema.HoursOfOperation]) int {
	return func(ch change[schema.HoursOfOperation]) int { return len(of(ch)) }
}

// overrideIDs returns the ids of the overrides, by name. The language has names only, and
// the operations take ids.
func overrideIDs(ctx context.Context, c *connection, id string) (map[string]string, error) {
	ids := map[string]string{}
	err := listOverrides(ctx, c, id, func(own string, row schema.Override) { ids[row.Name] = own }, func(string) {})
	return ids, err
}

// deleteOverrides removes overrides. One that is gone already is what we want.
func deleteOverrides(ctx context.Context, c *connection, ch change[schema.HoursOfOperation]) error {
	ids, err := overrideIDs(ctx, c, ch.id)
	if err != nil {
		return err
	}
	for _, o := range droppedOverrides(ch) {
		own, there := ids[o.Name]
		if !there {
			continue
		}
		_, err := c.api.DeleteHoursOfOperationOverride(ctx, &connect.DeleteHoursOfOperationOverrideInput{
			InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id, HoursOfOperationOverrideId: &own,
		})
		if err != nil && !failure.IsNotFound(err) {
			return err
		}
	}
	return nil
}

// updateOverrides changes dates and times. Descriptions, which the language lacks, are sent
// as they were read.
func updateOverrides(ctx context.Context, c *connection, ch change[schema.HoursOfOperation]) error {
	ids, err := overrideIDs(ctx, c, ch.id)
	if err != nil {
		return err
	}
	for _, o := range changedOverrides(ch) {
		config, err := overrideConfig(o)
		if err != nil {
			return err
		}
		own := ids[o.Name]
		if own == "" {
			return fmt.Errorf("the override %q was deleted in the meantime, or recurs", o.Name)
		}
		_, err = c.api.UpdateHoursOfOperationOverride(ctx, &connect.UpdateHoursOfOperationOverrideInput{
			InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id, HoursOfOperationOverrideId: &own,
			Name: &o.Name, EffectiveFrom: &o.From, EffectiveTill: &o.To, Config: config,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// createOverrides creates overrides. If the service says that one exists, and it is as
// wanted, an earlier attempt made it and its answer was lost.
func createOverrides(ctx context.Context, c *connection, ch change[schema.HoursOfOperation]) error {
	for _, o := range addedOverrides(ch) {
		config, err := overrideConfig(o)
		if err != nil {
			return err
		}
		_, err = c.api.CreateHoursOfOperationOverride(ctx, &connect.CreateHoursOfOperationOverrideInput{
			InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id,
			Name: &o.Name, EffectiveFrom: &o.From, EffectiveTill: &o.To, Config: config, OverrideType: types.OverrideTypeStandard,
		})
		if failure.IsExists(err) {
			var live schema.HoursOfOperation
			if listErr := readOverrides(ctx, c, ch.id, &live); listErr == nil && slices.Contains(live.Overrides, o) {
				err = nil
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
