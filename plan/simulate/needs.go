package simulate

import "github.com/callwright/callwright/schema"

// Needs calls need for each attribute of the state that a comparison depends on.
func (s *Simulator) Needs(state *schema.State, need func(r *schema.Resource, attr string)) {
	agents := map[string]bool{}
	for _, u := range state.Of(userKind) {
		need(u, "routing_profile")
		agents[u.Body.(*schema.User).RoutingProfile] = true
	}
	for _, p := range state.Of(profileKind) {
		if !agents[p.Key] && len(s.input.Staffing) == 0 {
			continue
		}
		need(p, "queues")
		need(p, "channels")
		need(p, "workloads")
		for _, channel := range schema.Channels {
			need(p, "cross_channel."+channel)
		}
	}
	for _, t := range s.input.Traffic {
		q := find(queueKind, t.Queue, state)
		if q == nil {
			continue
		}
		need(q, "hours_of_operation")
		need(q, "status")
		s.needHours(find(hoursKind, q.Body.(*schema.Queue).HoursOfOperation, state), state, need)
	}
}

// needHours calls need for when the hours are open, with their overrides and those of their
// parents.
func (s *Simulator) needHours(h *schema.Resource, state *schema.State, need func(r *schema.Resource, attr string)) {
	if h == nil {
		return
	}
	need(h, "schedule")
	need(h, "time_zone")
	need(h, "overrides")
	need(h, "parents")
	for _, name := range h.Body.(*schema.HoursOfOperation).Parents {
		if p := find(hoursKind, name, state); p != nil {
			need(p, "overrides")
		}
	}
}
