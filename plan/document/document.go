package document

import (
	"encoding/json"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/schema"
)

// FormatVersion is the version of [Document]. A reader refuses another major version, and
// ignores members that it does not know. So 1.1 may add members, and only 2.0 may change what
// a member means.
const FormatVersion = "1.0"

// A Document is a plan as data: what `plan --out` saves and `--output json` prints.
type Document struct {
	FormatVersion  string                 `json:"format_version"`
	Tool           Tool                   `json:"tool"`
	CreatedAt      string                 `json:"created_at"` // RFC 3339, UTC
	Digest         string                 `json:"digest"`
	DocumentDigest string                 `json:"document_digest,omitempty"` // of everything else; set when the document is encoded
	Partial        bool                   `json:"partial"`
	Drift          bool                   `json:"drift,omitempty"` // shows what somebody changed, and is not for applying
	Snapshot       *SnapshotDoc           `json:"snapshot,omitempty"`
	Model          *ModelDoc              `json:"model,omitempty"`
	Scope          plan.Scope             `json:"scope"`
	Config         Config                 `json:"config"`
	Instances      []InstanceDoc          `json:"instances"`
	Changes        Changes                `json:"changes"`
	Records        []RecordDoc            `json:"records"`
	Names          []plan.NewName         `json:"names,omitempty"`
	AccessChanges  []impact.AccessChange  `json:"access_changes"`
	Impact         []impact.Coverage      `json:"impact"` // queues for which the plan changes who serves them
	Idle           []impact.Idle          `json:"agents_without_queues"`
	Silent         []impact.Silent        `json:"silent_rows"`
	Workloads      []impact.Workload      `json:"workload_types"`
	Queues         []impact.QueueChange   `json:"queues"`
	Hours          []impact.HoursChange   `json:"hours"`
	Calendars      []impact.HoursCalendar `json:"calendars"`
	Phones         []impact.SharedPhone   `json:"shared_phones"`
	Reach          []impact.SettingChange `json:"settings"`
	Groups         []impact.GroupChange   `json:"permission_groups"`
	People         impact.People          `json:"people"`
	Heat           impact.HeatMap         `json:"heat_map"`
	Service        *simulate.Report       `json:"service,omitempty"` // how long contacts wait, if traffic was given
	Unmanaged      map[string]int         `json:"unmanaged"`
	Limits         []LimitDoc             `json:"limits"`
	Policy         []schema.CheckResult   `json:"policy"`
	Diagnostics    []Diagnostic           `json:"diagnostics"`
	Summary        map[string]int         `json:"summary"`
	Estimate       EstimateDoc            `json:"estimate"`
	Manual         []plan.Manual          `json:"manual,omitempty"` // what a person has to do, in order
	Outputs        Outputs                `json:"outputs,omitempty"`
}

// Outputs are the values of the configuration's output blocks, by name.
type Outputs = map[string]json.RawMessage

// Tool is the program that made a document.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Config is the configuration that a plan was made from.
type Config struct {
	Stack       string `json:"stack"`
	Environment string `json:"environment,omitempty"` // the argument of --env
	OnError     string `json:"on_error,omitempty"`    // what apply does after a failure, unless --on-error says it
	Commit      string `json:"commit,omitempty"`
	Dirty       bool   `json:"dirty,omitempty"` // files were changed after the commit
	FilesDigest string `json:"files_digest,omitempty"`
}

// InstanceDoc is the instance that a plan is for. Its fingerprint is the instance's id: apply
// refuses the plan for any other instance.
type InstanceDoc struct {
	Name        string `json:"name"`
	ARN         string `json:"arn"`
	Account     string `json:"account"`
	Region      string `json:"region"`
	Service     string `json:"service"`
	Provider    string `json:"provider"`
	Endpoint    string `json:"endpoint,omitempty"`
	Fingerprint string `json:"fingerprint"`

	ConnectPath *ConnectPathDoc `json:"connectpath,omitempty"`
}

// SnapshotDoc is the snapshot that a plan was made against. Such a plan is not for applying: the
// contact centre may have changed since. A plan that was made against the contact centre itself
// has none.
type SnapshotDoc struct {
	TakenAt string `json:"taken_at"` // RFC 3339, UTC
}

// ModelDoc is the contact centre that a comparison would make the document's instance like. A
// comparison is not for applying.
type ModelDoc struct {
	Instance    InstanceDoc  `json:"instance"`
	Environment string       `json:"environment,omitempty"`
	Snapshot    *SnapshotDoc `json:"snapshot,omitempty"`
}

// ConnectPathDoc says how to reach the instance's ConnectPath.
type ConnectPathDoc struct {
	Driver   string `json:"driver"`
	Endpoint string `json:"endpoint,omitempty"`
}

// ChangeDoc is one change. DependsOn has the addresses of the changes that must be made first,
// each with its step, if it has one: `queue.sales#aside`.
type ChangeDoc struct {
	Address      string        `json:"address"`
	Step         plan.Step     `json:"step,omitempty"`
	Kind         string        `json:"kind"`
	Name         string        `json:"name"`
	PreviousName string        `json:"previous_name,omitempty"`
	ID           string        `json:"id,omitempty"`
	Instance     string        `json:"instance"`
	Action       plan.Action   `json:"action"`
	Standing     plan.Standing `json:"standing"`
	Reason       plan.Reason   `json:"reason"`
	Source       *SourceDoc    `json:"source,omitempty"`
	Attributes   []AttrDoc     `json:"attributes"`
	Precondition *Precondition `json:"precondition,omitempty"`
	ReliesOn     []RelianceDoc `json:"relies_on,omitempty"`
	DependsOn    []string      `json:"depends_on"`
	Owner        string        `json:"owner,omitempty"`
	Applied      string        `json:"applied,omitempty"` // the object's new record
	OwnerBefore  string        `json:"owner_before,omitempty"`
	RemovedBy    *plan.Commit  `json:"removed_by,omitempty"` // the commit that removed the object's block
	Risk         *impact.Risk  `json:"risk,omitempty"`
	Group        string        `json:"group,omitempty"` // changes of one group are alike
}

// RecordDoc is an object of which only the record is written: the whole record, or only a new
// stamp in it. The digest does not cover stamps, because they do not change what the record
// says about the object.
type RecordDoc struct {
	Address string `json:"address"`
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Owner   string `json:"owner"`
	Applied string `json:"applied"`
	Before  string `json:"owner_before"`
	Stamp   bool   `json:"stamp,omitempty"`
}

// SourceDoc is the place where the configuration describes an object: a file, lines counted
// from 1, and the row of for_each that it comes from, such as `agents.csv:41`.
type SourceDoc struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Row   string `json:"row,omitempty"`
}

// AttrDoc is one attribute of a change. Before is null in a creation, and After in a deletion.
// Added and Removed are members of a set, or rows of a table; a row that changed is in both.
// If the value was not read because the record vouches for it, Before is null and BeforeDigest
// has its digest.
type AttrDoc struct {
	Path         string            `json:"path"`
	Cause        plan.Cause        `json:"cause,omitempty"`
	Before       json.RawMessage   `json:"before"`
	BeforeDigest string            `json:"before_digest,omitempty"`
	After        json.RawMessage   `json:"after"`
	Ignored      bool              `json:"ignored,omitempty"` // written when the object is created, and not managed afterwards
	Added        []json.RawMessage `json:"added,omitempty"`
	Removed      []json.RawMessage `json:"removed,omitempty"`
}

// Precondition says how the live object must be right before it is written. The fingerprint
// digests its id and the values of the attributes.
type Precondition struct {
	Fingerprint string   `json:"fingerprint"`
	Attributes  []string `json:"attributes"`
}

// RelianceDoc is another object that decided what a change means, such as the security profile
// that it gives to a user. That object must not have changed, either.
type RelianceDoc struct {
	Kind        string   `json:"kind"`
	Name        string   `json:"name"`
	ID          string   `json:"id"`
	Attributes  []string `json:"attributes"`
	Fingerprint string   `json:"fingerprint"`
}

// LimitDoc says how many objects of a kind a plan deletes, and how many it may.
type LimitDoc struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Value   int    `json:"value"`
	Allowed int    `json:"allowed"`
	Blocked bool   `json:"blocked"`
}

// EstimateDoc says what applying a plan costs.
type EstimateDoc struct {
	Calls      int                  `json:"calls"`
	Seconds    int                  `json:"seconds"`
	Operations []plan.OperationCost `json:"operations,omitempty"`
}
