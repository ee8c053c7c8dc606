package sim

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/callwright/callwright/schema"
)

// The Quota of a schema.Kind says how many objects of the kind AWS allows a new instance. The
// other limits are below. They come from "Amazon Connect service quotas" and "Amazon Connect
// feature specifications" in the administrator guide.

// A partQuota limits the parts of one object, such as the rows of a routing profile.
type partQuota struct {
	of        string // the kind and the attribute
	published int    // what AWS allows a new instance
	usual     int    // what the simulator allows by default
}

const (
	pairsOfProfile       = "routing_profile.queues"
	manualPairsOfProfile = "routing_profile.manual_assignment_queues"
	proficienciesOfUser  = "user.proficiencies"
)

// partQuotas allow a routing profile 100 pairs of queue and channel by default: the number in
// the Service Quotas console.
var partQuotas = []partQuota{
	{pairsOfProfile, schema.PairsPerProfile, 100},
	{manualPairsOfProfile, schema.PairsPerProfile, 100},
	{proficienciesOfUser, schema.ProficienciesPerUser, schema.ProficienciesPerUser},
}

// Limits that AWS does not raise.
const (
	tagsPerObject         = 50  // "Tagging resources", administrator guide
	overridesPerHours     = 50  // service quotas
	parentsPerHours       = 3   // service quotas
	quickConnectsPerQueue = 700 // feature specifications
	emailsPerQueue        = 49  // AssociateQueueEmailAddresses, API reference
	rowsPerCall           = 10  // DisassociateRoutingProfileQueues, API reference; the model says so for other lists
)

// PublishedObjects returns how many objects AWS allows a new instance.
func PublishedObjects() map[string]int {
	published := map[string]int{}
	for k := range schema.Kinds() {
		if k.Quota > 0 {
			published[k.Name] = k.Quota
		}
	}
	for _, q := range partQuotas {
		published[q.of] = q.published
	}
	return published
}

// usualObjects returns how many objects the simulator allows by default: any number of users,
// and otherwise ten times what AWS publishes, so that large tests run.
func usualObjects() map[string]int {
	usual := map[string]int{}
	for k := range schema.Kinds() {
		if k.Quota > 0 {
			usual[k.Name] = 10 * k.Quota
		}
	}
	usual["user"] = 0
	for _, q := range partQuotas {
		usual[q.of] = q.usual
	}
	return usual
}

// ParseObjects reads rules that limit the number of objects. A rule is "aws" for all of AWS's
// published numbers, or one number, such as "queue=20" or "routing_profile.queues=60". A later
// rule overrides an earlier one: "aws" and then "user=10000".
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

// objectsBut returns the default quotas, overridden by the given ones.
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
