package amazonconnect

import (
	"encoding/json"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
	"github.com/callwright/callwright/schema/calendar"
)

// Amazon Connect has two sorts of overrides. One of the type STANDARD has dates; one of the
// type OPEN or CLOSED recurs. The weekday of a rule such as "last Monday of May" is not in the
// rule, but in the opening times.

var frequencies = words{"WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}

// readOverride returns the override as a row. It is false for an override that no row can
// describe, such as one with a rule that is newer than we are. It is not a row, so no plan
// changes or removes it.
func readOverride(o *types.HoursOfOperationOverride) (calendar.Override, bool) {
	row := calendar.Override{
		Name: aws.ToString(o.Name), Description: aws.ToString(o.Description),
		From: aws.ToString(o.EffectiveFrom), To: aws.ToString(o.EffectiveTill),
	}
	var config []types.HoursOfOperationConfig
	for _, c := range o.Config {
		if !slices.Contains(calendar.Weekdays, word(weekdays, c.Day)) {
			return calendar.Override{}, false
		}
		config = append(config, types.HoursOfOperationConfig{
			Day: types.HoursOfOperationDays(c.Day), StartTime: plainTime(c.StartTime), EndTime: plainTime(c.EndTime),
		})
	}
	row.Schedule = calendar.SpansOf(readSchedule(config))
	row.Closed = len(config) == 0 || o.OverrideType == types.OverrideTypeClosed
	var known bool
	switch {
	case o.RecurrenceConfig == nil:
		known = o.OverrideType == "" || o.OverrideType == types.OverrideTypeStandard
	case o.OverrideType == types.OverrideTypeClosed, o.OverrideType == types.OverrideTypeOpen && len(config) > 0:
		row.Recurs, known = readRecurrence(o.RecurrenceConfig.RecurrencePattern, row.Schedule.Days())
	default:
		known = false
	}
	row = row.Normal()
	// Times on weekdays that do not occur between the dates say nothing about these.
	return row, known && (row.Recurring() || row.Closed == (row.Schedule == ""))
}

// readRecurrence reads a rule. The times say on which weekdays it holds. It is false for a rule
// that we cannot describe.
func readRecurrence(p *types.RecurrencePattern, times map[string][]string) (calendar.Recurrence, bool) {
	if p == nil {
		return calendar.Recurrence{}, false
	}
	var days []string
	for day := range times {
		days = append(days, day)
	}
	r := calendar.Recurrence{Unit: word(frequencies, p.Frequency), Every: max(1, int(aws.ToInt32(p.Interval)))}
	var known [3]bool
	r.Month, known[0] = single(p.ByMonth)
	r.Day, known[1] = single(p.ByMonthDay)
	r.Occurrence, known[2] = single(p.ByWeekdayOccurrence)
	if r.Unit == "weekly" || r.Occurrence != 0 {
		r.On = calendar.InWeek(days)
	}
	// What is read as text and gives the same rule is a rule that the language has.
	again, why := calendar.Parse(r.Unit, r.Dates())
	again.Every = r.Every
	return r, known == [3]bool{true, true, true} && slices.Contains(calendar.Units, r.Unit) && why == "" && again == r && r.Every <= calendar.MostEvery
}

// single returns the only number of a list, or 0; false for more numbers than one. The API
// has lists, and documents that they have one number.
func single(list []int32) (int, bool) {
	if len(list) == 0 {
		return 0, true
	}
	return int(list[0]), len(list) == 1 && list[0] != 0
}

// overrideType returns the API's type of an override.
func overrideType(o calendar.Override) types.OverrideType {
	switch {
	case !o.Recurring():
		return types.OverrideTypeStandard
	case o.Closed:
		return types.OverrideTypeClosed
	}
	return types.OverrideTypeOpen
}

// recurrenceConfig returns the API's form of an override's rule; nil without a rule.
func recurrenceConfig(o calendar.Override) *types.RecurrenceConfig {
	if !o.Recurring() {
		return nil
	}
	return &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{
		Frequency:           value[types.RecurrenceFrequency](frequencies, o.Recurs.Unit),
		Interval:            aws.Int32(small(o.Recurs.Every)),
		ByMonth:             list(o.Recurs.Month),
		ByMonthDay:          list(o.Recurs.Day),
		ByWeekdayOccurrence: list(o.Recurs.Occurrence),
	}}
}

// list returns a list with the number; nil for 0.
func list(n int) []int32 {
	if n == 0 {
		return nil
	}
	return []int32{small(n)}
}

// describable returns the overrides among those of an answer that can be rows. The others are
// named on their own.
func describable(overrides []any) []any {
	return slices.DeleteFunc(slices.Clone(overrides), func(v any) bool {
		text, err := json.Marshal(v)
		var o types.HoursOfOperationOverride
		if err != nil || wire.Parse(string(text), &o) != nil {
			return true
		}
		_, ok := readOverride(&o)
		return !ok
	})
}
