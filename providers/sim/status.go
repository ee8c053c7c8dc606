package sim

// statuses are the agent statuses: the two that each instance has, and those of the
// type CUSTOM that were created. There is no operation that deletes one.
var statuses = &kind{
	word: "agent-state", noun: "agent status", resourceType: "AGENT_STATUS",
	id: "AgentStatusId", arn: "AgentStatusARN", name: "Name", view: "AgentStatus",
	born: func(_ *tx, o *object, _ members) error {
		o.body["Type"] = "CUSTOM"
		return nil
	},
	form: form{noun: "AgentStatus", members: []string{"Name", "Description", "State", "DisplayOrder"}, fill: fillStatus},
}

// statusFields are what SearchAgentStatuses documents.
var statusFields = map[string]field{
	"name":         column("name"),
	"description":  member("Description"),
	"state":        member("State"),
	"type":         member("Type"),
	"displayorder": member("DisplayOrder"),
	"resourceid":   column("id"),
}

// updateStatus sets what the request has.
//
// Assumption: ResetOrderNumber takes the display order away; one that is given with
// it is set all the same.
func updateStatus(_ *tx, o *object, in members) error {
	if flag(in, "ResetOrderNumber") {
		delete(o.body, "DisplayOrder")
	}
	given := members{}
	take(given, in, "Name", "Description", "State", "DisplayOrder")
	if err := fillStatus(nil, o, given); err != nil {
		return err
	}
	take(o.body, given, "Name", "Description", "State", "DisplayOrder")
	return nil
}

// fillStatus refuses to disable what each instance has.
//
// Assumption: the guide says that these can be renamed alone; which exception says
// so is not documented.
func fillStatus(_ *tx, o *object, given members) error {
	if text(o.body, "Type") != "CUSTOM" && text(given, "State") == "DISABLED" {
		return badRequest("The agent status %q is of the type %s and cannot be disabled.", o.name, text(o.body, "Type"))
	}
	return nil
}

func listStatuses(t *tx, operation string, in members) (members, error) {
	var types []condition
	for _, v := range texts(in, "AgentStatusTypes") {
		types = append(types, condition{member("Type")("%s = ?"), []any{v}})
	}
	return t.summaries(operation, in, "AgentStatusSummaryList", selection{[]*kind{statuses}, join("OR", types)})
}
