package plan

import (
	"iter"

	"github.com/callwright/callwright/schema"
)

// A Plan says how to turn the live state into the one that the configuration describes.
// [Make] fills in the changes, package impact the reasons against them, and package apply
// what they cost.
type Plan struct {
	Instance  schema.Instance
	Stack     string
	Scope     Scope            // the part of the whole plan that was asked for
	Changes   []*Change        // deletions, renames, creations, updates; by kind, then name
	Records   []*Change        // objects that match their description, but whose records need an update
	Names     []NewName        // objects whose natural keys change: renamed ones, and their children
	Noop      int              // described objects in the scope that need no change
	LeftOut   int              // objects that the scope leaves out
	Unmanaged []Left           // live objects that are left alone, by kind and name
	Problems  []schema.Problem // errors: the configuration cannot be planned, and the rest of the plan may be wrong

	Refusals []schema.Problem // why the plan may not be applied; it can still be shown
	Warnings []schema.Problem
	Notices  []string // what a reader should know, but need not act on

	Estimate Estimate
	Manual   []Manual // what a person has to do, because the service has no API for it

	// Model is nil if the plan is not a comparison. A comparison is for showing, and not for
	// applying.
	Model *Model

	matches *matches // nil in a plan that Make did not make
}

// A Model is the contact centre that a comparison would make another one like.
type Model struct {
	Instance    schema.Instance
	Environment string // by which the instance was named; may be ""
}

// A NewName says that the natural key of an object changes from Was to Name. A key can begin
// with a parent's key; In is the parent's key after the plan. For example, the hierarchy
// group "EMEA" becomes "Europe". Its child has Was "EMEA/London", Name "Europe/London" and
// In "Europe".
type NewName struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Name string `json:"name"`
	Was  string `json:"was"`
	In   string `json:"in,omitempty"`
}

// A Left is a live object that the plan leaves alone because the configuration does
// not describe it.
type Left struct {
	Live     *schema.Resource
	Standing Standing // Unmanaged, Foreign, Copied or Held
}

// A Manual lists what a person has to do for changes that no API can make. For example,
// ConnectPath's users API cannot set what a permission group allows, so somebody has to
// set it on its screens.
type Manual struct {
	Addresses []string `json:"addresses"` // of the changes
	Object    string   `json:"object"`    // the object that the steps are about, as a sentence names it
	Steps     []string `json:"steps"`     // full sentences, in order
}

// Empty reports whether the plan has no changes.
func (p *Plan) Empty() bool { return len(p.Changes) == 0 }

// Count returns how many objects the action is done to. An object that takes several steps
// counts once: when two queues exchange their names, one gets a temporary name first, and
// that step does not count.
func (p *Plan) Count(a Action) int {
	n := 0
	for _, c := range p.Changes {
		if c.Action == a && c.Step == "" {
			n++
		}
	}
	return n
}

// Overwritten returns how many objects the plan takes over and changes.
func (p *Plan) Overwritten() int {
	n := 0
	for _, c := range p.Changes {
		if c.Overwrites() && c.Step == "" {
			n++
		}
	}
	return n
}

// LiveOf returns the live object that belongs to the described one; nil if it does not exist
// yet. The described object must come from the state that the plan was made of.
func (p *Plan) LiveOf(described *schema.Resource) *schema.Resource {
	i, _ := p.matches.want.Position(described.Name())
	return p.matches.of[i].live
}

// Pairs yields all described objects in order, each with the live object that belongs to it;
// nil if it does not exist yet. To ask [Plan.LiveOf] for each takes several times longer.
func (p *Plan) Pairs() iter.Seq2[*schema.Resource, *schema.Resource] {
	return func(yield func(described, live *schema.Resource) bool) {
		for i, w := range p.matches.want.All() {
			if !yield(w, p.matches.of[i].live) {
				return
			}
		}
	}
}

// Describes reports whether the configuration describes the live object.
func (p *Plan) Describes(live *schema.Resource) bool { return p.matches.isTaken(live) }
