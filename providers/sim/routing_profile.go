package sim

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

var routingProfiles = &kind{
	word: "routing-profile", noun: "routing profile", resourceType: "ROUTING_PROFILE",
	id: "RoutingProfileId", arn: "RoutingProfileArn", name: "Name", view: "RoutingProfile",
	refs: []reference{
		{"DefaultOutboundQueueId", queues},
		{queueRows + "[].QueueReference.QueueId", queues},
		{manualRows + "[].QueueReference.QueueId", queues},
	},
	born:  bornRoutingProfile,
	check: checkRoutingProfile,
	show:  showRoutingProfile,
	form: form{
		noun: "RoutingProfile",
		members: []string{
			"Name", "Description", "DefaultOutboundQueueId", queueRows, manualRows, "MediaConcurrencies", "AgentAvailabilityTimer",
		},
		fill: fillRoutingProfile,
	},
}

// The two tables of a routing profile, under the names that requests have for
// them. rowsModified is when either last changed, which the lists of both
// answer.
const (
	queueRows    = "QueueConfigs"
	manualRows   = "ManualAssignmentQueueConfigs"
	rowsModified = "rowsModified"
)

// routingFields are what SearchRoutingProfiles documents.
var routingFields = map[string]field{
	"associatedqueueids": target(queueRows),
	"name":               column("name"),
	"description":        member("Description"),
	"resourceid":         column("id"),
}

func bornRoutingProfile(t *tx, o *object, _ members) error {
	if !has(o.body, "AgentAvailabilityTimer") {
		o.body["AgentAvailabilityTimer"] = "TIME_SINCE_LAST_ACTIVITY"
	}
	o.body["IsDefault"] = false
	o.body[rowsModified] = float64(t.server.now().UnixMilli())
	return nil
}

// fillRoutingProfile dates the tables when one of them was given.
func fillRoutingProfile(t *tx, o *object, given members) error {
	if has(given, queueRows) || has(given, manualRows) {
		o.body[rowsModified] = float64(t.server.now().UnixMilli())
	}
	return nil
}

// checkRoutingProfile checks the channels and the tables, and puts the tables in
// order.
func checkRoutingProfile(t *tx, o *object) error {
	if err := checkConcurrency(o.body); err != nil {
		return err
	}
	for _, table := range []string{queueRows, manualRows} {
		if err := t.checkRows(o.body, table); err != nil {
			return err
		}
	}
	return nil
}

// checkConcurrency checks what the model cannot say: a channel is given once,
// and VOICE takes one contact at a time (MediaConcurrency in the API reference).
// The service fills in how a channel behaves to others.
func checkConcurrency(body members) error {
	seen := map[string]bool{}
	for _, e := range list(body, "MediaConcurrencies") {
		c := e.(members)
		channel := text(c, "Channel")
		if seen[channel] {
			return invalid("MediaConcurrencies: The channel %s is given twice.", channel)
		}
		seen[channel] = true
		if channel == "VOICE" && number(c, "Concurrency") != 1 {
			return invalid("MediaConcurrencies: The concurrency of VOICE is 1.")
		}
		if !has(c, "CrossChannelBehavior") {
			c["CrossChannelBehavior"] = members{"BehaviorType": "ROUTE_CURRENT_CHANNEL_ONLY"}
		}
	}
	return nil
}

// checkRows checks a whole table and sorts it.
func (t *tx) checkRows(body members, table string) error {
	rows := list(body, table)
	for _, row := range rows {
		t.plainQueue(row.(members))
	}
	quota := t.server.objects[map[string]string{queueRows: pairsOfProfile, manualRows: manualPairsOfProfile}[table]]
	if len(rows) > quota {
		return limitExceeded("%s: The routing profile would have %d queue-channel pairs, and its quota is %d.", table, len(rows), quota)
	}
	slices.SortFunc(rows, func(a, b any) int { return cmp.Compare(pair(a), pair(b)) })
	for i, row := range rows {
		if i > 0 && pair(rows[i-1]) == pair(row) {
			return invalid("%s: The pair %s is given twice.", table, pair(row))
		}
		if table == manualRows && strings.HasSuffix(pair(row), " VOICE") {
			return invalid("%s: The channel VOICE cannot be assigned manually.", table)
		}
	}
	return nil
}

// pair is what identifies a row: its queue and its channel.
func pair(row any) string {
	ref := row.(members)
	if has(ref, "QueueReference") {
		ref = sub(ref, "QueueReference")
	}
	return text(ref, "QueueId") + " " + text(ref, "Channel")
}

// queuesOf are the ids of the queues in a table, each once.
func queuesOf(body members, table string) []any {
	var ids []string
	for _, row := range list(body, table) {
		ids = append(ids, text(sub(row.(members), "QueueReference"), "QueueId"))
	}
	return sortedSet(ids)
}

// showRoutingProfile counts what belongs to a profile. DescribeRoutingProfile
// does not say which queues are associated; that is in found.
//
// Assumption: the counts are of queues, not of queue-channel pairs.
func showRoutingProfile(t *tx, o *object, v members) error {
	associated, manual := queuesOf(o.body, queueRows), queuesOf(o.body, manualRows)
	v["NumberOfAssociatedQueues"] = len(associated)
	v["NumberOfAssociatedManualAssignmentQueues"] = len(manual)
	n, err := t.count(`SELECT count(*) FROM refs WHERE target = ? AND member = 'RoutingProfileId'`, o.id)
	v["NumberOfAssociatedUsers"] = n
	return err
}

// foundRoutingProfile is what SearchRoutingProfiles says of a profile: it names
// the queues, and "does not populate LastModifiedRegion, LastModifiedTime,
// MediaConcurrencies.CrossChannelBehavior, and AgentAvailabilityTimer".
func foundRoutingProfile(v members) {
	v["AssociatedQueueIds"] = queuesOf(v, queueRows)
	v["AssociatedManualAssignmentQueueIds"] = queuesOf(v, manualRows)
	for _, lacking := range []string{"LastModifiedTime", "LastModifiedRegion", "AgentAvailabilityTimer"} {
		delete(v, lacking)
	}
	var concurrencies []any
	for _, e := range list(v, "MediaConcurrencies") {
		c := maps.Clone(e.(members))
		delete(c, "CrossChannelBehavior")
		concurrencies = append(concurrencies, c)
	}
	v["MediaConcurrencies"] = concurrencies
}
