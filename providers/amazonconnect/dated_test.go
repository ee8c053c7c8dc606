package amazonconnect_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// stamp gives the live user a record of its present attributes, with the service's present
// time as the stamp.
func (c *centre) stamp(live *schema.Resource, attrs schema.AttrSet) {
	c.Helper()
	d := record.Digester{Salt: c.sim.Instance().ID, ID: func(n schema.Name) (string, bool) { return n.Key, true }}
	want := live.WithRecord(schema.Record{Owner: "s/user." + live.Key})
	rec, err := d.Renew(record.Applied{}, want, live.ID, attrs, 0)
	if err != nil {
		c.Fatal(err)
	}
	dated, now := c.Dated(live.Kind)
	if err := c.Mark(context.Background(), live, d.Stamp(rec, live, dated, now)); err != nil {
		c.Fatal(err)
	}
}

// TestStampedUsers reads users whose records vouch for their addresses, and users whom
// somebody changed after that.
func TestStampedUsers(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	k := schema.MustKind("user")
	var described []*schema.Resource
	for _, name := range []string{"ada", "bob", "cyd", "dee"} {
		live := c.create(user(name))
		described = append(described, user(name))
		if name != "dee" {
			c.stamp(live, user(name).Given)
		}
	}
	for _, w := range described {
		w.Addr = schema.Addr{Kind: "user", Label: w.Key}
	}
	c.sim.Advance(time.Minute)
	_, err := c.elsewhere().UpdateUserIdentityInfo(context.Background(), &connect.UpdateUserIdentityInfoInput{
		InstanceId: aws.String(c.sim.Instance().ID), UserId: &c.list("user", nil)["bob"].ID,
		IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace"), Email: aws.String("bob@home.example")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want, err := schema.NewState(described)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		read   func(context.Context, providers.Reader, string, *schema.State) (*schema.State, error)
		unread []string
	}{
		{"as dated", providers.ReadState, []string{"ada", "cyd"}},
		{"everything again", providers.ReadStateAnew, nil},
	} {
		c.forget()
		live, err := tt.read(context.Background(), c.Client, "s", want)
		if err != nil {
			t.Fatal(err)
		}
		var unread, restamp []string
		for _, u := range live.Of(k) {
			if record.Unread(u) == k.Set("email") {
				unread = append(unread, u.Key)
			}
			if u.NeedsStamp == k.Set("email") {
				restamp = append(restamp, u.Key)
			}
			if u.Key == "bob" && u.Body.(*schema.User).Email != "bob@home.example" {
				t.Errorf("%s: bob is read as %+v", tt.name, u.Body)
			}
		}
		if diff := cmp.Diff(tt.unread, unread); diff != "" {
			t.Errorf("%s: unread mismatch (-want +got):\n%s", tt.name, diff)
		}
		if restamp != nil {
			t.Errorf("%s: %v want a new stamp: bob's is of a minute ago, and dee has no record", tt.name, restamp)
		}
		calls := slices.DeleteFunc(c.seen(), func(call string) bool { return call != "DescribeUser" })
		if len(calls) != len(described)-len(tt.unread) {
			t.Errorf("%s: %d users are described, want %d", tt.name, len(calls), len(described)-len(tt.unread))
		}
	}
}

// TestServiceTime checks the service's time, and for which kind it is given.
func TestServiceTime(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	if attrs, _ := c.Dated(schema.MustKind("queue")); attrs != 0 {
		t.Errorf("of a queue, %b cannot change without its time", attrs)
	}
	if _, now := c.Dated(schema.MustKind("user")); now < time.Now().Unix()-60 {
		t.Errorf("the service's time is %d", now)
	}
	c.sim.Advance(time.Hour)
	c.list("user", nil)
	if _, now := c.Dated(schema.MustKind("user")); now < time.Now().Unix()+3500 {
		t.Errorf("an hour later, the service's time is %d", now)
	}
}
