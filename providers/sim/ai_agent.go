package sim

import (
	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// agents are the AI agents that have security profiles. Their service is another one, so here
// only the console's path gives them profiles. An agent's name is its ARN.
//
// Assumption: a security profile that an AI agent has cannot be deleted.
var agents = &store.Kind{
	Word: "ai-agent", Noun: "AI agent", ResourceType: "AI_AGENT", ID: "EntityArn", Name: "EntityArn", NameIsID: true,
	References: []store.Reference{{Path: "SecurityProfileIds[]", Kind: securityProfiles}},
}

// agentSimulation is what is simulated of AI agents.
var agentSimulation = simulation{
	kind:       agents,
	operations: map[string]operation{"ListEntitySecurityProfiles": reads(listAgentProfiles)},
}

// listAgentProfiles is ListEntitySecurityProfiles: "Only supported type is AI_AGENT".
func listAgentProfiles(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	if typ := api.Text(in, "EntityType"); typ != "AI_AGENT" {
		return nil, api.InvalidParameter("EntityType: %s is not supported; AI_AGENT is.", typ)
	}
	o, err := t.Find(agents, api.Text(in, "EntityArn"))
	if err != nil {
		return nil, err
	}
	var entries []store.Entry
	for _, id := range api.SortedSet(api.Texts(o.Body, "SecurityProfileIds")) {
		entries = append(entries, store.Entry{Key: id.(string), Value: api.Members{"Id": id}})
	}
	page, next, err := store.PageOfEntries(t, operation, in, entries)
	return store.Paged(api.Members{"SecurityProfiles": page}, next), err
}

// putAgent gives an AI agent security profiles, by name or id, for the console.
func putAgent(t *store.Tx, arn string, patch api.Members) (any, error) {
	var ids []any
	for _, ref := range api.Texts(patch, "SecurityProfiles") {
		p, err := t.Named(securityProfiles, ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, p.ID)
	}
	o, err := t.Find(agents, arn)
	switch {
	case missing(err):
		o = &store.Object{Kind: agents, Body: api.Members{"EntityArn": arn, "SecurityProfileIds": ids}}
		err = t.Create(o)
	case err == nil:
		o.Body["SecurityProfileIds"] = ids
		err = t.Save(o)
	}
	return o.Body, err
}
