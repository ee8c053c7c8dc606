package impact

import "github.com/callwright/callwright/schema"

// The kinds and attributes that mean something to people. What a plan does to objects of
// other kinds is said by its changes alone.
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
	routingKind  = schema.MustKind(routingProfile)
	securityKind = schema.MustKind(securityProfile)
)

// of returns the objects of a kind.
func of(s *schema.State, kind string) []*schema.Resource { return s.Of(schema.MustKind(kind)) }
