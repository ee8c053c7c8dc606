package schematest

import "github.com/callwright/callwright/schema"

// peopleSamples are the samples of users and of the kinds that users refer to, apart from
// routing profiles.
var peopleSamples = map[string]func() []any{
	"agent_status":         statusSamples,
	"predefined_attribute": attributeSamples,
	"hierarchy":            hierarchySamples,
	"hierarchy_group":      groupSamples,
	"security_profile":     securitySamples,
	"user":                 userSamples,
}

func statusSamples() []any {
	return []any{
		&schema.AgentStatus{Description: "Away from the desk", State: "disabled", DisplayOrder: 3, Tags: sampleTags("blue")},
		&schema.AgentStatus{Description: "Learning", State: "enabled", DisplayOrder: 50, Tags: sampleTags("red")},
	}
}

func attributeSamples() []any {
	return []any{
		&schema.PredefinedAttribute{Values: []string{"English", "Français"}, Purposes: []string{"Contacts"}, ValidateValues: true},
		&schema.PredefinedAttribute{Values: []string{"English", "Latin"}, Purposes: []string{"Contacts", "Skills"}},
	}
}

func hierarchySamples() []any {
	return []any{
		&schema.Hierarchy{Levels: []string{"Region", "Site"}},
		&schema.Hierarchy{Levels: []string{"Region", "Floor", "Team"}},
	}
}

func groupSamples() []any {
	return []any{
		&schema.HierarchyGroup{Parent: "EMEA", Tags: sampleTags("blue")},
		&schema.HierarchyGroup{Parent: "EMEA", Tags: sampleTags("red")},
	}
}

func securitySamples() []any {
	return []any{
		&schema.SecurityProfile{
			Description: "Agents", Permissions: []string{"BasicAgentAccess", "OutboundCallAccess"}, Tags: sampleTags("blue"),
			AccessControlTags: map[string]string{"team": "a", "site": ""}, TagRestrictedResources: []string{"queue", "routing_profile"},
			HierarchyRestrictedResources: []string{"user"}, AccessControlHierarchyGroup: `EMEA/Head \/ Office`,
			Applications: []schema.Application{
				{Namespace: "crm", Type: "third_party_application", Permissions: []string{"ACCESS"}},
				{Namespace: "tools", Type: "mcp", Permissions: []string{"read", "write"}},
			},
			FlowModules: []string{"Sample authentication", "Sample order lookup"},
			DataTableAccess: []schema.DataTableRule{
				{Attribute: "Country \"of\" order", Values: []string{"UK, North", "US: <b>"}}, {Attribute: "Tier", Values: []string{"Gold"}},
			},
		},
		&schema.SecurityProfile{
			Description: "Leads", Permissions: []string{"AccessMetrics", "BasicAgentAccess"}, Tags: sampleTags("red"),
			AccessControlTags: map[string]string{"team": "b"}, TagRestrictedResources: []string{"user"},
			HierarchyRestrictedResources: []string{}, AccessControlHierarchyGroup: "EMEA",
			Applications:    []schema.Application{{Namespace: "tools", Type: "third_party_application", Permissions: []string{"read"}}},
			FlowModules:     []string{"Sample order lookup"},
			DataTableAccess: []schema.DataTableRule{{Attribute: "Tier", Values: []string{"Gold", "Silver"}}},
		},
	}
}

func userSamples() []any {
	return []any{
		&schema.User{
			FirstName: "Ada", LastName: "Lovelace", Email: "ada@example.com", SecondaryEmail: "al@example.com", Mobile: "+442071838750",
			Phone:          schema.Phone{Type: "soft", Number: "+442071838751", AutoAccept: true, AfterContactWork: 30, PersistentConnection: true},
			Channels:       sampleChannels("soft", "+442071838751", true, 30, "voice_isolation"),
			RoutingProfile: "Routing 1", SecurityProfiles: []string{"Security 1"}, HierarchyGroup: `EMEA/Head \/ Office`, Tags: sampleTags("blue"),
			Proficiencies: []schema.Proficiency{{Attribute: "Language", Value: "English", Level: 5}, {Attribute: "Language", Value: "Welsh", Level: 1}},
		},
		&schema.User{
			FirstName: "Grace", LastName: "O'Hopper", Email: "grace@example.com", SecondaryEmail: "gh@example.com", Mobile: "+12025550101",
			Phone:          schema.Phone{Type: "desk", Number: "+12025550102", AfterContactWork: 0},
			Channels:       sampleChannels("desk", "+12025550102", false, 0, "none"),
			RoutingProfile: "Routing 2", SecurityProfiles: []string{"Security 1", "Security 2"}, HierarchyGroup: "EMEA", Tags: sampleTags("red"),
			Proficiencies: []schema.Proficiency{{Attribute: "Language", Value: "English", Level: 3}, {Attribute: "Product", Value: "Home", Level: 2}},
		},
	}
}

// sampleChannels returns settings whose voice channel has the given values. The other
// channels differ from it and from each other.
func sampleChannels(phone, number string, yes bool, work int, enhancement string) schema.UserChannels {
	return schema.UserChannels{
		Voice: schema.VoiceSettings{
			ChannelSettings: schema.ChannelSettings{AutoAccept: yes, AfterContactWork: work},
			PhoneType:       phone, PhoneNumber: number, PersistentConnection: yes, VoiceEnhancement: enhancement,
			CallbackAutoAccept: !yes, CallbackAfterContactWork: work + 4,
		},
		Chat:  schema.ChannelSettings{AutoAccept: !yes, AfterContactWork: work + 1},
		Task:  schema.ChannelSettings{AutoAccept: yes, AfterContactWork: work + 2},
		Email: schema.ChannelSettings{AutoAccept: !yes, AfterContactWork: work + 3},
	}
}
