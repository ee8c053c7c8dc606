package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
)

// The operations on the tags of the instance itself, which keep what people confirm of
// ConnectPath.
const (
	ReadsInstanceTags  = "ListTagsForResource"
	writesInstanceTags = "TagResource"
	dropsInstanceTags  = "UntagResource"
)

// WritesInstanceTags returns the operations that change the instance's tags.
func WritesInstanceTags() []string { return []string{writesInstanceTags, dropsInstanceTags} }

// InstanceTags returns all tags of the instance.
func (c *Client) InstanceTags(ctx context.Context) (map[string]string, error) {
	out, err := c.api.ListTagsForResource(ctx, &connect.ListTagsForResourceInput{ResourceArn: aws.String(c.instance.ARN)})
	if err != nil {
		return nil, explain(err)
	}
	return out.Tags, nil
}

// TagInstance gives the instance tags.
func (c *Client) TagInstance(ctx context.Context, tags map[string]string) error {
	_, err := c.api.TagResource(ctx, &connect.TagResourceInput{ResourceArn: aws.String(c.instance.ARN), Tags: tags})
	return explain(err)
}

// UntagInstance takes tags away from the instance.
func (c *Client) UntagInstance(ctx context.Context, keys []string) error {
	_, err := c.api.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: aws.String(c.instance.ARN), TagKeys: keys})
	return explain(err)
}
