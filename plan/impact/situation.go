package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A situation is what rules look at: a plan, the states that it was made of, and the state
// after it.
type situation struct {
	Options
	plan                *plan.Plan
	live, want, outcome *schema.State
	in                  func(schema.Addr) bool // whether an address is in the plan's scope
	needs               Needs
	limits              []Limit
	byID                map[schema.Name]*schema.Resource // live objects by kind and id; made when first needed

	// These follow from the outcome, so rules of changes cannot use them.
	impact                      Impact
	access                      *cohorts // nil if nothing changes
	membersBefore, membersAfter *members // nil if there is no ConnectPath
	policy                      []schema.CheckResult
	checked                     []schema.Problem // what the configuration's checks say
	unfit                       []string         // why the traffic cannot be simulated
}

// lacks notes that an answer depends on an attribute that was not read. The object is from the
// outcome; what has to be read is the live object.
func (s *situation) lacks(r *schema.Resource, attr string) {
	if l := s.object(r); l != nil {
		s.needs.add(l, l.Kind.Set(attr))
	}
}

// object returns the live object that belongs to r, as it was read. In contrast, the live
// objects in changes can have a temporary name, and their references have the names after the
// plan. Messages use the names that people see in the console now.
func (s *situation) object(r *schema.Resource) *schema.Resource {
	if r.Live == nil {
		return nil
	}
	if s.byID == nil {
		s.byID = make(map[schema.Name]*schema.Resource, len(s.live.All()))
		for _, l := range s.live.All() {
			s.byID[schema.Name{Kind: l.Kind.Name, Key: l.ID}] = l
		}
	}
	return s.byID[schema.Name{Kind: r.Kind.Name, Key: r.ID}]
}

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
