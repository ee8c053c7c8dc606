package amazonconnect

import (
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// The API has a user's phone settings twice: as PhoneConfig, and for each channel. A write of
// PhoneConfig gives all channels the same time for after-contact work. So it is only sent for
// a new user whose configuration says nothing about channels. The settings of a user who
// exists are sent channel by channel (user_channels.go).
//
// As long as the channels have the same time, phone.after_contact_work is the time of all of
// them. A user whose channels have different times is called uneven. For such a user, it is
// the time of the voice channel: what somebody set for chat or tasks stays.

// A voice is what the language lacks about a user: whether the times of the channels
// differ, and the settings for agent-first callbacks. Those are sent along with the
// settings of the voice channel, which they belong to.
type voice struct {
	uneven         bool
	callbackAccept *bool
	callbackWork   *types.AfterContactWorkConfig
}

// voices has the voice of each user as last seen, by the user's id. It is safe for
// concurrent use. Most users have none, so few are kept.
type voices struct{ m sync.Map }

// of returns the voice of the user of that id; the zero voice for one with none.
func (v *voices) of(user string) voice {
	known, _ := v.m.Load(user)
	last, _ := known.(voice)
	return last
}

// remember keeps the voice of a user who was just read.
func (v *voices) remember(u *types.User) {
	id, now := aws.ToString(u.Id), voiceOf(u)
	if now == (voice{}) {
		v.m.Delete(id)
	} else {
		v.m.Store(id, now)
	}
}

// voiceOf returns the voice of a user.
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

// differ reports whether the channels have different times for after-contact work.
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

// phoneOf returns a user's PhoneConfig. If there is none, it is made from the settings of
// the voice channel; nil when there are none of those either.
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

// readPhone returns the language's form of a PhoneConfig.
func readPhone(p *types.UserPhoneConfig) schema.Phone {
	return schema.Phone{
		Type:                 word(phoneTypes, p.PhoneType),
		Number:               aws.ToString(p.DeskPhoneNumber),
		AutoAccept:           p.AutoAccept,
		AfterContactWork:     int(p.AfterContactWorkTimeLimit),
		PersistentConnection: aws.ToBool(p.PersistentConnection),
	}
}

// phoneConfig returns the API's form of a phone.
func phoneConfig(p schema.Phone) *types.UserPhoneConfig {
	return &types.UserPhoneConfig{
		PhoneType:                 value[types.PhoneType](phoneTypes, p.Type),
		DeskPhoneNumber:           filled(p.Number),
		AutoAccept:                p.AutoAccept,
		AfterContactWorkTimeLimit: small(p.AfterContactWork),
		PersistentConnection:      aws.Bool(p.PersistentConnection),
	}
}
