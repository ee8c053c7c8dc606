package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// Attributes of users that are written or read together.
var (
	userKind     = schema.MustKind("user")
	userNames    = userKind.Set("first_name", "last_name")
	userContacts = userKind.Set("email", "secondary_email", "mobile")
	userPhone    = userKind.Set("phone.type", "phone.number", "phone.auto_accept", "phone.after_contact_work", "phone.persistent_connection")
	userChannels = channelLeaves()
	userWork     = channelWork().Union(userKind.Set("phone.after_contact_work"))
	userSecurity = userKind.Set("security_profiles")
	userGroup    = userKind.Set("hierarchy_group")
	userSkills   = userKind.Set("proficiencies")
)

// users are the people of an instance. The order of the updates matters: at no moment may a
// user have more rights than both before and after. First the security profiles that the
// user loses go, then everything else changes, and then the new profiles come. When a user
// swaps profiles and nothing else changes, one call does both.
//
// A search lacks e-mail addresses and phone numbers, which are a detail. So are times for
// after-contact work, where their unit is not known. List* has the time
// of the last change, so that addresses need not be read again on an instance that has
// shown that it keeps that time.
var users = define(definition[schema.User]{
	kind:  userKind,
	title: func(u *schema.User) string { return u.Username },
	ops: operations{
		list: "ListUsers", search: "SearchUsers", describe: "DescribeUser",
		create: "CreateUser", destroy: "DeleteUser",
	},
	list:     listUsers,
	search:   searchUsers,
	describe: describeUser,
	details: []detail[schema.User]{
		{attrs: userContacts.Union(userWork), op: "DescribeUser"},
		{attrs: userSkills, op: "ListUserProficiencies", read: readProficiencies},
	},
	create:  createUser,
	created: func(u *schema.User) { u.Proficiencies = nil },
	updates: []update[schema.User]{
		{attrs: userSecurity, needs: userSecurity, op: "UpdateUserSecurityProfiles", calls: narrowCalls, call: narrow},
		{attrs: userNames.Union(userContacts), needs: userNames.Union(userContacts), op: "UpdateUserIdentityInfo", proof: 'I', rests: identityRests, call: updateIdentity},
		{attrs: userPhone.Union(userChannels), needs: userPhone.Union(userChannels), op: "UpdateUserConfig", rests: settingsRests, call: updateSettings},
		{attrs: userKind.Set("routing_profile"), op: "UpdateUserRoutingProfile", call: updateUserRouting},
		{attrs: userGroup, op: "UpdateUserHierarchy", call: updateUserGroup},
		// New proficiencies are added before old ones are removed, unless a user cannot
		// have both together. That is why the removal is in the table twice.
		{attrs: userSkills, needs: userSkills, op: "DisassociateUserProficiencies", calls: dropSkillCalls(true), call: dropSkills},
		{attrs: userSkills, needs: userSkills, op: "UpdateUserProficiencies", rests: skillRests, calls: skillCalls(changedSkills), call: updateSkills},
		{attrs: userSkills, needs: userSkills, op: "AssociateUserProficiencies", calls: skillCalls(addedSkills), call: addSkills},
		{attrs: userSkills, needs: userSkills, op: "DisassociateUserProficiencies", calls: dropSkillCalls(false), call: dropSkills},
		{attrs: userSecurity, needs: userSecurity, op: "UpdateUserSecurityProfiles", calls: widenCalls, call: widen},
	},
	tagWord: "agent",
	tags:    func(u *schema.User) map[string]string { return u.Tags },
	destroy: func(ctx context.Context, c *connection, id string) error {
		_, err := c.api.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: &c.instance.ID, UserId: &id})
		return err
	},
})

// listUsers lists the users with the time of their last change.
func listUsers(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListUsersInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListUsersPaginator(c.api, in), func(out *connect.ListUsersOutput) error {
		return every(out.UserSummaryList, func(s *types.UserSummary) error {
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Username), Changed: milliseconds(s.LastModifiedTime)})
			return nil
		})
	})
}

// searchUsers converts what a search says into what DescribeUser would say, and leaves out
// the attributes that a search does not have.
func searchUsers(ctx context.Context, c *connection, found func(object[schema.User])) error {
	in := &connect.SearchUsersInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(searchPage)}
	return pages(ctx, connect.NewSearchUsersPaginator(c.api, in), func(out *connect.SearchUsersOutput) error {
		return every(out.Users, func(u *types.UserSearchSummary) error {
			o, err := searchedUser(ctx, c, u)
			found(o)
			return err
		})
	})
}

// searchedUser reads a user whom a search found. A search has the same facts as a
// description in another type, and times in another unit. So one function reads both.
func searchedUser(ctx context.Context, c *connection, u *types.UserSearchSummary) (o object[schema.User], err error) {
	unit, o, err := c.work.unitOf(ctx, c, u)
	if o.alone = o.body != nil; o.alone || err != nil {
		return o, err
	}
	toSeconds(u, unit)
	full := &types.User{
		Id: u.Id, Username: u.Username, DirectoryUserId: u.DirectoryUserId, Tags: u.Tags, PhoneConfig: u.PhoneConfig, RoutingProfileId: u.RoutingProfileId,
		SecurityProfileIds: u.SecurityProfileIds, HierarchyGroupId: u.HierarchyGroupId,
		AutoAcceptConfigs: u.AutoAcceptConfigs, AfterContactWorkConfigs: u.AfterContactWorkConfigs,
		PhoneNumberConfigs: u.PhoneNumberConfigs, PersistentConnectionConfigs: u.PersistentConnectionConfigs,
		VoiceEnhancementConfigs: u.VoiceEnhancementConfigs,
	}
	if u.IdentityInfo != nil {
		full.IdentityInfo = &types.UserIdentityInfo{FirstName: u.IdentityInfo.FirstName, LastName: u.IdentityInfo.LastName}
	}
	o, err = readUser(ctx, c, full)
	o.given = o.given.Minus(userContacts)
	if unit == unknownUnit && u.PhoneConfig == nil {
		o.given = o.given.Minus(userWork) // the phone's time is that of the voice channel
	}
	return o, err
}

// describeUser reads one user, except proficiencies.
func describeUser(ctx context.Context, c *connection, id string) (o object[schema.User], err error) {
	u, err := fetchUser(ctx, c, id)
	if err != nil {
		return o, err
	}
	return readUser(ctx, c, u)
}

// fetchUser returns one user as the service describes the user.
func fetchUser(ctx context.Context, c *connection, id string) (*types.User, error) {
	out, err := c.api.DescribeUser(ctx, &connect.DescribeUserInput{InstanceId: &c.instance.ID, UserId: &id})
	if err != nil {
		return nil, err
	}
	out.User.Id = &id
	return out.User, nil
}

// readUser gives settings only as far as the service has them. For example, a user who was
// never given settings for chat does not have those attributes, which is not the same as
// having them off.
func readUser(ctx context.Context, c *connection, u *types.User) (o object[schema.User], err error) {
	o = object[schema.User]{id: aws.ToString(u.Id), given: userKind.Every().Minus(userSkills), record: recordOf(u.Tags), last: u.LastModifiedTime}
	o.body = &schema.User{Username: aws.ToString(u.Username), DirectoryID: aws.ToString(u.DirectoryUserId), Tags: visible(u.Tags)}
	if i := u.IdentityInfo; i != nil {
		o.body.FirstName, o.body.LastName = aws.ToString(i.FirstName), aws.ToString(i.LastName)
		o.body.Email, o.body.SecondaryEmail = aws.ToString(i.Email), aws.ToString(i.SecondaryEmail)
		o.body.Mobile = aws.ToString(i.Mobile)
	}
	if p := phoneOf(u); p != nil {
		o.body.Phone = readPhone(p)
	} else {
		o.given = o.given.Minus(userPhone)
	}
	// Only attributes that the service has a value for are given.
	channels, known := readChannels(u)
	o.body.Channels, o.given = channels, o.given.Minus(userChannels).Union(known)
	c.uneven.note(u)
	if o.body.RoutingProfile, err = c.name(ctx, "routing_profile", u.RoutingProfileId); err != nil {
		return o, err
	}
	if o.body.HierarchyGroup, err = c.name(ctx, "hierarchy_group", u.HierarchyGroupId); err != nil {
		return o, err
	}
	o.body.SecurityProfiles = make([]string, len(u.SecurityProfileIds))
	for i := range u.SecurityProfileIds {
		if o.body.SecurityProfiles[i], err = c.name(ctx, "security_profile", &u.SecurityProfileIds[i]); err != nil {
			return o, err
		}
	}
	schema.SortedSet(o.body.SecurityProfiles)
	return o, nil
}

// createUser creates a user without proficiencies, which the operation does not take. The
// password is a secret: redact removes it from an error in which the service repeats it.
func createUser(ctx context.Context, c *connection, want object[schema.User]) (string, error) {
	u := want.body
	profile, err := c.id(ctx, "routing_profile", u.RoutingProfile)
	if err != nil {
		return "", err
	}
	rights, err := c.ids(ctx, "security_profile", u.SecurityProfiles)
	if err != nil {
		return "", err
	}
	in := &connect.CreateUserInput{
		InstanceId:         &c.instance.ID,
		Username:           &u.Username,
		RoutingProfileId:   profile,
		SecurityProfileIds: rights,
		IdentityInfo: &types.UserIdentityInfo{
			FirstName: filled(u.FirstName), LastName: filled(u.LastName),
			Email: filled(u.Email), SecondaryEmail: filled(u.SecondaryEmail), Mobile: filled(u.Mobile),
		},
		DirectoryUserId: filled(u.DirectoryID),
		Tags:            createTags(u.Tags, want.record),
	}
	if u.HierarchyGroup != "" {
		if in.HierarchyGroupId, err = c.id(ctx, "hierarchy_group", u.HierarchyGroup); err != nil {
			return "", err
		}
	}
	if want.given.And(userChannels) != 0 {
		// PhoneConfig may not be sent together with settings per channel.
		s := settingsFor(change[schema.User]{before: &schema.User{}, after: u, attrs: want.given}, false)
		in.AutoAcceptConfigs, in.AfterContactWorkConfigs, in.PhoneNumberConfigs = s.accept, s.work, s.phone
		in.PersistentConnectionConfigs, in.VoiceEnhancementConfigs = s.connection, s.enhancement
	} else if want.given.And(userPhone) != 0 {
		in.PhoneConfig = phoneConfig(u.Phone)
	}
	if c.instance.Identity == schema.IdentityManaged { // others refuse a password
		in.Password = aws.String(c.passwords.of(u.Username))
	}
	out, err := c.once.CreateUser(ctx, in)
	if err != nil {
		return "", failure.Redact(err, in.Password)
	}
	return aws.ToString(out.UserId), nil
}

// updateIdentity sends who the user is as a whole. What the configuration does not manage
// is sent as it was read, except what is empty, and what belongs to the directory.
//
// Assumption: an empty string removes an e-mail address or a phone number. The service
// documents no way to do that, and no other value could mean it.
func updateIdentity(ctx context.Context, c *connection, ch change[schema.User]) error {
	info := &types.UserIdentityInfo{}
	for _, m := range []struct {
		attr   string
		value  string
		member **string
	}{
		{"first_name", ch.after.FirstName, &info.FirstName},
		{"last_name", ch.after.LastName, &info.LastName},
		{"email", ch.after.Email, &info.Email},
		{"secondary_email", ch.after.SecondaryEmail, &info.SecondaryEmail},
		{"mobile", ch.after.Mobile, &info.Mobile},
	} {
		if m.value != "" && !ofDirectory(c.instance, m.attr) || ch.attrs.And(userKind.Set(m.attr)) != 0 {
			*m.member = aws.String(m.value)
		}
	}
	_, err := c.api.UpdateUserIdentityInfo(ctx, &connect.UpdateUserIdentityInfoInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, IdentityInfo: info,
	})
	return err
}

// ofDirectory reports whether an attribute belongs to the directory that the instance takes
// its users from. The service refuses such an attribute (API reference, UserIdentityInfo).
func ofDirectory(in providers.Instance, attr string) bool {
	return in.Identity == schema.IdentityDirectory && userNames.Union(userKind.Set("email")).And(userKind.Set(attr)) != 0
}

// updateUserRouting writes the routing profile.
func updateUserRouting(ctx context.Context, c *connection, ch change[schema.User]) error {
	profile, err := c.id(ctx, "routing_profile", ch.after.RoutingProfile)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateUserRoutingProfile(ctx, &connect.UpdateUserRoutingProfileInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, RoutingProfileId: profile,
	})
	return err
}

// updateUserGroup writes the hierarchy group. A call that names no group takes the user out
// of the hierarchy.
func updateUserGroup(ctx context.Context, c *connection, ch change[schema.User]) (err error) {
	in := &connect.UpdateUserHierarchyInput{InstanceId: &c.instance.ID, UserId: &ch.id}
	if ch.after.HierarchyGroup != "" {
		if in.HierarchyGroupId, err = c.id(ctx, "hierarchy_group", ch.after.HierarchyGroup); err != nil {
			return err
		}
	}
	_, err = c.api.UpdateUserHierarchy(ctx, in)
	return err
}
