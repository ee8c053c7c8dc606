package sim

// statuses are the agent statuses: of a new instance the two that each one has.
var statuses = &kind{
	word: "agent-state", noun: "agent status", resourceType: "AGENT_STATUS",
	id: "AgentStatusId", arn: "AgentStatusARN", name: "Name", view: "AgentStatus",
}

func listStatuses(t *tx, operation string, in members) (members, error) {
	var types []condition
	for _, v := range texts(in, "AgentStatusTypes") {
		types = append(types, condition{member("Type")("%s = ?"), []any{v}})
	}
	return t.summaries(operation, in, "AgentStatusSummaryList", selection{[]*kind{statuses}, join("OR", types)})
}
