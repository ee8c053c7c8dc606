package amazonconnect

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/schema"
)

// A Client is a provider for one instance. It is safe for concurrent use. Its errors are
// [failure.Call]s where a call failed.
type Client struct {
	metricsReader
	finder
	conn   *connection
	limits *pacer.Limiter
}

// Instance returns the contact centre.
func (c *Client) Instance(context.Context) (providers.Instance, error) { return c.conn.instance, nil }

// Kinds returns the kinds of Amazon Connect. ConnectPath's are another provider's.
func (c *Client) Kinds() []*schema.Kind {
	all := make([]*schema.Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.of
	}
	return all
}

// List yields the live objects of a kind. It reads all of them before it yields the first,
// because only then does it know which are gone.
func (c *Client) List(ctx context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	return func(yield func(*schema.Resource, error) bool) {
		k, err := lookup(q.Kind)
		var list []*schema.Resource
		if err == nil {
			list, err = reader{k, c.conn}.all(ctx, q)
		}
		if err != nil {
			yield(nil, failure.Explain(err))
			return
		}
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Read reads one object again, by operations that do not lag behind writes.
func (c *Client) Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	k, err := lookup(live.Kind)
	if err != nil {
		return nil, err
	}
	r, err := reader{k, c.conn}.one(ctx, live.ID, attrs)
	return r, failure.Explain(err)
}

// AIAgents returns the security profiles of the AI agents of the options, by their ARNs. An
// agent that is gone has none.
//
// Assumption: no other AI agent has a security profile. The service answers which profiles an
// agent has, and neither which agents have a profile nor which agents there are.
func (c *Client) AIAgents(ctx context.Context) (map[string][]string, error) {
	profiles := make([][]string, len(c.conn.agents))
	err := each(ctx, len(profiles), func(ctx context.Context, i int) (err error) {
		profiles[i], err = c.conn.agentProfiles(ctx, c.conn.agents[i])
		if failure.IsNotFound(err) {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, failure.Explain(err)
	}
	byAgent := map[string][]string{}
	for i, arn := range c.conn.agents {
		byAgent[arn] = schema.SortedSet(profiles[i])
	}
	return byAgent, nil
}

// agentProfiles returns the names of an AI agent's security profiles.
func (c *connection) agentProfiles(ctx context.Context, arn string) (names []string, err error) {
	list := &tokenPager[*connect.ListEntitySecurityProfilesOutput]{call: func(ctx context.Context, token *string) (*connect.ListEntitySecurityProfilesOutput, error) {
		return c.api.ListEntitySecurityProfiles(ctx, &connect.ListEntitySecurityProfilesInput{
			InstanceId: &c.instance.ID, EntityType: types.EntityTypeAiAgent, EntityArn: &arn, MaxResults: aws.Int32(smallPage), NextToken: token,
		})
	}}
	err = pages(ctx, list, func(out *connect.ListEntitySecurityProfilesOutput) error {
		return every(out.SecurityProfiles, func(p *types.SecurityProfileItem) error {
			name, unnamed := c.name(ctx, "security_profile", p.Id)
			names = append(names, name)
			return unnamed
		})
	})
	return names, err
}

// A finder finds the ids of objects by their names.
type finder struct{ c *connection }

// ID returns the id of the object of that name, from the index of its kind. Something that
// no list has, such as a deleted flow that a queue still refers to, has its id for a name.
func (f finder) ID(ctx context.Context, n schema.Name) (string, error) {
	if outside[n.Kind].list == nil {
		of, ok := schema.KindOf(n.Kind)
		if !ok {
			return "", fmt.Errorf("no %s exists in Amazon Connect", n.Kind)
		}
		if _, err := lookup(of); err != nil {
			return "", err
		}
	}
	id := ""
	if x := f.c.indexes[n.Kind]; x != nil {
		var err error
		if id, err = x.Find(ctx, n.Key); err != nil {
			return "", failure.Explain(err)
		}
	} else if n.Key == "" {
		id = f.c.instance.ID
	}
	if id == "" {
		return "", fmt.Errorf("%s: %w", n, providers.ErrNotFound)
	}
	return id, nil
}

// Known returns the id of the object of that name, as [finder.ID] does. It does not list the
// objects again if none has that name.
func (f finder) Known(ctx context.Context, n schema.Name) (string, bool) {
	x := f.c.indexes[n.Kind]
	if x == nil {
		return "", false
	}
	id, err := x.Known(ctx, n.Key)
	return id, err == nil && id != ""
}

// Outside returns the ids of all flows by their names, or of all claimed phone numbers by
// the numbers.
func (f finder) Outside(ctx context.Context, kind string) (map[string]string, error) {
	x := f.c.indexes[kind]
	if outside[kind].list == nil || x == nil {
		return nil, fmt.Errorf("no %s exists in Amazon Connect", kind)
	}
	ids, err := x.All(ctx)
	return ids, failure.Explain(err)
}

// writer returns the writer of the kind's objects.
func (c *Client) writer(of *schema.Kind) (writer, error) {
	k, err := lookup(of)
	return writer{reader{k, c.conn}}, err
}

// Create creates the object. When the object exists and a later call of its creation
// failed, it returns the id together with the error.
func (c *Client) Create(ctx context.Context, want *schema.Resource) (string, error) {
	w, err := c.writer(want.Kind)
	if err != nil {
		return "", err
	}
	id, err := w.make(ctx, want)
	return id, failure.Explain(err)
}

// Update changes the given attributes of an object, then its tags. The last call writes the
// record.
func (c *Client) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	w, err := c.writer(live.Kind)
	if err != nil {
		return err
	}
	return failure.Explain(w.update(ctx, live, want, attrs))
}

// Mark writes the record of an object, and nothing else, or takes it away.
func (c *Client) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	w, err := c.writer(live.Kind)
	if err != nil {
		return err
	}
	return failure.Explain(w.mark(ctx, live.ID, record))
}

// Delete removes an object. It succeeds when the object is gone already.
func (c *Client) Delete(ctx context.Context, live *schema.Resource) error {
	w, err := c.writer(live.Kind)
	if err != nil {
		return err
	}
	return failure.Explain(w.remove(ctx, live.ID))
}

// Cost returns the calls that a change makes. It leaves out reads: see [Client.ReadsBefore] and
// [Client.ReadCost].
func (c *Client) Cost(w providers.Write) []providers.Calls {
	k, err := lookup(w.Of())
	if err != nil {
		return nil
	}
	return k.cost(w)
}

// ReadsBefore returns the reads that a write makes itself.
func (c *Client) ReadsBefore(w providers.Write) []providers.Calls {
	k, err := lookup(w.Of())
	if err != nil {
		return nil
	}
	calls := k.readsBefore(w)
	for _, s := range k.steps(w) {
		if c.conn.proofs.Wants(k.of.Name, s.proof) {
			calls = append(calls, providers.Calls{Operation: k.ops.describe, N: 2, Once: k.of.Name + string(s.proof)})
		}
	}
	return calls
}

// ReadCost returns the calls that it takes to read the attributes attrs of one object.
func (c *Client) ReadCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls {
	k, err := lookup(r.Kind)
	if err != nil {
		return nil
	}
	return k.readCost(r, attrs)
}

// Rate returns how many calls of the operation are made a second, and how many may be made
// at once before that; 0 when there is no limit. The operations of another service, such as
// ConnectPath.GetUser, have no limit that is known.
func (c *Client) Rate(operation string) (perSecond float64, burst int) {
	if strings.Contains(operation, ".") {
		return 0, 0
	}
	return c.limits.Rate(operation)
}

// Dated returns the attributes of the kind that cannot change without the service giving
// the object a later time, and the service's present time in Unix seconds. Which operations
// give an object a later time is not documented, so it returns those for which the instance
// has shown it. For example, once UpdateUserIdentityInfo has moved the time of a user, the
// users' e-mail addresses are among them.
func (c *Client) Dated(of *schema.Kind) (attrs schema.AttrSet, now int64) {
	k, err := lookup(of)
	if err != nil {
		return 0, 0
	}
	attrs = k.stamps.lasting(c.conn.proofs.Known(of.Name))
	if attrs == 0 {
		return 0, 0
	}
	return attrs, c.limits.Now()
}

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
		return nil, failure.Explain(err)
	}
	return out.Tags, nil
}

// TagInstance gives the instance tags.
func (c *Client) TagInstance(ctx context.Context, tags map[string]string) error {
	_, err := c.conn.api.TagResource(ctx, &connect.TagResourceInput{ResourceArn: aws.String(c.conn.instance.ARN), Tags: tags})
	return failure.Explain(err)
}

// UntagInstance takes tags away from the instance.
func (c *Client) UntagInstance(ctx context.Context, keys []string) error {
	_, err := c.conn.api.UntagResource(ctx, &connect.UntagResourceInput{ResourceArn: aws.String(c.conn.instance.ARN), TagKeys: keys})
	return failure.Explain(err)
}
