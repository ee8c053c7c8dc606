package plan_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// The tests here are written in a notation of three lines:
//
//	live: queue.A{hours=H} user.ada{profile=P}
//	want: queue.A{hours=H}
//	plan: -user.ada
//
// An object is KIND.NAME{ATTR=VALUE ATTR=VALUE}; a value may be a list, a|b. Kinds
// and attributes have short names. A live object is ours, made at its own address,
// unless a ? follows its name (nobody's), a ~ (it carries the record of another
// object), a ^STACK (another stack's) or an @LABEL (made at another label). The
// attribute life of a desired object is its lifecycle: replace, protect. A value that
// begins with a ? is there and was not read. In a plan, changes stand in the order of the plan, an update names what it changes, a
// rename the old name, and after < stands what a change waits for.

var shortKinds = map[string]string{
	"hours": "hours_of_operation", "queue": "queue", "hierarchy": "hierarchy", "group": "hierarchy_group",
	"security": "security_profile", "routing": "routing_profile", "user": "user",
}

var shortAttrs = map[string]string{
	"hours": "hours_of_operation", "routing": "routing_profile", "security": "security_profiles", "group": "hierarchy_group",
	"outbound": "default_outbound_queue", "rows": "queues", "desc": "description",
}

// filled are the attributes that creating an object needs and a case does not say.
var filled = map[string][]string{
	"hours_of_operation": {"time_zone=UTC", "schedule="}, "security_profile": nil,
	"routing_profile": {"description=d", "channels=voice"},
	"user":            {"first_name=A", "last_name=B"},
}

// parse reads objects in the notation.
func parse(t *testing.T, text string, live bool) *schema.State {
	t.Helper()
	var list []*schema.Resource
	for _, word := range splitObjects(text) {
		list = append(list, parseObject(t, word, live))
	}
	if live && !slices.ContainsFunc(list, func(r *schema.Resource) bool { return r.Kind.Single }) {
		list = append(list, parseObject(t, "hierarchy.{levels=a|b|c}", true))
	}
	s, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// splitObjects splits at the spaces outside braces.
func splitObjects(text string) []string {
	depth := 0
	return strings.FieldsFunc(text, func(r rune) bool {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
		return r == ' ' && depth == 0
	})
}

func parseObject(t *testing.T, word string, live bool) *schema.Resource {
	t.Helper()
	head, attrs, _ := strings.Cut(strings.TrimSuffix(word, "}"), "{")
	kindName, name, _ := strings.Cut(head, ".")
	name, stack, anothers := strings.Cut(name, "^")
	name, label, moved := strings.Cut(name, "@")
	name, nobodys := strings.CutSuffix(name, "?")
	name, copied := strings.CutSuffix(name, "~")
	if !anothers {
		stack = options.Stack
	}
	kind, ok := schema.KindOf(shortKinds[kindName])
	if !ok {
		t.Fatalf("no kind %q", kindName)
	}
	if !moved {
		label = name
	}
	r := &schema.Resource{Kind: kind, Body: kind.New(), Desired: &schema.Desired{Addr: schema.Addr{Kind: kind.Name, Label: label}}}
	if live {
		r.Live = &schema.Live{}
	}
	fields := strings.Fields(attrs)
	if kind.Label != "" {
		fields = append([]string{kind.Label + "=" + name}, fields...)
	}
	for _, f := range append(slices.Clone(filled[kind.Name]), fields...) {
		assign(t, r, f)
	}
	r.Settle()
	owner := record.Owner(stack, r.Addr)
	if !live {
		r.Record.Owner = owner
		return r
	}
	r.ID, r.Desired = "id-"+r.Key, nil
	made := r.ID
	if copied {
		made = "another"
	}
	if !nobodys {
		r.Record = record.Only(record.New(options.Instance.ID, kind.Name, owner, made), kind)
	}
	return r
}

func assign(t *testing.T, r *schema.Resource, field string) {
	t.Helper()
	name, value, _ := strings.Cut(field, "=")
	value, hidden := strings.CutPrefix(value, "?")
	if long, ok := shortAttrs[name]; ok && (name != "hours" || r.Kind.Name == "queue") {
		name = long
	}
	switch field {
	case "life=replace":
		r.Life.AllowReplace = true
		return
	case "life=protect":
		r.Life.PreventDestroy = true
		return
	}
	list := strings.FieldsFunc(value, func(c rune) bool { return c == '|' })
	for i := range r.Kind.Attrs {
		if r.Kind.Attrs[i].Name == name {
			r.Given = r.Given.With(i)
		}
	}
	if hidden {
		defer unread(r, name)
	}
	switch b := r.Body.(type) {
	case *schema.Queue:
		set(t, map[string]*string{"name": &b.Name, "description": &b.Description, "hours_of_operation": &b.HoursOfOperation}, name, value)
	case *schema.HoursOfOperation:
		set(t, map[string]*string{"name": &b.Name, "description": &b.Description, "time_zone": &b.TimeZone, "schedule": new(string)}, name, value)
	case *schema.Hierarchy:
		b.Levels = list
	case *schema.HierarchyGroup:
		set(t, map[string]*string{"name": &b.Name, "parent": &b.Parent}, name, value)
	case *schema.SecurityProfile:
		if name == "permissions" {
			b.Permissions = schema.SortedSet(list)
			return
		}
		set(t, map[string]*string{"name": &b.Name, "description": &b.Description}, name, value)
	case *schema.RoutingProfile:
		switch name {
		case "queues":
			b.Queues = rows(t, list)
		case "channels":
			b.Channels = map[string]int{"voice": 1}
		default:
			set(t, map[string]*string{"name": &b.Name, "description": &b.Description, "default_outbound_queue": &b.DefaultOutboundQueue}, name, value)
		}
	case *schema.User:
		if name == "security_profiles" {
			b.SecurityProfiles = list
			return
		}
		set(t, map[string]*string{
			"username": &b.Username, "first_name": &b.FirstName, "last_name": &b.LastName,
			"routing_profile": &b.RoutingProfile, "hierarchy_group": &b.HierarchyGroup,
		}, name, value)
	}
}

// rows reads rows of a table: QUEUE, or QUEUE:PRIORITY:DELAY.
func rows(t *testing.T, list []string) []schema.QueueRow {
	t.Helper()
	var rows []schema.QueueRow
	for _, text := range list {
		r := schema.QueueRow{Channel: "voice", Priority: 1}
		queue, rest, ranked := strings.Cut(text, ":")
		if r.Queue = queue; ranked {
			if _, err := fmt.Sscanf(rest, "%d:%d", &r.Priority, &r.Delay); err != nil {
				t.Fatalf("row %q: %v", text, err)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// unread makes of an attribute that was given one that was not read: of rows, it is
// known which queues they are of.
func unread(r *schema.Resource, name string) {
	i, _ := r.Kind.Lookup(name)
	if profile, ok := r.Body.(*schema.RoutingProfile); ok {
		r.Uses = []schema.Use{}
		for _, row := range profile.Queues {
			r.Uses = append(r.Uses, schema.Use{Attr: "queues", Name: schema.Name{Kind: "queue", Key: row.Queue}})
		}
	}
	r.Kind.Copy(r.Body, r.Kind.New(), schema.Attrs(i))
	r.Given = r.Given.Minus(schema.Attrs(i))
}

func set(t *testing.T, fields map[string]*string, name, value string) {
	t.Helper()
	p, ok := fields[name]
	if !ok {
		t.Fatalf("the notation has no attribute %q here", name)
	}
	*p = value
}

// write shows a plan in the notation.
func write(p *impact.Assessment) string {
	var words []string
	for _, c := range p.Changes {
		words = append(words, c.Action.Sign()+brief(c))
		if c.Action == plan.Update {
			var names []string
			for i := range c.Attrs.All() {
				names = append(names, c.Want.Kind.Attrs[i].Name)
			}
			words[len(words)-1] += "(" + strings.Join(names, " ") + ")"
		}
		if was := c.Was(); was != "" {
			words[len(words)-1] += "(" + was + ")"
		}
		for _, w := range c.Waits {
			words[len(words)-1] += "<" + w.Action.Sign() + brief(w)
		}
	}
	return strings.Join(words, " ")
}

func brief(c *plan.Change) string {
	for short, long := range shortKinds {
		if long == c.Object().Kind.Name {
			return short + "." + c.Object().Key
		}
	}
	return "?"
}

func TestMake(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, live, want, plan string }{
		{
			"what is as described needs nothing",
			"queue.A{hours=H} hours.H", "queue.A{hours=H} hours.H", "",
		}, {
			"an object is made after what it refers to",
			"", "queue.A{hours=H} hours.H",
			"+hours.H +queue.A<+hours.H",
		}, {
			"an attribute that is not written is left alone",
			"queue.A{hours=H desc=x} hours.H?", "queue.A", "",
		}, {
			"an object that somebody else made is changed where it is described, and not deleted",
			"queue.A?{hours=H desc=x} queue.B?{hours=H} hours.H?", "queue.A{desc=y}",
			"=queue.A",
		}, {
			"the row goes before its queue",
			"hours.H? queue.A{hours=H} queue.B{hours=H} routing.P{outbound=A rows=A|B}", "queue.A{hours=H} routing.P{outbound=A rows=A}",
			"-queue.B<~routing.P ~routing.P(queues)",
		}, {
			"a new row waits for its queue, and the old queue for the row",
			"hours.H? queue.A{hours=H} routing.P{outbound=A rows=A}", "queue.B{hours=H} routing.P{outbound=B rows=B}",
			"-queue.A<~routing.P +queue.B ~routing.P(default_outbound_queue queues)<+queue.B",
		}, {
			"users go before their profiles, profiles before queues, queues before hours",
			"hours.H queue.A{hours=H} routing.P{outbound=A} security.S user.u{routing=P security=S}", "",
			"-hours.H<-queue.A -queue.A<-routing.P -security.S<-user.u -routing.P<-user.u -user.u",
		}, {
			"a new name at the same address is a rename",
			"hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H}",
			">queue.B(A)",
		}, {
			"what refers to a renamed object does not change",
			"hours.H? queue.A@x{hours=H} routing.P{outbound=A rows=A}", "queue.B@x{hours=H} routing.P{outbound=B rows=B}",
			">queue.B(A)",
		}, {
			"a new referrer waits for the rename",
			"hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H} routing.P{outbound=B}",
			">queue.B(A) +routing.P<>queue.B",
		}, {
			"a name that a rename frees is taken after it",
			"hours.H? queue.A@x{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}",
			">queue.B(A) +queue.A<>queue.B",
		}, {
			"a renamed group takes its children along",
			"group.EMEA@g group.London@l{parent=EMEA} user.u?{routing=P? group=EMEA/London} routing.P?", "group.Europe@g group.London@l{parent=Europe} user.u{group=Europe/London}",
			">group.Europe(EMEA) =user.u",
		}, {
			"a chain of names is renamed from its end",
			"hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.C@y{hours=H}",
			">queue.B(A)<>queue.C >queue.C(B)",
		}, {
			"names are exchanged by way of one that nobody has",
			"hours.H? queue.A@x{hours=H} queue.B@y{hours=H}", "queue.B@x{hours=H} queue.A@y{hours=H}",
			">queue.A(callwright-a3f8393c)<>queue.B<>queue.callwright-a3f8393c >queue.B(A)<>queue.callwright-a3f8393c >queue.callwright-a3f8393c(B)",
		}, {
			"a name that a deletion frees is taken after it",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H}", "queue.B@x{hours=H}",
			"-queue.B >queue.B(A)<-queue.B",
		}, {
			"such a name may be referred to, when nothing refers to the object that goes",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H} routing.P{outbound=A}", "queue.B@x{hours=H} routing.P{outbound=B}",
			"-queue.B >queue.B(A)<-queue.B",
		}, {
			"when something does, the object that goes is renamed first, and is there until nothing does",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H} routing.P{outbound=A rows=A|B}", "queue.B@x{hours=H} routing.P{outbound=B rows=B}",
			"-queue.callwright-a3f8393c<>queue.callwright-a3f8393c<~routing.P >queue.B(A)<>queue.callwright-a3f8393c >queue.callwright-a3f8393c(B) ~routing.P(queues)<>queue.B",
		}, {
			"another address of the same object is a record",
			"hours.H? queue.A@x{hours=H}", "queue.A@y{hours=H}", "",
		}, {
			"a copy that carries our record is left alone",
			"hours.H? queue.A@x{hours=H} queue.B~@x{hours=H}", "queue.A@x{hours=H}", "",
		}, {
			"an object whose record was made for another is held",
			"hours.H? queue.B~@gone{hours=H}", "", "",
		}, {
			"what is another stack's is left alone",
			"hours.H? queue.B^sales{hours=H}", "", "",
		}, {
			"a replacement makes the new one, moves who refers to it, and deletes the old one",
			"security.S@x security.T routing.P? queue.Q? hours.H? user.u{routing=P security=S}", "security.N@x{life=replace} security.T user.u{security=N}",
			"-security.S<-/+security.N<~user.u -/+security.N ~user.u(security_profiles)<-/+security.N",
		}, {
			"levels come before groups",
			"hierarchy.{levels=}", "hierarchy.{levels=Region|Site} group.EMEA group.London{parent=EMEA}",
			"+group.EMEA<~hierarchy. +group.EMEA/London<+group.EMEA<~hierarchy. ~hierarchy.(levels)",
		}, {
			"children go before parents",
			"group.EMEA group.London{parent=EMEA}", "",
			"-group.EMEA<-group.EMEA/London -group.EMEA/London",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := assess(parse(t, tt.live, true), parse(t, tt.want, false), options)
			if p == nil {
				t.Fatalf("Make() refuses: %v", problems)
			}
			if got := write(p); got != tt.plan {
				t.Errorf("\nlive: %s\nwant: %s\nplan: %s\n got: %s", tt.live, tt.want, tt.plan, got)
			}
		})
	}
}

// TestRefuses says what stands against a plan: problems mean that there is none.
func TestRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, live, want, says string }{
		{"a name that nobody has", "hours.Hours?", "queue.A{hours=Huors}", `No hours of operation is named "Huors", here or in the instance. Did you mean "Hours"?`},
		{"a new object without what it needs", "hours.H?", "queue.A", `that needs "hours_of_operation"`},
		{"a reference to what is deleted", "hours.H queue.A{hours=H}", "queue.A{hours=H}", `hours_of_operation "H" left the configuration and would be deleted, but queue.A still names it`},
		{
			"a name that a deletion frees, while somebody else's object refers to what goes",
			"hours.H? queue.A@x{hours=H} queue.B@old{hours=H} routing.P?{outbound=B}", "queue.B@x{hours=H}",
			`queue "B" would be deleted, but routing_profile "P" still refers to it`,
		},
		{"a group below the last level", "hierarchy.{levels=a}", "group.A group.B{parent=A}", "would be on level 2, but the hierarchy has 1"},
		{"a level in use", "hierarchy.{levels=a|b} group.A? group.B?{parent=A}", "hierarchy.{levels=a}", "Groups exist on level 2"},
		{"two levels renamed", "hierarchy.{levels=a|b} group.A?", "hierarchy.{levels=c|d}", "one plan may append levels, rename one"},
		{"a deletion of what somebody's object needs", "hours.H queue.A?{hours=H}", "", `queue "A" still refers to it`},
		{"another stack's object", "hours.H? queue.A^sales{hours=H}", "queue.A{desc=x}", `belongs to the stack "sales"`},
		{"two objects of one address", "hours.H? queue.A@x{hours=H} queue.B@x{hours=H}", "queue.A@x{hours=H}", "both carry the record of queue.x"},
		{"a new name that the service cannot give", "security.A@x", "security.B@x", `write lifecycle { allow_replace = true }`},
		{"a replacement that the lifecycle forbids", "security.A@x", "security.B@x{life=replace life=protect}", "its lifecycle forbids to delete it"},
		{"a new parent", "group.A group.B group.C{parent=A}", "group.A group.B group.C{parent=B}", `cannot change "parent"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, problems := assess(parse(t, tt.live, true), parse(t, tt.want, false), options)
			if p != nil && len(p.Refusals) == 0 {
				t.Fatalf("Make() plans %s", write(p))
			}
			if p != nil {
				problems = p.Refusals
			}
			if got := fmt.Sprint(problems); !strings.Contains(got, tt.says) {
				t.Errorf("Make() says %s, want %q", got, tt.says)
			}
		})
	}
}

// TestGone holds delete blocks against what they may take away.
func TestGone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, live, plan, says string }{
		{"nobody's object", "hours.H? queue.A?{hours=H}", `-queue.A`, ""},
		{"no such object", "hours.H?", "", ""},
		{"another stack's object", "hours.H? queue.A^sales{hours=H}", `-queue.A`, `belongs to the stack "sales"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			o := options
			o.Gone = []schema.Name{{Kind: "queue", Key: "A"}}
			p, problems := assess(parse(t, tt.live, true), parse(t, "", false), o)
			if p == nil {
				t.Fatal(problems)
			}
			if got := write(p); got != tt.plan || !strings.Contains(fmt.Sprint(p.Refusals), tt.says) || (tt.says == "") != (len(p.Refusals) == 0) {
				t.Errorf("plan is %s, refused for %v; want %s, %q", got, p.Refusals, tt.plan, tt.says)
			}
		})
	}
}
