package sim

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// An objectQuota says how many objects of a kind there may be in an instance, or how
// many parts one object may have, unless AWS raised it ("Amazon Connect service quotas"
// in the administrator guide). Quotas that AWS does not raise are not among them.
type objectQuota struct {
	of        string // the kind, or the kind and the attribute of its objects
	published int    // for a new instance
	usual     int    // here, unless it is said otherwise; 0 is no bound
}

const (
	pairsOfProfile       = "routing_profile.queues"
	manualPairsOfProfile = "routing_profile.manual_assignment_queues"
	proficienciesOfUser  = "user.proficiencies"
)

// objectQuotas are usually ten times what AWS publishes, so that large tests run; a
// routing profile holds the 100 queue-channel pairs that Service Quotas lists. Users
// are not bounded.
var objectQuotas = []objectQuota{
	{"user", 500, 0},
	{"queue", 100, 1000},
	{"routing_profile", 500, 5000},
	{"security_profile", 100, 1000},
	{"hierarchy_group", 500, 5000},
	{"hours_of_operation", 100, 1000},
	{"quick_connect", 100, 1000},
	{"agent_status", 50, 500},
	{"predefined_attribute", 150, 1500},
	{pairsOfProfile, 50, 100},
	{manualPairsOfProfile, 50, 100},
	{proficienciesOfUser, 10, 10},
}

// Limits that AWS does not raise.
const (
	tagsPerObject         = 50  // "Tagging resources", administrator guide
	overridesPerHours     = 50  // service quotas
	parentsPerHours       = 3   // service quotas
	quickConnectsPerQueue = 700 // feature specifications
	rowsPerCall           = 10  // DisassociateRoutingProfileQueues, API reference; the model says so for other lists
)

// PublishedObjects is how many objects AWS allows a new instance.
func PublishedObjects() map[string]int {
	published := map[string]int{}
	for _, q := range objectQuotas {
		published[q.of] = q.published
	}
	return published
}

// ParseObjects reads rules for how many objects there may be: "aws" for all that AWS
// publishes, or one such as "queue=20" or "routing_profile.queues=60". Of two rules for
// the same, the later one holds.
func ParseObjects(rules []string) (map[string]int, error) {
	objects := map[string]int{}
	for _, rule := range rules {
		if rule == "aws" {
			maps.Copy(objects, PublishedObjects())
			continue
		}
		of, most, is := strings.Cut(rule, "=")
		n, err := strconv.Atoi(most)
		if !is || err != nil {
			return nil, fmt.Errorf("%q is neither aws nor of the form KIND=N, such as queue=20", rule)
		}
		objects[of] = n
	}
	_, err := objectsBut(objects)
	return objects, err
}

func usualObjects() map[string]int {
	objects := map[string]int{}
	for _, q := range objectQuotas {
		objects[q.of] = q.usual
	}
	return objects
}

// objectsBut returns the usual quotas, but for those given.
func objectsBut(given map[string]int) (map[string]int, error) {
	objects := usualObjects()
	for _, of := range slices.Sorted(maps.Keys(given)) {
		if _, known := objects[of]; !known {
			return nil, unknown("quota of", of, slices.Sorted(maps.Keys(objects)))
		}
		if given[of] < 1 {
			return nil, fmt.Errorf("the quota of %s is %d, but must be at least 1", of, given[of])
		}
	}
	maps.Copy(objects, given)
	return objects, nil
}
