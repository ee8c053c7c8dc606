package amazonconnect

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
	"github.com/callwright/callwright/schema"
)

// A rest is what an update replaces together with what it changes. The JSON that the service
// answered is kept, so that the update can send again what callwright does not know.
//
// For example, UpdateQuickConnectConfig replaces the whole destination. Its rest is in the
// answer of DescribeQuickConnect, at QuickConnect.QuickConnectConfig, and goes into the
// request at QuickConnectConfig.
type rest struct {
	op    string // whose answer has it
	from  string // where it is there; see [wire.At]
	to    string // where it goes in the request; "" for the request itself
	adds  bool   // a request that lacks it gets it
	shape wire.Shape

	// As turns what the answer has into what the request has, where they differ. It is
	// called without a request to see what is extra. It may change live, which is a copy.
	as func(live any, request map[string]any) any
}

// live returns the rest as a request has it.
func (r rest) live(all map[string]any, request map[string]any) any {
	v := all[r.op+" "+r.from]
	if r.as != nil {
		v = r.as(v, request)
	}
	return v
}

// kept has the rests of objects as last read. It is safe for concurrent use.
type kept struct{ m sync.Map } // the JSON of an objectRest, by keptKey

// A keptKey identifies an object.
type keptKey struct{ kind, id string }

// answers are what operations answered about one object. The lists of an operation's pages
// are one list.
type answers map[string]map[string]any

// add adds what an operation answered.
func (a answers) add(operation string, answer map[string]any) {
	whole := a[operation]
	if whole == nil {
		a[operation] = answer
		return
	}
	for name, value := range answer {
		old, was := whole[name].([]any)
		if list, is := value.([]any); is && was {
			value = slices.Concat(old, list)
		}
		whole[name] = value
	}
}

// watching returns a context in which the answers about an object are noted, and a function
// that keeps what was noted when the reading has succeeded.
func (k *kept) watching(ctx context.Context, kind, id string, rests []rest) (watched context.Context, keep func()) {
	if len(rests) == 0 {
		return ctx, func() {}
	}
	noted := answers{}
	watched = wire.Watch(ctx, func(operation string, answer map[string]any) {
		for _, r := range rests {
			if r.op == operation {
				noted.add(operation, answer)
				return
			}
		}
	})
	return watched, func() {
		all := k.of(kind, id)
		for _, r := range rests {
			if noted[r.op] != nil {
				all[r.op+" "+r.from] = wire.At(noted[r.op], r.from)
			}
		}
		if text, err := json.Marshal(all); err == nil { // it was JSON
			k.m.Store(keptKey{kind, id}, string(text))
		}
	}
}

// of returns the rests of an object, by operation and place. It is a copy.
func (k *kept) of(kind, id string) map[string]any {
	all := map[string]any{}
	if text, ok := k.m.Load(keptKey{kind, id}); ok {
		_ = wire.Parse(text.(string), &all) // we wrote it
	}
	return all
}

// has reports whether all of the rests are kept of an object.
func (k *kept) has(kind, id string, rests []rest) bool {
	all := k.of(kind, id)
	for _, r := range rests {
		if _, ok := all[r.op+" "+r.from]; !ok {
			return false
		}
	}
	return true
}

// forget drops what is kept of an object, because it was just changed.
func (k *kept) forget(kind, id string) { k.m.Delete(keptKey{kind, id}) }

// restoring returns a context in which the operation's requests have the rests of an object.
func (k *kept) restoring(ctx context.Context, kind, id, operation string, rests []rest) context.Context {
	if len(rests) == 0 {
		return ctx
	}
	all := k.of(kind, id)
	return wire.Edit(ctx, operation, func(request map[string]any) {
		for _, r := range rests {
			live := r.live(all, request)
			written, sent := request[r.to]
			switch {
			case r.to == "":
				r.shape.Merge(request, live)
			case sent:
				request[r.to] = r.shape.Merge(written, live)
			case r.adds:
				if added, ok := r.shape.Merge(map[string]any{}, live).(map[string]any); ok && len(added) > 0 {
					request[r.to] = added
				}
			}
		}
	})
}

// extra returns what an object has that callwright does not know, as far as it was described.
func (k *kind) extra(c *connection, id string) []schema.Undescribed {
	all := c.kept.of(k.of.Name, id)
	return k.updates.extra(k.of, func(r rest) any { return all[r.op+" "+r.from] })
}

// extra returns what callwright does not know of the JSON that an object has for a rest.
func (all updaters) extra(of *schema.Kind, live func(rest) any) []schema.Undescribed {
	var list []schema.Undescribed
	for _, u := range all {
		for _, r := range u.rests {
			known := live(r)
			if r.as != nil {
				known = r.as(known, nil)
			}
			names := r.shape.Extra(known)
			if len(names) == 0 {
				continue
			}
			for i := range u.attrs.All() {
				list = append(list, schema.Undescribed{Attr: of.Attrs[i].Name, What: strings.Join(names, ", ")})
			}
		}
	}
	return list
}

// watchSearch returns a context for a search, and a map that the search fills with what
// callwright does not know of the objects, by their ids. An object has the same members in
// the answer of a search as in its description.
func (k *kind) watchSearch(ctx context.Context) (context.Context, map[string][]schema.Undescribed) {
	extras := map[string][]schema.Undescribed{}
	if !slices.ContainsFunc(k.updates, func(u updater) bool { return len(u.rests) > 0 }) {
		return ctx, extras
	}
	noun := strings.TrimPrefix(k.ops.describe, "Describe")
	return wire.Watch(ctx, func(operation string, answer map[string]any) {
		if operation != k.ops.search {
			return
		}
		for _, list := range answer {
			objects, _ := list.([]any)
			for _, o := range objects {
				found := k.updates.extra(k.of, func(r rest) any {
					if in, ok := strings.CutPrefix(r.from+".", noun+"."); ok && r.op == k.ops.describe {
						return wire.At(o, strings.TrimSuffix(in, "."))
					}
					return nil
				})
				for _, id := range []string{noun + "Id", "Id", "Name"} {
					if key, ok := wire.At(o, id).(string); ok && len(found) > 0 {
						extras[key] = found
						break
					}
				}
			}
		}
	}), extras
}

// Below is what each update replaces besides what it changes. A member that is neither here
// nor sent by the update would be erased.

// modified are the members that say when something was last changed, and where.
var modified = wire.Object("LastModifiedTime", "LastModifiedRegion")

// mediaRests: UpdateRoutingProfileConcurrency replaces the whole list of channels.
var mediaRests = []rest{{
	op: "DescribeRoutingProfile", from: "RoutingProfile.MediaConcurrencies", to: "MediaConcurrencies",
	shape: wire.Object("Channel", "Concurrency").
		With("CrossChannelBehavior", wire.Object("BehaviorType")).
		By("Channel"),
	as: withWorkloads,
}}

// withWorkloads adds to a request the channels that have limits for types of work alone. They
// are on, although they have no limit of their own, so no attribute has them.
func withWorkloads(channels any, request map[string]any) any {
	live, _ := channels.([]any)
	written, sent := request["MediaConcurrencies"].([]any)
	for _, channel := range live {
		limits, _ := wire.At(channel, "WorkloadTypeConcurrencies").([]any)
		has := func(w any) bool { return wire.At(w, "Channel") == wire.At(channel, "Channel") }
		if sent && len(limits) > 0 && !slices.ContainsFunc(written, has) {
			written = append(written, channel)
			request["MediaConcurrencies"] = written
		}
	}
	return channels
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

// profileRests: a service may reset what UpdateSecurityProfile leaves out.
var profileRests = []rest{
	{
		op: "DescribeSecurityProfile", from: "SecurityProfile",
		shape: modified.Knows("Id", "Arn", "OrganizationResourceId", "SecurityProfileName", "Description", "Tags", "AllowedAccessControlTags",
			"TagRestrictedResources", "HierarchyRestrictedResources", "AllowedAccessControlHierarchyGroupId"),
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
		With("AfterContactWorkConfig", wire.Object("AfterContactWorkTimeLimit"))),
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
	},
	{
		op: "DescribePredefinedAttribute", from: "PredefinedAttribute.Values", to: "Values",
		shape: wire.Object("StringList"),
	},
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

// overrideRests: UpdateHoursOfOperationOverride replaces an override. A request says by its
// name which one.
var overrideRests = []rest{{
	op: "ListHoursOfOperationOverrides", from: "HoursOfOperationOverrideList",
	shape: wire.Object("HoursOfOperationOverrideId", "HoursOfOperationId", "HoursOfOperationArn", "Name", "EffectiveFrom", "EffectiveTill").
		Repeating("OverrideType").With("Config", span),
	as: func(overrides any, request map[string]any) any {
		list, _ := overrides.([]any)
		for _, o := range list {
			if request != nil && wire.At(o, "Name") == request["Name"] {
				return o
			}
		}
		return standard(list, request)
	},
}}

// levelRests: UpdateUserHierarchyStructure replaces all levels.
var levelRests = []rest{{
	op: "DescribeUserHierarchyStructure", from: "HierarchyStructure", to: "HierarchyStructure",
	shape: wire.Object().
		With("LevelOne", level).With("LevelTwo", level).With("LevelThree", level).With("LevelFour", level).With("LevelFive", level),
}}

// level is the shape of a level of the hierarchy.
var level = modified.Knows("Id", "Arn", "Name")

// standard returns, for a plan, the overrides that can be rows: recurring ones are named on
// their own. For a request it returns nothing.
func standard(overrides []any, request map[string]any) any {
	if request != nil {
		return nil
	}
	var list []any
	for _, o := range overrides {
		if kind := wire.At(o, "OverrideType"); wire.At(o, "RecurrenceConfig") == nil && (kind == nil || kind == "STANDARD") {
			list = append(list, o)
		}
	}
	return list
}

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
