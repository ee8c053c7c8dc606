package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
)

func (c *client) describeUser(id *string) *types.User {
	c.Helper()
	return must(c.DescribeUser(ctx, &connect.DescribeUserInput{InstanceId: c.instance, UserId: id}))(c).User
}

func TestUser(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country")
	uk := c.group("UK", nil)
	in := c.newUser("ada@example.com")
	in.IdentityInfo.Email = aws.String("ada@example.com")
	in.IdentityInfo.SecondaryEmail = aws.String("al@example.org")
	in.IdentityInfo.Mobile = aws.String("+441632960000")
	in.SecurityProfileIds = []string{c.admin, *c.arn("security-profile", &c.agent), c.admin}
	in.RoutingProfileId = c.arn("routing-profile", &c.routing)
	in.HierarchyGroupId = uk
	in.PhoneConfig = &types.UserPhoneConfig{
		PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+441632960001"),
		AutoAccept: true, PersistentConnection: aws.Bool(true), AfterContactWorkTimeLimit: 30,
	}
	in.Tags = map[string]string{"team": "north"}
	made := must(c.CreateUser(ctx, in))(t)
	got := c.describeUser(made.UserArn)
	if got.LastModifiedTime == nil {
		t.Error("DescribeUser lacks LastModifiedTime")
	}
	got.LastModifiedTime = nil
	profiles := []string{c.admin, c.agent}
	slices.Sort(profiles)
	want := types.User{
		Id: made.UserId, Arn: c.arn("agent", made.UserId), Username: in.Username, IdentityInfo: in.IdentityInfo,
		SecurityProfileIds: profiles, RoutingProfileId: &c.routing, HierarchyGroupId: uk, Tags: in.Tags,
		PhoneConfig: in.PhoneConfig, LastModifiedRegion: aws.String("eu-west-2"),
		AutoAcceptConfigs: autoAccept(true, false, false, false), AfterContactWorkConfigs: work(30, 30, 30, 30),
		PhoneNumberConfigs: []types.PhoneNumberConfig{{
			Channel: types.ChannelVoice, PhoneType: types.PhoneTypeDeskPhone, PhoneNumber: in.PhoneConfig.DeskPhoneNumber,
		}},
		PersistentConnectionConfigs: []types.PersistentConnectionConfig{{Channel: types.ChannelVoice, PersistentConnection: aws.Bool(true)}},
		VoiceEnhancementConfigs:     []types.VoiceEnhancementConfig{{Channel: types.ChannelVoice, VoiceEnhancementMode: types.VoiceEnhancementModeNone}},
	}
	if diff := cmp.Diff(&want, got, plain); diff != "" {
		t.Errorf("DescribeUser() mismatch (-want +got):\n%s", diff)
	}

	// The search lacks addresses and times, and answers milliseconds.
	found := must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance}))(t).Users
	phone := *want.PhoneConfig
	phone.AfterContactWorkTimeLimit = 30_000
	summary := []types.UserSearchSummary{{
		Id: want.Id, Arn: want.Arn, Username: want.Username, HierarchyGroupId: uk, RoutingProfileId: want.RoutingProfileId,
		SecurityProfileIds: profiles, Tags: want.Tags, PhoneConfig: &phone,
		IdentityInfo:      &types.UserIdentityInfoLite{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")},
		AutoAcceptConfigs: want.AutoAcceptConfigs, AfterContactWorkConfigs: work(30_000, 30_000, 30_000, 30_000),
		PhoneNumberConfigs: want.PhoneNumberConfigs, PersistentConnectionConfigs: want.PersistentConnectionConfigs, VoiceEnhancementConfigs: want.VoiceEnhancementConfigs,
	}}
	if diff := cmp.Diff(summary, found, plain); diff != "" {
		t.Errorf("SearchUsers() mismatch (-want +got):\n%s", diff)
	}
	list := must(c.ListUsers(ctx, &connect.ListUsersInput{InstanceId: c.instance}))(t).UserSummaryList
	if len(list) != 1 || *list[0].Username != *in.Username || *list[0].Arn != *want.Arn || list[0].LastModifiedTime == nil {
		t.Errorf("ListUsers says %v", list)
	}
}

func TestCreateUserRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.user("taken")
	type input = connect.CreateUserInput
	for _, refusal := range []struct {
		exception, about string
		change           func(*input)
	}{
		{duplicate, "taken", func(in *input) { in.Username = aws.String("taken") }},
		{notFound, "routing profile", func(in *input) { in.RoutingProfileId = nowhere }},
		{notFound, "routing profile", func(in *input) { in.RoutingProfileId = &c.queue }},
		{notFound, "security profile", func(in *input) { in.SecurityProfileIds = []string{c.agent, *nowhere} }},
		{notFound, "hierarchy group", func(in *input) { in.HierarchyGroupId = nowhere }},
		{invalid, "SecurityProfileIds", func(in *input) { in.SecurityProfileIds = []string{} }},
		{invalid, "SecurityProfileIds", func(in *input) { in.SecurityProfileIds = slices.Repeat([]string{c.agent}, 11) }},
		{invalid, "Tags", func(in *input) { in.Tags = map[string]string{} }},
	} {
		in := c.newUser("ada")
		refusal.change(in)
		refused(c.CreateUser(ctx, in))(t, refusal.exception, refusal.about)
	}
}

// What each kind of identity management asks of a new user.
func TestIdentityManagement(t *testing.T) {
	t.Parallel()
	password := aws.String("Passw0rd")
	type input = connect.CreateUserInput
	for _, test := range []struct {
		identity string
		ok       func(*input)
		bad      map[string]func(*input) // by what the message names
	}{
		{"SAML", func(in *input) { in.Username = aws.String(strings.Repeat("x", 64)) }, map[string]func(*input){
			"Password":        func(in *input) { in.Password = password },
			"DirectoryUserId": func(in *input) { in.DirectoryUserId = aws.String("d") },
			"FirstName":       func(in *input) { in.IdentityInfo.FirstName = nil },
			"LastName":        func(in *input) { in.IdentityInfo.LastName = aws.String("") },
			"64":              func(in *input) { in.Username = aws.String(strings.Repeat("x", 65)) },
			"Username":        func(in *input) { in.Username = aws.String("ada lovelace") },
			"@":               func(in *input) { in.Username = aws.String("ada@example") },
			"Form C":          func(in *input) { in.IdentityInfo.LastName = aws.String("Gru\u0308n") },
			"Email":           func(in *input) { in.IdentityInfo.Email = aws.String("nobody") },
			"SecondaryEmail":  func(in *input) { in.IdentityInfo.SecondaryEmail = aws.String("nobody@x") },
			"Mobile":          func(in *input) { in.IdentityInfo.Mobile = aws.String("0163") },
		}},
		{"CONNECT_MANAGED", func(in *input) {
			in.Password, in.IdentityInfo.Email = password, aws.String("ada@example.com")
		}, map[string]func(*input){
			"Password":         func(in *input) { in.Password = nil },
			"IdentityInfo.Ema": func(in *input) { in.IdentityInfo.Email = nil },
			"IdentityInfo":     func(in *input) { in.IdentityInfo = nil },
			"20":               func(in *input) { in.Username = aws.String(strings.Repeat("x", 21)) },
			"pattern":          func(in *input) { in.Password = aws.String("password") },
		}},
		{"EXISTING_DIRECTORY", func(in *input) {
			in.IdentityInfo, in.DirectoryUserId = nil, aws.String("d")
		}, map[string]func(*input){
			"Password": func(in *input) { in.Password = password },
		}},
	} {
		t.Run(test.identity, func(t *testing.T) {
			t.Parallel()
			c := start(t, "", sim.Options{Identity: test.identity})
			for about, change := range test.bad {
				in := c.newUser("ada")
				test.ok(in)
				change(in)
				refused(c.CreateUser(ctx, in))(t, invalid, about)
			}
			in := c.newUser("ada")
			test.ok(in)
			must(c.CreateUser(ctx, in))(t)
		})
	}
}

func TestUpdateUserIdentityInfo(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.user("ada")
	update := func(id *string, info types.UserIdentityInfo) (*connect.UpdateUserIdentityInfoOutput, error) {
		return c.UpdateUserIdentityInfo(ctx, &connect.UpdateUserIdentityInfoInput{InstanceId: c.instance, UserId: id, IdentityInfo: &info})
	}
	want := &types.UserIdentityInfo{
		FirstName: aws.String("Augusta"), LastName: aws.String("Lovelace"),
		Email: aws.String("a@example.com"), SecondaryEmail: aws.String("b@example.com"), Mobile: aws.String("+441632960000"),
	}
	must(update(id, types.UserIdentityInfo{FirstName: want.FirstName}))(t) // the rest stays
	must(update(id, types.UserIdentityInfo{Email: want.Email, SecondaryEmail: want.SecondaryEmail, Mobile: want.Mobile}))(t)
	if diff := cmp.Diff(want, c.describeUser(id).IdentityInfo, plain); diff != "" {
		t.Errorf("IdentityInfo mismatch (-want +got):\n%s", diff)
	}
	none := aws.String("")
	must(update(id, types.UserIdentityInfo{Email: none, SecondaryEmail: none, Mobile: none}))(t)
	want.Email, want.SecondaryEmail, want.Mobile = nil, nil, nil
	if diff := cmp.Diff(want, c.describeUser(id).IdentityInfo, plain); diff != "" {
		t.Errorf("IdentityInfo mismatch (-want +got):\n%s", diff)
	}
	refused(update(id, types.UserIdentityInfo{LastName: none}))(t, invalid, "LastName")
	refused(update(id, types.UserIdentityInfo{Email: aws.String("x")}))(t, invalid, "Email")
	refused(update(nowhere, types.UserIdentityInfo{}))(t, notFound, "user")
}

func TestUpdateUser(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country")
	uk, sales, id := c.group("UK", nil), c.makeSales(), c.user("ada")
	routing := func(id, to *string) (*connect.UpdateUserRoutingProfileOutput, error) {
		return c.UpdateUserRoutingProfile(ctx, &connect.UpdateUserRoutingProfileInput{InstanceId: c.instance, UserId: id, RoutingProfileId: to})
	}
	security := func(id *string, to ...string) (*connect.UpdateUserSecurityProfilesOutput, error) {
		return c.UpdateUserSecurityProfiles(ctx, &connect.UpdateUserSecurityProfilesInput{InstanceId: c.instance, UserId: id, SecurityProfileIds: to})
	}
	group := func(id, to *string) (*connect.UpdateUserHierarchyOutput, error) {
		return c.UpdateUserHierarchy(ctx, &connect.UpdateUserHierarchyInput{InstanceId: c.instance, UserId: id, HierarchyGroupId: to})
	}
	must(routing(id, sales))(t)
	must(security(id, c.admin))(t)
	must(group(id, uk))(t)
	u := c.describeUser(id)
	if *u.RoutingProfileId != *sales || !slices.Equal(u.SecurityProfileIds, []string{c.admin}) || *u.HierarchyGroupId != *uk {
		t.Errorf("after updates the user is %+v", u)
	}
	must(group(id, nil))(t)
	if u = c.describeUser(id); u.HierarchyGroupId != nil {
		t.Errorf("the user is still in the group %s", *u.HierarchyGroupId)
	}
	refused(routing(id, nowhere))(t, notFound, "routing profile")
	refused(routing(nowhere, sales))(t, notFound, "user")
	refused(security(id, *nowhere))(t, notFound, "security profile")
	refused(security(nowhere, c.admin))(t, notFound, "user")
	refused(security(id, []string{}...))(t, invalid, "SecurityProfileIds")
	refused(security(id, slices.Repeat([]string{c.admin}, 11)...))(t, invalid, "SecurityProfileIds")
	refused(group(id, nowhere))(t, notFound, "hierarchy group")
	refused(group(nowhere, uk))(t, notFound, "user")
}

func TestDeleteUser(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	first := c.user("ada")
	must(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: first}))(t)
	refused(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: first}))(t, notFound, *first)
	refused(c.DescribeUser(ctx, &connect.DescribeUserInput{InstanceId: c.instance, UserId: first}))(t, notFound, *first)
	if second := c.user("ada"); *second == *first {
		t.Error("a user that is created again has the id of the one that was deleted")
	}
}
