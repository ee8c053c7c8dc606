package schematest

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// routingSamples are the samples of the kinds that decide who gets which contacts, and when.
var routingSamples = map[string]func() []any{
	"hours_of_operation": hoursSamples,
	"queue":              queueSamples,
	"routing_profile":    routingProfileSamples,
	"quick_connect":      quickConnectSamples,
}

func hoursSamples() []any {
	return []any{
		&schema.HoursOfOperation{
			Description: "Weekdays", TimeZone: "Europe/London", Tags: sampleTags("blue"),
			Schedule: map[string][]string{"monday": {"08:00-12:00", "13:00-18:00"}, "friday": {"00:00-24:00"}, "sunday": {"20:30-24:00"}},
			Overrides: []calendar.Override{
				{Name: "Christmas", From: "2026-12-24", To: "2026-12-26", Closed: true, Description: "The office is closed"},
				{Name: "Inventory", From: "2026-06-30", To: "2030-06-30", Closed: true, Hours: "12:00-16:00", Recurs: calendar.Recurrence{Unit: "yearly", Month: 6, Day: 30, Every: 1}},
				{Name: "May", From: "2026-05-01", To: "2030-05-31", Closed: true, Recurs: calendar.Recurrence{Unit: "yearly", Month: 5, Occurrence: calendar.Last, On: "monday", Every: 1}},
				{Name: "Meeting", From: "2026-01-01", To: "2026-12-31", Hours: "08:00-12:00", Recurs: calendar.Recurrence{Unit: "weekly", On: "friday", Every: 2}},
				{Name: "Training", From: "2026-10-05", To: "2026-10-06", Schedule: "monday 08:00-10:00 13:00-24:00, tuesday 08:00-10:00"},
			},
			Parents: []string{"Hours 1"},
		},
		&schema.HoursOfOperation{
			Description: "Mondays, “late”", TimeZone: "America/New_York", Tags: sampleTags("red"),
			Schedule: map[string][]string{"monday": {"17:00-23:59"}},
			Overrides: []calendar.Override{
				{Name: "Christmas", From: "2026-12-25", To: "2030-12-25", Hours: "09:00-12:00", Description: "Emergencies only", Recurs: calendar.Recurrence{Unit: "yearly", Month: 12, Day: 25, Every: 1}},
				{Name: "Inventory", From: "2026-06-30", To: "2026-06-30", Schedule: "tuesday 08:00-12:00"},
				{Name: "May", From: "2026-05-01", To: "2031-05-31", Recurs: calendar.Recurrence{Unit: "monthly", Day: calendar.Last, Every: 3}, Schedule: "monday 08:00-12:00, friday 08:00-24:00"},
				{Name: "Thanksgiving", From: "2026-11-26", To: "2026-11-26", Closed: true},
			},
			Parents: []string{"Hours 1", "Hours 2"},
		},
	}
}

func queueSamples() []any {
	return []any{
		&schema.Queue{
			Description: "First", HoursOfOperation: "Hours 1", Status: "disabled", MaxContacts: 5, Tags: sampleTags("blue"),
			OutboundCaller: schema.Caller{Name: "Sales", Number: "+441632960001", Flow: "Default outbound"},
			QuickConnects:  []string{"Quick 1"},
			OutboundEmail:  "sales@example.com", EmailAddresses: []string{"o'neil+<b>@example.com"},
		},
		&schema.Queue{
			Description: "Second", HoursOfOperation: "Hours 2", Status: "enabled", MaxContacts: 9, Tags: sampleTags("red"),
			OutboundCaller: schema.Caller{Name: "Help", Number: "+441632960002", Flow: "Default agent transfer"},
			QuickConnects:  []string{"Quick 1", "Quick 2"},
			OutboundEmail:  "help@example.com", EmailAddresses: []string{"billing@example.com", "o'neil+<b>@example.com"},
		},
	}
}

func routingProfileSamples() []any {
	return []any{
		&schema.RoutingProfile{
			Description: "First", DefaultOutboundQueue: "Queue 1", AgentAvailabilityTimer: "last_inbound", Tags: sampleTags("blue"),
			Channels:     map[string]int{"voice": 1, "chat": 2, "task": 3},
			CrossChannel: map[string]string{"voice": "current_only", "chat": "any", "task": "any"},
			Workloads: []schema.WorkloadRow{
				{Channel: "email", Type: "claims", Contacts: 2, CrossChannel: "any"},
				{Channel: "email", Type: "tax", Contacts: 1, CrossChannel: "current_only"},
			},
			Queues: []schema.QueueRow{
				{Queue: "Queue 1", Channel: "voice", Priority: 1}, {Queue: "Queue 1", Channel: "chat", Priority: 2, Delay: 30},
			},
			ManualAssignmentQueues: []schema.ManualRow{{Queue: "Queue 1", Channel: "chat"}, {Queue: "Queue 2", Channel: "email"}},
		},
		&schema.RoutingProfile{
			Description: "Second", DefaultOutboundQueue: "Queue 2", AgentAvailabilityTimer: "last_activity", Tags: sampleTags("red"),
			Channels:     map[string]int{"voice": 1, "chat": 5, "task": 4},
			CrossChannel: map[string]string{"voice": "any", "chat": "current_only", "task": "current_only"},
			Workloads: []schema.WorkloadRow{
				{Channel: "email", Type: "Prüfung: «2»", Contacts: 7, CrossChannel: "any"},
				{Channel: "email", Type: "claims", Contacts: 3, CrossChannel: "current_channel"},
			},
			Queues: []schema.QueueRow{
				{Queue: "Queue 1", Channel: "voice", Priority: 9, Delay: 80}, {Queue: "Queue 2", Channel: "task", Priority: 99, Delay: 9999},
			},
			ManualAssignmentQueues: []schema.ManualRow{{Queue: "Queue 1", Channel: "task"}, {Queue: "Queue 2", Channel: "email"}},
		},
	}
}

func quickConnectSamples() []any {
	return []any{
		&schema.QuickConnect{Description: "Ada", User: schema.Transfer{To: "user-1", Flow: "Default agent transfer"}, Tags: sampleTags("blue")},
		&schema.QuickConnect{Description: "Grace", User: schema.Transfer{To: "user-2@example.com", Flow: "Default outbound"}, Tags: sampleTags("red")},
	}
}
