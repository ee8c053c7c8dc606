package plan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// addressed returns a described user with the e-mail address, all of whose given
// attributes were applied.
func addressed(email string, attrs ...string) *schema.Resource {
	k, _ := schema.KindOf("user")
	r := &schema.Resource{
		Kind: k, Given: k.Set(append(attrs, "username", "first_name")...),
		Body: &schema.User{Username: "ada", FirstName: "Ada", Email: email}, Record: schema.Record{Owner: schematest.Stack + "/user.ada"},
		Desired: &schema.Desired{Addr: schema.Addr{Kind: "user", Label: "ada"}},
		Live:    &schema.Live{ID: "id"},
	}
	r.UpdateKey()
	return r
}

// vouched returns the live user whose e-mail address was not read, under the record
// of what was applied.
func vouched(t *testing.T, applied *schema.Resource) *schema.Resource {
	t.Helper()
	live := recorded(t, digester, applied, applied)
	live.Record = record.Stamped(live.Record, 1000)
	live.Given = live.Given.Minus(live.Kind.Set("email"))
	live.Body = &schema.User{Username: "ada", FirstName: "Ada"}
	record.Vouch(live, schematest.Salt, live.Kind.Set("email", "mobile"), 1)
	return live
}

// TestVouchedFor judges an attribute that was not read: it is as last applied.
func TestVouchedFor(t *testing.T) {
	t.Parallel()
	was := addressed("ada@example.com", "email")
	for _, tt := range []struct {
		name string
		want *schema.Resource
		told string
	}{
		{"as applied", was, ""},
		{"another", addressed("ada@new.example", "email"), "email(config)"},
		{"none any more", addressed("", "email"), "email(config)"},
		{"no longer managed", addressed(""), "-email"},
	} {
		if got := told(was.Kind, causes(digester, vouched(t, was), tt.want)); got != tt.told {
			t.Errorf("%s: the verdict is %q, want %q", tt.name, got, tt.told)
		}
	}
}

func planFor(t *testing.T, live, want *schema.Resource) *impact.Assessment {
	t.Helper()
	states := make([]*schema.State, 2)
	for i, r := range []*schema.Resource{live, want} {
		var err error
		if states[i], err = schema.NewState([]*schema.Resource{r}); err != nil {
			t.Fatal(err)
		}
	}
	p, problems := plantest.Assess(states[0], states[1], impact.Options{Options: plan.Options{Instance: schema.Instance{ID: schematest.Salt}, Stack: schematest.Stack}})
	if p == nil {
		t.Fatal(problems)
	}
	return p
}

// reread returns the plan as it is after it was saved.
func reread(t *testing.T, p *impact.Assessment) (again *impact.Assessment, text, digest string) {
	t.Helper()
	d, err := document.New(p)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if d, err = document.Parse(raw); err != nil {
		t.Fatal(err)
	}
	if again, err = d.Assessment(); err != nil {
		t.Fatal(err)
	}
	return again, string(raw), d.Digest
}

// TestVouchedIsSaved checks that a saved plan relies on what the record vouched for,
// and shows no value.
func TestVouchedIsSaved(t *testing.T) {
	t.Parallel()
	was, want := addressed("ada@example.com", "email"), addressed("ada@new.example", "email")
	p, text, digest := reread(t, planFor(t, vouched(t, was), want))
	if strings.Contains(text, "ada@example.com") || !strings.Contains(text, `"before":null,"before_digest":"e`) {
		t.Errorf("the saved plan has no digest in the place of the value: %s", text)
	}
	live, email := p.Changes[0].Live, want.Kind.Set("email")
	if record.Unread(live) != email || record.Departs(schematest.Salt, live, was) != 0 || record.Departs(schematest.Salt, live, want) != email {
		t.Error("the plan that was read back does not know what it relies on")
	}
	if _, _, other := reread(t, planFor(t, vouched(t, addressed("eve@example.com", "email")), want)); other == digest {
		t.Error("two plans that rely on different values have one digest")
	}
}

// TestRestamp renews the stamp of a record that could not vouch for what was read, and
// of no other. No digest depends on that.
func TestRestamp(t *testing.T) {
	t.Parallel()
	was := addressed("ada@example.com", "email")
	live := recorded(t, digester, was, was)
	_, _, plain := reread(t, planFor(t, live, was))
	live.NeedsStamp = live.Kind.Set("email")
	p, _, digest := reread(t, planFor(t, live, was))
	if !p.Empty() || len(p.Records) != 1 || !p.Records[0].Stamp || p.Records[0].Want.Record != (schema.Record{}) {
		t.Errorf("%d changes and the records %+v, want one with a new stamp", len(p.Changes), p.Records)
	}
	if digest != plain {
		t.Error("a new stamp makes another plan of it")
	}
	for name, want := range map[string]*schema.Resource{"not managed": addressed(""), "changes": addressed("ada@new.example", "email")} {
		if p := planFor(t, live, want); len(p.Records) > 0 && p.Records[0].Stamp {
			t.Errorf("%s: the record gets a new stamp by itself", name)
		}
	}
}
