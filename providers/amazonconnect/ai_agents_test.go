package amazonconnect_test

import (
	"encoding/json"
	"net/http"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/amazonconnect"
)

// agentProfiles answers two pages of profiles for one AI agent, and knows no other.
type agentProfiles struct{ calls *int }

func (s agentProfiles) RoundTrip(r *http.Request) (*http.Response, error) {
	if awsmiddleware.GetOperationName(r.Context()) != "ListEntitySecurityProfiles" {
		return canned{
			"DescribeInstance":     described,
			"ListSecurityProfiles": `{"SecurityProfileSummaryList": [{"Id": "1", "Name": "Orders"}, {"Id": "2", "Name": "Agent"}]}`,
		}.RoundTrip(r)
	}
	var body struct{ EntityArn, EntityType, NextToken string }
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return nil, err
	}
	*s.calls++
	switch {
	case body.EntityType != "AI_AGENT":
		return respond(r, 400, "InvalidParameterException", `{}`), nil
	case body.EntityArn != "arn:one":
		return respond(r, 404, "ResourceNotFoundException", `{}`), nil
	case body.NextToken == "":
		return respond(r, 200, "", `{"SecurityProfiles": [{"Id": "1"}], "NextToken": "more"}`), nil
	}
	return respond(r, 200, "", `{"SecurityProfiles": [{"Id": "2"}, {"Id": "gone"}]}`), nil
}

// TestAIAgents reads the security profiles of AI agents, page by page. An agent that is gone has
// none.
func TestAIAgents(t *testing.T) {
	t.Parallel()
	calls := 0
	c, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
		Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: -1,
		HTTP: &http.Client{Transport: agentProfiles{&calls}}, Credentials: static, AIAgents: []string{"arn:one"},
	}.AtOnce())
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.AIAgents(t.Context())
	if diff := cmp.Diff(map[string][]string{"arn:one": {"Agent", "Orders", "gone"}}, got); diff != "" || err != nil || calls != 2 {
		t.Errorf("AIAgents() mismatch (-want +got), %v, %d calls:\n%s", err, calls, diff)
	}
}
