package sim

import (
	"slices"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// An override belongs to its hours of operation. Two overrides of the same hours cannot have
// one name, but overrides of different hours can: "Christmas" may be in all of them. Deleting
// the hours deletes their overrides.
var overrides = &store.Kind{
	Word: "hours-override", Noun: "override",
	ID: "HoursOfOperationOverrideId", ARN: "OverrideArn", Name: "Name",
	Check: checkOverride,
	Show:  showOverride,
}

const (
	hoursID       = "HoursOfOperationId"
	parentConfigs = "ParentHoursOfOperationConfigs"
)

// overrideMembers are the members of a request that an override keeps.
var overrideMembers = []string{"Name", "Description", "Config", "EffectiveFrom", "EffectiveTill", "RecurrenceConfig", "OverrideType"}

// overrideFields are the fields that SearchHoursOfOperationOverrides can search by.
var overrideFields = map[string]store.Field{
	"name":          store.Column("name"),
	"description":   store.Member("Description"),
	"resourceid":    store.Column("id"),
	"effectivefrom": store.Member("EffectiveFrom"),
	"effectivetill": store.Member("EffectiveTill"),
}

// checkOverride checks what the model cannot express: both dates exist, and an override does
// not end before it begins.
//
// Assumption: a recurrence comes with the type OPEN or CLOSED, and only with these.
func checkOverride(_ *store.Tx, o *store.Object) error {
	if o.Body["OverrideType"] == nil {
		o.Body["OverrideType"] = "STANDARD"
	}
	for _, name := range []string{"EffectiveFrom", "EffectiveTill"} {
		if _, err := time.Parse(time.DateOnly, api.Text(o.Body, name)); err != nil {
			return api.InvalidParameter("%s: %q is not a date.", name, api.Text(o.Body, name))
		}
	}
	if api.Text(o.Body, "EffectiveFrom") > api.Text(o.Body, "EffectiveTill") {
		return api.InvalidParameter("EffectiveTill: The override ends before it begins.")
	}
	if api.Has(o.Body, "RecurrenceConfig") != (api.Text(o.Body, "OverrideType") != "STANDARD") {
		return api.InvalidParameter("RecurrenceConfig: A recurring override has the type OPEN or CLOSED, and no other has.")
	}
	if !api.Has(o.Body, "RecurrenceConfig") {
		return nil
	}
	return checkPattern(api.Sub(api.Sub(o.Body, "RecurrenceConfig"), "RecurrencePattern"), len(api.List(o.Body, "Config")))
}

// ruleMembers are the members of a recurrence pattern that say on which days it holds, with the
// frequencies that they are for (API reference, RecurrencePattern).
var ruleMembers = []struct {
	name        string
	frequencies []string
}{
	{"ByMonth", []string{"YEARLY"}},
	{"ByMonthDay", []string{"MONTHLY", "YEARLY"}},
	{"ByWeekdayOccurrence", []string{"MONTHLY", "YEARLY"}},
}

// checkPattern checks what the documentation of RecurrencePattern says: a list has one value, a
// day of the month and an occurrence of a weekday exclude each other, and the weekday of an
// occurrence is in the override's times. A day that a month lacks is skipped, so there can be a
// rule of 30 February.
//
// Assumption: 0 is neither a day nor an occurrence. A pattern that does not say on which day it
// holds is accepted.
func checkPattern(p api.Members, times int) error {
	for _, member := range ruleMembers {
		list := api.List(p, member.name)
		switch {
		case len(list) == 0:
		case !slices.Contains(member.frequencies, api.Text(p, "Frequency")):
			return api.InvalidParameter("RecurrencePattern.%s: The member is not for %s events.", member.name, api.Text(p, "Frequency"))
		case len(list) > 1:
			return api.InvalidParameter("RecurrencePattern.%s: Multiple values in the list are not accepted.", member.name)
		case list[0] == 0.0:
			return api.InvalidParameter("RecurrencePattern.%s: 0 is not a value of the list.", member.name)
		}
	}
	occurrence := len(api.List(p, "ByWeekdayOccurrence")) > 0
	switch {
	case occurrence && len(api.List(p, "ByMonthDay")) > 0:
		return api.InvalidParameter("RecurrencePattern: ByMonthDay and ByWeekdayOccurrence cannot be used together.")
	case occurrence && times == 0:
		return api.InvalidParameter("Config: The weekday of ByWeekdayOccurrence has to be in the configuration.")
	}
	return nil
}

// showOverride adds the ARN of the hours, which is not stored.
func showOverride(t *store.Tx, o *store.Object, v api.Members) error {
	v["HoursOfOperationArn"] = t.ARN(hours, api.Text(o.Body, hours.ID))
	return nil
}

// overridesOf selects the overrides of the hours.
func overridesOf(h *store.Object) store.Selection {
	return store.Select(store.SQL("o.scope = ?", h.ID), overrides)
}

// createOverride creates an override, unless its hours have as many as AWS allows.
func createOverride(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	h, err := t.Find(hours, api.Text(in, hours.ID))
	if err != nil {
		return nil, err
	}
	n, err := t.Count(`SELECT count(*) FROM objects WHERE kind = ? AND scope = ?`, overrides.Word, h.ID)
	if err != nil {
		return nil, err
	}
	if n >= overridesPerHours {
		return nil, api.LimitExceeded("The hours have %d overrides, and the most is %d.", n, overridesPerHours)
	}
	o := &store.Object{Kind: overrides, Scope: h.ID, Body: api.Members{hours.ID: h.ID}}
	api.Take(o.Body, in, overrideMembers...)
	if err = t.Create(o); err != nil {
		return nil, err
	}
	return api.Members{overrides.ID: o.ID}, dateHours(t, o)
}

// findOverride returns the override that a request names. It must belong to the hours that the
// request names, too; otherwise there is no such override.
func findOverride(t *store.Tx, in api.Members) (*store.Object, error) {
	h, err := t.Find(hours, api.Text(in, hours.ID))
	if err != nil {
		return nil, err
	}
	o, err := t.Find(overrides, api.Text(in, overrides.ID))
	if err == nil && o.Scope != h.ID {
		err = api.NotFound(overrides.Noun, o.ID)
	}
	return o, err
}

func describeOverride(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	o, err := findOverride(t, in)
	if err != nil {
		return nil, err
	}
	v, err := t.Full(o)
	return api.Members{"HoursOfOperationOverride": v}, err
}

// updateOverride sets the members in the request. The others stay as they are.
func updateOverride(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	o, err := findOverride(t, in)
	if err != nil {
		return nil, err
	}
	api.Take(o.Body, in, overrideMembers...)
	if err = t.Save(o); err != nil {
		return nil, err
	}
	return nil, dateHours(t, o)
}

func deleteOverride(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	o, err := findOverride(t, in)
	if err != nil {
		return nil, err
	}
	if err = t.Delete(o); err != nil {
		return nil, err
	}
	return nil, dateHours(t, o)
}

// dateHours gives the hours of an override their LastModifiedTime.
func dateHours(t *store.Tx, override *store.Object) error {
	h, err := t.Find(hours, override.Scope)
	if err != nil {
		return err
	}
	t.Date(h)
	return t.Write(h)
}

// deleteHours deletes hours and their overrides, unless another object refers to the hours.
func deleteHours(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	h, err := t.Find(hours, api.Text(in, hours.ID))
	if err != nil {
		return nil, err
	}
	own, _, err := store.PageAfter(t, store.Cursor{}, overridesPerHours, overridesOf(h))
	if err != nil {
		return nil, err
	}
	for _, o := range own {
		if err = t.Delete(o); err != nil {
			return nil, err
		}
	}
	return nil, t.Delete(h)
}

// listOverrides answers a page of the overrides of some hours.
func listOverrides(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	h, err := t.Find(hours, api.Text(in, hours.ID))
	if err != nil {
		return nil, err
	}
	page, next, err := store.Page(t, operation, in, overridesOf(h))
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		if out[i], err = t.Full(o); err != nil {
			return nil, err
		}
	}
	answer := store.Paged(api.Members{"HoursOfOperationOverrideList": out}, next)
	store.SetDate(t, answer, h.Modified)
	return answer, nil
}

// changeParents makes a handler that changes the parents of hours. Hours inherit the overrides
// of their parents: "Sales" and "Support" can take their bank holidays from "UK".
//
// Assumption: hours that have a parent can be a parent. The administrator guide says that they
// cannot, and the API reference does not.
//
// Assumption: to associate a parent again, or to disassociate hours that are not a parent,
// changes nothing and succeeds.
func changeParents(ids func(api.Members) []string, change func(have, given []any) []any) handler {
	return changing(hours, func(t *store.Tx, o *store.Object, in api.Members) error {
		var have, given []any
		for _, c := range api.List(o.Body, parentConfigs) {
			have = append(have, api.Text(c.(api.Members), hours.ID))
		}
		for _, ref := range ids(in) {
			parent, err := t.Find(hours, ref)
			if err != nil {
				return err
			}
			given = append(given, parent.ID)
		}
		configs := []any{}
		for _, id := range change(have, given) {
			configs = append(configs, api.Members{hours.ID: id})
		}
		o.Body[parentConfigs] = configs
		return nil
	})
}

// givenParents returns the parents that a request adds, or that stored hours have.
func givenParents(in api.Members) []string {
	var ids []string
	for _, c := range api.List(in, parentConfigs) {
		ids = append(ids, api.Text(c.(api.Members), hoursID))
	}
	return ids
}

// droppedParents returns the parents that a request removes.
func droppedParents(in api.Members) []string { return api.Texts(in, "ParentHoursOfOperationIds") }

// checkParents refuses too many parents, and hours that would inherit from themselves, through
// any number of other hours.
func checkParents(t *store.Tx, o *store.Object) error {
	parents := givenParents(o.Body)
	if len(parents) > parentsPerHours {
		return &api.Exception{Name: "ServiceQuotaExceededException", Message: "The hours would have more than 3 parents."}
	}
	seen := []string{}
	for len(parents) > 0 {
		id := t.IDOf(o.Kind, parents[0])
		parents = parents[1:]
		if id == o.ID {
			return api.InvalidParameter("%s: The hours would inherit from themselves.", parentConfigs)
		}
		if slices.Contains(seen, id) {
			continue
		}
		seen = append(seen, id)
		parent, err := t.Find(o.Kind, id)
		if err != nil {
			return err
		}
		parents = append(parents, givenParents(parent.Body)...)
	}
	return nil
}
