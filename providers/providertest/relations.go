package providertest

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

func (c *contract) references() {
	c.fill()
	for _, k := range c.kinds() {
		for i := range k.Attrs {
			if k.Attrs[i].RefersTo == "" || k.Attrs[i].Shape != schema.Scalar || k.Single {
				continue
			}
			want := schematest.Sample(k, "lost", 0)
			lost := referents(want, i, "No Such Object")
			if _, described := schema.KindOf(k.Attrs[i].RefersTo); !described || len(lost) == 0 {
				continue
			}
			dangling := want.Renamed(lost)
			if _, err := c.p.Create(ctx, dangling); err == nil || !strings.Contains(err.Error(), "No Such Object") {
				c.Errorf("Create(%s) with an unknown %s: %v", k.Name, k.Attrs[i].Name, err)
			}
		}
	}
	for _, name := range []schema.Name{{Kind: "hours_of_operation", Key: "Hours 1"}, {Kind: "queue", Key: "Queue 1"}, {Kind: "routing_profile", Key: "Routing 1"}} {
		live := c.find(name)
		if err := c.p.Delete(ctx, live); err == nil {
			c.Errorf("Delete(%s) in use succeeded", name)
		}
		c.read(live)
	}
}

// referents maps what the attribute at position i refers to, to another name.
func referents(r *schema.Resource, i int, to string) map[schema.Name]string {
	names := map[schema.Name]string{}
	for n := range r.Kind.Attrs[i].Refs(r.Body) {
		names[n] = to
	}
	return names
}

func (c *contract) renamed() {
	c.fill()
	for _, n := range []schema.Name{
		{Kind: "hours_of_operation", Key: "Hours 1"}, {Kind: "queue", Key: "Queue 1"}, {Kind: "routing_profile", Key: "Routing 1"}, {Kind: "hierarchy_group", Key: "EMEA"},
	} {
		live := c.find(n)
		want := schematest.Sample(live.Kind, "Renamed "+live.Kind.Name, 0)
		c.update(live, want, live.Kind.Set("name"))
	}
	queue := c.find(schema.Name{Kind: "queue", Key: "Renamed queue"}).Body.(*schema.Queue)
	profile := c.find(schema.Name{Kind: "routing_profile", Key: "Renamed routing_profile"}).Body.(*schema.RoutingProfile)
	user := c.find(schema.Name{Kind: "user", Key: "user-1"}).Body.(*schema.User)
	group := c.find(schema.Name{Kind: "hierarchy_group", Key: `Renamed hierarchy_group/Head \/ Office`}).Body.(*schema.HierarchyGroup)
	got := []string{queue.HoursOfOperation, profile.DefaultOutboundQueue, profile.Queues[0].Queue, user.RoutingProfile, user.HierarchyGroup, group.Parent}
	want := []string{
		"Renamed hours_of_operation", "Renamed queue", "Renamed queue", "Renamed routing_profile",
		`Renamed hierarchy_group/Head \/ Office`, "Renamed hierarchy_group",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		c.Errorf("references mismatch (-want +got):\n%s", diff)
	}
	made := schematest.Sample(schema.MustKind("hierarchy_group"), "Made", 0)
	made.Body.(*schema.HierarchyGroup).Parent = "Renamed hierarchy_group"
	made.UpdateKey()
	c.same("Create by the new name", made, c.put(made), made.Given)
}

// rows returns a table of 4 rows for each of n queues.
func rows(n, priority int) []schema.QueueRow {
	var rows []schema.QueueRow
	for i := range n {
		for _, channel := range schema.Channels {
			rows = append(rows, schema.QueueRow{Queue: fmt.Sprintf("Row %02d", i), Channel: channel, Priority: priority, Delay: i})
		}
	}
	return rows
}

func (c *contract) tables() {
	c.fill()
	const queues = 15
	for i := range queues {
		c.put(schematest.Sample(schema.MustKind("queue"), fmt.Sprintf("Row %02d", i), 1))
	}
	k := schema.MustKind("routing_profile")
	want := schematest.Sample(k, "Long", 0)
	table := &want.Body.(*schema.RoutingProfile).Queues
	*table = rows(queues, 1)
	live := c.put(want)
	c.same("60 rows", want, live, k.Every())
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
		c.update(live, want, k.Set("queues"))
		live = c.read(live)
		c.same(step.name, want, live, k.Every())
	}
}

func (c *contract) parallel() {
	c.fill()
	const n = 12
	for _, k := range c.kinds() {
		if k.Single {
			continue
		}
		var wg sync.WaitGroup
		var same [n]error
		for i := range n {
			wg.Go(func() {
				if _, err := c.p.Create(ctx, schematest.Sample(k, fmt.Sprintf("many-%d", i), i%2)); err != nil {
					c.Errorf("Create(%s), %d at once: %v", k.Name, n, err)
				}
			})
			wg.Go(func() { _, same[i] = c.p.Create(ctx, schematest.Sample(k, "one", 0)) })
		}
		wg.Wait()
		made := 0
		for _, err := range same {
			if err == nil {
				made++
			} else if !errors.Is(err, providers.ErrExists) {
				c.Errorf("Create(%s) of one name at once: %v, want ErrExists", k.Name, err)
			}
		}
		if made != 1 {
			c.Errorf("Create(%s) of one name at once made %d objects, want 1", k.Name, made)
		}
		for i := range n {
			c.find(schematest.Sample(k, fmt.Sprintf("many-%d", i), i%2).Name())
		}
	}
}
