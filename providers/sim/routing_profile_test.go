package sim_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
)

func queueRow(queue string, channel types.Channel, priority, delay int32) types.RoutingProfileQueueConfig {
	return types.RoutingProfileQueueConfig{Priority: &priority, Delay: &delay, QueueReference: reference(queue, channel)}
}

func reference(queue string, channel types.Channel) *types.RoutingProfileQueueReference {
	return &types.RoutingProfileQueueReference{QueueId: &queue, Channel: channel}
}

func (c *client) describeRoutingProfile(id *string) *types.RoutingProfile {
	c.Helper()
	return must(c.DescribeRoutingProfile(ctx, &connect.DescribeRoutingProfileInput{InstanceId: c.instance, RoutingProfileId: id}))(c).RoutingProfile
}

// table is a profile's queue table, a row as "queue CHANNEL priority delay".
func (c *client) table(profile *string) []string {
	c.Helper()
	var rows []string
	pages := connect.NewListRoutingProfileQueuesPaginator(c.Client, &connect.ListRoutingProfileQueuesInput{
		InstanceId: c.instance, RoutingProfileId: profile, MaxResults: aws.Int32(7),
	})
	for pages.HasMorePages() {
		for _, r := range must(pages.NextPage(ctx))(c).RoutingProfileQueueConfigSummaryList {
			rows = append(rows, fmt.Sprintf("%s %s %d %d", *r.QueueName, r.Channel, *r.Priority, r.Delay))
		}
	}
	slices.Sort(rows)
	return rows
}

func (c *client) wantTable(profile *string, want ...string) {
	c.Helper()
	if diff := cmp.Diff(want, c.table(profile)); diff != "" {
		c.Errorf("table mismatch (-want +got):\n%s", diff)
	}
}

func (c *client) associate(profile *string, rows ...types.RoutingProfileQueueConfig) (*connect.AssociateRoutingProfileQueuesOutput, error) {
	return c.AssociateRoutingProfileQueues(ctx, &connect.AssociateRoutingProfileQueuesInput{InstanceId: c.instance, RoutingProfileId: profile, QueueConfigs: rows})
}

func (c *client) updateRows(profile *string, rows ...types.RoutingProfileQueueConfig) (*connect.UpdateRoutingProfileQueuesOutput, error) {
	return c.UpdateRoutingProfileQueues(ctx, &connect.UpdateRoutingProfileQueuesInput{InstanceId: c.instance, RoutingProfileId: profile, QueueConfigs: rows})
}

func (c *client) disassociate(profile *string, rows ...types.RoutingProfileQueueReference) (*connect.DisassociateRoutingProfileQueuesOutput, error) {
	return c.DisassociateRoutingProfileQueues(ctx, &connect.DisassociateRoutingProfileQueuesInput{InstanceId: c.instance, RoutingProfileId: profile, QueueReferences: rows})
}

func TestRoutingProfile(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	q1, q2 := c.makeQueue("One"), c.makeQueue("Two")
	in := c.newSales()
	in.QueueConfigs = []types.RoutingProfileQueueConfig{
		queueRow(*q2, types.ChannelVoice, 2, 20), queueRow(*c.arn("queue", q1), types.ChannelVoice, 1, 0), queueRow(*q1, types.ChannelChat, 99, 9999),
	}
	in.ManualAssignmentQueueConfigs = []types.RoutingProfileManualAssignmentQueueConfig{{QueueReference: reference(*q1, types.ChannelTask)}}
	in.MediaConcurrencies = append(in.MediaConcurrencies, types.MediaConcurrency{
		Channel: types.ChannelChat, Concurrency: aws.Int32(10), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteAnyChannel},
	})
	in.Tags = map[string]string{"team": "north"}
	made := must(c.CreateRoutingProfile(ctx, in))(t)
	user := c.newUser("ada")
	user.RoutingProfileId = made.RoutingProfileId
	must(c.CreateUser(ctx, user))(t)

	got := c.describeRoutingProfile(made.RoutingProfileArn)
	if got.LastModifiedTime == nil {
		t.Error("DescribeRoutingProfile lacks LastModifiedTime")
	}
	got.LastModifiedTime = nil
	want := types.RoutingProfile{
		InstanceId: c.instance, Name: in.Name, Description: in.Description,
		RoutingProfileId: made.RoutingProfileId, RoutingProfileArn: c.arn("routing-profile", made.RoutingProfileId),
		DefaultOutboundQueueId: &c.queue, Tags: in.Tags,
		NumberOfAssociatedQueues: aws.Int64(2), NumberOfAssociatedManualAssignmentQueues: aws.Int64(1), NumberOfAssociatedUsers: aws.Int64(1),
		MediaConcurrencies: []types.MediaConcurrency{
			{Channel: types.ChannelVoice, Concurrency: aws.Int32(1), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteCurrentChannelOnly}},
			in.MediaConcurrencies[1],
		},
		AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastActivity, LastModifiedRegion: aws.String("eu-west-2"),
	}
	if diff := cmp.Diff(&want, got, plain); diff != "" {
		t.Errorf("DescribeRoutingProfile() mismatch (-want +got):\n%s", diff)
	}
	c.wantTable(made.RoutingProfileId, "One CHAT 99 9999", "One VOICE 1 0", "Two VOICE 2 20")

	// What the search has and lacks.
	found := must(c.SearchRoutingProfiles(ctx, &connect.SearchRoutingProfilesInput{
		InstanceId: c.instance, SearchCriteria: &types.RoutingProfileSearchCriteria{StringCondition: exactly("associatedQueueIds", *q2)},
	}))(t).RoutingProfiles
	want.AssociatedQueueIds = []string{*q1, *q2}
	slices.Sort(want.AssociatedQueueIds)
	want.AssociatedManualAssignmentQueueIds = []string{*q1}
	want.AgentAvailabilityTimer, want.LastModifiedRegion = "", nil
	want.MediaConcurrencies[0].CrossChannelBehavior, want.MediaConcurrencies[1].CrossChannelBehavior = nil, nil
	if diff := cmp.Diff([]types.RoutingProfile{want}, found, plain); diff != "" {
		t.Errorf("SearchRoutingProfiles() mismatch (-want +got):\n%s", diff)
	}
}

func TestCreateRoutingProfileRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	voice := types.ChannelVoice
	type input = connect.CreateRoutingProfileInput
	rows := func(n int) (rows []types.RoutingProfileQueueConfig) {
		for range n {
			rows = append(rows, queueRow(c.queue, voice, 1, 0))
		}
		return rows
	}
	for _, refusal := range []struct {
		exception, about string
		change           func(*input)
	}{
		{duplicate, "Basic Routing Profile", func(in *input) { in.Name = aws.String("Basic Routing Profile") }},
		{invalid, "Description", func(in *input) { in.Description = aws.String("") }},
		{invalid, "Name", func(in *input) { in.Name = aws.String(strings.Repeat("x", 128)) }},
		{notFound, "queue", func(in *input) { in.DefaultOutboundQueueId = nowhere }},
		{notFound, "queue", func(in *input) { in.QueueConfigs = []types.RoutingProfileQueueConfig{queueRow(*nowhere, voice, 1, 0)} }},
		{invalid, "QueueConfigs", func(in *input) { in.QueueConfigs = []types.RoutingProfileQueueConfig{} }},
		{invalid, "QueueConfigs", func(in *input) { in.QueueConfigs = rows(11) }},
		{invalid, "given twice", func(in *input) { in.QueueConfigs = rows(2) }},
		{invalid, "given twice", func(in *input) {
			in.QueueConfigs = append(rows(1), queueRow(*c.arn("queue", &c.queue), voice, 2, 0))
		}},
		{invalid, "Priority", func(in *input) { in.QueueConfigs = []types.RoutingProfileQueueConfig{queueRow(c.queue, voice, 0, 0)} }},
		{invalid, "Priority", func(in *input) { in.QueueConfigs = []types.RoutingProfileQueueConfig{queueRow(c.queue, voice, 100, 0)} }},
		{invalid, "Delay", func(in *input) {
			in.QueueConfigs = []types.RoutingProfileQueueConfig{queueRow(c.queue, voice, 1, 10000)}
		}},
		{invalid, "Channel", func(in *input) { in.QueueConfigs = []types.RoutingProfileQueueConfig{queueRow(c.queue, "FAX", 1, 0)} }},
		{invalid, "VOICE", func(in *input) {
			in.ManualAssignmentQueueConfigs = []types.RoutingProfileManualAssignmentQueueConfig{{QueueReference: reference(c.queue, voice)}}
		}},
		{invalid, "VOICE is 1", func(in *input) { in.MediaConcurrencies[0].Concurrency = aws.Int32(2) }},
		{invalid, "Concurrency", func(in *input) { in.MediaConcurrencies[0].Concurrency = aws.Int32(11) }},
		{invalid, "given twice", func(in *input) { in.MediaConcurrencies = append(in.MediaConcurrencies, in.MediaConcurrencies[0]) }},
		{invalid, "AgentAvailabilityTimer", func(in *input) { in.AgentAvailabilityTimer = "NEVER" }},
	} {
		in := c.newSales()
		refusal.change(in)
		refused(c.CreateRoutingProfile(ctx, in))(t, refusal.exception, refusal.about)
	}
}

func TestUpdateRoutingProfile(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id, queue := c.makeSales(), c.makeQueue("Premium")
	must(c.UpdateRoutingProfileName(ctx, &connect.UpdateRoutingProfileNameInput{InstanceId: c.instance, RoutingProfileId: id, Name: aws.String("Deals")}))(t)
	must(c.UpdateRoutingProfileName(ctx, &connect.UpdateRoutingProfileNameInput{InstanceId: c.instance, RoutingProfileId: id, Description: aws.String("d")}))(t)
	must(c.UpdateRoutingProfileDefaultOutboundQueue(ctx, &connect.UpdateRoutingProfileDefaultOutboundQueueInput{InstanceId: c.instance, RoutingProfileId: id, DefaultOutboundQueueId: queue}))(t)
	must(c.UpdateRoutingProfileAgentAvailabilityTimer(ctx, &connect.UpdateRoutingProfileAgentAvailabilityTimerInput{
		InstanceId: c.instance, RoutingProfileId: id, AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastInbound,
	}))(t)
	must(c.UpdateRoutingProfileConcurrency(ctx, &connect.UpdateRoutingProfileConcurrencyInput{
		InstanceId: c.instance, RoutingProfileId: id, MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelTask, Concurrency: aws.Int32(5)}},
	}))(t)
	p := c.describeRoutingProfile(id)
	if *p.Name != "Deals" || *p.Description != "d" || *p.DefaultOutboundQueueId != *queue || p.AgentAvailabilityTimer != types.AgentAvailabilityTimerTimeSinceLastInbound {
		t.Errorf("after updates the profile is %+v", p)
	}
	if m := p.MediaConcurrencies; len(m) != 1 || m[0].Channel != types.ChannelTask || m[0].CrossChannelBehavior == nil {
		t.Errorf("after updates the channels are %v", m)
	}
}

func TestUpdateRoutingProfileRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeSales()
	name := func(id, name *string) (*connect.UpdateRoutingProfileNameOutput, error) {
		return c.UpdateRoutingProfileName(ctx, &connect.UpdateRoutingProfileNameInput{InstanceId: c.instance, RoutingProfileId: id, Name: name})
	}
	refused(name(id, nil))(t, invalid, "Description")
	refused(name(id, aws.String("Basic Routing Profile")))(t, duplicate, "Basic")
	refused(name(nowhere, aws.String("x")))(t, notFound, *nowhere)
	outbound := func(id, queue *string) (*connect.UpdateRoutingProfileDefaultOutboundQueueOutput, error) {
		return c.UpdateRoutingProfileDefaultOutboundQueue(ctx, &connect.UpdateRoutingProfileDefaultOutboundQueueInput{InstanceId: c.instance, RoutingProfileId: id, DefaultOutboundQueueId: queue})
	}
	refused(outbound(id, nowhere))(t, notFound, "queue")
	refused(outbound(nowhere, &c.queue))(t, notFound, "routing profile")
	timer := func(id *string, timer types.AgentAvailabilityTimer) (*connect.UpdateRoutingProfileAgentAvailabilityTimerOutput, error) {
		return c.UpdateRoutingProfileAgentAvailabilityTimer(ctx, &connect.UpdateRoutingProfileAgentAvailabilityTimerInput{InstanceId: c.instance, RoutingProfileId: id, AgentAvailabilityTimer: timer})
	}
	refused(timer(id, "NEVER"))(t, invalid, "AgentAvailabilityTimer")
	refused(timer(nowhere, types.AgentAvailabilityTimerTimeSinceLastInbound))(t, notFound, "routing profile")
	concurrency := func(id *string, n int32) (*connect.UpdateRoutingProfileConcurrencyOutput, error) {
		return c.UpdateRoutingProfileConcurrency(ctx, &connect.UpdateRoutingProfileConcurrencyInput{
			InstanceId: c.instance, RoutingProfileId: id, MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelVoice, Concurrency: &n}},
		})
	}
	refused(concurrency(id, 3))(t, invalid, "VOICE")
	refused(concurrency(nowhere, 1))(t, notFound, "routing profile")
	refused(c.DescribeRoutingProfile(ctx, &connect.DescribeRoutingProfileInput{InstanceId: c.instance, RoutingProfileId: nowhere}))(t, notFound, *nowhere)
	refused(c.ListRoutingProfileQueues(ctx, &connect.ListRoutingProfileQueuesInput{InstanceId: c.instance, RoutingProfileId: nowhere}))(t, notFound, *nowhere)
}

func TestRoutingProfileRows(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id, q1, q2 := c.makeSales(), c.makeQueue("One"), c.makeQueue("Two")
	c.wantTable(id)
	must(c.associate(id, queueRow(*q1, types.ChannelVoice, 1, 0), queueRow(*q1, types.ChannelChat, 2, 5)))(t)
	must(c.associate(id, queueRow(*q2, types.ChannelVoice, 3, 0)))(t)
	c.wantTable(id, "One CHAT 2 5", "One VOICE 1 0", "Two VOICE 3 0")
	must(c.updateRows(id, queueRow(*c.arn("queue", q1), types.ChannelChat, 9, 90)))(t)
	c.wantTable(id, "One CHAT 9 90", "One VOICE 1 0", "Two VOICE 3 0")
	must(c.disassociate(id, *reference(*c.arn("queue", q1), types.ChannelVoice), *reference(*q2, types.ChannelVoice)))(t)
	c.wantTable(id, "One CHAT 9 90")
	must(c.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: c.instance, QueueId: q2}))(t)
}

func TestRoutingProfileRowsRefuse(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeSales()
	voice, chat := queueRow(c.queue, types.ChannelVoice, 1, 0), queueRow(c.queue, types.ChannelChat, 1, 0)
	must(c.associate(id, voice))(t)

	refused(c.associate(id, chat, voice))(t, invalid, "already")
	refused(c.associate(id, chat, chat))(t, invalid, "given twice")
	refused(c.associate(id))(t, invalid, "At least one")
	refused(c.associate(id, []types.RoutingProfileQueueConfig{}...))(t, invalid, "QueueConfigs")
	refused(c.associate(id, queueRow(*nowhere, types.ChannelVoice, 1, 0)))(t, notFound, "queue")
	refused(c.associate(nowhere, chat))(t, notFound, "routing profile")
	refused(c.updateRows(id, chat))(t, invalid, "not associated")
	refused(c.updateRows(id, voice, voice))(t, invalid, "given twice")
	refused(c.updateRows(id, []types.RoutingProfileQueueConfig{}...))(t, invalid, "QueueConfigs")
	refused(c.updateRows(nowhere, voice))(t, notFound, "routing profile")
	refused(c.disassociate(id, *chat.QueueReference))(t, invalid, "not associated")
	refused(c.disassociate(id, *voice.QueueReference, *voice.QueueReference))(t, invalid, "given twice")
	refused(c.disassociate(id))(t, invalid, "At least one")
	refused(c.disassociate(nowhere, *voice.QueueReference))(t, notFound, "routing profile")

	var eleven []types.RoutingProfileQueueReference
	for range 11 {
		eleven = append(eleven, *voice.QueueReference)
	}
	refused(c.disassociate(id, eleven...))(t, invalid, "10")
	c.wantTable(id, "BasicQueue VOICE 1 0") // none of these changed anything
}

func TestManualAssignment(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeSales()
	associate := func(channel types.Channel) (*connect.AssociateRoutingProfileQueuesOutput, error) {
		return c.AssociateRoutingProfileQueues(ctx, &connect.AssociateRoutingProfileQueuesInput{
			InstanceId: c.instance, RoutingProfileId: id,
			ManualAssignmentQueueConfigs: []types.RoutingProfileManualAssignmentQueueConfig{{QueueReference: reference(c.queue, channel)}},
		})
	}
	must(associate(types.ChannelTask))(t)
	refused(associate(types.ChannelTask))(t, invalid, "already")
	refused(associate(types.ChannelVoice))(t, invalid, "VOICE")
	if p := c.describeRoutingProfile(id); *p.NumberOfAssociatedManualAssignmentQueues != 1 || *p.NumberOfAssociatedQueues != 0 {
		t.Errorf("the profile has %d manual and %d other queues", *p.NumberOfAssociatedManualAssignmentQueues, *p.NumberOfAssociatedQueues)
	}
	listed := must(c.ListRoutingProfileManualAssignmentQueues(ctx, &connect.ListRoutingProfileManualAssignmentQueuesInput{
		InstanceId: c.instance, RoutingProfileId: c.arn("routing-profile", id),
	}))(t)
	want := []types.RoutingProfileManualAssignmentQueueConfigSummary{{
		QueueId: &c.queue, QueueArn: c.arn("queue", &c.queue), QueueName: aws.String("BasicQueue"), Channel: types.ChannelTask,
	}}
	if diff := cmp.Diff(want, listed.RoutingProfileManualAssignmentQueueConfigSummaryList, plain); diff != "" || listed.LastModifiedTime == nil {
		t.Errorf("the list has no time, or mismatches (-want +got):\n%s", diff)
	}
	refused(c.ListRoutingProfileManualAssignmentQueues(ctx, &connect.ListRoutingProfileManualAssignmentQueuesInput{
		InstanceId: c.instance, RoutingProfileId: nowhere,
	}))(t, notFound, *nowhere)
	must(c.DisassociateRoutingProfileQueues(ctx, &connect.DisassociateRoutingProfileQueuesInput{
		InstanceId: c.instance, RoutingProfileId: id, ManualAssignmentQueueReferences: []types.RoutingProfileQueueReference{*reference(c.queue, types.ChannelTask)},
	}))(t)
	if p := c.describeRoutingProfile(id); *p.NumberOfAssociatedManualAssignmentQueues != 0 {
		t.Error("the profile keeps a manual assignment queue")
	}
}

// A profile holds 100 queue-channel pairs, which pages show in full.
func TestRoutingProfilePairQuota(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeSales()
	for batch := range 10 {
		var rows []types.RoutingProfileQueueConfig
		for i := range 10 {
			rows = append(rows, queueRow(*c.makeQueue(fmt.Sprintf("Q%02d", batch*10+i)), types.ChannelVoice, 1, 0))
		}
		must(c.associate(id, rows...))(t)
	}
	refused(c.associate(id, queueRow(c.queue, types.ChannelVoice, 1, 0)))(t, limitExceeded, "100")
	table := c.table(id)
	if len(table) != 100 || table[0] != "Q00 VOICE 1 0" || table[99] != "Q99 VOICE 1 0" {
		t.Errorf("the table has %d rows: %v", len(table), table)
	}
}

// The table has a time of its own. Whether it moves the profile's time, too, can be told.
func TestRoutingProfileTimes(t *testing.T) {
	t.Parallel()
	for _, undated := range [][]string{nil, {"AssociateRoutingProfileQueues"}} {
		testRoutingProfileTimes(t, undated)
	}
}

func testRoutingProfileTimes(t *testing.T, undated []string) {
	clock := newClock()
	c := start(t, "", sim.Options{Now: clock.now, Undated: undated})
	id := c.makeSales()
	times := func() (profile, table time.Time) {
		rows := must(c.ListRoutingProfileQueues(ctx, &connect.ListRoutingProfileQueuesInput{InstanceId: c.instance, RoutingProfileId: id}))(t)
		return *c.describeRoutingProfile(id).LastModifiedTime, *rows.LastModifiedTime
	}
	profile, table := times()
	clock.advance()
	must(c.associate(id, queueRow(c.queue, types.ChannelVoice, 1, 0)))(t)
	if p, q := times(); p.After(profile) != (undated == nil) || !q.After(table) {
		t.Errorf("after a row is associated the profile is of %v and the table of %v, before of %v and %v", p, q, profile, table)
	}
	profile, table = times()
	clock.advance()
	must(c.UpdateRoutingProfileName(ctx, &connect.UpdateRoutingProfileNameInput{InstanceId: c.instance, RoutingProfileId: id, Name: aws.String("Deals")}))(t)
	if p, q := times(); !p.After(profile) || !q.Equal(table) {
		t.Errorf("after a rename the profile is of %v and the table of %v, before of %v and %v", p, q, profile, table)
	}
}

func TestDeleteRoutingProfile(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.makeSales()
	in := c.newUser("ada")
	in.RoutingProfileId = id
	user := must(c.CreateUser(ctx, in))(t).UserId
	remove := func(id *string) (*connect.DeleteRoutingProfileOutput, error) {
		return c.DeleteRoutingProfile(ctx, &connect.DeleteRoutingProfileInput{InstanceId: c.instance, RoutingProfileId: id})
	}
	refused(remove(id))(t, inUse, `user "ada"`)
	must(c.UpdateUserRoutingProfile(ctx, &connect.UpdateUserRoutingProfileInput{InstanceId: c.instance, UserId: user, RoutingProfileId: &c.routing}))(t)
	must(remove(id))(t)
	refused(remove(id))(t, notFound, *id)
}

// workloads returns a channel with workload types, written as "claims 3".
func workloads(channel types.Channel, of ...string) types.MediaConcurrency {
	m := types.MediaConcurrency{Channel: channel, WorkloadTypeConcurrencies: []types.WorkloadTypeConcurrency{}}
	for _, text := range of {
		var w types.WorkloadTypeConcurrency
		name, n, _ := strings.Cut(text, " ")
		contacts, _ := strconv.ParseInt(n, 10, 32)
		w.WorkloadType, w.Concurrency = &name, aws.Int32(int32(contacts))
		m.WorkloadTypeConcurrencies = append(m.WorkloadTypeConcurrencies, w)
	}
	return m
}

// TestWorkloadTypes limits channels by workload type.
func TestWorkloadTypes(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newSales()
	tasks := workloads(types.ChannelTask, "claims 3", "tax 7")
	tasks.Concurrency = aws.Int32(0)
	tasks.WorkloadTypeConcurrencies[0].CrossChannelWorkloadBehavior = &types.CrossChannelWorkloadBehavior{
		ChannelWorkloadBehaviorType: types.ChannelWorkloadBehaviorTypeRouteAnyChannelAnyWorkloadType,
	}
	in.MediaConcurrencies = append(in.MediaConcurrencies, tasks, workloads(types.ChannelEmail, "a 1", "b 1", "c 1", "d 1", "e 6"))
	id := must(c.CreateRoutingProfile(ctx, in))(t).RoutingProfileId
	// The service says how a type behaves to others, and nothing of the channel.
	strict := &types.CrossChannelWorkloadBehavior{ChannelWorkloadBehaviorType: types.ChannelWorkloadBehaviorTypeRouteCurrentChannelCurrentWorkloadtypeOnly}
	want := slices.Clone(in.MediaConcurrencies)
	want[0].CrossChannelBehavior = &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteCurrentChannelOnly}
	for _, m := range want[1:] {
		for i := range m.WorkloadTypeConcurrencies {
			if w := &m.WorkloadTypeConcurrencies[i]; w.CrossChannelWorkloadBehavior == nil {
				w.CrossChannelWorkloadBehavior = strict
			}
		}
	}
	if diff := cmp.Diff(want, c.describeRoutingProfile(id).MediaConcurrencies, plain); diff != "" {
		t.Errorf("DescribeRoutingProfile() mismatch (-want +got):\n%s", diff)
	}
	found := must(c.SearchRoutingProfiles(ctx, &connect.SearchRoutingProfilesInput{
		InstanceId: c.instance, SearchCriteria: &types.RoutingProfileSearchCriteria{StringCondition: exactly("name", *in.Name)},
	}))(t).RoutingProfiles
	want[0].CrossChannelBehavior = nil // the search does not say it of channels
	if diff := cmp.Diff(want, found[0].MediaConcurrencies, plain); diff != "" {
		t.Errorf("SearchRoutingProfiles() mismatch (-want +got):\n%s", diff)
	}

	update := func(media ...types.MediaConcurrency) (*connect.UpdateRoutingProfileConcurrencyOutput, error) {
		return c.UpdateRoutingProfileConcurrency(ctx, &connect.UpdateRoutingProfileConcurrencyInput{
			InstanceId: c.instance, RoutingProfileId: id, MediaConcurrencies: media,
		})
	}
	limited := func(m types.MediaConcurrency, n int32) types.MediaConcurrency { m.Concurrency = &n; return m }
	ruled := workloads(types.ChannelTask, "claims 1")
	ruled.CrossChannelBehavior = &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteAnyChannel}
	for _, test := range []struct {
		about string
		media types.MediaConcurrency
	}{
		{"not for VOICE", limited(workloads(types.ChannelVoice, "claims 1"), 1)},
		{"not for CHAT", workloads(types.ChannelChat, "claims 1")},
		{"1 to 5 members", workloads(types.ChannelTask)},
		{"WorkloadTypeConcurrencies", workloads(types.ChannelTask, "a 1", "b 1", "c 1", "d 1", "e 1", "f 1")},
		{"Concurrency", workloads(types.ChannelTask, "claims 0")},
		{"Concurrency", workloads(types.ChannelTask, "claims 11")},
		{"11 together", workloads(types.ChannelTask, "claims 5", "tax 6")},
		{"given twice", workloads(types.ChannelTask, "claims 5", "claims 1")},
		{"cannot have both", limited(workloads(types.ChannelTask, "claims 5"), 2)},
		{"cannot have both", ruled},
		{"WorkloadType", workloads(types.ChannelTask, strings.Repeat("x", 101)+" 1")},
		{"must have Concurrency", types.MediaConcurrency{Channel: types.ChannelTask}},
	} {
		refused(update(test.media))(t, invalid, test.about)
	}
	// An update replaces the list.
	must(update(workloads(types.ChannelEmail, "claims 2"), limited(types.MediaConcurrency{Channel: types.ChannelTask}, 0)))(t)
	want = []types.MediaConcurrency{workloads(types.ChannelEmail, "claims 2"), limited(types.MediaConcurrency{Channel: types.ChannelTask}, 0)}
	want[0].WorkloadTypeConcurrencies[0].CrossChannelWorkloadBehavior = strict
	if diff := cmp.Diff(want, c.describeRoutingProfile(id).MediaConcurrencies, plain); diff != "" {
		t.Errorf("DescribeRoutingProfile() mismatch (-want +got):\n%s", diff)
	}
}
