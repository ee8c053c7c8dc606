package amazonconnect_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
)

// canned is a service that answers each operation with the same text. Lists that have none
// are empty.
type canned map[string]string

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	operation := awsmiddleware.GetOperationName(r.Context())
	body, ok := c[operation]
	if !ok {
		body = "{}"
		if member := lists[operation]; member != "" {
			body = fmt.Sprintf(`{"%s": []}`, member)
		}
	}
	return respond(r, 200, "", body), nil
}

const described = `{"Instance": {"Id": "11111111-2222-3333-4444-555555555555", "Arn": "arn"}}`

func (c canned) open(t *testing.T) *amazonconnect.Client {
	t.Helper()
	if c["DescribeInstance"] == "" {
		c["DescribeInstance"] = described
	}
	client, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
		Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: -1,
		HTTP: &http.Client{Transport: c}, Credentials: static,
	}.AtOnce())
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// lists are the members that hold the objects in bulk answers.
var lists = map[string]string{
	"ListHoursOfOperationOverrides": "HoursOfOperationOverrideList", "ListUserProficiencies": "UserProficiencyList",
	"ListRoutingProfileQueues": "RoutingProfileQueueConfigSummaryList", "ListRoutingProfileManualAssignmentQueues": "RoutingProfileManualAssignmentQueueConfigSummaryList",
	"ListSecurityProfilePermissions": "Permissions", "ListSecurityProfileApplications": "Applications",
	"ListHoursOfOperations": "HoursOfOperationSummaryList", "SearchHoursOfOperations": "HoursOfOperations", "SearchHoursOfOperationOverrides": "HoursOfOperationOverrides",
	"ListQueues": "QueueSummaryList", "SearchQueues": "Queues",
	"ListAgentStatuses": "AgentStatusSummaryList", "SearchAgentStatuses": "AgentStatuses",
	"ListQuickConnects": "QuickConnectSummaryList", "SearchQuickConnects": "QuickConnects",
	"ListQueueQuickConnects": "QuickConnectSummaryList", "ListContactFlows": "ContactFlowSummaryList", "ListPhoneNumbersV2": "ListPhoneNumbersSummaryList",
	"ListQueueEmailAddresses": "EmailAddressMetadataList", "SearchEmailAddresses": "EmailAddresses",
	"ListContactFlowModules": "ContactFlowModulesSummaryList", "ListSecurityProfileFlowModules": "AllowedFlowModules",
	"ListPredefinedAttributes": "PredefinedAttributeSummaryList", "SearchPredefinedAttributes": "PredefinedAttributes",
	"ListUserHierarchyGroups": "UserHierarchyGroupSummaryList", "SearchUserHierarchyGroups": "UserHierarchyGroups",
	"ListSecurityProfiles": "SecurityProfileSummaryList", "SearchSecurityProfiles": "SecurityProfiles",
	"ListRoutingProfiles": "RoutingProfileSummaryList", "SearchRoutingProfiles": "RoutingProfiles",
	"ListUsers": "UserSummaryList", "SearchUsers": "Users",
}

// oddObject is an object of any kind, whose members make no sense.
const oddObject = `{"Id": "1", "HoursOfOperationId": "1", "QueueId": "1", "AgentStatusId": "1", "QuickConnectId": "1", "RoutingProfileId": "1",
		"HoursOfOperationOverrideId": "1", "PhoneNumberId": "1", "AttributeName": "a", "AttributeValue": "b", "PhoneNumber": "x",
		"Name": "x", "SecurityProfileName": "x", "Username": "x", "EmailAddressId": "1", "EmailAddress": "x", "IsDefaultOutboundEmail": true,
		"GranularAccessControlConfiguration": {"DataTableAccessControlConfiguration": {"PrimaryAttributeAccessControlConfiguration": {"PrimaryAttributeValues": [null, {}, {"AccessType": "ODD", "Values": [null, ""]}]}}},
		"Config": [null, {}, {"Day": "FUNDAY", "StartTime": {"Hours": -1}, "EndTime": {"Minutes": 99}}],
		"QuickConnectConfig": {"QuickConnectType": "HOLOGRAM", "UserConfig": {}}, "OutboundCallerConfig": {"OutboundFlowId": "nowhere"},
		"Status": "PAUSED", "MaxContacts": -4, "Tags": {"callwright:owner": null, "a": null, "aws:x": "y", "CallWright:z": "z"},
		"MediaConcurrencies": [null, {}, {"Channel": "FAX", "Concurrency": 3, "CrossChannelBehavior": {}}, {"Channel": "CHAT", "Concurrency": 0, "CrossChannelBehavior": {"BehaviorType": "ODD"}}],
		"AgentAvailabilityTimer": "NEVER", "IdentityInfo": {}, "PhoneConfig": {"PhoneType": "HOLOGRAM"},
		"SecurityProfileIds": [null, "", "nobody"], "HierarchyGroupId": "nobody", "DefaultOutboundQueueId": "nobody",
		"AfterContactWorkConfigs": [null, {}, {"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5000}}, {"AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 6000}}, {"Channel": "VOICE", "AgentFirstCallbackAfterContactWorkConfig": {}}],
		"AutoAcceptConfigs": [null, {}, {"Channel": "CHAT", "AgentFirstCallbackAutoAccept": true}], "AllowedAccessControlTags": {"a": null}, "TagRestrictedResources": [null, "", "_", "x y", "ÄÖ"],
		"HierarchyRestrictedResources": [null, ""], "AllowedAccessControlHierarchyGroupId": "nobody",
		"LevelId": "x", "HierarchyPath": {"LevelTwo": {}, "LevelFive": {"Id": "1"}}}`

// TestHostile reads answers that make no sense, and writes what was read. Nothing may
// crash.
func TestHostile(t *testing.T) {
	t.Parallel()
	details := canned{
		"ListSecurityProfilePermissions":           `{"Permissions": ["x", "x"]}`,
		"ListSecurityProfileApplications":          `{"Applications": [{"Namespace": "x", "ApplicationPermissions": [null, ""]}, {"Namespace": "x"}]}`,
		"ListSecurityProfileFlowModules":           `{"AllowedFlowModules": [{"FlowModuleId": "nobody"}, {"FlowModuleId": "1", "Type": "ODD"}]}`,
		"ListRoutingProfileQueues":                 `{"RoutingProfileQueueConfigSummaryList": [{"QueueId": "nobody", "Channel": "FAX"}]}`,
		"ListRoutingProfileManualAssignmentQueues": `{"RoutingProfileManualAssignmentQueueConfigSummaryList": [{"QueueId": "nobody", "Channel": "VOICE"}]}`,
		"DescribeUserHierarchyStructure":           `{"HierarchyStructure": {"LevelOne": null, "LevelThree": {"Name": "x"}}}`,
	}
	for name, test := range map[string]struct {
		of    func(operation, member string) string
		fails bool
	}{
		"nothing":      {func(string, string) string { return `{}` }, true},
		"null":         {func(_, member string) string { return fmt.Sprintf(`{"%s": null, "NextToken": null}`, member) }, true},
		"null objects": {func(_, member string) string { return fmt.Sprintf(`{"%s": [null, {}, {}]}`, member) }, true},
		"odd objects":  {func(_, member string) string { return fmt.Sprintf(`{"%s": [%s, %s]}`, member, oddObject, oddObject) }, false},
		"not found by search": {func(operation, member string) string {
			if strings.HasPrefix(operation, "Search") {
				return fmt.Sprintf(`{"%s": []}`, member)
			}
			return fmt.Sprintf(`{"%s": [%s]}`, member, oddObject)
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answers := canned{}
			for operation, member := range lists {
				answers[operation] = test.of(operation, member)
			}
			maps.Copy(answers, details)
			for operation, member := range map[string]string{
				"DescribeAgentStatus": "AgentStatus", "DescribeQueue": "Queue", "DescribeQuickConnect": "QuickConnect", "DescribePredefinedAttribute": "PredefinedAttribute", "DescribeUser": "User", "DescribeRoutingProfile": "RoutingProfile",
				"DescribeHoursOfOperation": "HoursOfOperation", "DescribeUserHierarchyGroup": "HierarchyGroup", "DescribeSecurityProfile": "SecurityProfile",
			} {
				answers[operation] = fmt.Sprintf(`{"%s": %s}`, member, oddObject)
			}
			c := answers.open(t)
			for _, k := range c.Kinds() {
				all, err := collect(c, providers.Query{Kind: k, Need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() }})
				if fails := test.fails && !k.Single; (err != nil) != fails || fails && !strings.Contains(err.Error(), "the answer is incomplete") {
					t.Errorf("List(%s): %v, and that it fails is %t", k.Name, err, fails)
				}
				for _, r := range all {
					exercise(t, c, r)
				}
			}
		})
	}
}

// exercise writes each attribute of an object, as it is and empty. The result does not
// matter, as long as there is one.
func exercise(t *testing.T, c *amazonconnect.Client, r *schema.Resource) {
	t.Helper()
	for i := range r.Kind.Attrs {
		for _, want := range []*schema.Resource{r, {Kind: r.Kind, Body: r.Kind.New(), Live: &schema.Live{}}} {
			_ = c.Update(context.Background(), r, want, schema.Attrs(i))
			c.Cost(providers.Write{Live: r, Want: want, Attrs: schema.Attrs(i)})
		}
	}
	_, _ = c.Create(context.Background(), r)
	_ = c.Delete(context.Background(), r)
	if _, err := c.Read(context.Background(), r, r.Kind.Every()); err != nil && r.ID != "" {
		t.Errorf("Read(%s %q): %v", r.Name(), r.ID, err)
	}
}

// TestUnknownValues checks that values which the client does not know are read in lower
// case, and written back as they were.
func TestUnknownValues(t *testing.T) {
	t.Parallel()
	c := canned{
		"ListRoutingProfiles": `{"RoutingProfileSummaryList": [{"Id": "1", "Name": "P"}]}`,
		"SearchRoutingProfiles": `{"RoutingProfiles": [{"RoutingProfileId": "1", "Name": "P", "MediaConcurrencies": [
			{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "FAX", "Concurrency": 3}, {"Channel": "CHAT", "Concurrency": 0}]}]}`,
		"DescribeRoutingProfile": `{"RoutingProfile": {"RoutingProfileId": "1", "Name": "P", "AgentAvailabilityTimer": "BY_MOON", "MediaConcurrencies": [
			{"Channel": "VOICE", "Concurrency": 1, "CrossChannelBehavior": {"BehaviorType": "ROUTE_SOMETIMES"}}, {"Channel": "FAX", "Concurrency": 3},
			{"Channel": "TELEX", "WorkloadTypeConcurrencies": [{"WorkloadType": "claims", "Concurrency": 20, "CrossChannelWorkloadBehavior": {"ChannelWorkloadBehaviorType": "ROUTE_LATER"}}]}]}}`,
		"ListRoutingProfileQueues": `{"RoutingProfileQueueConfigSummaryList": [{"QueueId": "q", "Channel": "FAX", "Priority": 1}]}`,
	}.open(t)
	all, err := collect(c, providers.Query{Kind: schema.MustKind("routing_profile"), Need: func(r *schema.Resource) schema.AttrSet { return r.Kind.Every() }})
	if err != nil {
		t.Fatal(err)
	}
	want := &schema.RoutingProfile{
		Name: "P", Channels: map[string]int{"voice": 1, "fax": 3}, CrossChannel: map[string]string{"voice": "route_sometimes"},
		Workloads:              []schema.WorkloadRow{{Channel: "telex", Type: "claims", Contacts: 20, CrossChannel: "route_later"}},
		AgentAvailabilityTimer: "by_moon", Queues: []schema.QueueRow{{Queue: "q", Channel: "fax", Priority: 1}},
	}
	if diff := cmp.Diff(want, all["P"].Body); diff != "" {
		t.Errorf("List() mismatch (-want +got):\n%s", diff)
	}
}

// TestVoiceOnly checks that a user who only has settings for channels has a phone.
func TestVoiceOnly(t *testing.T) {
	t.Parallel()
	settings := `"AutoAcceptConfigs": [{"Channel": "VOICE", "AutoAccept": true}, {"Channel": "CHAT"}],
		"AfterContactWorkConfigs": [{"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 1%[1]s}}, {"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 30%[1]s}}],
		"PhoneNumberConfigs": [{"Channel": "VOICE", "PhoneType": "DESK_PHONE", "PhoneNumber": "+442071838750"}],
		"PersistentConnectionConfigs": [{"Channel": "VOICE", "PersistentConnection": true}]`
	c := canned{
		"ListUsers":    `{"UserSummaryList": [{"Id": "1", "Username": "ada"}]}`,
		"SearchUsers":  `{"Users": [{"Id": "1", "Username": "ada", ` + fmt.Sprintf(settings, "000") + `}]}`,
		"DescribeUser": `{"User": {"Id": "1", "Username": "ada", ` + fmt.Sprintf(settings, "") + `}}`,
	}.open(t)
	all, err := collect(c, providers.Query{Kind: schema.MustKind("user")})
	if err != nil {
		t.Fatal(err)
	}
	read, err := c.Read(t.Context(), all["ada"], 0)
	if err != nil {
		t.Fatal(err)
	}
	want := schema.Phone{Type: "desk", Number: "+442071838750", AutoAccept: true, AfterContactWork: 30, PersistentConnection: true}
	for what, r := range map[string]*schema.Resource{"List": all["ada"], "Read": read} {
		if diff := cmp.Diff(want, r.Body.(*schema.User).Phone); diff != "" || !r.Has("phone.type") {
			t.Errorf("%s() mismatch (-want +got):\n%s", what, diff)
		}
	}
	calls := c.Cost(providers.Write{Live: read, Want: read, Attrs: schema.MustKind("user").Set("phone.auto_accept")})
	if diff := cmp.Diff([]providers.Calls{{Operation: "UpdateUserConfig", N: 1}}, calls); diff != "" {
		t.Errorf("Cost() mismatch (-want +got):\n%s", diff)
	}
}
