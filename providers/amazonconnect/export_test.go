package amazonconnect

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// RetryAtOnce makes the SDK retry without a pause.
func (o Options) RetryAtOnce() Options {
	o.backoff = noWait{}
	return o
}

// AtOnce makes everything that would wait go on at once.
func (o Options) AtOnce() Options {
	o = o.RetryAtOnce()
	o.sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return o
}

type noWait struct{}

func (noWait) BackoffDelay(int, error) (time.Duration, error) { return 0, nil }

// Password is the password of a new user.
var Password = randomPassword

// An Enumeration is a closed set of words of the service, and how the client turns one of
// them into a word of the language.
type Enumeration struct {
	Values []string
	Word   func(string) string
}

// sdkEnum makes an Enumeration of one in the SDK.
func sdkEnum[E ~string](w words, values []E) Enumeration {
	e := Enumeration{Word: func(s string) string { return word(w, E(s)) }}
	for _, v := range values {
		e.Values = append(e.Values, string(v))
	}
	return e
}

// resourceTypes makes an Enumeration of names that the SDK has only in its documentation.
func resourceTypes(names ...string) Enumeration {
	return Enumeration{Values: names, Word: func(s string) string { return kindWords([]string{s})[0] }}
}

// Enumerations has the service's words for each attribute or column that has a closed set of
// them, by kind and name. A column is named after its table: queues.channel.
var Enumerations = map[string]map[string]Enumeration{
	"agent_status": {"state": sdkEnum(onOff, types.AgentStatusState("").Values())},
	"hours_of_operation": {
		"schedule":           sdkEnum(weekdays, types.HoursOfOperationDays("").Values()),
		"overrides.schedule": sdkEnum(weekdays, types.OverrideDays("").Values()),
		"overrides.type":     sdkEnum(words{}, types.OverrideType("").Values()),
	},
	"queue": {"status": sdkEnum(onOff, types.QueueStatus("").Values())},
	"routing_profile": {
		"channels":                         sdkEnum(channels, types.Channel("").Values()),
		"workloads.channel":                sdkEnum(channels, types.Channel("").Values()),
		"workloads.cross_channel":          sdkEnum(workloadBehaviors, types.ChannelWorkloadBehaviorType("").Values()),
		"cross_channel.voice":              sdkEnum(behaviors, types.BehaviorType("").Values()),
		"cross_channel.chat":               sdkEnum(behaviors, types.BehaviorType("").Values()),
		"cross_channel.task":               sdkEnum(behaviors, types.BehaviorType("").Values()),
		"cross_channel.email":              sdkEnum(behaviors, types.BehaviorType("").Values()),
		"queues.channel":                   sdkEnum(channels, types.Channel("").Values()),
		"manual_assignment_queues.channel": sdkEnum(channels, types.Channel("").Values()),
		"agent_availability_timer":         sdkEnum(timers, types.AgentAvailabilityTimer("").Values()),
	},
	"security_profile": {
		"tag_restricted_resources":       resourceTypes("User", "SecurityProfile", "Queue", "RoutingProfile"),
		"hierarchy_restricted_resources": resourceTypes("User"),
		"applications.type":              sdkEnum(applicationTypes, types.ApplicationType("").Values()),
	},
	"user": {
		"phone.type":                       sdkEnum(phoneTypes, types.PhoneType("").Values()),
		"channels.voice.phone_type":        sdkEnum(phoneTypes, types.PhoneType("").Values()),
		"channels.voice.voice_enhancement": sdkEnum(enhancements, types.VoiceEnhancementMode("").Values()),
	},
}
