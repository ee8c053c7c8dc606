package sim

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// builtIn marks an object that came with the instance; no answer shows it.
const builtIn = "builtIn"

// defaultPermissions lists the permissions of the security profiles that a new
// instance has, one a line. The names are those of the administrator guide's
// "List of security profile permissions"; which profile has which follows
// instances described in public repositories, and differs between instances of
// different age.
//
//go:embed data/default-permissions.csv
var defaultPermissions string

// setUp reads the instance in the file, or puts a new one there. When two
// processes open a new file at once, one of them makes the instance.
func (s *Server) setUp(o Options) error {
	version := 0
	if err := s.store.write.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if version == 0 {
		if err := s.within(s.store.write, func(t *tx) error { return t.establish(o) }); err != nil {
			return fmt.Errorf("create the instance: %w", err)
		}
	}
	path := 0
	err := s.within(s.store.read, func(t *tx) (err error) {
		if err = t.readInstance(); err == nil {
			path, err = t.count(`SELECT count(*) FROM sqlite_master WHERE name = 'path_groups'`)
		}
		return err
	})
	if err != nil || path > 0 {
		return err
	}
	return s.within(s.store.write, func(t *tx) error { return t.setUpPath() })
}

func (t *tx) readInstance() error {
	var application, version int
	if err := t.QueryRow(`PRAGMA application_id`).Scan(&application); err != nil {
		return err
	}
	if err := t.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if application != applicationID || version != schemaVersion {
		return fmt.Errorf("the file is not a simulated instance of version %d", schemaVersion)
	}
	i := &t.server.instance
	return t.QueryRow(`SELECT id, arn, alias, region, account, identity FROM instance`).
		Scan(&i.ID, &i.ARN, &i.Alias, &i.Region, &i.Account, &i.Identity)
}

// establish makes the tables and the instance, unless they are there by now.
func (t *tx) establish(o Options) error {
	existing, err := t.count(`SELECT count(*) FROM sqlite_master`)
	if err != nil || existing > 0 {
		return err
	}
	_, err = t.Exec(fmt.Sprintf("%s PRAGMA application_id = %d; PRAGMA user_version = %d;", tables, applicationID, schemaVersion))
	if err != nil {
		return err
	}
	id := derivedID(instanceWord, o.Alias, o.Region, o.Account)
	i := Instance{
		ID: id, ARN: "arn:aws:connect:" + o.Region + ":" + o.Account + ":instance/" + id,
		Alias: o.Alias, Region: o.Region, Account: o.Account, Identity: o.Identity,
	}
	_, err = t.Exec(`INSERT INTO instance VALUES (?, ?, ?, ?, ?, ?)`, i.ID, i.ARN, i.Alias, i.Region, i.Account, i.Identity)
	if err != nil {
		return err
	}
	t.server.instance = i
	return t.seed()
}

// seed fills a new instance with what the service puts there: "Basic Hours",
// "BasicQueue", "Basic Routing Profile", four security profiles, two agent
// statuses, three predefined attributes of the system's, eight flows and no user; and
// phone numbers, which it does not put there.
func (t *tx) seed() error {
	if err := t.insert(newInstance(t.server.instance, t.server.now().UnixMilli())); err != nil {
		return err
	}
	basics, err := t.basics()
	if err != nil {
		return err
	}
	profiles, err := defaultSecurityProfiles()
	if err != nil {
		return err
	}
	for _, o := range slices.Concat(basics, profiles, systemAttributes(), outside()) {
		o.body[builtIn] = true
		if err := t.create(o); err != nil {
			return err
		}
	}
	return nil
}

// basics are the default objects other than security profiles. Hours and queue
// are stored here, as others refer to them.
func (t *tx) basics() ([]*object, error) {
	open := []any{}
	for _, day := range []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"} {
		open = append(open, members{
			"Day": day, "StartTime": members{"Hours": 9.0, "Minutes": 0.0}, "EndTime": members{"Hours": 17.0, "Minutes": 0.0},
		})
	}
	hour := &object{kind: hours, body: members{"Name": "Basic Hours", "Description": "Basic hours", "TimeZone": "UTC", "Config": open, builtIn: true}}
	if err := t.create(hour); err != nil {
		return nil, err
	}
	queue := &object{kind: queues, body: members{
		"Name": "BasicQueue", "Description": "A simple, basic voice queue.", "HoursOfOperationId": hour.id, "Status": "ENABLED", builtIn: true,
	}}
	if err := t.create(queue); err != nil {
		return nil, err
	}
	return []*object{
		t.basicRoutingProfile(queue.id),
		{kind: root, body: members{"Name": "Root", "LevelId": "0"}},
		{kind: statuses, body: members{"Name": "Available", "Type": "ROUTABLE", "State": "ENABLED", "DisplayOrder": 1.0}},
		{kind: statuses, body: members{"Name": "Offline", "Type": "OFFLINE", "State": "ENABLED", "DisplayOrder": 2.0}},
	}, nil
}

func (t *tx) basicRoutingProfile(queue string) *object {
	var rows, concurrencies []any
	for _, c := range channels[:3] {
		rows = append(rows, members{
			"QueueReference": members{"QueueId": queue, "Channel": c}, "Priority": 1.0, "Delay": 0.0,
		})
		concurrencies = append(concurrencies, members{"Channel": c, "Concurrency": 1.0})
	}
	return &object{kind: routingProfiles, body: members{
		"Name": "Basic Routing Profile", "Description": "A simple routing profile.", "IsDefault": true,
		"DefaultOutboundQueueId": queue, queueRows: rows, "MediaConcurrencies": concurrencies,
		"AgentAvailabilityTimer": "TIME_SINCE_LAST_ACTIVITY", rowsModified: float64(t.server.now().UnixMilli()),
	}}
}

// defaultSecurityProfiles reads the profiles from the list of permissions.
func defaultSecurityProfiles() ([]*object, error) {
	lines, err := csv.NewReader(strings.NewReader(defaultPermissions)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read default permissions: %w", err)
	}
	var profiles []*object
	for _, line := range lines[1:] { // after the header
		last := len(profiles) - 1
		if last < 0 || text(profiles[last].body, "SecurityProfileName") != line[0] {
			profiles = append(profiles, &object{kind: securityProfiles, body: members{"SecurityProfileName": line[0], "Description": line[0]}})
			last++
		}
		body := profiles[last].body
		body["Permissions"] = append(list(body, "Permissions"), line[1])
	}
	return profiles, nil
}
