package sim

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// builtIn marks an object that came with the instance; no answer shows it.
const builtIn = "builtIn"

// defaultPermissions lists the permissions of the security profiles that a new
// instance has, one a line. The names come from the administrator guide's
// "List of security profile permissions"; which profile has which follows
// instances described in public repositories, and differs between instances of
// different age.
//
//go:embed data/default-permissions.csv
var defaultPermissions string

// seed fills a new instance with what the service puts there: "Basic Hours",
// "BasicQueue", "Basic Routing Profile", four security profiles, two agent
// statuses, three predefined attributes of the system's, eight flows and no user; and
// phone numbers, flow modules and e-mail addresses, which it does not put there.
func seed(t *store.Tx) error {
	if err := t.Insert(newInstance(*t.Instance, t.Now().UnixMilli())); err != nil {
		return err
	}
	basics, err := basics(t)
	if err != nil {
		return err
	}
	profiles, err := defaultSecurityProfiles()
	if err != nil {
		return err
	}
	for _, o := range slices.Concat(basics, profiles, systemAttributes(), outside()) {
		o.Body[builtIn] = true
		if err := t.Create(o); err != nil {
			return err
		}
	}
	return nil
}

// basics are the default objects other than security profiles. Hours and queue
// are stored here, as others refer to them.
func basics(t *store.Tx) ([]*store.Object, error) {
	open := []any{}
	for _, day := range []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"} {
		open = append(open, api.Members{
			"Day": day, "StartTime": api.Members{"Hours": 9.0, "Minutes": 0.0}, "EndTime": api.Members{"Hours": 17.0, "Minutes": 0.0},
		})
	}
	hour := &store.Object{Kind: hours, Body: api.Members{"Name": "Basic Hours", "Description": "Basic hours", "TimeZone": "UTC", "Config": open, builtIn: true}}
	if err := t.Create(hour); err != nil {
		return nil, err
	}
	queue := &store.Object{Kind: queues, Body: api.Members{
		"Name": "BasicQueue", "Description": "A simple, basic voice queue.", "HoursOfOperationId": hour.ID, "Status": "ENABLED", builtIn: true,
	}}
	if err := t.Create(queue); err != nil {
		return nil, err
	}
	return []*store.Object{
		basicRoutingProfile(t, queue.ID),
		{Kind: root, Body: api.Members{"Name": "Root", "LevelId": "0"}},
		{Kind: statuses, Body: api.Members{"Name": "Available", "Type": "ROUTABLE", "State": "ENABLED", "DisplayOrder": 1.0}},
		{Kind: statuses, Body: api.Members{"Name": "Offline", "Type": "OFFLINE", "State": "ENABLED", "DisplayOrder": 2.0}},
	}, nil
}

func basicRoutingProfile(t *store.Tx, queue string) *store.Object {
	var rows, concurrencies []any
	for _, c := range channels[:3] {
		rows = append(rows, api.Members{
			"QueueReference": api.Members{"QueueId": queue, "Channel": c}, "Priority": 1.0, "Delay": 0.0,
		})
		concurrencies = append(concurrencies, api.Members{"Channel": c, "Concurrency": 1.0})
	}
	return &store.Object{Kind: routingProfiles, Body: api.Members{
		"Name": "Basic Routing Profile", "Description": "A simple routing profile.", "IsDefault": true,
		"DefaultOutboundQueueId": queue, queueRows: rows, "MediaConcurrencies": concurrencies,
		"AgentAvailabilityTimer": "TIME_SINCE_LAST_ACTIVITY", rowsModified: float64(t.Now().UnixMilli()),
	}}
}

// defaultSecurityProfiles reads the profiles from the list of permissions.
func defaultSecurityProfiles() ([]*store.Object, error) {
	lines, err := csv.NewReader(strings.NewReader(defaultPermissions)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read default permissions: %w", err)
	}
	var profiles []*store.Object
	for _, line := range lines[1:] { // after the header
		last := len(profiles) - 1
		if last < 0 || api.Text(profiles[last].Body, "SecurityProfileName") != line[0] {
			profiles = append(profiles, &store.Object{Kind: securityProfiles, Body: api.Members{"SecurityProfileName": line[0], "Description": line[0]}})
			last++
		}
		body := profiles[last].Body
		body["Permissions"] = append(api.List(body, "Permissions"), line[1])
	}
	return profiles, nil
}
