package amazonconnect

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
)

// The tags of the instance itself keep what people confirm about ConnectPath, because its own
// API has no place for it. See package connectpath.

// ReadsInstanceTags is the operation that reads the tags of the instance.
const ReadsInstanceTags = "ListTagsForResource"

// WritesInstanceTags returns the operations that change the instance's tags.
func WritesInstanceTags() []string { return []string{tagOperation, untagOperation} }

// InstanceTags returns all tags of the instance, ours and everybody else's.
func (c *Client) InstanceTags(ctx context.Context) (map[string]string, error) {
	out, err := c.conn.api.ListTagsForResource(ctx, &connect.ListTagsForResourceInput{ResourceArn: aws.String(c.conn.instance.ARN)})
	if err != nil {
		return nil, explain(err)
	}
	return out.Tags, nil
}

// TagInstance gives the instance tags.
func (c *Client) TagInstance(ctx context.Context, tags map[string]string) error {
	_, err := c.conn.api.TagResource(ctx, &connect.TagResourceInput{ResourceArn: aws.String(c.conn.instance.ARN), Tags: tags})
	return explain(err)
}

// UntagInstance takes tags away from the instance.
func (c *Client) UntagInstance(ctx context.Context, keys []string) error {
	_, err := c.conn.api.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: aws.String(c.conn.instance.ARN), TagKeys: keys})
	return explain(err)
}
