package connectpath

import (
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// The kinds that ConnectPath keeps.
var (
	groupKind      = schema.MustKind("permission_group")
	assignmentKind = schema.MustKind("permission_group_assignment")
	settingsKind   = schema.MustKind("connectpath")
)

// rowName returns the attribute of a row of the form of permissions, for example
// permissions.communication.raise_hand.
func rowName(r *catalogue.Row) string { return "permissions." + r.Path() }
