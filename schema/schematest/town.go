package schematest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/catalogue"
)

// A town is a large contact centre, as people click one together over the years: names follow
// patterns, and values come from short lists.
type town struct {
	*rand.Rand
	made []*schema.Resource

	hours, queues, profiles, rights, groups []string // names
}

func (w *town) add(kind string, body any) string {
	k := schema.MustKind(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Every(), Desired: &schema.Desired{Addr: schema.Addr{Kind: kind}}}
	if r.UpdateKey(); !k.Single {
		r.Addr.Label, r.Addr.Key, r.Addr.Keyed = "each", r.Key, true
	}
	w.made = append(w.made, schema.Complete(r, nil))
	return r.Key
}

func pick[T any](w *town, list []T) T { return list[w.IntN(len(list))] }

// Town returns the desired state of a large contact centre, whose names follow patterns and whose
// values come from short lists: with the given number of users, and 120 queues, 40 routing
// profiles with 20 rows (a third of them alike), 30 security profiles, 12 hours with holidays,
// 300 quick connects and 60 hierarchy groups.
func Town(users int) *schema.State {
	w := &town{Rand: rand.New(rand.NewPCG(1, 2))}
	w.addQueues()
	w.addGroups()
	w.addRights()
	w.addProfiles()
	w.addUsers(users)
	w.addQuickConnects(users)
	s, err := schema.NewState(w.made)
	if err != nil {
		panic(err)
	}
	return s
}

// addQueues adds hours of operation and queues.
func (w *town) addQueues() {
	var holidays []calendar.Override
	for i, date := range []string{"2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"} {
		holidays = append(holidays, calendar.Override{Name: fmt.Sprintf("Bank holiday %d", i+1), From: date, To: date, Closed: true})
	}
	for i := range 12 {
		h := &schema.HoursOfOperation{Name: fmt.Sprintf("Hours %s", pick(w, regions)+fmt.Sprint(i)), TimeZone: "Europe/London", Schedule: map[string][]string{}, Overrides: holidays}
		for _, day := range calendar.Weekdays[:5+i%3] {
			h.Schedule[day] = []string{fmt.Sprintf("%02d:00-%02d:00", 7+i%3, 17+i%5)}
		}
		w.hours = append(w.hours, w.add("hours_of_operation", h))
	}
	for i := range 120 {
		w.queues = append(w.queues, w.add("queue", &schema.Queue{
			Name: fmt.Sprintf("%s %s %d", pick(w, regions), pick(w, subjects), i), Description: pick(w, []string{"", "Overflow", "Main line"}), Status: "enabled",
			HoursOfOperation: pick(w, w.hours), MaxContacts: pick(w, []int{0, 20, 50}), Tags: map[string]string{"department": pick(w, subjects)},
		}))
	}
}

// addGroups adds the hierarchy and its groups.
func (w *town) addGroups() {
	w.add("hierarchy", &schema.Hierarchy{Levels: []string{"Region", "Team"}})
	for _, region := range regions {
		w.groups = append(w.groups, w.add("hierarchy_group", &schema.HierarchyGroup{Name: region}))
	}
	for i := range 60 - len(regions) {
		w.groups = append(w.groups, w.add("hierarchy_group", &schema.HierarchyGroup{Name: fmt.Sprintf("Team %d", i), Parent: regions[i%len(regions)]}))
	}
}

// addRights adds security profiles.
func (w *town) addRights() {
	names := catalogue.PermissionNames()
	for i := range 30 {
		p := &schema.SecurityProfile{Name: fmt.Sprintf("Role %s %d", pick(w, subjects), i), Description: "What the role needs"}
		for range 12 {
			p.Permissions = append(p.Permissions, pick(w, names))
		}
		w.rights = append(w.rights, w.add("security_profile", p))
	}
}

// addProfiles adds routing profiles. The first third of them have the same rows.
func (w *town) addProfiles() {
	var tables [][]schema.QueueRow
	for range 28 {
		var rows []schema.QueueRow
		for _, i := range w.Perm(len(w.queues))[:20] {
			rows = append(rows, schema.QueueRow{Queue: w.queues[i], Channel: "voice", Priority: 1 + w.IntN(5), Delay: 30 * w.IntN(4)})
		}
		slices.SortFunc(rows, func(a, b schema.QueueRow) int { return strings.Compare(a.Queue, b.Queue) })
		tables = append(tables, rows)
	}
	for i := range 40 {
		rows := tables[max(0, i-12)]
		w.profiles = append(w.profiles, w.add("routing_profile", &schema.RoutingProfile{
			Name: fmt.Sprintf("Profile %s %d", pick(w, regions), i), Description: "Inbound", DefaultOutboundQueue: rows[0].Queue,
			Channels: map[string]int{"voice": 1}, CrossChannel: map[string]string{"voice": "current_only"}, Queues: rows, AgentAvailabilityTimer: "last_activity",
		}))
	}
}

// addUsers adds users.
func (w *town) addUsers(users int) {
	for i := range users {
		u := &schema.User{
			Username: fmt.Sprintf("user.%05d", i), FirstName: fmt.Sprintf("First%d", i%70), LastName: fmt.Sprintf("Last%d", i), RoutingProfile: pick(w, w.profiles),
			SecurityProfiles: []string{pick(w, w.rights)}, HierarchyGroup: pick(w, w.groups), Phone: schema.Phone{Type: "soft", AutoAccept: i%2 == 0, AfterContactWork: pick(w, []int{0, 30, 60})},
		}
		u.Channels.Voice.PhoneType, u.Channels.Voice.AutoAccept, u.Channels.Voice.VoiceEnhancement = "soft", u.Phone.AutoAccept, "none"
		for _, channel := range schema.Channels {
			u.Channels.Of(channel).AfterContactWork = u.Phone.AfterContactWork
		}
		w.add("user", u)
	}
}

// addQuickConnects adds quick connects to phones, queues and users.
func (w *town) addQuickConnects(users int) {
	for i := range 300 {
		q := &schema.QuickConnect{Name: fmt.Sprintf("Transfer %d", i)}
		switch i % 3 {
		case 0:
			q.Number = fmt.Sprintf("+4420794601%02d", i%100)
		case 1:
			q.Queue = schema.Transfer{To: pick(w, w.queues), Flow: "Default queue transfer"}
		default:
			q.User = schema.Transfer{To: fmt.Sprintf("user.%05d", w.IntN(users)), Flow: "Default agent transfer"}
		}
		w.add("quick_connect", q)
	}
}

var (
	regions  = []string{"London", "Leeds", "Glasgow", "Cardiff", "Belfast", "Dublin"}
	subjects = []string{"Sales", "Service", "Billing", "Claims", "Renewals"}
)
