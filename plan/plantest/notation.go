package plantest

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

// shortKinds are the kinds of the notation.
var shortKinds = map[string]string{
	"hours": "hours_of_operation", "queue": "queue", "hierarchy": "hierarchy", "group": "hierarchy_group",
	"security": "security_profile", "routing": "routing_profile", "user": "user",
}

// shortAttrs are the short names of attributes. Other attributes have their own names.
var shortAttrs = map[string]string{
	"hours": "hours_of_operation", "routing": "routing_profile", "security": "security_profiles", "group": "hierarchy_group",
	"outbound": "default_outbound_queue", "rows": "queues", "types": "workloads", "desc": "description",
}

// filled are attributes that a new object needs. [Object] adds them, so that a test case names
// only what it is about.
var filled = map[string][]string{
	"hours_of_operation": {"time_zone=UTC", "schedule="}, "security_profile": nil,
	"routing_profile": {"description=d", "channels=voice"},
	"user":            {"first_name=A", "last_name=B"},
}

// State reads objects in the notation. A live state always has a hierarchy, as the service
// does; if the text has none, it has the levels a, b and c.
func State(t testing.TB, text string, live bool) *schema.State {
	t.Helper()
	var list []*schema.Resource
	for _, word := range splitObjects(hide(t, text)) {
		list = append(list, Object(t, word, live))
	}
	if live && !slices.ContainsFunc(list, func(r *schema.Resource) bool { return r.Kind.Single }) {
		list = append(list, Object(t, "hierarchy.{levels=a|b|c}", true))
	}
	s, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// splitObjects splits the text at spaces that are not inside braces.
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

// Object reads one object in the notation.
func Object(t testing.TB, word string, live bool) *schema.Resource {
	t.Helper()
	head, attrs, _ := strings.Cut(strings.TrimSuffix(hide(t, word), "}"), "{")
	kindName, name, _ := strings.Cut(head, ".")
	name, stack, anothers := strings.Cut(name, "^")
	name, label, moved := strings.Cut(name, "@")
	name, nobodys := strings.CutSuffix(name, "?")
	name, copied := strings.CutSuffix(name, "~")
	if !anothers {
		stack = Options.Stack
	}
	kind, ok := schema.KindOf(shortKinds[kindName])
	if !ok {
		t.Fatalf("no kind %q", kindName)
	}
	if !moved {
		label = name
	}
	r := &schema.Resource{Kind: kind, Body: kind.New(), Desired: &schema.Desired{Addr: addressOf(kind, label, name)}}
	if live {
		r.Live = &schema.Live{}
		switch kind.Name {
		case "security_profile": // what a profile grants besides permissions was read
			r.Given = kind.Set("applications", "flow_modules", "data_table_access")
		case "routing_profile": // a search tells the workload types
			r.Given = kind.Set("workloads")
		}
	}
	fields := strings.Fields(attrs)
	if kind.Label != "" {
		fields = append([]string{kind.Label + "=" + name}, fields...)
	}
	for _, f := range append(slices.Clone(filled[kind.Name]), fields...) {
		assign(t, r, f)
	}
	r.UpdateKey()
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
		r.Record = record.Only(record.New(Options.Instance.ID, kind.Name, owner, made), kind)
	}
	return r
}

// addressOf returns the address of a block, or of a member of a block with for_each: for
// `user.ada@agents[]` it is user.agents["ada"].
func addressOf(kind *schema.Kind, label, name string) schema.Addr {
	block, keyed := strings.CutSuffix(label, "[]")
	a := schema.Addr{Kind: kind.Name, Label: reveal(block)}
	if keyed {
		a.Key, a.Keyed = reveal(name), true
	}
	return a
}

// assign reads ATTR=VALUE and sets the attribute.
func assign(t testing.TB, r *schema.Resource, field string) {
	t.Helper()
	name, value, _ := strings.Cut(field, "=")
	value, hidden := strings.CutPrefix(value, "?")
	if long, ok := shortAttrs[name]; ok && (name != "hours" || r.Kind.Name == "queue") {
		name = long
	}
	switch field {
	case "life=replace":
		r.Lifecycle.AllowReplace = true
		return
	case "life=protect":
		r.Lifecycle.PreventDestroy = true
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
		b.Levels = revealed(list)
	case *schema.HierarchyGroup:
		set(t, map[string]*string{"name": &b.Name, "parent": &b.Parent}, name, value)
	case *schema.SecurityProfile:
		assignProfile(t, b, name, value, list)
	case *schema.RoutingProfile:
		assignRouting(t, b, name, value, list)
	case *schema.User:
		if name == "security_profiles" {
			b.SecurityProfiles = revealed(list)
			return
		}
		set(t, map[string]*string{
			"username": &b.Username, "first_name": &b.FirstName, "last_name": &b.LastName,
			"routing_profile": &b.RoutingProfile, "hierarchy_group": &b.HierarchyGroup,
		}, name, value)
	}
}

// assignProfile sets an attribute of a security profile. Rows of applications are written
// NAMESPACE/TOOL and those of data_table_access ATTRIBUTE/VALUE.
func assignProfile(t testing.TB, p *schema.SecurityProfile, name, value string, list []string) {
	t.Helper()
	switch name {
	case "permissions":
		p.Permissions = schema.SortedSet(revealed(list))
	case "flow_modules":
		p.FlowModules = schema.SortedSet(revealed(list))
	case "applications":
		for _, row := range list {
			namespace, tool, mcp := strings.Cut(row, "/")
			a := schema.Application{Namespace: reveal(namespace), Type: "third_party_application", Permissions: []string{"ACCESS"}}
			if mcp {
				a.Type, a.Permissions = "mcp", []string{reveal(tool)}
			}
			p.Applications = append(p.Applications, a)
		}
	case "data_table_access":
		for _, row := range list {
			attribute, only, _ := strings.Cut(row, "/")
			p.DataTableAccess = append(p.DataTableAccess, schema.DataTableRule{Attribute: reveal(attribute), Values: []string{reveal(only)}})
		}
	default:
		set(t, map[string]*string{"name": &p.Name, "description": &p.Description}, name, value)
	}
}

// assignRouting sets an attribute of a routing profile. Workload types are types of tasks.
func assignRouting(t testing.TB, b *schema.RoutingProfile, name, value string, list []string) {
	t.Helper()
	switch name {
	case "queues":
		b.Queues = rows(t, list)
	case "channels":
		b.Channels = map[string]int{}
		for _, channel := range list {
			b.Channels[channel] = 1
		}
	case "workloads":
		b.Workloads = []schema.WorkloadRow{}
		for _, workload := range list {
			b.Workloads = append(b.Workloads, schema.WorkloadRow{Channel: "task", Type: reveal(workload), Contacts: 1, CrossChannel: "any"})
		}
	default:
		set(t, map[string]*string{"name": &b.Name, "description": &b.Description, "default_outbound_queue": &b.DefaultOutboundQueue}, name, value)
	}
}

// rows reads the rows of a routing profile: QUEUE, QUEUE:PRIORITY:DELAY or
// QUEUE:PRIORITY:DELAY:CHANNEL. The channel is voice, if there is none.
func rows(t testing.TB, list []string) []schema.QueueRow {
	t.Helper()
	var rows []schema.QueueRow
	for _, text := range list {
		r := schema.QueueRow{Channel: "voice", Priority: 1}
		queue, rest, ranked := strings.Cut(text, ":")
		if r.Queue = reveal(queue); ranked {
			if _, err := fmt.Sscanf(rest, "%d:%d", &r.Priority, &r.Delay); err != nil {
				t.Fatalf("row %q: %v", text, err)
			}
			if parts := strings.Split(rest, ":"); len(parts) == 3 {
				r.Channel = parts[2]
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// unread turns the attribute into one that was not read. As with the real service, we still
// know which queues the rows of a routing profile are for.
func unread(r *schema.Resource, name string) {
	i, _ := r.Kind.Lookup(name)
	if profile, ok := r.Body.(*schema.RoutingProfile); ok {
		r.References = []schema.Reference{}
		for _, row := range profile.Queues {
			r.References = append(r.References, schema.Reference{Attr: "queues", Name: schema.Name{Kind: "queue", Key: row.Queue}})
		}
	}
	r.Kind.Copy(r.Body, r.Kind.New(), schema.Attrs(i))
	r.Given = r.Given.Minus(schema.Attrs(i))
}

// set sets the field with the name.
func set(t testing.TB, fields map[string]*string, name, value string) {
	t.Helper()
	p, ok := fields[name]
	if !ok {
		t.Fatalf("the notation has no attribute %q here", name)
	}
	*p = reveal(value)
}

// Text shows a plan in the notation.
func Text(p *impact.Assessment) string {
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

// brief names the object of a change: `queue.A`.
func brief(c *plan.Change) string {
	for short, long := range shortKinds {
		if long == c.Object().Kind.Name {
			return short + "." + c.Object().Key
		}
	}
	return "?"
}
