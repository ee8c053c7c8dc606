package amazonconnect

import (
	"fmt"

	"github.com/callwright/callwright/schema"
)

// kinds has every kind, in the order of the schema's. A kind that is not here does not
// exist for this provider.
var kinds = []*kind{hours, queues, statuses, predefinedAttributes, hierarchy, groups, securityProfiles, routingProfiles, users, quickConnects}

// lookup returns our table for a kind of the schema. ConnectPath's kinds have none.
func lookup(of *schema.Kind) (*kind, error) {
	for _, k := range kinds {
		if k.of == of {
			return k, nil
		}
	}
	return nil, fmt.Errorf("no %s exists in Amazon Connect", of.Name)
}
