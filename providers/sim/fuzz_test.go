package sim_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/callwright/callwright/providers/sim"
)

// FuzzRequest sends any method, path and body to one instance. Whatever was
// asked before, nothing is an error of the service: no panic, no 500.
func FuzzRequest(f *testing.F) {
	s := open(f, sim.Options{})
	id := s.Instance().ID
	for _, seed := range [][3]string{
		{"GET", "/instance", ""},
		{"GET", "/users-summary/ID?maxResults=1&nextToken=x", ""},
		{"PUT", "/users/ID", `{"Username":"ada","IdentityInfo":{"FirstName":"A","LastName":"L"},"RoutingProfileId":"x","SecurityProfileIds":["y"]}`},
		{"PUT", "/hours-of-operations/ID", `{"Name":"a","TimeZone":"UTC","Config":[{"Day":"MONDAY","StartTime":{"Hours":1,"Minutes":2},"EndTime":{"Hours":3,"Minutes":4}}]}`},
		{"PUT", "/security-profiles/ID", `{"SecurityProfileName":"A","Permissions":["x"],"Tags":{"a":"b"}}`},
		{"POST", "/user-hierarchy-structure/ID", `{"HierarchyStructure":{"LevelOne":{"Name":"a"}}}`},
		{"PUT", "/user-hierarchy-groups/ID", `{"Name":"a"}`},
		{"POST", "/search-users", `{"InstanceId":"ID","SearchCriteria":{"OrConditions":[{"StringCondition":{"FieldName":"Username","Value":"a","ComparisonType":"STARTS_WITH"}}]}}`},
		{"POST", "/search-users", `{"InstanceId":"ID","SearchFilter":{"TagFilter":{"OrConditions":[[{"TagKey":"a"}]]}}}`},
		{"POST", "/search-user-hierarchy-groups", `{"InstanceId":"ID","SearchFilter":{"AttributeFilter":{"AndCondition":{"TagConditions":[{"TagKey":"a"}]}}}}`},
		{"POST", "/search-users", `{"InstanceId":"ID","SearchCriteria":{"HierarchyGroupCondition":{"Value":"a","HierarchyGroupMatchType":"WITH_CHILD_GROUPS"}}}`},
		{"POST", "/tags/arn%3Aaws%3Aconnect%3Aeu-west-2%3A123456789012%3Ainstance%2FID", `{"tags":{"a":"b"}}`},
		{"DELETE", "/tags/arn%3Aaws?tagKeys=a&tagKeys=b", ""},
	} {
		f.Add(seed[0], seed[1], []byte(seed[2]))
	}
	f.Fuzz(func(t *testing.T, method, target string, body []byte) {
		u, err := url.ParseRequestURI(strings.ReplaceAll(target, "ID", id))
		if err != nil {
			t.Skip()
		}
		r := httptest.NewRequest(http.MethodGet, "/", strings.NewReader(strings.ReplaceAll(string(body), "ID", id)))
		r.Method, r.URL = method, u
		r.Header.Set("Authorization", signature)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= http.StatusInternalServerError {
			t.Errorf("%s %s %q: %d %s", method, u, body, w.Code, w.Body)
		}
	})
}
