package impact

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/diag"
)

// Answers answer the questions of the configuration's checks: what the contact centre will be
// like after the plan, with all users of the instance, described or not. For example, a check
// asks how many agents serve the queue "Emergency".
//
// An attribute that was not read never counts as empty. The answer is then
// [schema.ErrNotRead], and the plan needs the attribute: it is read, and the check asks again.
type Answers struct {
	state   *schema.State
	access  *access
	served  *routes              // made when first needed
	holders map[*rights][]string // usernames by what the users may do; made when first needed
	need    func(r *schema.Resource, attr string)

	service   *simulate.Report // nil if it is not known
	simulates bool             // whether traffic was given
}

// newAnswers returns the answers for an outcome. They call need for each attribute that they
// lack.
func newAnswers(outcome *schema.State, need func(r *schema.Resource, attr string)) *Answers {
	return &Answers{state: outcome, access: newAccess(outcome), need: need}
}

// routing returns the routes of the state. Many configurations have no check that needs them.
func (a *Answers) routing() *routes {
	if a.served == nil {
		a.served = newRoutes(a.state)
	}
	return a.served
}

// AgentsServing returns the usernames of the agents who get contacts of the queue in the given
// way. With a workload type, it leaves out agents whose routing profile limits the channel to
// other types.
func (a *Answers) AgentsServing(queue string, by schema.ServiceFilter) ([]string, error) {
	if _, err := a.lookup(queueKind, queue); err != nil {
		return nil, err
	}
	var usernames, unread []string
	for _, v := range a.routing().profiles {
		if by.Workload != "" && !v.body.Takes(by.Channel, by.Workload) {
			continue
		}
		switch serves, sure := v.servesBy(a.routing().queue(queue), by); {
		case serves:
			usernames = append(usernames, v.agents...)
		case !sure && len(v.agents) > 0:
			unread = append(unread, v.name)
		}
	}
	if len(unread) > 0 {
		return nil, a.unread(routingKind, unread, "queues")
	}
	return schema.SortedSet(usernames), nil
}

// servesBy reports whether the profile's agents get contacts of the queue, by its identity, in
// the given way. Sure is false if the rows were not read and may be for the queue.
func (v *staffedProfile) servesBy(queue string, by schema.ServiceFilter) (serves, sure bool) {
	channels := schema.Channels
	if by.Channel != "" {
		channels = []string{by.Channel}
	}
	for _, channel := range channels {
		row, has := v.rows[line{queue, channel}]
		if has && (by.MaxDelay < 0 || row.Delay <= by.MaxDelay) && (by.MaxPriority == 0 || row.Priority <= by.MaxPriority) {
			return true, true
		}
	}
	return false, v.read || v.uses != nil && !v.uses[queue]
}

// HoursOpen returns for how many hours a week the queue is open. A disabled queue is open, too:
// ask for its status.
func (a *Answers) HoursOpen(queue string) (float64, error) {
	q, err := a.lookup(queueKind, queue)
	if err != nil {
		return 0, err
	}
	hours, err := a.lookup(hoursKind, q.Body.(*schema.Queue).HoursOfOperation)
	if err != nil {
		return 0, err
	}
	week, read := openingOf(hours)
	if !read {
		return 0, a.unread(hoursKind, []string{hours.Key}, "schedule")
	}
	return float64(week.Minutes) / 60, nil
}

// QueueStatus returns "enabled" or "disabled". A queue that is created without a status is
// enabled.
func (a *Answers) QueueStatus(queue string) (string, error) {
	q, err := a.lookup(queueKind, queue)
	if err != nil {
		return "", err
	}
	if q.Live != nil && !q.Has("status") {
		return "", a.unread(queueKind, []string{queue}, "status")
	}
	return cmp.Or(q.Body.(*schema.Queue).Status, "enabled"), nil
}

// PermissionsOf returns the permissions of the user, by their names in the API.
func (a *Answers) PermissionsOf(user string) ([]string, error) {
	u, err := a.lookup(userKind, user)
	if err != nil {
		return nil, err
	}
	rights := a.access.rightsOf(u.Body.(*schema.User))
	if len(rights.Unread) > 0 {
		return nil, a.unread(securityKind, rights.Unread, permissions)
	}
	names := make([]string, 0, len(rights.Via))
	for name := range rights.Via {
		if sourceOf(name) == permissions {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// UsersWith returns the usernames of the users who have the permission, or another grant of a
// security profile, such as "FlowModule:Refunds". It is an error if nobody has the permission
// and the catalogue does not know it: most likely it is misspelt, and a check that nobody has
// "Users.Edt" would always hold.
func (a *Answers) UsersWith(permission string) ([]string, error) {
	if a.holders == nil {
		a.holders = map[*rights][]string{}
		for u, rights := range a.access.users {
			a.holders[rights] = append(a.holders[rights], u.Key)
		}
	}
	var usernames, unread []string
	for rights, holders := range a.holders {
		if len(rights.Via[permission]) > 0 {
			usernames = append(usernames, holders...)
		} else {
			unread = append(unread, rights.unreadOf(sourceOf(permission))...)
		}
	}
	if len(unread) > 0 {
		return nil, a.unread(securityKind, unread, sourceOf(permission))
	}
	if prefixOf(permission) == "" && !catalogue.HasPermission(permission) && len(usernames) == 0 {
		return nil, fmt.Errorf("unknown permission %q.%s", permission, diag.Suggest(permission, catalogue.PermissionNames()))
	}
	return schema.SortedSet(usernames), nil
}

// QueuesOf returns the names of the queues whose contacts the user gets.
func (a *Answers) QueuesOf(user string) ([]string, error) {
	u, err := a.lookup(userKind, user)
	if err != nil {
		return nil, err
	}
	profile := u.Body.(*schema.User).RoutingProfile
	queues, ok := a.routing().queueNames(profile)
	if !ok {
		return nil, a.unread(routingKind, []string{profile}, "queues")
	}
	return queues, nil
}

// lookup returns the object with the name after the plan.
func (a *Answers) lookup(k *schema.Kind, name string) (*schema.Resource, error) {
	r, ok := a.state.Lookup(schema.Name{Kind: k.Name, Key: name})
	if ok {
		return r, nil
	}
	var known []string
	for _, r := range a.state.Of(k) {
		known = append(known, r.Key)
	}
	return nil, fmt.Errorf("after the plan there is no %s %q.%s", diag.KindWords(k.Name), name, diag.Suggest(name, known))
}

// unread notes that the attribute of these objects has to be read, and returns the error that
// says so.
func (a *Answers) unread(k *schema.Kind, names []string, attr string) error {
	names = schema.SortedSet(names)
	for _, name := range names {
		if r, ok := a.state.Lookup(schema.Name{Kind: k.Name, Key: name}); ok {
			a.need(r, attr)
		}
	}
	return fmt.Errorf("%s of %s %s: %w", attr, diag.KindWords(k.Name), several(names), schema.ErrNotRead)
}
