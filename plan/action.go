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
	Disable Action = "disable" // the service cannot delete the object, so it is taken out of use and let go
	Release Action = "release" // the object stays as it is and loses its record
)

// Actions lists the actions in the order in which a summary counts them.
var Actions = []Action{Create, Update, Rename, Adopt, Replace, Delete, Disable, Release}

// Sign returns the sign that renderings show for the action: `+` for a creation.
func (a Action) Sign() string {
	return map[Action]string{Create: "+", Update: "~", Rename: ">", Adopt: "=", Replace: "-/+", Delete: "-", Disable: "x", Release: "<"}[a]
}

// A Standing says how an object came to be in the plan.
type Standing string

// The standings of objects that a plan changes.
const (
	Managed  Standing = "managed"  // ours, or about to be created
	Adopted  Standing = "adopted"  // had no owner, and is taken over
	Moved    Standing = "moved"    // ours, and described at another address than before
	Orphaned Standing = "orphaned" // ours, and no longer in the configuration
)

// The standings of objects that a plan leaves alone.
const (
	Unmanaged Standing = "unmanaged" // has no owner
	Foreign   Standing = "foreign"   // belongs to another stack
	Copied    Standing = "copied"    // has the record of another object, which the configuration describes
	Held      Standing = "held"      // its record says that it is ours, but was made for another object
)

// A Reason says why a change is made.
type Reason string

// The reasons.
const (
	Missing          Reason = "missing"           // described, but does not exist
	AttributeDiffers Reason = "attribute_differs" // an attribute differs from its description
	Renamed          Reason = "renamed"           // described under another name
	TakenOver        Reason = "taken_over"        // described, and had no owner until now
	Replaced         Reason = "replaced"          // an attribute that the service cannot change differs
	NotInConfig      Reason = "not_in_config"     // ours, and no longer described
	DeleteBlock      Reason = "delete_block"      // a delete block names it
	ReleaseBlock     Reason = "release_block"     // a release block names it
	InstancesOwn     Reason = "instances_own"     // no longer described, but built into the instance: it is let go, not deleted
	NotInModel       Reason = "not_in_model"      // of a comparison: the other contact centre does not have it
	MadeByRun        Reason = "made_by_run"       // the run that is undone created it
)

// A Step tells the changes of one object apart if it takes several.
type Step string

// The steps. The main change of an object has the empty step.
const (
	Aside Step = "aside" // gives the object a temporary name, to free its own
	Old   Step = "old"   // deletes the old object of a replacement
	Late  Step = "late"  // writes what refers to an object that needs this one first
)
