package amazonconnect_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestLostCreate checks what happens to a create whose answer is lost.
func TestLostCreate(t *testing.T) {
	t.Parallel()
	owned := func(name string) *schema.Resource {
		u := user(name)
		u.Record = schema.Record{Owner: "s/user.u", Applied: "1:x:"}
		return u
	}
	foreign := func(c *centre) { c.create(user("ada")) }
	for _, test := range []struct {
		name   string
		faults []fault
		before func(*centre) // what somebody else did
		want   *schema.Resource
		calls  []string
		err    error
		failed bool
	}{
		{
			name: "done, answer dropped", faults: []fault{dropped}, want: owned("ada"),
			calls: []string{"CreateUser", "ListUsers", "DescribeUser"},
		},
		{
			name: "done, answer dropped, no record to tell by", faults: []fault{dropped}, want: user("ada"),
			calls: []string{"CreateUser", "ListUsers", "DescribeUser"},
		},
		{
			name: "done, answer cut off", faults: []fault{cut}, want: owned("ada"),
			calls: []string{"CreateUser", "ListUsers", "DescribeUser"},
		},
		{
			name: "not done, connection lost", faults: []fault{unsent}, want: owned("ada"),
			calls: []string{"ListUsers", "CreateUser"},
		},
		{
			name: "not done, internal error", faults: []fault{answer(500, "InternalServiceException", "oops")}, want: owned("ada"),
			calls: []string{"ListUsers", "CreateUser"},
		},
		{
			name: "lost, and then somebody else's", faults: []fault{unsent}, before: foreign, want: owned("ada"),
			calls: []string{"ListUsers", "DescribeUser"}, err: providers.ErrExists,
		},
		{
			name: "never answered", faults: slices.Repeat([]fault{unsent}, 20), want: owned("ada"),
			calls: slices.Repeat([]string{"ListUsers"}, 4), failed: true,
		},
		{
			name: "throttled", faults: slices.Repeat([]fault{answer(429, "ThrottlingException", "slow down")}, 5), want: owned("ada"),
			calls: []string{"CreateUser"},
		},
		{name: "throttled for ever", faults: slices.Repeat([]fault{answer(429, "ThrottlingException", "slow down")}, 20), want: owned("ada"), failed: true},
		{name: "quota full", faults: []fault{answer(429, "LimitExceededException", "100 users at most")}, want: owned("ada"), failed: true},
		{name: "refused", faults: []fault{answer(400, "InvalidParameterException", "no")}, want: owned("ada"), failed: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			for _, kind := range []string{"routing_profile", "security_profile"} {
				c.list(kind, nil)
			}
			if test.before != nil {
				test.before(c)
			}
			c.forget()
			c.wire.fail("CreateUser", test.faults...)
			id, err := c.Create(context.Background(), test.want)
			if (err != nil) != (test.failed || test.err != nil) || test.err != nil && !errors.Is(err, test.err) {
				t.Errorf("Create() = %q, %v", id, err)
			}
			if diff := cmp.Diff(test.calls, c.seen()); diff != "" {
				t.Errorf("calls mismatch (-want +got):\n%s", diff)
			}
			if err != nil {
				return
			}
			if live := c.list("user", nil); len(live) != 1 || live["ada"].ID != id {
				t.Errorf("users %v, created %q", live, id)
			}
		})
	}
}

// TestLostTwice checks the error when the lookup after a lost answer fails, too.
func TestLostTwice(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.wire.fail("CreateUser", dropped)
	c.wire.fail("ListUsers", answer(403, "AccessDeniedException", "not you"))
	_, err := c.Create(context.Background(), user("ada"))
	want := "CreateUser: unexpected EOF; whether the service carried it out is not known: ListUsers: not you (AccessDeniedException, request req-1)"
	if got := message(err); !strings.HasSuffix(got, want[len("CreateUser: "):]) || !strings.HasPrefix(got, "CreateUser: ") || !errors.Is(err, providers.ErrAuth) {
		t.Errorf("Create() = %q, want %q", got, want)
	}
}

// TestLostLookup checks that a create that was not sent is not looked up.
func TestLostLookup(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.wire.fail("ListRoutingProfiles", slices.Repeat([]fault{unsent}, 8)...)
	if _, err := c.Create(context.Background(), user("ada")); err == nil || !strings.HasPrefix(err.Error(), "ListRoutingProfiles: ") {
		t.Errorf("Create() = %v", err)
	}
	if got := c.seen(); slices.Contains(got, "ListUsers") || slices.Contains(got, "CreateUser") {
		t.Errorf("calls %v", got)
	}
}

// TestLostGroup checks that a group whose create was lost is looked up by its path, and not
// by its name.
func TestLostGroup(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.update(c.list("hierarchy", nil)[""], schematest.Of("hierarchy", &schema.Hierarchy{Levels: []string{"One", "Two"}}), "levels")
	c.create(schematest.Of("hierarchy_group", &schema.HierarchyGroup{Name: "A"}, "name"))
	c.create(schematest.Of("hierarchy_group", &schema.HierarchyGroup{Name: "B"}, "name"))
	c.create(schematest.Of("hierarchy_group", &schema.HierarchyGroup{Name: "Same", Parent: "A"}, "name", "parent"))
	c.wire.fail("CreateUserHierarchyGroup", unsent, dropped)
	c.create(schematest.Of("hierarchy_group", &schema.HierarchyGroup{Name: "Same", Parent: "B"}, "name", "parent"))
	if got := c.ids("hierarchy_group"); len(got) != 4 || got["A/Same"] == got["B/Same"] {
		t.Errorf("groups %v", got)
	}
}

// TestLostWrites checks that writes which may be repeated are repeated, and what they lead
// to.
func TestLostWrites(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.queues(4)
	live := c.create(profile("P", table(2)...))
	for _, operation := range []string{"UpdateRoutingProfileQueues", "AssociateRoutingProfileQueues", "DisassociateRoutingProfileQueues", "TagResource", "UpdateRoutingProfileName"} {
		c.wire.fail(operation, dropped)
	}
	rows := table(4)[1:]
	rows[0].Priority = 8
	want := profile("P2", rows...)
	want.Body.(*schema.RoutingProfile).Tags = map[string]string{"a": "b"}
	c.update(live, want, "name", "queues", "tags")
	if got := c.read(live); got.Kind.Changed(got, want) != 0 {
		t.Errorf("got %+v", got.Body)
	}
	c.wire.fail("DeleteRoutingProfile", dropped)
	if err := c.Delete(context.Background(), live); err != nil {
		t.Errorf("Delete() = %v", err)
	}
}

// TestRecordComesLast fails each call of an update in turn. The record stays as it was, and
// the next read shows what was done before the failure.
func TestRecordComesLast(t *testing.T) {
	t.Parallel()
	calls := []string{"UpdateQueueName", "UpdateQueueStatus", "UntagResource", "TagResource"}
	for i, operation := range calls {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			was := schematest.Of("queue", &schema.Queue{Name: "A", HoursOfOperation: "Basic Hours", Tags: map[string]string{"a": "1"}}, "name", "hours_of_operation", "tags")
			live := c.create(owned(was, "a"))
			want := owned(schematest.Of("queue", &schema.Queue{Name: "B", Status: "disabled", Tags: map[string]string{"b": "2"}}), "b")
			attrs := live.Kind.Set("name", "status", "tags")
			c.forget()
			c.wire.fail(operation, answer(400, "InvalidParameterException", "no"))
			if err := c.Update(context.Background(), live, want, attrs); !strings.HasPrefix(message(err), operation+": no") {
				t.Errorf("Update() = %v", err)
			}
			if diff := cmp.Diff(calls[:i], c.writes(), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("calls mismatch (-want +got):\n%s", diff)
			}
			got := c.read(live)
			if got.Record != live.Record {
				t.Errorf("record %+v, want %+v", got.Record, live.Record)
			}
			if id, err := c.ID(context.Background(), got.Name()); id != live.ID {
				t.Errorf("ID(%s) = %q, %v", got.Name(), id, err)
			}
			c.forget()
			c.update(got, want, "name", "status", "tags")
			expected := []any{parse(`{"tags": {"b": "2", "callwright:owner": "s/queue.b", "callwright:applied": "1:b:"}}`)}
			if diff := cmp.Diff(expected, []any{parse(c.requests("TagResource")[0])}); diff != "" {
				t.Errorf("request mismatch (-want +got):\n%s", diff)
			}
			if got = c.read(got); got.Record != want.Record || got.Kind.Changed(got, &schema.Resource{Kind: want.Kind, Body: want.Body, Given: attrs}) != 0 {
				t.Errorf("got %+v, %+v", got.Record, got.Body)
			}
		})
	}
}

// TestLostMarks checks that a call for tags is repeated when its answer was lost.
func TestLostMarks(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	live := c.create(owned(queue("A"), "a"))
	for _, f := range []fault{dropped, cut, unsent, answer(500, "InternalServiceException", "oops"), answer(429, "ThrottlingException", "slow down")} {
		for _, record := range []schema.Record{{Owner: "s/queue.b", Applied: "1:b:"}, {}} {
			c.wire.fail("TagResource", f)
			c.wire.fail("UntagResource", f)
			if err := c.Mark(context.Background(), live, record); err != nil {
				t.Errorf("Mark() = %v", err)
			}
			if got := c.read(live); got.Record != record {
				t.Errorf("record %+v, want %+v", got.Record, record)
			}
			c.wire.faults = nil
		}
	}
	c.wire.fail("TagResource", answer(403, "AccessDeniedException", "not you"))
	if err := c.Mark(context.Background(), live, live.Record); !errors.Is(err, providers.ErrAuth) {
		t.Errorf("Mark() = %v", err)
	}
	c.forget()
	h := c.list("hierarchy", nil)[""]
	for _, record := range []schema.Record{live.Record, {}} {
		if err := c.Mark(context.Background(), h, record); err != nil {
			t.Errorf("Mark(%s) = %v", h.Name(), err)
		}
	}
	if got := c.writes(); len(got) != 0 {
		t.Errorf("calls %v", got)
	}
}

func TestRetries(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	live := c.create(queue("A"))
	full := answer(429, "LimitExceededException", "full")
	for _, test := range []struct {
		name   string
		faults []fault
		left   int // faults that were not met
		err    string
	}{
		{name: "throttled, then not", faults: []fault{answer(429, "ThrottlingException", "slow down"), answer(429, "TooManyRequestsException", "slow down")}},
		{name: "internal error, then not", faults: []fault{answer(500, "InternalServiceException", "oops"), answer(503, "", "")}},
		{name: "connection lost, then not", faults: []fault{unsent}},
		{
			name: "a full quota is not throttling", faults: []fault{full, full}, left: 1,
			err: "UpdateQueueStatus: full (LimitExceededException, request req-1)",
		},
		{name: "no error of the model", faults: []fault{answer(404, "", ""), full}, left: 1, err: "UpdateQueueStatus: the service answered 404 Not Found (request req-1)"},
		{
			name: "in the service's words", faults: []fault{answer(400, "InvalidParameterException", "Name is too long"), full}, left: 1,
			err: "UpdateQueueStatus: Name is too long (InvalidParameterException, request req-1)",
		},
	} {
		c.wire.faults = nil
		c.wire.fail("UpdateQueueStatus", test.faults...)
		err := c.Update(context.Background(), live, schematest.Of("queue", &schema.Queue{Status: "disabled"}), live.Kind.Set("status"))
		if got := message(err); got != test.err {
			t.Errorf("%s: Update() = %q, want %q", test.name, got, test.err)
		}
		if left := len(c.wire.faults["UpdateQueueStatus"]); left != test.left {
			t.Errorf("%s: %d faults are left, want %d", test.name, left, test.left)
		}
	}
}

// TestCutRead checks that a page is read again when it breaks off.
func TestCutRead(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.wire.fail("SearchQueues", cut, cut)
	if got := c.list("queue", nil); len(got) != 1 {
		t.Errorf("List() = %v", got)
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestErrors(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	for _, test := range []struct {
		fault fault
		is    error
	}{
		{answer(403, "AccessDeniedException", "not you"), providers.ErrAuth},
		{answer(403, "UnrecognizedClientException", "who?"), providers.ErrAuth},
		{answer(403, "ExpiredTokenException", "too late"), providers.ErrAuth},
		{answer(403, "SomethingNew", "no"), providers.ErrAuth},
		{answer(404, "ResourceNotFoundException", "none"), providers.ErrNotFound},
		{answer(409, "DuplicateResourceException", "two"), providers.ErrExists},
	} {
		c.wire.fail("ListQueues", test.fault)
		_, err := collect(c.Client, providers.Query{Kind: schema.MustKind("queue")})
		if !errors.Is(err, test.is) || !strings.HasPrefix(err.Error(), "ListQueues: ") || !strings.HasSuffix(err.Error(), ", request req-1)") {
			t.Errorf("List() = %v, want %v", err, test.is)
		}
		var call *failure.Call
		if !errors.As(err, &call) || call.Operation != "ListQueues" || call.Request != "req-1" {
			t.Errorf("List() = %#v", err)
		}
	}
}

func TestNoCredentials(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	o := c.opened
	o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{}, errors.New("the session has ended")
	})
	_, err := amazonconnect.Open(context.Background(), o)
	if !errors.Is(err, providers.ErrAuth) || !errors.Is(err, providers.ErrNoCredentials) ||
		!strings.HasPrefix(message(err), "DescribeInstance: no credentials: the session has ended; sign in with \"aws sso login\"") {
		t.Errorf("Open() = %v", err)
	}
}

func TestCanceled(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	c.wire.fail("DescribeUser", func(r *http.Request, _ func() (*http.Response, error)) (*http.Response, error) {
		cancel()
		return nil, r.Context().Err()
	})
	_, err := c.Read(ctx, &schema.Resource{Kind: schema.MustKind("user"), Live: &schema.Live{ID: "x"}}, 0)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Read() = %v", err)
	}
}

// An instant is a service that answers every call with a description of an instance.
type instant struct{}

func (instant) RoundTrip(r *http.Request) (*http.Response, error) {
	return respond(r, 200, "", `{"Instance": {"Id": "i", "Arn": "arn:aws:connect:eu-west-2:123456789012:instance/i"}, "Queue": {"QueueId": "q", "Name": "q"}}`), nil
}

// TestRate checks that each operation has its own limit, and that every attempt counts.
func TestRate(t *testing.T) {
	t.Parallel()
	const id = "11111111-2222-3333-4444-555555555555"
	for _, test := range []struct {
		rate float64
		want time.Duration
	}{
		{0, 9 * time.Second}, // 4 at once, then 2 a second
		{10, 2 * time.Second},
		{4, 4 * time.Second},
		{-1, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			o := amazonconnect.Options{
				Instance: id, Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: test.rate,
				HTTP: &http.Client{Transport: instant{}}, Credentials: static,
			}
			c, err := amazonconnect.Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			for range 21 {
				if _, err := c.Read(t.Context(), &schema.Resource{Kind: schema.MustKind("queue"), Live: &schema.Live{ID: "q"}}, 0); err != nil {
					t.Fatalf("Read() = %v", err)
				}
			}
			if got := time.Since(start).Round(time.Second); got != test.want {
				t.Errorf("at %v a second, 21 calls took %v, want %v", test.rate, got, test.want)
			}
		})
	}
}

// TestDeadline checks that a call does not wait for a turn that comes after its deadline.
func TestDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
			Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: 0.001,
			HTTP: &http.Client{Transport: instant{}}, Credentials: static,
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		for range 2 {
			_, err = c.Read(ctx, &schema.Resource{Kind: schema.MustKind("queue"), Live: &schema.Live{ID: "q"}}, 0)
		}
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Read() = %v", err)
		}
	})
}

func TestOpen(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{Alias: "support"})
	i := c.sim.Instance()
	want := providers.Instance{ID: i.ID, Name: "support", ARN: i.ARN, Account: i.Account, Region: i.Region, Service: "Amazon Connect", Identity: "SAML"}
	for _, instance := range []string{i.ID, i.ARN, "support"} {
		o := c.opened
		o.Instance = instance
		got, err := c.connect(o).Instance(context.Background())
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("Open(%q): %v, mismatch (-want +got):\n%s", instance, err, diff)
		}
	}
	if !strings.Contains(c.wire.agent, "app/callwright") {
		t.Errorf("user agent %q", c.wire.agent)
	}
	o := c.opened
	o.Instance = "sales"
	_, err := amazonconnect.Open(context.Background(), o)
	if !errors.Is(err, providers.ErrNotFound) || !strings.Contains(err.Error(), `there is no instance "sales" in eu-west-2; the instances there are support`) {
		t.Errorf("Open() = %v", err)
	}
	o.Instance, o.Region = i.ARN, ""
	got, err := c.connect(o).Instance(context.Background())
	if err != nil || got.Region != i.Region {
		t.Errorf("Open() by ARN = %+v, %v", got, err)
	}
}

func TestUnknownName(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	want := queue("A")
	want.Body.(*schema.Queue).HoursOfOperation = "Nights"
	_, err := c.Create(context.Background(), want)
	if message(err) != `the instance has no hours_of_operation "Nights"` {
		t.Errorf("Create() = %v", err)
	}
}

// TestIndex checks that objects are found which others create meanwhile, and that an
// unknown id is looked for once.
func TestIndex(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	c.list("queue", nil)
	other := &centre{TB: t, Client: c.connect(c.opened)}
	night := other.create(schematest.Of("hours_of_operation", &schema.HoursOfOperation{Name: "Nights", TimeZone: "UTC"}, "name", "time_zone", "schedule"))
	live := c.create(queue("A"))
	c.update(live, schematest.Of("queue", &schema.Queue{HoursOfOperation: "Nights"}), "hours_of_operation")
	if err := other.Update(context.Background(), night, schematest.Of("hours_of_operation", &schema.HoursOfOperation{Name: "Late"}), night.Kind.Set("name")); err != nil {
		t.Fatal(err)
	}
	c.list("hours_of_operation", nil)
	if got := c.read(live).Body.(*schema.Queue).HoursOfOperation; got != "Late" {
		t.Errorf("hours %q, want Late", got)
	}
	c.wire.fail("SearchQueues", slices.Repeat([]fault{edit(func(answer map[string]any) {
		for _, q := range answer["Queues"].([]any) {
			q.(map[string]any)["HoursOfOperationId"] = "nowhere"
		}
	})}, 3)...)
	c.forget()
	for range 3 {
		for key, r := range c.list("queue", nil) {
			if got := r.Body.(*schema.Queue).HoursOfOperation; got != "nowhere" {
				t.Errorf("%s: hours %q, want the id", key, got)
			}
		}
	}
	if got := slices.DeleteFunc(c.seen(), func(s string) bool { return s != "ListHoursOfOperations" }); len(got) != 1 {
		t.Errorf("hours were listed %d times, want once", len(got))
	}
}

// TestPassword checks that a new user gets a strong password, which nobody sees.
func TestPassword(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 200 {
		p := amazonconnect.Password()
		for name, in := range map[string]func(rune) bool{
			"lower": unicode.IsLower, "upper": unicode.IsUpper, "digit": unicode.IsDigit,
			"symbol": func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r > ' ' && r < 0x7f },
		} {
			if !strings.ContainsFunc(p, in) {
				t.Errorf("password %q has no %s", p, name)
			}
		}
		if len(p) < 8 || len(p) > 64 || seen[p] {
			t.Errorf("password %q", p)
		}
		seen[p] = true
	}
	for identity, want := range map[string]bool{"CONNECT_MANAGED": true, "SAML": false, "EXISTING_DIRECTORY": false} {
		c := open(t, sim.Options{Identity: identity})
		var log bytes.Buffer
		o := c.opened
		o.Log = hclog.New(&hclog.LoggerOptions{Level: hclog.Trace, Output: &log})
		client := c.connect(o)
		if _, err := client.Create(context.Background(), user("ada")); err != nil {
			t.Fatal(err)
		}
		request, _ := parse(c.requests("CreateUser")[0]).(map[string]any)
		password, sent := request["Password"].(string)
		if sent != want {
			t.Errorf("%s: password sent: %t", identity, sent)
		}
		if !strings.Contains(log.String(), "CreateUser") || sent && strings.Contains(log.String(), password) {
			t.Errorf("%s: log %s", identity, log.String())
		}
	}
}
