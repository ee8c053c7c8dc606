package amazonconnect

import (
	"fmt"

	"github.com/callwright/callwright/schema"
)

// kinds is the table of kinds, in the order of the schema's.
var kinds = []*kind{hours, queues, statuses, predefinedAttributes, hierarchy, groups, securityProfiles, routingProfiles, users, quickConnects}

// lookup returns the kind that reads and writes the objects of the schema's.
func lookup(of *schema.Kind) (*kind, error) {
	for _, k := range kinds {
		if k.of == of {
			return k, nil
		}
	}
	return nil, fmt.Errorf("there is no %s in Amazon Connect", of.Name)
}
