package sim_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// console is an instance that is served with the console's path.
func console(t *testing.T) *client { return start(t, "", sim.Options{Console: true}) }

// send sends a request to the console's path, unsigned, and returns the status
// and the body of the answer.
func (c *client) send(method, path, body string) (int, string) {
	c.Helper()
	r, err := http.NewRequest(method, c.url+"/_callwright/"+path, strings.NewReader(body))
	if err != nil {
		c.Fatal(err)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		c.Fatal(err)
	}
	defer response.Body.Close()
	var answer json.RawMessage
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		c.Fatal(err)
	}
	return response.StatusCode, string(answer)
}

// changed sends a request that succeeds.
func (c *client) changed(method, path, body string) string {
	c.Helper()
	status, answer := c.send(method, path, body)
	if status != http.StatusOK {
		c.Fatalf("%s %s %s: %d %s", method, path, body, status, answer)
	}
	return answer
}

// People who change a user in the console: what they do not touch stays.
func TestConsoleEdits(t *testing.T) {
	t.Parallel()
	c := console(t)
	sales := c.makeSales()
	in := c.newUser("ada")
	in.PhoneConfig = &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+442079460123"), AfterContactWorkTimeLimit: 30}
	in.Tags = map[string]string{"team": "a", "shift": "day"}
	id := must(c.CreateUser(ctx, in))(t).UserId
	answer := c.changed("PUT", "user/ada", `{"IdentityInfo":{"LastName":"King"},"PhoneConfig":{"AfterContactWorkTimeLimit":60},
		"RoutingProfileId":"Sales","SecurityProfileIds":["Agent","Admin"],"Tags":{"team":"b","shift":null}}`)
	u := c.describeUser(id)
	if *u.IdentityInfo.FirstName != "Ada" || *u.IdentityInfo.LastName != "King" {
		t.Errorf("the name is %s %s", *u.IdentityInfo.FirstName, *u.IdentityInfo.LastName)
	}
	if p := u.PhoneConfig; p.PhoneType != types.PhoneTypeDeskPhone || *p.DeskPhoneNumber != "+442079460123" || p.AfterContactWorkTimeLimit != 60 {
		t.Errorf("the phone is %+v", p)
	}
	if *u.RoutingProfileId != *sales || len(u.SecurityProfileIds) != 2 || fmt.Sprint(u.Tags) != "map[team:b]" {
		t.Errorf("the profiles are %s and %v, the tags %v", *u.RoutingProfileId, u.SecurityProfileIds, u.Tags)
	}
	var shown struct{ User struct{ Id, Username string } }
	if err := json.Unmarshal([]byte(answer), &shown); err != nil || shown.User.Id != *id || shown.User.Username != "ada" {
		t.Errorf("the answer is %s, %v", answer, err)
	}
	c.changed("PUT", "user/"+*id, `{"Tags":null}`)
	if u := c.describeUser(id); len(u.Tags) != 0 {
		t.Errorf("the tags are %v", u.Tags)
	}
}

func TestConsoleEditsOtherKinds(t *testing.T) {
	t.Parallel()
	c := console(t)
	sales := c.makeSales()
	c.levels("Country", "Site")
	c.group("UK", nil)
	c.changed("PUT", "queue/BasicQueue", `{"Name":"First Queue","MaxContacts":7,"Status":"DISABLED"}`)
	c.changed("PUT", "queue/First%20Queue", `{"MaxContacts":null}`)
	q := must(c.DescribeQueue(ctx, &connect.DescribeQueueInput{InstanceId: c.instance, QueueId: &c.queue}))(t).Queue
	if *q.Name != "First Queue" || q.Status != types.QueueStatusDisabled || q.MaxContacts != nil {
		t.Errorf("the queue is %+v", q)
	}
	c.changed("PUT", "hierarchy_group/Bath", `{"ParentGroupId":"UK"}`)
	c.changed("PUT", "hierarchy_group/Bath", `{"Name":"Bath & Wells"}`)
	c.changed("PUT", "hours_of_operation/Basic%20Hours", `{"TimeZone":"Europe/London"}`)
	c.changed("PUT", "security_profile/Agent", `{"Permissions":["BasicAgentAccess"]}`)
	if got := c.permissions(&c.agent); !slices.Equal(got, []string{"BasicAgentAccess"}) {
		t.Errorf("Agent has %v", got)
	}
	c.changed("PUT", "agent_status/Lunch", `{"State":"ENABLED"}`)
	c.changed("PUT", "agent_status/Lunch", `{"State":"DISABLED","DisplayOrder":7}`)
	c.changed("PUT", "predefined_attribute/Skill", `{"Values":{"StringList":["a"]}}`)
	c.changed("PUT", "predefined_attribute/Skill", `{"Values":{"StringList":["a","b"]},"Purposes":["x"]}`)
	c.changed("PUT", "quick_connect/Ada", `{"QuickConnectConfig":{"QuickConnectType":"PHONE_NUMBER","PhoneConfig":{"PhoneNumber":"+441632960004"}}}`)
	c.changed("PUT", "quick_connect/Ada", `{"Name":"Eve"}`)
	var rows []string
	for i := range 12 { // more than one request of the API allows
		c.makeQueue(fmt.Sprint(i))
		rows = append(rows, fmt.Sprintf(`{"QueueReference":{"QueueId":"%d","Channel":"VOICE"},"Priority":1,"Delay":0}`, i))
	}
	c.changed("PUT", "routing_profile/Sales", `{"QueueConfigs":[`+strings.Join(rows, ",")+`]}`)
	if got := c.table(sales); len(got) != 12 {
		t.Errorf("Sales has %v", got)
	}
	c.changed("PUT", "routing_profile/Sales", `{"QueueConfigs":[]}`)
	if got := c.table(sales); len(got) != 0 {
		t.Errorf("Sales has %v", got)
	}
}

func TestConsoleCreatesAndDeletes(t *testing.T) {
	t.Parallel()
	c := console(t)
	c.changed("PUT", "user/j.doe%40example.com", `{"IdentityInfo":{"FirstName":"J","LastName":"Doe"},
		"RoutingProfileId":"Basic Routing Profile","SecurityProfileIds":["Agent"],"Tags":{"a":"b"}}`)
	all := must(c.ListUsers(ctx, &connect.ListUsersInput{InstanceId: c.instance}))(t).UserSummaryList
	if len(all) != 1 || *all[0].Username != "j.doe@example.com" {
		t.Fatalf("the users are %v", all)
	}
	if u := c.describeUser(all[0].Id); *u.RoutingProfileId != c.routing || u.Tags["a"] != "b" {
		t.Errorf("the user is %+v", u)
	}
	c.changed("DELETE", "user/j.doe%40example.com", "")
	if status, _ := c.send("DELETE", "user/j.doe%40example.com", ""); status != http.StatusNotFound {
		t.Errorf("deleted once more: %d", status)
	}
}

// A copy is a new object, with the tags only if asked.
func TestConsoleCopies(t *testing.T) {
	t.Parallel()
	c := console(t)
	in := c.newSales()
	in.Tags = map[string]string{"callwright:owner": "support/routing_profile.sales"}
	in.QueueConfigs = []types.RoutingProfileQueueConfig{queueRow(c.queue, types.ChannelVoice, 1, 0)}
	must(c.CreateRoutingProfile(ctx, in))(t)
	c.changed("POST", "routing_profile/Sales/copy?name=Deals", "")
	c.changed("POST", "routing_profile/Sales/copy?name=More%20deals&tags=true", "")
	c.changed("POST", "routing_profile/Basic%20Routing%20Profile/copy?name=Basic%202", "")
	c.changed("POST", "security_profile/Admin/copy?name=Admin%202", "")
	c.changed("DELETE", "security_profile/Admin%202", "")
	ids := c.idsOfRoutingProfiles()
	for name, tagged := range map[string]bool{"Sales": true, "Deals": false, "More deals": true, "Basic 2": false} {
		p := c.describeRoutingProfile(aws.String(ids[name]))
		if (len(p.Tags) == 1) != tagged || p.IsDefault {
			t.Errorf("%s has the tags %v and is the default: %v", name, p.Tags, p.IsDefault)
		}
		if rows := c.table(p.RoutingProfileId); len(rows) == 0 {
			t.Errorf("%s has no queue", name)
		}
	}
}

func TestConsoleRefuses(t *testing.T) {
	t.Parallel()
	c := console(t)
	c.user("ada")
	c.levels("Country", "Site")
	c.group("Bath", c.group("UK", nil))
	c.group("Bath", c.group("US", nil))
	for _, test := range []struct {
		method, path, body string
		status             int
		about              string
	}{
		{"PUT", "users/ada", `{}`, 400, `there is no kind \"users\"; did you mean \"user\"?`},
		{"PUT", "agent_status/Offline", `{"State":"DISABLED"}`, 400, "cannot be disabled"},
		{"DELETE", "agent_status/Offline", ``, 400, "no way to delete"},
		{"PUT", "user/ada", `["a"]`, 400, "not a JSON object"},
		{"PUT", "user/ada", `null`, 400, "not a JSON object"},
		{"PUT", "user/ada", `{"Username":"eve"}`, 400, `there is no member of a user \"Username\"`},
		{"PUT", "user/ada", `{"IdentityInfos":{}}`, 400, `did you mean \"IdentityInfo\"?`},
		{"PUT", "user/ada", `{"IdentityInfo":"Ada"}`, 400, "IdentityInfo: The value is not an object"},
		{"PUT", "user/ada", `{"IdentityInfo":{"FirstName":null}}`, 400, "FirstName"},
		{"PUT", "user/ada", `{"SecurityProfileIds":"Agent"}`, 400, "SecurityProfileIds: The value is not a list"},
		{"PUT", "user/ada", `{"SecurityProfileIds":[7]}`, 400, "SecurityProfileIds[]: The value is not a string"},
		{"PUT", "user/ada", `{"SecurityProfileIds":[]}`, 400, "SecurityProfileIds: This member is required"},
		{"PUT", "user/ada", `{"RoutingProfileId":null}`, 400, "RoutingProfileId: This member is required"},
		{"PUT", "user/ada", `{"RoutingProfileId":"Nowhere"}`, 404, `No routing profile has the name or id \"Nowhere\"`},
		{"PUT", "user/ada", `{"HierarchyGroupId":"Bath"}`, 400, `More than one hierarchy group has the name \"Bath\"`},
		{"PUT", "user/ada", `{"PhoneConfig":{"PhoneType":"FAX"}}`, 400, "FAX"},
		{"PUT", "user/ada", `{"Tags":{"a":1}}`, 400, "Tags"},
		{"PUT", "user/eve", `{}`, 400, "This member is required"},
		{"PUT", "user/eve", `{"InstanceId":"x"}`, 400, "there is no member"},
		{"PUT", "queue/Q", `{"Status":"ENABLED","HoursOfOperationId":"Basic Hours"}`, 400, "there is no member"},
		{"PUT", "queue/Q", `{"HoursOfOperationId":"Hours"}`, 404, "Hours"},
		{"PUT", "hierarchy_group/UK", `{"ParentGroupId":"US"}`, 400, "there is no member"},
		{"DELETE", "queue/BasicQueue", ``, 409, "refers to it"},
		{"DELETE", "security_profile/Agent", ``, 403, "came with the instance"},
		{"POST", "user/ada/copy", ``, 400, "A copy needs a name"},
		{"POST", "user/eve/copy?name=x", ``, 404, "eve"},
		{"POST", "user/ada/copy?name=ada", ``, 409, "ada"},
		{"GET", "user/ada", ``, 404, "No operation"},
		{"GET", "", ``, 404, "No operation"},
		{"POST", "faults", "CreateUser:drop\nCreatUser:drop", 400, `did you mean \"CreateUser\"?`},
		{"POST", "faults", "CreateUser:kill", 400, "no process to end"},
	} {
		if status, answer := c.send(test.method, test.path, test.body); status != test.status || !strings.Contains(answer, test.about) {
			t.Errorf("%s %s %s: %d %s, want %d %s", test.method, test.path, test.body, status, answer, test.status, test.about)
		}
	}
	c.user("eve") // no fault was added
}

func TestConsoleFaults(t *testing.T) {
	t.Parallel()
	c := console(t)
	if got := c.changed("POST", "faults", "CreateQueue:throttle\n DeleteUser:forever\n"); got != `["CreateQueue:throttle","DeleteUser:forever:500"]` {
		t.Errorf("the faults are %s", got)
	}
	if _, err := c.CreateQueue(ctx, c.newQueue("Q")); outcome(err) != "ThrottlingException 429" {
		t.Errorf("CreateQueue: %v", err)
	}
	c.changed("DELETE", "faults", "")
	if _, err := c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: nowhere}); outcome(err) != "ResourceNotFoundException 404" {
		t.Errorf("DeleteUser: %v", err)
	}
}

func TestConsoleCalls(t *testing.T) {
	t.Parallel()
	s := open(t, sim.Options{Console: true})
	server := httptest.NewServer(s)
	defer server.Close()
	c := &client{Client: connectTo(server.URL), TB: t, url: server.URL, sim: s, instance: aws.String(s.Instance().ID)}
	if got := c.changed("GET", "calls", ""); got != "[]" {
		t.Errorf("the calls are %s", got)
	}
	c.inject("CreateQueue:applied-then-drop")
	_, _ = c.CreateQueue(ctx, c.newQueue("Q"))
	_, _ = c.DescribeInstance(ctx, &connect.DescribeInstanceInput{InstanceId: c.instance})
	id := url.PathEscape(*c.instance)
	want := `[{"operation":"CreateQueue","status":0,"fault":"applied-then-drop","path":"/queues/` + id + `"},` +
		`{"operation":"DescribeInstance","status":200,"path":"/instance/` + id + `"}]`
	if got := c.changed("GET", "calls", ""); got != want {
		t.Errorf("the calls are %s, want %s", got, want)
	}
	c.changed("DELETE", "calls", "")
	if got := c.changed("GET", "calls", ""); got != "[]" {
		t.Errorf("the calls are %s", got)
	}
}

// The path is served where it is asked for, and not to pages of other sites.
func TestConsoleIsClosed(t *testing.T) {
	t.Parallel()
	if w := ask(open(t, sim.Options{}), "GET", "/_callwright/calls", "", ""); w.Code != http.StatusNotFound {
		t.Errorf("without Console: %d", w.Code)
	}
	r := httptest.NewRequest("POST", "http://127.0.0.1/_callwright/faults", strings.NewReader("*:500"))
	r.Header.Set("Origin", "https://example.com")
	w := httptest.NewRecorder()
	s := open(t, sim.Options{Console: true})
	s.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden {
		t.Errorf("from another site: %d", w.Code)
	}
	if w := ask(s, "GET", "/instance", signature, ""); w.Code != http.StatusOK {
		t.Errorf("the fault was added: %d", w.Code)
	}
}

// FuzzConsole sends anything to the console's path. Whatever was changed before,
// nothing is an error of the service, and what there is can be read.
func FuzzConsole(f *testing.F) {
	s := open(f, sim.Options{Console: true})
	id := s.Instance().ID
	for _, seed := range [][3]string{
		{"PUT", "user/ada", `{"IdentityInfo":{"FirstName":"A","LastName":"L"},"RoutingProfileId":"Basic Routing Profile","SecurityProfileIds":["Agent"]}`},
		{"PUT", "user/ada", `{"PhoneConfig":null,"Tags":{"a":null},"IdentityInfo":[1]}`},
		{"PUT", "routing_profile/Basic%20Routing%20Profile", `{"QueueConfigs":[{"QueueReference":{"QueueId":"BasicQueue","Channel":"TASK"},"Priority":1,"Delay":0}]}`},
		{"PUT", "routing_profile/Basic%20Routing%20Profile", `{"QueueConfigs":["x",null],"MediaConcurrencies":[{}]}`},
		{"PUT", "hours_of_operation/Basic%20Hours", `{"Config":[{"Day":"MONDAY"}],"TimeZone":"UTC"}`},
		{"PUT", "queue/BasicQueue", `{"OutboundCallerConfig":{"OutboundFlowId":""},"MaxContacts":1.5}`},
		{"PUT", "security_profile/Agent", `{"Permissions":[],"AllowedAccessControlTags":{"a":"b"}}`},
		{"POST", "user/ada/copy?name=x&tags=true", ``},
		{"DELETE", "user/ada", ``},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, method, target, body string) {
		u, err := url.ParseRequestURI("/_callwright/" + target)
		if err != nil || strings.Contains(target, "faults") {
			t.Skip()
		}
		r := httptest.NewRequest(http.MethodGet, "/", strings.NewReader(body))
		r.Method, r.URL = method, u
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= http.StatusInternalServerError {
			t.Errorf("%s %s %q: %d %s", method, u, body, w.Code, w.Body)
		}
		for _, path := range []string{"users", "queues", "routing-profiles", "hours-of-operations", "security-profiles", "user-hierarchy-groups"} {
			if w := ask(s, "POST", "/search-"+path, signature, `{"InstanceId":"`+id+`"}`); w.Code != http.StatusOK {
				t.Fatalf("after %s %s %q: %s: %d %s", method, u, body, path, w.Code, w.Body)
			}
		}
	})
}
