package main

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// ownFolder is where callwright keeps what is of this machine alone.
const ownFolder = ".callwright"

// A journal is the evidence of a run: a line before each write with the object as
// it is, and one after it with what became of it. Nothing is ever read from it to
// decide anything.
type journal struct {
	dir  string
	file *os.File
	err  error // the first that writing a line met
}

// An entry is one line of a journal.
type entry struct {
	Time    string                     `json:"ts"`
	Type    string                     `json:"type"` // write_start, write_end
	Address string                     `json:"address"`
	Kind    string                     `json:"kind"`
	Name    string                     `json:"name"`
	ID      string                     `json:"id,omitempty"`
	Action  plan.Action                `json:"action"`
	Before  map[string]json.RawMessage `json:"before,omitempty"`
	After   map[string]json.RawMessage `json:"after,omitempty"`
	Status  apply.Status               `json:"status,omitempty"`
	Error   string                     `json:"error,omitempty"`
}

// newJournal starts the journal of a run, in a folder of its own inside folder.
func newJournal(folder, id string) (*journal, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := writeNew(filepath.Join(folder, ".gitignore"), []byte("*\n")); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	dir := filepath.Join(folder, "runs", id)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, "journal.ndjson"), os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	return &journal{dir: dir, file: f}, err
}

// runID returns a name for a run that no other run has, in the order of time.
func runID() (string, error) {
	suffix := make([]byte, 3)
	_, err := rand.Read(suffix)
	return time.Now().UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(suffix), err
}

// observe writes the line of an event, if it is about a write.
func (j *journal) observe(e apply.Event) {
	switch {
	case e.Writing:
		j.write("write_start", e.Change, e.Before, nil)
	case e.Outcome != nil && e.Outcome.Status != apply.AlreadyDone:
		j.write("write_end", e.Change, e.Outcome.Before, e.Outcome)
	}
}

func (j *journal) write(kind string, c *plan.Change, before *schema.Resource, o *apply.Outcome) {
	e := entry{Time: time.Now().UTC().Format(time.RFC3339Nano), Type: kind, Address: c.Addr.String(), Kind: c.Object().Kind.Name, Name: c.Object().Key, Action: c.Action}
	var err error
	if before != nil {
		e.ID = before.ID
		e.Before, err = plan.Values(before, c.Shown())
	}
	if c.Want != nil && err == nil {
		e.After, err = plan.Values(c.Want, c.Attrs)
	}
	if o != nil {
		e.Status = o.Status
		if o.ID != "" {
			e.ID = o.ID
		}
		if o.Err != nil {
			e.Error = o.Err.Error()
		}
	}
	line, lineErr := json.Marshal(e)
	_, writeErr := j.file.Write(append(line, '\n'))
	j.err = errors.Join(j.err, err, lineErr, writeErr)
}

// close ends the journal, and writes undo beside it, the plan that takes the run back.
// It returns that plan's path; "" when there is nothing to take back.
func (j *journal) close(undo *plan.Plan) (string, error) {
	if err := errors.Join(j.err, j.file.Close()); err != nil {
		return "", fmt.Errorf("write the journal: %w", err)
	}
	if undo.Empty() {
		return "", nil
	}
	d, err := undo.Document()
	if err != nil {
		return "", err
	}
	d.Tool = plan.Tool{Name: "callwright", Version: version()}
	d.CreatedAt = createdAt().Format(time.RFC3339)
	for _, w := range undo.Warnings {
		d.Diagnostics = append(d.Diagnostics, plan.Diagnostic{Severity: "warning", Code: w.Code(), Summary: w.Summary(), Detail: w.Detail(), Address: w.Addr.String()})
	}
	path := filepath.Join(j.dir, "undo.json")
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return "", err
	}
	return path, writePrivate(path, text)
}
