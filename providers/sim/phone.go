package sim

import "slices"

// A user's settings per channel are stored as the lists that DescribeUser
// answers for them, complete for the channels that each has. PhoneConfig is the
// older way to see and set the same state.
//
// Assumption: PhoneConfig's type, number, persistent connection and automatic
// acceptance are those of VOICE. Its AfterContactWorkTimeLimit reads as that of
// VOICE, and setting it sets every channel ("UpdateUserPhoneConfig will always
// set the same ACW timeouts to all channels the user handles").
type setting struct {
	list     string
	channels []string
	initial  func(channel string) members
	twin     []string // members of PhoneConfig for the same
	voice    []string // members that only VOICE has
}

var (
	channels = []string{"VOICE", "CHAT", "TASK", "EMAIL"}
	voice    = channels[:1]
)

var settings = []setting{
	{
		list: "AutoAcceptConfigs", channels: channels, twin: []string{"AutoAccept"},
		initial: func(c string) members { return members{"Channel": c, "AutoAccept": false} },
		voice:   []string{"AgentFirstCallbackAutoAccept"},
	},
	{
		list: "AfterContactWorkConfigs", channels: channels, twin: []string{"AfterContactWorkTimeLimit"},
		initial: func(c string) members {
			return members{"Channel": c, "AfterContactWorkConfig": members{"AfterContactWorkTimeLimit": 0.0}}
		},
		voice: []string{"AgentFirstCallbackAfterContactWorkConfig"},
	},
	{
		list: "PhoneNumberConfigs", channels: voice, twin: []string{"PhoneType", "DeskPhoneNumber"},
		initial: func(c string) members { return members{"Channel": c, "PhoneType": "SOFT_PHONE"} },
	},
	{
		list: "PersistentConnectionConfigs", channels: voice, twin: []string{"PersistentConnection"},
		initial: func(c string) members { return members{"Channel": c, "PersistentConnection": false} },
	},
	{
		list: "VoiceEnhancementConfigs", channels: voice,
		initial: func(c string) members { return members{"Channel": c, "VoiceEnhancementMode": "NONE"} },
	},
}

// longestWork is the greatest AfterContactWorkTimeLimit, in seconds, which the
// reference states in words; 0 means without end.
const longestWork = 2_000_000

// setPhones gives a new user the settings of a CreateUser request.
func setPhones(t *tx, o *object, in members) error {
	config := sub(in, "PhoneConfig")
	for _, s := range settings {
		o.body[s.list] = s.defaults()
		for _, twin := range s.twin {
			if has(config, twin) && has(in, s.list) {
				return invalid("PhoneConfig.%s: The member cannot be set together with %s.", twin, s.list)
			}
		}
	}
	if err := setPhoneConfig(o, config); err != nil {
		return err
	}
	return updateChannels(t, o, in)
}

func (s setting) defaults() []any {
	var all []any
	for _, c := range s.channels {
		all = append(all, s.initial(c))
	}
	return all
}

// updatePhone is UpdateUserPhoneConfig. It replaces the whole configuration:
// what the request lacks is set to its default.
func updatePhone(_ *tx, o *object, in members) error {
	return setPhoneConfig(o, sub(in, "PhoneConfig"))
}

func setPhoneConfig(o *object, config members) error {
	if text(config, "PhoneType") == "DESK_PHONE" && !has(config, "DeskPhoneNumber") {
		return invalid("PhoneConfig.DeskPhoneNumber: A desk phone needs a number.")
	}
	phone := members{"Channel": "VOICE", "PhoneType": "SOFT_PHONE"}
	take(phone, config, "PhoneType")
	if has(config, "DeskPhoneNumber") {
		phone["PhoneNumber"] = config["DeskPhoneNumber"]
	}
	o.body["PhoneNumberConfigs"] = []any{phone}
	o.body["PersistentConnectionConfigs"] = []any{members{"Channel": "VOICE", "PersistentConnection": flag(config, "PersistentConnection")}}
	ofChannel(o.body, "AutoAcceptConfigs", "VOICE")["AutoAccept"] = flag(config, "AutoAccept")
	limit := number(config, "AfterContactWorkTimeLimit")
	for _, c := range channels {
		ofChannel(o.body, "AfterContactWorkConfigs", c)["AfterContactWorkConfig"] = members{"AfterContactWorkTimeLimit": limit}
	}
	return checkWork("PhoneConfig", limit)
}

// ofChannel is the entry of a channel in a stored list of settings.
func ofChannel(body members, name, channel string) members {
	entries := list(body, name)
	i := slices.IndexFunc(entries, func(e any) bool { return text(e.(members), "Channel") == channel })
	return entries[i].(members)
}

// updateChannels is UpdateUserConfig: it sets the channels that are named, and
// leaves the others.
//
// Assumption: an entry says everything about its channel; what it lacks is not
// kept from before.
func updateChannels(_ *tx, o *object, in members) error {
	for _, s := range settings {
		seen := map[string]bool{}
		for _, e := range list(in, s.list) {
			given := e.(members)
			channel := text(given, "Channel")
			if seen[channel] {
				return invalid("%s: The channel %s is given twice.", s.list, channel)
			}
			seen[channel] = true
			if err := s.check(channel, given); err != nil {
				return err
			}
			i := slices.Index(s.channels, channel)
			list(o.body, s.list)[i] = given
		}
	}
	return nil
}

// check holds an entry against the documentation of its setting.
func (s setting) check(channel string, given members) error {
	if !slices.Contains(s.channels, channel) {
		return invalid("%s: The channel %s is not supported; VOICE is.", s.list, channel)
	}
	for _, name := range s.voice {
		if has(given, name) && channel != "VOICE" {
			return invalid("%s: %s applies to the VOICE channel only.", s.list, name)
		}
	}
	if text(given, "PhoneType") == "DESK_PHONE" && !has(given, "PhoneNumber") {
		return invalid("%s: A desk phone needs a PhoneNumber.", s.list)
	}
	for _, name := range []string{"AfterContactWorkConfig", "AgentFirstCallbackAfterContactWorkConfig"} {
		work, ok := given[name].(members)
		if !ok {
			continue
		}
		limit := number(work, "AfterContactWorkTimeLimit")
		work["AfterContactWorkTimeLimit"] = limit
		if err := checkWork(s.list, limit); err != nil {
			return err
		}
	}
	return nil
}

func checkWork(where string, limit float64) error {
	if limit > longestWork {
		return invalid("%s: AfterContactWorkTimeLimit is %.0f, and the most is %d.", where, limit, longestWork)
	}
	return nil
}

// phoneConfig is a user's settings as PhoneConfig shows them.
func phoneConfig(body members) members {
	phone := ofChannel(body, "PhoneNumberConfigs", "VOICE")
	config := members{
		"PhoneType":            phone["PhoneType"],
		"AutoAccept":           ofChannel(body, "AutoAcceptConfigs", "VOICE")["AutoAccept"],
		"PersistentConnection": ofChannel(body, "PersistentConnectionConfigs", "VOICE")["PersistentConnection"],
	}
	work := sub(ofChannel(body, "AfterContactWorkConfigs", "VOICE"), "AfterContactWorkConfig")
	take(config, work, "AfterContactWorkTimeLimit")
	if has(phone, "PhoneNumber") {
		config["DeskPhoneNumber"] = phone["PhoneNumber"]
	}
	return config
}
