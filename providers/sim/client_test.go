package sim_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/callwright/callwright/providers/sim"
)

var ctx = context.Background()

// A client is the AWS SDK's client of a simulated instance that is served over
// HTTP, with the ids of what a new instance holds.
type client struct {
	*connect.Client
	testing.TB
	sim      *sim.Server
	url      string
	instance *string

	hours, queue, routing, agent, admin string // default objects
}

// start opens an instance in a file, or in memory, and serves it for the test.
// An operation that answers an exception that the model does not declare for it
// fails the test.
func start(tb testing.TB, path string, o sim.Options) *client {
	tb.Helper()
	undeclared := make(chan string, 100)
	o.Observe = func(call sim.Call) {
		if call.Fault != "" {
			return
		}
		sim.Record(call)
		if !sim.Declares(call.Operation, call.Error) {
			undeclared <- call.Operation + " answered " + call.Error + ", which it does not declare"
		}
	}
	s, err := sim.Open(path, o)
	if err != nil {
		tb.Fatal(err)
	}
	server := httptest.NewServer(s)
	tb.Cleanup(func() {
		server.Close()
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
		for len(undeclared) > 0 {
			tb.Error(<-undeclared)
		}
	})
	c := &client{Client: connectTo(server.URL), TB: tb, sim: s, url: server.URL, instance: aws.String(s.Instance().ID)}
	c.hours = c.idsOfHours()["Basic Hours"]
	c.queue = c.idsOfQueues()["BasicQueue"]
	c.routing = c.idsOfRoutingProfiles()["Basic Routing Profile"]
	c.agent = c.idsOfSecurityProfiles()["Agent"]
	c.admin = c.idsOfSecurityProfiles()["Admin"]
	return c
}

// connectTo is a client that does not retry: each answer counts.
func connectTo(url string) *connect.Client {
	return connect.New(connect.Options{
		BaseEndpoint:     aws.String(url),
		Region:           "eu-west-2",
		Credentials:      credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
		RetryMaxAttempts: 1,
	})
}

// must gives the output of a call to a test, and fails the test unless the call
// succeeded.
func must[T any](out T, err error) func(testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return out
	}
}

// refused fails a test unless a call was refused with the exception, the HTTP
// status that belongs to it, and a message that has the text in it.
func refused[T any](_ T, err error) func(tb testing.TB, exception, about string) {
	return func(tb testing.TB, exception, about string) {
		tb.Helper()
		var api smithy.APIError
		if !errors.As(err, &api) || api.ErrorCode() != exception {
			tb.Fatalf("error is %v, want %s", err, exception)
		}
		if !strings.Contains(api.ErrorMessage(), about) {
			tb.Errorf("message is %q, want %q in it", api.ErrorMessage(), about)
		}
		var response *smithyhttp.ResponseError
		if errors.As(err, &response) && response.HTTPStatusCode() != statusOf[exception] {
			tb.Errorf("status of %s is %d, want %d", exception, response.HTTPStatusCode(), statusOf[exception])
		}
	}
}

// statusOf is the HTTP status of each exception in the API reference.
var statusOf = map[string]int{
	"AccessDeniedException":      403,
	"DuplicateResourceException": 409,
	"InvalidParameterException":  400,
	"InvalidRequestException":    400,
	"LimitExceededException":     429,
	"ResourceInUseException":     409,
	"ResourceNotFoundException":  404,

	"ServiceQuotaExceededException": 402,
}

const (
	accessDenied  = "AccessDeniedException"
	duplicate     = "DuplicateResourceException"
	invalid       = "InvalidParameterException"
	badRequest    = "InvalidRequestException"
	limitExceeded = "LimitExceededException"
	inUse         = "ResourceInUseException"
	notFound      = "ResourceNotFoundException"
)

// nowhere is an id that nothing has.
var nowhere = aws.String("00000000-0000-4000-8000-000000000000")

// newUser is a request for a user that a SAML instance accepts.
func (c *client) newUser(name string) *connect.CreateUserInput {
	return &connect.CreateUserInput{
		InstanceId: c.instance, Username: &name,
		IdentityInfo:       &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")},
		RoutingProfileId:   &c.routing,
		SecurityProfileIds: []string{c.agent},
	}
}

func (c *client) user(name string) *string {
	c.Helper()
	return must(c.CreateUser(ctx, c.newUser(name)))(c).UserId
}

func (c *client) newQueue(name string) *connect.CreateQueueInput {
	return &connect.CreateQueueInput{InstanceId: c.instance, Name: &name, HoursOfOperationId: &c.hours}
}

func (c *client) makeQueue(name string) *string {
	c.Helper()
	return must(c.CreateQueue(ctx, c.newQueue(name)))(c).QueueId
}

// newSales is a request for the routing profile "Sales".
func (c *client) newSales() *connect.CreateRoutingProfileInput {
	return &connect.CreateRoutingProfileInput{
		InstanceId: c.instance, Name: aws.String("Sales"), Description: aws.String("For tests"), DefaultOutboundQueueId: &c.queue,
		MediaConcurrencies: []types.MediaConcurrency{{Channel: types.ChannelVoice, Concurrency: aws.Int32(1)}},
	}
}

// makeSales makes the routing profile "Sales".
func (c *client) makeSales() *string {
	c.Helper()
	return must(c.CreateRoutingProfile(ctx, c.newSales()))(c).RoutingProfileId
}

func (c *client) makeSecurityProfile(name string) *string {
	c.Helper()
	return must(c.CreateSecurityProfile(ctx, &connect.CreateSecurityProfileInput{
		InstanceId: c.instance, SecurityProfileName: &name,
	}))(c).SecurityProfileId
}

// levels sets the names of the hierarchy's levels, from the top.
func (c *client) levels(names ...string) {
	c.Helper()
	must(c.UpdateUserHierarchyStructure(ctx, c.structure(names...)))(c)
}

func (c *client) structure(names ...string) *connect.UpdateUserHierarchyStructureInput {
	s := &types.HierarchyStructureUpdate{}
	positions := []**types.HierarchyLevelUpdate{&s.LevelOne, &s.LevelTwo, &s.LevelThree, &s.LevelFour, &s.LevelFive}
	for i, n := range names {
		*positions[i] = &types.HierarchyLevelUpdate{Name: aws.String(n)}
	}
	return &connect.UpdateUserHierarchyStructureInput{InstanceId: c.instance, HierarchyStructure: s}
}

// group makes a hierarchy group below another one, or at the top.
func (c *client) group(name string, parent *string) *string {
	c.Helper()
	return must(c.CreateUserHierarchyGroup(ctx, &connect.CreateUserHierarchyGroupInput{
		InstanceId: c.instance, Name: &name, ParentGroupId: parent,
	}))(c).HierarchyGroupId
}

func (c *client) idsOfHours() map[string]string {
	out := must(c.ListHoursOfOperations(ctx, &connect.ListHoursOfOperationsInput{InstanceId: c.instance}))(c)
	return idsByName(out.HoursOfOperationSummaryList, func(s types.HoursOfOperationSummary) (*string, *string) { return s.Name, s.Id })
}

func (c *client) idsOfQueues() map[string]string {
	out := must(c.ListQueues(ctx, &connect.ListQueuesInput{
		InstanceId: c.instance, QueueTypes: []types.QueueType{types.QueueTypeStandard},
	}))(c)
	return idsByName(out.QueueSummaryList, func(s types.QueueSummary) (*string, *string) { return s.Name, s.Id })
}

func (c *client) idsOfRoutingProfiles() map[string]string {
	out := must(c.ListRoutingProfiles(ctx, &connect.ListRoutingProfilesInput{InstanceId: c.instance}))(c)
	return idsByName(out.RoutingProfileSummaryList, func(s types.RoutingProfileSummary) (*string, *string) { return s.Name, s.Id })
}

func (c *client) idsOfSecurityProfiles() map[string]string {
	out := must(c.ListSecurityProfiles(ctx, &connect.ListSecurityProfilesInput{InstanceId: c.instance}))(c)
	return idsByName(out.SecurityProfileSummaryList, func(s types.SecurityProfileSummary) (*string, *string) { return s.Name, s.Id })
}

func idsByName[T any](summaries []T, of func(T) (name, id *string)) map[string]string {
	ids := map[string]string{}
	for _, s := range summaries {
		name, id := of(s)
		ids[aws.ToString(name)] = aws.ToString(id)
	}
	return ids
}

// names lists the keys in order.
func names[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// arn is an ARN in the instance.
func (c *client) arn(word string, id *string) *string {
	return aws.String(fmt.Sprintf("%s/%s/%s", c.sim.Instance().ARN, word, *id))
}
