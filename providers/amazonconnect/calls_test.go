package amazonconnect_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// ids returns the id of each object of a kind by name.
func (c *centre) ids(kind string) map[string]string {
	c.Helper()
	ids := map[string]string{}
	for key, r := range c.list(kind, nil) {
		ids[key] = r.ID
	}
	return ids
}

// owned gives r the record of a queue at the address s/queue.LABEL.
func owned(r *schema.Resource, label string) *schema.Resource {
	r.Record = schema.Record{Owner: "s/queue." + label, Applied: "1:" + label + ":"}
	return r
}

// TestUpdates checks the calls of updates that change several attributes, in their order,
// and that Cost has them.
func TestUpdates(t *testing.T) {
	t.Parallel()
	ada := func(change func(*schema.User)) *schema.Resource {
		u := user("ada")
		u.Given = u.Kind.Every()
		change(u.Body.(*schema.User))
		return u
	}
	for _, test := range []struct {
		name  string
		live  *schema.Resource
		want  *schema.Resource
		attrs []string
		calls []string
	}{
		{
			name: "nothing", live: queue("A"), want: queue("A"),
		},
		{
			name: "a queue's name and description are one call", live: queue("A"),
			want:  schematest.Of("queue", &schema.Queue{Name: "B", Description: "New"}),
			attrs: []string{"name", "description"}, calls: []string{"UpdateQueueName"},
		},
		{
			name: "each aspect of a queue is a call", live: queue("A"),
			want: schematest.Of("queue", &schema.Queue{
				Name: "B", Description: "New", HoursOfOperation: "Basic Hours", Status: "disabled", MaxContacts: 3,
				Tags: map[string]string{"a": "b"},
			}),
			attrs: []string{"name", "description", "hours_of_operation", "status", "max_contacts", "tags"},
			calls: []string{"UpdateQueueName", "UpdateQueueHoursOfOperation", "UpdateQueueMaxContacts", "UpdateQueueStatus", "TagResource"},
		},
		{
			name: "old tags go before others come",
			live: schematest.Of("queue", &schema.Queue{Name: "A", HoursOfOperation: "Basic Hours", Tags: map[string]string{"a": "1", "b": "2", "c": "3"}},
				"name", "hours_of_operation", "tags"),
			want:  schematest.Of("queue", &schema.Queue{Tags: map[string]string{"a": "1", "b": "4"}}),
			attrs: []string{"tags"}, calls: []string{"UntagResource", "TagResource"},
		},
		{
			name: "only a record", live: queue("A"),
			want:  owned(schematest.Of("queue", &schema.Queue{}), "b"),
			calls: []string{"TagResource"},
		},
		{
			name: "the same record", live: owned(queue("A"), "a"),
			want: owned(schematest.Of("queue", &schema.Queue{}), "a"),
		},
		{
			name: "a record and tags, after all else",
			live: owned(schematest.Of("queue", &schema.Queue{Name: "A", HoursOfOperation: "Basic Hours", Tags: map[string]string{"a": "1", "c": "3"}},
				"name", "hours_of_operation", "tags"), "a"),
			want:  owned(schematest.Of("queue", &schema.Queue{Status: "disabled", Tags: map[string]string{"a": "2"}}), "b"),
			attrs: []string{"status", "tags"}, calls: []string{"UpdateQueueStatus", "UntagResource", "TagResource"},
		},
		{
			name: "a record with tags that go", live: schematest.Of("queue", &schema.Queue{Name: "A", HoursOfOperation: "Basic Hours", Tags: map[string]string{"a": "1"}}, "name", "hours_of_operation", "tags"),
			want: owned(schematest.Of("queue", &schema.Queue{}), "a"), attrs: []string{"tags"}, calls: []string{"UntagResource", "TagResource"},
		},
		{
			name: "a queue's outbound caller is one call", live: queue("A"),
			want:  schematest.Of("queue", &schema.Queue{OutboundCaller: schema.Caller{Name: "Us", Number: "+441632960001", Flow: "Default outbound"}}),
			attrs: []string{"outbound_caller.name", "outbound_caller.number", "outbound_caller.flow"}, calls: []string{"UpdateQueueOutboundCallerConfig"},
		},
		{
			name:  "a quick connect of another type is one call, and its name another",
			live:  schematest.Of("quick_connect", &schema.QuickConnect{Name: "A", Number: "+441632960999"}, "name", "phone.number"),
			want:  schematest.Of("quick_connect", &schema.QuickConnect{Name: "B", Queue: schema.Transfer{To: "BasicQueue", Flow: "Default queue transfer"}}),
			attrs: []string{"name", "queue.queue", "queue.flow"}, calls: []string{"UpdateQuickConnectName", "UpdateQuickConnectConfig"},
		},
		{
			name: "all of an agent status but its tags is one call", live: schematest.Of("agent_status", &schema.AgentStatus{Name: "A"}, "name"),
			want:  schematest.Of("agent_status", &schema.AgentStatus{Name: "B", Description: "d", State: "disabled", DisplayOrder: 2, Tags: map[string]string{"a": "b"}}),
			attrs: []string{"name", "description", "state", "display_order", "tags"}, calls: []string{"UpdateAgentStatus", "TagResource"},
		},
		{
			name:  "an attribute's values and purposes are one call",
			live:  schematest.Of("predefined_attribute", &schema.PredefinedAttribute{Name: "Skill", Values: []string{"a"}}, "name", "values"),
			want:  schematest.Of("predefined_attribute", &schema.PredefinedAttribute{Values: []string{"b"}, Purposes: []string{"c"}}),
			attrs: []string{"values", "purposes"}, calls: []string{"UpdatePredefinedAttribute"},
		},
		{
			name: "a profile's channels and what they do are one call", live: profile("P"),
			want: schematest.Of("routing_profile", &schema.RoutingProfile{
				Channels: map[string]int{"chat": 4}, CrossChannel: map[string]string{"chat": "any", "voice": "any"},
			}),
			attrs: []string{"channels", "cross_channel.chat", "cross_channel.voice"}, calls: []string{"UpdateRoutingProfileConcurrency"},
		},
		{
			name: "a user's names and addresses are one call", live: user("ada"),
			want:  ada(func(u *schema.User) { u.FirstName, u.Mobile = "Grace", "+442071838750" }),
			attrs: []string{"first_name", "mobile"}, calls: []string{"UpdateUserIdentityInfo"},
		},
		{
			name: "a user's phone is one call", live: user("ada"),
			want: ada(func(u *schema.User) {
				u.Phone = schema.Phone{Type: "desk", Number: "+442071838750", AfterContactWork: 9}
			}),
			attrs: []string{"phone.type", "phone.number", "phone.after_contact_work"}, calls: []string{"UpdateUserConfig"},
		},
		{
			name: "rights go first", live: ada(func(u *schema.User) { u.SecurityProfiles = []string{"Admin", "Agent"} }),
			want: ada(func(u *schema.User) {
				u.SecurityProfiles, u.Email, u.HierarchyGroup = []string{"Agent"}, "x@example.com", "Top"
			}),
			attrs: []string{"security_profiles", "email", "hierarchy_group"},
			calls: []string{"UpdateUserSecurityProfiles", "UpdateUserIdentityInfo", "UpdateUserHierarchy"},
		},
		{
			name: "rights come last", live: user("ada"),
			want: ada(func(u *schema.User) {
				u.SecurityProfiles, u.Email, u.HierarchyGroup = []string{"Admin", "Agent"}, "x@example.com", "Top"
			}),
			attrs: []string{"security_profiles", "email", "hierarchy_group"},
			calls: []string{"UpdateUserIdentityInfo", "UpdateUserHierarchy", "UpdateUserSecurityProfiles"},
		},
		{
			name: "swapped rights are one call where the group stays", live: ada(func(u *schema.User) { u.SecurityProfiles = []string{"Admin", "Agent"} }),
			want:  ada(func(u *schema.User) { u.SecurityProfiles = []string{"Agent", "QualityAnalyst"} }),
			attrs: []string{"security_profiles"}, calls: []string{"UpdateUserSecurityProfiles"},
		},
		{
			name: "old rights never meet the new group, nor new ones the old",
			live: ada(func(u *schema.User) { u.SecurityProfiles = []string{"Admin", "Agent"} }),
			want: ada(func(u *schema.User) {
				u.SecurityProfiles, u.HierarchyGroup = []string{"Agent", "QualityAnalyst"}, "Top"
			}),
			attrs: []string{"security_profiles", "hierarchy_group"},
			calls: []string{"UpdateUserSecurityProfiles", "UpdateUserHierarchy", "UpdateUserSecurityProfiles"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			c.update(c.list("hierarchy", nil)[""], schematest.Of("hierarchy", &schema.Hierarchy{Levels: []string{"One"}}), "levels")
			c.create(schematest.Of("hierarchy_group", &schema.HierarchyGroup{Name: "Top"}, "name"))
			live := c.create(test.live)
			c.forget()
			c.update(live, test.want, test.attrs...)
			if diff := cmp.Diff(test.calls, c.writes()); diff != "" {
				t.Errorf("calls mismatch (-want +got):\n%s", diff)
			}
			var cost []string
			for _, calls := range c.Cost(providers.Write{Live: live, Want: test.want, Attrs: live.Kind.Set(test.attrs...)}) {
				cost = append(cost, slices.Repeat([]string{calls.Operation}, calls.N)...)
			}
			if diff := cmp.Diff(test.calls, cost); diff != "" {
				t.Errorf("Cost() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestUneven checks that a user whose channels have different times keeps the times of the
// other channels, and the settings for agent-first callbacks.
func TestUneven(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	live := c.create(user("ada"))
	work := func(seconds int32) *types.AfterContactWorkConfig {
		return &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: seconds}
	}
	_, err := c.elsewhere().UpdateUserConfig(context.Background(), &connect.UpdateUserConfigInput{
		InstanceId: aws.String(c.sim.Instance().ID), UserId: &live.ID,
		AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{
			{Channel: "CHAT", AfterContactWorkConfig: work(77)},
			{Channel: "VOICE", AfterContactWorkConfig: work(5), AgentFirstCallbackAfterContactWorkConfig: work(8)},
		},
		AutoAcceptConfigs: []types.AutoAcceptConfig{{Channel: "VOICE", AgentFirstCallbackAutoAccept: aws.Bool(true)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := schematest.Of("user", &schema.User{Phone: schema.Phone{Type: "desk", Number: "+442071838750", AutoAccept: true, AfterContactWork: 60}})
	for name, live := range map[string]*schema.Resource{"as read": c.read(live), "as listed": c.list("user", nil)["ada"]} {
		if got := live.Body.(*schema.User).Phone.AfterContactWork; got != 5 {
			t.Errorf("%s: after-contact work is %d, want 5", name, got)
		}
	}
	live = c.read(live)
	c.forget()
	c.update(live, want, "phone.type", "phone.number", "phone.auto_accept", "phone.after_contact_work")
	if diff := cmp.Diff([]string{"UpdateUserConfig"}, c.writes()); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
	expected := `{
		"AutoAcceptConfigs": [
			{"Channel": "VOICE", "AutoAccept": true, "AgentFirstCallbackAutoAccept": true}, {"Channel": "CHAT", "AutoAccept": false},
			{"Channel": "TASK", "AutoAccept": false}, {"Channel": "EMAIL", "AutoAccept": false}],
		"AfterContactWorkConfigs": [
			{"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 60}, "AgentFirstCallbackAfterContactWorkConfig": {"AfterContactWorkTimeLimit": 8}},
			{"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 77}},
			{"Channel": "TASK", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 0}}, {"Channel": "EMAIL", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 0}}],
		"PhoneNumberConfigs": [{"Channel": "VOICE", "PhoneType": "DESK_PHONE", "PhoneNumber": "+442071838750"}]
	}`
	if diff := cmp.Diff(parse(expected), parse(c.requests("UpdateUserConfig")[0])); diff != "" {
		t.Errorf("request mismatch (-want +got):\n%s", diff)
	}
	if got := c.read(live); got.Body.(*schema.User).Phone != want.Body.(*schema.User).Phone {
		t.Errorf("phone = %+v", got.Body.(*schema.User).Phone)
	}
}

func parse(s string) any {
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		return s
	}
	return v
}

// TestIdentity checks which members an update of a user's identity sends.
func TestIdentity(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	live := c.create(user("ada"))
	c.forget()
	c.update(live, schematest.Of("user", &schema.User{}), "email")
	c.update(c.list("user", nil)["ada"], schematest.Of("user", &schema.User{SecondaryEmail: "second@example.com"}), "secondary_email")
	want := []any{
		parse(`{"IdentityInfo": {"FirstName": "Ada", "LastName": "Lovelace", "Email": ""}}`),
		parse(`{"IdentityInfo": {"FirstName": "Ada", "LastName": "Lovelace", "SecondaryEmail": "second@example.com"}}`),
	}
	var got []any
	for _, request := range c.requests("UpdateUserIdentityInfo") {
		got = append(got, parse(request))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}

// TestReads checks how many calls it takes to read objects.
func TestReads(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	for _, name := range []string{"ada", "bob", "cyd", "dan"} {
		c.create(user(name))
	}
	email := func(of ...string) func(*schema.Resource) schema.AttrSet {
		return func(live *schema.Resource) schema.AttrSet {
			if slices.Contains(of, live.Key) {
				return live.Kind.Set("email", "first_name")
			}
			return live.Kind.Set("first_name")
		}
	}
	for _, test := range []struct {
		name, kind string
		need       func(*schema.Resource) schema.AttrSet
		calls      []string
	}{
		{name: "users without e-mail", kind: "user", need: email(), calls: []string{"ListUsers", "SearchUsers"}},
		{
			name: "users of whom two have e-mail managed", kind: "user", need: email("bob", "dan"),
			calls: []string{"DescribeUser", "DescribeUser", "ListUsers", "SearchUsers"},
		},
		{
			name: "queues", kind: "queue", need: func(r *schema.Resource) schema.AttrSet {
				return r.Kind.Every().Minus(r.Kind.Set("max_contacts", "quick_connects", "outbound_email", "email_addresses"))
			},
			calls: []string{"ListQueues", "SearchQueues"},
		},
		{
			name: "the outbound e-mail address of a queue", kind: "queue", need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Set("outbound_email") },
			calls: []string{"ListQueueEmailAddresses", "ListQueues", "SearchQueues"},
		},
		{
			name: "the quick connects of a queue", kind: "queue", need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Set("quick_connects") },
			calls: []string{"ListQueueQuickConnects", "ListQueues", "SearchQueues"},
		},
		{
			name: "quick connects", kind: "quick_connect", need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() },
			calls: []string{"ListQuickConnects", "SearchQuickConnects"},
		},
		{
			name: "hours", kind: "hours_of_operation", need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() },
			calls: []string{"ListHoursOfOperationOverrides", "ListHoursOfOperations", "SearchHoursOfOperations"},
		},
		{
			name: "agent statuses", kind: "agent_status", need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() },
			calls: []string{"ListAgentStatuses", "SearchAgentStatuses"},
		},
		{
			name: "predefined attributes", kind: "predefined_attribute", need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() },
			calls: []string{"ListPredefinedAttributes", "SearchPredefinedAttributes"},
		},
		{name: "hierarchy", kind: "hierarchy", calls: []string{"DescribeUserHierarchyStructure"}},
		{name: "groups", kind: "hierarchy_group", calls: []string{"ListUserHierarchyGroups", "SearchUserHierarchyGroups"}},
		{name: "security profiles", kind: "security_profile", calls: []string{"ListSecurityProfiles", "SearchSecurityProfiles"}},
		{
			name: "the permissions of one security profile", kind: "security_profile",
			need: func(r *schema.Resource) schema.AttrSet {
				if r.Key == "Agent" {
					return r.Kind.Set("permissions", "description")
				}
				return 0
			},
			calls: []string{"ListSecurityProfilePermissions", "ListSecurityProfiles", "SearchSecurityProfiles"},
		},
		{
			name: "what two security profiles restrict", kind: "security_profile",
			need: func(r *schema.Resource) schema.AttrSet {
				if r.Key == "Agent" || r.Key == "Admin" {
					return r.Kind.Set("access_control_tags", "access_control_hierarchy_group")
				}
				return 0
			},
			calls: []string{"DescribeSecurityProfile", "DescribeSecurityProfile", "ListSecurityProfiles", "SearchSecurityProfiles"},
		},
		{
			name: "routing profiles", kind: "routing_profile",
			need: func(r *schema.Resource) schema.AttrSet {
				return r.Kind.Set("channels", "default_outbound_queue", "tags")
			},
			calls: []string{"ListRoutingProfiles", "SearchRoutingProfiles"},
		},
		{
			name: "all of a routing profile", kind: "routing_profile", need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() },
			calls: []string{"DescribeRoutingProfile", "ListRoutingProfileManualAssignmentQueues", "ListRoutingProfileQueues", "ListRoutingProfiles", "SearchRoutingProfiles"},
		},
	} {
		for _, k := range []string{"queue", "hours_of_operation", "user", "routing_profile"} {
			c.list(k, nil) // indexes
		}
		c.forget()
		c.list(test.kind, test.need)
		got := c.seen()
		slices.Sort(got)
		if diff := cmp.Diff(test.calls, got); diff != "" {
			t.Errorf("%s: calls mismatch (-want +got):\n%s", test.name, diff)
		}
	}
	night := schematest.Sample(schema.MustKind("hours_of_operation"), "Night", 0)
	night.Body.(*schema.HoursOfOperation).Parents = nil
	c.create(night)
	c.forget()
	c.list("hours_of_operation", nil)
	got := c.seen()
	slices.Sort(got)
	if diff := cmp.Diff([]string{"ListHoursOfOperations", "SearchHoursOfOperationOverrides", "SearchHoursOfOperations"}, got); diff != "" {
		t.Errorf("two hours: calls mismatch (-want +got):\n%s", diff)
	}
	live := c.list("user", nil)["ada"]
	c.forget()
	c.read(live)
	if diff := cmp.Diff([]string{"DescribeUser", "ListUserProficiencies"}, c.seen()); diff != "" {
		t.Errorf("Read() calls mismatch (-want +got):\n%s", diff)
	}
}

// TestReadState checks that reading everything makes each bulk call once, so that the
// indexes are filled from the same calls. Nothing is expected, and so nothing is listed.
func TestReadState(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.create(user("ada"))
	c.Client = c.connect(c.opened)
	c.forget()
	c.wire.sent = nil
	c.wire.fail("SearchQueues", c.wire.after("SearchHoursOfOperations"))
	c.wire.fail("SearchRoutingProfiles", c.wire.after("SearchQueues"))
	c.wire.fail("SearchUsers", c.wire.after("SearchRoutingProfiles", "SearchSecurityProfiles", "SearchUserHierarchyGroups"))
	none, err := schema.NewState(nil)
	if err != nil {
		t.Fatal(err)
	}
	live, err := providers.ReadState(context.Background(), c.Client, "s", none)
	if err != nil || len(live.All()) != 14 {
		t.Fatalf("ReadState() = %v, %v", live.All(), err)
	}
	got := c.seen()
	slices.Sort(got)
	want := []string{
		"DescribeUserHierarchyStructure", "ListHoursOfOperationOverrides",
		"SearchAgentStatuses", "SearchHoursOfOperations", "SearchPredefinedAttributes", "SearchQueues", "SearchQuickConnects", "SearchRoutingProfiles", "SearchSecurityProfiles", "SearchUserHierarchyGroups", "SearchUsers",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
}

// TestChannelThatIsOff checks that nothing is written about a channel that is off.
func TestChannelThatIsOff(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	live := c.create(profile("P"))
	c.forget()
	c.update(live, schematest.Of("routing_profile", &schema.RoutingProfile{CrossChannel: map[string]string{"task": "any"}}), "cross_channel.task")
	c.update(live, schematest.Of("routing_profile", &schema.RoutingProfile{CrossChannel: map[string]string{"chat": "any"}}), "cross_channel.chat")
	want := []any{parse(`{"MediaConcurrencies": [
		{"Channel": "VOICE", "Concurrency": 1, "CrossChannelBehavior": {"BehaviorType": "ROUTE_CURRENT_CHANNEL_ONLY"}},
		{"Channel": "CHAT", "Concurrency": 2, "CrossChannelBehavior": {"BehaviorType": "ROUTE_ANY_CHANNEL"}}]}`)}
	var got []any
	for _, request := range c.requests("UpdateRoutingProfileConcurrency") {
		got = append(got, parse(request))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}

// TestLag checks what is read while a search lags behind.
func TestLag(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	made := c.create(queue("New"))
	c.wire.fail("SearchQueues", edit(func(answer map[string]any) {
		answer["Queues"] = []any{
			map[string]any{"QueueId": "gone", "Name": "Gone", "Status": "ENABLED"},
		}
	}))
	c.forget()
	got := c.list("queue", nil)
	if len(got) != 2 || got["New"] == nil || got["New"].ID != made.ID || got["BasicQueue"] == nil || !got["BasicQueue"].System {
		t.Errorf("List() = %v", got)
	}
	calls := c.seen()
	slices.Sort(calls)
	if diff := cmp.Diff([]string{"DescribeQueue", "DescribeQueue", "ListQueues", "SearchQueues"}, calls); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
}

// TestAgentQueues checks that the queue which each user has is not listed.
func TestAgentQueues(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.create(user("ada"))
	if got := c.list("queue", nil); len(got) != 1 {
		t.Errorf("List() = %v, want only BasicQueue", got)
	}
}

// TestUnmanagedStays checks that updates keep callwright's own tags, and settings that
// callwright does not know.
func TestUnmanagedStays(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	want := queue("A")
	want.Record = schema.Record{Owner: "s/queue.a", Applied: "1:x:"}
	live := c.create(want)
	c.update(live, schematest.Of("queue", &schema.Queue{Tags: map[string]string{"a": "b"}}), "tags")
	live = c.read(live)
	c.update(live, schematest.Of("queue", &schema.Queue{}), "tags")
	if live = c.read(live); live.Record != want.Record || len(live.Body.(*schema.Queue).Tags) != 0 {
		t.Errorf("record %+v, tags %v", live.Record, live.Body.(*schema.Queue).Tags)
	}
}

// TestListsWhenInDoubt reads users of a configuration. Without contacts, they are listed only
// if a search did not find all of them, or found one that the plan would delete.
func TestListsWhenInDoubt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name      string
		described []string
		contacts  bool
		lists     bool
	}{
		{"as described", []string{"ada", "bob"}, false, false},
		{"one is missing", []string{"ada", "bob", "cyd"}, false, true},
		{"one is no longer described", []string{"ada"}, false, true},
		{"with contacts", []string{"ada", "bob"}, true, true},
	} {
		c := open(t, sim.Options{})
		var described []*schema.Resource
		for _, name := range []string{"ada", "bob"} {
			c.create(owned(user(name), name))
		}
		for _, name := range tt.described {
			w := owned(user(name), name)
			w.Desired = &schema.Desired{Addr: schema.Addr{Kind: "user", Label: name}}
			if w.Given = w.Kind.Set("username", "first_name", "last_name"); tt.contacts {
				w.Given = w.Given.Union(w.Kind.Set("email"))
			}
			described = append(described, w)
		}
		want, err := schema.NewState(described)
		if err != nil {
			t.Fatal(err)
		}
		c.Client = c.connect(c.opened)
		c.forget()
		live, err := providers.ReadState(context.Background(), c.Client, "s", want)
		if err != nil || len(live.Of(schema.MustKind("user"))) != 2 {
			t.Fatalf("%s: ReadState() = %v, %v", tt.name, live.All(), err)
		}
		if got := slices.Contains(c.seen(), "ListUsers"); got != tt.lists {
			t.Errorf("%s: users are listed: %t", tt.name, got)
		}
	}
}
