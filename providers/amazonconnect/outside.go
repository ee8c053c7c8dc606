package amazonconnect

import (
	"context"
	"fmt"
	"maps"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// outside lists what objects refer to and no configuration describes, by the schema's
// word for it.
var outside = map[string]struct {
	op   string
	list func(ctx context.Context, c *Client) ([]entry, error)
}{
	"flow":         {"ListContactFlows", listFlows},
	"phone_number": {"ListPhoneNumbersV2", listNumbers},
}

// Outside returns the ids of all flows by their names, or of all phone numbers of the
// instance by the numbers.
func (c *Client) Outside(ctx context.Context, kind string) (map[string]string, error) {
	x := c.indexes[kind]
	if outside[kind].list == nil || x == nil {
		return nil, fmt.Errorf("there is no %s in Amazon Connect", kind)
	}
	if err := x.reload(ctx, func() ([]entry, error) { return x.load(ctx) }); err != nil {
		return nil, explain(err)
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	return maps.Clone(x.ids), nil
}

func listFlows(ctx context.Context, c *Client) ([]entry, error) {
	var flows []entry
	in := &connect.ListContactFlowsInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListContactFlowsPaginator(c.api, in), func(out *connect.ListContactFlowsOutput) error {
		return every(out.ContactFlowSummaryList, func(s *types.ContactFlowSummary) error {
			flows = append(flows, entry{aws.ToString(s.Id), aws.ToString(s.Name)})
			return nil
		})
	})
	return flows, err
}

func listNumbers(ctx context.Context, c *Client) ([]entry, error) {
	var numbers []entry
	in := &connect.ListPhoneNumbersV2Input{InstanceId: &c.instance.ID, MaxResults: aws.Int32(listPage)}
	err := pages(ctx, connect.NewListPhoneNumbersV2Paginator(c.api, in), func(out *connect.ListPhoneNumbersV2Output) error {
		return every(out.ListPhoneNumbersSummaryList, func(s *types.ListPhoneNumbersSummary) error {
			numbers = append(numbers, entry{aws.ToString(s.PhoneNumberId), aws.ToString(s.PhoneNumber)})
			return nil
		})
	})
	return numbers, err
}

// idOrNone returns the id of the thing of that name, nil for the empty name.
func (c *Client) idOrNone(ctx context.Context, kind, name string) (*string, error) {
	if name == "" {
		return nil, nil
	}
	return c.id(ctx, kind, name)
}
