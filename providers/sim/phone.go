package sim

import (
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A setting is one list of a user's settings for channels, such as AutoAcceptConfigs. The
// simulator stores the lists as DescribeUser answers them, with an entry for each channel that
// the setting has. PhoneConfig is the older way to see and set the same state.
//
// For example, UpdateUserPhoneConfig with AutoAccept sets the entry of VOICE in
// AutoAcceptConfigs, and DescribeUser shows it in both places.
//
// Assumption: PhoneConfig has the type, number, persistent connection and automatic acceptance
// of VOICE. It shows the AfterContactWorkTimeLimit of VOICE, but setting that sets every
// channel ("UpdateUserPhoneConfig will always set the same ACW timeouts to all channels the
// user handles").
type setting struct {
	list     string
	channels []string
	initial  func(channel string) api.Members
	twin     []string // members of PhoneConfig that set the same
	voice    []string // members that only VOICE has
}

var (
	channels = []string{"VOICE", "CHAT", "TASK", "EMAIL"}
	voice    = channels[:1]
)

var settings = []setting{
	{
		list: "AutoAcceptConfigs", channels: channels, twin: []string{"AutoAccept"},
		initial: func(c string) api.Members { return api.Members{"Channel": c, "AutoAccept": false} },
		voice:   []string{"AgentFirstCallbackAutoAccept"},
	},
	{
		list: "AfterContactWorkConfigs", channels: channels, twin: []string{"AfterContactWorkTimeLimit"},
		initial: func(c string) api.Members {
			return api.Members{"Channel": c, "AfterContactWorkConfig": api.Members{"AfterContactWorkTimeLimit": 0.0}}
		},
		voice: []string{"AgentFirstCallbackAfterContactWorkConfig"},
	},
	{
		list: "PhoneNumberConfigs", channels: voice, twin: []string{"PhoneType", "DeskPhoneNumber"},
		initial: func(c string) api.Members { return api.Members{"Channel": c, "PhoneType": "SOFT_PHONE"} },
	},
	{
		list: "PersistentConnectionConfigs", channels: voice, twin: []string{"PersistentConnection"},
		initial: func(c string) api.Members { return api.Members{"Channel": c, "PersistentConnection": false} },
	},
	{
		list: "VoiceEnhancementConfigs", channels: voice,
		initial: func(c string) api.Members { return api.Members{"Channel": c, "VoiceEnhancementMode": "NONE"} },
	},
}

// settingLists are the names of the lists of settings.
func settingLists() []string {
	var names []string
	for _, s := range settings {
		names = append(names, s.list)
	}
	return names
}

// longestWork is the greatest AfterContactWorkTimeLimit, in seconds. The API reference has it
// only in words, so the model does not check it. 0 means no end.
const longestWork = 2_000_000

// setPhones gives a new user the settings of a CreateUser request. A request cannot set the
// same setting both in PhoneConfig and in its list.
func setPhones(t *store.Tx, o *store.Object, in api.Members) error {
	config := api.Sub(in, "PhoneConfig")
	for _, s := range settings {
		o.Body[s.list] = s.defaults()
		for _, twin := range s.twin {
			if api.Has(config, twin) && api.Has(in, s.list) {
				return api.InvalidParameter("PhoneConfig.%s: The member cannot be set together with %s.", twin, s.list)
			}
		}
	}
	if err := setPhoneConfig(o, config); err != nil {
		return err
	}
	return updateChannels(t, o, in)
}

// defaults returns the entries that a new user has.
func (s setting) defaults() []any {
	var all []any
	for _, c := range s.channels {
		all = append(all, s.initial(c))
	}
	return all
}

// updatePhone is UpdateUserPhoneConfig. It replaces the whole configuration: a member that the
// request lacks gets its default. So a request that only sets AutoAccept also turns a desk
// phone into a soft phone.
func updatePhone(_ *store.Tx, o *store.Object, in api.Members) error {
	return setPhoneConfig(o, api.Sub(in, "PhoneConfig"))
}

// setPhoneConfig sets the settings that PhoneConfig has.
func setPhoneConfig(o *store.Object, config api.Members) error {
	if api.Text(config, "PhoneType") == "DESK_PHONE" && !api.Has(config, "DeskPhoneNumber") {
		return api.InvalidParameter("PhoneConfig.DeskPhoneNumber: A desk phone needs a number.")
	}
	phone := api.Members{"Channel": "VOICE", "PhoneType": "SOFT_PHONE"}
	api.Take(phone, config, "PhoneType")
	if api.Has(config, "DeskPhoneNumber") {
		phone["PhoneNumber"] = config["DeskPhoneNumber"]
	}
	o.Body["PhoneNumberConfigs"] = []any{phone}
	o.Body["PersistentConnectionConfigs"] = []any{api.Members{"Channel": "VOICE", "PersistentConnection": api.Flag(config, "PersistentConnection")}}
	ofChannel(o.Body, "AutoAcceptConfigs", "VOICE")["AutoAccept"] = api.Flag(config, "AutoAccept")
	limit := api.Number(config, "AfterContactWorkTimeLimit")
	for _, c := range channels {
		ofChannel(o.Body, "AfterContactWorkConfigs", c)["AfterContactWorkConfig"] = api.Members{"AfterContactWorkTimeLimit": limit}
	}
	return checkWork("PhoneConfig", limit)
}

// ofChannel returns the entry of a channel in a stored list of settings.
func ofChannel(body api.Members, name, channel string) api.Members {
	entries := api.List(body, name)
	i := slices.IndexFunc(entries, func(e any) bool { return api.Text(e.(api.Members), "Channel") == channel })
	return entries[i].(api.Members)
}

// updateChannels is UpdateUserConfig. It sets the channels that the request names, and leaves
// the others as they are.
//
// Assumption: an entry replaces the whole entry of its channel. A member that it lacks does not
// keep its old value.
func updateChannels(_ *store.Tx, o *store.Object, in api.Members) error {
	for _, s := range settings {
		seen := map[string]bool{}
		for _, e := range api.List(in, s.list) {
			given := e.(api.Members)
			channel := api.Text(given, "Channel")
			if seen[channel] {
				return api.InvalidParameter("%s: The channel %s is given twice.", s.list, channel)
			}
			seen[channel] = true
			if err := s.check(channel, given); err != nil {
				return err
			}
			i := slices.Index(s.channels, channel)
			api.List(o.Body, s.list)[i] = given
		}
	}
	return nil
}

// check refuses an entry that the documentation of its setting rules out.
func (s setting) check(channel string, given api.Members) error {
	if !slices.Contains(s.channels, channel) {
		return api.InvalidParameter("%s: The channel %s is not supported; VOICE is.", s.list, channel)
	}
	for _, name := range s.voice {
		if api.Has(given, name) && channel != "VOICE" {
			return api.InvalidParameter("%s: %s applies to the VOICE channel only.", s.list, name)
		}
	}
	if api.Text(given, "PhoneType") == "DESK_PHONE" && !api.Has(given, "PhoneNumber") {
		return api.InvalidParameter("%s: A desk phone needs a PhoneNumber.", s.list)
	}
	for _, name := range []string{"AfterContactWorkConfig", "AgentFirstCallbackAfterContactWorkConfig"} {
		work, ok := given[name].(api.Members)
		if !ok {
			continue
		}
		limit := api.Number(work, "AfterContactWorkTimeLimit")
		work["AfterContactWorkTimeLimit"] = limit
		if err := checkWork(s.list, limit); err != nil {
			return err
		}
	}
	return nil
}

// checkWork refuses an AfterContactWorkTimeLimit that is too long.
func checkWork(where string, limit float64) error {
	if limit > longestWork {
		return api.InvalidParameter("%s: AfterContactWorkTimeLimit is %.0f, and the most is %d.", where, limit, longestWork)
	}
	return nil
}

// phoneConfig returns a user's settings as PhoneConfig shows them.
func phoneConfig(body api.Members) api.Members {
	phone := ofChannel(body, "PhoneNumberConfigs", "VOICE")
	config := api.Members{
		"PhoneType":            phone["PhoneType"],
		"AutoAccept":           ofChannel(body, "AutoAcceptConfigs", "VOICE")["AutoAccept"],
		"PersistentConnection": ofChannel(body, "PersistentConnectionConfigs", "VOICE")["PersistentConnection"],
	}
	work := api.Sub(ofChannel(body, "AfterContactWorkConfigs", "VOICE"), "AfterContactWorkConfig")
	api.Take(config, work, "AfterContactWorkTimeLimit")
	if api.Has(phone, "PhoneNumber") {
		config["DeskPhoneNumber"] = phone["PhoneNumber"]
	}
	return config
}
