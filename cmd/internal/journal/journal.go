// Package journal records what a run did: a line before each write, with the object as it
// was, and a line after it, with the result. Beside the journal it puts a plan that takes
// the run back. People read a journal after an accident; callwright itself never does,
// so a damaged journal cannot make it do anything.
//
// For example, a run that creates one queue leaves two files:
//
//	.callwright/runs/20240501T093000.250000Z-a1b2c3/journal.ndjson
//	  {"ts":"…","type":"write_start","address":"queue.sales","action":"create",…}
//	  {"ts":"…","type":"write_end","address":"queue.sales","id":"…","status":"done",…}
//	.callwright/runs/20240501T093000.250000Z-a1b2c3/undo.json
//	  a saved plan that disables queue.sales again, for `callwright apply`
package journal

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
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema"
)

// Folder is the folder for files that belong to one machine and not into git.
const Folder = ".callwright"

// A Journal is the journal of one run. It is not safe for concurrent use; the runner
// reports its events one after the other.
type Journal struct {
	workDir string   // the working folder
	runDir  string   // the run's folder, relative to workDir
	file    *os.File // journal.ndjson in runDir
	err     error    // the errors of the lines so far, for Close to return
}

// An Entry is one line of a journal. Before and After have attributes by name, such as
// {"max_contacts":5}: those that the plan shows of the change, and those that it writes.
type Entry struct {
	Time    string                     `json:"ts"`
	Type    string                     `json:"type"` // write_start or write_end
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

// RunID returns a new name for a run, such as 20240501T093000.250000Z-a1b2c3. The time, in
// microseconds, makes a listing of the folder chronological even if runs follow each other
// quickly. The random suffix tells runs apart that start at the same time.
func RunID() (string, error) {
	suffix := make([]byte, 3)
	_, err := rand.Read(suffix)
	return time.Now().UTC().Format("20060102T150405.000000Z") + "-" + hex.EncodeToString(suffix), err
}

// New starts the journal of a run, in .callwright/runs/ID below the working folder.
// It fails if that run already has a journal.
func New(workDir, id string) (*Journal, error) {
	j := &Journal{workDir: workDir, runDir: filepath.Join(Folder, "runs", id)}
	if err := file.Within(workDir, j.runDir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(workDir, Folder), 0o700); err != nil {
		return nil, err
	}
	// Journals have personal data. This file keeps them out of git even in a repository
	// whose own .gitignore does not mention the folder.
	if err := file.WriteNew(filepath.Join(workDir, Folder, ".gitignore"), []byte("*\n")); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(workDir, j.runDir), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(j.Path(), os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	j.file = f
	return j, err
}

// Path returns the path of journal.ndjson, from where the process was started.
func (j *Journal) Path() string { return filepath.Join(j.workDir, j.runDir, "journal.ndjson") }

// Observe writes a line if the event is the start or the end of a write. A change that
// was already done wrote nothing, so it has no line. Observe returns no error, because
// an observer cannot stop the run: [Journal.Close] returns what went wrong.
func (j *Journal) Observe(e apply.Event) {
	switch {
	case e.Writing:
		j.write("write_start", e.Change, e.Before, nil)
	case e.Outcome != nil && e.Outcome.Status != apply.AlreadyDone:
		j.write("write_end", e.Change, e.Outcome.Before, e.Outcome)
	}
}

// write writes one line. The outcome o is nil at the start of a write.
func (j *Journal) write(entryType string, c *plan.Change, before *schema.Resource, o *apply.Outcome) {
	e := Entry{Time: time.Now().UTC().Format(time.RFC3339Nano), Type: entryType, Address: c.Addr.String(), Kind: c.Object().Kind.Name, Name: c.Object().Key, Action: c.Action}
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
		if o.ID != "" { // the id that the service gave a new object
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

// Close closes the journal. It saves undo, the plan that takes the run back, beside the
// journal, and returns the path of that plan, relative to the working folder, so that
// people can paste it after `callwright apply`. The path is empty if undo is nil or could not
// be saved: nobody may be told to apply a file that does not exist.
func (j *Journal) Close(undo *document.Document) (string, error) {
	err := errors.Join(j.err, j.file.Close())
	if err != nil {
		err = fmt.Errorf("the journal is incomplete: %w", err)
	}
	if undo == nil {
		return "", err
	}
	text, undoErr := json.MarshalIndent(undo, "", "  ")
	path := filepath.Join(j.runDir, "undo.json")
	if undoErr == nil {
		undoErr = file.WritePrivate(filepath.Join(j.workDir, path), text)
	}
	if undoErr != nil {
		return "", errors.Join(err, fmt.Errorf("the undo plan was not saved: %w", undoErr))
	}
	return path, err
}
