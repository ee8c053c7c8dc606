// Package schematest makes random states for tests of laws: states that are whole
// in themselves, so that every name that is referred to exists.
package schematest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/record"
)

// Stack is the stack that random states belong to, and Salt their instance's id.
const (
	Stack = "support"
	Salt  = "memory"
)

// Of returns a desired object of which the named attributes are given.
func Of(kind string, body any, given ...string) *schema.Resource {
	k := schema.MustKind(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Set(given...), Desired: &schema.Desired{}}
	r.Settle()
	return r
}

// A Maker makes random states out of the same pool of names, so that two of its
// states have objects in common. Two makers with equal seeds make equal states.
type Maker struct {
	*rand.Rand
	// Size is how many names each kind's pool has.
	Size int
}

// New returns a maker for the seed, with a pool of size names of each kind.
func New(seed uint64, size int) *Maker {
	return &Maker{Rand: rand.New(rand.NewPCG(seed, 0)), Size: size}
}

// Live returns a state of live objects. When owned, each carries this stack's
// record, as if a configuration had made it.
func (m *Maker) Live(owned bool) *schema.State {
	s := m.state()
	for _, r := range s.All() {
		r.Live = &schema.Live{ID: "live-" + r.Kind.Name + "-" + r.Key}
		r.Given = r.Kind.Every()
		owner := record.Owner(Stack, r.Addr)
		r.Desired = nil
		if owned {
			r.Record = record.Only(record.New(Salt, r.Kind.Name, owner, r.Key), r.Kind)
		}
	}
	return s
}

// Want returns a state of desired objects. When whole, every attribute is given;
// else those that creating an object needs, and some others.
func (m *Maker) Want(whole bool) *schema.State {
	s := m.state()
	for _, r := range s.All() {
		r.Record.Owner = record.Owner(Stack, r.Addr)
		given := r.Kind.Every()
		if !whole {
			given = r.Kind.Required()
			for i := range r.Kind.Attrs {
				if m.IntN(3) == 0 {
					given = given.With(i)
				}
			}
			given = given.Union(destination(r))
		}
		r.Given = given
	}
	return s
}

// Writable changes a desired state into what a configuration could describe, for an
// instance with single sign-on, and returns it.
func Writable(s *schema.State) *schema.State {
	for _, r := range s.All() {
		r.Given = r.Given.Minus(unwritten(r, r.Given))
	}
	return s
}

// unwritten returns those of the attributes that no configuration writes beside the
// others: what only an instance with an existing directory takes, and the second way
// to say what an attribute says.
func unwritten(r *schema.Resource, given schema.AttrSet) schema.AttrSet {
	var none schema.AttrSet
	for i := range given.All() {
		a := &r.Kind.Attrs[i]
		if a.Name == "directory_id" || given.And(r.Kind.Set(a.Twins...)) != 0 {
			none = none.With(i)
		}
	}
	return none
}

// destination returns the attributes that say where a quick connect leads: it has all
// of them, or it leads nowhere.
func destination(r *schema.Resource) schema.AttrSet {
	q, ok := r.Body.(*schema.QuickConnect)
	switch {
	case !ok:
		return 0
	case q.Number != "":
		return r.Kind.Set("phone.number")
	case q.User != schema.Transfer{}:
		return r.Kind.Set("user.user", "user.flow")
	}
	return r.Kind.Set("queue.queue", "queue.flow")
}

// state makes objects kind by kind: what a kind refers to comes before it in
// [schema.All].
func (m *Maker) state() *schema.State {
	w := &world{Maker: m, names: map[string][]string{}}
	for _, k := range schema.All {
		fill, ok := fills[k.Name]
		if !ok {
			panic(fmt.Sprintf("schematest: no maker of kind %q", k.Name))
		}
		if k.Single {
			w.add(k, schema.Addr{Kind: k.Name}, fill(w, ""))
			continue
		}
		for i := range m.Size {
			if i == 0 || k.Bound() != 0 || m.IntN(4) > 0 { // what goes with another object is there when that is
				w.add(k, addrOf(k, i), fill(w, nameOf(k, i)))
			}
		}
	}
	w.giveQuickConnects()
	s, err := schema.NewState(w.made)
	if err != nil {
		panic(err)
	}
	return s
}

// A world is a state in the making.
type world struct {
	*Maker
	made  []*schema.Resource
	names map[string][]string // natural keys by kind
}

func (w *world) add(k *schema.Kind, addr schema.Addr, body any) {
	if body == nil {
		return
	}
	r := &schema.Resource{Kind: k, Body: body, Desired: &schema.Desired{Addr: addr}}
	r.Settle()
	w.made = append(w.made, schema.Complete(r, nil))
	w.names[k.Name] = append(w.names[k.Name], r.Key)
}

// giveQuickConnects gives queues quick connects, which may lead to queues.
func (w *world) giveQuickConnects() {
	for _, r := range w.made {
		if q, ok := r.Body.(*schema.Queue); ok {
			if q.QuickConnects = []string{}; w.IntN(2) == 0 {
				q.QuickConnects = w.some("quick_connect", 3)
			}
		}
	}
}

func (w *world) one(kind string) string { return w.pick(w.names[kind]...) }

func (w *world) pick(words ...string) string { return words[w.IntN(len(words))] }

func (w *world) some(kind string, most int) []string {
	var list []string
	for range 1 + w.IntN(most) {
		list = append(list, w.one(kind))
	}
	return schema.SortedSet(list)
}

func (w *world) tags() map[string]string {
	tags := map[string]string{}
	for _, key := range []string{"team", "cost centre", "site"} {
		if w.IntN(2) == 0 {
			tags[key] = w.pick("a", "b", "")
		}
	}
	return tags
}

func (w *world) channels() schema.UserChannels {
	c := schema.UserChannels{Voice: schema.VoiceSettings{
		PhoneType: w.pick("soft", "desk"), PhoneNumber: "+442079460124", PersistentConnection: w.IntN(2) == 0, VoiceEnhancement: w.pick("none", "noise_suppression"),
	}}
	for _, channel := range schema.Channels {
		*c.Of(channel) = schema.ChannelSettings{AutoAccept: w.IntN(2) == 0, AfterContactWork: w.IntN(3)}
	}
	return c
}

// commonValue is a value of every predefined attribute, so that users may be
// proficient in it whatever else changes.
const commonValue = "Welsh"

var fills = map[string]func(w *world, name string) any{
	"hours_of_operation": func(w *world, name string) any {
		h := &schema.HoursOfOperation{
			Name: name, Description: w.text("", "open"), TimeZone: w.pick("Europe/London", "UTC"),
			Schedule: map[string][]string{}, Overrides: []schema.Override{}, Parents: []string{}, Tags: w.tags(),
		}
		for _, o := range []schema.Override{
			{Name: "Christmas", From: "2026-12-25", To: "2026-12-25", Closed: true},
			{Name: "Training", From: "2026-10-05", To: "2026-10-" + w.pick("05", "09"), Schedule: "monday 08:00-10:00"},
		} {
			if w.IntN(2) == 0 {
				h.Overrides = append(h.Overrides, o)
			}
		}
		if before := len(w.names["hours_of_operation"]); before > 0 && w.IntN(2) == 0 {
			h.Parents = w.some("hours_of_operation", 3)
		}
		for _, day := range schema.Weekdays {
			if w.IntN(2) == 0 {
				h.Schedule[day] = []string{w.pick("00:00-24:00", "08:00-12:00")}
			}
		}
		return h
	},
	"queue": func(w *world, name string) any {
		return &schema.Queue{
			Name: name, Description: w.text("one", "two"), HoursOfOperation: w.one("hours_of_operation"),
			Status: w.pick("enabled", "disabled"), MaxContacts: w.IntN(3), Tags: w.tags(),
			OutboundCaller: schema.Caller{Name: w.pick("", "Sales"), Number: w.pick("", "+441632960001"), Flow: w.pick("", "Default outbound")},
		}
	},
	"agent_status": func(w *world, name string) any {
		return &schema.AgentStatus{
			Name: name, Description: w.text("", "break"), State: w.pick("enabled", "disabled"), DisplayOrder: w.IntN(3), Tags: w.tags(),
		}
	},
	"predefined_attribute": func(w *world, name string) any {
		return &schema.PredefinedAttribute{
			Name: name, Values: schema.SortedSet([]string{w.pick("de", "fr"), w.pick("en", "es"), commonValue}),
			Purposes: schema.SortedSet([]string{w.pick("routing", "contacts")}),
		}
	},
	"hierarchy": func(*world, string) any { return &schema.Hierarchy{Levels: []string{"Region", "Site", "Team"}} },
	"hierarchy_group": func(w *world, name string) any {
		g := &schema.HierarchyGroup{Name: name, Tags: w.tags()}
		if groups := w.names["hierarchy_group"]; len(groups) > 0 && name[len(name)-1]%2 == 0 {
			g.Parent = groups[0]
		}
		return g
	},
	"security_profile": func(w *world, name string) any {
		return &schema.SecurityProfile{
			Name: name, Description: w.text("", "x"), Tags: w.tags(), AccessControlTags: w.tags(),
			TagRestrictedResources:       schema.SortedSet([]string{w.pick("user", "queue"), w.pick("queue", "routing_profile")}),
			HierarchyRestrictedResources: [][]string{{}, {"user"}}[w.IntN(2)],
			AccessControlHierarchyGroup:  w.pick(append([]string{""}, w.names["hierarchy_group"]...)...),
			Applications:                 [][]schema.Application{{}, {{Namespace: "crm", Permissions: []string{w.pick("ACCESS", "read")}}}}[w.IntN(2)],
			Permissions:                  schema.SortedSet([]string{w.pick("Users.View", "Queues.Edit"), w.pick("BasicAgentAccess", "AccessMetrics")}),
		}
	},
	"routing_profile": func(w *world, name string) any {
		p := &schema.RoutingProfile{
			Name: name, Description: w.text("one", "two"), DefaultOutboundQueue: w.one("queue"),
			Channels:     map[string]int{"voice": 1, "chat": 1 + w.IntN(5)},
			CrossChannel: map[string]string{}, Queues: []schema.QueueRow{}, AgentAvailabilityTimer: w.pick("last_activity", "last_inbound"), Tags: w.tags(),
		}
		for _, channel := range []string{"task", "email"} {
			if w.IntN(2) == 0 {
				p.Channels[channel] = 1 + w.IntN(5)
			}
		}
		for _, channel := range schema.Channels {
			if p.Channels[channel] > 0 {
				p.CrossChannel[channel] = w.pick("any", "current_only")
			}
		}
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
		return p
	},
	// Flows and phone numbers are those that a simulated instance has.
	"quick_connect": func(w *world, name string) any {
		q := &schema.QuickConnect{Name: name, Description: w.text("", "x"), Tags: w.tags()}
		switch name[len(name)-1] % 3 { // of one type each, so that a part of one is a whole destination
		case 0:
			q.User = schema.Transfer{To: w.one("user"), Flow: w.pick("Default agent transfer", "Default outbound")}
		case 1:
			q.Queue = schema.Transfer{To: w.one("queue"), Flow: w.pick("Default queue transfer", "Default outbound")}
		default:
			q.Number = w.pick("+442079460126", "+442079460127")
		}
		return q
	},
	"permission_group": func(w *world, name string) any {
		g := &schema.PermissionGroup{
			Name: name, Description: w.text("", "x"), AllQueues: w.IntN(2) == 0, CCPPopup: w.IntN(2) == 0,
			Activity: w.pick(schema.Activities...), Tags: w.tags(),
		}
		for _, r := range catalogue.ConnectPath().Rows() {
			if !r.Deprecated && w.IntN(8) == 0 { // two groups differ in as many rows as records can tell apart
				g.SetLevels(r.Path(), []string{w.pick(r.Levels...), w.pick(r.Levels...)})
			}
		}
		if name == "permission_group-0" {
			g.SetLevels("users.users", []string{"edit"})
			g.SetLevels("users.security_profiles", []string{"edit"})
		}
		return g
	},
	"permission_group_assignment": func(w *world, name string) any {
		user := "user" + name[strings.LastIndexByte(name, '-'):]
		if !slices.Contains(w.names["user"], user) {
			return nil
		}
		group := w.one("permission_group")
		if user == "user-0" {
			group = "permission_group-0" // somebody can always administer
		}
		return &schema.PermissionGroupAssignment{User: user, Group: group}
	},
	"connectpath": func(*world, string) any {
		return &schema.ConnectPathSettings{DefaultGroup: "permission_group-0", ProtectedUsers: []string{}}
	},
	"user": func(w *world, name string) any {
		return &schema.User{
			Username: name, FirstName: w.pick("Ada", "Bo"), LastName: w.pick("Low", "Li"), Email: w.pick("", "a@example.com"),
			SecondaryEmail: w.pick("", "b@example.com"), Mobile: w.pick("", "+442079460123"),
			Phone:          schema.Phone{Type: "desk", Number: "+442079460124", AutoAccept: w.IntN(2) == 0, AfterContactWork: w.IntN(3), PersistentConnection: w.IntN(2) == 0},
			Channels:       w.channels(),
			RoutingProfile: w.one("routing_profile"), SecurityProfiles: w.some("security_profile", 3),
			HierarchyGroup: w.pick(append([]string{""}, w.names["hierarchy_group"]...)...), Tags: w.tags(),
			DirectoryID:   "d-" + name, // which cannot change
			Proficiencies: [][]schema.Proficiency{{}, {{Attribute: w.one("predefined_attribute"), Value: commonValue, Level: 1 + w.IntN(3)}}}[w.IntN(2)],
		}
	},
}
