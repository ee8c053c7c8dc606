package sim

import (
	"time"
	_ "time/tzdata" // time zones are known wherever the simulator runs
)

var hours = &kind{
	word: "operating-hours", noun: "hours of operation", resourceType: "HOURS_OF_OPERATION",
	id: hoursID, arn: "HoursOfOperationArn", name: "Name", view: "HoursOfOperation",
	refs:  []reference{{"ParentHoursOfOperationConfigs[].HoursOfOperationId", itself}},
	check: checkHours,
	show:  showHours,
	form:  form{noun: "HoursOfOperation", members: []string{"Name", "Description", "TimeZone", "Config"}},
}

// hoursFields are what SearchHoursOfOperations documents.
var hoursFields = map[string]field{
	"name":        column("name"),
	"description": member("Description"),
	"timezone":    member("TimeZone"),
	"resourceid":  column("id"),
}

func checkHours(t *tx, o *object) error {
	zone := text(o.body, "TimeZone")
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return invalid("TimeZone: %q is not a time zone.", zone)
	}
	return t.checkParents(o)
}

// showHours names the hours that overrides are inherited from.
func showHours(t *tx, o *object, v members) error {
	var parents []any
	for _, c := range list(o.body, "ParentHoursOfOperationConfigs") {
		parent, err := t.find(o.kind, text(c.(members), "HoursOfOperationId"))
		if err != nil {
			return err
		}
		parents = append(parents, t.base(parent))
	}
	if len(parents) > 0 {
		v["ParentHoursOfOperations"] = parents
	}
	return nil
}
