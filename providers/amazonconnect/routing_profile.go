package amazonconnect

import (
	"cmp"
	"context"
	"maps"
	"reflect"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// Attributes of routing profiles that are written or read together.
var (
	routingKind   = schema.MustKind("routing_profile")
	routingRows   = routingKind.Set("queues")
	routingManual = routingKind.Set("manual_assignment_queues")
	routingCross  = crossChannel()
	routingMedia  = routingKind.Set("channels", "workloads").Union(routingCross)
	routingTimer  = routingKind.Set("agent_availability_timer")
	routingQueue  = routingKind.Set("default_outbound_queue")
)

// crossChannel returns the attributes that say whether an agent who has a contact of one
// channel may get contacts of others.
func crossChannel() schema.AttrSet {
	var s schema.AttrSet
	for _, channel := range schema.Channels {
		s = s.Union(routingKind.Set("cross_channel." + channel))
	}
	return s
}

// routingProfiles say which contacts the agents of a profile get: channels, and two tables
// of queues.
//
// A bulk read names the queues of a profile without their priorities, so each table is a
// detail. A search also lacks what a profile says of cross-channel contacts and of the
// timer.
var routingProfiles = define(definition[schema.RoutingProfile]{
	kind:   routingKind,
	system: []string{"Basic Routing Profile"},
	title:  func(p *schema.RoutingProfile) string { return p.Name },
	ops: operations{
		list: "ListRoutingProfiles", search: "SearchRoutingProfiles", describe: "DescribeRoutingProfile",
		create: "CreateRoutingProfile", destroy: "DeleteRoutingProfile",
	},
	list:     listRoutingProfiles,
	search:   searchRoutingProfiles,
	describe: describeRoutingProfile,
	details: []detail[schema.RoutingProfile]{
		{
			attrs: routingRows, op: "ListRoutingProfileQueues", read: routedTable.read,
			rows: func(p *schema.RoutingProfile) int { return len(p.Queues) },
		},
		{
			attrs: routingManual, op: "ListRoutingProfileManualAssignmentQueues", read: manualTable.read,
			rows: func(p *schema.RoutingProfile) int { return len(p.ManualAssignmentQueues) },
		},
		{attrs: routingCross.Union(routingTimer), op: "DescribeRoutingProfile"},
	},
	create: createRoutingProfile,
	created: func(p *schema.RoutingProfile) {
		p.Queues, p.ManualAssignmentQueues = firstOf(p.Queues), firstOf(p.ManualAssignmentQueues)
	},
	updates: []update[schema.RoutingProfile]{
		{attrs: routingKind.Set("name", "description"), op: "UpdateRoutingProfileName", call: updateProfileName},
		{attrs: routingQueue, op: "UpdateRoutingProfileDefaultOutboundQueue", call: updateOutboundQueue},
		{attrs: routingMedia, needs: routingMedia, op: "UpdateRoutingProfileConcurrency", proof: 'C', rests: mediaRests, calls: concurrencyCalls, call: updateConcurrency},
		{attrs: routingTimer, op: "UpdateRoutingProfileAgentAvailabilityTimer", proof: 'T', call: updateTimer},
		// Rows that stay change in place, and new ones are added before old ones are
		// removed, so that agents never lose a queue that they keep.
		{
			attrs: routingRows, needs: routingRows, op: "UpdateRoutingProfileQueues", proof: 'U', rests: rowRests,
			calls: callsFor(routedTable.changed), call: routedTable.update,
		},
		{
			attrs: routingRows, needs: routingRows, op: "AssociateRoutingProfileQueues", proof: 'A',
			calls: callsFor(routedTable.added), call: routedTable.associate,
		},
		{
			attrs: routingRows, needs: routingRows, op: "DisassociateRoutingProfileQueues", proof: 'D', looks: look{op: "ListRoutingProfileQueues"},
			calls: callsFor(routedTable.dropped), call: routedTable.disassociate,
		},
		{
			attrs: routingManual, needs: routingManual, op: "AssociateRoutingProfileQueues", proof: 'M',
			calls: callsFor(manualTable.added), call: manualTable.associate,
		},
		{
			attrs: routingManual, needs: routingManual, op: "DisassociateRoutingProfileQueues", proof: 'N',
			looks: look{op: "ListRoutingProfileManualAssignmentQueues"},
			calls: callsFor(manualTable.dropped), call: manualTable.disassociate,
		},
	},
	tagWord: "routing-profile",
	tags:    func(p *schema.RoutingProfile) map[string]string { return p.Tags },
	destroy: func(ctx context.Context, c *connection, id string) error {
		_, err := c.api.DeleteRoutingProfile(ctx, &connect.DeleteRoutingProfileInput{InstanceId: &c.instance.ID, RoutingProfileId: &id})
		return err
	},
})

// listRoutingProfiles lists all routing profiles.
func listRoutingProfiles(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListRoutingProfilesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListRoutingProfilesPaginator(c.api, in), func(out *connect.ListRoutingProfilesOutput) error {
		return every(out.RoutingProfileSummaryList, func(s *types.RoutingProfileSummary) error {
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name), Changed: milliseconds(s.LastModifiedTime)})
			return nil
		})
	})
}

// searchRoutingProfiles also notes which queues a profile uses, so that a plan knows who
// uses a queue without reading every table.
func searchRoutingProfiles(ctx context.Context, c *connection, found func(object[schema.RoutingProfile])) error {
	in := &connect.SearchRoutingProfilesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(searchPage)}
	return pages(ctx, connect.NewSearchRoutingProfilesPaginator(c.api, in), func(out *connect.SearchRoutingProfilesOutput) error {
		return every(out.RoutingProfiles, func(p *types.RoutingProfile) error {
			o, err := readRoutingProfile(ctx, c, p)
			if err == nil && slices.ContainsFunc(p.MediaConcurrencies, incomplete) {
				o, err = describeRoutingProfile(ctx, c, o.id)
			}
			if failure.IsNotFound(err) {
				return nil // deleted since the search
			}
			if err == nil {
				o.uses, err = queuesUsed(ctx, c, p)
			}
			found(o)
			return err
		})
	})
}

// incomplete reports whether a search may have left out what limits a channel. Of a channel
// that has neither a limit nor workload types, one cannot tell whether it is off.
func incomplete(m types.MediaConcurrency) bool {
	if len(m.WorkloadTypeConcurrencies) == 0 {
		return aws.ToInt32(m.Concurrency) == 0
	}
	return slices.ContainsFunc(m.WorkloadTypeConcurrencies, func(w types.WorkloadTypeConcurrency) bool { return w.CrossChannelWorkloadBehavior == nil })
}

// queuesUsed returns the queues of a profile's tables, which a search names without their
// priorities (Amazon Connect API reference, RoutingProfile). It is nil, for "not known",
// when the service counts queues and names none.
func queuesUsed(ctx context.Context, c *connection, p *types.RoutingProfile) ([]schema.Reference, error) {
	if len(p.AssociatedQueueIds) == 0 && aws.ToInt64(p.NumberOfAssociatedQueues) > 0 {
		return nil, nil
	}
	used := []schema.Reference{}
	for _, table := range []struct {
		attr string
		ids  []string
	}{{"queues", p.AssociatedQueueIds}, {"manual_assignment_queues", p.AssociatedManualAssignmentQueueIds}} {
		for i := range table.ids {
			name, err := c.name(ctx, "queue", &table.ids[i])
			if err != nil {
				return nil, err
			}
			used = append(used, schema.Reference{Attr: table.attr, Name: schema.Name{Kind: "queue", Key: name}})
		}
	}
	return used, nil
}

// readRoutingProfile reads what Search and Describe have in common.
func readRoutingProfile(ctx context.Context, c *connection, p *types.RoutingProfile) (object[schema.RoutingProfile], error) {
	queue, err := c.name(ctx, "queue", p.DefaultOutboundQueueId)
	body := &schema.RoutingProfile{
		Name:                 aws.ToString(p.Name),
		Description:          aws.ToString(p.Description),
		DefaultOutboundQueue: queue,
		Channels:             make(map[string]int, len(p.MediaConcurrencies)),
		Workloads:            readWorkloads(p.MediaConcurrencies),
		Tags:                 visible(p.Tags),
	}
	for _, m := range p.MediaConcurrencies {
		if asWhole(m) {
			body.Channels[word(channels, m.Channel)] = int(aws.ToInt32(m.Concurrency))
		}
	}
	return object[schema.RoutingProfile]{
		id: aws.ToString(p.RoutingProfileId), body: body, system: p.IsDefault, record: recordOf(p.Tags),
		given: routingKind.Every().Minus(routingRows).Minus(routingManual).Minus(routingCross).Minus(routingTimer),
	}, err
}

// asWhole reports whether a channel is on and limited as a whole. A channel that is off may be
// there with the limit 0, and the limit of a channel with workload types has no effect.
func asWhole(m types.MediaConcurrency) bool {
	return aws.ToInt32(m.Concurrency) > 0 && len(m.WorkloadTypeConcurrencies) == 0
}

// readWorkloads returns the workload types of the channels, sorted. AWS does not document what
// a type does to others that says nothing of it; we take it for the strictest.
func readWorkloads(media []types.MediaConcurrency) []schema.WorkloadRow {
	rows := []schema.WorkloadRow{}
	for _, m := range media {
		for _, w := range m.WorkloadTypeConcurrencies {
			row := schema.WorkloadRow{
				Channel: word(channels, m.Channel), Type: aws.ToString(w.WorkloadType), Contacts: int(aws.ToInt32(w.Concurrency)), CrossChannel: "current_only",
			}
			if b := w.CrossChannelWorkloadBehavior; b != nil {
				row.CrossChannel = word(workloadBehaviors, b.ChannelWorkloadBehaviorType)
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b schema.WorkloadRow) int {
		return cmp.Or(byChannel(a.Channel, b.Channel), cmp.Compare(a.Type, b.Type))
	})
	return rows
}

// describeRoutingProfile reads everything except the two tables.
func describeRoutingProfile(ctx context.Context, c *connection, id string) (o object[schema.RoutingProfile], err error) {
	out, err := c.api.DescribeRoutingProfile(ctx, &connect.DescribeRoutingProfileInput{InstanceId: &c.instance.ID, RoutingProfileId: &id})
	if err != nil {
		return o, err
	}
	p := out.RoutingProfile
	if o, err = readRoutingProfile(ctx, c, p); err != nil {
		return o, err
	}
	o.id, o.last, o.given = id, p.LastModifiedTime, o.given.Union(routingCross).Union(routingTimer)
	o.body.CrossChannel = map[string]string{}
	for _, m := range p.MediaConcurrencies {
		if m.CrossChannelBehavior != nil && asWhole(m) {
			o.body.CrossChannel[word(channels, m.Channel)] = word(behaviors, m.CrossChannelBehavior.BehaviorType)
		}
	}
	// The default, where a profile is older than the setting (administrator guide).
	o.body.AgentAvailabilityTimer = word(timers, cmp.Or(p.AgentAvailabilityTimer, types.AgentAvailabilityTimerTimeSinceLastActivity))
	return o, nil
}

// createRoutingProfile sends the first rows of each table. The others follow as steps of
// their own.
func createRoutingProfile(ctx context.Context, c *connection, want object[schema.RoutingProfile]) (string, error) {
	queue, err := c.id(ctx, "queue", want.body.DefaultOutboundQueue)
	if err != nil {
		return "", err
	}
	rows, err := withIDs(ctx, c, firstOf(routedTable.rows(want.body)))
	if err != nil {
		return "", err
	}
	manual, err := withIDs(ctx, c, firstOf(manualTable.rows(want.body)))
	if err != nil {
		return "", err
	}
	out, err := c.once.CreateRoutingProfile(ctx, &connect.CreateRoutingProfileInput{
		InstanceId:                   &c.instance.ID,
		Name:                         &want.body.Name,
		Description:                  &want.body.Description,
		DefaultOutboundQueueId:       queue,
		MediaConcurrencies:           concurrencies(want.body),
		QueueConfigs:                 queueConfigs(rows),
		ManualAssignmentQueueConfigs: manualConfigs(manual),
		AgentAvailabilityTimer:       timer(want.body),
		Tags:                         createTags(want.body.Tags, want.record),
	})
	if err != nil {
		return "", err
	}
	return aws.ToString(out.RoutingProfileId), nil
}

// timer returns the service's value of what the agents' idle time is counted from; "" if
// none is given.
func timer(p *schema.RoutingProfile) types.AgentAvailabilityTimer {
	return value[types.AgentAvailabilityTimer](timers, p.AgentAvailabilityTimer)
}

// concurrencies returns the list of a profile's channels, in the schema's order. A channel
// that is off is not in the list, and neither is what it would do to others. A channel that
// has workload types has no other limit.
func concurrencies(p *schema.RoutingProfile) []types.MediaConcurrency {
	workloads := map[string][]types.WorkloadTypeConcurrency{}
	for _, w := range p.Workloads {
		workloads[w.Channel] = append(workloads[w.Channel], types.WorkloadTypeConcurrency{
			WorkloadType: aws.String(w.Type), Concurrency: aws.Int32(small(w.Contacts)),
			CrossChannelWorkloadBehavior: &types.CrossChannelWorkloadBehavior{
				ChannelWorkloadBehaviorType: value[types.ChannelWorkloadBehaviorType](workloadBehaviors, w.CrossChannel),
			},
		})
	}
	on := slices.DeleteFunc(slices.Concat(slices.Collect(maps.Keys(p.Channels)), slices.Collect(maps.Keys(workloads))), func(channel string) bool { return !p.On(channel) })
	slices.SortFunc(on, byChannel)
	list := []types.MediaConcurrency{}
	for _, channel := range slices.Compact(on) {
		m := types.MediaConcurrency{Channel: value[types.Channel](channels, channel), WorkloadTypeConcurrencies: workloads[channel]}
		if m.WorkloadTypeConcurrencies == nil {
			m.Concurrency = aws.Int32(small(p.Channels[channel]))
			if b := p.CrossChannel[channel]; b != "" {
				m.CrossChannelBehavior = &types.CrossChannelBehavior{BehaviorType: value[types.BehaviorType](behaviors, b)}
			}
		}
		list = append(list, m)
	}
	return list
}

// byChannel compares channels by the schema's order. Channels that the schema does not know
// come first.
func byChannel(a, b string) int {
	return cmp.Or(slices.Index(schema.Channels, a)-slices.Index(schema.Channels, b), cmp.Compare(a, b))
}

// concurrencyCalls counts no call when the lists before and after are the same. That is the
// case when only the behaviour of a channel changes which is off.
func concurrencyCalls(ch change[schema.RoutingProfile]) int {
	if reflect.DeepEqual(concurrencies(ch.before), concurrencies(ch.after)) {
		return 0
	}
	return 1
}

// updateConcurrency writes the whole list. What the configuration does not manage is sent
// as it was read.
func updateConcurrency(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	_, err := c.api.UpdateRoutingProfileConcurrency(ctx, &connect.UpdateRoutingProfileConcurrencyInput{
		InstanceId: &c.instance.ID, RoutingProfileId: &ch.id, MediaConcurrencies: concurrencies(ch.after),
	})
	return err
}

// updateProfileName sends name and description, which one operation writes.
func updateProfileName(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	_, err := c.api.UpdateRoutingProfileName(ctx, &connect.UpdateRoutingProfileNameInput{
		InstanceId: &c.instance.ID, RoutingProfileId: &ch.id,
		Name: filled(ch.after.Name), Description: filled(ch.after.Description),
	})
	return err
}

// updateOutboundQueue writes the queue of calls that agents make.
func updateOutboundQueue(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	queue, err := c.id(ctx, "queue", ch.after.DefaultOutboundQueue)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateRoutingProfileDefaultOutboundQueue(ctx, &connect.UpdateRoutingProfileDefaultOutboundQueueInput{
		InstanceId: &c.instance.ID, RoutingProfileId: &ch.id, DefaultOutboundQueueId: queue,
	})
	return err
}

// updateTimer writes what the agents' idle time is counted from.
func updateTimer(ctx context.Context, c *connection, ch change[schema.RoutingProfile]) error {
	_, err := c.api.UpdateRoutingProfileAgentAvailabilityTimer(ctx, &connect.UpdateRoutingProfileAgentAvailabilityTimerInput{
		InstanceId: &c.instance.ID, RoutingProfileId: &ch.id, AgentAvailabilityTimer: timer(ch.after),
	})
	return err
}
