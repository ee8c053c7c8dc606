package plan

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

// Sign returns the sign by which renderings show the action: `+` for a creation.
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

// A Step tells the changes of one object apart where it takes several.
type Step string

// The steps. The one that makes an object what is described has none.
const (
	Aside Step = "aside" // renamed to a name that nobody has, to free its own
	Old   Step = "old"   // the object that a replacement takes the place of
	Late  Step = "late"  // what is written last, as what it refers to needs the object itself
)
