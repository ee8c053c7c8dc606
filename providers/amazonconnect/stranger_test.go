package amazonconnect_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/providertest"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// A place is where an answer has what an update writes. In a path, [A,B] goes into a list,
// whose elements are told apart by their members A and B.
type place struct{ read, at, write, to string }

// replaced are the places of everything that an update replaces together with what it
// changes.
var replaced = []place{
	{"DescribeRoutingProfile", "RoutingProfile.MediaConcurrencies[Channel]", "UpdateRoutingProfileConcurrency", "MediaConcurrencies[Channel]"},
	{"DescribeRoutingProfile", "RoutingProfile.MediaConcurrencies[Channel].CrossChannelBehavior", "UpdateRoutingProfileConcurrency", "MediaConcurrencies[Channel].CrossChannelBehavior"},
	{"DescribeRoutingProfile", "RoutingProfile.MediaConcurrencies[Channel].WorkloadTypeConcurrencies[WorkloadType]", "UpdateRoutingProfileConcurrency", "MediaConcurrencies[Channel].WorkloadTypeConcurrencies[WorkloadType]"},
	{"DescribeRoutingProfile", "RoutingProfile.MediaConcurrencies[Channel].WorkloadTypeConcurrencies[WorkloadType].CrossChannelWorkloadBehavior", "UpdateRoutingProfileConcurrency", "MediaConcurrencies[Channel].WorkloadTypeConcurrencies[WorkloadType].CrossChannelWorkloadBehavior"},
	{"ListRoutingProfileQueues", "RoutingProfileQueueConfigSummaryList[QueueId,Channel]", "UpdateRoutingProfileQueues", "QueueConfigs[QueueReference.QueueId,QueueReference.Channel]"},
	{"DescribeUser", "User.AutoAcceptConfigs[Channel]", "UpdateUserConfig", "AutoAcceptConfigs[Channel]"},
	{"DescribeUser", "User.AfterContactWorkConfigs[Channel]", "UpdateUserConfig", "AfterContactWorkConfigs[Channel]"},
	{"DescribeUser", "User.AfterContactWorkConfigs[Channel].AfterContactWorkConfig", "UpdateUserConfig", "AfterContactWorkConfigs[Channel].AfterContactWorkConfig"},
	{"DescribeUser", "User.AfterContactWorkConfigs[Channel].AgentFirstCallbackAfterContactWorkConfig", "UpdateUserConfig", "AfterContactWorkConfigs[Channel].AgentFirstCallbackAfterContactWorkConfig"},
	{"DescribeUser", "User.PhoneNumberConfigs[Channel]", "UpdateUserConfig", "PhoneNumberConfigs[Channel]"},
	{"DescribeUser", "User.PersistentConnectionConfigs[Channel]", "UpdateUserConfig", "PersistentConnectionConfigs[Channel]"},
	{"DescribeUser", "User.VoiceEnhancementConfigs[Channel]", "UpdateUserConfig", "VoiceEnhancementConfigs[Channel]"},
	{"DescribeUser", "User.IdentityInfo", "UpdateUserIdentityInfo", "IdentityInfo"},
	{"ListUserProficiencies", "UserProficiencyList[AttributeName,AttributeValue]", "UpdateUserProficiencies", "UserProficiencies[AttributeName,AttributeValue]"},
	{"DescribeSecurityProfile", "SecurityProfile", "UpdateSecurityProfile", ""},
	{"DescribeSecurityProfile", "SecurityProfile.GranularAccessControlConfiguration", "UpdateSecurityProfile", "GranularAccessControlConfiguration"},
	{
		"DescribeSecurityProfile", "SecurityProfile.GranularAccessControlConfiguration.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues[AttributeName]",
		"UpdateSecurityProfile", "GranularAccessControlConfiguration.DataTableAccessControlConfiguration.PrimaryAttributeAccessControlConfiguration.PrimaryAttributeValues[AttributeName]",
	},
	{"ListSecurityProfileApplications", "Applications[Namespace]", "UpdateSecurityProfile", "Applications[Namespace]"},
	{"ListSecurityProfileFlowModules", "AllowedFlowModules[FlowModuleId]", "UpdateSecurityProfile", "AllowedFlowModules[FlowModuleId]"},
	{"DescribePredefinedAttribute", "PredefinedAttribute", "UpdatePredefinedAttribute", ""},
	{"DescribePredefinedAttribute", "PredefinedAttribute.Values", "UpdatePredefinedAttribute", "Values"},
	{"DescribePredefinedAttribute", "PredefinedAttribute.AttributeConfiguration", "UpdatePredefinedAttribute", "AttributeConfiguration"},
	{"DescribeQueue", "Queue.OutboundCallerConfig", "UpdateQueueOutboundCallerConfig", "OutboundCallerConfig"},
	{"DescribeQueue", "Queue.OutboundEmailConfig", "UpdateQueueOutboundEmailConfig", "OutboundEmailConfig"},
	{"DescribeQuickConnect", "QuickConnect.QuickConnectConfig", "UpdateQuickConnectConfig", "QuickConnectConfig"},
	{"DescribeQuickConnect", "QuickConnect.QuickConnectConfig.UserConfig", "UpdateQuickConnectConfig", "QuickConnectConfig.UserConfig"},
	{"DescribeQuickConnect", "QuickConnect.QuickConnectConfig.QueueConfig", "UpdateQuickConnectConfig", "QuickConnectConfig.QueueConfig"},
	{"DescribeQuickConnect", "QuickConnect.QuickConnectConfig.PhoneConfig", "UpdateQuickConnectConfig", "QuickConnectConfig.PhoneConfig"},
	{"DescribeQuickConnect", "QuickConnect.QuickConnectConfig.FlowConfig", "UpdateQuickConnectConfig", "QuickConnectConfig.FlowConfig"},
	{"DescribeHoursOfOperation", "HoursOfOperation", "UpdateHoursOfOperation", ""},
	{"DescribeHoursOfOperation", "HoursOfOperation.Config[Day,StartTime.Hours,StartTime.Minutes]", "UpdateHoursOfOperation", "Config[Day,StartTime.Hours,StartTime.Minutes]"},
	{"ListHoursOfOperationOverrides", "HoursOfOperationOverrideList[HoursOfOperationOverrideId]", "UpdateHoursOfOperationOverride", ""},
	{
		"ListHoursOfOperationOverrides", "HoursOfOperationOverrideList[HoursOfOperationOverrideId].RecurrenceConfig.RecurrencePattern",
		"UpdateHoursOfOperationOverride", "RecurrenceConfig.RecurrencePattern",
	},
	{"DescribeUserHierarchyStructure", "HierarchyStructure.LevelOne", "UpdateUserHierarchyStructure", "HierarchyStructure.LevelOne"},
}

// emptied are the members that a service could reset where an update leaves them out, with
// what it would reset them to.
var emptied = map[string]map[string]any{
	"UpdateSecurityProfile": {
		"Permissions": []any{}, "Applications": []any{}, "AllowedFlowModules": []any{}, "AllowedAccessControlTags": map[string]any{},
		"TagRestrictedResources": []any{}, "HierarchyRestrictedResources": []any{}, "AllowedAccessControlHierarchyGroupId": "", "Description": "",
		"GranularAccessControlConfiguration": map[string]any{},
	},
	"UpdatePredefinedAttribute": {"AttributeConfiguration": map[string]any{}, "Purposes": []any{}, "Values": map[string]any{"StringList": []any{}}},
}

// A stranger is a newer service than ours: it has members that no SDK knows, in every object
// that an update replaces, and says null where others say nothing. Where an update leaves something out, it keeps that, or resets it.
type stranger struct {
	testing.TB
	next   http.RoundTripper
	resets bool

	mu    sync.Mutex
	rnd   *rand.Rand
	first map[string]map[string]any // what an object had when it was first answered
	now   map[string]map[string]any
}

func (s *stranger) RoundTrip(r *http.Request) (*http.Response, error) {
	operation := awsmiddleware.GetOperationName(r.Context())
	if err := s.receive(operation, r); err != nil {
		return nil, err
	}
	answer, err := s.next.RoundTrip(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		return answer, err
	}
	var body map[string]any
	text, err := io.ReadAll(answer.Body)
	if err != nil || json.Unmarshal(text, &body) != nil {
		answer.Body = io.NopCloser(bytes.NewReader(text))
		return answer, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, p := range replaced {
		if p.read == operation {
			s.show(i, idOf(r), body)
		}
	}
	for name, member := range body {
		body[name] = s.scatter(member)
	}
	if text, err = json.Marshal(body); err != nil {
		return nil, err
	}
	answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
	return answer, nil
}

// idOf returns the id of the object that a request is about.
func idOf(r *http.Request) string {
	parts := strings.Split(r.URL.EscapedPath(), "/")
	if len(parts) < 4 {
		return ""
	}
	return parts[3]
}

// partOf returns what tells the part of an object apart that a request is about. An override of
// hours has an id of its own in the path.
func partOf(r *http.Request) string {
	parts := strings.Split(r.URL.EscapedPath(), "/")
	if len(parts) < 6 || parts[4] != "overrides" {
		return ""
	}
	return " " + parts[5]
}

// show adds to each object of a place what it has, and checks that it still has what it
// had at first.
func (s *stranger) show(i int, id string, body map[string]any) {
	visit(body, replaced[i].at, "", func(key string, object map[string]any) {
		entity := fmt.Sprintf("%d %s%s", i, id, key)
		if s.first[entity] == nil {
			s.first[entity] = map[string]any{"Extra0": fmt.Sprint(s.rnd.IntN(1000))}
			for n := range s.rnd.IntN(3) {
				s.first[entity][fmt.Sprintf("Extra%d", n+1)] = []any{map[string]any{"Some": float64(s.rnd.IntN(9))}, true}
			}
			s.now[entity] = s.first[entity]
		}
		if diff := cmp.Diff(s.first[entity], s.now[entity]); diff != "" {
			s.Errorf("%s lost what it had (-first +now):\n%s", replaced[i].at+key, diff)
		}
		maps.Copy(object, s.now[entity])
	})
}

// scatter adds nulls everywhere, in place of what is absent.
func (s *stranger) scatter(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			v[name] = s.scatter(member)
		}
		if v["Some"] != nil { // a member that an update has to repeat
			return v
		}
		for _, name := range absent {
			if _, there := v[name]; !there && s.rnd.IntN(3) == 0 {
				v[name] = nil
			}
		}
	case []any:
		for i := range v {
			v[i] = s.scatter(v[i])
		}
		if len(v) > 0 && s.rnd.IntN(3) == 0 {
			if _, is := v[0].(string); is {
				return append(v, nil)
			}
		}
	}
	return v
}

// absent are members that an answer may lack. They are of every type.
var absent = []string{
	"NextToken", "Name", "Description", "Status", "Tags", "MaxContacts", "LastModifiedTime", "LastModifiedRegion", "Type",
	"OutboundCallerConfig", "OutboundCallerIdNumberId", "HierarchyGroupId", "IdentityInfo", "Email", "PhoneConfig", "PhoneNumber",
	"AutoAcceptConfigs", "AgentFirstCallbackAutoAccept", "AgentFirstCallbackAfterContactWorkConfig", "Concurrency", "WorkloadTypeConcurrencies",
	"CrossChannelBehavior", "CrossChannelWorkloadBehavior", "AllowedAccessControlTags", "TagRestrictedResources", "GranularAccessControlConfiguration", "AttributeConfiguration",
	"UserConfig", "QueueConfig", "FlowConfig", "RecurrenceConfig", "OverrideType", "ParentHoursOfOperations", "LevelTwo",
}

// receive takes what only the stranger knows out of a request.
func (s *stranger) receive(operation string, r *http.Request) error {
	if r.Body == nil || !strings.HasPrefix(operation, "Update") {
		return nil
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	var body map[string]any
	if err = json.Unmarshal(text, &body); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.resets {
		for name, empty := range emptied[operation] {
			if _, sent := body[name]; !sent {
				body[name] = empty
			}
		}
	}
	for i, p := range replaced {
		if p.write != operation {
			continue
		}
		sent := map[string]bool{}
		visit(body, p.to, partOf(r), func(key string, object map[string]any) {
			entity := fmt.Sprintf("%d %s%s", i, idOf(r), key)
			sent[entity] = true
			has := map[string]any{}
			for name, value := range object {
				if strings.HasPrefix(name, "Extra") {
					has[name] = value
				}
			}
			if s.first[entity] != nil && (s.resets || len(has) > 0) {
				s.now[entity] = has
			}
		})
		s.drop(i, idOf(r), body, sent)
	}
	strip(body)
	if text, err = json.Marshal(body); err != nil {
		return err
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
	return nil
}

// drop resets what a list no longer has, if the request has the list at all. A stranger that
// keeps only drops it from a list of channels that a user has.
func (s *stranger) drop(i int, id string, body map[string]any, sent map[string]bool) {
	list, _, isList := strings.Cut(replaced[i].to, "[")
	var there any = body
	for name := range strings.SplitSeq(list, ".") {
		object, _ := there.(map[string]any)
		there = object[name]
	}
	if !isList || there == nil {
		return
	}
	user := replaced[i].write == "UpdateUserConfig"
	for entity := range s.first {
		if !strings.HasPrefix(entity, fmt.Sprintf("%d %s ", i, id)) || sent[entity] {
			continue
		}
		if user && s.resets {
			s.now[entity] = nil // the next answer fails the test
		} else if !user && replaced[i].write != "UpdateRoutingProfileQueues" && replaced[i].write != "UpdateUserProficiencies" {
			delete(s.first, entity) // it was removed, and may come again
		}
	}
}

// strip removes what the simulator does not know.
func strip(v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if strings.HasPrefix(name, "Extra") {
				delete(v, name)
			} else {
				strip(member)
			}
		}
	case []any:
		for _, element := range v {
			strip(element)
		}
	}
}

// visit calls f for the objects at a path, with what tells them apart.
func visit(v any, path, key string, f func(key string, object map[string]any)) {
	object, ok := v.(map[string]any)
	if !ok {
		return
	}
	if path == "" {
		f(key, object)
		return
	}
	// A path is a name, perhaps the key of a list, and a rest.
	end := strings.IndexAny(path, ".[")
	if end < 0 {
		end = len(path)
	}
	name, rest := path[:end], path[end:]
	keys, rest, isList := cutKeys(rest)
	rest = strings.TrimPrefix(rest, ".")
	if !isList {
		visit(object[name], rest, key, f)
		return
	}
	list, _ := object[name].([]any)
	for _, element := range list {
		own := key
		for _, k := range keys {
			part := element
			for at := range strings.SplitSeq(k, ".") {
				members, _ := part.(map[string]any)
				part = members[at]
			}
			own += fmt.Sprintf(" %v", part)
		}
		visit(element, rest, own, f)
	}
}

// cutKeys cuts "[A,B]" off a path.
func cutKeys(path string) (keys []string, rest string, ok bool) {
	path, ok = strings.CutPrefix(path, "[")
	if !ok {
		return nil, path, false
	}
	inside, rest, _ := strings.Cut(path, "]")
	return strings.Split(inside, ","), rest, true
}

// TestNothingIsLost runs the contract on a service that knows more than we do. After any
// change, what we do not know is as it was.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	for name, resets := range map[string]bool{"keeps what an update omits": false, "resets what an update omits": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			providertest.Run(t, func(t *testing.T) providers.Provider { return openStranger(t, resets).Client })
		})
	}
}

// openStranger opens an instance of a service that knows more than we do.
func openStranger(t *testing.T, resets bool) *centre {
	t.Helper()
	c := open(t, sim.Options{})
	c.opened.HTTP = &http.Client{Transport: &stranger{
		TB: t, next: c.wire, resets: resets, rnd: rand.New(rand.NewPCG(1, 2)), first: map[string]map[string]any{}, now: map[string]map[string]any{},
	}}
	c.Client = c.connect(c.opened)
	return c
}

// TestDestinationsKeepWhatTheyHave changes a quick connect of each type, on a service that knows
// more than we do of its destination.
func TestDestinationsKeepWhatTheyHave(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		was, is schema.QuickConnect
		attrs   []string // of the destination
	}{
		"queue": {
			schema.QuickConnect{Queue: schema.Transfer{To: "BasicQueue", Flow: "Default queue transfer"}},
			schema.QuickConnect{Queue: schema.Transfer{To: "BasicQueue", Flow: "Default outbound"}},
			[]string{"queue.queue", "queue.flow"},
		},
		"phone": {schema.QuickConnect{Number: "+441632960999"}, schema.QuickConnect{Number: "+441632960998"}, []string{"phone.number"}},
		"flow":  {schema.QuickConnect{Flow: "Default outbound"}, schema.QuickConnect{Flow: "Default agent transfer"}, []string{"flow.flow"}},
	} {
		for _, resets := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, resets %t", name, resets), func(t *testing.T) {
				t.Parallel()
				c := openStranger(t, resets)
				was, is := test.was, test.is
				was.Name, is.Name, is.Description = "A", "A", "d"
				live := c.read(c.create(schematest.Of("quick_connect", &was, append([]string{"name"}, test.attrs...)...)))
				c.update(live, schematest.Of("quick_connect", &is), append([]string{"description"}, test.attrs...)...)
				live = c.read(live)
				k := live.Kind
				if left := k.Changed(live, schematest.Of("quick_connect", &is, append([]string{"description"}, test.attrs...)...)); left != 0 {
					t.Errorf("after the update, %d attributes differ", left.Len())
				}
				var extra []string
				for _, u := range live.Undescribed {
					extra = append(extra, u.What)
				}
				if !slices.ContainsFunc(extra, func(what string) bool { return strings.Contains(what, "Extra0") }) {
					t.Errorf("the service has nothing that we do not know: %v", extra)
				}
			})
		}
	}
}

// TestWorkloads checks that a change of a chat limit keeps the limits for types of work with
// all that they have, also those of a channel that has no other limit.
func TestWorkloads(t *testing.T) {
	t.Parallel()
	const kept = `{"WorkloadType": "claims", "Concurrency": 3, "Extra": [{"Some": 1}],
		"CrossChannelWorkloadBehavior": {"ChannelWorkloadBehaviorType": "ROUTE_CURRENT_CHANNEL_ANY_WORKLOADTYPE_ONLY", "Extra": 2}}`
	claims := schema.WorkloadRow{Channel: "task", Type: "claims", Contacts: 3, CrossChannel: "current_channel"}
	for _, test := range []struct {
		name   string
		attr   string
		change func(p *schema.RoutingProfile)
		want   string // of the request's channels, the tasks
	}{
		{"another limit", "channels", func(p *schema.RoutingProfile) { p.Channels["chat"] = 5 }, `, {"Channel": "TASK", "Concurrency": 0, "Extra": 3, "WorkloadTypeConcurrencies": [` + kept + `]}`},
		{"another type", "workloads", func(p *schema.RoutingProfile) {
			p.Workloads = append(p.Workloads, schema.WorkloadRow{Channel: "task", Type: "tax", Contacts: 1, CrossChannel: "current_only"})
		}, `, {"Channel": "TASK", "Concurrency": 0, "Extra": 3, "WorkloadTypeConcurrencies": [` + kept + `,
			{"WorkloadType": "tax", "Concurrency": 1, "CrossChannelWorkloadBehavior": {"ChannelWorkloadBehaviorType": "ROUTE_CURRENT_CHANNEL_CURRENT_WORKLOADTYPE_ONLY"}}]}`},
		{"no type", "workloads", func(p *schema.RoutingProfile) { p.Workloads = []schema.WorkloadRow{} }, ``},
		{"the channel as a whole", "channels", func(p *schema.RoutingProfile) { // with workloads in the same plan
			p.Channels["task"], p.Workloads = 2, []schema.WorkloadRow{}
		}, `, {"Channel": "TASK", "Concurrency": 2, "Extra": 3}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			live := c.create(profile("P"))
			c.wire.fail("DescribeRoutingProfile", edit(func(answer map[string]any) {
				p := answer["RoutingProfile"].(map[string]any)
				p["MediaConcurrencies"] = parse(`[
					{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "CHAT", "Concurrency": 2},
					{"Channel": "TASK", "Concurrency": 0, "Extra": 3, "WorkloadTypeConcurrencies": [` + kept + `]}]`)
			}))
			live = c.read(live)
			if diff := cmp.Diff([]schema.WorkloadRow{claims}, live.Body.(*schema.RoutingProfile).Workloads); diff != "" {
				t.Errorf("workloads mismatch (-want +got):\n%s", diff)
			}
			if _, on := live.Body.(*schema.RoutingProfile).Channels["task"]; on {
				t.Error("tasks have a limit as a whole")
			}
			c.forget()
			want := live.Clone()
			test.change(want.Body.(*schema.RoutingProfile))
			c.update(live, want, "channels", "workloads")
			chat := want.Body.(*schema.RoutingProfile).Channels["chat"]
			sent := parse(fmt.Sprintf(`{"MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "CHAT", "Concurrency": %d}%s]}`, chat, test.want))
			if diff := cmp.Diff(sent, parse(c.requests("UpdateRoutingProfileConcurrency")[0])); diff != "" {
				t.Errorf("request mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSearchedWorkloads checks that a bulk read describes a profile of which the search left
// out what limits a channel, and no other profile.
func TestSearchedWorkloads(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answered string // what the search says of tasks
		describe bool
	}{
		"complete": {`{"Channel": "TASK", "WorkloadTypeConcurrencies": [{"WorkloadType": "claims", "Concurrency": 3,
			"CrossChannelWorkloadBehavior": {"ChannelWorkloadBehaviorType": "ROUTE_ANY_CHANNEL_ANY_WORKLOAD_TYPE"}}]}`, false},
		"without behaviours": {`{"Channel": "TASK", "WorkloadTypeConcurrencies": [{"WorkloadType": "claims", "Concurrency": 3}]}`, true},
		"without types":      {`{"Channel": "TASK", "Concurrency": 0}`, true},
		"without anything":   {`{"Channel": "TASK"}`, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			want := profile("P")
			want.Body.(*schema.RoutingProfile).Workloads = []schema.WorkloadRow{{Channel: "task", Type: "claims", Contacts: 3, CrossChannel: "any"}}
			want.Given = want.Given.Union(want.Kind.Set("workloads"))
			c.create(want)
			c.forget()
			c.wire.fail("SearchRoutingProfiles", edit(func(answer map[string]any) {
				for _, p := range answer["RoutingProfiles"].([]any) {
					p := p.(map[string]any)
					if p["Name"] != "P" {
						continue
					}
					media := p["MediaConcurrencies"].([]any)
					media[len(media)-1] = parse(test.answered)
				}
			}))
			live := c.list("routing_profile", nil)["P"]
			if diff := cmp.Diff(want.Body.(*schema.RoutingProfile).Workloads, live.Body.(*schema.RoutingProfile).Workloads); diff != "" || !live.Has("workloads") {
				t.Errorf("workloads mismatch (-want +got):\n%s", diff)
			}
			if got := len(c.requests("DescribeRoutingProfile")); got > 1 || got == 1 != test.describe {
				t.Errorf("%d calls of DescribeRoutingProfile", got)
			}
			if live.References == nil {
				t.Error("the queues of the profile are not known")
			}
		})
	}
}
