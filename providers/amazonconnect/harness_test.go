package amazonconnect_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// A centre is a simulated instance, served over HTTP, and a client of it.
type centre struct {
	testing.TB
	*amazonconnect.Client
	sim    *sim.Server
	wire   *wire
	opened amazonconnect.Options

	mu    sync.Mutex
	calls []sim.Call
}

func open(tb testing.TB, o sim.Options) *centre {
	tb.Helper()
	c := &centre{TB: tb}
	o.Observe = func(call sim.Call) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.calls = append(c.calls, call)
	}
	server, err := sim.Open("", o)
	if err != nil {
		tb.Fatal(err)
	}
	over := httptest.NewServer(server)
	tb.Cleanup(func() {
		over.Close()
		if err := server.Close(); err != nil {
			tb.Error(err)
		}
	})
	c.sim = server
	c.wire = &wire{next: over.Client().Transport}
	c.opened = amazonconnect.Options{
		Instance: server.Instance().ID, Region: server.Instance().Region, Endpoint: over.URL, Rate: -1,
		HTTP: &http.Client{Transport: c.wire}, Credentials: static,
	}.AtOnce()
	c.Client = c.connect(c.opened)
	return c
}

func (c *centre) connect(o amazonconnect.Options) *amazonconnect.Client {
	c.Helper()
	client, err := amazonconnect.Open(context.Background(), o)
	if err != nil {
		c.Fatal(err)
	}
	return client
}

var static = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
})

// forget forgets the calls seen until now.
func (c *centre) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = nil
}

// seen returns the calls since they were last forgotten: `CreateQueue` if it succeeded,
// `CreateQueue DuplicateResourceException` if it failed.
func (c *centre) seen() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []string
	for _, call := range c.calls {
		all = append(all, strings.TrimSpace(call.Operation+" "+call.Error))
	}
	return all
}

// writes returns the operations of the calls that read nothing.
func (c *centre) writes() []string {
	return slices.DeleteFunc(c.seen(), isRead)
}

func isRead(operation string) bool {
	return strings.HasPrefix(operation, "List") || strings.HasPrefix(operation, "Search") || strings.HasPrefix(operation, "Describe")
}

// requests returns the bodies of the calls of an operation.
func (c *centre) requests(operation string) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []string
	for _, call := range c.calls {
		if call.Operation == operation {
			all = append(all, string(call.Request))
		}
	}
	return all
}

func (c *centre) create(want *schema.Resource) *schema.Resource {
	c.Helper()
	id, err := c.Create(context.Background(), want)
	if err != nil {
		c.Fatalf("Create(%s): %v", want.Name(), err)
	}
	return c.read(&schema.Resource{Kind: want.Kind, Live: &schema.Live{ID: id}})
}

func (c *centre) read(live *schema.Resource) *schema.Resource {
	c.Helper()
	r, err := c.Read(context.Background(), live, live.Kind.Every())
	if err != nil {
		c.Fatalf("Read(%s): %v", live.ID, err)
	}
	return r
}

func (c *centre) update(live, want *schema.Resource, attrs ...string) {
	c.Helper()
	if err := c.Update(context.Background(), live, want, live.Kind.Set(attrs...)); err != nil {
		c.Fatalf("Update(%s, %v): %v", live.Name(), attrs, err)
	}
}

// list returns the objects of a kind by key.
func (c *centre) list(kind string, need func(*schema.Resource) schema.AttrSet) map[string]*schema.Resource {
	c.Helper()
	all, err := collect(c.Client, providers.Query{Kind: schema.MustKind(kind), Need: need})
	if err != nil {
		c.Fatalf("List(%s): %v", kind, err)
	}
	return all
}

func collect(p providers.Reader, q providers.Query) (map[string]*schema.Resource, error) {
	all := map[string]*schema.Resource{}
	for r, err := range p.List(context.Background(), q) {
		if err != nil {
			return all, err
		}
		all[r.Key] = r
	}
	return all, nil
}

func queue(name string) *schema.Resource {
	return schematest.Of("queue", &schema.Queue{Name: name, HoursOfOperation: "Basic Hours"}, "name", "hours_of_operation")
}

func user(name string) *schema.Resource {
	return schematest.Of("user", &schema.User{
		Username: name, FirstName: "Ada", LastName: "Lovelace", Email: name + "@example.com",
		RoutingProfile: "Basic Routing Profile", SecurityProfiles: []string{"Agent"},
	}, "username", "first_name", "last_name", "email", "routing_profile", "security_profiles")
}

func profile(name string, rows ...schema.QueueRow) *schema.Resource {
	return schematest.Of("routing_profile", &schema.RoutingProfile{
		Name: name, Description: "Test", DefaultOutboundQueue: "BasicQueue", Channels: map[string]int{"voice": 1, "chat": 2}, Queues: rows,
	}, "name", "description", "default_outbound_queue", "channels", "queues")
}

// A fault answers a call in place of the network. Next sends the call to the service.
type fault func(r *http.Request, next func() (*http.Response, error)) (*http.Response, error)

// A wire is a transport that has faults.
type wire struct {
	next http.RoundTripper

	mu     sync.Mutex
	faults map[string][]fault
	sent   map[string]chan struct{} // closed by the first call of an operation
	agent  string                   // user agent of the last request
}

// after is a fault that holds a call back until all of the given operations were called.
func (w *wire) after(operations ...string) fault {
	return func(_ *http.Request, next func() (*http.Response, error)) (*http.Response, error) {
		for _, operation := range operations {
			<-w.first(operation)
		}
		return next()
	}
}

func (w *wire) first(operation string) chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.sent == nil {
		w.sent = map[string]chan struct{}{}
	}
	if w.sent[operation] == nil {
		w.sent[operation] = make(chan struct{})
	}
	return w.sent[operation]
}

// fail makes the next calls of an operation meet the given faults, one each.
func (w *wire) fail(operation string, faults ...fault) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.faults == nil {
		w.faults = map[string][]fault{}
	}
	w.faults[operation] = append(w.faults[operation], faults...)
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	operation := awsmiddleware.GetOperationName(r.Context())
	first := w.first(operation)
	w.mu.Lock()
	select {
	case <-first:
	default:
		close(first)
	}
	w.agent = r.Header.Get("User-Agent")
	var f fault
	if list := w.faults[operation]; len(list) > 0 {
		f, w.faults[operation] = list[0], list[1:]
	}
	w.mu.Unlock()
	if f == nil {
		return w.next.RoundTrip(r)
	}
	return f(r, func() (*http.Response, error) { return w.next.RoundTrip(r) })
}

// answer is a fault that gives an answer of its own.
func answer(status int, exception, message string) fault {
	return func(r *http.Request, _ func() (*http.Response, error)) (*http.Response, error) {
		return respond(r, status, exception, fmt.Sprintf(`{"Message": %q}`, message)), nil
	}
}

func respond(r *http.Request, status int, exception, body string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}, "X-Amzn-Requestid": {"req-1"}}
	if exception != "" {
		h.Set("X-Amzn-Errortype", exception)
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}
}

// dropped carries the call out and loses the answer.
func dropped(_ *http.Request, next func() (*http.Response, error)) (*http.Response, error) {
	if answer, err := next(); err == nil {
		answer.Body.Close()
	}
	return nil, io.ErrUnexpectedEOF
}

// cut carries the call out and loses the end of the answer.
func cut(_ *http.Request, next func() (*http.Response, error)) (*http.Response, error) {
	answer, err := next()
	if err == nil {
		answer.Body.Close()
		answer.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"`), broken{}))
		answer.ContentLength = -1
	}
	return answer, err
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// unsent is a fault that loses the call on its way to the service.
func unsent(*http.Request, func() (*http.Response, error)) (*http.Response, error) {
	return nil, io.ErrUnexpectedEOF
}

// edit changes the answer, as JSON.
func edit(change func(answer map[string]any)) fault {
	return func(_ *http.Request, next func() (*http.Response, error)) (*http.Response, error) {
		answer, err := next()
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		var v map[string]any
		if err = json.NewDecoder(answer.Body).Decode(&v); err != nil {
			return nil, err
		}
		change(v)
		b, err := json.Marshal(v)
		answer.Body, answer.ContentLength = io.NopCloser(bytes.NewReader(b)), int64(len(b))
		return answer, err
	}
}

// elsewhere returns a client such as somebody else would use.
func (c *centre) elsewhere() *connect.Client {
	return connect.New(connect.Options{Region: c.opened.Region, BaseEndpoint: &c.opened.Endpoint, Credentials: static})
}
