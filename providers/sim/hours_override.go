package sim

import (
	"slices"
	"time"
)

// An override belongs to its hours: its name is unique among theirs, and it goes
// with them.
var overrides = &kind{
	word: "hours-override", noun: "override",
	id: "HoursOfOperationOverrideId", arn: "OverrideArn", name: "Name",
	check: checkOverride,
	show:  showOverride,
}

// overridesPerHours and parentsPerHours are quotas that cannot be raised
// (administrator guide, "Amazon Connect service quotas").
const (
	overridesPerHours = 50
	parentsPerHours   = 3
	hoursID           = "HoursOfOperationId"
	parentConfigs     = "ParentHoursOfOperationConfigs"
)

var overrideMembers = []string{"Name", "Description", "Config", "EffectiveFrom", "EffectiveTill", "RecurrenceConfig", "OverrideType"}

// overrideFields are what SearchHoursOfOperationOverrides is asked for.
var overrideFields = map[string]field{
	"name":          column("name"),
	"description":   member("Description"),
	"resourceid":    column("id"),
	"effectivefrom": member("EffectiveFrom"),
	"effectivetill": member("EffectiveTill"),
}

// checkOverride checks what the model cannot say of the dates.
//
// Assumption: a recurrence comes with the type OPEN or CLOSED, and only with these.
func checkOverride(_ *tx, o *object) error {
	if o.body["OverrideType"] == nil {
		o.body["OverrideType"] = "STANDARD"
	}
	for _, name := range []string{"EffectiveFrom", "EffectiveTill"} {
		if _, err := time.Parse(time.DateOnly, text(o.body, name)); err != nil {
			return invalid("%s: %q is no date.", name, text(o.body, name))
		}
	}
	if text(o.body, "EffectiveFrom") > text(o.body, "EffectiveTill") {
		return invalid("EffectiveTill: The override ends before it begins.")
	}
	if has(o.body, "RecurrenceConfig") != (text(o.body, "OverrideType") != "STANDARD") {
		return invalid("RecurrenceConfig: A recurring override has the type OPEN or CLOSED, and no other has.")
	}
	return nil
}

func showOverride(t *tx, o *object, v members) error {
	v["HoursOfOperationArn"] = t.arnOf(hours, text(o.body, hours.id))
	return nil
}

// overridesOf selects the overrides of the hours.
func overridesOf(h *object) selection {
	return selection{[]*kind{overrides}, condition{"o.scope = ?", []any{h.id}}}
}

func createOverride(t *tx, _ string, in members) (members, error) {
	h, err := t.find(hours, text(in, hours.id))
	if err != nil {
		return nil, err
	}
	n, err := t.count(`SELECT count(*) FROM objects WHERE kind = ? AND scope = ?`, overrides.word, h.id)
	if err != nil {
		return nil, err
	}
	if n >= overridesPerHours {
		return nil, limitExceeded("The hours have %d overrides, and the most is %d.", n, overridesPerHours)
	}
	o := &object{kind: overrides, scope: h.id, body: members{hours.id: h.id}}
	take(o.body, in, overrideMembers...)
	if err = t.create(o); err != nil {
		return nil, err
	}
	return members{overrides.id: o.id}, nil
}

// override is the override that a request names, of the hours that it names.
func (t *tx) override(in members) (*object, error) {
	h, err := t.find(hours, text(in, hours.id))
	if err != nil {
		return nil, err
	}
	o, err := t.find(overrides, text(in, overrides.id))
	if err == nil && o.scope != h.id {
		err = notFound(overrides.noun, o.id)
	}
	return o, err
}

func describeOverride(t *tx, _ string, in members) (members, error) {
	o, err := t.override(in)
	if err != nil {
		return nil, err
	}
	v, err := t.full(o)
	return members{"HoursOfOperationOverride": v}, err
}

func updateOverride(t *tx, _ string, in members) (members, error) {
	o, err := t.override(in)
	if err != nil {
		return nil, err
	}
	take(o.body, in, overrideMembers...)
	return nil, t.save(o)
}

func deleteOverride(t *tx, _ string, in members) (members, error) {
	o, err := t.override(in)
	if err != nil {
		return nil, err
	}
	return nil, t.delete(o)
}

// deleteHours deletes hours that nothing refers to, with their overrides.
func deleteHours(t *tx, _ string, in members) (members, error) {
	h, err := t.find(hours, text(in, hours.id))
	if err != nil {
		return nil, err
	}
	own, _, err := t.pageAfter(cursor{}, overridesPerHours, overridesOf(h))
	if err != nil {
		return nil, err
	}
	for _, o := range own {
		if err = t.delete(o); err != nil {
			return nil, err
		}
	}
	return nil, t.delete(h)
}

// listOverrides answers a page of the overrides of hours.
func listOverrides(t *tx, operation string, in members) (members, error) {
	h, err := t.find(hours, text(in, hours.id))
	if err != nil {
		return nil, err
	}
	page, next, err := t.page(operation, in, overridesOf(h))
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		if out[i], err = t.full(o); err != nil {
			return nil, err
		}
	}
	answer := paged(members{"HoursOfOperationOverrideList": out}, next)
	t.dated(answer, h.modified)
	return answer, nil
}

// changeParents makes a handler that changes whose overrides hours inherit.
//
// Assumption: to associate parents that are, or to disassociate some that are not,
// changes nothing and is no error.
func changeParents(ids func(members) []string, change func(have, given []any) []any) handler {
	return changing(hours, func(t *tx, o *object, in members) error {
		var have, given []any
		for _, c := range list(o.body, parentConfigs) {
			have = append(have, text(c.(members), hours.id))
		}
		for _, ref := range ids(in) {
			parent, err := t.find(hours, ref)
			if err != nil {
				return err
			}
			given = append(given, parent.id)
		}
		configs := []any{}
		for _, id := range change(have, given) {
			configs = append(configs, members{hours.id: id})
		}
		o.body[parentConfigs] = configs
		return nil
	})
}

func givenParents(in members) []string {
	var ids []string
	for _, c := range list(in, parentConfigs) {
		ids = append(ids, text(c.(members), hoursID))
	}
	return ids
}

func droppedParents(in members) []string { return texts(in, "ParentHoursOfOperationIds") }

// checkParents refuses too many parents, and hours that would inherit from themselves.
func (t *tx) checkParents(o *object) error {
	parents := givenParents(o.body)
	if len(parents) > parentsPerHours {
		return &exception{name: "ServiceQuotaExceededException", message: "The hours would have more than 3 parents."}
	}
	seen := []string{}
	for len(parents) > 0 {
		id := t.idOf(o.kind, parents[0])
		parents = parents[1:]
		if id == o.id {
			return invalid("%s: The hours would inherit from themselves.", parentConfigs)
		}
		if slices.Contains(seen, id) {
			continue
		}
		seen = append(seen, id)
		parent, err := t.find(o.kind, id)
		if err != nil {
			return err
		}
		parents = append(parents, givenParents(parent.body)...)
	}
	return nil
}
