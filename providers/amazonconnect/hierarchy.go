package amazonconnect

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// hierarchyKind is the kind of the agent hierarchy, of which an instance has one.
var hierarchyKind = schema.MustKind("hierarchy")

// hierarchy is the list of an instance's hierarchy levels. It exists as long as the
// instance does, so its id is the instance's. To delete it is to remove its levels, and to
// create it is to give levels to one that has none.
var hierarchy = define(definition[schema.Hierarchy]{
	kind: hierarchyKind,
	ops: operations{
		describe: "DescribeUserHierarchyStructure",
		find:     "DescribeUserHierarchyStructure", create: "UpdateUserHierarchyStructure", destroy: "UpdateUserHierarchyStructure",
	},
	title: func(*schema.Hierarchy) string { return "" },
	list: func(_ context.Context, c *connection, found func(index.Item)) error {
		found(index.Item{ID: c.instance.ID})
		return nil
	},
	describe: describeHierarchy,
	create:   createHierarchy,
	updates: []update[schema.Hierarchy]{
		{attrs: hierarchyKind.Every(), op: "UpdateUserHierarchyStructure", rests: levelRests, call: func(ctx context.Context, c *connection, ch change[schema.Hierarchy]) error {
			return setLevels(ctx, c, ch.after.Levels)
		}},
	},
	destroy: func(ctx context.Context, c *connection, _ string) error { return setLevels(ctx, c, nil) },
})

// describeHierarchy reads the names of the levels, from the top down.
func describeHierarchy(ctx context.Context, c *connection, id string) (object[schema.Hierarchy], error) {
	out, err := c.api.DescribeUserHierarchyStructure(ctx, &connect.DescribeUserHierarchyStructureInput{InstanceId: &c.instance.ID})
	if err != nil {
		return object[schema.Hierarchy]{}, err
	}
	h := &schema.Hierarchy{Levels: []string{}}
	if s := out.HierarchyStructure; s != nil {
		for _, level := range []*types.HierarchyLevel{s.LevelOne, s.LevelTwo, s.LevelThree, s.LevelFour, s.LevelFive} {
			if level != nil {
				h.Levels = append(h.Levels, aws.ToString(level.Name))
			}
		}
	}
	return object[schema.Hierarchy]{id: id, body: h, given: hierarchyKind.Every()}, nil
}

// createHierarchy gives levels to a hierarchy that has none. It looks first: the operation
// would overwrite levels that somebody else made, and groups may be at them.
func createHierarchy(ctx context.Context, c *connection, want object[schema.Hierarchy]) (string, error) {
	live, err := describeHierarchy(ctx, c, c.instance.ID)
	if err != nil {
		return "", err
	}
	if len(live.body.Levels) > 0 {
		return "", fmt.Errorf("the instance already has a hierarchy: %w", providers.ErrExists)
	}
	return c.instance.ID, setLevels(ctx, c, want.body.Levels)
}

// setLevels sends all levels that are wanted. The service removes a level that is not sent.
func setLevels(ctx context.Context, c *connection, names []string) error {
	s := &types.HierarchyStructureUpdate{}
	positions := []**types.HierarchyLevelUpdate{&s.LevelOne, &s.LevelTwo, &s.LevelThree, &s.LevelFour, &s.LevelFive}
	if len(names) > len(positions) {
		return fmt.Errorf("a hierarchy can have at most %d levels", len(positions))
	}
	for i := range names {
		*positions[i] = &types.HierarchyLevelUpdate{Name: &names[i]}
	}
	_, err := c.api.UpdateUserHierarchyStructure(ctx, &connect.UpdateUserHierarchyStructureInput{InstanceId: &c.instance.ID, HierarchyStructure: s})
	return err
}
