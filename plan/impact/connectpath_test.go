package impact_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/plantest"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// A centre makes states of users and their ConnectPath groups.
type centre struct {
	t    *testing.T
	live bool
	list []*schema.Resource
}

func (d *centre) add(label string, body any, kind string, given ...string) *centre {
	d.t.Helper()
	k, ok := schema.KindOf(kind)
	if !ok {
		d.t.Fatal(kind)
	}
	addr := schema.Addr{Kind: kind}
	if label != "" {
		var err error
		if addr, err = schema.ParseAddr(kind + "." + label); err != nil {
			d.t.Fatal(err)
		}
	}
	r := &schema.Resource{Kind: k, Body: body, Given: k.Set(given...), Desired: &schema.Desired{Addr: addr}}
	r.UpdateKey()
	owner := record.Owner(plantest.Options.Stack, r.Addr)
	r.Record.Owner = owner
	if d.live {
		r.Live, r.Desired, r.Given = &schema.Live{ID: "id-" + kind + "-" + r.Key}, nil, k.Every()
		r.Record = record.Only(record.New(plantest.Options.Instance.ID, kind, owner, r.Key), k)
	}
	d.list = append(d.list, r)
	return d
}

// group adds a group that gives the levels "row level".
func (d *centre) group(name string, levels ...string) *centre {
	g := &schema.PermissionGroup{Name: name}
	given := []string{"name"}
	for _, l := range levels {
		path, level, _ := strings.Cut(l, " ")
		g.SetLevels(path, append(slices.Clone(g.Permissions[path]), level))
	}
	for _, row := range []string{"users.users", "users.security_profiles"} {
		given = append(given, "permissions."+row)
	}
	return d.add(name, g, "permission_group", given...)
}

// user adds a user, who is in the group if it is not "".
func (d *centre) user(name, group string) *centre {
	d.add(name, &schema.User{Username: name, SecurityProfiles: []string{}}, "user", "username")
	if group == "" {
		return d
	}
	return d.add("user."+name, &schema.PermissionGroupAssignment{User: name, Group: group}, "permission_group_assignment", "user", "group")
}

func (d *centre) fallback(group string, protected ...string) *centre {
	return d.add("", &schema.ConnectPathSettings{DefaultGroup: group, ProtectedUsers: protected}, "connectpath", "default_group", "protected_users")
}

func (d *centre) state() *schema.State {
	d.t.Helper()
	s, err := schema.NewState(d.list)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

var admin = []string{"users.users edit", "users.security_profiles edit"}

// liveCentre: ada administers, bo and cy do not, and the default is open.
func liveCentre(t *testing.T) *schema.State {
	t.Helper()
	return (&centre{t: t, live: true}).group("Admins", admin...).group("Agents").
		user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Admins").state()
}

// TestConnectPathRules holds plans against the rules of ConnectPath.
func TestConnectPathRules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                     string
		want                     *schema.State
		refused, notice, warning string
	}{
		{
			"as it is", (&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Admins").state(),
			"", "", "CW3205",
		},
		{
			"a narrower default", (&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Agents").state(),
			"", `The default group changes from "Admins" to "Agents": it is the group of cy (1 user).`, "",
		},
		{
			"nobody administers", (&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Agents").user("bo", "Agents").user("cy", "").fallback("Agents").state(),
			"CW5201", "", "",
		},
		{
			"the group of administrators is emptied", (&centre{t: t}).group("Admins").group("Agents").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Agents").state(),
			"CW5201", "", "",
		},
		{
			"nobody but a protected user administers", (&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Agents", "ada").state(),
			"CW5201", "", "",
		},
		{
			"a protected user moves", (&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Admins").user("cy", "").fallback("Agents", "bo").state(),
			"CW5202", "", "",
		},
		{
			"a protected user leaves", (&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("cy", "").fallback("Agents", "bo").state(),
			"CW5202", "", "",
		},
		{
			"a group comes to administer", (&centre{t: t}).group("Admins", admin...).group("Agents", "users.users edit").user("ada", "Admins").user("bo", "Agents").user("cy", "").fallback("Agents").state(),
			"", "", "CW3204",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := plantest.MustAssess(t, liveCentre(t), tt.want)
			refused := func(code string) bool {
				return slices.ContainsFunc(p.Refusals, func(r schema.Problem) bool { return r.Code() == code })
			}
			warned := func(code string) bool {
				return slices.ContainsFunc(p.Warnings, func(r schema.Problem) bool { return r.Code() == code })
			}
			if tt.refused == "" && len(p.Refusals) > 0 || tt.refused != "" && !refused(tt.refused) {
				t.Errorf("refused for %v, want %q", p.Refusals, tt.refused)
			}
			if tt.notice != "" && !slices.ContainsFunc(p.Notices, func(n string) bool { return strings.HasPrefix(n, tt.notice) }) {
				t.Errorf("notices are %q, want %q", p.Notices, tt.notice)
			}
			if tt.warning != "" && !warned(tt.warning) {
				t.Errorf("warnings are %v, want %q", p.Warnings, tt.warning)
			}
		})
	}
}

// TestConnectPathOrder makes groups, assigns administrators, then the others, then sets
// the default, and last lets what administered stop to, or go.
func TestConnectPathOrder(t *testing.T) {
	t.Parallel()
	want := (&centre{t: t}).group("Admins").group("Chiefs", admin...).group("Crew").
		user("ada", "Chiefs").user("bo", "Crew").user("cy", "Chiefs").fallback("Crew").state()
	p := plantest.MustAssess(t, liveCentre(t), want)
	place := map[string]*plan.Change{}
	for _, c := range p.Changes {
		place[c.ID()] = c
	}
	order := []string{
		"permission_group.Chiefs", "permission_group_assignment.user.ada", "permission_group_assignment.user.bo", "connectpath", "permission_group.Admins",
	}
	for i, id := range order {
		for _, before := range order[:i] {
			if place[id] == nil || place[before] == nil || !plantest.Waits(place[id], place[before]) {
				t.Errorf("%s does not wait for %s", id, before)
			}
		}
	}
	if agents := place["permission_group.Agents"]; agents == nil || agents.Action != plan.Delete || !plantest.Waits(agents, place["permission_group_assignment.user.bo"]) {
		t.Error("the group that bo leaves does not go after that")
	}
}

// TestConnectPathAccess tells ConnectPath's permissions among those that users gain and
// lose, by the group or the default.
func TestConnectPathAccess(t *testing.T) {
	t.Parallel()
	want := (&centre{t: t}).group("Admins", admin...).group("Agents").user("ada", "Admins").user("bo", "Admins").user("cy", "").fallback("Agents").state()
	p := plantest.MustAssess(t, liveCentre(t), want)
	var got []string
	for _, c := range p.Impact.Access {
		for _, side := range []struct {
			sign   string
			grants []impact.Grant
		}{{"+", c.Gains}, {"-", c.Loses}} {
			for _, g := range side.grants {
				got = append(got, strings.Join(c.Users, ",")+" "+side.sign+g.Permission+" "+strings.Join(g.Via, ","))
				if !g.Escalates || g.Group != "ConnectPath: Users and Permissions" {
					t.Errorf("the grant is %+v", g)
				}
			}
		}
	}
	wantLines := []string{
		"bo +ConnectPath:users.security_profiles.edit Admins", "bo +ConnectPath:users.users.edit Admins",
		"cy -ConnectPath:users.security_profiles.edit Admins (the default)", "cy -ConnectPath:users.users.edit Admins (the default)",
	}
	if !slices.Equal(got, wantLines) {
		t.Errorf("access changes are %q, want %q", got, wantLines)
	}
	if !slices.Equal(p.Impact.People.Movers, []string{"bo"}) {
		t.Errorf("movers are %q", p.Impact.People.Movers)
	}
}

// manual makes the groups such as a person writes: of those named, all was confirmed, and
// of the others nothing.
func (d *centre) manual(confirmed ...string) *centre {
	for _, r := range d.list {
		if r.Kind.Name != "permission_group" {
			continue
		}
		r.Manual = r.Kind.Every().Minus(r.Kind.Set("name", "tags", "other"))
		if !slices.Contains(confirmed, r.Key) {
			r.Given, r.Body = r.Kind.Set("name"), &schema.PermissionGroup{Name: r.Key}
			r.Record = schema.Record{}
		}
	}
	return d
}

// TestUnconfirmed plans where nobody has confirmed what some groups hold. That does not
// refuse a plan, and it does not count as drift.
func TestUnconfirmed(t *testing.T) {
	t.Parallel()
	live := (&centre{t: t, live: true}).group("Admins", admin...).group("Leads", admin...).
		user("ada", "Admins").user("bo", "Leads").fallback("Admins").manual("Leads").state()
	want := (&centre{t: t}).user("ada", "Admins").user("bo", "Admins").fallback("Admins").state()
	p, problems := plantest.Assess(live, want, plantest.Options)
	if p == nil || len(p.Refusals) > 0 || !slices.ContainsFunc(p.Notices, func(n string) bool {
		return strings.Contains(n, `nobody has confirmed what these groups contain: "Admins"`)
	}) {
		t.Fatalf("a plan that moves the last administrator who is known: %+v, %v", p, problems)
	}
	o := plantest.Options
	o.Adopt = impact.AdoptUnchanged
	want = (&centre{t: t}).group("Admins", admin...).group("Leads", admin...).user("ada", "Admins").user("bo", "Leads").fallback("Admins").state()
	p, problems = plantest.Assess(live, want, o)
	if p == nil || len(p.Refusals) > 0 || len(p.Changes) != 1 {
		t.Fatalf("a plan that describes a group: %+v, %v", p, problems)
	}
	c := p.Changes[0]
	if c.Action != plan.Adopt || c.Attrs != c.Live.Kind.Set("permissions.users.users", "permissions.users.security_profiles") {
		t.Errorf("the change is %s of %b", c.Action, c.Attrs)
	}
	for _, f := range c.Findings {
		if f.Cause != plan.Unknown {
			t.Errorf("%s differs by %s", c.Live.Kind.Attrs[f.Attr].Name, f.Cause)
		}
	}
}
