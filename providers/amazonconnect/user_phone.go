package amazonconnect

import (
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// A user's phone settings exist twice in the API: as PhoneConfig, and per channel.
// Writing PhoneConfig gives every channel the same time for after-contact work, so it
// is written for a new user alone, and only where nothing is said per channel. A user
// who exists is written per channel (user_channels.go). Where the channels have the
// same time, phone.after_contact_work is the time of all of them. A user whose channels
// have different times is uneven: it is then the time of the voice channel, so that
// what somebody else set for chat or tasks stays.

// A voice is what the language does not have of a user: whether the channels' times
// differ, and the settings for agent-first callbacks, which are sent along with those
// of the voice channel that they belong to.
type voice struct {
	uneven         bool
	callbackAccept *bool
	callbackWork   *types.AfterContactWorkConfig
}

// voices are the voices of users as last seen, by the users' ids. They are safe for
// concurrent use.
type voices struct{ m sync.Map }

func (v *voices) of(user string) voice {
	known, _ := v.m.Load(user)
	last, _ := known.(voice)
	return last
}

// remember notes the voice of a user who was just read.
func (v *voices) remember(u *types.User) {
	id, now := aws.ToString(u.Id), voiceOf(u)
	if now == (voice{}) {
		v.m.Delete(id)
	} else {
		v.m.Store(id, now)
	}
}

func voiceOf(u *types.User) voice {
	v := voice{uneven: differ(u.AfterContactWorkConfigs)}
	for _, a := range u.AutoAcceptConfigs {
		if a.Channel == types.ChannelVoice {
			v.callbackAccept = a.AgentFirstCallbackAutoAccept
		}
	}
	for _, w := range u.AfterContactWorkConfigs {
		if w.Channel == types.ChannelVoice {
			v.callbackWork = w.AgentFirstCallbackAfterContactWorkConfig
		}
	}
	return v
}

// differ reports whether the times are not all the same.
func differ(configs []types.AfterContactWorkConfigPerChannel) bool {
	first, seen := int32(0), false
	for _, config := range configs {
		for _, w := range []*types.AfterContactWorkConfig{config.AfterContactWorkConfig, config.AgentFirstCallbackAfterContactWorkConfig} {
			switch {
			case w == nil:
			case !seen:
				first, seen = w.AfterContactWorkTimeLimit, true
			case w.AfterContactWorkTimeLimit != first:
				return true
			}
		}
	}
	return false
}

// inSeconds turns the times of SearchUsers, which are in milliseconds, into what
// every other operation has.
func inSeconds(u *types.UserSearchSummary) {
	const perSecond = 1000
	if u.PhoneConfig != nil {
		u.PhoneConfig.AfterContactWorkTimeLimit /= perSecond
	}
	for _, config := range u.AfterContactWorkConfigs {
		for _, w := range []*types.AfterContactWorkConfig{config.AfterContactWorkConfig, config.AgentFirstCallbackAfterContactWorkConfig} {
			if w != nil {
				w.AfterContactWorkTimeLimit /= perSecond
			}
		}
	}
}

// phoneOf returns a user's PhoneConfig, or where there is none what the settings
// of the voice channel amount to; nil when there are none of those either.
func phoneOf(u *types.User) *types.UserPhoneConfig {
	if u.PhoneConfig != nil {
		return u.PhoneConfig
	}
	var found bool
	p := &types.UserPhoneConfig{}
	for _, s := range u.PhoneNumberConfigs {
		if s.Channel == types.ChannelVoice {
			p.PhoneType, p.DeskPhoneNumber, found = s.PhoneType, s.PhoneNumber, true
		}
	}
	for _, s := range u.AutoAcceptConfigs {
		if s.Channel == types.ChannelVoice {
			p.AutoAccept, found = s.AutoAccept, true
		}
	}
	for _, s := range u.AfterContactWorkConfigs {
		if s.Channel == types.ChannelVoice && s.AfterContactWorkConfig != nil {
			p.AfterContactWorkTimeLimit, found = s.AfterContactWorkConfig.AfterContactWorkTimeLimit, true
		}
	}
	for _, s := range u.PersistentConnectionConfigs {
		if s.Channel == types.ChannelVoice {
			p.PersistentConnection, found = s.PersistentConnection, true
		}
	}
	if !found {
		return nil
	}
	return p
}

func readPhone(p *types.UserPhoneConfig) schema.Phone {
	return schema.Phone{
		Type:                 word(phoneTypes, p.PhoneType),
		Number:               aws.ToString(p.DeskPhoneNumber),
		AutoAccept:           p.AutoAccept,
		AfterContactWork:     int(p.AfterContactWorkTimeLimit),
		PersistentConnection: aws.ToBool(p.PersistentConnection),
	}
}

func phoneConfig(p schema.Phone) *types.UserPhoneConfig {
	return &types.UserPhoneConfig{
		PhoneType:                 value[types.PhoneType](phoneTypes, p.Type),
		DeskPhoneNumber:           filled(p.Number),
		AutoAccept:                p.AutoAccept,
		AfterContactWorkTimeLimit: small(p.AfterContactWork),
		PersistentConnection:      aws.Bool(p.PersistentConnection),
	}
}
