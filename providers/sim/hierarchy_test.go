package sim_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

func (c *client) describeStructure() *types.HierarchyStructure {
	c.Helper()
	return must(c.DescribeUserHierarchyStructure(ctx, &connect.DescribeUserHierarchyStructureInput{InstanceId: c.instance}))(c).HierarchyStructure
}

func (c *client) describeGroup(id *string) *types.HierarchyGroup {
	c.Helper()
	return must(c.DescribeUserHierarchyGroup(ctx, &connect.DescribeUserHierarchyGroupInput{InstanceId: c.instance, HierarchyGroupId: id}))(c).HierarchyGroup
}

func TestHierarchyStructure(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country", "Site")
	s := c.describeStructure()
	if *s.LevelOne.Name != "Country" || *s.LevelTwo.Name != "Site" || s.LevelThree != nil {
		t.Fatalf("the levels are %v", s)
	}
	if *s.LevelOne.Arn != *c.arn("agent-group-level", s.LevelOne.Id) || s.LevelOne.LastModifiedTime == nil {
		t.Errorf("level one is %v", s.LevelOne)
	}
	one, two := *s.LevelOne.Id, *s.LevelTwo.Id

	c.levels("Land", "Site", "Team", "Desk", "Chair") // renames the first, adds three
	s = c.describeStructure()
	if *s.LevelOne.Id != one || *s.LevelOne.Name != "Land" || *s.LevelTwo.Id != two || *s.LevelFive.Name != "Chair" {
		t.Errorf("after a change the levels are %v", s)
	}
	c.levels("Land")
	if s = c.describeStructure(); s.LevelTwo != nil || s.LevelFive != nil {
		t.Errorf("after a removal the levels are %v", s)
	}
	c.levels()
	if s = c.describeStructure(); s.LevelOne != nil {
		t.Errorf("after the removal of all, the levels are %v", s)
	}
}

func TestHierarchyStructureRefuses(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	gap := c.structure("Country", "Site", "Team")
	gap.HierarchyStructure.LevelTwo = nil
	refused(c.UpdateUserHierarchyStructure(ctx, gap))(t, invalid, "LevelThree")
	refused(c.UpdateUserHierarchyStructure(ctx, c.structure(strings.Repeat("x", 51))))(t, invalid, "50")
	refused(c.UpdateUserHierarchyStructure(ctx, c.structure("")))(t, invalid, "Name")

	c.levels("Country", "Site")
	c.group("Bath", c.group("UK", nil))
	_, err := c.UpdateUserHierarchyStructure(ctx, c.structure("Country"))
	refused(0, err)(t, inUse, `hierarchy group "Bath"`)
	var detail *types.ResourceInUseException
	if !errors.As(err, &detail) || detail.ResourceType != types.ResourceTypeHierarchyLevel || *detail.ResourceId != *c.describeStructure().LevelTwo.Arn {
		t.Errorf("the exception says %v", detail)
	}
	if c.describeStructure().LevelTwo == nil {
		t.Error("a refused change removed a level")
	}
}

func TestHierarchyGroup(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	refused(c.CreateUserHierarchyGroup(ctx, &connect.CreateUserHierarchyGroupInput{InstanceId: c.instance, Name: aws.String("UK")}))(t, notFound, "level 1")
	c.levels("Country", "Site")
	uk := c.group("UK", nil)
	bath := c.group("Bath", c.arn("agent-group", uk))
	got := c.describeGroup(bath)
	if *got.Name != "Bath" || *got.Arn != *c.arn("agent-group", bath) || *got.LevelId != *c.describeStructure().LevelTwo.Id {
		t.Errorf("the group is %v", got)
	}
	if p := got.HierarchyPath; *p.LevelOne.Id != *uk || *p.LevelOne.Name != "UK" || *p.LevelTwo.Id != *bath || p.LevelThree != nil {
		t.Errorf("the group's path is %v", p)
	}
	refused(c.CreateUserHierarchyGroup(ctx, &connect.CreateUserHierarchyGroupInput{
		InstanceId: c.instance, Name: aws.String("Desk"), ParentGroupId: bath,
	}))(t, notFound, "level 3")
	list := must(c.ListUserHierarchyGroups(ctx, &connect.ListUserHierarchyGroupsInput{InstanceId: c.instance}))(t).UserHierarchyGroupSummaryList
	if len(list) != 2 {
		t.Errorf("ListUserHierarchyGroups says %v", list)
	}
}

// A name is unique among the groups of one parent.
func TestHierarchyGroupNames(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country", "Site")
	uk, fr := c.group("UK", nil), c.group("France", nil)
	north := c.group("North", uk)
	if other := c.group("North", fr); *other == *north {
		t.Error("two groups of one name have one id")
	}
	create := func(name string, parent *string) (*connect.CreateUserHierarchyGroupOutput, error) {
		return c.CreateUserHierarchyGroup(ctx, &connect.CreateUserHierarchyGroupInput{InstanceId: c.instance, Name: &name, ParentGroupId: parent})
	}
	refused(create("North", uk))(t, duplicate, "North")
	refused(create("UK", nil))(t, duplicate, "UK")
	refused(create("", nil))(t, invalid, "Name")
	refused(create(strings.Repeat("x", 101), nil))(t, invalid, "100")
	refused(create("South", nowhere))(t, notFound, *nowhere)

	rename := func(id *string, name string) (*connect.UpdateUserHierarchyGroupNameOutput, error) {
		return c.UpdateUserHierarchyGroupName(ctx, &connect.UpdateUserHierarchyGroupNameInput{InstanceId: c.instance, HierarchyGroupId: id, Name: &name})
	}
	must(rename(north, "Nord"))(t)
	if got := c.describeGroup(north); *got.Name != "Nord" {
		t.Errorf("after a rename the group is %v", got)
	}
	refused(rename(fr, "UK"))(t, duplicate, "UK")
	refused(rename(fr, ""))(t, invalid, "Name")
	refused(rename(nowhere, "x"))(t, notFound, *nowhere)
	refused(c.DescribeUserHierarchyGroup(ctx, &connect.DescribeUserHierarchyGroupInput{InstanceId: c.instance, HierarchyGroupId: nowhere}))(t, notFound, *nowhere)
}

// A group is in use while it has users or children, or a security profile
// restricts to it.
func TestDeleteHierarchyGroup(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country", "Site")
	uk := c.group("UK", nil)
	bath := c.group("Bath", uk)
	in := c.newUser("ada")
	in.HierarchyGroupId = bath
	user := must(c.CreateUser(ctx, in))(t).UserId
	profile := must(c.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{
		InstanceId: c.instance, SecurityProfileName: aws.String("Bath only"), AllowedAccessControlHierarchyGroupId: bath,
	}))(t).SecurityProfileId
	remove := func(id *string) (*connect.DeleteUserHierarchyGroupOutput, error) {
		return c.DeleteUserHierarchyGroup(ctx, &connect.DeleteUserHierarchyGroupInput{InstanceId: c.instance, HierarchyGroupId: id})
	}
	refused(remove(uk))(t, inUse, "Bath")
	refused(remove(bath))(t, inUse, "HierarchyGroupId")
	must(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: user}))(t)
	refused(remove(bath))(t, inUse, "Bath only")
	must(c.DeleteSecurityProfile(ctx, &connect.DeleteSecurityProfileInput{InstanceId: c.instance, SecurityProfileId: profile}))(t)
	must(remove(bath))(t)
	must(remove(uk))(t)
	refused(remove(uk))(t, notFound, *uk)
}

// The search shows the root that no other operation knows.
func TestSearchHierarchyGroups(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	c.levels("Country", "Site")
	uk := c.group("UK", nil)
	bath := c.group("Bath", uk)
	search := func(criteria *types.UserHierarchyGroupSearchCriteria) map[string]types.HierarchyGroup {
		out := must(c.SearchUserHierarchyGroups(ctx, &connect.SearchUserHierarchyGroupsInput{InstanceId: c.instance, SearchCriteria: criteria}))(t)
		found := map[string]types.HierarchyGroup{}
		for _, g := range out.UserHierarchyGroups {
			found[*g.Id] = g
		}
		return found
	}
	all := search(nil)
	if len(all) != 3 || *all[*bath].HierarchyPath.LevelOne.Id != *uk {
		t.Errorf("the search finds %v", all)
	}
	roots := search(&types.UserHierarchyGroupSearchCriteria{StringCondition: exactly("levelId", "0")})
	for id := range roots {
		refused(c.DescribeUserHierarchyGroup(ctx, &connect.DescribeUserHierarchyGroupInput{InstanceId: c.instance, HierarchyGroupId: &id}))(t, notFound, id)
	}
	if len(roots) != 1 {
		t.Errorf("the search for level 0 finds %v", roots)
	}
	below := search(&types.UserHierarchyGroupSearchCriteria{StringCondition: exactly("parentId", *uk)})
	if _, ok := below[*bath]; !ok || len(below) != 1 {
		t.Errorf("the search below UK finds %v", below)
	}
}
