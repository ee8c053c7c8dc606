package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/callwright/callwright/plan/internal/canonical"
)

// A Joined document has the plans of several environments of one configuration: what
// `plan --env all --out` saves and `--output json` prints.
type Joined struct {
	FormatVersion string        `json:"format_version"`
	Digest        string        `json:"digest,omitempty"` // of all digests; "" if an environment has no plan
	Shard         *Shard        `json:"shard,omitempty"`  // nil for all of the chosen environments
	Environments  []Environment `json:"environments"`
}

// A Shard says that a document has only a part of the environments that --env chose.
type Shard struct {
	Index        int      `json:"index"` // from 1
	Of           int      `json:"of"`
	Environments []string `json:"environments"` // those of all shards
}

// An Environment is the plan of one environment, or the reasons why there is none. Its JSON
// has the members of the plan beside its own.
type Environment struct {
	Name     string
	ExitCode int // that planning this environment alone would have
	Wave     int // apply goes from the lowest wave to the highest
	Plan     *Document

	Diagnostics []Diagnostic // if Plan is nil
}

// environmentHead is how the JSON of an environment begins.
type environmentHead struct {
	Name        string       `json:"environment"`
	ExitCode    int          `json:"exit_code"`
	Wave        int          `json:"wave,omitempty"`
	Diagnostics []Diagnostic `json:"diagnostics,omitempty"`
}

// ownMembers are the members of an environment that are not the plan's.
var ownMembers = []string{"environment", "exit_code", "wave"}

// Join returns the joined document of environments, which are in the order of their names. Shard
// is nil if they are all.
func Join(environments []Environment, shard *Shard) (*Joined, error) {
	j := &Joined{FormatVersion: FormatVersion, Shard: shard, Environments: environments}
	digest, err := j.digest()
	j.Digest = digest
	return j, err
}

// digest returns a digest of the environments' names and digests. It returns "" if an
// environment has no plan: nobody can approve what is not known.
func (j *Joined) digest() (string, error) {
	type part struct {
		Environment string `json:"environment"`
		Digest      string `json:"digest"`
	}
	parts := make([]part, len(j.Environments))
	for i, e := range j.Environments {
		if e.Plan == nil {
			return "", nil
		}
		parts[i] = part{e.Name, e.Plan.Digest}
	}
	return canonical.Digest(parts)
}

// MarshalJSON encodes the environment with the members of its plan.
func (e Environment) MarshalJSON() ([]byte, error) {
	head := environmentHead{e.Name, e.ExitCode, e.Wave, e.Diagnostics}
	text, err := encode(head)
	if err != nil || e.Plan == nil {
		return text, err
	}
	plan, err := e.Plan.MarshalJSON()
	if err != nil {
		return nil, err
	}
	text = append(bytes.TrimSuffix(bytes.TrimSpace(text), []byte("}")), ',')
	return append(text, bytes.TrimPrefix(bytes.TrimSpace(plan), []byte("{"))...), nil
}

// IsJoined reports whether the text of a saved plan is a joined document. Results of apply have
// environments, too, and are none.
func IsJoined(text []byte) bool {
	var members struct {
		Command      string           `json:"command"`
		Environments *json.RawMessage `json:"environments"`
	}
	return json.Unmarshal(text, &members) == nil && members.Environments != nil && members.Command != ApplyCommand
}

// ParseJoined reads a joined document. It is as strict as [Parse]: each plan must have the
// digest that it says, and so must the whole.
func ParseJoined(text []byte) (*Joined, error) {
	var saved struct {
		FormatVersion string                       `json:"format_version"`
		Digest        string                       `json:"digest"`
		Shard         *Shard                       `json:"shard"`
		Environments  []map[string]json.RawMessage `json:"environments"`
	}
	if err := json.Unmarshal(text, &saved); err != nil {
		return nil, err
	}
	j := &Joined{FormatVersion: saved.FormatVersion, Digest: saved.Digest, Shard: saved.Shard}
	for _, members := range saved.Environments {
		e, err := parseEnvironment(members)
		if err != nil {
			return nil, err
		}
		j.Environments = append(j.Environments, e)
	}
	digest, err := j.digest()
	if err == nil && digest != j.Digest {
		err = ErrDigest
	}
	return j, err
}

// parseEnvironment reads one environment of a joined document.
func parseEnvironment(members map[string]json.RawMessage) (Environment, error) {
	var head environmentHead
	text, err := json.Marshal(members)
	if err == nil {
		err = json.Unmarshal(text, &head)
	}
	if err != nil {
		return Environment{}, err
	}
	if head.Name == "" {
		return Environment{}, errors.New("an environment has no name")
	}
	e := Environment{Name: head.Name, ExitCode: head.ExitCode, Wave: head.Wave}
	if members["format_version"] == nil {
		e.Diagnostics = head.Diagnostics
		return e, nil
	}
	for _, name := range ownMembers {
		delete(members, name)
	}
	if text, err = json.Marshal(members); err != nil {
		return Environment{}, err
	}
	if e.Plan, err = Parse(text); err != nil {
		return Environment{}, fmt.Errorf("environment %q: %w", head.Name, err)
	}
	if e.Plan.Config.Environment != head.Name {
		return Environment{}, fmt.Errorf("the plan of environment %q is for %q", head.Name, e.Plan.Config.Environment)
	}
	return e, nil
}
