package sim

import (
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// quickConnects are the quick connects.
var quickConnects = &store.Kind{
	Word: "transfer-destination", Noun: "quick connect", ResourceType: "QUICK_CONNECT",
	ID: "QuickConnectId", ARN: "QuickConnectARN", Name: "Name", View: "QuickConnect",
	References: []store.Reference{
		{Path: "QuickConnectConfig.QueueConfig.QueueId", Kind: queues},
		{Path: "QuickConnectConfig.UserConfig.ContactFlowId", Kind: flows},
		{Path: "QuickConnectConfig.QueueConfig.ContactFlowId", Kind: flows},
		{Path: "QuickConnectConfig.FlowConfig.ContactFlowId", Kind: flows},
	},
	Check: checkDestination,
}

// quickConnectSimulation is what is simulated of quick connects.
var quickConnectSimulation = simulation{
	kind: quickConnects,
	form: form{noun: "QuickConnect", members: []string{"Name", "Description", "QuickConnectConfig"}},
	operations: map[string]operation{
		"CreateQuickConnect":       writes(create(quickConnects, "Name", "Description", "QuickConnectConfig")),
		"DescribeQuickConnect":     reads(describe(quickConnects)),
		"UpdateQuickConnectName":   writes(needingOne(update(quickConnects, "Name", "Description"), "Name", "Description")),
		"UpdateQuickConnectConfig": writes(update(quickConnects, "QuickConnectConfig")),
		"DeleteQuickConnect":       writes(deleteQuickConnect),
		"ListQuickConnects":        reads(listQuickConnects),
		"SearchQuickConnects":      searches(searching("QuickConnects", quickConnectFields, nil, quickConnects)),
	},
}

// quickConnectFields are what SearchQuickConnects documents.
var quickConnectFields = map[string]store.Field{
	"name":        store.Column("name"),
	"description": store.Member("Description"),
	"resourceid":  store.Column("id"),
}

// destination is the member that holds the destination of each type.
var destination = map[string]string{
	"USER": "UserConfig", "QUEUE": "QueueConfig", "PHONE_NUMBER": "PhoneConfig", "FLOW": "FlowConfig",
}

// checkDestination holds the type of a quick connect against what it has, and turns
// the ARN of a user into an id.
//
// Assumption: a config of another type than the one that is named is refused.
func checkDestination(t *store.Tx, o *store.Object) error {
	config := api.Sub(o.Body, "QuickConnectConfig")
	wanted := destination[api.Text(config, "QuickConnectType")]
	for _, member := range destination {
		if api.Has(config, member) != (member == wanted) {
			return api.InvalidParameter("QuickConnectConfig: A quick connect of the type %s has %s, and no other.", api.Text(config, "QuickConnectType"), wanted)
		}
	}
	to := api.Sub(config, wanted)
	if !api.Has(to, "UserId") {
		return nil
	}
	user, err := t.Find(users, api.Text(to, "UserId"))
	if err != nil && !wasOrphan(t, o, api.Text(to, "UserId")) {
		return err
	}
	if err == nil {
		to["UserId"] = user.ID
	}
	return nil
}

// wasOrphan reports whether a quick connect led to the user before the change: users can
// be deleted while quick connects lead to them, which stay behind (administrator guide,
// "Delete users").
func wasOrphan(t *store.Tx, o *store.Object, id string) bool {
	before, err := t.Find(o.Kind, o.ID)
	if err != nil {
		return false
	}
	return api.Text(api.Sub(api.Sub(before.Body, "QuickConnectConfig"), "UserConfig"), "UserId") == id
}

// quickConnectSummary is base with the type, which is inside the config.
func listQuickConnects(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	types := store.OneOf(store.Member("QuickConnectConfig.QuickConnectType"), api.Texts(in, "QuickConnectTypes"))
	page, next, err := store.Page(t, operation, in, store.Select(types, quickConnects))
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		out[i] = quickConnectSummary(t, o)
	}
	return store.Paged(api.Members{"QuickConnectSummaryList": out}, next), nil
}

func quickConnectSummary(t *store.Tx, o *store.Object) api.Members {
	v := t.Base(o)
	v["QuickConnectType"] = api.Text(api.Sub(o.Body, "QuickConnectConfig"), "QuickConnectType")
	return v
}

// deleteQuickConnect deletes a quick connect, and takes it from the queues that have
// it: the operation declares no ResourceInUseException.
func deleteQuickConnect(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	o, err := t.Find(quickConnects, api.Text(in, "QuickConnectId"))
	if err != nil {
		return nil, err
	}
	var holders []string
	err = t.Each(func(scan func(...any) error) error {
		holders = append(holders, "")
		return scan(&holders[len(holders)-1])
	}, `SELECT o.id FROM objects o, json_each(o.body, '$.`+queueQuicks+`') q WHERE o.kind = ? AND q.value = ?`, queues.Word, o.ID)
	if err != nil {
		return nil, err
	}
	for _, id := range holders {
		queue, err := t.Find(queues, id)
		if err != nil {
			return nil, err
		}
		queue.Body[queueQuicks] = slices.DeleteFunc(api.List(queue.Body, queueQuicks), func(v any) bool { return v == o.ID })
		if err := t.Write(queue); err != nil {
			return nil, err
		}
	}
	return remove(quickConnects)(t, operation, in)
}
