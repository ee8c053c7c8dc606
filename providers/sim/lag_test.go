package sim_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// Searches lag behind creates, updates, tags and deletes; nothing else does.
func TestSearchLag(t *testing.T) {
	t.Parallel()
	for where, path := range map[string]string{"memory": "", "file": filepath.Join(t.TempDir(), "centre.db")} {
		clock := newClock()
		c := start(t, path, sim.Options{Now: clock.now, SearchLag: 90 * time.Second})
		step := func(what, search, list string) {
			t.Helper()
			clock.advance()
			listed := must(c.ListUsers(ctx, &connect.ListUsersInput{InstanceId: c.instance}))(t).UserSummaryList
			if got := fmt.Sprint(len(listed)); got != list {
				t.Errorf("%s: %s: ListUsers has %s, want %s", where, what, got, list)
			}
			found := must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance}))(t)
			got := fmt.Sprint(*found.ApproximateTotalCount)
			for _, u := range found.Users {
				got += fmt.Sprintf(" %s %s %v", *u.IdentityInfo.FirstName, *u.Username, u.Tags)
			}
			if got != search {
				t.Errorf("%s: %s: SearchUsers has %s, want %s", where, what, got, search)
			}
		}
		id := c.user("ada")
		step("created", "0", "1")
		step("waited", "1 Ada ada map[]", "1")
		must(c.UpdateUserIdentityInfo(ctx, &connect.UpdateUserIdentityInfoInput{
			InstanceId: c.instance, UserId: id, IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("A.")},
		}))(t)
		step("updated", "1 Ada ada map[]", "1")
		must(c.tag(c.arn("agent", id), map[string]string{"a": "b"}))(t)
		step("tagged", "1 A. ada map[]", "1")
		step("waited", "1 A. ada map[a:b]", "1")
		must(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: id}))(t)
		step("deleted", "1 A. ada map[a:b]", "0")
		step("waited", "0", "0")
	}
}

// What a new instance begins with, searches see at once.
func TestSearchLagOfNewInstance(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{SearchLag: time.Hour})
	if q := must(c.SearchQueues(ctx, &connect.SearchQueuesInput{InstanceId: c.instance}))(t).Queues; len(q) != 1 {
		t.Errorf("SearchQueues has %d", len(q))
	}
}

// What no search can want any more is forgotten, and without a lag nothing is
// kept. A lag outlives the process, as the file does.
func TestSearchLagIsForgotten(t *testing.T) {
	t.Parallel()
	clock, path := newClock(), filepath.Join(t.TempDir(), "centre.db")
	c := start(t, path, sim.Options{Now: clock.now, SearchLag: 10 * time.Minute})
	for i := range 50 {
		c.makeQueue(fmt.Sprint(i))
		clock.advance()
	}
	if n, err := c.sim.Remembered(); err != nil || n != 10 {
		t.Errorf("%d changes are kept, %v", n, err)
	}
	again := start(t, path, sim.Options{Now: clock.now, SearchLag: 10 * time.Minute})
	if q := must(again.SearchQueues(ctx, &connect.SearchQueuesInput{InstanceId: c.instance}))(t).Queues; len(q) != 42 {
		t.Errorf("SearchQueues has %d", len(q))
	}
	if _, err := start(t, "", sim.Options{}).sim.Remembered(); err == nil {
		t.Error("there is a place for changes without a lag")
	}
}

// Whatever is changed, a search that lags answers what one that does not answered
// that long ago.
func TestSearchLagIsThePast(t *testing.T) {
	t.Parallel()
	const steps, lag = 40, 3
	clock := newClock()
	lagging := open(t, sim.Options{Now: clock.now, SearchLag: lag * time.Minute, Console: true})
	plain := open(t, sim.Options{Now: clock.now, Console: true})
	id := plain.Instance().ID
	done, asked := 0, 0
	both := func(method, target, body string) string {
		a, b := ask(lagging, method, target, signature, body), ask(plain, method, target, signature, body)
		if a.Body.String() != b.Body.String() || a.Code != b.Code || a.Code >= 500 {
			t.Fatalf("%s %s %s: %d %s, and %d %s", method, target, body, a.Code, a.Body, b.Code, b.Body)
		}
		if asked++; a.Code == 200 {
			done++
		}
		return a.Body.String()
	}
	both("POST", "/user-hierarchy-structure/"+id, `{"HierarchyStructure":{"LevelOne":{"Name":"Country"},"LevelTwo":{"Name":"Site"}}}`)
	basic := idIn(both("PUT", "/_callwright/routing_profile/Basic%20Routing%20Profile", "{}"))
	top := idIn(both("PUT", "/_callwright/hierarchy_group/Top", "{}"))
	random := rand.New(rand.NewPCG(1, 2))
	some := func(of ...string) string { return of[random.IntN(len(of))] }
	change := func() {
		name := some("A", "B", "C", "D")
		switch random.IntN(10) {
		case 0, 1, 2:
			both("PUT", "/_callwright/user/"+name, fmt.Sprintf(
				`{"IdentityInfo":{"FirstName":%q,"LastName":"L"},"RoutingProfileId":%q,"SecurityProfileIds":["Agent"],"HierarchyGroupId":%q}`,
				some("X", "Y"), some("Basic Routing Profile", "A"), some("Top", "Top", "A")))
		case 3:
			both("PUT", "/_callwright/queue/"+name, `{"HoursOfOperationId":"Basic Hours","Description":"`+some("x", "y")+`"}`)
		case 4:
			both("POST", "/_callwright/routing_profile/Basic%20Routing%20Profile/copy?name="+name, "")
		case 5:
			both("PUT", "/_callwright/routing_profile/"+name, `{"QueueConfigs":[{"QueueReference":{"QueueId":"`+
				some("A", "B", "BasicQueue")+`","Channel":"CHAT"},"Priority":1,"Delay":0}]}`)
		case 6:
			both("PUT", "/_callwright/hierarchy_group/"+name, some(`{}`, `{"ParentGroupId":"Top"}`, `{"Name":"`+some("A", "E")+`"}`))
		case 7:
			both("PUT", "/_callwright/user/"+name, `{"Tags":{"team":`+some(`null`, `"a"`, `"b"`)+`}}`)
		default:
			both("DELETE", "/_callwright/"+some("user", "user", "queue", "routing_profile", "hierarchy_group")+"/"+name, "")
		}
	}
	look := func(s *sim.Server) string {
		var seen strings.Builder
		for _, search := range []string{
			"/search-users {}",
			`/search-users {"SearchCriteria":{"StringCondition":{"FieldName":"RoutingProfileId","Value":"BASIC","ComparisonType":"EXACT"}}}`,
			`/search-users {"SearchFilter":{"TagFilter":{"TagCondition":{"TagKey":"team","TagValue":"a"}}}}`,
			`/search-users {"SearchCriteria":{"HierarchyGroupCondition":{"Value":"GROUP","HierarchyGroupMatchType":"WITH_CHILD_GROUPS"}}}`,
			"/search-queues {}", "/search-routing-profiles {}", "/search-user-hierarchy-groups {}",
		} {
			path, body, _ := strings.Cut(search, " ")
			body = `{"InstanceId":"` + id + `",` + strings.TrimPrefix(body, "{")
			body = strings.ReplaceAll(strings.Replace(body, ",}", "}", 1), "BASIC", basic)
			w := ask(s, "POST", path, signature, strings.ReplaceAll(body, "GROUP", top))
			fmt.Fprintf(&seen, "%s: %d %s\n", search, w.Code, w.Body)
		}
		return seen.String()
	}
	var was []string
	for i := range steps {
		clock.advance()
		for range random.IntN(4) {
			change()
		}
		was = append(was, look(plain))
		if got := look(lagging); i >= lag && got != was[i-lag] {
			t.Fatalf("step %d: searches answer\n%s\nand %d minutes ago\n%s", i, got, lag, was[i-lag])
		}
	}
	if done < asked/2 {
		t.Errorf("of %d changes %d were made", asked, done)
	}
}

// idIn is the id in the first ARN of an answer.
func idIn(answer string) string { return arns.FindStringSubmatch(answer)[1] }

var arns = regexp.MustCompile(`arn:aws:connect:[^"]*/([0-9a-f-]{36})"`)
