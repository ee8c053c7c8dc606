package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// Options are what a plan is judged by.
type Options struct {
	plan.Options          // what the plan was made for
	Adopt        Adoption // which existing objects may be taken over
	Limits       Allowed
	Alone        bool // whether the part of the plan that is asked for may lack what it waits for: it is looked at, and not applied

	// Check holds the planned state against the configuration's checks; nil when it has
	// none. A problem that is an error refuses the plan.
	Check func(*Answers) ([]schema.CheckResult, []schema.Problem)
}

// An Adoption says which existing objects a plan may take over.
type Adoption string

// The adoptions.
const (
	AdoptAny       Adoption = "any"       // all that are described
	AdoptUnchanged Adoption = "unchanged" // those that are as described already
	AdoptNone      Adoption = "none"
)

// An Assessment is a plan with what it means. Package plan decides what is done; the
// assessment adds what that means to people, and what speaks against it.
type Assessment struct {
	*plan.Plan

	Impact Impact               // what it means for people and queues
	Limits []Limit              // how many deletions are planned and allowed, by kind
	Policy []schema.CheckResult // what became of the configuration's checks, in its order
	Needs  Needs                // what has to be read for the impact to be known; empty in a plan that is shown
}
