package amazonconnect_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/schematest"
)

// TestOtherOverride checks that an override that no row can describe stays whatever happens to
// the rows. This one recurs weekly and does not say on which weekday.
func TestOtherOverride(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	with := func(rows ...calendar.Override) *schema.Resource {
		return schematest.Of("hours_of_operation", &schema.HoursOfOperation{
			Name: "H", TimeZone: "UTC", Schedule: map[string][]string{"monday": {"08:00-12:00"}}, Overrides: rows,
		}, "name", "time_zone", "schedule", "overrides")
	}
	closed := calendar.Override{Name: "Christmas", From: "2026-12-24", To: "2026-12-26", Closed: true}
	open := calendar.Override{Name: "Christmas", From: "2026-12-24", To: "2026-12-26", Schedule: "thursday 08:00-12:00"}
	live := c.create(with(closed))
	api, instance := c.elsewhere(), c.opened.Instance
	_, err := api.CreateHoursOfOperationOverride(t.Context(), &connect.CreateHoursOfOperationOverrideInput{
		InstanceId: &instance, HoursOfOperationId: &live.ID, Name: aws.String("Fridays"),
		EffectiveFrom: aws.String("2026-01-01"), EffectiveTill: aws.String("2026-12-31"),
		Config: []types.HoursOfOperationOverrideConfig{}, OverrideType: types.OverrideTypeClosed,
		RecurrenceConfig: &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{
			Frequency: types.RecurrenceFrequencyWeekly, Interval: aws.Int32(1),
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, rows := range [][]calendar.Override{{open}, {}, {closed}} {
		c.update(live, with(rows...), "overrides")
		live = c.read(live)
		if diff := cmp.Diff(rows, live.Body.(*schema.HoursOfOperation).Overrides); diff != "" {
			t.Errorf("overrides mismatch (-want +got):\n%s", diff)
		}
	}
	listed := c.list("hours_of_operation", nil)["H"]
	want := []schema.Undescribed{{Attr: "overrides", What: `override "Fridays"`}}
	for how, found := range map[string]*schema.Resource{"listed": listed, "read": c.read(live)} {
		if diff := cmp.Diff(want, found.Undescribed); diff != "" {
			t.Errorf("%s, what no row says, mismatch (-want +got):\n%s", how, diff)
		}
	}
	c.update(listed, schematest.Of("hours_of_operation", &schema.HoursOfOperation{
		Name: "H 2", Description: "x", TimeZone: "Europe/London", Schedule: map[string][]string{},
	}), "name", "description", "time_zone", "schedule")
	c.update(listed, schematest.Of("hours_of_operation", &schema.HoursOfOperation{Parents: []string{"Basic Hours"}}), "parents")
	out, err := api.ListHoursOfOperationOverrides(t.Context(), &connect.ListHoursOfOperationOverridesInput{
		InstanceId: &instance, HoursOfOperationId: &live.ID,
	})
	if err != nil || len(out.HoursOfOperationOverrideList) != 2 {
		t.Fatalf("the hours have %v, %v; want two overrides", out, err)
	}
	for _, o := range out.HoursOfOperationOverrideList {
		if aws.ToString(o.Name) == "Fridays" && (o.OverrideType != types.OverrideTypeClosed || o.RecurrenceConfig == nil || aws.ToString(o.EffectiveTill) != "2026-12-31") {
			t.Errorf("the other override became %+v", o)
		}
	}
}

// TestOverrideDescriptions checks that a row without a description keeps it, and that an
// override which loses its description is created again: an update cannot clear it.
func TestOverrideDescriptions(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	with := func(till, description string) *schema.Resource {
		return schematest.Of("hours_of_operation", &schema.HoursOfOperation{
			Name: "H", TimeZone: "UTC", Schedule: map[string][]string{"monday": {"08:00-12:00"}},
			Overrides: []calendar.Override{{Name: "Christmas", From: "2026-12-24", To: till, Closed: true, Description: description}},
		}, "name", "time_zone", "schedule", "overrides")
	}
	live := c.create(with("2026-12-26", "Call the lift company"))
	c.forget()
	c.update(live, schema.Complete(with("2026-12-28", ""), live), "overrides")
	want := parse(`{"Name": "Christmas", "Description": "Call the lift company", "EffectiveFrom": "2026-12-24", "EffectiveTill": "2026-12-28", "Config": [], "OverrideType": "STANDARD"}`)
	if diff := cmp.Diff(want, parse(c.requests("UpdateHoursOfOperationOverride")[0])); diff != "" {
		t.Errorf("request mismatch (-want +got):\n%s", diff)
	}
	live = c.read(live)
	if live.Undescribed != nil {
		t.Errorf("a description cannot be described: %v", live.Undescribed)
	}
	c.forget()
	c.update(live, with("2026-12-28", ""), "overrides") // as an undo plan does
	if diff := cmp.Diff([]string{"DeleteHoursOfOperationOverride", "CreateHoursOfOperationOverride"}, c.writes()); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
	if got := c.read(live).Body.(*schema.HoursOfOperation).Overrides; got[0].Description != "" {
		t.Errorf("the override is %+v", got)
	}
}
