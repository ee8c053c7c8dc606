package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// readParents returns the names of parents, which the service gives with their ids.
func readParents(list []types.HoursOfOperationsIdentifier) []string {
	names := make([]string, len(list))
	for i, p := range list {
		if names[i] = aws.ToString(p.Name); names[i] == "" {
			names[i] = aws.ToString(p.Id)
		}
	}
	return schema.SortedSet(names)
}

// addedParents returns the names of the parents that an update adds.
func addedParents(ch change[schema.HoursOfOperation]) []string {
	return without(ch.after.Parents, ch.before.Parents)
}

// droppedParents returns the names of the parents that an update removes.
func droppedParents(ch change[schema.HoursOfOperation]) []string {
	return without(ch.before.Parents, ch.after.Parents)
}

// parentCalls counts the calls that the parents of a change take. One call takes all of
// them.
func parentCalls(of func(change[schema.HoursOfOperation]) []string) func(change[schema.HoursOfOperation]) int {
	return func(ch change[schema.HoursOfOperation]) int { return min(1, len(of(ch))) }
}

// parentConfigs returns the API's form of the hours of those names; nil for none.
func parentConfigs(ctx context.Context, c *connection, names []string) ([]types.ParentHoursOfOperationConfig, error) {
	var configs []types.ParentHoursOfOperationConfig
	for _, name := range names {
		id, err := c.id(ctx, "hours_of_operation", name)
		if err != nil {
			return nil, err
		}
		configs = append(configs, types.ParentHoursOfOperationConfig{HoursOfOperationId: id})
	}
	return configs, nil
}

// associateParents adds parents.
func associateParents(ctx context.Context, c *connection, ch change[schema.HoursOfOperation]) error {
	configs, err := parentConfigs(ctx, c, addedParents(ch))
	if err != nil {
		return err
	}
	_, err = c.api.AssociateHoursOfOperations(ctx, &connect.AssociateHoursOfOperationsInput{
		InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id, ParentHoursOfOperationConfigs: configs,
	})
	return err
}

// disassociateParents removes the parents that are not wanted. It starts from the ids of
// the live parents and not from the names in the plan: during an apply, a name may pass
// from one object to another.
func disassociateParents(ctx context.Context, c *connection, ch change[schema.HoursOfOperation]) error {
	out, err := c.api.DescribeHoursOfOperation(ctx, &connect.DescribeHoursOfOperationInput{InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id})
	if err != nil {
		return err
	}
	wanted, err := parentConfigs(ctx, c, ch.after.Parents)
	if err != nil {
		return err
	}
	var live, keep []string
	for _, p := range out.HoursOfOperation.ParentHoursOfOperations {
		live = append(live, aws.ToString(p.Id))
	}
	for _, p := range wanted {
		keep = append(keep, aws.ToString(p.HoursOfOperationId))
	}
	drop := without(live, keep)
	if len(drop) == 0 {
		return nil
	}
	_, err = c.api.DisassociateHoursOfOperations(ctx, &connect.DisassociateHoursOfOperationsInput{
		InstanceId: &c.instance.ID, HoursOfOperationId: &ch.id, ParentHoursOfOperationIds: drop,
	})
	return err
}
