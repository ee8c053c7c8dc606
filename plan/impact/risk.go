package impact

import (
	"slices"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A Risk says how closely a reviewer has to look at a change, and why. For example, a change
// that deletes a queue has the level "high" and the code "deletion". A risk does not decide
// what is written, so the plan's digest does not cover it.
type Risk struct {
	Level RiskLevel  `json:"level"`
	Codes []RiskCode `json:"codes"` // what concerns most first
}

// A RiskLevel is low, medium or high.
type RiskLevel string

// The levels of risk.
const (
	Low    RiskLevel = "low"
	Medium RiskLevel = "medium"
	High   RiskLevel = "high"
)

// riskLevels lists the levels, the highest first.
var riskLevels = []RiskLevel{High, Medium, Low}

// A RiskCode names one thing that a reviewer has to look at.
type RiskCode string

// The codes of risk.
const (
	PrivilegeGain RiskCode = "privilege_gain"         // somebody gains permissions to administer access
	Deletion      RiskCode = "deletion"               // the object is deleted
	Replacement   RiskCode = "replacement"            // the object is deleted and created again
	DesertedQueue RiskCode = "deserted_queue"         // nobody is left to serve a queue
	DesertedType  RiskCode = "deserted_workload_type" // nobody is left to take a workload type
	ClosedHours   RiskCode = "closed"                 // queues are closed all week
	QueueDisabled RiskCode = "queue_disabled"         // a queue takes no more contacts
	IdleAgents    RiskCode = "idle_agents"            // agents are left without a queue
	PhoneShared   RiskCode = "phone_shared"           // several users have the same desk phone
	ShorterHours  RiskCode = "shorter_hours"          // queues are open for a shorter time
	OtherHours    RiskCode = "other_hours"            // queues are open at other times
	QueueLimited  RiskCode = "queue_limited"          // fewer contacts can wait in a queue
	OtherCaller   RiskCode = "other_caller"           // people who are called see another number, or another flow runs
	AccessGain    RiskCode = "access_gain"            // somebody may do more
	AccessUnknown RiskCode = "access_unknown"         // somebody may do more, but the permissions were not read
	Overwrites    RiskCode = "adoption_change"        // an object without an owner is taken over and changed
	TakesOver     RiskCode = "adoption"               // an object without an owner is taken over
	TakesBack     RiskCode = "takes_back_drift"       // somebody's change in the console is undone
	AccessLoss    RiskCode = "access_loss"            // somebody may do less
	LetGo         RiskCode = "release"                // the object is no longer managed
	NewKey        RiskCode = "rename"                 // reports and integrations that use the old name have to follow
)

// RiskCodes lists the codes, the most dangerous first.
var RiskCodes = []RiskCode{
	PrivilegeGain, DesertedQueue, DesertedType, ClosedHours, QueueDisabled, Deletion, Replacement, IdleAgents,
	PhoneShared, ShorterHours, OtherHours, QueueLimited, OtherCaller, AccessGain, AccessUnknown, Overwrites, TakesBack, TakesOver, AccessLoss, LetGo, NewKey,
}

// Level returns the level of a change that has only this code.
func (c RiskCode) Level() RiskLevel {
	switch c {
	case PrivilegeGain, Deletion, Replacement, DesertedQueue, DesertedType, ClosedHours, QueueDisabled, IdleAgents:
		return High
	case PhoneShared, ShorterHours, OtherHours, QueueLimited, OtherCaller, AccessGain, AccessUnknown, Overwrites, TakesBack:
		return Medium
	}
	return Low
}

// Grave reports whether a reviewer must not miss the change: somebody can administer access from
// then on, or a queue cannot be reached any more.
func (c RiskCode) Grave() bool {
	return slices.Contains([]RiskCode{PrivilegeGain, DesertedQueue, DesertedType, ClosedHours, QueueDisabled}, c)
}

// byAction has the risks that follow from the action, whatever the object is.
var byAction = map[plan.Action]RiskCode{plan.Delete: Deletion, plan.Replace: Replacement, plan.Adopt: TakesOver, plan.Release: LetGo, plan.Rename: NewKey}

// Risks knows the risk of each change of a plan. It indexes the plan's impact by the objects
// that cause it. For example, 12 users gain a permission because the profile "Supervisor"
// changes. The risk belongs to the change of the profile, which a reviewer can refuse.
type Risks struct {
	users    map[string][]RiskCode // by username
	profiles map[string][]RiskCode // by the security profile that grants or granted it
	deserted map[string]bool       // queues, by their names before and after the plan
	types    []Workload            // workload types that nobody takes any more
	idle     map[string]bool       // routing profiles whose agents have no queue
	queues   map[string][]RiskCode // by the queue's name after the plan
	hours    map[string]RiskCode   // by the name of the hours after the plan
	phones   map[string]bool       // users who get a phone that others have

	list   []Risk    // of the plan's changes, in their order
	level  RiskLevel // of the riskiest change
	counts map[RiskCode]int
}

// Risks returns the risks of the plan's changes. It weighs them at the first call, and the
// assessment must not change after it.
func (a *Assessment) Risks() *Risks {
	a.weighed.Do(func() {
		a.risks = newRisks(a)
		a.risks.sum(a.Changes)
	})
	return a.risks
}

// newRisks returns the risks that follow from the plan's impact.
func newRisks(a *Assessment) *Risks {
	people := 0
	for _, c := range a.Impact.Access {
		people += len(c.Users)
	}
	r := &Risks{users: make(map[string][]RiskCode, people), profiles: map[string][]RiskCode{}, deserted: map[string]bool{}, idle: map[string]bool{}}
	r.settings(&a.Impact)
	for _, c := range a.Impact.Access {
		r.access(c)
	}
	for via, codes := range r.profiles {
		r.profiles[via] = distinct(codes)
	}
	for _, c := range a.Impact.Routing {
		if c.Deserted() {
			r.deserted[c.Queue] = true
		}
	}
	for _, w := range a.Impact.Workloads {
		if w.Deserted() {
			r.types = append(r.types, w)
		}
	}
	for _, c := range a.Changes {
		if was := c.Was(); was != "" && c.Object().Kind == queueKind && r.deserted[c.Want.Key] {
			r.deserted[was] = true
		}
	}
	for _, i := range a.Impact.Idle {
		r.idle[i.RoutingProfile] = true
	}
	return r
}

// settings notes the risks of queues, hours and phones.
func (r *Risks) settings(i *Impact) {
	r.queues, r.hours, r.phones = map[string][]RiskCode{}, map[string]RiskCode{}, map[string]bool{}
	for _, c := range i.Queues {
		r.queues[c.Queue] = append(r.queues[c.Queue], c.risk())
	}
	for _, c := range i.Hours {
		if c.Instead == "" {
			r.hours[c.Hours] = c.risk()
			continue
		}
		for _, q := range c.Queues { // the queues change, and not the hours
			r.queues[q] = append(r.queues[q], c.risk())
		}
	}
	for _, p := range i.Phones {
		for _, u := range p.New {
			r.phones[u] = true
		}
	}
}

// access notes who gains and loses permissions, and through which profiles.
func (r *Risks) access(c AccessChange) {
	if c.Status == Leaves {
		return
	}
	var codes []RiskCode
	for _, g := range c.Gains {
		code := AccessGain
		if g.Escalates {
			code = PrivilegeGain
		}
		codes = append(codes, code)
		for _, via := range g.Via {
			r.profiles[via] = append(r.profiles[via], code)
		}
	}
	for _, g := range c.Loses {
		for _, via := range g.Via {
			r.profiles[via] = append(r.profiles[via], AccessLoss)
		}
	}
	if len(c.Loses) > 0 {
		codes = append(codes, AccessLoss)
	}
	if len(c.Unknown) > 0 {
		codes = append(codes, AccessUnknown)
	}
	codes = distinct(codes)
	for _, u := range c.Users {
		r.users[u] = codes
	}
}

// distinct returns each code once, the most dangerous first.
func distinct(codes []RiskCode) []RiskCode {
	list := []RiskCode{}
	if len(codes) == 0 { // as of most changes
		return list
	}
	for _, c := range RiskCodes {
		if slices.Contains(codes, c) {
			list = append(list, c)
		}
	}
	return list
}

// At returns the risk of the plan's change at a position. If a user gains something because a
// profile changes, that is a risk of the profile's change and not of the user's.
func (r *Risks) At(i int) Risk { return r.list[i] }

// of weighs a change.
func (r *Risks) of(c *plan.Change) Risk {
	var codes []RiskCode
	if code, ok := byAction[c.Action]; ok && c.Step == "" {
		codes = append(codes, code)
	}
	if c.Overwrites() {
		codes = append(codes, Overwrites)
	}
	if c.Drifted() {
		codes = append(codes, TakesBack)
	}
	switch o := c.Object(); {
	case c.Step == plan.Aside:
	case o.Kind == userKind:
		codes = append(codes, r.user(c)...)
	case o.Kind.Name == securityProfile && c.Writes(permissions):
		codes = append(codes, r.profiles[o.Key]...)
	case o.Kind == routingKind && c.Live != nil && (c.Want == nil || c.Writes("queues") || c.Writes("channels") || c.Writes("workloads")):
		codes = append(codes, r.routing(c)...)
	case o.Kind == queueKind:
		if codes = append(codes, r.queues[o.Key]...); r.deserted[o.Key] {
			codes = append(codes, DesertedQueue)
		}
	case o.Kind == hoursKind && r.hours[o.Key] != "":
		codes = append(codes, r.hours[o.Key])
	}
	risk := Risk{Level: Low, Codes: distinct(codes)}
	if len(risk.Codes) > 0 {
		risk.Level = risk.Codes[0].Level()
	}
	return risk
}

// user returns the risks of a changed user.
func (r *Risks) user(c *plan.Change) []RiskCode {
	var codes []RiskCode
	if c.Writes("security_profiles") {
		codes = append(codes, r.users[c.Object().Key]...)
	}
	if c.Attrs.And(phoneAttrs) != 0 && r.phones[c.Object().Key] {
		codes = append(codes, PhoneShared)
	}
	return codes
}

// routing returns the risks of a changed routing profile: queues that nobody serves any more
// because it lost their rows, and agents without a queue.
func (r *Risks) routing(c *plan.Change) []RiskCode {
	var codes []RiskCode
	for _, row := range c.Live.Body.(*schema.RoutingProfile).Queues {
		if r.deserted[row.Queue] && !serves(c, row) {
			codes = append(codes, DesertedQueue)
			break
		}
	}
	was, is := media(c)
	if slices.ContainsFunc(r.types, func(w Workload) bool { return was.Takes(w.Channel, w.Type) && !is.Takes(w.Channel, w.Type) }) {
		codes = append(codes, DesertedType)
	}
	if r.idle[c.Object().Key] {
		codes = append(codes, IdleAgents)
	}
	return codes
}

// media returns which channels and workload types the routing profile had before the change
// and has after it, as far as the change writes them. Others stay as they are, and a saved
// plan does not have them.
func media(c *plan.Change) (before, after *schema.RoutingProfile) {
	was := c.Live.Body.(*schema.RoutingProfile)
	if c.Want == nil {
		return was, &schema.RoutingProfile{}
	}
	before, after = &schema.RoutingProfile{}, &schema.RoutingProfile{}
	want := c.Want.Body.(*schema.RoutingProfile)
	if c.Writes("channels") {
		before.Channels, after.Channels = was.Channels, want.Channels
	}
	if c.Writes("workloads") {
		before.Workloads, after.Workloads = was.Workloads, want.Workloads
	}
	return before, after
}

// serves reports whether the routing profile still serves the queue on the channel: it has such
// a row, and the change does not turn the channel off.
func serves(c *plan.Change, row schema.QueueRow) bool {
	if c.Want == nil {
		return false
	}
	want := c.Want.Body.(*schema.RoutingProfile)
	if was, is := media(c); was.On(row.Channel) && !is.On(row.Channel) {
		return false
	}
	return !c.Writes("queues") || slices.ContainsFunc(want.Queues, func(r schema.QueueRow) bool { return r.Queue == row.Queue && r.Channel == row.Channel })
}

// Risk returns the level of the plan's riskiest change, and how many changes have each code.
// The level is empty if the plan changes nothing. The map must not be changed.
func (a *Assessment) Risk() (RiskLevel, map[RiskCode]int) {
	r := a.Risks()
	return r.level, r.counts
}

// sum notes the risk of each change, the level of the riskiest, and how many changes have each code.
func (r *Risks) sum(changes []*plan.Change) {
	r.list, r.counts = make([]Risk, len(changes)), map[RiskCode]int{}
	levels := map[RiskLevel]bool{}
	for i, c := range changes {
		risk := r.of(c)
		r.list[i] = risk
		levels[risk.Level] = true
		for _, code := range risk.Codes {
			r.counts[code]++
		}
	}
	if i := slices.IndexFunc(riskLevels, func(l RiskLevel) bool { return levels[l] }); i >= 0 {
		r.level = riskLevels[i]
	}
}
