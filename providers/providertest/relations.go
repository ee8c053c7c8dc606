package providertest

import (
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// relationLaws are about objects that refer to each other.
var relationLaws = []law{
	{"references exist", referToObjects},
	{"references follow a renamed object", followRenames},
	{"long tables", replaceTables},
}

// referToObjects checks that nothing refers to an object that does not exist: Create refuses
// unknown names, and says which, and Delete refuses an object that is in use.
func referToObjects(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		for i := range k.Attrs {
			if k.Attrs[i].RefersTo == "" || k.Attrs[i].Shape != schema.Scalar || k.Single {
				continue
			}
			want := schematest.Sample(k, "lost", 0)
			lost := referents(want, i, "No Such Object")
			if _, described := schema.KindOf(k.Attrs[i].RefersTo); !described || len(lost) == 0 {
				continue // callwright cannot create flows, so a test cannot lack one
			}
			dangling := want.Renamed(lost)
			if _, err := s.p.Create(ctx, dangling); err == nil || !strings.Contains(err.Error(), "No Such Object") {
				s.Errorf("Create(%s) with an unknown %s: %v", k.Name, k.Attrs[i].Name, err)
			}
		}
	}
	// The world's queues use its hours, profiles use its queues, and users its profiles.
	for _, name := range []schema.Name{{Kind: "hours_of_operation", Key: "Hours 1"}, {Kind: "queue", Key: "Queue 1"}, {Kind: "routing_profile", Key: "Routing 1"}} {
		live := s.find(name)
		if err := s.p.Delete(ctx, live); err == nil {
			s.Errorf("Delete(%s) in use succeeded", name)
		}
		s.read(live)
	}
}

// referents returns what the attribute at position i refers to, mapped to another name, as
// [schema.Resource.Renamed] takes it.
func referents(r *schema.Resource, i int, to string) map[schema.Name]string {
	names := map[schema.Name]string{}
	for n := range r.Kind.Attrs[i].Refs(r.Body) {
		names[n] = to
	}
	return names
}

// followRenames checks that references follow an object to its new name. For example, after
// the hours "Day" become "Days", a queue that had "Day" has "Days".
func followRenames(s *subject) {
	s.fill()
	for _, n := range []schema.Name{
		{Kind: "hours_of_operation", Key: "Hours 1"}, {Kind: "queue", Key: "Queue 1"}, {Kind: "routing_profile", Key: "Routing 1"}, {Kind: "hierarchy_group", Key: "EMEA"},
	} {
		live := s.find(n)
		want := schematest.Sample(live.Kind, "Renamed "+live.Kind.Name, 0)
		s.update(live, want, live.Kind.Set("name"))
	}
	queue := s.find(schema.Name{Kind: "queue", Key: "Renamed queue"}).Body.(*schema.Queue)
	profile := s.find(schema.Name{Kind: "routing_profile", Key: "Renamed routing_profile"}).Body.(*schema.RoutingProfile)
	user := s.find(schema.Name{Kind: "user", Key: "user-1"}).Body.(*schema.User)
	group := s.find(schema.Name{Kind: "hierarchy_group", Key: `Renamed hierarchy_group/Head \/ Office`}).Body.(*schema.HierarchyGroup)
	got := []string{queue.HoursOfOperation, profile.DefaultOutboundQueue, profile.Queues[0].Queue, user.RoutingProfile, user.HierarchyGroup, group.Parent}
	want := []string{
		"Renamed hours_of_operation", "Renamed queue", "Renamed queue", "Renamed routing_profile",
		`Renamed hierarchy_group/Head \/ Office`, "Renamed hierarchy_group",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.Errorf("references mismatch (-want +got):\n%s", diff)
	}
	// The provider itself has to know the new name, too.
	made := schematest.Sample(schema.MustKind("hierarchy_group"), "Made", 0)
	made.Body.(*schema.HierarchyGroup).Parent = "Renamed hierarchy_group"
	made.UpdateKey()
	s.same("Create by the new name", made, s.put(made), made.Given)
}

// rows returns a table with a row for each channel of each of n queues.
func rows(n, priority int) []schema.QueueRow {
	var rows []schema.QueueRow
	for i := range n {
		for _, channel := range schema.Channels {
			rows = append(rows, schema.QueueRow{Queue: fmt.Sprintf("Row %02d", i), Channel: channel, Priority: priority, Delay: i})
		}
	}
	return rows
}

// replaceTables checks tables that are longer than what one call of Amazon Connect takes, and
// that an update of a table adds, changes and removes rows as needed.
func replaceTables(s *subject) {
	s.fill()
	const queues = 15 // 60 rows, where one call of Amazon Connect takes 10
	for i := range queues {
		s.put(schematest.Sample(schema.MustKind("queue"), fmt.Sprintf("Row %02d", i), 1))
	}
	k := schema.MustKind("routing_profile")
	want := schematest.Sample(k, "Long", 0)
	table := &want.Body.(*schema.RoutingProfile).Queues
	*table = rows(queues, 1)
	live := s.put(want)
	s.same("60 rows", want, live, k.Every())
	for _, step := range []struct {
		name string
		rows []schema.QueueRow
	}{
		{"other priorities", rows(queues, 2)},
		{"the same again", rows(queues, 2)},
		{"fewer rows", rows(2, 2)},
		{"more and other rows", rows(queues, 3)[4:]},
		{"none", nil},
		{"all at once", rows(queues, 4)},
	} {
		*table = step.rows
		s.update(live, want, k.Set("queues"))
		live = s.read(live)
		s.same(step.name, want, live, k.Every())
	}
}
