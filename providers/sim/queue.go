package sim

import (
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

var queues = &store.Kind{
	Word: "queue", Noun: "queue", ResourceType: "QUEUE",
	ID: "QueueId", ARN: "QueueArn", Name: "Name", View: "Queue",
	References: []store.Reference{
		{Path: "HoursOfOperationId", Kind: hours}, {Path: queueSender + "." + senderID, Kind: emails}, {Path: queueEmails + "[].EmailAddressId", Kind: emails},
	},
	Complete: bornQueue,
	Check:    checkQueue,
}

// queueSimulation is what is simulated of queues.
var queueSimulation = simulation{
	kind: queues,
	form: form{noun: "Queue", members: []string{
		"Name", "Description", "HoursOfOperationId", "MaxContacts", "OutboundCallerConfig", queueSender, queueEmails, "Status",
	}},
	operations: map[string]operation{
		"CreateQueue": writes(withQuickIDs(create(queues, "Name", "Description", "OutboundCallerConfig", queueSender,
			"HoursOfOperationId", "MaxContacts", queueQuicks, queueEmails))),
		"DescribeQueue":                   reads(describe(queues)),
		"UpdateQueueName":                 writes(needingOne(update(queues, "Name", "Description"), "Name", "Description")),
		"UpdateQueueHoursOfOperation":     writes(update(queues, "HoursOfOperationId")),
		"UpdateQueueMaxContacts":          writes(update(queues, "MaxContacts")),
		"UpdateQueueOutboundCallerConfig": writes(update(queues, "OutboundCallerConfig")),
		"UpdateQueueOutboundEmailConfig":  writes(update(queues, queueSender)),
		"AssociateQueueEmailAddresses":    writes(associateEmails),
		"DisassociateQueueEmailAddresses": writes(disassociateEmails),
		"ListQueueEmailAddresses":         reads(listEmails),
		"UpdateQueueStatus":               writes(update(queues, "Status")),
		"DeleteQueue":                     writes(remove(queues)),
		"ListQueues":                      reads(listQueues),
		"SearchQueues":                    searches(searching("Queues", queueFields, nil, queues)),
		"AssociateQueueQuickConnects":     writes(changeQuicks(withQuicks)),
		"DisassociateQueueQuickConnects":  writes(changeQuicks(withoutQuicks)),
		"ListQueueQuickConnects":          reads(listQuicks),
	},
}

// queueFields are what SearchQueues documents.
var queueFields = map[string]store.Field{
	"name":        store.Column("name"),
	"description": store.Member("Description"),
	"resourceid":  store.Column("id"),
}

// bornQueue enables a new queue: CreateQueue has no status.
func bornQueue(t *store.Tx, o *store.Object, _ api.Members) error {
	o.Body["Status"] = "ENABLED"
	return limitEmails(t, o)
}

// checkQueue refuses the empty ids that the service refuses: a caller id number
// or a whisper flow is given or left out. It turns ARNs of them into ids.
func checkQueue(t *store.Tx, o *store.Object) error {
	caller := api.Sub(o.Body, "OutboundCallerConfig")
	for name, k := range map[string]*store.Kind{"OutboundCallerIdNumberId": numbers, "OutboundFlowId": flows} {
		if !api.Has(caller, name) {
			continue
		}
		if api.Text(caller, name) == "" {
			return api.InvalidParameter("OutboundCallerConfig.%s: The value is empty.", name)
		}
		found, err := t.Find(k, api.Text(caller, name))
		if err != nil {
			return err
		}
		caller[name] = found.ID
	}
	tidyEmails(t, o)
	return nil
}

// listQueues answers the standard queues, and the queue that each user has unless the request
// asks only for standard ones.
func listQueues(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	kindsOf := map[string]*store.Kind{"STANDARD": queues, "AGENT": users}
	var kinds []*store.Kind
	for _, queueType := range api.SortedSet(api.Texts(in, "QueueTypes")) {
		kinds = append(kinds, kindsOf[queueType.(string)])
	}
	if len(kinds) == 0 {
		kinds = []*store.Kind{users, queues}
	}
	page, next, err := store.Page(t, operation, in, store.Select(store.Always, kinds...))
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		out[i] = queueSummary(t, o)
	}
	return store.Paged(api.Members{"QueueSummaryList": out}, next), nil
}

// queueSummary describes a queue, or the queue of a user.
//
// Assumption: an agent queue's id is "agent/" and the user's id, as in the ARN
// that contact records give for it. It has no name.
func queueSummary(t *store.Tx, o *store.Object) api.Members {
	v := t.Base(o)
	v["QueueType"] = "STANDARD"
	if o.Kind == users {
		v["QueueType"] = "AGENT"
		v["Id"] = "agent/" + o.ID
		v["Arn"] = strings.Replace(t.ARN(o.Kind, o.ID), "/agent/", "/queue/agent/", 1)
		delete(v, "Name")
	}
	return v
}
