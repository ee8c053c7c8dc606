package plan

import "github.com/callwright/callwright/schema"

// A Plan is what turns a live state into the one that is described. [Make] fills in
// what is done; package impact what speaks against it; package apply what it costs.
type Plan struct {
	Instance  schema.Instance
	Stack     string
	Scope     Scope            // the part of the whole plan that this is
	Changes   []*Change        // deletions, renames, creations, updates; by kind, then name
	Records   []*Change        // described objects of which only the record is brought up to date
	Names     []NewName        // objects whose natural keys change: renamed ones, and what is named after them
	Noop      int              // described objects that are as described, in the part that this is
	LeftOut   int              // objects that the scope leaves out
	Unmanaged []Left           // live objects that are left alone, by kind and name
	Problems  []schema.Problem // errors: what is described cannot be planned, and the rest of the plan may be wrong

	Refusals []schema.Problem // why the plan may not be applied; it can still be shown
	Warnings []schema.Problem
	Notices  []string // what is worth knowing and needs nothing done

	Estimate Estimate
	Manual   []Manual // what a person has to do, as the service has no way to

	matches *matches // nil in a plan that was not made of two states
}

// A NewName is the natural key that an object comes to have, and the one it had. In is
// the key to come of the object of its kind that its own begins with, if any.
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

// A Manual is what a person has to do for changes that a service has no way to make.
type Manual struct {
	Addresses []string `json:"addresses"` // of the changes
	Object    string   `json:"object"`    // what it is about, as a sentence names it
	Steps     []string `json:"steps"`     // full sentences, in order
}

// Empty reports whether nothing is to be done.
func (p *Plan) Empty() bool { return len(p.Changes) == 0 }

// Count returns the number of objects that have the action; a step on the way to it
// counts for nothing.
func (p *Plan) Count(a Action) int {
	n := 0
	for _, c := range p.Changes {
		if c.Action == a && c.Step == "" {
			n++
		}
	}
	return n
}

// LiveOf returns the live object that the described one is; nil for one that is not
// there yet. Described objects are those of the state that the plan was made of.
func (p *Plan) LiveOf(described *schema.Resource) *schema.Resource {
	return p.matches.of[described].live
}

// Describes reports whether the configuration describes the live object.
func (p *Plan) Describes(live *schema.Resource) bool { return p.matches.taken[live] }
