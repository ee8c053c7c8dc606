package export_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
)

// A town is a large contact centre, as people click one together over the years: names follow
// patterns, and values come from short lists.
type town struct {
	*rand.Rand
	made []*schema.Resource
}

func (w *town) add(kind string, body any) string {
	k := schema.MustKind(kind)
	r := &schema.Resource{Kind: k, Body: body, Given: k.Every()}
	r.UpdateKey()
	r = schema.Complete(r, nil)
	w.made = append(w.made, r.WithID(fmt.Sprintf("%s/%d", kind, len(w.made))))
	return r.Key
}

func pick[T any](w *town, list []T) T { return list[w.IntN(len(list))] }

// large returns a contact centre with the given number of users, and 120 queues, 40 routing
// profiles with 20 rows (a third of them alike), 30 security profiles, 12 hours with holidays,
// 300 quick connects and 60 hierarchy groups.
func large(users int) *schema.State {
	w := &town{Rand: rand.New(rand.NewPCG(1, 2))}
	var hours, queues, profiles, rights, groups []string
	var holidays []calendar.Override
	for i, date := range []string{"2026-12-25", "2026-12-28", "2027-01-01", "2027-03-26", "2027-03-29"} {
		holidays = append(holidays, calendar.Override{Name: fmt.Sprintf("Bank holiday %d", i+1), From: date, To: date, Closed: true})
	}
	for i := range 12 {
		h := &schema.HoursOfOperation{Name: fmt.Sprintf("Hours %s", pick(w, regions)+fmt.Sprint(i)), TimeZone: "Europe/London", Schedule: map[string][]string{}, Overrides: holidays}
		for _, day := range calendar.Weekdays[:5+i%3] {
			h.Schedule[day] = []string{fmt.Sprintf("%02d:00-%02d:00", 7+i%3, 17+i%5)}
		}
		hours = append(hours, w.add("hours_of_operation", h))
	}
	for i := range 120 {
		queues = append(queues, w.add("queue", &schema.Queue{
			Name: fmt.Sprintf("%s %s %d", pick(w, regions), pick(w, subjects), i), Description: pick(w, []string{"", "Overflow", "Main line"}), Status: "enabled",
			HoursOfOperation: pick(w, hours), MaxContacts: pick(w, []int{0, 20, 50}), Tags: map[string]string{"department": pick(w, subjects)},
		}))
	}
	w.add("hierarchy", &schema.Hierarchy{Levels: []string{"Region", "Team"}})
	for _, region := range regions {
		groups = append(groups, w.add("hierarchy_group", &schema.HierarchyGroup{Name: region}))
	}
	for i := range 60 - len(regions) {
		groups = append(groups, w.add("hierarchy_group", &schema.HierarchyGroup{Name: fmt.Sprintf("Team %d", i), Parent: regions[i%len(regions)]}))
	}
	names := catalogue.PermissionNames()
	for i := range 30 {
		p := &schema.SecurityProfile{Name: fmt.Sprintf("Role %s %d", pick(w, subjects), i), Description: "What the role needs"}
		for range 12 {
			p.Permissions = append(p.Permissions, pick(w, names))
		}
		rights = append(rights, w.add("security_profile", p))
	}
	var tables [][]schema.QueueRow
	for range 28 {
		var rows []schema.QueueRow
		for _, i := range w.Perm(len(queues))[:20] {
			rows = append(rows, schema.QueueRow{Queue: queues[i], Channel: "voice", Priority: 1 + w.IntN(5), Delay: 30 * w.IntN(4)})
		}
		slices.SortFunc(rows, func(a, b schema.QueueRow) int { return strings.Compare(a.Queue, b.Queue) })
		tables = append(tables, rows)
	}
	for i := range 40 {
		rows := tables[max(0, i-12)]
		profiles = append(profiles, w.add("routing_profile", &schema.RoutingProfile{
			Name: fmt.Sprintf("Profile %s %d", pick(w, regions), i), Description: "Inbound", DefaultOutboundQueue: rows[0].Queue,
			Channels: map[string]int{"voice": 1}, CrossChannel: map[string]string{"voice": "current_only"}, Queues: rows, AgentAvailabilityTimer: "last_activity",
		}))
	}
	for i := range users {
		u := &schema.User{
			Username: fmt.Sprintf("user.%05d", i), FirstName: fmt.Sprintf("First%d", i%70), LastName: fmt.Sprintf("Last%d", i), RoutingProfile: pick(w, profiles),
			SecurityProfiles: []string{pick(w, rights)}, HierarchyGroup: pick(w, groups), Phone: schema.Phone{Type: "soft", AutoAccept: i%2 == 0, AfterContactWork: pick(w, []int{0, 30, 60})},
		}
		u.Channels.Voice.PhoneType, u.Channels.Voice.AutoAccept, u.Channels.Voice.VoiceEnhancement = "soft", u.Phone.AutoAccept, "none"
		for _, channel := range schema.Channels {
			u.Channels.Of(channel).AfterContactWork = u.Phone.AfterContactWork
		}
		w.add("user", u)
	}
	for i := range 300 {
		q := &schema.QuickConnect{Name: fmt.Sprintf("Transfer %d", i)}
		switch i % 3 {
		case 0:
			q.Number = fmt.Sprintf("+4420794601%02d", i%100)
		case 1:
			q.Queue = schema.Transfer{To: pick(w, queues), Flow: "Default queue transfer"}
		default:
			q.User = schema.Transfer{To: fmt.Sprintf("user.%05d", w.IntN(users)), Flow: "Default agent transfer"}
		}
		w.add("quick_connect", q)
	}
	s, err := schema.NewState(w.made)
	if err != nil {
		panic(err)
	}
	return s
}

var (
	regions  = []string{"London", "Leeds", "Glasgow", "Cardiff", "Belfast", "Dublin"}
	subjects = []string{"Sales", "Service", "Billing", "Claims", "Renewals"}
)

// TestLargeExportIsShort bounds what people have to read of a large contact centre.
func TestLargeExportIsShort(t *testing.T) {
	t.Parallel()
	live := large(2000)
	e := export1(t, live, export.Options{})
	same(t, live, load(t, e).Want)
	lines, byAddress, byName := 0, 0, 0
	names := map[string]bool{}
	for _, r := range live.All() {
		names[r.Key] = r.Kind.Name != "user"
	}
	for _, f := range e.Files {
		if !strings.HasSuffix(f.Name, ".hcl") {
			continue
		}
		n := bytes.Count(f.Data, []byte("\n"))
		lines += n
		t.Logf("%-20s %5d lines", f.Name, n)
		a, b := references(t, f, names)
		byAddress, byName = byAddress+a, byName+b
	}
	if len(e.Files) > 25 || lines >= 2500 {
		t.Errorf("%d files with %d lines of HCL", len(e.Files), lines)
	}
	if 100*byAddress < 95*(byAddress+byName) {
		t.Errorf("%d references by address, %d by name", byAddress, byName)
	}
	if again := export1(t, live, export.Options{}); !slices.EqualFunc(e.Files, again.Files, func(a, b export.File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }) {
		t.Error("a second export has other bytes")
	}
}

// references counts the references to objects in a file: the addresses, and the strings that
// are names of exported objects. The names of the objects themselves do not count.
func references(t *testing.T, f export.File, names map[string]bool) (byAddress, byName int) {
	t.Helper()
	file, diags := hclsyntax.ParseConfig(f.Data, f.Name, hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	own := map[hclsyntax.Node]bool{} // the values of name, and keys
	// The visitor returns no diagnostics, so VisitAll does not either.
	_ = hclsyntax.VisitAll(file.Body.(*hclsyntax.Body), func(n hclsyntax.Node) hcl.Diagnostics {
		switch n := n.(type) {
		case *hclsyntax.Attribute:
			own[n.Expr] = n.Name == "name"
		case *hclsyntax.ObjectConsKeyExpr:
			own[n.Wrapped] = true
		case *hclsyntax.FunctionCallExpr: // toset([…]): keys
			for _, arg := range n.Args {
				if list, ok := arg.(*hclsyntax.TupleConsExpr); ok {
					for _, e := range list.Exprs {
						own[e] = true
					}
				}
			}
		case *hclsyntax.TemplateExpr:
			if v, diags := n.Value(nil); !own[n] && !diags.HasErrors() && names[v.AsString()] {
				byName++
			}
		case *hclsyntax.ScopeTraversalExpr:
			if _, ok := schema.KindOf(n.Traversal.RootName()); ok {
				byAddress++
			}
		}
		return nil
	})
	return byAddress, byName
}

func BenchmarkExport(b *testing.B) {
	for _, users := range []int{2000, 20000} {
		live := large(users)
		b.Run(fmt.Sprint(users), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := export.Make(live, export.Options{Settings: export.Settings{Stack: "support", Provider: config.Provider{Type: "local"}}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
