package amazonconnect

import (
	"cmp"
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// A user's phone settings exist twice in the API: as PhoneConfig, and per channel.
// Writing PhoneConfig gives every channel the same time for after-contact work.
// That is what is wanted as long as the channels have the same; a user whose
// channels have different times is uneven, and is written per channel, so that
// what somebody else set for chat or tasks stays.

// A voice is what is kept of an uneven user's voice channel: the settings for
// agent-first callbacks, which are sent along with those that they belong to.
type voice struct {
	callbackAccept *bool
	callbackWork   *types.AfterContactWorkConfig
}

// remember notes whether the user is uneven, as just read.
func (c *Client) remember(u *types.User) {
	id := aws.ToString(u.Id)
	if !differ(u.AfterContactWorkConfigs) {
		c.phones.Delete(id)
		return
	}
	v := voice{}
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
	c.phones.Store(id, v)
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

const (
	alike  = false
	uneven = true
)

// phoneCalls counts one call for users that are as given.
func phoneCalls(are bool) func(*Client, change[schema.User]) int {
	return func(c *Client, ch change[schema.User]) int {
		if _, is := c.phones.Load(ch.id); is == are {
			return 1
		}
		return 0
	}
}

// updatePhone sends the whole of a user's phone settings.
func updatePhone(ctx context.Context, c *Client, ch change[schema.User]) error {
	_, err := c.api.UpdateUserPhoneConfig(ctx, &connect.UpdateUserPhoneConfigInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, PhoneConfig: phoneConfig(ch.after.Phone),
	})
	return err
}

// updateVoice sends what changes, for the voice channel alone.
func updateVoice(ctx context.Context, c *Client, ch change[schema.User]) error {
	in := &connect.UpdateUserConfigInput{InstanceId: &c.instance.ID, UserId: &ch.id}
	known, _ := c.phones.Load(ch.id)
	kept, _ := known.(voice)
	after := ch.after.Phone
	changed := func(attrs ...string) bool { return ch.attrs.And(userKind.Set(attrs...)) != 0 }
	if changed("phone.auto_accept") {
		in.AutoAcceptConfigs = []types.AutoAcceptConfig{{
			Channel: types.ChannelVoice, AutoAccept: after.AutoAccept, AgentFirstCallbackAutoAccept: kept.callbackAccept,
		}}
	}
	if changed("phone.after_contact_work") {
		in.AfterContactWorkConfigs = []types.AfterContactWorkConfigPerChannel{{
			Channel:                                  types.ChannelVoice,
			AfterContactWorkConfig:                   &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: small(after.AfterContactWork)},
			AgentFirstCallbackAfterContactWorkConfig: kept.callbackWork,
		}}
	}
	if changed("phone.type", "phone.number") {
		in.PhoneNumberConfigs = []types.PhoneNumberConfig{{
			Channel:     types.ChannelVoice,
			PhoneType:   cmp.Or(value[types.PhoneType](phoneTypes, after.Type), types.PhoneTypeSoftPhone),
			PhoneNumber: filled(after.Number),
		}}
	}
	if changed("phone.persistent_connection") {
		in.PersistentConnectionConfigs = []types.PersistentConnectionConfig{{
			Channel: types.ChannelVoice, PersistentConnection: aws.Bool(after.PersistentConnection),
		}}
	}
	_, err := c.api.UpdateUserConfig(ctx, in)
	return err
}
