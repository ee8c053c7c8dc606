package sim

import (
	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// statuses are the agent statuses: the two that every instance has, and created ones, which
// have the type CUSTOM. No operation deletes a status.
var statuses = &store.Kind{
	Word: "agent-state", Noun: "agent status", ResourceType: "AGENT_STATUS",
	ID: "AgentStatusId", ARN: "AgentStatusARN", Name: "Name", View: "AgentStatus",
	Complete: func(_ *store.Tx, o *store.Object, _ api.Members) error {
		o.Body["Type"] = "CUSTOM"
		return nil
	},
}

// statusSimulation is what is simulated of agent statuses.
var statusSimulation = simulation{
	kind: statuses,
	form: form{noun: "AgentStatus", members: []string{"Name", "Description", "State", "DisplayOrder"}, fill: fillStatus},
	operations: map[string]operation{
		"CreateAgentStatus":   writes(create(statuses, "Name", "Description", "State", "DisplayOrder")),
		"DescribeAgentStatus": reads(describe(statuses)),
		"UpdateAgentStatus":   writes(changing(statuses, updateStatus)),
		"ListAgentStatuses":   reads(listStatuses),
		"SearchAgentStatuses": searches(searching("AgentStatuses", statusFields, nil, statuses)),
	},
}

// statusFields are what SearchAgentStatuses documents.
var statusFields = map[string]store.Field{
	"name":         store.Column("name"),
	"description":  store.Member("Description"),
	"state":        store.Member("State"),
	"type":         store.Member("Type"),
	"displayorder": store.Member("DisplayOrder"),
	"resourceid":   store.Column("id"),
}

// updateStatus sets what the request has.
//
// Assumption: ResetOrderNumber takes the display order away; one that is given with
// it is set all the same.
func updateStatus(_ *store.Tx, o *store.Object, in api.Members) error {
	if api.Flag(in, "ResetOrderNumber") {
		delete(o.Body, "DisplayOrder")
	}
	given := api.Members{}
	api.Take(given, in, "Name", "Description", "State", "DisplayOrder")
	if err := fillStatus(nil, o, given); err != nil {
		return err
	}
	api.Take(o.Body, given, "Name", "Description", "State", "DisplayOrder")
	return nil
}

// fillStatus refuses to disable a status that every instance has.
//
// Assumption: the guide says that such a status can only be renamed. It does not say which
// exception a request gets that disables one.
func fillStatus(_ *store.Tx, o *store.Object, given api.Members) error {
	if api.Text(o.Body, "Type") != "CUSTOM" && api.Text(given, "State") == "DISABLED" {
		return api.InvalidRequest("The agent status %q is of the type %s and cannot be disabled.", o.Name, api.Text(o.Body, "Type"))
	}
	return nil
}

func listStatuses(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	types := store.OneOf(store.Member("Type"), api.Texts(in, "AgentStatusTypes"))
	return listObjects(t, operation, in, "AgentStatusSummaryList", store.Select(types, statuses))
}
