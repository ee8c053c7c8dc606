package amazonconnect_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
)

// A crowd is a service with n users and nothing else. Its pages are as long as AWS allows.
type crowd struct {
	n       int
	answers map[string]string // by operation and token
}

func newCrowd(n int) *crowd {
	c := &crowd{n: n, answers: map[string]string{
		"DescribeInstance":        described,
		"ListRoutingProfiles":     `{"RoutingProfileSummaryList": [{"Id": "rp", "Name": "Support"}]}`,
		"ListSecurityProfiles":    `{"SecurityProfileSummaryList": [{"Id": "sp", "Name": "Agent"}]}`,
		"ListUserHierarchyGroups": `{"UserHierarchyGroupSummaryList": []}`, "SearchUserHierarchyGroups": `{"UserHierarchyGroups": []}`,
	}}
	c.pages("ListUsers", "UserSummaryList", 1000, func(i int) map[string]any {
		return map[string]any{"Id": fmt.Sprintf("id-%d", i), "Username": fmt.Sprintf("user-%d", i)}
	})
	c.pages("SearchUsers", "Users", 500, func(i int) map[string]any {
		return map[string]any{
			"Id": fmt.Sprintf("id-%d", i), "Username": fmt.Sprintf("user-%d", i), "RoutingProfileId": "rp", "SecurityProfileIds": []string{"sp"},
			"IdentityInfo": map[string]any{"FirstName": "Ada", "LastName": "Lovelace"},
			"PhoneConfig":  map[string]any{"PhoneType": "SOFT_PHONE", "AfterContactWorkTimeLimit": 30000},
			"Tags":         map[string]any{"callwright:owner": fmt.Sprintf("s/user.u:%d", i), "callwright:applied": "1:x:"},
		}
	})
	return c
}

func (c *crowd) pages(operation, member string, size int, of func(int) map[string]any) {
	for at := 0; at < c.n; at += size {
		var items []any
		for i := at; i < min(at+size, c.n); i++ {
			items = append(items, of(i))
		}
		page := map[string]any{member: items}
		if at+size < c.n {
			page["NextToken"] = strconv.Itoa(at + size)
		}
		b, err := json.Marshal(page)
		if err != nil {
			panic(err)
		}
		c.answers[operation+strconv.Itoa(at)] = string(b)
	}
}

func (c *crowd) RoundTrip(r *http.Request) (*http.Response, error) {
	operation := awsmiddleware.GetOperationName(r.Context())
	if body, ok := c.answers[operation]; ok {
		return respond(r, 200, "", body), nil
	}
	at := r.URL.Query().Get("nextToken")
	if r.Body != nil {
		var in struct{ NextToken string }
		if err := json.NewDecoder(r.Body).Decode(&in); err == nil {
			at = in.NextToken
		}
	}
	if at == "" {
		at = "0"
	}
	return respond(r, 200, "", c.answers[operation+at]), nil
}

func BenchmarkListUsers(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			c, err := amazonconnect.Open(b.Context(), amazonconnect.Options{
				Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: -1,
				HTTP: &http.Client{Transport: newCrowd(n)}, Credentials: static,
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				all, err := collect(c, providers.Query{Kind: schema.MustKind("user")})
				if err != nil || len(all) != n {
					b.Fatalf("List() has %d users, %v", len(all), err)
				}
			}
		})
	}
}
