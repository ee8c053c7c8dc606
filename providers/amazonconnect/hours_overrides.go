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

// plainTime returns the time of an override as the type that the week uses. The API has two
// types for the same two numbers.
func plainTime(t *types.OverrideTimeSlice) *types.HoursOfOperationTimeSlice {
	if t == nil {
		return nil
	}
	return &types.HoursOfOperationTimeSlice{Hours: t.Hours, Minutes: t.Minutes}
}

// overrideConfig returns the API's form of an override's times. For a date on which the centre
// is closed it is empty and not nil, which is how the service writes it.
func overrideConfig(o calendar.Override) ([]types.HoursOfOperationOverrideConfig, error) {
	list := []types.HoursOfOperationOverrideConfig{}
	config, err := schedule(o.Times())
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
func sortedOverrides(rows []calendar.Override) []calendar.Override {
	slices.SortFunc(rows, func(a, b calendar.Override) int { return cmp.Compare(a.Name, b.Name) })
	return append([]calendar.Override{}, rows...)
}

// searchOverrides returns the overrides of all hours, by the ids of the hours: those that
// can be rows, and the names of the others.
func searchOverrides(ctx context.Context, c *connection) (rows map[string][]calendar.Override, others map[string][]string, err error) {
	rows, others = map[string][]calendar.Override{}, map[string][]string{}
	in := &connect.SearchHoursOfOperationOverridesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	err = pages(ctx, connect.NewSearchHoursOfOperationOverridesPaginator(c.api, in), func(out *connect.SearchHoursOfOperationOverridesOutput) error {
		return every(out.HoursOfOperationOverrides, func(o *types.HoursOfOperationOverride) error {
			of := aws.ToString(o.HoursOfOperationId)
			if row, ok := readOverride(o); ok {
				rows[of] = append(rows[of], row)
			} else {
				others[of] = append(others[of], aws.ToString(o.Name))
			}
			return nil
		})
	})
	return rows, others, err
}

// allOverrides reads the overrides of all hours by one search. Hours that were created since
// the search of hours are described by themselves, so theirs are not asked for.
func allOverrides(ctx context.Context, c *connection) (func(id string, h *schema.HoursOfOperation), error) {
	rows, others, err := searchOverrides(ctx, c)
	return func(id string, h *schema.HoursOfOperation) {
		h.Overrides, h.OtherOverrides = sortedOverrides(rows[id]), others[id]
	}, err
}

// otherOverrides says which overrides callwright cannot describe. A plan tells people, because
// they would otherwise believe that the blocks say everything.
func otherOverrides(h *schema.HoursOfOperation) []schema.Undescribed {
	var list []schema.Undescribed
	for _, name := range h.OtherOverrides {
		list = append(list, schema.Undescribed{Attr: "overrides", What: fmt.Sprintf("override %q", name)})
	}
	return list
}

// listOverrides yields the overrides of the hours: those that can be rows with their
// ids, and the names of the others.
func listOverrides(ctx context.Context, c *connection, id string, found func(id string, row calendar.Override), other func(name string)) error {
	in := &connect.ListHoursOfOperationOverridesInput{InstanceId: &c.instance.ID, HoursOfOperationId: &id, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewListHoursOfOperationOverridesPaginator(c.api, in), func(out *connect.ListHoursOfOperationOverridesOutput) error {
		return every(out.HoursOfOperationOverrideList, func(o *types.HoursOfOperationOverride) error {
			if row, ok := readOverride(o); ok {
				found(aws.ToString(o.HoursOfOperationOverrideId), row)
			} else {
				other(aws.ToString(o.Name))
			}
			return nil
		})
	})
}

// readOverrides reads the detail: the overrides of one object.
func readOverrides(ctx context.Context, c *connection, id string, h *schema.HoursOfOperation) error {
	var rows []calendar.Override
	err := listOverrides(ctx, c, id, func(_ string, row calendar.Override) { rows = append(rows, row) },
		func(name string) { h.OtherOverrides = append(h.OtherOverrides, name) })
	h.Overrides = sortedOverrides(rows)
	return err
}

// An overrideChange is what an update does with an override.
type overrideChange int

const (
	keepsOverride overrideChange = iota
	deletesOverride
	updatesOverride
	createsOverride
	recreatesOverride // it is deleted and created again
)

// changeOf returns what an update does with an override that is one row before the update and
// another row after it; nil where there is no row. An update cannot clear a member, so an
// override that loses its rule or its description is created again.
func changeOf(before, after *calendar.Override) overrideChange {
	switch {
	case after == nil:
		return deletesOverride
	case before == nil:
		return createsOverride
	case *before == *after:
		return keepsOverride
	case before.Recurring() && !after.Recurring(), before.Description != "" && after.Description == "":
		return recreatesOverride
	}
	return updatesOverride
}

// named returns the row with the name; nil if there is none.
func named(rows []calendar.Override, name string) *calendar.Override {
	if i := slices.IndexFunc(rows, func(o calendar.Override) bool { return o.Name == name }); i >= 0 {
		return &rows[i]
	}
	return nil
}

// droppedOverrides returns the overrides that an update removes.
func droppedOverrides(ch change[schema.HoursOfOperation]) []calendar.Override {
	return slices.DeleteFunc(slices.Clone(ch.before.Overrides), func(o calendar.Override) bool {
		does := changeOf(&o, named(ch.after.Overrides, o.Name))
		return does != deletesOverride && does != recreatesOverride
	})
}

// overridesWith returns the overrides after an update that it changes in one of these ways.
func overridesWith(ch change[schema.HoursOfOperation], ways ...overrideChange) []calendar.Override {
	return slices.DeleteFunc(slices.Clone(ch.after.Overrides), func(o calendar.Override) bool {
		return !slices.Contains(ways, changeOf(named(ch.before.Overrides, o.Name), &o))
	})
}

// changedOverrides returns the overrides that an update changes, as they will be.
func changedOverrides(ch change[schema.HoursOfOperation]) []calendar.Override {
	return overridesWith(ch, updatesOverride)
}

// addedOverrides returns the overrides that an update creates.
func addedOverrides(ch change[schema.HoursOfOperation]) []calendar.Override {
	return overridesWith(ch, createsOverride, recreatesOverride)
}

// overrideCalls counts the calls that the overrides of a change take, which is one for
// each.
func overrideCalls(of func(change[schema.HoursOfOperation]) []calendar.Override) func(change[schema.HoursOfOperation]) int {
	return func(ch change[schema.HoursOfOperation]) int { return len(of(ch)) }
}

// overrideIDs returns the ids of the overrides, by name. The language has names only, and
// the operations take ids.
func overrideIDs(ctx context.Context, c *connection, id string) (map[string]string, error) {
	ids := map[string]string{}
	err := listOverrides(ctx, c, id, func(own string, row calendar.Override) { ids[row.Name] = own }, func(string) {})
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

// updateOverrides changes overrides. It sends each one whole.
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
			return fmt.Errorf("the override %q was deleted in the meantime, or cannot be described now", o.Name)
		}
		_, err = c.api.UpdateHoursOfOperationOverride(ctx, &connect.UpdateHoursOfOperationOverrideInput{
			InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id, HoursOfOperationOverrideId: &own,
			Name: &o.Name, Description: filled(o.Description), EffectiveFrom: &o.From, EffectiveTill: &o.To, Config: config,
			OverrideType: overrideType(o), RecurrenceConfig: recurrenceConfig(o),
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
			Name: &o.Name, Description: filled(o.Description), EffectiveFrom: &o.From, EffectiveTill: &o.To, Config: config,
			OverrideType: overrideType(o), RecurrenceConfig: recurrenceConfig(o),
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
