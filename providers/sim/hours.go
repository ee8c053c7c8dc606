package sim

import (
	"time"
	_ "time/tzdata" // time zones are known wherever the simulator runs

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

var hours = &store.Kind{
	Word: "operating-hours", Noun: "hours of operation", ResourceType: "HOURS_OF_OPERATION",
	ID: hoursID, ARN: "HoursOfOperationArn", Name: "Name", View: "HoursOfOperation",
	References: []store.Reference{{Path: "ParentHoursOfOperationConfigs[].HoursOfOperationId", Kind: store.Itself}},
	Check:      checkHours,
	Show:       showHours,
}

// hoursSimulation is what is simulated of hours of operation.
var hoursSimulation = simulation{
	kind: hours,
	form: form{noun: "HoursOfOperation", members: []string{"Name", "Description", "TimeZone", "Config"}},
	operations: map[string]operation{
		"CreateHoursOfOperation":           writes(create(hours, "Name", "Description", "TimeZone", "Config", "ParentHoursOfOperationConfigs")),
		"DescribeHoursOfOperation":         reads(describe(hours)),
		"UpdateHoursOfOperation":           writes(update(hours, "Name", "Description", "TimeZone", "Config")),
		"DeleteHoursOfOperation":           writes(deleteHours),
		"ListHoursOfOperations":            reads(listing("HoursOfOperationSummaryList", hours)),
		"SearchHoursOfOperations":          searches(searching("HoursOfOperations", hoursFields, nil, hours)),
		"CreateHoursOfOperationOverride":   writes(createOverride),
		"DescribeHoursOfOperationOverride": reads(describeOverride),
		"UpdateHoursOfOperationOverride":   writes(updateOverride),
		"DeleteHoursOfOperationOverride":   writes(deleteOverride),
		"ListHoursOfOperationOverrides":    reads(listOverrides),
		"SearchHoursOfOperationOverrides":  searches(searching("HoursOfOperationOverrides", overrideFields, nil, overrides)),
		"AssociateHoursOfOperations":       writes(changeParents(givenParents, withQuicks)),
		"DisassociateHoursOfOperations":    writes(changeParents(droppedParents, withoutQuicks)),
	},
}

// hoursFields are what SearchHoursOfOperations documents.
var hoursFields = map[string]store.Field{
	"name":        store.Column("name"),
	"description": store.Member("Description"),
	"timezone":    store.Member("TimeZone"),
	"resourceid":  store.Column("id"),
}

func checkHours(t *store.Tx, o *store.Object) error {
	zone := api.Text(o.Body, "TimeZone")
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		return api.InvalidParameter("TimeZone: %q is not a time zone.", zone)
	}
	return checkParents(t, o)
}

// showHours names the hours that overrides are inherited from.
func showHours(t *store.Tx, o *store.Object, v api.Members) error {
	var parents []any
	for _, c := range api.List(o.Body, "ParentHoursOfOperationConfigs") {
		parent, err := t.Find(o.Kind, api.Text(c.(api.Members), "HoursOfOperationId"))
		if err != nil {
			return err
		}
		parents = append(parents, t.Base(parent))
	}
	if len(parents) > 0 {
		v["ParentHoursOfOperations"] = parents
	}
	return nil
}
