package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestChaos applies random configurations to random instances over HTTP while
// connections drop, answers are lost and the service fails. Whatever happens,
// applying again ends with nothing left to do, nothing twice, and nothing changed
// that is not ours.
func TestChaos(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newChaos(t, seed)
			strangers := c.strangers()
			for round := range 3 {
				want := schematest.New(seed*10+uint64(round), 4).Want(true)
				c.faults(3)
				c.converge(want)
			}
			c.unharmed(strangers)
		})
	}
}

// A chaos is one instance behind a server that fails at random.
type chaos struct {
	*testing.T
	rand   *rand.Rand
	server *sim.Server
	client *amazonconnect.Client
}

func newChaos(t *testing.T, seed uint64) *chaos {
	t.Helper()
	server, err := sim.Open(filepath.Join(t.TempDir(), "instance.db"), sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(server)
	t.Cleanup(func() {
		web.Close()
		if closing := server.Close(); closing != nil {
			t.Error(closing)
		}
	})
	client, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
		Instance: server.Instance().ID, Region: "eu-west-2", Endpoint: web.URL, Rate: -1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
		}),
	})
	if err != nil {
		t.Fatal(err)
	}
	return &chaos{t, rand.New(rand.NewPCG(seed, 1)), server, client}
}

// strangers makes objects that nobody owns, and returns them as they are.
func (c *chaos) strangers() []*schema.Resource {
	c.Helper()
	k, _ := schema.KindOf("queue")
	var list []*schema.Resource
	for _, name := range []string{"Stranger 1", "Stranger 2"} {
		r := &schema.Resource{Kind: k, Body: &schema.Queue{Name: name, Description: "theirs", HoursOfOperation: "Basic Hours"}, Given: k.Set("name", "description", "hours_of_operation")}
		r.Settle()
		id, err := c.client.Create(c.Context(), r)
		if err != nil {
			c.Fatal(err)
		}
		r.ID = id
		live, err := c.client.Read(c.Context(), r, k.Every())
		if err != nil {
			c.Fatal(err)
		}
		list = append(list, live)
	}
	return list
}

// faults lets n random operations fail in random ways, a few times each.
func (c *chaos) faults(n int) {
	c.Helper()
	operations := []string{
		"CreateUser", "CreateQueue", "CreateRoutingProfile", "CreateSecurityProfile", "TagResource", "UpdateRoutingProfileQueues",
		"AssociateRoutingProfileQueues", "DeleteUser", "DeleteQueue", "UpdateUserSecurityProfiles", "DescribeUser", "SearchUsers", "*",
	}
	kinds := []string{"500", "applied-500", "drop", "applied-then-drop", "throttle"}
	for range n {
		rule := fmt.Sprintf("%s:after=%d:count=%d:%s", operations[c.rand.IntN(len(operations))], c.rand.IntN(4), 1+c.rand.IntN(3), kinds[c.rand.IntN(len(kinds))])
		f, err := sim.ParseFault(rule)
		if err != nil {
			c.Fatal(err)
		}
		if err := c.server.Inject(f); err != nil {
			c.Fatal(err)
		}
	}
}

// converge applies want until nothing is left to do.
func (c *chaos) converge(want *schema.State) {
	c.Helper()
	for try := 1; ; try++ {
		p, err := c.plan(want)
		if err == nil && p.Empty() && len(p.Records) == 0 {
			return
		}
		if try == 12 {
			c.Fatalf("after %d tries something is left to do: %v, %s", try, err, left(p))
		}
		if err != nil {
			continue
		}
		runner := apply.Runner{Provider: c.client, Parallel: 4}
		if _, err := runner.Run(c.Context(), p); err != nil {
			c.Log(err)
		}
	}
}

func left(p *plan.Plan) string {
	if p == nil {
		return "no plan"
	}
	text := fmt.Sprintf("%d records", len(p.Records))
	for _, change := range p.Changes {
		text += fmt.Sprintf(", %s %s", change.Action, change.ID())
	}
	return text
}

func (c *chaos) plan(want *schema.State) (*plan.Plan, error) {
	c.Helper()
	in, err := c.client.Instance(c.Context())
	if err != nil {
		return nil, err
	}
	live, err := providers.ReadState(c.Context(), c.client, schematest.Stack, want)
	if err != nil {
		return nil, err
	}
	p, problems := plan.Make(live, want, plan.Options{Instance: in, Stack: schematest.Stack, Limits: plan.Allowed{Deletes: 100, Percent: 100}})
	if p == nil || len(p.Refusals) > 0 {
		c.Fatalf("no plan, or one that is refused: %v", problems)
	}
	return p, nil
}

// unharmed compares the objects that are nobody's with what they were.
func (c *chaos) unharmed(strangers []*schema.Resource) {
	c.Helper()
	for _, s := range strangers {
		live, err := c.client.Read(c.Context(), s, s.Kind.Every())
		if err != nil {
			c.Fatal(err)
		}
		if diff := cmp.Diff(s.Body, live.Body); diff != "" || live.Record != (schema.Record{}) {
			c.Errorf("%s mismatch (-want +got):\n%s%v", s.Name(), diff, live.Record)
		}
	}
}
