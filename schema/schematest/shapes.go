package schematest

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/catalogue"
)

// commonValue is a value of every predefined attribute in every state. A user can have a
// proficiency in it, and a change of the attribute never takes it away.
const commonValue = "English"

// shapes are functions by kind. Each sets the attributes of an object that depend on the
// rest of the state or on the object's name, such as the rows of a routing profile. It
// returns false if the state cannot have the object. Kinds without such attributes have no
// shape.
var shapes = map[string]func(w *world, body any, name string) bool{
	// Two states differ by one level at most. While the instance has groups, a plan cannot
	// change more than that.
	"hierarchy": shape(func(w *world, h *schema.Hierarchy, _ string) {
		h.Levels = []string{"Region", "Site"}[:w.levels]
	}),
	"hierarchy_group": func(w *world, body any, name string) bool {
		g := body.(*schema.HierarchyGroup)
		g.Parent = ""
		if groups := w.names["hierarchy_group"]; len(groups) > 0 && name[len(name)-1]%2 == 0 {
			g.Parent = groups[0]
		}
		return g.Parent == "" || w.levels > 1
	},
	"hours_of_operation": shape(shapeHours),
	"predefined_attribute": shape(func(_ *world, a *schema.PredefinedAttribute, _ string) {
		a.Values = schema.SortedSet(append(slices.Clone(a.Values), commonValue))
	}),
	"routing_profile": shape(shapeProfile),
	"quick_connect":   shape(shapeQuickConnect),
	"user": shape(func(w *world, u *schema.User, name string) {
		u.DirectoryID = "d-" + name // the service cannot change it
		u.Proficiencies = []schema.Proficiency{}
		if w.IntN(2) == 0 {
			u.Proficiencies = append(u.Proficiencies, schema.Proficiency{Attribute: w.one("predefined_attribute"), Value: commonValue, Level: 1 + w.IntN(3)})
		}
	}),
	"permission_group": shape(shapeGroup),
	"permission_group_assignment": func(w *world, body any, name string) bool {
		a := body.(*schema.PermissionGroupAssignment)
		if a.User = "user" + name[strings.LastIndexByte(name, '-'):]; a.User == "user-0" {
			a.Group = "permission_group-0"
		}
		return slices.Contains(w.names["user"], a.User)
	},
	"connectpath": shape(func(_ *world, c *schema.ConnectPathSettings, _ string) {
		c.DefaultGroup, c.ProtectedUsers = "permission_group-0", []string{}
	}),
}

// shape returns a function of shapes for a kind whose objects are all possible.
func shape[T any](f func(w *world, body *T, name string)) func(*world, any, string) bool {
	return func(w *world, body any, name string) bool {
		f(w, body.(*T), name)
		return true
	}
}

// shapeHours sets the overrides of hours: some of the samples', and some at random. Each name is
// of a date in some states, and recurs in others.
func shapeHours(w *world, h *schema.HoursOfOperation, _ string) {
	for _, name := range []string{"A", "B", "C"} {
		if w.IntN(2) == 0 {
			h.Overrides = append(h.Overrides, w.override(name).Normal())
		}
	}
	slices.SortFunc(h.Overrides, func(a, b calendar.Override) int { return strings.Compare(a.Name, b.Name) })
}

// override returns a random override with the name. It always has a description, because one
// without keeps that of the live override.
func (w *world) override(name string) calendar.Override {
	o := calendar.Override{Name: name, Description: w.pick("Holiday", "Training"), From: "2026-12-24", To: w.pick("2026-12-24", "2026-12-26")}
	switch w.IntN(3) {
	case 0:
		o.Closed = true
	case 1:
		o.Hours = w.pick("08:00-12:00", "08:00-12:00 13:00-24:00")
	}
	if w.IntN(2) > 0 {
		unit := w.pick(calendar.Units...)
		dates := map[string]string{
			"yearly": w.pick("12-25", "last monday of may", "last day of february"), "monthly": w.pick("15", "last day", "second tuesday"),
			"weekly": w.pick("friday", "saturday, sunday"),
		}
		o.Recurs, _ = calendar.Parse(unit, dates[unit])
		o.Recurs.Every = 1 + w.IntN(2)
		o.To = w.pick("2028-12-31", "2030-12-31")
	} else if o.Hours == "" {
		o.Closed = true
	}
	return o
}

// shapeProfile sets the channels of a routing profile, and its rows for some queues.
func shapeProfile(w *world, p *schema.RoutingProfile, name string) {
	for _, channel := range schema.WorkloadChannels {
		if p.Channels[channel] = 3 + w.IntN(2); w.IntN(2) == 0 {
			delete(p.Channels, channel)
		}
	}
	shapeWorkloads(w, p, name)
	p.CrossChannel = map[string]string{} // a rule for each channel that is on
	for _, channel := range schema.Channels {
		if _, on := p.Channels[channel]; on {
			p.CrossChannel[channel] = w.pick("any", "current_only")
		}
	}
	p.ManualAssignmentQueues, p.Queues = nil, []schema.QueueRow{}
	for _, q := range w.some("queue", 3) {
		p.ManualAssignmentQueues = append(p.ManualAssignmentQueues, schema.ManualRow{Queue: q, Channel: w.pick("chat", "task")})
	}
	for _, q := range w.some("queue", 4) {
		for _, channel := range []string{"voice", "chat"} {
			if w.IntN(3) > 0 {
				p.Queues = append(p.Queues, schema.QueueRow{Queue: q, Channel: channel, Priority: 1 + w.IntN(3), Delay: w.IntN(3)})
			}
		}
	}
}

// shapeWorkloads sets the workload types of a routing profile, some of them hostile. Which
// channel has types depends on the name, so that it is the same in all states: a plan that
// manages only the channels cannot take the types away.
func shapeWorkloads(w *world, p *schema.RoutingProfile, name string) {
	p.Workloads = []schema.WorkloadRow{}
	n := int(name[len(name)-1] % 3)
	if n == len(schema.WorkloadChannels) {
		return // no channel
	}
	channel := schema.WorkloadChannels[n]
	delete(p.Channels, channel)
	types := []string{}
	for range w.IntN(4) {
		types = append(types, w.pick("claims", "tax", w.pick(hostile...)))
	}
	for _, workload := range schema.SortedSet(types) {
		p.Workloads = append(p.Workloads, schema.WorkloadRow{
			Channel: channel, Type: workload, Contacts: 1 + w.IntN(3), CrossChannel: w.pick("any", "current_channel", "current_only"),
		})
	}
}

// shapeQuickConnect sets the destination of a quick connect. The type of the destination
// depends on the name, so that it is the same in all states, and an update never leaves a
// mixture of two. The simulated instance has the flows and phone numbers.
func shapeQuickConnect(w *world, q *schema.QuickConnect, name string) {
	q.User, q.Queue, q.Number, q.Flow = schema.Transfer{}, schema.Transfer{}, "", ""
	switch name[len(name)-1] % 4 {
	case 0:
		q.User = schema.Transfer{To: w.one("user"), Flow: w.pick("Default agent transfer", "Default outbound")}
	case 1:
		q.Queue = schema.Transfer{To: w.one("queue"), Flow: w.pick("Default queue transfer", "Default outbound")}
	case 2:
		q.Flow = w.pick("Default agent transfer", "Default outbound")
	default:
		q.Number = w.pick("+442079460126", "+442079460127")
	}
}

// shapeGroup sets the levels of a few rows of a permission group. They are few because a
// record cannot tell more than some fifty changed elements apart. The first group can always
// administer ConnectPath, and the first user is in every state and in that group, so no
// state locks everybody out.
func shapeGroup(w *world, g *schema.PermissionGroup, name string) {
	g.Permissions = map[string][]string{}
	if g.Other == nil {
		g.Other = map[string][]string{}
	}
	for _, r := range catalogue.ConnectPath().Rows() {
		if !r.Deprecated && w.IntN(8) == 0 {
			g.SetLevels(r.Path(), []string{w.pick(r.Levels...), w.pick(r.Levels...)})
		}
	}
	if name == "permission_group-0" {
		g.SetLevels("users.users", []string{"edit"})
		g.SetLevels("users.security_profiles", []string{"edit"})
	}
}
