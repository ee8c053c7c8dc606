package sim

import "strings"

var queues = &kind{
	word: "queue", noun: "queue", resourceType: "QUEUE",
	id: "QueueId", arn: "QueueArn", name: "Name", view: "Queue",
	refs:  []reference{{"HoursOfOperationId", hours}},
	born:  bornQueue,
	check: checkQueue,
	form: form{noun: "Queue", members: []string{
		"Name", "Description", "HoursOfOperationId", "MaxContacts", "OutboundCallerConfig", "OutboundEmailConfig", "Status",
	}},
}

// queueFields are what SearchQueues documents.
var queueFields = map[string]field{
	"name":        column("name"),
	"description": member("Description"),
	"resourceid":  column("id"),
}

// bornQueue enables a new queue: CreateQueue has no status.
func bornQueue(_ *tx, o *object, _ members) error {
	o.body["Status"] = "ENABLED"
	return nil
}

// checkQueue refuses the empty ids that the service refuses: a caller id number
// or a whisper flow is given or left out. It turns ARNs of them into ids.
//
// Assumption: e-mail addresses are not simulated, so any id of one is taken to exist.
func checkQueue(t *tx, o *object) error {
	caller := sub(o.body, "OutboundCallerConfig")
	for name, k := range map[string]*kind{"OutboundCallerIdNumberId": numbers, "OutboundFlowId": flows} {
		if !has(caller, name) {
			continue
		}
		if text(caller, name) == "" {
			return invalid("OutboundCallerConfig.%s: The value is empty.", name)
		}
		found, err := t.find(k, text(caller, name))
		if err != nil {
			return err
		}
		caller[name] = found.id
	}
	return nil
}

// listQueues answers standard queues, and unless the request asks for these
// alone also the queue that each user has.
func listQueues(t *tx, operation string, in members) (members, error) {
	kindsOf := map[string]*kind{"STANDARD": queues, "AGENT": users}
	s := selection{where: always}
	for _, queueType := range sortedSet(texts(in, "QueueTypes")) {
		s.kinds = append(s.kinds, kindsOf[queueType.(string)])
	}
	if len(s.kinds) == 0 {
		s.kinds = []*kind{users, queues}
	}
	page, next, err := t.page(operation, in, s)
	if err != nil {
		return nil, err
	}
	out := make([]any, len(page))
	for i, o := range page {
		out[i] = t.queueSummary(o)
	}
	return paged(members{"QueueSummaryList": out}, next), nil
}

// queueSummary describes a queue, or the queue of a user.
//
// Assumption: an agent queue's id is "agent/" and the user's id, as in the ARN
// that contact records give for it. It has no name.
func (t *tx) queueSummary(o *object) members {
	v := t.base(o)
	v["QueueType"] = "STANDARD"
	if o.kind == users {
		v["QueueType"] = "AGENT"
		v["Id"] = "agent/" + o.id
		v["Arn"] = strings.Replace(t.arn(o), "/agent/", "/queue/agent/", 1)
		delete(v, "Name")
	}
	return v
}
