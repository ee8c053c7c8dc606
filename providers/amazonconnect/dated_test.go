package amazonconnect_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// stamp gives the live user a record of its present attributes, with the service's present
// time as the stamp.
func (c *centre) stamp(live *schema.Resource, attrs schema.AttrSet) {
	c.Helper()
	d := record.Digester{Salt: c.sim.Instance().ID, ID: func(n schema.Name) (string, bool) { return n.Key, true }}
	c.prove()
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

// prove changes a user's e-mail address, if nobody has done so yet. So the client finds out
// that the instance dates such changes.
func (c *centre) prove() {
	c.Helper()
	if attrs, _ := c.Dated(schema.MustKind("user")); attrs != 0 {
		return
	}
	live, want := c.create(user("eve")), user("eve")
	want.Body.(*schema.User).Email = "eve@example.org"
	want.Record = record.New(c.sim.Instance().ID, "user", "s/user.eve", live.ID)
	c.update(live, want, "email")
	c.Client = c.connect(c.opened)
	c.list("user", nil)
	if err := c.Delete(context.Background(), live); err != nil {
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
		name      string
		read      func(context.Context, providers.Reader, string, *schema.State) (*schema.State, error)
		described int
	}{
		{"as dated", providers.ReadState, 2}, // bob and dee
		{"everything again", providers.ReadStateAnew, 4},
	} {
		c.forget()
		live, err := tt.read(context.Background(), c.Client, "s", want)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range live.Of(k) {
			w, ok := want.Lookup(u.Name())
			if !ok {
				t.Errorf("%s: there is a user %q", tt.name, u.Key)
				continue
			}
			if differs := k.Changed(u, w); differs != 0 != (u.Key == "bob") {
				t.Errorf("%s: %s is read as %+v", tt.name, u.Key, u.Body)
			}
			if u.NeedsStamp != 0 {
				t.Errorf("%s: %s wants a new stamp: bob's is of a minute ago, and dee has no record", tt.name, u.Key)
			}
		}
		calls := slices.DeleteFunc(c.seen(), func(call string) bool { return call != "DescribeUser" })
		if len(calls) != tt.described {
			t.Errorf("%s: %d users are described, want %d", tt.name, len(calls), tt.described)
		}
	}
}

// TestProofs writes a table by each operation that has a letter. Only where that moves the
// object's time does the client learn the letter, and put it into the record.
func TestProofs(t *testing.T) {
	t.Parallel()
	for _, undated := range []string{"", "UpdateUserIdentityInfo", "UpdateSecurityProfile"} {
		o := sim.Options{}
		if undated != "" {
			o.Undated = []string{undated}
		}
		c := open(t, o)
		for _, r := range schematest.World() {
			if slices.Contains(c.Kinds(), r.Kind) {
				c.create(r)
			}
		}
		for kind, attr := range map[string]string{"user": "email", "security_profile": "permissions"} {
			k := schema.MustKind(kind)
			live := c.create(schematest.Sample(k, "kept", 0))
			want := schematest.Sample(k, "kept", 1)
			want.Record = record.New(c.sim.Instance().ID, kind, "s/"+kind+".kept", live.ID)
			c.update(live, want, attr)
			operation := map[string]string{"user": "UpdateUserIdentityInfo", "security_profile": "UpdateSecurityProfile"}[kind]
			moves := operation != undated
			if attrs, _ := c.Dated(k); attrs != 0 {
				t.Errorf("in the run that proves it, the client relies on %b", attrs)
			}
			live = c.read(live)
			if got := record.Proofs(live, c.sim.Instance().ID); got != "" != moves || record.Proofs(live, "another instance") != "" {
				t.Errorf("with %q undated, the record of a %s has the proofs %q", undated, kind, got)
			}
			// A new client learns it from the records that it reads.
			again := c.connect(c.opened)
			for _, err := range again.List(context.Background(), providers.Query{Kind: k}) {
				if err != nil {
					t.Fatal(err)
				}
			}
			if attrs, _ := again.Dated(k); attrs.And(k.Set(attr)) != 0 != moves {
				t.Errorf("with %q undated, a new client knows of a %s that %b cannot change without its time", undated, kind, attrs)
			}
		}
	}
}

// TestTriesAreFew changes tables of many objects on an instance that never moves their times.
// The client looks at the times of few of them.
func TestTriesAreFew(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{Undated: []string{"UpdateUserIdentityInfo"}})
	var users []*schema.Resource
	for i := range 9 {
		users = append(users, c.create(user(fmt.Sprint("user-", i))))
	}
	c.forget()
	for _, live := range users {
		want := user(live.Key)
		want.Body.(*schema.User).Email = "new@example.com"
		c.update(live, want, "email")
	}
	n := 0
	for _, call := range c.seen() {
		if call == "DescribeUser" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d calls of DescribeUser for 9 updates, want two for one try", n)
	}
}

// TestServiceTime checks the service's time, and for which kind it is given.
func TestServiceTime(t *testing.T) {
	t.Parallel()
	c := open(t, sim.Options{})
	if attrs, _ := c.Dated(schema.MustKind("queue")); attrs != 0 {
		t.Errorf("of a queue, %b cannot change without its time", attrs)
	}
	if attrs, now := c.Dated(schema.MustKind("user")); attrs != 0 || now != 0 {
		t.Errorf("before any write, %b cannot change without a user's time, which is %d", attrs, now)
	}
	c.prove()
	if _, now := c.Dated(schema.MustKind("user")); now < time.Now().Unix()-60 {
		t.Errorf("the service's time is %d", now)
	}
	c.sim.Advance(time.Hour)
	c.list("user", nil)
	if _, now := c.Dated(schema.MustKind("user")); now < time.Now().Unix()+3500 {
		t.Errorf("an hour later, the service's time is %d", now)
	}
}
