package sim_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// An AI agent has the security profiles that the console's path gives it.
func TestEntitySecurityProfiles(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{Console: true})
	const orders = "arn:aws:wisdom:eu-west-2:123456789012:ai-agent/a/orders"
	profile := c.makeSecurityProfile("Orders")
	give := func(profiles string) int {
		r, err := http.NewRequestWithContext(ctx, http.MethodPut, c.url+"/_callwright/ai_agent/"+url.PathEscape(orders), strings.NewReader(`{"SecurityProfiles": [`+profiles+`]}`))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		return answer.StatusCode
	}
	list := func(typ types.EntityType, arn string) (*connect.ListEntitySecurityProfilesOutput, error) {
		return c.ListEntitySecurityProfiles(ctx, &connect.ListEntitySecurityProfilesInput{InstanceId: c.instance, EntityType: typ, EntityArn: &arn})
	}
	refused(list(types.EntityTypeAiAgent, orders))(t, notFound, "AI agent")
	if status := give(`"Nobody"`); status != http.StatusNotFound {
		t.Errorf("a profile that does not exist: status %d", status)
	}
	for _, test := range []struct {
		give string
		want []string
	}{{`"Agent", "Orders"`, []string{c.agent, *profile}}, {`"Orders"`, []string{*profile}}} {
		if status := give(test.give); status != http.StatusOK {
			t.Fatalf("giving %s: status %d", test.give, status)
		}
		var got []string
		for _, p := range must(list(types.EntityTypeAiAgent, orders))(t).SecurityProfiles {
			got = append(got, *p.Id)
		}
		if sorted(got) != sorted(test.want) {
			t.Errorf("after giving %s the agent has %v, want %v", test.give, got, test.want)
		}
	}
	refused(list(types.EntityTypeUser, orders))(t, invalid, "AI_AGENT")
	refused(c.DeleteSecurityProfile(ctx, &connect.DeleteSecurityProfileInput{InstanceId: c.instance, SecurityProfileId: profile}))(t, inUse, "AI agent")
	refused(c.ListEntitySecurityProfiles(ctx, &connect.ListEntitySecurityProfilesInput{
		InstanceId: c.instance, EntityType: types.EntityTypeAiAgent, EntityArn: aws.String(orders), MaxResults: aws.Int32(101),
	}))(t, invalid, "MaxResults")
}
