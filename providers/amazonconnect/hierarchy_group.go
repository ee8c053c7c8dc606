package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// groupKind is the kind of the groups at the levels of the hierarchy.
var groupKind = schema.MustKind("hierarchy_group")

// groups are hierarchy groups. Two groups may have one name below different parents, so the
// natural key is a path, such as EMEA/London. A list gives only the last name of the path,
// so the index of groups is made from a search.
//
// A group cannot move below another parent: the service has no operation for that.
var groups = define(definition[schema.HierarchyGroup]{
	kind:  groupKind,
	title: func(g *schema.HierarchyGroup) string { return g.Name },
	paths: true,
	ops: operations{
		list: "ListUserHierarchyGroups", search: "SearchUserHierarchyGroups", describe: "DescribeUserHierarchyGroup",
		create: "CreateUserHierarchyGroup", destroy: "DeleteUserHierarchyGroup",
	},
	list:     listGroups,
	search:   searchGroups,
	describe: describeGroup,
	create:   createGroup,
	updates: []update[schema.HierarchyGroup]{
		{attrs: groupKind.Set("name"), op: "UpdateUserHierarchyGroupName", call: func(ctx context.Context, c *connection, ch change[schema.HierarchyGroup]) error {
			_, err := c.api.UpdateUserHierarchyGroupName(ctx, &connect.UpdateUserHierarchyGroupNameInput{
				InstanceId: &c.instance.ID, HierarchyGroupId: &ch.id, Name: &ch.after.Name,
			})
			return err
		}},
	},
	tagWord: "agent-group",
	tags:    func(g *schema.HierarchyGroup) map[string]string { return g.Tags },
	destroy: func(ctx context.Context, c *connection, id string) error {
		_, err := c.api.DeleteUserHierarchyGroup(ctx, &connect.DeleteUserHierarchyGroupInput{InstanceId: &c.instance.ID, HierarchyGroupId: &id})
		return err
	},
})

// rootLevel is the level of a group that the service keeps for itself, above all others.
const rootLevel = "0"

// listGroups lists the groups of all levels, by their last names.
func listGroups(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListUserHierarchyGroupsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	return pages(ctx, connect.NewListUserHierarchyGroupsPaginator(c.api, in), func(out *connect.ListUserHierarchyGroupsOutput) error {
		return every(out.UserHierarchyGroupSummaryList, func(s *types.HierarchyGroupSummary) error {
			found(index.Item{ID: aws.ToString(s.Id), Name: aws.ToString(s.Name)})
			return nil
		})
	})
}

// searchGroups has the groups with their paths.
func searchGroups(ctx context.Context, c *connection, found func(object[schema.HierarchyGroup])) error {
	in := &connect.SearchUserHierarchyGroupsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewSearchUserHierarchyGroupsPaginator(c.api, in), func(out *connect.SearchUserHierarchyGroupsOutput) error {
		return every(out.UserHierarchyGroups, func(g *types.HierarchyGroup) error {
			found(readGroup(g))
			return nil
		})
	})
}

// describeGroup reads one group.
func describeGroup(ctx context.Context, c *connection, id string) (o object[schema.HierarchyGroup], err error) {
	out, err := c.api.DescribeUserHierarchyGroup(ctx, &connect.DescribeUserHierarchyGroupInput{InstanceId: &c.instance.ID, HierarchyGroupId: &id})
	if err != nil {
		return o, err
	}
	o = readGroup(out.HierarchyGroup)
	o.id = id
	return o, nil
}

// readGroup returns an object without a body for the root group, which nobody can use.
func readGroup(g *types.HierarchyGroup) object[schema.HierarchyGroup] {
	o := object[schema.HierarchyGroup]{id: aws.ToString(g.Id), given: groupKind.Every(), record: recordOf(g.Tags)}
	if aws.ToString(g.LevelId) == rootLevel {
		return o
	}
	o.body = &schema.HierarchyGroup{Name: aws.ToString(g.Name), Parent: above(g), Tags: visible(g.Tags)}
	return o
}

// above returns the path of the group above g, or "" for a group at the first level. The
// path that the service gives ends with the group itself.
func above(g *types.HierarchyGroup) string {
	p := g.HierarchyPath
	if p == nil {
		return ""
	}
	path := ""
	for _, level := range []*types.HierarchyGroupSummary{p.LevelOne, p.LevelTwo, p.LevelThree, p.LevelFour, p.LevelFive} {
		if level == nil {
			continue
		}
		if aws.ToString(level.Id) == aws.ToString(g.Id) {
			return path
		}
		path = (&schema.HierarchyGroup{Name: aws.ToString(level.Name), Parent: path}).Path()
	}
	return path
}

// createGroup creates a group below its parent, which exists by now: a plan creates parents
// first.
func createGroup(ctx context.Context, c *connection, want object[schema.HierarchyGroup]) (string, error) {
	in := &connect.CreateUserHierarchyGroupInput{
		InstanceId: &c.instance.ID,
		Name:       &want.body.Name,
		Tags:       createTags(want.body.Tags, want.record),
	}
	if want.body.Parent != "" {
		parent, err := c.id(ctx, "hierarchy_group", want.body.Parent)
		if err != nil {
			return "", err
		}
		in.ParentGroupId = parent
	}
	out, err := c.once.CreateUserHierarchyGroup(ctx, in)
	if err != nil {
		return "", err
	}
	return aws.ToString(out.HierarchyGroupId), nil
}
