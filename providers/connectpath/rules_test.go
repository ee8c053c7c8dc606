package connectpath_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/schema"
)

// An asked is an operation, how a request for it looks, and how to make the client send one.
type asked struct {
	driver, operation string
	method, path      string // the path is a regular expression
	make              func(c *centre) error
}

// matches reports whether a request is for the operation.
func (a asked) matches(r *http.Request) bool {
	is, err := regexp.MatchString(a.path, r.URL.Path)
	return err == nil && is && r.Method == a.method
}

func listing(kind string) func(*centre) error {
	return func(c *centre) error {
		for _, err := range c.connectpath.List(ctx, providers.Query{Kind: schema.MustKind(kind)}) {
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// reading reads the first object of a kind again.
func reading(kind string) func(*centre) error {
	return func(c *centre) error {
		for r, err := range c.connectpath.List(ctx, providers.Query{Kind: schema.MustKind(kind)}) {
			if err != nil {
				return err
			}
			_, err = c.connectpath.Read(ctx, r, r.Kind.Every())
			return err
		}
		return errors.New("there is no object")
	}
}

func creating(r func() *schema.Resource) func(*centre) error {
	return func(c *centre) error {
		_, err := c.connectpath.Create(ctx, r())
		return err
	}
}

var reads = []asked{
	{"gateway", "ConnectPath.DescribeInstance", "GET", `/v1/instance$`, func(c *centre) error { _, err := c.connectpath.Instance(ctx); return err }},
	{"gateway", "ConnectPath.ListGroups", "GET", `/v1/permission-groups$`, listing("permission_group")},
	{"gateway", "ConnectPath.GetGroup", "GET", `/v1/permission-groups/[^/]+$`, reading("permission_group")},
	{"gateway", "ConnectPath.CreateGroup", "POST", `/v1/permission-groups$`, creating(func() *schema.Resource { return group("New") })},
	{"gateway", "ConnectPath.GetDefault", "GET", `/v1/default-permission-group$`, listing("connectpath")},
	{"gateway", "ConnectPath.ListUsers", "GET", `/v1/users$`, listing("permission_group_assignment")},
	{"gateway", "ConnectPath.GetUser", "GET", `/v1/users/[^/]+$`, reading("permission_group_assignment")},
	{"gateway", "ConnectPath.Synchronise", "POST", `/v1/users:synchronise$`, creating(func() *schema.Resource { return assignment("new", "ConnectPath Admin") })},
	{"gateway", "ConnectPath.GetOperation", "GET", `/v1/operations/[^/]+$`, creating(func() *schema.Resource { return assignment("new", "ConnectPath Admin") })},
	{"external", "ConnectPath.Users.GetParameters", "GET", `/api/user/getparameters$`, listing("permission_group")},
	{"external", "ConnectPath.Users.ListUsers", "GET", `/api/user$`, listing("permission_group_assignment")},
	{"external", "ConnectPath.Users.GetUser", "GET", `/api/user/ada$`, reading("permission_group_assignment")},
}

// A spoiler changes the bodies of the answers to one operation.
type spoiler struct {
	next         http.RoundTripper
	asked        asked
	spoil        func(body string) string // nil to count only
	met, spoiled int
}

func (s *spoiler) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := s.next.RoundTrip(r)
	if err != nil || !s.asked.matches(r) || response.StatusCode >= http.StatusMultipleChoices {
		return response, err
	}
	s.met++
	if s.spoil == nil {
		return response, nil
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	changed := s.spoil(string(body))
	if changed != string(body) {
		s.spoiled++
	}
	response.Body, response.ContentLength = io.NopCloser(strings.NewReader(changed)), int64(len(changed))
	return response, err
}

// withUsers opens a ConnectPath with a user in a group, and with one whom it does not know.
func withUsers(t *testing.T) *centre {
	t.Helper()
	c := open(t, "gateway")
	c.users("ada")
	c.onScreen("permission_group_assignment/ada", `{"permissionGroup":"ConnectPath Agent"}`)
	c.users("new")
	return c
}

// spoiled makes the call with spoiled answers, and returns its error.
func spoiled(c *centre, a asked, spoil func(string) string) (*spoiler, error) {
	c.Helper()
	o := c.options(a.driver)
	s := &spoiler{next: http.DefaultTransport, asked: a, spoil: spoil}
	o.HTTP = &http.Client{Transport: s}
	client, err := connectpath.Open(ctx, o)
	if err != nil {
		return s, err
	}
	c.connectpath = client
	return s, a.make(c)
}

// TestIncompleteAnswers spoils the answers to each operation that reads. Each is an error that
// names the operation, and never an empty ConnectPath.
func TestIncompleteAnswers(t *testing.T) {
	t.Parallel()
	for _, a := range reads {
		t.Run(a.operation, func(t *testing.T) {
			t.Parallel()
			if s, err := spoiled(withUsers(t), a, nil); err != nil || s.met == 0 {
				t.Fatalf("the call was met %d times: %v", s.met, err)
			}
			list, members, ok := connectpath.Required(a.operation)
			if !ok {
				t.Fatal("the operation has no rule")
			}
			c := withUsers(t)
			for name, spoil := range spoilers(list, members) {
				if a.method != "GET" || a.operation == "ConnectPath.GetOperation" {
					c = withUsers(t) // the last call made the group, or made the user known
				}
				s, err := spoiled(c, a, spoil)
				switch {
				case s.spoiled == 0:
					t.Errorf("%s: no answer was changed", name)
				case err == nil:
					t.Errorf("%s: no error", name)
				case !strings.Contains(err.Error(), a.operation+": the answer is incomplete: ") && !strings.Contains(err.Error(), a.operation+": cannot read the answer: "):
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

// spoilers are the ways to spoil an answer, by their names.
func spoilers(list string, members []string) map[string]func(string) string {
	all := map[string]func(string) string{}
	for _, body := range []string{"", " \n", "{}", "null", "[]", `""`, "0", "{", "<html>", "[null]"} {
		all[fmt.Sprintf("body %q", body)] = func(string) string { return body }
	}
	delete(all, `body "[]"`) // it is complete if the answer itself is the list
	if list != "" {
		all[`body "[]"`] = func(string) string { return "[]" }
		all["no list"] = onObject(func(o map[string]any) { delete(o, list) })
		all["a null for the list"] = onObject(func(o map[string]any) { o[list] = nil })
		all["an object for the list"] = onObject(func(o map[string]any) { o[list] = map[string]any{} })
		all["a null in the list"] = onObject(func(o map[string]any) { o[list] = append(o[list].([]any), nil) })
	}
	for _, m := range members {
		all["no "+m] = onObjects(list, func(o map[string]any) { delete(o, m) })
	}
	for i, m := range members {
		if i > 1 { // ids and names come first
			break
		}
		all["a null for "+m] = onObjects(list, func(o map[string]any) { o[m] = nil })
		all["an empty "+m] = onObjects(list, func(o map[string]any) { o[m] = "" })
		all["a number for "+m] = onObjects(list, func(o map[string]any) { o[m] = 7 })
		all["another "+m] = onObjects(list, func(o map[string]any) { o[strings.ToUpper(m)] = "" })
	}
	return all
}

func onObject(change func(map[string]any)) func(string) string {
	return func(body string) string {
		var o map[string]any
		if json.Unmarshal([]byte(body), &o) != nil {
			return body
		}
		change(o)
		text, _ := json.Marshal(o)
		return string(text)
	}
}

// onObjects changes the last object of a list, or the only object.
func onObjects(list string, change func(map[string]any)) func(string) string {
	if list != "" {
		return onObject(func(o map[string]any) {
			items := o[list].([]any)
			change(items[len(items)-1].(map[string]any))
		})
	}
	return func(body string) string {
		var items []map[string]any
		if json.Unmarshal([]byte(body), &items) == nil {
			change(items[len(items)-1])
			text, _ := json.Marshal(items)
			return string(text)
		}
		return onObject(change)(body)
	}
}

// TestEveryReadHasARule reads everything by both drivers, and looks for operations that the
// table of this test lacks.
func TestEveryReadHasARule(t *testing.T) {
	t.Parallel()
	var known []string
	for _, a := range reads {
		known = append(known, strings.TrimPrefix(a.operation, "ConnectPath."))
	}
	for _, driver := range []string{"gateway", "external"} {
		c := withUsers(t)
		client, err := connectpath.Open(ctx, c.options(driver))
		if err != nil {
			t.Fatal(err)
		}
		c.connectpath = client
		for k := range schema.Kinds() {
			if k.Provider != "" {
				if err := reading(k.Name)(c); err != nil {
					t.Errorf("%s: %v", k.Name, err)
				}
			}
		}
		for _, operation := range c.seen() {
			if !slices.Contains(known, operation) && !strings.HasPrefix(operation, "Users.Update") {
				t.Errorf("%s: %s is not tested", driver, operation)
			}
		}
	}
}

// always answers each request of one operation with the same body, at once.
type always struct {
	next http.RoundTripper
	path string
	body string
	n    int
}

func (a *always) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.Contains(r.URL.Path, a.path) {
		return a.next.RoundTrip(r)
	}
	a.n++
	body := strings.ReplaceAll(a.body, "#", fmt.Sprint(a.n))
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Retry-After": {"0"}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
}

// TestEndless asks a gateway that never comes to an end. The client does.
func TestEndless(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		path, body string
		make       func(*centre) error
		says       string
	}{
		{"/v1/operations/", `{"id": "x", "status": "running"}`, creating(func() *schema.Resource { return assignment("new", "ConnectPath Admin") }), "ConnectPath.GetOperation: the synchronisation of users does not end"},
		{"/v1/permission-groups", `{"items": [], "nextPageToken": "#"}`, listing("permission_group"), "ConnectPath.ListGroups: the service returned more than 10000 pages"},
	} {
		c := withUsers(t)
		o := c.options("gateway")
		o.HTTP = &http.Client{Transport: &always{next: http.DefaultTransport, path: tt.path, body: tt.body}}
		client, err := connectpath.Open(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		c.connectpath = client
		if err := tt.make(c); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%v, want %q", err, tt.says)
		}
	}
}
