package impact

import "github.com/callwright/callwright/schema"

// The kinds and attributes that this package knows. For other kinds, the changes themselves
// say everything: a new description of an agent status affects nobody's work.
const (
	securityProfile = "security_profile"
	permissions     = "permissions"
	routingProfile  = "routing_profile"

	groupKind      = "permission_group"
	assignmentKind = "permission_group_assignment"
	settingsKind   = "connectpath"
)

var (
	userKind     = schema.MustKind("user")
	queueKind    = schema.MustKind("queue")
	hoursKind    = schema.MustKind("hours_of_operation")
	routingKind  = schema.MustKind(routingProfile)
	securityKind = schema.MustKind(securityProfile)
)

// of returns the objects of the kind with the name.
func of(s *schema.State, kind string) []*schema.Resource { return s.Of(schema.MustKind(kind)) }
