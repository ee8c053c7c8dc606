package amazonconnect_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestChannels checks that a change sends only the lists of the settings that change, each
// with the entries of all channels. A service may replace a list as a whole.
func TestChannels(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		want  schema.User
		attrs []string
		sent  string
	}{
		{
			"one setting of one channel",
			schema.User{Channels: schema.UserChannels{Chat: schema.ChannelSettings{AutoAccept: true}}},
			[]string{"channels.chat.auto_accept"},
			`{"AutoAcceptConfigs": [
				{"Channel": "CHAT", "AutoAccept": true}, {"Channel": "VOICE", "AutoAccept": false},
				{"Channel": "TASK", "AutoAccept": false}, {"Channel": "EMAIL", "AutoAccept": false}]}`,
		},
		{
			"a phone's type keeps its number",
			schema.User{Channels: schema.UserChannels{Voice: schema.VoiceSettings{PhoneType: "soft"}}},
			[]string{"channels.voice.phone_type"},
			`{"PhoneNumberConfigs": [{"Channel": "VOICE", "PhoneType": "SOFT_PHONE", "PhoneNumber": "+442071838750"}]}`,
		},
		{
			"the time of all channels, where they have one",
			schema.User{Phone: schema.Phone{AfterContactWork: 9}},
			[]string{"phone.after_contact_work"},
			`{"AfterContactWorkConfigs": [
				{"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 9}}, {"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 9}},
				{"Channel": "TASK", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 9}}, {"Channel": "EMAIL", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 9}}]}`,
		},
		{
			"phone and channels together",
			schema.User{
				Phone:    schema.Phone{PersistentConnection: true},
				Channels: schema.UserChannels{Voice: schema.VoiceSettings{VoiceEnhancement: "noise_suppression"}, Task: schema.ChannelSettings{AfterContactWork: 5}},
			},
			[]string{"phone.persistent_connection", "channels.voice.voice_enhancement", "channels.task.after_contact_work"},
			`{
				"AfterContactWorkConfigs": [
					{"Channel": "TASK", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5}}, {"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}},
					{"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}}, {"Channel": "EMAIL", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}}],
				"PersistentConnectionConfigs": [{"Channel": "VOICE", "PersistentConnection": true}],
				"VoiceEnhancementConfigs": [{"Channel": "VOICE", "VoiceEnhancementMode": "NOISE_SUPPRESSION"}]}`,
		},
		{
			"a setting of voice keeps that of callbacks",
			schema.User{Channels: schema.UserChannels{Voice: schema.VoiceSettings{ChannelSettings: schema.ChannelSettings{AutoAccept: true, AfterContactWork: 5}}}},
			[]string{"channels.voice.auto_accept", "channels.voice.after_contact_work"},
			`{
				"AutoAcceptConfigs": [
					{"Channel": "VOICE", "AutoAccept": true, "AgentFirstCallbackAutoAccept": true}, {"Channel": "CHAT", "AutoAccept": false},
					{"Channel": "TASK", "AutoAccept": false}, {"Channel": "EMAIL", "AutoAccept": false}],
				"AfterContactWorkConfigs": [
					{"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5}, "AgentFirstCallbackAfterContactWorkConfig": {"AfterContactWorkTimeLimit": 40}},
					{"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}}, {"Channel": "TASK", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}},
					{"Channel": "EMAIL", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}}]}`,
		},
		{
			"a setting of callbacks keeps that of voice",
			schema.User{Channels: schema.UserChannels{Voice: schema.VoiceSettings{CallbackAfterContactWork: 5}}},
			[]string{"channels.voice.callback_auto_accept", "channels.voice.callback_after_contact_work"},
			`{
				"AutoAcceptConfigs": [
					{"Channel": "VOICE", "AutoAccept": false, "AgentFirstCallbackAutoAccept": false}, {"Channel": "CHAT", "AutoAccept": false},
					{"Channel": "TASK", "AutoAccept": false}, {"Channel": "EMAIL", "AutoAccept": false}],
				"AfterContactWorkConfigs": [
					{"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}, "AgentFirstCallbackAfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5}},
					{"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}}, {"Channel": "TASK", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}},
					{"Channel": "EMAIL", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 3}}]}`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			ada := user("ada")
			ada.Body.(*schema.User).Phone = schema.Phone{Type: "desk", Number: "+442071838750", AfterContactWork: 3}
			ada.Given = ada.Given.Union(ada.Kind.Set("phone.type", "phone.number", "phone.after_contact_work"))
			if strings.Contains(test.name, "callbacks") {
				ada.Body.(*schema.User).Channels.Voice = schema.VoiceSettings{CallbackAutoAccept: true, CallbackAfterContactWork: 40}
				ada.Given = ada.Given.Union(ada.Kind.Set("channels.voice.callback_auto_accept", "channels.voice.callback_after_contact_work"))
			}
			live := c.create(ada)
			c.forget()
			c.update(live, schematest.Of("user", &test.want), test.attrs...)
			if diff := cmp.Diff([]string{"UpdateUserConfig"}, c.writes()); diff != "" {
				t.Fatalf("calls mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(parse(test.sent), parse(c.requests("UpdateUserConfig")[0])); diff != "" {
				t.Errorf("request mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCreatePerChannel checks that a new user's settings are sent in one form. If there are
// settings for channels, the settings of the phone become settings for the voice channel.
func TestCreatePerChannel(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	ada := user("ada")
	body := ada.Body.(*schema.User)
	body.Phone = schema.Phone{AutoAccept: true, AfterContactWork: 20}
	body.Channels.Email.AutoAccept = true
	ada.Given = ada.Given.Union(ada.Kind.Set("phone.auto_accept", "phone.after_contact_work", "channels.email.auto_accept"))
	live := c.create(ada).Body.(*schema.User)
	if diff := cmp.Diff([]string{"CreateUser"}, c.writes()); diff != "" {
		t.Errorf("calls mismatch (-want +got):\n%s", diff)
	}
	want := schema.UserChannels{
		Voice: schema.VoiceSettings{ChannelSettings: schema.ChannelSettings{AutoAccept: true, AfterContactWork: 20}, PhoneType: "soft", VoiceEnhancement: "none"},
		Chat:  schema.ChannelSettings{AfterContactWork: 20}, Task: schema.ChannelSettings{AfterContactWork: 20},
		Email: schema.ChannelSettings{AutoAccept: true, AfterContactWork: 20},
	}
	if diff := cmp.Diff(want, live.Channels); diff != "" {
		t.Errorf("channels mismatch (-want +got):\n%s", diff)
	}
	found := c.list("user", nil)["ada"].Body.(*schema.User)
	if diff := cmp.Diff(want, found.Channels); diff != "" {
		t.Errorf("channels as listed mismatch (-want +got):\n%s", diff)
	}
}
