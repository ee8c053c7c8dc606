package sim

import "slices"

// quickConnects are the quick connects.
var quickConnects = &kind{
	word: "transfer-destination", noun: "quick connect", resourceType: "QUICK_CONNECT",
	id: "QuickConnectId", arn: "QuickConnectARN", name: "Name", view: "QuickConnect",
	refs:  []reference{{"QuickConnectConfig.QueueConfig.QueueId", queues}},
	check: checkDestination,
	form:  form{noun: "QuickConnect", members: []string{"Name", "Description", "QuickConnectConfig"}},
}

// quickConnectFields are what SearchQuickConnects documents.
var quickConnectFields = map[string]field{
	"name":        column("name"),
	"description": member("Description"),
	"resourceid":  column("id"),
}

// destination is the member that holds the destination of each type.
var destination = map[string]string{
	"USER": "UserConfig", "QUEUE": "QueueConfig", "PHONE_NUMBER": "PhoneConfig", "FLOW": "FlowConfig",
}

// checkDestination holds the type of a quick connect against what it has, and turns
// ARNs of users and flows into ids.
//
// Assumption: a config of another type than the one that is named is refused.
func checkDestination(t *tx, o *object) error {
	config := sub(o.body, "QuickConnectConfig")
	wanted := destination[text(config, "QuickConnectType")]
	for _, member := range destination {
		if has(config, member) != (member == wanted) {
			return invalid("QuickConnectConfig: A quick connect of the type %s has %s, and no other.", text(config, "QuickConnectType"), wanted)
		}
	}
	to := sub(config, wanted)
	for member, k := range map[string]*kind{"UserId": users, "ContactFlowId": flows} {
		if !has(to, member) {
			continue
		}
		found, err := t.find(k, text(to, member))
		if err != nil && !t.orphan(o, member, text(to, member)) {
			return err
		}
		if err == nil {
			to[member] = found.id
		}
	}
	return nil
}

// orphan reports whether a quick connect pointed at what is gone before the change:
// users can be deleted while quick connects lead to them, which stay behind
// (administrator guide, "Delete users").
func (t *tx) orphan(o *object, member, id string) bool {
	before, err := t.find(o.kind, o.id)
	if err != nil {
		return false
	}
	config := sub(before.body, "QuickConnectConfig")
	return text(sub(config, destination[text(config, "QuickConnectType")]), member) == id
}

// quickConnectSummary is base with the type, which is inside the config.
func listQuickConnects(t *tx, operation string, in members) (members, error) {
	var types []condition
	for _, v := range texts(in, "QuickConnectTypes") {
		types = append(types, condition{member("QuickConnectConfig.QuickConnectType")("%s = ?"), []any{v}})
	}
	page, next, err := t.page(operation, in, selection{[]*kind{quickConnects}, join("OR", types)})
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		out[i] = t.quickConnectSummary(o)
	}
	return paged(members{"QuickConnectSummaryList": out}, next), nil
}

func (t *tx) quickConnectSummary(o *object) members {
	v := t.base(o)
	v["QuickConnectType"] = text(sub(o.body, "QuickConnectConfig"), "QuickConnectType")
	return v
}

// deleteQuickConnect deletes a quick connect, and takes it from the queues that have
// it: the operation declares no ResourceInUseException.
func deleteQuickConnect(t *tx, operation string, in members) (members, error) {
	o, err := t.find(quickConnects, text(in, "QuickConnectId"))
	if err != nil {
		return nil, err
	}
	var holders []string
	err = t.each(func(scan func(...any) error) error {
		holders = append(holders, "")
		return scan(&holders[len(holders)-1])
	}, `SELECT o.id FROM objects o, json_each(o.body, '$.`+queueQuicks+`') q WHERE o.kind = ? AND q.value = ?`, queues.word, o.id)
	if err != nil {
		return nil, err
	}
	for _, id := range holders {
		queue, err := t.find(queues, id)
		if err != nil {
			return nil, err
		}
		queue.body[queueQuicks] = slices.DeleteFunc(list(queue.body, queueQuicks), func(v any) bool { return v == o.id })
		if err := t.write(queue); err != nil {
			return nil, err
		}
	}
	return remove(quickConnects)(t, operation, in)
}
