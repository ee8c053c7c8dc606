// Package amazonconnect is the provider that speaks to Amazon Connect.
//
// [Open] finds the instance and returns a [Client]. Each kind of object has a
// file, and in it one table of the operations that read and write it; the table
// decides which calls a change makes and what it costs.
//
// # Reading
//
// All objects of a kind are read by the Search* operation of the kind, which has
// their attributes but lags behind writes, together with its List* operation,
// which says what there is. What neither has takes a call for each object, and is
// read only where a query needs it.
//
// Names stand for objects. An [index] of each kind turns ids into names and back.
//
// # Writing
//
// An update makes exactly the calls whose attributes change, and those of tags last:
// the record says what is done. Calls are held to a rate for each operation, which
// adapts to what the service bears, and throttled ones are tried again. A create whose
// answer was lost is looked up before it is tried again. An object that is to be
// deleted, and still in use, may be free in a moment.
package amazonconnect

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/smithy-go/logging"
	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// Options say which instance to open and how to reach it. With Region, Endpoint
// and Credentials all set, neither the environment nor any file is looked at.
type Options struct {
	Instance    string                  // id, ARN or alias
	Region      string                  // "" for the SDK's usual chain
	Endpoint    string                  // "" for the SDK's usual chain
	Rate        float64                 // calls a second of each operation, at most; 0 for as many as AWS bears, negative for no limit
	Rates       map[string]float64      // instead, of single operations
	HTTP        *http.Client            // nil for the SDK's own
	Credentials aws.CredentialsProvider // nil for the SDK's usual chain
	Log         hclog.Logger            // nil for none
	Passwords   map[string]string       // of new users by username, where the instance has passwords; others get a random one

	backoff retry.BackoffDelayer                       // nil for the SDK's own
	sleep   func(context.Context, time.Duration) error // nil for waiting indeed
}

// A Client is a provider for one instance. It is safe for concurrent use.
type Client struct {
	api      *connect.Client
	once     *connect.Client // for creates: does not send again what may have been carried out
	instance providers.Instance
	initial  map[string]string // passwords of new users by username
	indexes  map[string]*index // by kind; the single one has none
	time     *serviceClock
	limits   *limiter
	phones   sync.Map        // user id → channels, as last seen
	patience []time.Duration // pauses between attempts at a delete
	sleep    func(context.Context, time.Duration) error
}

// appID names the program in the user agent of every call.
const appID = "callwright"

// Open finds the instance and returns a client for it.
func Open(ctx context.Context, o Options) (*Client, error) {
	limits := newLimiter(o)
	options, err := o.resolve(ctx, limits)
	if err != nil {
		return nil, err
	}
	c := &Client{initial: o.Passwords, time: limits.told, limits: limits, indexes: map[string]*index{}, patience: o.patience(), sleep: o.sleep}
	if c.sleep == nil {
		c.sleep = providers.Sleep
	}
	c.api = connect.New(options)
	options.Retryer = retryer(o.backoff, neverWhenFull, neverWhenLost)
	c.once = connect.New(options)
	for _, k := range kinds {
		if !k.of().Single {
			c.indexes[k.of().Name] = newIndex(k.of().Name, k.tree(), func(ctx context.Context) ([]entry, error) { return k.entries(ctx, c) })
		}
	}
	for kind, o := range outside {
		c.indexes[kind] = newIndex(kind, false, func(ctx context.Context) ([]entry, error) { return o.list(ctx, c) })
	}
	return c, explain(c.find(ctx, o.Instance))
}

func (o Options) resolve(ctx context.Context, limits *limiter) (connect.Options, error) {
	options := connect.Options{Region: o.Region, Credentials: o.Credentials, AppID: appID}
	if o.Region == "" {
		options.Region = regionOf(o.Instance)
	}
	if o.HTTP != nil {
		options.HTTPClient = o.HTTP
	}
	if options.Region == "" || o.Endpoint == "" || o.Credentials == nil {
		chain, err := usual(ctx, options)
		if err != nil {
			return options, err
		}
		options = chain
	}
	if o.Endpoint != "" {
		options.BaseEndpoint = aws.String(o.Endpoint)
	}
	if options.Region == "" {
		return options, fmt.Errorf("no region: name one, or give the instance's ARN")
	}
	options.Credentials = signing{options.Credentials}
	options.Retryer = retryer(o.backoff, neverWhenFull, alwaysWhenCut)
	options.APIOptions = append(options.APIOptions, limits.install)
	return options, nil
}

// usual completes options by the SDK's usual chain: environment, shared files,
// the machine's role.
func usual(ctx context.Context, options connect.Options) (connect.Options, error) {
	load := []func(*config.LoadOptions) error{config.WithAppID(appID), config.WithLogger(logging.Nop{})} // errors say enough
	if options.Region != "" {
		load = append(load, config.WithRegion(options.Region))
	}
	if options.Credentials != nil {
		load = append(load, config.WithCredentialsProvider(options.Credentials))
	}
	if options.HTTPClient != nil {
		load = append(load, config.WithHTTPClient(options.HTTPClient))
	}
	cfg, err := config.LoadDefaultConfig(ctx, load...)
	if err != nil {
		return options, fmt.Errorf("read the AWS configuration: %w", err)
	}
	return connect.NewFromConfig(cfg).Options(), nil
}

var (
	instanceID  = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	instanceARN = regexp.MustCompile(`^arn:[^:]+:connect:([^:]*):[^:]*:instance/([^/]+)$`)
)

// regionOf returns the Region that an instance's ARN names, or "".
func regionOf(instance string) string {
	if m := instanceARN.FindStringSubmatch(instance); m != nil {
		return m[1]
	}
	return ""
}

// find looks the instance up by its id, ARN or alias.
func (c *Client) find(ctx context.Context, instance string) error {
	id := instance
	if m := instanceARN.FindStringSubmatch(instance); m != nil {
		id = m[2]
	} else if !instanceID.MatchString(instance) {
		var err error
		if id, err = c.byAlias(ctx, instance); err != nil {
			return err
		}
	}
	out, err := c.api.DescribeInstance(ctx, &connect.DescribeInstanceInput{InstanceId: aws.String(id)})
	if err != nil {
		return err
	}
	i := out.Instance
	if i == nil {
		return fmt.Errorf("the service describes no instance %q", id)
	}
	c.instance = providers.Instance{
		ID: id, Name: aws.ToString(i.InstanceAlias), ARN: aws.ToString(i.Arn),
		Region: c.api.Options().Region, Service: "Amazon Connect", Identity: string(i.IdentityManagementType),
	}
	if parts := strings.Split(c.instance.ARN, ":"); len(parts) > 4 {
		c.instance.Account = parts[4]
	}
	return nil
}

func (c *Client) byAlias(ctx context.Context, alias string) (string, error) {
	var aliases []string
	id := ""
	err := pages(ctx, connect.NewListInstancesPaginator(c.api, &connect.ListInstancesInput{MaxResults: aws.Int32(10)}),
		func(out *connect.ListInstancesOutput) error {
			for _, i := range out.InstanceSummaryList {
				aliases = append(aliases, aws.ToString(i.InstanceAlias))
				if aws.ToString(i.InstanceAlias) == alias || aws.ToString(i.Id) == alias {
					id = aws.ToString(i.Id)
				}
			}
			return nil
		})
	if err != nil || id != "" {
		return id, err
	}
	region := c.api.Options().Region
	if len(aliases) == 0 {
		return "", fmt.Errorf("no instance is named %q: there is none in %s: %w", alias, region, providers.ErrNotFound)
	}
	return "", fmt.Errorf("no instance is named %q in %s; there are %s: %w", alias, region, strings.Join(aliases, ", "), providers.ErrNotFound)
}

// Instance returns the contact centre.
func (c *Client) Instance(context.Context) (providers.Instance, error) { return c.instance, nil }

// kinds is the table of kinds, in the order of the schema's.
var kinds = []kind{hours, queues, statuses, predefinedAttributes, hierarchy, groups, securityProfiles, routingProfiles, users, quickConnects}

// Kinds returns the kinds that the provider speaks of.
func (c *Client) Kinds() []*schema.Kind {
	all := make([]*schema.Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.of()
	}
	return all
}

func lookup(k *schema.Kind) (kind, error) {
	for _, known := range kinds {
		if known.of() == k {
			return known, nil
		}
	}
	return nil, fmt.Errorf("there is no %s in Amazon Connect", k.Name)
}

// List yields the live objects of a kind.
func (c *Client) List(ctx context.Context, q providers.Query) iter.Seq2[*schema.Resource, error] {
	return func(yield func(*schema.Resource, error) bool) {
		list, err := c.all(ctx, q)
		if err != nil {
			yield(nil, explain(err))
			return
		}
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func (c *Client) all(ctx context.Context, q providers.Query) ([]*schema.Resource, error) {
	k, err := lookup(q.Kind)
	if err != nil {
		return nil, err
	}
	return k.list(ctx, c, q)
}

// Read reads one object anew.
func (c *Client) Read(ctx context.Context, live *schema.Resource, attrs schema.AttrSet) (*schema.Resource, error) {
	k, err := lookup(live.Kind)
	if err != nil {
		return nil, err
	}
	r, err := k.read(ctx, c, live.ID, attrs)
	return r, explain(err)
}

// Create makes the object. When a part of it could not be made, its id is
// returned together with the error.
func (c *Client) Create(ctx context.Context, want *schema.Resource) (string, error) {
	k, err := lookup(want.Kind)
	if err != nil {
		return "", err
	}
	id, err := k.create(ctx, c, want)
	return id, explain(err)
}

// ID returns the id of the object of that name, from the index of its kind. What
// other objects refer to and no bulk read knows goes by its id for a name.
func (c *Client) ID(ctx context.Context, n schema.Name) (string, error) {
	if outside[n.Kind].list == nil {
		of, ok := schema.KindOf(n.Kind)
		if !ok {
			return "", fmt.Errorf("there is no %s in Amazon Connect", n.Kind)
		}
		if _, err := lookup(of); err != nil {
			return "", err
		}
	}
	id := ""
	if x := c.indexes[n.Kind]; x != nil {
		var err error
		if id, err = x.find(ctx, n.Key); err != nil {
			return "", explain(err)
		}
	} else if n.Key == "" {
		id = c.instance.ID
	}
	if id == "" {
		return "", fmt.Errorf("%s: %w", n, providers.ErrNotFound)
	}
	return id, nil
}

// Update changes the given attributes of an object, then its tags, and with the
// last call its record.
func (c *Client) Update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	k, err := lookup(live.Kind)
	if err != nil {
		return err
	}
	return explain(k.update(ctx, c, live, want, attrs))
}

// Mark gives an object the record alone, or takes it away.
func (c *Client) Mark(ctx context.Context, live *schema.Resource, record schema.Record) error {
	k, err := lookup(live.Kind)
	if err != nil {
		return err
	}
	return explain(k.mark(ctx, c, live.ID, record))
}

// Delete removes an object.
func (c *Client) Delete(ctx context.Context, live *schema.Resource) error {
	k, err := lookup(live.Kind)
	if err != nil {
		return err
	}
	return explain(k.remove(ctx, c, live.ID))
}

// Cost returns the calls that a change makes. Reads before and after it are not
// counted.
func (c *Client) Cost(w providers.Write) []providers.Calls {
	k, err := lookup(w.Of())
	if err != nil {
		return nil
	}
	return k.cost(c, w)
}

// name returns the name of the object of a kind with the given id.
func (c *Client) name(ctx context.Context, kind string, id *string) (string, error) {
	return c.indexes[kind].name(ctx, aws.ToString(id))
}

// id returns the id of the object of a kind with the given name.
func (c *Client) id(ctx context.Context, kind, name string) (*string, error) {
	id, err := c.indexes[kind].id(ctx, name)
	return aws.String(id), err
}

// A pager is one of the SDK's paginators.
type pager[Out any] interface {
	HasMorePages() bool
	NextPage(ctx context.Context, options ...func(*connect.Options)) (Out, error)
}

// pages reads all pages.
func pages[Out any](ctx context.Context, p pager[Out], found func(Out) error) error {
	for p.HasMorePages() {
		out, err := p.NextPage(ctx)
		if err != nil {
			return err
		}
		if err := found(out); err != nil {
			return err
		}
	}
	return nil
}

// every calls f for each item of a page, and stops at the first error.
func every[T any](items []T, f func(*T) error) error {
	for i := range items {
		if err := f(&items[i]); err != nil {
			return err
		}
	}
	return nil
}

// The most that a page of a bulk read holds (API reference; the others are at
// their calls).
const (
	listPage   = 1000
	searchPage = 500
	smallPage  = 100
)
