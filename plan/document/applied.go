package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/callwright/callwright/plan"
)

// ApplyCommand is the value of Applied.Command, by which readers tell results from plans.
const ApplyCommand = "apply"

// An Applied document has the results of applying the plans of several environments: what
// `apply --env all --output json` writes.
type Applied struct {
	FormatVersion string               `json:"format_version"`
	Command       string               `json:"command"`          // always ApplyCommand
	Digest        string               `json:"digest,omitempty"` // of all plans, as it was approved
	ExitCode      int                  `json:"exit_code"`
	Shard         *Shard               `json:"shard,omitempty"` // nil for all of the chosen environments
	Counts        AppliedCounts        `json:"counts"`          // of all environments
	Environments  []AppliedEnvironment `json:"environments"`
}

// The results of an environment.
const (
	ResultApplied      = "applied"       // every change was made
	ResultNoChanges    = "no_changes"    // there was nothing to do
	ResultManual       = "manual_steps"  // every change was made, except those that people make
	ResultFailed       = "failed"        // some changes were not made, perhaps all
	ResultNotAttempted = "not_attempted" // apply did not come to this environment
)

// An AppliedEnvironment is the result of one environment.
type AppliedEnvironment struct {
	Name     string        `json:"environment"`
	Wave     int           `json:"wave,omitempty"`
	Instance InstanceDoc   `json:"instance"`
	Digest   string        `json:"digest,omitempty"` // of its plan; "" if there is none
	Result   string        `json:"result"`
	ExitCode *int          `json:"exit_code,omitempty"` // nil if it was not attempted
	Run      string        `json:"run,omitempty"`       // the name of its folder in .callwright/runs
	Undo     string        `json:"undo,omitempty"`      // the path of the plan that undoes the run
	Counts   AppliedCounts `json:"counts"`

	Code  string `json:"code,omitempty"`  // of the diagnostic that Error is
	Error string `json:"error,omitempty"` // why not everything was done

	Unmade        []Unmade `json:"unmade,omitempty"`          // at most MostUnmade
	UnmadeLeftOut int      `json:"unmade_left_out,omitempty"` // how many more there are
}

// AppliedCounts counts the changes of plans by how they ended. Each change counts once, except in
// Objects.
type AppliedCounts struct {
	Objects      map[plan.Action]int `json:"objects"` // how many objects this run created, updated and so on
	Done         int                 `json:"done"`
	AlreadyDone  int                 `json:"already_done"`
	Differs      int                 `json:"differs"`
	Failed       int                 `json:"failed"`
	Stale        int                 `json:"stale"`
	Manual       int                 `json:"manual"`
	NotAttempted int                 `json:"not_attempted"`
	Records      int                 `json:"records"` // objects of which only the record was written; not among the changes
}

// Add adds the counts of another environment.
func (c *AppliedCounts) Add(o AppliedCounts) {
	if c.Objects == nil {
		c.Objects = map[plan.Action]int{}
	}
	for action, n := range o.Objects {
		c.Objects[action] += n
	}
	c.Done += o.Done
	c.AlreadyDone += o.AlreadyDone
	c.Differs += o.Differs
	c.Failed += o.Failed
	c.Stale += o.Stale
	c.Manual += o.Manual
	c.NotAttempted += o.NotAttempted
	c.Records += o.Records
}

// An Unmade is a change that was not made as planned, and why.
type Unmade struct {
	Address string `json:"address"`
	Status  string `json:"status"`
	Error   string `json:"error"`
}

// The limits of the size of an environment's result. The journal of the run has everything.
const (
	MostUnmade   = 20   // changes in AppliedEnvironment.Unmade
	longestError = 1000 // bytes of an error
)

// Shortened returns the text of an error, short enough for a result and without control
// characters.
func Shortened(text string) string {
	text = plan.Clean(strings.ReplaceAll(text, "\n", " "))
	if len(text) <= longestError {
		return text
	}
	end := longestError
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// JoinApplied returns the results of environments as one document. Shard is nil if they are all.
func JoinApplied(environments []AppliedEnvironment, digest string, exitCode int, shard *Shard) *Applied {
	a := &Applied{
		FormatVersion: FormatVersion, Command: ApplyCommand, Digest: digest, ExitCode: exitCode, Shard: shard,
		Counts: AppliedCounts{Objects: map[plan.Action]int{}}, Environments: environments,
	}
	for i := range environments {
		a.Counts.Add(environments[i].Counts)
	}
	return a
}

// IsApplied reports whether the text of a file has the results of apply.
func IsApplied(text []byte) bool {
	var members struct {
		Command string `json:"command"`
	}
	return json.Unmarshal(text, &members) == nil && members.Command == ApplyCommand
}

// ParseApplied reads results. It refuses those of another major version, and results without
// what a reader relies on.
func ParseApplied(text []byte) (*Applied, error) {
	var a Applied
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, err
	}
	if !readable(a.FormatVersion) {
		return nil, fmt.Errorf("they have format version %q, and this callwright reads version %s", a.FormatVersion, FormatVersion)
	}
	for i := range a.Environments {
		e := &a.Environments[i]
		switch {
		case e.Name == "":
			return nil, errors.New("an environment has no name")
		case !results[e.Result]:
			return nil, fmt.Errorf("environment %q has the unknown result %q", e.Name, e.Result)
		case (e.ExitCode == nil) != (e.Result == ResultNotAttempted):
			return nil, fmt.Errorf("the result of environment %q is %q, which does not match its exit code", e.Name, e.Result)
		}
		e.Counts.Add(AppliedCounts{}) // makes the map
		e.bound()
	}
	return &a, nil
}

// bound cuts what is longer than a result may be.
func (e *AppliedEnvironment) bound() {
	e.Error = Shortened(e.Error)
	if left := len(e.Unmade) - MostUnmade; left > 0 {
		e.Unmade, e.UnmadeLeftOut = e.Unmade[:MostUnmade], e.UnmadeLeftOut+left
	}
	for i := range e.Unmade {
		e.Unmade[i].Error = Shortened(e.Unmade[i].Error)
	}
}

// results are the known results of an environment.
var results = map[string]bool{ResultApplied: true, ResultNoChanges: true, ResultManual: true, ResultFailed: true, ResultNotAttempted: true}
