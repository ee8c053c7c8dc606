package amazonconnect

import (
	"cmp"
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// channelLeaves returns the attributes below channels, which each say something about one
// channel.
func channelLeaves() schema.AttrSet {
	var s schema.AttrSet
	for _, leaf := range userKind.Leaves("channels") {
		s = s.Union(userKind.Set("channels." + leaf))
	}
	return s
}

// channelWork returns the attributes of the times for after-contact work: one of each
// channel, and that of agent-first callbacks.
func channelWork() schema.AttrSet {
	s := userKind.Set("channels.voice.callback_after_contact_work")
	for _, name := range schema.Channels {
		s = s.Union(userKind.Set("channels." + name + ".after_contact_work"))
	}
	return s
}

// readChannels returns a user's settings for each channel, and the attributes that the
// service has a value for. Channels that the schema does not know are left out.
func readChannels(u *types.User) (all schema.UserChannels, known schema.AttrSet) {
	of := func(channel types.Channel, leaf string) *schema.ChannelSettings {
		name := word(channels, channel)
		if !slices.Contains(schema.Channels, name) {
			return &schema.ChannelSettings{}
		}
		known = known.Union(userKind.Set("channels." + name + "." + leaf))
		return all.Of(name)
	}
	for _, s := range u.AutoAcceptConfigs {
		of(s.Channel, "auto_accept").AutoAccept = s.AutoAccept
		if on := s.AgentFirstCallbackAutoAccept; on != nil && s.Channel == types.ChannelVoice {
			all.Voice.CallbackAutoAccept = *on
			known = known.Union(userKind.Set("channels.voice.callback_auto_accept"))
		}
	}
	for _, s := range u.AfterContactWorkConfigs {
		if s.AfterContactWorkConfig != nil {
			of(s.Channel, "after_contact_work").AfterContactWork = int(s.AfterContactWorkConfig.AfterContactWorkTimeLimit)
		}
		if w := s.AgentFirstCallbackAfterContactWorkConfig; w != nil && s.Channel == types.ChannelVoice {
			all.Voice.CallbackAfterContactWork = int(w.AfterContactWorkTimeLimit)
			known = known.Union(userKind.Set("channels.voice.callback_after_contact_work"))
		}
	}
	for _, s := range u.PhoneNumberConfigs {
		if s.Channel == types.ChannelVoice {
			all.Voice.PhoneType, all.Voice.PhoneNumber = word(phoneTypes, s.PhoneType), aws.ToString(s.PhoneNumber)
			known = known.Union(userKind.Set("channels.voice.phone_type", "channels.voice.phone_number"))
		}
	}
	for _, s := range u.PersistentConnectionConfigs {
		if s.Channel == types.ChannelVoice {
			all.Voice.PersistentConnection = aws.ToBool(s.PersistentConnection)
			known = known.Union(userKind.Set("channels.voice.persistent_connection"))
		}
	}
	for _, s := range u.VoiceEnhancementConfigs {
		if s.Channel == types.ChannelVoice {
			all.Voice.VoiceEnhancement = word(enhancements, s.VoiceEnhancementMode)
			known = known.Union(userKind.Set("channels.voice.voice_enhancement"))
		}
	}
	return all, known
}

// settings are a user's settings for channels in the API's form, as far as they change. An
// entry replaces everything about its channel. What else a list had is added to the request,
// as well as the settings of agent-first callbacks where they do not change: see
// settingsRests.
type settings struct {
	accept      []types.AutoAcceptConfig
	work        []types.AfterContactWorkConfigPerChannel
	phone       []types.PhoneNumberConfig
	connection  []types.PersistentConnectionConfig
	enhancement []types.VoiceEnhancementConfig
}

// settingsFor returns the settings that a change writes. Uneven says that the channels have
// different times.
func settingsFor(ch change[schema.User], uneven bool) settings {
	touched := func(attrs ...string) bool { return ch.attrs.And(userKind.Set(attrs...)) != 0 }
	// An entry has every setting of its channel, so those that do not change are needed too.
	to := intended(ch, uneven)
	var s settings
	for _, name := range schema.Channels {
		channel, is := value[types.Channel](channels, name), to.Of(name)
		voiced := channel == types.ChannelVoice
		callback := voiced && touched("channels.voice.callback_auto_accept")
		if callback || touched("channels."+name+".auto_accept") || voiced && touched("phone.auto_accept") {
			entry := types.AutoAcceptConfig{Channel: channel, AutoAccept: is.AutoAccept}
			if callback {
				entry.AgentFirstCallbackAutoAccept = &to.Voice.CallbackAutoAccept
			}
			s.accept = append(s.accept, entry)
		}
		callback = voiced && touched("channels.voice.callback_after_contact_work")
		if callback || touched("channels."+name+".after_contact_work") || touched("phone.after_contact_work") && (voiced || !uneven) {
			entry := types.AfterContactWorkConfigPerChannel{Channel: channel, AfterContactWorkConfig: workLimit(is.AfterContactWork)}
			if callback {
				entry.AgentFirstCallbackAfterContactWorkConfig = workLimit(to.Voice.CallbackAfterContactWork)
			}
			s.work = append(s.work, entry)
		}
	}
	if touched("phone.type", "phone.number", "channels.voice.phone_type", "channels.voice.phone_number") {
		s.phone = []types.PhoneNumberConfig{{
			Channel:     types.ChannelVoice,
			PhoneType:   cmp.Or(value[types.PhoneType](phoneTypes, to.Voice.PhoneType), types.PhoneTypeSoftPhone),
			PhoneNumber: filled(to.Voice.PhoneNumber),
		}}
	}
	if touched("phone.persistent_connection", "channels.voice.persistent_connection") {
		s.connection = []types.PersistentConnectionConfig{{Channel: types.ChannelVoice, PersistentConnection: aws.Bool(to.Voice.PersistentConnection)}}
	}
	if touched("channels.voice.voice_enhancement") {
		s.enhancement = []types.VoiceEnhancementConfig{{
			Channel:              types.ChannelVoice,
			VoiceEnhancementMode: cmp.Or(value[types.VoiceEnhancementMode](enhancements, to.Voice.VoiceEnhancement), types.VoiceEnhancementModeNone),
		}}
	}
	return s
}

// workLimit returns the API's form of a time for after-contact work.
func workLimit(seconds int) *types.AfterContactWorkConfig {
	return &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: small(seconds)}
}

// intended returns the settings for channels after a change. Where the block phone and the
// block channels set the same thing, channels wins.
func intended(ch change[schema.User], uneven bool) schema.UserChannels {
	touched := func(attr string) bool { return ch.attrs.And(userKind.Set(attr)) != 0 }
	full := &schema.User{Channels: ch.before.Channels}
	to, phone := &full.Channels, ch.after.Phone
	if touched("phone.type") {
		to.Voice.PhoneType = phone.Type
	}
	if touched("phone.number") {
		to.Voice.PhoneNumber = phone.Number
	}
	if touched("phone.auto_accept") {
		to.Voice.AutoAccept = phone.AutoAccept
	}
	if touched("phone.persistent_connection") {
		to.Voice.PersistentConnection = phone.PersistentConnection
	}
	if touched("phone.after_contact_work") {
		for _, name := range schema.Channels {
			if name == "voice" || !uneven {
				to.Of(name).AfterContactWork = phone.AfterContactWork
			}
		}
	}
	// Last, so that what the block channels says wins.
	userKind.Copy(full, ch.after, ch.attrs.And(userChannels))
	return full.Channels
}

// updateSettings sends the settings that change.
func updateSettings(ctx context.Context, c *connection, ch change[schema.User]) error {
	s := settingsFor(ch, c.uneven.has(ch.id))
	_, err := c.api.UpdateUserConfig(ctx, &connect.UpdateUserConfigInput{
		InstanceId: &c.instance.ID, UserId: &ch.id,
		AutoAcceptConfigs: s.accept, AfterContactWorkConfigs: s.work, PhoneNumberConfigs: s.phone,
		PersistentConnectionConfigs: s.connection, VoiceEnhancementConfigs: s.enhancement,
	})
	return err
}
