package schematest

import (
	"fmt"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Users returns a live and a desired state of n users, with the profiles that they need.
// Every hundredth user has another routing profile in the desired state. Benchmarks use it.
func Users(n int) (live, want *schema.State) {
	return users(n, func(int) int { return 0 }, true), users(n, func(i int) int {
		if i%100 == 0 {
			return 1
		}
		return 0
	}, false)
}

func users(n int, profile func(i int) int, live bool) *schema.State {
	list := make([]*schema.Resource, 0, n+8)
	ids := make(map[schema.Name]string, n+8)
	digester := record.Digester{Salt: Salt, ID: func(n schema.Name) (string, bool) { id, ok := ids[n]; return id, ok }}
	add := func(kind, label string, body any) {
		k, _ := schema.KindOf(kind)
		r := &schema.Resource{Kind: k, Body: body, Given: k.Every(), Desired: &schema.Desired{Addr: schema.Addr{Kind: kind, Label: label}}}
		r.UpdateKey()
		owner := record.Owner(Stack, r.Addr)
		r.Record.Owner = owner
		if live {
			r.Live = &schema.Live{ID: fmt.Sprintf("%s-%d", kind, len(list))}
			ids[r.Name()] = r.ID
			r.Record, _ = digester.Renew(record.Applied{}, r, r.ID, r.Given, 0)
			r.Desired = nil
		}
		list = append(list, r)
	}
	add("hours_of_operation", "h", &schema.HoursOfOperation{Name: "Hours", TimeZone: "UTC"})
	add("queue", "q", &schema.Queue{Name: "Queue", HoursOfOperation: "Hours", Status: "enabled"})
	add("security_profile", "s", &schema.SecurityProfile{Name: "Security"})
	for i := range 2 {
		add("routing_profile", fmt.Sprintf("p%d", i), &schema.RoutingProfile{
			Name: fmt.Sprintf("Profile %d", i), Description: "d",
			DefaultOutboundQueue: "Queue", Channels: map[string]int{"voice": 1},
		})
	}
	for i := range n {
		add("user", fmt.Sprintf("u%06d", i), &schema.User{
			Username: fmt.Sprintf("user.%06d", i), FirstName: "First", LastName: fmt.Sprintf("Last %d", i),
			Email: fmt.Sprintf("user.%06d@example.com", i), Phone: schema.Phone{Type: "soft", AfterContactWork: 30},
			RoutingProfile: fmt.Sprintf("Profile %d", profile(i)), SecurityProfiles: []string{"Security"},
			Tags: map[string]string{"team": "a"},
		})
	}
	s, err := schema.NewState(list)
	if err != nil {
		panic(err)
	}
	return s
}
