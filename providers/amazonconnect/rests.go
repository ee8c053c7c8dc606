package amazonconnect

import (
	"maps"
	"strings"

	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
)

// Here is what each update replaces besides what it changes. A member that is neither here
// nor sent by the update would be erased.

// modified are the members that say when something was last changed, and where.
var modified = wire.Object("LastModifiedTime", "LastModifiedRegion")

// mediaRests: UpdateRoutingProfileConcurrency replaces the whole list of channels, and of each
// the list of workload types.
var mediaRests = []rest{{
	op: "DescribeRoutingProfile", from: "RoutingProfile.MediaConcurrencies", to: "MediaConcurrencies",
	shape: wire.Object("Channel", "Concurrency").
		With("CrossChannelBehavior", wire.Object("BehaviorType")).
		With("WorkloadTypeConcurrencies", wire.Object("WorkloadType", "Concurrency").
			With("CrossChannelWorkloadBehavior", wire.Object("ChannelWorkloadBehaviorType")).
			By("WorkloadType")).
		By("Channel"),
	as: besideWorkloads,
}}

// besideWorkloads repeats what a channel has besides its workload types. No attribute has it,
// because it has no effect, such as a limit of 0 for the whole channel.
func besideWorkloads(channels any, request map[string]any) any {
	return eachOf(channels, func(live map[string]any) {
		eachOf(request["MediaConcurrencies"], func(written map[string]any) {
			if written["Channel"] != live["Channel"] || live["WorkloadTypeConcurrencies"] == nil || written["WorkloadTypeConcurrencies"] == nil {
				return
			}
			for _, name := range []string{"Concurrency", "CrossChannelBehavior"} {
				if v, has := live[name]; has {
					written[name] = v
				}
			}
		})
	})
}

// rowRests: UpdateRoutingProfileQueues replaces each row that it is given.
var rowRests = []rest{{
	op: "ListRoutingProfileQueues", from: "RoutingProfileQueueConfigSummaryList", to: "QueueConfigs",
	shape: wire.Object("QueueReference", "QueueId", "QueueArn", "QueueName", "Channel", "Priority", "Delay").
		By("QueueReference.QueueId", "QueueReference.Channel"),
	as: func(rows any, _ map[string]any) any {
		return eachOf(rows, func(row map[string]any) {
			row["QueueReference"] = map[string]any{"QueueId": row["QueueId"], "Channel": row["Channel"]}
		})
	},
}}

// granular is the shape of what a security profile allows of data tables.
var granular = wire.Object().With("DataTableAccessControlConfiguration",
	wire.Object().With("PrimaryAttributeAccessControlConfiguration",
		wire.Object().With("PrimaryAttributeValues", wire.Object("AttributeName", "Values").Repeating("AccessType").By("AttributeName"))))

// profileRests: a service may reset what UpdateSecurityProfile leaves out.
var profileRests = []rest{
	{
		op: "DescribeSecurityProfile", from: "SecurityProfile",
		shape: modified.Knows("Id", "Arn", "OrganizationResourceId", "SecurityProfileName", "Description", "Tags", "AllowedAccessControlTags",
			"TagRestrictedResources", "HierarchyRestrictedResources").
			Repeating("AllowedAccessControlHierarchyGroupId", "GranularAccessControlConfiguration").
			With("GranularAccessControlConfiguration", granular),
	},
	{
		op: "ListSecurityProfileApplications", from: "Applications", to: "Applications",
		shape: wire.Object("Namespace", "ApplicationPermissions").Repeating("Type").By("Namespace"),
	},
	{
		op: "ListSecurityProfileFlowModules", from: "AllowedFlowModules", to: "AllowedFlowModules",
		shape: wire.Object("FlowModuleId", "Type").By("FlowModuleId"),
	},
}

// settingsRests: a service may replace each list that UpdateUserConfig is given, or only the
// channels in it.
var settingsRests = []rest{
	settingsOf("AutoAcceptConfigs", wire.Object("AutoAccept").Repeating("AgentFirstCallbackAutoAccept")),
	settingsOf("AfterContactWorkConfigs", wire.Object().Repeating("AgentFirstCallbackAfterContactWorkConfig").
		With("AfterContactWorkConfig", wire.Object("AfterContactWorkTimeLimit")).
		With("AgentFirstCallbackAfterContactWorkConfig", wire.Object("AfterContactWorkTimeLimit"))),
	settingsOf("PhoneNumberConfigs", wire.Object("PhoneType", "PhoneNumber")),
	settingsOf("PersistentConnectionConfigs", wire.Object("PersistentConnection")),
	settingsOf("VoiceEnhancementConfigs", wire.Object("VoiceEnhancementMode")),
}

// settingsOf returns the rest of a list of a user's settings, which has an entry for each
// channel.
func settingsOf(list string, entry wire.Shape) rest {
	return rest{op: "DescribeUser", from: "User." + list, to: list, shape: entry.Knows("Channel").By("Channel").Repeated()}
}

// identityRests: UpdateUserIdentityInfo replaces who the user is.
var identityRests = []rest{{
	op: "DescribeUser", from: "User.IdentityInfo", to: "IdentityInfo",
	shape: wire.Object("FirstName", "LastName", "Email", "SecondaryEmail", "Mobile"),
}}

// skillRests: UpdateUserProficiencies replaces each proficiency that it is given.
var skillRests = []rest{{
	op: "ListUserProficiencies", from: "UserProficiencyList", to: "UserProficiencies",
	shape: wire.Object("AttributeName", "AttributeValue", "Level").By("AttributeName", "AttributeValue"),
}}

// callerRests: UpdateQueueOutboundCallerConfig replaces the whole caller.
var callerRests = []rest{{
	op: "DescribeQueue", from: "Queue.OutboundCallerConfig", to: "OutboundCallerConfig",
	shape: wire.Object("OutboundCallerIdName", "OutboundCallerIdNumberId", "OutboundFlowId"),
}}

// emailRests: UpdateQueueOutboundEmailConfig replaces the whole configuration.
var emailRests = []rest{{
	op: "DescribeQueue", from: "Queue.OutboundEmailConfig", to: "OutboundEmailConfig",
	shape: wire.Object("OutboundEmailAddressId"),
}}

// destinationRests: UpdateQuickConnectConfig replaces the destination. The settings of a type
// that the destination no longer has go.
var destinationRests = []rest{{
	op: "DescribeQuickConnect", from: "QuickConnect.QuickConnectConfig", to: "QuickConnectConfig",
	shape: wire.Object("QuickConnectType").
		With("UserConfig", wire.Object("UserId", "ContactFlowId")).
		With("QueueConfig", wire.Object("QueueId", "ContactFlowId")).
		With("PhoneConfig", wire.Object("PhoneNumber")).
		With("FlowConfig", wire.Object("ContactFlowId")),
	as: func(config any, request map[string]any) any {
		live, ok := config.(map[string]any)
		if !ok || request == nil || wire.At(request, "QuickConnectConfig.QuickConnectType") == live["QuickConnectType"] {
			return config
		}
		maps.DeleteFunc(live, func(name string, _ any) bool { return strings.HasSuffix(name, "Config") })
		return live
	},
}}

// attributeRests: a service may reset what UpdatePredefinedAttribute leaves out.
var attributeRests = []rest{
	{
		op: "DescribePredefinedAttribute", from: "PredefinedAttribute",
		shape: modified.Knows("Name", "Purposes", "Values", "AttributeConfiguration"),
	},
	{
		op: "DescribePredefinedAttribute", from: "PredefinedAttribute.AttributeConfiguration", to: "AttributeConfiguration", adds: true,
		shape: wire.Object("IsReadOnly").Repeating("EnableValueValidationOnAssociation"),
		as:    withoutValidation,
	},
	{
		op: "DescribePredefinedAttribute", from: "PredefinedAttribute.Values", to: "Values",
		shape: wire.Object("StringList"),
	},
}

// withoutValidation writes out that values are not validated. The SDK leaves out what is false,
// and a service could keep what a request leaves out.
func withoutValidation(config any, request map[string]any) any {
	const validates = "EnableValueValidationOnAssociation"
	if written, ok := request["AttributeConfiguration"].(map[string]any); ok && written[validates] == nil {
		written[validates] = false
	}
	return config
}

// span is the shape of a list of opening times.
var span = wire.Object("Day").
	With("StartTime", wire.Object("Hours", "Minutes")).
	With("EndTime", wire.Object("Hours", "Minutes")).
	By("Day", "StartTime.Hours", "StartTime.Minutes")

// hoursRests: UpdateHoursOfOperation replaces the whole object.
var hoursRests = []rest{{
	op: "DescribeHoursOfOperation", from: "HoursOfOperation",
	shape: modified.Knows("HoursOfOperationId", "HoursOfOperationArn", "Name", "Description", "TimeZone", "Tags", "ParentHoursOfOperations").
		With("Config", span),
}}

// overrideRests: UpdateHoursOfOperationOverride replaces an override, and so does deleting it
// and creating it again. A request says by its name which one.
var overrideRests = []rest{{
	op: "ListHoursOfOperationOverrides", from: "HoursOfOperationOverrideList",
	shape: wire.Object("HoursOfOperationOverrideId", "HoursOfOperationId", "HoursOfOperationArn", "Name", "Description", "EffectiveFrom", "EffectiveTill", "OverrideType").
		With("Config", span).With("RecurrenceConfig", wire.Object().With("RecurrencePattern", rule)),
	as: func(overrides any, request map[string]any) any {
		list, _ := overrides.([]any)
		for _, o := range list {
			if request != nil && wire.At(o, "Name") == request["Name"] {
				return o
			}
		}
		if request != nil {
			return nil // a new override
		}
		return describable(list)
	},
}}

// rule is the shape of a rule by which an override recurs.
var rule = wire.Object("Frequency", "Interval", "ByMonth", "ByMonthDay", "ByWeekdayOccurrence")

// levelRests: UpdateUserHierarchyStructure replaces all levels.
var levelRests = []rest{{
	op: "DescribeUserHierarchyStructure", from: "HierarchyStructure", to: "HierarchyStructure",
	shape: wire.Object().
		With("LevelOne", level).With("LevelTwo", level).With("LevelThree", level).With("LevelFour", level).With("LevelFive", level),
}}

// level is the shape of a level of the hierarchy.
var level = modified.Knows("Id", "Arn", "Name")

// eachOf changes each object of a list, and returns the list.
func eachOf(list any, change func(map[string]any)) any {
	all, _ := list.([]any)
	for _, e := range all {
		if object, ok := e.(map[string]any); ok {
			change(object)
		}
	}
	return list
}
