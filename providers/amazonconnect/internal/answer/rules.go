package answer

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
)

// A rule says what an answer must have.
type rule struct {
	member string   // a list of objects, one object, or a map
	has    []string // members of each object; of "LevelOne.Name", LevelOne may be missing
	spares string   // objects that need not have them: the value of a member, as in "QueueType=AGENT"
}

// spareRoot spares the group that the service keeps above all others.
const spareRoot = "LevelId=0"

// rules has the rule of each operation that reads.
var rules = map[string]rule{
	"DescribeInstance":               {member: "Instance", has: []string{"Id", "Arn"}},
	"ListInstances":                  {member: "InstanceSummaryList", has: []string{"Id"}}, // the alias is optional
	"ListTagsForResource":            {member: "Tags"},
	"DescribeUserHierarchyStructure": {member: "HierarchyStructure", has: []string{"LevelOne.Name", "LevelTwo.Name", "LevelThree.Name", "LevelFour.Name", "LevelFive.Name"}},

	"ListAgentStatuses":      {member: "AgentStatusSummaryList", has: []string{"Id", "Name"}},
	"SearchAgentStatuses":    {member: "AgentStatuses", has: []string{"AgentStatusId", "Name"}},
	"DescribeAgentStatus":    {member: "AgentStatus", has: []string{"AgentStatusId", "Name"}},
	"ListContactFlows":       {member: "ContactFlowSummaryList", has: []string{"Id", "Name"}},
	"ListContactFlowModules": {member: "ContactFlowModulesSummaryList", has: []string{"Id", "Name"}},
	"ListPhoneNumbersV2":     {member: "ListPhoneNumbersSummaryList", has: []string{"PhoneNumberId", "PhoneNumber"}},
	"ListQuickConnects":      {member: "QuickConnectSummaryList", has: []string{"Id", "Name"}},
	"SearchQuickConnects":    {member: "QuickConnects", has: []string{"QuickConnectId", "Name"}},
	"DescribeQuickConnect":   {member: "QuickConnect", has: []string{"QuickConnectId", "Name"}},

	"ListHoursOfOperations":           {member: "HoursOfOperationSummaryList", has: []string{"Id", "Name"}},
	"SearchHoursOfOperations":         {member: "HoursOfOperations", has: []string{"HoursOfOperationId", "Name"}},
	"DescribeHoursOfOperation":        {member: "HoursOfOperation", has: []string{"HoursOfOperationId", "Name"}},
	"ListHoursOfOperationOverrides":   {member: "HoursOfOperationOverrideList", has: []string{"HoursOfOperationOverrideId", "Name"}},
	"SearchHoursOfOperationOverrides": {member: "HoursOfOperationOverrides", has: []string{"HoursOfOperationOverrideId", "HoursOfOperationId", "Name"}},

	"ListPredefinedAttributes":    {member: "PredefinedAttributeSummaryList", has: []string{"Name"}}, // there are no ids
	"SearchPredefinedAttributes":  {member: "PredefinedAttributes", has: []string{"Name"}},
	"DescribePredefinedAttribute": {member: "PredefinedAttribute", has: []string{"Name"}},

	"ListQueues":              {member: "QueueSummaryList", has: []string{"Id", "Name"}, spares: "QueueType=AGENT"}, // a user's queue has no name
	"SearchQueues":            {member: "Queues", has: []string{"QueueId", "Name"}},
	"DescribeQueue":           {member: "Queue", has: []string{"QueueId", "Name"}},
	"ListQueueQuickConnects":  {member: "QuickConnectSummaryList", has: []string{"Id", "Name"}},
	"ListQueueEmailAddresses": {member: "EmailAddressMetadataList", has: []string{"Id"}},
	"SearchEmailAddresses":    {member: "EmailAddresses", has: []string{"EmailAddressId", "EmailAddress"}},

	"ListRoutingProfiles":                      {member: "RoutingProfileSummaryList", has: []string{"Id", "Name"}},
	"SearchRoutingProfiles":                    {member: "RoutingProfiles", has: []string{"RoutingProfileId", "Name"}},
	"DescribeRoutingProfile":                   {member: "RoutingProfile", has: []string{"RoutingProfileId", "Name"}},
	"ListRoutingProfileQueues":                 {member: "RoutingProfileQueueConfigSummaryList", has: []string{"QueueId", "Channel"}},
	"ListRoutingProfileManualAssignmentQueues": {member: "RoutingProfileManualAssignmentQueueConfigSummaryList", has: []string{"QueueId", "Channel"}},

	"ListSecurityProfiles":            {member: "SecurityProfileSummaryList", has: []string{"Id", "Name"}},
	"SearchSecurityProfiles":          {member: "SecurityProfiles", has: []string{"Id", "SecurityProfileName"}},
	"DescribeSecurityProfile":         {member: "SecurityProfile", has: []string{"Id", "SecurityProfileName"}},
	"ListSecurityProfilePermissions":  {member: "Permissions"},
	"ListSecurityProfileApplications": {member: "Applications", has: []string{"Namespace"}},
	"ListSecurityProfileFlowModules":  {member: "AllowedFlowModules", has: []string{"FlowModuleId"}},

	"ListEntitySecurityProfiles": {member: "SecurityProfiles", has: []string{"Id"}},

	"ListUserHierarchyGroups":    {member: "UserHierarchyGroupSummaryList", has: []string{"Id", "Name"}},
	"SearchUserHierarchyGroups":  {member: "UserHierarchyGroups", has: []string{"Id", "Name"}, spares: spareRoot},
	"DescribeUserHierarchyGroup": {member: "HierarchyGroup", has: []string{"Id", "Name"}, spares: spareRoot},

	"ListUsers":             {member: "UserSummaryList", has: []string{"Id", "Username"}},
	"SearchUsers":           {member: "Users", has: []string{"Id", "Username"}},
	"DescribeUser":          {member: "User", has: []string{"Id", "Username"}},
	"ListUserProficiencies": {member: "UserProficiencyList", has: []string{"AttributeName", "AttributeValue"}},
}

// An Incomplete is the error of a call whose answer lacks something, for example
// UserSummaryList[2].Id.
type Incomplete struct{ lacks string }

func (e *Incomplete) Error() string {
	return "the answer is incomplete: " + e.lacks + " is missing"
}

// Install makes every call fail whose answer breaks the rule of its operation.
// It looks at an answer right after the SDK has decoded it, so that the error has the id of
// the request.
func Install(stack *middleware.Stack) error {
	return stack.Deserialize.Insert(middleware.DeserializeMiddlewareFunc("AnswerRules", check), "OperationDeserializer", middleware.Before)
}

// check fails if the answer of a call breaks the rule of its operation.
func check(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	out, metadata, err = next.HandleDeserialize(ctx, in)
	r, ok := rules[awsmiddleware.GetOperationName(ctx)]
	if err != nil || !ok {
		return out, metadata, err
	}
	if lacks := r.lacks(reflect.ValueOf(out.Result).Elem().FieldByName(r.member), r.member); lacks != "" {
		err = &Incomplete{lacks}
	}
	return out, metadata, err
}

// lacks returns the path of a member that is missing in v, which is at the given path; "" if
// there is none.
func (r rule) lacks(v reflect.Value, at string) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return at
		}
		return r.lacks(v.Elem(), at)
	case reflect.Map:
		if v.IsNil() {
			return at
		}
	case reflect.String:
		if v.Len() == 0 {
			return at
		}
	case reflect.Slice:
		if v.IsNil() {
			return at
		}
		for i := range v.Len() {
			if lacks := r.lacks(v.Index(i), fmt.Sprintf("%s[%d]", at, i)); lacks != "" {
				return lacks
			}
		}
	case reflect.Struct:
		return r.lacksMember(v, at)
	}
	return ""
}

// lacksMember returns the path of a member that the object lacks.
func (r rule) lacksMember(object reflect.Value, at string) string {
	if name, value, ok := strings.Cut(r.spares, "="); ok {
		if is := reflect.Indirect(object.FieldByName(name)); is.IsValid() && is.String() == value {
			return ""
		}
	}
	for _, path := range r.has {
		first, rest, deep := strings.Cut(path, ".")
		member := object.FieldByName(first)
		if deep {
			if member.IsNil() {
				continue
			}
			member = member.Elem().FieldByName(rest)
		}
		if lacks := r.lacks(member, at+"."+path); lacks != "" {
			return lacks
		}
	}
	return ""
}
