package sim

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

var routingProfiles = &store.Kind{
	Word: "routing-profile", Noun: "routing profile", ResourceType: "ROUTING_PROFILE",
	ID: "RoutingProfileId", ARN: "RoutingProfileArn", Name: "Name", View: "RoutingProfile",
	References: []store.Reference{
		{Path: "DefaultOutboundQueueId", Kind: queues},
		{Path: queueRows + "[].QueueReference.QueueId", Kind: queues},
		{Path: manualRows + "[].QueueReference.QueueId", Kind: queues},
	},
	Complete: bornRoutingProfile,
	Check:    checkRoutingProfile,
	Show:     showRoutingProfile,
}

// routingProfileSimulation is what is simulated of routing profiles.
var routingProfileSimulation = simulation{
	kind: routingProfiles,
	form: form{
		noun: "RoutingProfile",
		members: []string{
			"Name", "Description", "DefaultOutboundQueueId", queueRows, manualRows, "MediaConcurrencies", "AgentAvailabilityTimer",
		},
		fill: fillRoutingProfile,
	},
	operations: map[string]operation{
		"CreateRoutingProfile": writes(create(routingProfiles, "Name", "Description", "DefaultOutboundQueueId", "QueueConfigs",
			"ManualAssignmentQueueConfigs", "MediaConcurrencies", "AgentAvailabilityTimer")),
		"DescribeRoutingProfile":                     reads(describe(routingProfiles)),
		"UpdateRoutingProfileName":                   writes(needingOne(update(routingProfiles, "Name", "Description"), "Name", "Description")),
		"UpdateRoutingProfileConcurrency":            writes(update(routingProfiles, "MediaConcurrencies")),
		"UpdateRoutingProfileDefaultOutboundQueue":   writes(update(routingProfiles, "DefaultOutboundQueueId")),
		"UpdateRoutingProfileAgentAvailabilityTimer": writes(update(routingProfiles, "AgentAvailabilityTimer")),
		"UpdateRoutingProfileQueues":                 writes(changeRows(updateRows)),
		"AssociateRoutingProfileQueues":              writes(changeRows(associateRows)),
		"DisassociateRoutingProfileQueues":           writes(changeRows(disassociateRows)),
		"ListRoutingProfileQueues":                   reads(listRows(queueRows, "RoutingProfileQueueConfigSummaryList")),
		"ListRoutingProfileManualAssignmentQueues":   reads(listRows(manualRows, "RoutingProfileManualAssignmentQueueConfigSummaryList")),
		"ListRoutingProfiles":                        reads(listing("RoutingProfileSummaryList", routingProfiles)),
		"SearchRoutingProfiles":                      searches(searching("RoutingProfiles", routingFields, foundRoutingProfile, routingProfiles)),
		"DeleteRoutingProfile":                       writes(remove(routingProfiles)),
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
var routingFields = map[string]store.Field{
	"associatedqueueids": store.Target(queueRows),
	"name":               store.Column("name"),
	"description":        store.Member("Description"),
	"resourceid":         store.Column("id"),
}

func bornRoutingProfile(t *store.Tx, o *store.Object, _ api.Members) error {
	if !api.Has(o.Body, "AgentAvailabilityTimer") {
		o.Body["AgentAvailabilityTimer"] = "TIME_SINCE_LAST_ACTIVITY"
	}
	o.Body["IsDefault"] = false
	o.Body[rowsModified] = float64(t.Now().UnixMilli())
	return nil
}

// fillRoutingProfile dates the tables when one of them was given.
func fillRoutingProfile(t *store.Tx, o *store.Object, given api.Members) error {
	if api.Has(given, queueRows) || api.Has(given, manualRows) {
		o.Body[rowsModified] = float64(t.Now().UnixMilli())
	}
	return nil
}

// checkRoutingProfile checks the channels and the tables, and puts the tables in
// order.
func checkRoutingProfile(t *store.Tx, o *store.Object) error {
	if err := checkConcurrency(o.Body); err != nil {
		return err
	}
	for _, table := range []string{queueRows, manualRows} {
		if err := checkRows(t, o.Body, table); err != nil {
			return err
		}
	}
	return nil
}

// checkConcurrency checks what the model cannot say: a channel is given once,
// VOICE takes one contact at a time, and a channel has a limit or workload types
// (MediaConcurrency in the API reference). The service fills in how a channel
// behaves to others.
//
// Assumption: a channel with a limit of 0 and without workload types is off.
func checkConcurrency(body api.Members) error {
	seen := map[string]bool{}
	for _, e := range api.List(body, "MediaConcurrencies") {
		c := e.(api.Members)
		channel := api.Text(c, "Channel")
		if seen[channel] {
			return api.InvalidParameter("MediaConcurrencies: The channel %s is given twice.", channel)
		}
		seen[channel] = true
		if channel == "VOICE" && api.Number(c, "Concurrency") != 1 {
			return api.InvalidParameter("MediaConcurrencies: The concurrency of VOICE is 1.")
		}
		switch {
		case api.Has(c, "WorkloadTypeConcurrencies"):
			if err := checkWorkloads(c, channel); err != nil {
				return err
			}
		case !api.Has(c, "Concurrency"):
			return api.InvalidParameter("MediaConcurrencies: The channel %s must have Concurrency or WorkloadTypeConcurrencies.", channel)
		case !api.Has(c, "CrossChannelBehavior") && api.Number(c, "Concurrency") > 0:
			c["CrossChannelBehavior"] = api.Members{"BehaviorType": "ROUTE_CURRENT_CHANNEL_ONLY"}
		}
	}
	return nil
}

// checkWorkloads checks the workload types of a channel: only TASK and EMAIL have
// some, each once, at most 10 contacts together; and a channel that has some is not
// limited as a whole (administrator guide, "Channels and concurrency"; the API
// reference, MediaConcurrency, allows the limit 0 beside them, and asks for one type
// or more).
//
// Assumption: the service fills in how a type behaves to others, as it does for a
// channel, and does not compare types with the values of connect:WorkloadType.
func checkWorkloads(c api.Members, channel string) error {
	types := api.List(c, "WorkloadTypeConcurrencies")
	switch {
	case channel != "TASK" && channel != "EMAIL":
		return api.InvalidParameter("MediaConcurrencies: WorkloadTypeConcurrencies is supported for TASK and EMAIL, and not for %s.", channel)
	case len(types) == 0:
		return api.InvalidParameter("MediaConcurrencies: WorkloadTypeConcurrencies of %s must have 1 to 5 members.", channel)
	case api.Number(c, "Concurrency") > 0, api.Has(c, "CrossChannelBehavior"):
		return api.InvalidParameter("MediaConcurrencies: The channel %s cannot have both channel-level and workload type concurrency.", channel)
	}
	seen, contacts := map[string]bool{}, 0
	for _, e := range types {
		w := e.(api.Members)
		name := api.Text(w, "WorkloadType")
		if seen[name] {
			return api.InvalidParameter("MediaConcurrencies: The workload type %q of %s is given twice.", name, channel)
		}
		seen[name] = true
		contacts += int(api.Number(w, "Concurrency"))
		if !api.Has(w, "CrossChannelWorkloadBehavior") {
			w["CrossChannelWorkloadBehavior"] = api.Members{"ChannelWorkloadBehaviorType": "ROUTE_CURRENT_CHANNEL_CURRENT_WORKLOADTYPE_ONLY"}
		}
	}
	if contacts > 10 {
		return api.InvalidParameter("MediaConcurrencies: The workload types of %s have a concurrency of %d together, and the most for a channel is 10.", channel, contacts)
	}
	return nil
}

// checkRows checks a whole table and sorts it.
func checkRows(t *store.Tx, body api.Members, table string) error {
	rows := api.List(body, table)
	for _, row := range rows {
		replaceQueueARN(t, row.(api.Members))
	}
	quota := t.Quotas[map[string]string{queueRows: pairsOfProfile, manualRows: manualPairsOfProfile}[table]]
	if len(rows) > quota {
		return api.LimitExceeded("%s: The routing profile would have %d queue-channel pairs, and its quota is %d.", table, len(rows), quota)
	}
	slices.SortFunc(rows, func(a, b any) int { return cmp.Compare(pair(a), pair(b)) })
	for i, row := range rows {
		if i > 0 && pair(rows[i-1]) == pair(row) {
			return api.InvalidParameter("%s: The pair %s is given twice.", table, pair(row))
		}
		if table == manualRows && strings.HasSuffix(pair(row), " VOICE") {
			return api.InvalidParameter("%s: The channel VOICE cannot be assigned manually.", table)
		}
	}
	return nil
}

// pair is what identifies a row: its queue and its channel.
func pair(row any) string {
	ref := row.(api.Members)
	if api.Has(ref, "QueueReference") {
		ref = api.Sub(ref, "QueueReference")
	}
	return api.Text(ref, "QueueId") + " " + api.Text(ref, "Channel")
}

// queuesOf are the ids of the queues in a table, each once.
func queuesOf(body api.Members, table string) []any {
	var ids []string
	for _, row := range api.List(body, table) {
		ids = append(ids, api.Text(api.Sub(row.(api.Members), "QueueReference"), "QueueId"))
	}
	return api.SortedSet(ids)
}

// showRoutingProfile counts what belongs to a profile. DescribeRoutingProfile
// does not say which queues are associated; that is in found.
//
// Assumption: the counts are of queues, not of queue-channel pairs.
func showRoutingProfile(t *store.Tx, o *store.Object, v api.Members) error {
	associated, manual := queuesOf(o.Body, queueRows), queuesOf(o.Body, manualRows)
	v["NumberOfAssociatedQueues"] = len(associated)
	v["NumberOfAssociatedManualAssignmentQueues"] = len(manual)
	n, err := t.Count(`SELECT count(*) FROM refs WHERE target = ? AND member = 'RoutingProfileId'`, o.ID)
	v["NumberOfAssociatedUsers"] = n
	return err
}

// foundRoutingProfile is what SearchRoutingProfiles says of a profile: it names
// the queues, and "does not populate LastModifiedRegion, LastModifiedTime,
// MediaConcurrencies.CrossChannelBehavior, and AgentAvailabilityTimer".
func foundRoutingProfile(v api.Members) {
	v["AssociatedQueueIds"] = queuesOf(v, queueRows)
	v["AssociatedManualAssignmentQueueIds"] = queuesOf(v, manualRows)
	for _, lacking := range []string{"LastModifiedTime", "LastModifiedRegion", "AgentAvailabilityTimer"} {
		delete(v, lacking)
	}
	var concurrencies []any
	for _, e := range api.List(v, "MediaConcurrencies") {
		c := maps.Clone(e.(api.Members))
		delete(c, "CrossChannelBehavior")
		concurrencies = append(concurrencies, c)
	}
	v["MediaConcurrencies"] = concurrencies
}
