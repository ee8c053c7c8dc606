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

// uneven has the ids of the users who were uneven when they were last read. It is safe for
// concurrent use. Most users are even.
type uneven struct{ m sync.Map }

// has reports whether the user of that id is uneven.
func (u *uneven) has(user string) bool {
	_, is := u.m.Load(user)
	return is
}

// note takes note of a user who was just read.
func (u *uneven) note(user *types.User) {
	if id := aws.ToString(user.Id); differ(user.AfterContactWorkConfigs) {
		u.m.Store(id, true)
	} else {
		u.m.Delete(id)
	}
}

// differ reports whether the channels have different times for after-contact work. The time
// of agent-first callbacks is a setting of its own.
func differ(configs []types.AfterContactWorkConfigPerChannel) bool {
	first, seen := int32(0), false
	for _, config := range configs {
		switch w := config.AfterContactWorkConfig; {
		case w == nil:
		case !seen:
			first, seen = w.AfterContactWorkTimeLimit, true
		case w.AfterContactWorkTimeLimit != first:
			return true
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
