package amazonconnect

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/smithy-go/logging"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/answer"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
	"github.com/callwright/callwright/providers/amazonconnect/internal/wire"
)

// appID names the program in the user agent of every call.
const appID = "callwright"

// Open finds the instance and returns a client for it. It makes one call, or two if the
// instance is given by its alias. So wrong credentials, a wrong Region or a wrong instance
// are noticed before anything else is.
func Open(ctx context.Context, o Options) (*Client, error) {
	limits := pacer.New(o.Rate, o.Rates, o.Log)
	options, err := o.resolve(ctx, limits)
	if err != nil {
		return nil, err
	}
	share := func(account string) {
		limits.Share(o.Budgets.Of(account, options.Region, aws.ToString(options.BaseEndpoint)))
	}
	share(o.Account)
	c := &connection{api: connect.New(options), limits: limits, passwords: o.Passwords, agents: o.AIAgents, indexes: map[string]*index.Index{}, patience: o.patience(), sleep: o.sleep}
	if c.sleep == nil {
		c.sleep = providers.Sleep
	}
	options.Retryer = limits.CreateRetryer(o.backoff)
	c.once = connect.New(options)
	for _, k := range kinds {
		if !k.of.Single {
			c.indexes[k.of.Name] = index.New(k.of.Name, k.paths, reader{k, c}.items)
		}
	}
	for kind, o := range outside {
		c.indexes[kind] = index.New(kind, false, func(ctx context.Context) ([]index.Item, error) { return o.list(ctx, c) })
	}
	if err := c.find(ctx, o.Instance, o.Account); err != nil {
		return nil, failure.Explain(err)
	}
	if o.Account == "" { // only now it is known
		share(c.instance.Account)
	}
	return &Client{metricsReader{c}, finder{c}, c, limits}, nil
}

// Offline returns a client that makes no calls. It answers only what writes and reads cost, and
// how many calls a second the options allow.
func Offline(o Options) *Client {
	return &Client{conn: &connection{}, limits: pacer.New(o.Rate, o.Rates, o.Log)}
}

// resolve returns the options of the SDK's client. It only looks at the environment and at
// files for what o does not give.
func (o Options) resolve(ctx context.Context, limits *pacer.Limiter) (connect.Options, error) {
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
		return options, errors.New("no region: set region in the provider block, or AWS_REGION, or name the instance by its ARN")
	}
	options.HTTPClient = bounded(options.HTTPClient)
	options.Credentials = failure.Signer{CredentialsProvider: options.Credentials} // whose errors can be told apart
	options.Retryer = limits.Retryer(o.backoff)
	options.RetryMaxAttempts = 0 // AWS_MAX_ATTEMPTS would count throttled attempts
	options.APIOptions = append(options.APIOptions, limits.Install, wire.Install, answer.Install)
	return options, nil
}

// bounded returns a client that makes requests as the given one does, within bounds. It
// follows no redirect: Amazon Connect sends none, and following one would hand a session
// token to whatever host it names.
func bounded(c connect.HTTPClient) *http.Client {
	own := &http.Client{}
	switch c := c.(type) {
	case *http.Client:
		*own = *c
	case *awshttp.BuildableClient:
		own.Transport, own.Timeout = c.GetTransport(), c.GetTimeout()
	default: // none: the SDK would make its own
		own.Transport = awshttp.NewBuildableClient().GetTransport()
	}
	own.Transport = providers.Bound(own.Transport)
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return own
}

// usual completes the options by the SDK's usual chain: environment, shared files, the role
// of the machine.
func usual(ctx context.Context, options connect.Options) (connect.Options, error) {
	load := []func(*config.LoadOptions) error{config.WithAppID(appID), config.WithLogger(logging.Nop{})} // our errors say enough
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

// regionOf returns the Region in an instance's ARN, or "" for anything else.
func regionOf(instance string) string {
	if m := instanceARN.FindStringSubmatch(instance); m != nil {
		return m[1]
	}
	return ""
}

// find looks the instance up by its id, its ARN or its alias. The instance must be in the account,
// unless that is "".
func (c *connection) find(ctx context.Context, instance, account string) error {
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
	switch {
	case failure.IsNotFound(err):
		return &unknownInstance{fmt.Sprintf("there is no instance with the ID %s in %s. %s", id, c.api.Options().Region, correctIt)}
	case err != nil:
		return err
	}
	i := out.Instance
	c.instance = providers.Instance{
		ID: id, Name: aws.ToString(i.InstanceAlias), ARN: aws.ToString(i.Arn),
		Region: c.api.Options().Region, Service: "Amazon Connect", Identity: string(i.IdentityManagementType),
	}
	if parts := strings.Split(c.instance.ARN, ":"); len(parts) > 4 {
		c.instance.Account = parts[4]
	}
	if account != "" && account != c.instance.Account {
		return fmt.Errorf("the instance %s is in account %s, and the provider block says %s: correct account in the provider block, or use other credentials", id, c.instance.Account, account)
	}
	return nil
}

// byAlias returns the id of the instance of that alias. An error names the aliases that
// exist, because a mistyped alias is the usual reason.
func (c *connection) byAlias(ctx context.Context, alias string) (string, error) {
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
		return "", &unknownInstance{fmt.Sprintf("there is no instance %q: these credentials see no instances in %s. %s, or choose other credentials with AWS_PROFILE", alias, region, correctIt)}
	}
	return "", &unknownInstance{fmt.Sprintf("there is no instance %q in %s; the instances there are %s. %s", alias, region, strings.Join(aliases, ", "), correctIt)}
}

// correctIt is what to do about an instance that does not exist.
const correctIt = "Correct instance or region in the provider block"

// An unknownInstance is the error for an instance that does not exist. It is an ErrNotFound,
// and says more than "no such object".
type unknownInstance struct{ text string }

func (e *unknownInstance) Error() string { return e.text }

func (e *unknownInstance) Unwrap() error { return providers.ErrNotFound }
