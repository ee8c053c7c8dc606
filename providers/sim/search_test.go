package sim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

func exactly(field, value string) *types.StringCondition {
	return &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: types.StringComparisonTypeExact}
}

func compare(field, value string, how types.StringComparisonType) types.UserSearchCriteria {
	return types.UserSearchCriteria{StringCondition: &types.StringCondition{FieldName: &field, Value: &value, ComparisonType: how}}
}

// staff is an instance with four users, whose names and tags differ.
func staff(t *testing.T) (c *client, sales, uk, bath *string) {
	c = start(t, "", sim.Options{})
	c.levels("Country", "Site")
	uk = c.group("UK", nil)
	bath = c.group("Bath", uk)
	sales = c.makeSales()
	for _, u := range []struct {
		name, first string
		routing     *string
		security    string
		group       *string
		tags        map[string]string
	}{
		{"ada", "Ada", sales, c.agent, uk, map[string]string{"team": "north", "shift": "day"}},
		{"adele", "Adele", sales, c.admin, bath, map[string]string{"team": "north", "shift": "night"}},
		{"bob", "Bob", &c.routing, c.agent, nil, map[string]string{"team": "south"}},
		{"cy_", "100%", &c.routing, c.admin, nil, nil},
	} {
		in := c.newUser(u.name)
		in.IdentityInfo.FirstName = &u.first
		in.RoutingProfileId, in.SecurityProfileIds, in.HierarchyGroupId, in.Tags = u.routing, []string{u.security}, u.group, u.tags
		must(c.CreateUser(ctx, in))(t)
	}
	return c, sales, uk, bath
}

// found lists the usernames that a search finds, in order.
func (c *client) found(criteria *types.UserSearchCriteria, filter *types.UserSearchFilter) string {
	c.Helper()
	out := must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance, SearchCriteria: criteria, SearchFilter: filter}))(c)
	var names []string
	for _, u := range out.Users {
		names = append(names, *u.Username)
	}
	if *out.ApproximateTotalCount != int64(len(names)) {
		c.Errorf("ApproximateTotalCount is %d of %d", *out.ApproximateTotalCount, len(names))
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func TestSearchCriteria(t *testing.T) {
	t.Parallel()
	c, sales, uk, _ := staff(t)
	const exact, starts, contains = types.StringComparisonTypeExact, types.StringComparisonTypeStartsWith, types.StringComparisonTypeContains
	group := func(match types.HierarchyGroupMatchType) types.UserSearchCriteria {
		return types.UserSearchCriteria{HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: uk, HierarchyGroupMatchType: match}}
	}
	either := []types.UserSearchCriteria{compare("Username", "bob", exact), compare("Username", "ada", exact)}
	for _, test := range []struct {
		reason   string
		criteria types.UserSearchCriteria
		want     string
	}{
		{"no condition", types.UserSearchCriteria{}, "ada adele bob cy_"},
		{"exact", compare("Username", "ada", exact), "ada"},
		{"exact heeds case", compare("Username", "Ada", exact), ""},
		{"no type is exact", compare("Username", "ada", ""), "ada"},
		{"start", compare("Username", "ad", starts), "ada adele"},
		{"contains", compare("FirstName", "del", contains), "adele"},
		{"no wildcards", compare("FirstName", "0%", contains), "cy_"},
		{"no wildcards", compare("Username", "a_a", contains), ""},
		{"field names in any case", compare("username", "ada", exact), "ada"},
		{"last name", compare("LastName", "Lovelace", exact), "ada adele bob cy_"},
		{"routing profile", compare("RoutingProfileId", *sales, exact), "ada adele"},
		{"security profile", compare("SecurityProfileId", c.admin, exact), "adele cy_"},
		{"group itself", group(types.HierarchyGroupMatchTypeExact), "ada"},
		{"group and below", group(types.HierarchyGroupMatchTypeWithChildGroups), "ada adele"},
		{"or", types.UserSearchCriteria{OrConditions: either}, "ada bob"},
		{"and", types.UserSearchCriteria{AndConditions: either}, ""},
		{"both at once", types.UserSearchCriteria{OrConditions: either, StringCondition: exactly("SecurityProfileId", c.agent)}, "ada bob"},
		{"nested", types.UserSearchCriteria{AndConditions: []types.UserSearchCriteria{
			{OrConditions: either}, compare("RoutingProfileId", *sales, exact),
		}}, "ada"},
	} {
		if got := c.found(&test.criteria, nil); got != test.want {
			t.Errorf("%s: found %q, want %q", test.reason, got, test.want)
		}
	}
}

// TestSearchProficiencies searches users by their proficiencies. All conditions of a list
// have to be true of one proficiency.
func TestSearchProficiencies(t *testing.T) {
	t.Parallel()
	c, _, _, _ := staff(t)
	must(c.CreatePredefinedAttribute(ctx, &connect.CreatePredefinedAttributeInput{
		InstanceId: c.instance, Name: aws.String("Tongue"), Values: &types.PredefinedAttributeValuesMemberStringList{Value: []string{"Welsh", "Irish"}},
	}))(t)
	ids := map[string]*string{}
	for _, u := range must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance}))(t).Users {
		ids[*u.Username] = u.Id
	}
	for _, p := range []struct {
		user, value string
		level       float32
	}{{"ada", "Welsh", 5}, {"ada", "Irish", 1}, {"bob", "Welsh", 2}, {"cy_", "Irish", 4}} {
		must(c.AssociateUserProficiencies(ctx, &connect.AssociateUserProficienciesInput{InstanceId: c.instance, UserId: ids[p.user], UserProficiencies: []types.UserProficiency{
			{AttributeName: aws.String("Tongue"), AttributeValue: &p.value, Level: &p.level},
		}}))(t)
	}
	text := func(field, value string) types.Condition {
		return types.Condition{StringCondition: exactly(field, value)}
	}
	level := func(how types.NumberComparisonType, least, most int32) types.Condition {
		n := &types.NumberCondition{FieldName: aws.String("level"), ComparisonType: how}
		if least > 0 {
			n.MinValue = &least
		}
		if most > 0 {
			n.MaxValue = &most
		}
		return types.Condition{NumberCondition: n}
	}
	list := func(conditions ...types.Condition) *types.UserSearchCriteria {
		return &types.UserSearchCriteria{ListCondition: &types.ListCondition{TargetListType: types.TargetListTypeProficiencies, Conditions: conditions}}
	}
	name, welsh, irish := text("name", "Tongue"), text("value", "Welsh"), text("value", "Irish")
	for _, test := range []struct {
		reason     string
		conditions []types.Condition
		want       string
	}{
		{"any of the attribute", []types.Condition{name}, "ada bob cy_"},
		{"another attribute", []types.Condition{text("name", "tongue")}, ""},
		{"a value", []types.Condition{name, welsh}, "ada bob"},
		{"both of one proficiency", []types.Condition{welsh, irish}, ""},
		{"at least", []types.Condition{welsh, level("GREATER_OR_EQUAL", 5, 0)}, "ada"},
		{"more than", []types.Condition{name, level("GREATER", 4, 0)}, "ada"},
		{"at most", []types.Condition{name, level("LESSER_OR_EQUAL", 0, 2)}, "ada bob"},
		{"less than", []types.Condition{name, level("LESSER", 0, 2)}, "ada"},
		{"equal", []types.Condition{irish, level("EQUAL", 4, 0)}, "cy_"},
		{"not equal", []types.Condition{irish, level("NOT_EQUAL", 4, 0)}, "ada"},
		{"range", []types.Condition{name, level("RANGE", 2, 4)}, "bob cy_"},
	} {
		if got := c.found(list(test.conditions...), nil); got != test.want {
			t.Errorf("%s: found %q, want %q", test.reason, got, test.want)
		}
	}
	for about, condition := range map[string]types.Condition{
		"colour": text("colour", "red"), "MinValue": level("GREATER", 0, 3), "MaxValue": level("RANGE", 1, 0), "required": level("", 1, 0),
	} {
		refused(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance, SearchCriteria: list(condition)}))(t, invalid, about)
	}
}

func TestSearchFilter(t *testing.T) {
	t.Parallel()
	c, _, uk, bath := staff(t)
	tag := func(key, value string) types.TagCondition { return types.TagCondition{TagKey: &key, TagValue: &value} }
	north, south, night := tag("team", "north"), tag("team", "south"), tag("shift", "night")
	shift := types.TagCondition{TagKey: aws.String("shift")}
	in := func(group *string) *types.HierarchyGroupCondition {
		return &types.HierarchyGroupCondition{Value: group, HierarchyGroupMatchType: types.HierarchyGroupMatchTypeExact}
	}
	tags := func(f types.ControlPlaneTagFilter) types.UserSearchFilter {
		return types.UserSearchFilter{TagFilter: &f}
	}
	attributes := func(f types.ControlPlaneUserAttributeFilter) types.UserSearchFilter {
		return types.UserSearchFilter{UserAttributeFilter: &f}
	}
	for _, test := range []struct {
		reason string
		filter types.UserSearchFilter
		want   string
	}{
		{"one tag", tags(types.ControlPlaneTagFilter{TagCondition: &north}), "ada adele"},
		{"only a key", tags(types.ControlPlaneTagFilter{TagCondition: &shift}), "ada adele"},
		{"all of some", tags(types.ControlPlaneTagFilter{AndConditions: []types.TagCondition{north, night}}), "adele"},
		{"any of lists", tags(types.ControlPlaneTagFilter{OrConditions: [][]types.TagCondition{{north, night}, {south}}}), "adele bob"},
		{"attribute tag", attributes(types.ControlPlaneUserAttributeFilter{TagCondition: &south}), "bob"},
		{"attribute group", attributes(types.ControlPlaneUserAttributeFilter{HierarchyGroupCondition: in(uk)}), "ada"},
		{"attribute and", attributes(types.ControlPlaneUserAttributeFilter{AndCondition: &types.AttributeAndCondition{
			TagConditions: []types.TagCondition{north}, HierarchyGroupCondition: in(bath),
		}}), "adele"},
		{"attribute or", attributes(types.ControlPlaneUserAttributeFilter{OrConditions: []types.AttributeAndCondition{
			{TagConditions: []types.TagCondition{south}}, {HierarchyGroupCondition: in(uk)},
		}}), "ada bob"},
	} {
		if got := c.found(nil, &test.filter); got != test.want {
			t.Errorf("%s: found %q, want %q", test.reason, got, test.want)
		}
	}
	if got := c.found(&types.UserSearchCriteria{StringCondition: exactly("Username", "ada")}, &types.UserSearchFilter{
		TagFilter: &types.ControlPlaneTagFilter{TagCondition: &north},
	}); got != "ada" {
		t.Errorf("criteria and filter together: found %q, want ada", got)
	}
}

func TestSearchRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	key := types.TagCondition{TagKey: aws.String("team")}
	deep := types.UserSearchCriteria{}
	for range 30 {
		deep = types.UserSearchCriteria{AndConditions: []types.UserSearchCriteria{deep}}
	}
	wide := types.UserSearchCriteria{}
	for range 300 {
		wide.OrConditions = append(wide.OrConditions, compare("Username", "ada", ""))
	}
	criteria := func(field, value string, how types.StringComparisonType) *types.UserSearchCriteria {
		u := compare(field, value, how)
		return &u
	}
	for _, test := range []struct {
		exception, about string
		criteria         *types.UserSearchCriteria
		filter           *types.UserSearchFilter
	}{
		{invalid, "FieldName", criteria("Email", "x", ""), nil},
		{invalid, "ComparisonType", criteria("Username", "x", "LIKE"), nil},
		{invalid, "2 to 25", criteria("Username", "x", types.StringComparisonTypeContains), nil},
		{invalid, "2 to 25", criteria("Username", strings.Repeat("x", 26), types.StringComparisonTypeContains), nil},
		{invalid, "nested", &deep, nil},
		{invalid, "200", &wide, nil},
		{accessDenied, "TagFilter", nil, &types.UserSearchFilter{
			TagFilter: &types.ControlPlaneTagFilter{TagCondition: &key}, UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{TagCondition: &key},
		}},
		{invalid, "Only one field", nil, &types.UserSearchFilter{UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{
			TagCondition: &key, HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: nowhere},
		}}},
	} {
		refused(c.SearchUsers(ctx, &connect.SearchUsersInput{
			InstanceId: c.instance, SearchCriteria: test.criteria, SearchFilter: test.filter,
		}))(t, test.exception, test.about)
	}
}

// Every search knows the fields that its documentation names, and none other.
func TestSearchFields(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	for _, search := range []struct {
		fields string
		by     func(*types.StringCondition) (any, error)
	}{
		{"name description timezone resourceID", func(s *types.StringCondition) (any, error) {
			return c.SearchHoursOfOperations(ctx, &connect.SearchHoursOfOperationsInput{InstanceId: c.instance, SearchCriteria: &types.HoursOfOperationSearchCriteria{StringCondition: s}})
		}},
		{"name description resourceID", func(s *types.StringCondition) (any, error) {
			return c.SearchQueues(ctx, &connect.SearchQueuesInput{InstanceId: c.instance, SearchCriteria: &types.QueueSearchCriteria{StringCondition: s}})
		}},
		{"associatedQueueIds name description resourceID", func(s *types.StringCondition) (any, error) {
			return c.SearchRoutingProfiles(ctx, &connect.SearchRoutingProfilesInput{InstanceId: c.instance, SearchCriteria: &types.RoutingProfileSearchCriteria{StringCondition: s}})
		}},
		{"name", func(s *types.StringCondition) (any, error) {
			return c.SearchSecurityProfiles(ctx, &connect.SearchSecurityProfilesInput{InstanceId: c.instance, SearchCriteria: &types.SecurityProfileSearchCriteria{StringCondition: s}})
		}},
		{"name parentId levelId resourceID", func(s *types.StringCondition) (any, error) {
			return c.SearchUserHierarchyGroups(ctx, &connect.SearchUserHierarchyGroupsInput{InstanceId: c.instance, SearchCriteria: &types.UserHierarchyGroupSearchCriteria{StringCondition: s}})
		}},
		{"Username FirstName LastName RoutingProfileId SecurityProfileId resourceId", func(s *types.StringCondition) (any, error) {
			return c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance, SearchCriteria: &types.UserSearchCriteria{StringCondition: s}})
		}},
	} {
		for field := range strings.FieldsSeq(search.fields) {
			must(search.by(exactly(field, "x")))(t)
		}
		refused(search.by(exactly("colour", "x")))(t, invalid, "colour")
	}
}

// Other searches take a tag filter too.
func TestSearchByTag(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newQueue("Premium")
	in.Tags = map[string]string{"team": "north"}
	must(c.CreateQueue(ctx, in))(t)
	filter := &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team"), TagValue: aws.String("north")}}
	found := must(c.SearchQueues(ctx, &connect.SearchQueuesInput{InstanceId: c.instance, SearchFilter: &types.QueueSearchFilter{TagFilter: filter}}))(t)
	if len(found.Queues) != 1 || *found.Queues[0].Name != "Premium" || *found.ApproximateTotalCount != 1 {
		t.Errorf("SearchQueues by tag finds %v", found.Queues)
	}
	none := must(c.SearchRoutingProfiles(ctx, &connect.SearchRoutingProfilesInput{InstanceId: c.instance, SearchFilter: &types.RoutingProfileSearchFilter{TagFilter: filter}}))(t)
	if len(none.RoutingProfiles) != 0 {
		t.Errorf("SearchRoutingProfiles by tag finds %v", none.RoutingProfiles)
	}
	groups := must(c.SearchUserHierarchyGroups(ctx, &connect.SearchUserHierarchyGroupsInput{InstanceId: c.instance, SearchFilter: &types.UserHierarchyGroupSearchFilter{
		AttributeFilter: &types.ControlPlaneAttributeFilter{TagCondition: filter.TagCondition},
	}}))(t)
	if len(groups.UserHierarchyGroups) != 0 {
		t.Errorf("SearchUserHierarchyGroups by tag finds %v", groups.UserHierarchyGroups)
	}
}
