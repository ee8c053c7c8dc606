package impact

import (
	"sync"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/schema"
)

// Options say how a plan is judged.
type Options struct {
	plan.Options          // what the plan was made for
	Adopt        Adoption // which existing objects may be taken over
	Limits       Allowed
	Today        string // the date from which on calendars say when queues are open, such as 2026-11-27; "" for no calendars
	Alone        bool   // whether the scope may lack changes that its changes wait for, because nobody applies the plan

	// Simulator says how long contacts wait; nil without traffic.
	Simulator *simulate.Simulator

	// Check holds the outcome against the configuration's checks; nil if it has none. A
	// problem that is an error refuses the plan.
	Check func(*Answers) ([]schema.CheckResult, []schema.Problem)
}

// An Adoption says which existing objects a plan may take over.
type Adoption string

// The adoptions.
const (
	AdoptAny       Adoption = "any"       // every object that the configuration describes
	AdoptUnchanged Adoption = "unchanged" // only objects that already match their description
	AdoptNone      Adoption = "none"
)

// An Assessment is a plan together with its meaning. Package plan decides what is done. The
// assessment adds what that means for people, and the reasons why it may not be done.
type Assessment struct {
	*plan.Plan

	Impact Impact               // what it means for people and queues
	Limits []Limit              // how many deletions are planned and allowed, by kind
	Policy []schema.CheckResult // results of the configuration's checks, in its order

	// ChangesRights says that the plan changes what a security profile grants. Then the AI
	// agents that have the profile matter, and whoever makes the plan asks which have it.
	ChangesRights bool

	Needs Needs // what has to be read before the impact is known; empty in a plan that is shown

	weighed sync.Once // by Risks
	risks   *Risks
}
