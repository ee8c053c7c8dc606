package sim_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
)

// autoAccept and work are settings of VOICE, CHAT, TASK and EMAIL.
func autoAccept(of ...bool) (configs []types.AutoAcceptConfig) {
	for i, v := range of {
		configs = append(configs, types.AutoAcceptConfig{Channel: allChannels[i], AutoAccept: v})
	}
	return configs
}

func work(of ...int32) (configs []types.AfterContactWorkConfigPerChannel) {
	for i, v := range of {
		configs = append(configs, workOf(allChannels[i], v))
	}
	return configs
}

func workOf(channel types.Channel, seconds int32) types.AfterContactWorkConfigPerChannel {
	return types.AfterContactWorkConfigPerChannel{
		Channel: channel, AfterContactWorkConfig: &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: seconds},
	}
}

var allChannels = []types.Channel{types.ChannelVoice, types.ChannelChat, types.ChannelTask, types.ChannelEmail}

func (c *client) updatePhone(id *string, p types.UserPhoneConfig) (*connect.UpdateUserPhoneConfigOutput, error) {
	return c.UpdateUserPhoneConfig(ctx, &connect.UpdateUserPhoneConfigInput{InstanceId: c.instance, UserId: id, PhoneConfig: &p})
}

func (c *client) updateConfig(id *string, in connect.UpdateUserConfigInput) (*connect.UpdateUserConfigOutput, error) {
	in.InstanceId, in.UserId = c.instance, id
	return c.UpdateUserConfig(ctx, &in)
}

func (c *client) wantPhone(id *string, want types.UserPhoneConfig) {
	c.Helper()
	if diff := cmp.Diff(&want, c.describeUser(id).PhoneConfig, plain); diff != "" {
		c.Errorf("PhoneConfig mismatch (-want +got):\n%s", diff)
	}
}

// A user that is created without any settings has the defaults, in both views.
func TestPhoneDefaults(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.user("ada")
	c.wantPhone(id, types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, PersistentConnection: aws.Bool(false)})
	u := c.describeUser(id)
	if diff := cmp.Diff(autoAccept(false, false, false, false), u.AutoAcceptConfigs, plain); diff != "" {
		t.Errorf("AutoAcceptConfigs mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(work(0, 0, 0, 0), u.AfterContactWorkConfigs, plain); diff != "" {
		t.Errorf("AfterContactWorkConfigs mismatch (-want +got):\n%s", diff)
	}
}

// UpdateUserPhoneConfig replaces everything, and the limit of every channel.
func TestUpdateUserPhoneConfig(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.user("ada")
	must(c.updateConfig(id, connect.UpdateUserConfigInput{AfterContactWorkConfigs: work(1, 2, 3, 4), AutoAcceptConfigs: autoAccept(false, true)}))(t)
	desk := types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+441632960001"),
		AutoAccept: true, PersistentConnection: aws.Bool(true), AfterContactWorkTimeLimit: 60,
	}
	must(c.updatePhone(id, desk))(t)
	c.wantPhone(id, desk)
	u := c.describeUser(id)
	if diff := cmp.Diff(work(60, 60, 60, 60), u.AfterContactWorkConfigs, plain); diff != "" {
		t.Errorf("AfterContactWorkConfigs mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(autoAccept(true, true, false, false), u.AutoAcceptConfigs, plain); diff != "" {
		t.Errorf("AutoAcceptConfigs mismatch (-want +got):\n%s", diff)
	}
	must(c.updatePhone(id, types.UserPhoneConfig{}))(t)
	c.wantPhone(id, types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, PersistentConnection: aws.Bool(false)})

	refused(c.updatePhone(id, types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone}))(t, invalid, "DeskPhoneNumber")
	refused(c.updatePhone(id, types.UserPhoneConfig{PhoneType: "MOBILE"}))(t, invalid, "PhoneType")
	refused(c.updatePhone(id, types.UserPhoneConfig{DeskPhoneNumber: aws.String("0163")}))(t, invalid, "DeskPhoneNumber")
	refused(c.updatePhone(id, types.UserPhoneConfig{AfterContactWorkTimeLimit: -1}))(t, invalid, "AfterContactWorkTimeLimit")
	refused(c.updatePhone(id, types.UserPhoneConfig{AfterContactWorkTimeLimit: 2_000_001}))(t, invalid, "2000000")
	refused(c.updatePhone(nowhere, types.UserPhoneConfig{}))(t, notFound, "user")
}

// UpdateUserConfig sets the channels that it names.
func TestUpdateUserConfig(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.user("ada")
	first := types.AutoAcceptConfig{Channel: types.ChannelVoice, AutoAccept: true, AgentFirstCallbackAutoAccept: aws.Bool(true)}
	must(c.updateConfig(id, connect.UpdateUserConfigInput{
		AutoAcceptConfigs:       []types.AutoAcceptConfig{first},
		AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{workOf(types.ChannelVoice, 10), workOf(types.ChannelTask, 2_000_000)},
		PhoneNumberConfigs: []types.PhoneNumberConfig{{
			Channel: types.ChannelVoice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: aws.String("+441632960001"),
		}},
		PersistentConnectionConfigs: []types.PersistentConnectionConfig{{Channel: types.ChannelVoice, PersistentConnection: aws.Bool(true)}},
		VoiceEnhancementConfigs:     []types.VoiceEnhancementConfig{{Channel: types.ChannelVoice, VoiceEnhancementMode: types.VoiceEnhancementModeVoiceIsolation}},
	}))(t)
	must(c.updateConfig(id, connect.UpdateUserConfigInput{AutoAcceptConfigs: []types.AutoAcceptConfig{{Channel: types.ChannelEmail, AutoAccept: true}}}))(t)
	c.wantPhone(id, types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+441632960001"),
		AutoAccept: true, PersistentConnection: aws.Bool(true), AfterContactWorkTimeLimit: 10,
	})
	u := c.describeUser(id)
	want := autoAccept(true, false, false, true)
	want[0] = first
	if diff := cmp.Diff(want, u.AutoAcceptConfigs, plain); diff != "" {
		t.Errorf("AutoAcceptConfigs mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(work(10, 0, 2_000_000, 0), u.AfterContactWorkConfigs, plain); diff != "" {
		t.Errorf("AfterContactWorkConfigs mismatch (-want +got):\n%s", diff)
	}
	work := workOf(types.ChannelVoice, 10)
	work.AgentFirstCallbackAfterContactWorkConfig = &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 45}
	must(c.updateConfig(id, connect.UpdateUserConfigInput{AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{work}}))(t)
	if diff := cmp.Diff(work, c.describeUser(id).AfterContactWorkConfigs[0], plain); diff != "" {
		t.Errorf("AfterContactWorkConfigs mismatch (-want +got):\n%s", diff)
	}
	found := must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance}))(t).Users[0].AfterContactWorkConfigs[0]
	if got := found.AgentFirstCallbackAfterContactWorkConfig.AfterContactWorkTimeLimit; got != 45_000 {
		t.Errorf("a search answers %d ms of work after an agent-first callback, want 45000", got)
	}
	if u.VoiceEnhancementConfigs[0].VoiceEnhancementMode != types.VoiceEnhancementModeVoiceIsolation {
		t.Errorf("VoiceEnhancementConfigs is %v", u.VoiceEnhancementConfigs)
	}
}

func TestUpdateUserConfigRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.user("ada")
	type input = connect.UpdateUserConfigInput
	callback := workOf(types.ChannelChat, 1)
	callback.AgentFirstCallbackAfterContactWorkConfig = callback.AfterContactWorkConfig
	long := workOf(types.ChannelVoice, 1)
	long.AgentFirstCallbackAfterContactWorkConfig = &types.AfterContactWorkConfig{AfterContactWorkTimeLimit: 2_000_003}
	for about, in := range map[string]input{
		"2000003":                 {AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{long}},
		"AgentFirstCallbackAfter": {AfterContactWorkConfigs: []types.AfterContactWorkConfigPerChannel{callback}},
		"given twice":             {AutoAcceptConfigs: append(autoAccept(true), autoAccept(false)...)},
		"PhoneNumber":             {PhoneNumberConfigs: []types.PhoneNumberConfig{{Channel: types.ChannelVoice, PhoneType: types.PhoneTypeDeskPhone}}},
		"CHAT is not supported":   {PhoneNumberConfigs: []types.PhoneNumberConfig{{Channel: types.ChannelChat, PhoneType: types.PhoneTypeSoftPhone}}},
		"TASK is not supported":   {PersistentConnectionConfigs: []types.PersistentConnectionConfig{{Channel: types.ChannelTask, PersistentConnection: aws.Bool(true)}}},
		"EMAIL is not supported":  {VoiceEnhancementConfigs: []types.VoiceEnhancementConfig{{Channel: types.ChannelEmail, VoiceEnhancementMode: types.VoiceEnhancementModeNone}}},
		"AgentFirstCallbackAuto":  {AutoAcceptConfigs: []types.AutoAcceptConfig{{Channel: types.ChannelChat, AgentFirstCallbackAutoAccept: aws.Bool(true)}}},
		"2000000":                 {AfterContactWorkConfigs: work(2_000_001)},
		"VoiceEnhancementConfigs": {VoiceEnhancementConfigs: []types.VoiceEnhancementConfig{{Channel: types.ChannelVoice, VoiceEnhancementMode: "LOUD"}}},
	} {
		refused(c.updateConfig(id, in))(t, invalid, about)
	}
	refused(c.updateConfig(nowhere, input{}))(t, notFound, "user")
}

// The two views of one setting cannot both be given at creation.
func TestCreateUserWithBothViews(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for about, change := range map[string]func(*connect.CreateUserInput){
		"PhoneConfig.AutoAccept": func(in *connect.CreateUserInput) {
			in.PhoneConfig, in.AutoAcceptConfigs = &types.UserPhoneConfig{AutoAccept: true}, autoAccept(true)
		},
		"PhoneConfig.AfterContactWorkTimeLimit": func(in *connect.CreateUserInput) {
			in.PhoneConfig, in.AfterContactWorkConfigs = &types.UserPhoneConfig{AfterContactWorkTimeLimit: 1}, work(1)
		},
		"PhoneConfig.PhoneType": func(in *connect.CreateUserInput) {
			in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone}
			in.PhoneNumberConfigs = []types.PhoneNumberConfig{{Channel: types.ChannelVoice, PhoneType: types.PhoneTypeSoftPhone}}
		},
		"PhoneConfig.PersistentConnection": func(in *connect.CreateUserInput) {
			in.PhoneConfig = &types.UserPhoneConfig{PersistentConnection: aws.Bool(true)}
			in.PersistentConnectionConfigs = []types.PersistentConnectionConfig{{Channel: types.ChannelVoice, PersistentConnection: aws.Bool(true)}}
		},
	} {
		in := c.newUser("ada")
		change(in)
		refused(c.CreateUser(ctx, in))(t, invalid, about)
	}
	in := c.newUser("ada")
	in.AfterContactWorkConfigs = work(7)
	in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone}
	id := must(c.CreateUser(ctx, in))(t).UserId
	if diff := cmp.Diff(work(7, 0, 0, 0), c.describeUser(id).AfterContactWorkConfigs, plain); diff != "" {
		t.Errorf("AfterContactWorkConfigs mismatch (-want +got):\n%s", diff)
	}
}
