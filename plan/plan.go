package plan

import "github.com/callwright/callwright/schema"

// An Action is what a change does to an object.
type Action string

// The actions.
const (
	Create  Action = "create"
	Update  Action = "update"
	Rename  Action = "rename"
	Adopt   Action = "adopt"
	Replace Action = "replace"
	Delete  Action = "delete"
	Disable Action = "disable" // of what the service cannot delete: taken out of use, and let go
	Release Action = "release"
)

// Actions lists the actions in the order in which a summary counts them.
var Actions = []Action{Create, Update, Rename, Adopt, Replace, Delete, Disable, Release}

// Sign returns the sign that stands for the action in a rendering.
func (a Action) Sign() string {
	return map[Action]string{Create: "+", Update: "~", Rename: ">", Adopt: "=", Replace: "-/+", Delete: "-", Disable: "x", Release: "<"}[a]
}

// A Standing says how an object came to be in the plan.
type Standing string

// The standings of objects that a plan changes.
const (
	Managed  Standing = "managed"  // ours, or about to be made
	Adopted  Standing = "adopted"  // was nobody's, and is taken over
	Moved    Standing = "moved"    // ours, and described at another address than before
	Orphaned Standing = "orphaned" // ours, and gone from the configuration
)

// The standings of objects that a plan leaves alone.
const (
	Unmanaged Standing = "unmanaged" // nobody's
	Foreign   Standing = "foreign"   // another stack's
	Copied    Standing = "copied"    // carries the record of another object of ours
	Held      Standing = "held"      // ours by its record, which was made for another object
)

// A Reason says why a change is made.
type Reason string

// The reasons.
const (
	Missing          Reason = "missing"           // described, and not there
	AttributeDiffers Reason = "attribute_differs" // live is not as described
	Renamed          Reason = "renamed"           // described under another name
	TakenOver        Reason = "taken_over"        // described, and nobody's until now
	Replaced         Reason = "replaced"          // what the service cannot change is described otherwise
	NotInConfig      Reason = "not_in_config"     // ours, and no longer described
	DeleteBlock      Reason = "delete_block"      // a delete block names it
	ReleaseBlock     Reason = "release_block"     // a release block names it
	InstancesOwn     Reason = "instances_own"     // no longer described, and the instance's own: it is let go, not deleted
	MadeByRun        Reason = "made_by_run"       // the run that is taken back made it
)

// A Plan is what turns a live state into the one that is described.
type Plan struct {
	Instance  schema.Instance
	Stack     string
	Scope     Scope            // the part of the whole plan that this is
	Changes   []*Change        // deletions, renames, creations, updates; by kind, then name
	Records   []*Change        // described objects of which only the record is brought up to date
	Names     []NewName        // objects whose natural keys change: renamed ones, and what is named after them
	Noop      int              // described objects that are as described
	Unmanaged []Left           // live objects that are left alone, by kind and name
	Limits    []Limit          // how many deletions are planned and allowed, by kind
	Policy    []schema.Verdict // what became of the configuration's checks, in its order
	Refusals  []schema.Problem // why the plan may not be applied; it can still be shown
	Notices   []string         // what is worth knowing and needs nothing done
	Warnings  []schema.Problem
	Estimate  Estimate
	Manual    []Manual // what a person has to do, as the service has no way to
	Impact    Impact   // what it means for people and queues
	Needs     Needs    // what has to be read for the impact to be known; empty in a plan that is shown
}

// A Manual is what a person has to do for changes that a service has no way to make.
type Manual struct {
	Addresses []string `json:"addresses"` // of the changes
	Object    string   `json:"object"`    // what it is about, as a sentence names it
	Steps     []string `json:"steps"`     // full sentences, in order
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

// An Estimate says what applying a plan costs: its calls, with the reads before and
// after each write, and how long the operation takes that is done last.
type Estimate struct {
	Calls      int
	Seconds    int             // at the rates of Operations, if the service bears no more
	Operations []OperationCost // what takes longest first
}

// An OperationCost is how many calls of an operation are made, and how many of them a
// second, after a burst of as many at once; a rate of 0 is as fast as they come.
type OperationCost struct {
	Operation string  `json:"operation"`
	Calls     int     `json:"calls"`
	Rate      float64 `json:"rate,omitempty"`
	Burst     int     `json:"burst,omitempty"`
}

// Seconds returns how long the calls take.
func (o OperationCost) Seconds() float64 {
	if o.Rate <= 0 {
		return 0
	}
	return max(0, float64(o.Calls-o.Burst)/o.Rate)
}

// A Change is what is done to one object.
type Change struct {
	Action   Action
	Addr     schema.Addr
	Step     Step // which step of an object that takes several
	Standing Standing
	Reason   Reason
	Source   schema.Source
	Live     *schema.Resource // nil for a creation
	Want     *schema.Resource // nil for a deletion
	Attrs    schema.AttrSet   // what is written: all that is given for a creation, none for a deletion
	Findings []Finding        // why each of Attrs differs
	Waits    []*Change        // what must be done before
	Relies   []*Reliance      // what else must be as it was
	Stamp    bool             // nothing is written but a new stamp in the record

	after *Change // what must be done before for its own sake, whatever refers to what
}

// A Step tells the changes of one object apart where it takes several.
type Step string

// The steps. The one that makes an object what is described has none.
const (
	Aside Step = "aside" // renamed to a name that nobody has, to free its own
	Old   Step = "old"   // the object that a replacement takes the place of
	Late  Step = "late"  // what is written last, as what it refers to needs the object itself
)

// ID returns what tells the change apart from all others of its plan.
func (c *Change) ID() string {
	if c.Step == "" {
		return c.Addr.String()
	}
	return c.Addr.String() + "#" + string(c.Step)
}

// Object returns the change's object: as it is to be, or as it was when it is
// deleted.
func (c *Change) Object() *schema.Resource {
	if c.Want != nil {
		return c.Want
	}
	return c.Live
}

// Cause returns the cause of the difference of the attribute at position i; the
// empty cause where there is nothing to differ from.
func (c *Change) Cause(i int) Finding {
	for _, f := range c.Findings {
		if f.Attr == i {
			return f
		}
	}
	return Finding{Attr: i}
}

// Unread returns the digest of what the attribute at position i is, when it was not
// read because it is as last applied.
func (c *Change) Unread(i int) (schema.Entry, bool) {
	if c.Live == nil {
		return schema.Entry{}, false
	}
	return c.Live.VouchedFor(i)
}

// Was returns the name that a rename takes from its object, else "".
func (c *Change) Was() string {
	if c.Live == nil || c.Want == nil || c.Live.Key == c.Want.Key {
		return ""
	}
	return c.Live.Key
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
