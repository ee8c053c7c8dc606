package providertest

import (
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// A variant makes an object of a kind in which every attribute has a value. The
// two variants of a kind differ in every attribute but those that others need.
// What they refer to is in the [world].
type variant struct {
	body  any
	names func(body any, name string) // gives the object its name
}

func name[T any](p func(*T) *string) func(body any, name string) {
	return func(body any, name string) { *p(body.(*T)) = name }
}

// samples are the two variants of each kind, by its name.
var samples = map[string]func() [2]variant{
	"hours_of_operation": func() [2]variant {
		named := name(func(h *schema.HoursOfOperation) *string { return &h.Name })
		return [2]variant{
			{&schema.HoursOfOperation{
				Description: "Weekdays", TimeZone: "Europe/London", Tags: tags("blue"),
				Schedule: map[string][]string{"monday": {"08:00-12:00", "13:00-18:00"}, "friday": {"00:00-24:00"}, "sunday": {"20:30-24:00"}},
				Overrides: []schema.Override{
					{Name: "Christmas", From: "2026-12-24", To: "2026-12-26", Closed: true},
					{Name: "Training", From: "2026-10-05", To: "2026-10-06", Schedule: "monday 08:00-10:00 13:00-24:00, tuesday 08:00-10:00"},
				},
				Parents: []string{"Hours 1"},
			}, named},
			{&schema.HoursOfOperation{
				Description: "Mondays, “late”", TimeZone: "America/New_York", Tags: tags("red"),
				Schedule: map[string][]string{"monday": {"17:00-23:59"}},
				Overrides: []schema.Override{
					{Name: "Christmas", From: "2026-12-25", To: "2026-12-25", Schedule: "friday 09:00-12:00"},
					{Name: "Thanksgiving", From: "2026-11-26", To: "2026-11-26", Closed: true},
				},
				Parents: []string{"Hours 1", "Hours 2"},
			}, named},
		}
	},
	"queue": func() [2]variant {
		named := name(func(q *schema.Queue) *string { return &q.Name })
		return [2]variant{
			{&schema.Queue{
				Description: "First", HoursOfOperation: "Hours 1", Status: "disabled", MaxContacts: 5, Tags: tags("blue"),
				OutboundCaller: schema.Caller{Name: "Sales", Number: "+441632960001", Flow: "Default outbound"},
				QuickConnects:  []string{"Quick 1"},
			}, named},
			{&schema.Queue{
				Description: "Second", HoursOfOperation: "Hours 2", Status: "enabled", MaxContacts: 9, Tags: tags("red"),
				OutboundCaller: schema.Caller{Name: "Help", Number: "+441632960002", Flow: "Default agent transfer"},
				QuickConnects:  []string{"Quick 1", "Quick 2"},
			}, named},
		}
	},
	"agent_status": func() [2]variant {
		named := name(func(s *schema.AgentStatus) *string { return &s.Name })
		return [2]variant{
			{&schema.AgentStatus{Description: "Away from the desk", State: "disabled", DisplayOrder: 3, Tags: tags("blue")}, named},
			{&schema.AgentStatus{Description: "Learning", State: "enabled", DisplayOrder: 50, Tags: tags("red")}, named},
		}
	},
	"predefined_attribute": func() [2]variant {
		named := name(func(a *schema.PredefinedAttribute) *string { return &a.Name })
		return [2]variant{
			{&schema.PredefinedAttribute{Values: []string{"English", "Français"}, Purposes: []string{"Contacts"}}, named},
			{&schema.PredefinedAttribute{Values: []string{"English", "Latin"}, Purposes: []string{"Contacts", "Skills"}}, named},
		}
	},
	"quick_connect": func() [2]variant {
		named := name(func(q *schema.QuickConnect) *string { return &q.Name })
		return [2]variant{
			{&schema.QuickConnect{Description: "Ada", User: schema.Transfer{To: "user-1", Flow: "Default agent transfer"}, Tags: tags("blue")}, named},
			{&schema.QuickConnect{Description: "Grace", User: schema.Transfer{To: "user-2@example.com", Flow: "Default outbound"}, Tags: tags("red")}, named},
		}
	},
	"hierarchy": func() [2]variant {
		named := func(any, string) {}
		return [2]variant{
			{&schema.Hierarchy{Levels: []string{"Region", "Site"}}, named},
			{&schema.Hierarchy{Levels: []string{"Region", "Floor", "Team"}}, named},
		}
	},
	"hierarchy_group": func() [2]variant {
		named := name(func(g *schema.HierarchyGroup) *string { return &g.Name })
		return [2]variant{
			{&schema.HierarchyGroup{Parent: "EMEA", Tags: tags("blue")}, named},
			{&schema.HierarchyGroup{Parent: "EMEA", Tags: tags("red")}, named},
		}
	},
	"security_profile": func() [2]variant {
		named := name(func(p *schema.SecurityProfile) *string { return &p.Name })
		return [2]variant{
			{&schema.SecurityProfile{
				Description: "Agents", Permissions: []string{"BasicAgentAccess", "OutboundCallAccess"}, Tags: tags("blue"),
				AccessControlTags: map[string]string{"team": "a", "site": ""}, TagRestrictedResources: []string{"queue", "routing_profile"},
				HierarchyRestrictedResources: []string{"user"}, AccessControlHierarchyGroup: `EMEA/Head \/ Office`,
				Applications: []schema.Application{{Namespace: "crm", Permissions: []string{"ACCESS"}}, {Namespace: "tools", Permissions: []string{"read", "write"}}},
			}, named},
			{&schema.SecurityProfile{
				Description: "Leads", Permissions: []string{"AccessMetrics", "BasicAgentAccess"}, Tags: tags("red"),
				AccessControlTags: map[string]string{"team": "b"}, TagRestrictedResources: []string{"user"},
				HierarchyRestrictedResources: []string{}, AccessControlHierarchyGroup: "EMEA",
				Applications: []schema.Application{{Namespace: "tools", Permissions: []string{"read"}}},
			}, named},
		}
	},
	"routing_profile": func() [2]variant {
		named := name(func(p *schema.RoutingProfile) *string { return &p.Name })
		return [2]variant{
			{&schema.RoutingProfile{
				Description: "First", DefaultOutboundQueue: "Queue 1", AgentAvailabilityTimer: "last_inbound", Tags: tags("blue"),
				Channels:     map[string]int{"voice": 1, "chat": 2, "task": 3, "email": 4},
				CrossChannel: map[string]string{"voice": "current_only", "chat": "any", "task": "any", "email": "current_only"},
				Queues: []schema.QueueRow{
					{Queue: "Queue 1", Channel: "voice", Priority: 1}, {Queue: "Queue 1", Channel: "chat", Priority: 2, Delay: 30},
				},
				ManualAssignmentQueues: []schema.ManualRow{{Queue: "Queue 1", Channel: "chat"}, {Queue: "Queue 2", Channel: "email"}},
			}, named},
			{&schema.RoutingProfile{
				Description: "Second", DefaultOutboundQueue: "Queue 2", AgentAvailabilityTimer: "last_activity", Tags: tags("red"),
				Channels:     map[string]int{"voice": 1, "chat": 5, "task": 4, "email": 3},
				CrossChannel: map[string]string{"voice": "any", "chat": "current_only", "task": "current_only", "email": "any"},
				Queues: []schema.QueueRow{
					{Queue: "Queue 1", Channel: "voice", Priority: 9, Delay: 80}, {Queue: "Queue 2", Channel: "task", Priority: 99, Delay: 9999},
				},
				ManualAssignmentQueues: []schema.ManualRow{{Queue: "Queue 1", Channel: "task"}, {Queue: "Queue 2", Channel: "email"}},
			}, named},
		}
	},
	"permission_group": func() [2]variant {
		named := name(func(g *schema.PermissionGroup) *string { return &g.Name })
		return [2]variant{
			{&schema.PermissionGroup{
				Description: "Team leads", AllQueues: true, Activity: "same-queues", Permissions: levels(0), Tags: tags("blue"),
			}, named},
			{&schema.PermissionGroup{
				Description: "Agents, “old”", CCPPopup: true, Activity: "own", Permissions: levels(1), Tags: tags("red"),
			}, named},
		}
	},
	"connectpath": func() [2]variant {
		named := func(any, string) {}
		return [2]variant{{&schema.ConnectPathSettings{DefaultGroup: "Group 1"}, named}, {&schema.ConnectPathSettings{DefaultGroup: "Group 2"}, named}}
	},
	"user": func() [2]variant {
		named := name(func(u *schema.User) *string { return &u.Username })
		return [2]variant{
			{&schema.User{
				FirstName: "Ada", LastName: "Lovelace", Email: "ada@example.com", SecondaryEmail: "al@example.com", Mobile: "+442071838750",
				Phone:          schema.Phone{Type: "soft", Number: "+442071838751", AutoAccept: true, AfterContactWork: 30, PersistentConnection: true},
				Channels:       channels("soft", "+442071838751", true, 30, "voice_isolation"),
				RoutingProfile: "Routing 1", SecurityProfiles: []string{"Security 1"}, HierarchyGroup: `EMEA/Head \/ Office`, Tags: tags("blue"),
				Proficiencies: []schema.Proficiency{{Attribute: "Language", Value: "English", Level: 5}, {Attribute: "Language", Value: "Welsh", Level: 1}},
			}, named},
			{&schema.User{
				FirstName: "Grace", LastName: "O'Hopper", Email: "grace@example.com", SecondaryEmail: "gh@example.com", Mobile: "+12025550101",
				Phone:          schema.Phone{Type: "desk", Number: "+12025550102", AfterContactWork: 0},
				Channels:       channels("desk", "+12025550102", false, 0, "none"),
				RoutingProfile: "Routing 2", SecurityProfiles: []string{"Security 1", "Security 2"}, HierarchyGroup: "EMEA", Tags: tags("red"),
				Proficiencies: []schema.Proficiency{{Attribute: "Language", Value: "English", Level: 3}, {Attribute: "Product", Value: "Home", Level: 2}},
			}, named},
		}
	},
}

// channels are settings whose voice channel is as given, and the others not.
func channels(phone, number string, yes bool, work int, enhancement string) schema.UserChannels {
	return schema.UserChannels{
		Voice: schema.VoiceSettings{
			ChannelSettings: schema.ChannelSettings{AutoAccept: yes, AfterContactWork: work},
			PhoneType:       phone, PhoneNumber: number, PersistentConnection: yes, VoiceEnhancement: enhancement,
		},
		Chat:  schema.ChannelSettings{AutoAccept: !yes, AfterContactWork: work + 1},
		Task:  schema.ChannelSettings{AutoAccept: yes, AfterContactWork: work + 2},
		Email: schema.ChannelSettings{AutoAccept: !yes, AfterContactWork: work + 3},
	}
}

// levels returns the permissions of a variant: they differ in every row, and both
// let somebody administer.
func levels(of int) map[string][]string {
	var g schema.PermissionGroup
	for _, r := range catalogue.ConnectPath().Rows() {
		switch {
		case r.Deprecated:
		case of == 0:
			g.SetLevels(r.Path(), slices.Clone(r.Levels))
		case r.Escalates != nil:
			g.SetLevels(r.Path(), []string{"edit"})
		default:
			g.SetLevels(r.Path(), slices.Clone(r.Levels[1:]))
		}
	}
	return g.Permissions
}

func tags(color string) map[string]string {
	return map[string]string{"color": color, color: "", "Team": "Support"}
}

// sample returns an object of the kind in the given variant.
func sample(k *schema.Kind, name string, of int) *schema.Resource {
	v := samples[k.Name]()[of]
	v.names(v.body, name)
	r := &schema.Resource{Kind: k, Body: v.body, Given: k.Every()}
	if _, taggable := k.Lookup("tags"); taggable {
		r.Record = schema.Record{Owner: "support/" + k.Name + ".sample", Applied: "1:AAAAAAAA:"}
	}
	r.Settle()
	return r
}

// world are the objects that samples refer to, each after what it refers to.
func world() []*schema.Resource {
	of := func(kind string, variant int, name string) *schema.Resource {
		return sample(schema.MustKind(kind), name, variant)
	}
	top := of("hierarchy_group", 0, "EMEA")
	top.Body.(*schema.HierarchyGroup).Parent = ""
	top.Settle()
	queues := []*schema.Resource{of("queue", 0, "Queue 1"), of("queue", 1, "Queue 2")}
	for _, q := range queues {
		q.Body.(*schema.Queue).QuickConnects = []string{}
	}
	hours := []*schema.Resource{of("hours_of_operation", 0, "Hours 1"), of("hours_of_operation", 1, "Hours 2")}
	for _, h := range hours {
		h.Body.(*schema.HoursOfOperation).Parents = []string{}
	}
	language, product := of("predefined_attribute", 0, "Language"), of("predefined_attribute", 0, "Product")
	language.Body.(*schema.PredefinedAttribute).Values = []string{"English", "Welsh"}
	product.Body.(*schema.PredefinedAttribute).Values = []string{"Home"}
	return []*schema.Resource{
		language, product,
		hours[0], hours[1],
		queues[0], queues[1],
		of("hierarchy", 0, ""),
		top, of("hierarchy_group", 0, "Head / Office"),
		of("security_profile", 0, "Security 1"), of("security_profile", 1, "Security 2"),
		of("routing_profile", 0, "Routing 1"), of("routing_profile", 1, "Routing 2"),
		of("user", 0, "user-1"), of("user", 1, "user-2@example.com"),
		of("quick_connect", 0, "Quick 1"), of("quick_connect", 1, "Quick 2"),
		of("permission_group", 0, "Group 1"), of("permission_group", 1, "Group 2"),
	}
}
