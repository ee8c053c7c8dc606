package connectpath_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

var ctx = context.Background()

// A centre is a simulated instance, served over HTTP, and a provider of both of its
// services.
type centre struct {
	testing.TB
	providers.Provider
	sim         *sim.Server
	url         string
	wire        *wire
	connect     *amazonconnect.Client
	connectpath *connectpath.Client

	mu    sync.Mutex
	calls []sim.Call
}

// open serves a new instance, and opens it with the driver.
func open(tb testing.TB, driver string) *centre {
	tb.Helper()
	c := &centre{TB: tb}
	server, err := sim.Open("", sim.Options{Console: true, Observe: func(call sim.Call) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.calls = append(c.calls, call)
	}})
	if err != nil {
		tb.Fatal(err)
	}
	web := httptest.NewServer(server)
	tb.Cleanup(func() {
		web.Close()
		if err = server.Close(); err != nil {
			tb.Error(err)
		}
	})
	c.sim, c.url = server, web.URL
	c.wire = &wire{TB: tb, next: web.Client().Transport, contract: described(tb)}
	c.connect, err = amazonconnect.Open(ctx, amazonconnect.Options{
		Instance: server.Instance().ID, Region: server.Instance().Region, Endpoint: web.URL, Rate: -1, HTTP: web.Client(),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
		}),
	})
	if err != nil {
		tb.Fatal(err)
	}
	if c.connectpath, err = connectpath.Open(ctx, c.options(driver)); err != nil {
		tb.Fatal(err)
	}
	c.Provider = providers.Join(c.connect, c.connectpath)
	return c
}

// options returns the options that reach the instance's ConnectPath.
func (c *centre) options(driver string) connectpath.Options {
	endpoint := c.url + strings.TrimSuffix(sim.ConnectPathPath, "/")
	if driver == "external" {
		endpoint += "/flex"
	}
	return connectpath.Options{
		Driver: driver, Endpoint: endpoint, Token: "example", Instance: c.sim.Instance().ID, HTTP: &http.Client{Transport: c.wire}, Tags: c.connect,
	}
}

// seen returns ConnectPath's calls since it was last called: the operation, and the code of
// an error.
func (c *centre) seen() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []string
	for _, call := range c.calls {
		if name, is := strings.CutPrefix(call.Operation, "ConnectPath."); is {
			all = append(all, strings.TrimSpace(name+" "+call.Error))
		}
	}
	c.calls = nil
	return all
}

// onScreen changes something as people do on ConnectPath's screens.
func (c *centre) onScreen(path, body string) {
	c.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodPut, c.url+"/_callwright/"+strings.ReplaceAll(path, " ", "%20"), strings.NewReader(body))
	if err != nil {
		c.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.Fatal(err)
	}
	defer answer.Body.Close()
	if text, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusOK {
		c.Fatalf("PUT %s: %s: %s", path, answer.Status, text)
	}
}

func (c *centre) fault(rule string) {
	c.Helper()
	f, err := sim.ParseFault(rule)
	if err == nil {
		err = c.sim.Inject(f)
	}
	if err != nil {
		c.Fatal(err)
	}
}

func group(name string) *schema.Resource {
	return schematest.Of("permission_group", &schema.PermissionGroup{Name: name, Activity: "own"}, "name", "activity")
}

func assignment(user, group string) *schema.Resource {
	return schematest.Of("permission_group_assignment", &schema.PermissionGroupAssignment{User: user, Group: group}, "user", "group")
}

func (c *centre) create(want *schema.Resource) *schema.Resource {
	c.Helper()
	id, err := c.Create(ctx, want)
	if err != nil {
		c.Fatalf("Create(%s): %v", want.Name(), err)
	}
	return c.read(&schema.Resource{Kind: want.Kind, Live: &schema.Live{ID: id}})
}

func (c *centre) read(live *schema.Resource) *schema.Resource {
	c.Helper()
	r, err := c.Read(ctx, live, live.Kind.Every())
	if err != nil {
		c.Fatalf("Read(%s): %v", live.ID, err)
	}
	return r
}

// users creates users of Amazon Connect.
func (c *centre) users(names ...string) {
	c.Helper()
	for _, n := range names {
		c.create(schematest.Of("user", &schema.User{
			Username: n, FirstName: "Ada", LastName: "Lovelace", Email: n + "@example.com",
			RoutingProfile: "Basic Routing Profile", SecurityProfiles: []string{"Agent"},
		}, "username", "first_name", "last_name", "email", "routing_profile", "security_profiles"))
	}
}

// find returns the object of that name, as a bulk read gives it.
func (c *centre) find(kind, key string) *schema.Resource {
	c.Helper()
	for r, err := range c.List(ctx, providers.Query{Kind: schema.MustKind(kind)}) {
		if err != nil {
			c.Fatal(err)
		}
		if r.Key == key {
			return r
		}
	}
	c.Fatalf("there is no %s %q", kind, key)
	return nil
}

// A wire checks requests and answers of the gateway against its description, and lets a
// test interfere.
type wire struct {
	testing.TB
	next     http.RoundTripper
	contract *description
	before   func(r *http.Request)                 // may be nil
	answer   func(r *http.Request) *http.Response  // in the service's place; may be nil
	after    func(r *http.Request, answer *answer) // may be nil

	mu     sync.Mutex
	traced []string
}

// An answer is a response with its body.
type answer struct {
	*http.Response
	body []byte
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	var sent []byte
	if r.Body != nil {
		sent, _ = io.ReadAll(r.Body)
	}
	with := func() *http.Request {
		c := r.Clone(r.Context())
		c.Body = io.NopCloser(bytes.NewReader(sent))
		return c
	}
	if w.before != nil {
		w.before(r)
	}
	if w.answer != nil {
		if a := w.answer(with()); a != nil {
			return a, nil
		}
	}
	response, err := w.next.RoundTrip(with())
	if err != nil {
		return nil, err
	}
	a := answer{Response: response}
	a.body, err = io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if w.after != nil {
		w.after(r, &a)
	}
	again := func() *http.Response {
		c := *response
		c.Body = io.NopCloser(bytes.NewReader(a.body))
		return &c
	}
	if strings.HasPrefix(r.URL.Path, sim.ConnectPathPath+"v1/") {
		w.check(with(), again())
	}
	return again(), nil
}

// check checks one request and its answer against the description.
func (w *wire) check(r *http.Request, answer *http.Response) {
	w.mu.Lock()
	w.traced = append(w.traced, fmt.Sprintf("%s %s %d", r.Method, r.URL.Path, answer.StatusCode))
	w.mu.Unlock()
	if err := w.contract.exchange(r, answer); err != nil {
		w.Errorf("%s %s, answered with %d, is not of the contract: %v", r.Method, r.URL.Path, answer.StatusCode, err)
	}
}

func equal(tb testing.TB, what string, got []string, want ...string) {
	tb.Helper()
	if !slices.Equal(got, want) {
		tb.Errorf("%s: %q, want %q", what, got, want)
	}
}
