// Package journal keeps the evidence of a run: a line before each write with the object
// as it is, and one after it with what became of it; and beside it the plan that takes
// the run back. Nothing is ever read from it to decide anything.
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

// Folder is where callwright keeps what belongs to one machine.
const Folder = ".callwright"

// A Journal is that of one run.
type Journal struct {
	place string // the working folder
	dir   string // of the run, below place
	file  *os.File
	err   error // the first that writing a line met
}

// An Entry is one line of a journal.
type Entry struct {
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

// RunID returns a name for a run that no other run has, in the order of time.
func RunID() (string, error) {
	suffix := make([]byte, 3)
	_, err := rand.Read(suffix)
	return time.Now().UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(suffix), err
}

// New starts the journal of a run in the working folder place: in .callwright/runs, the
// run has a folder of its own.
func New(place, id string) (*Journal, error) {
	j := &Journal{place: place, dir: filepath.Join(Folder, "runs", id)}
	if err := os.MkdirAll(filepath.Join(place, Folder), 0o700); err != nil {
		return nil, err
	}
	if err := file.WriteNew(filepath.Join(place, Folder, ".gitignore"), []byte("*\n")); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(place, j.dir), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(j.Path(), os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	j.file = f
	return j, err
}

// Path returns the path of the journal's file.
func (j *Journal) Path() string { return filepath.Join(j.place, j.dir, "journal.ndjson") }

// Observe writes the line of an event, if it is about a write.
func (j *Journal) Observe(e apply.Event) {
	switch {
	case e.Writing:
		j.write("write_start", e.Change, e.Before, nil)
	case e.Outcome != nil && e.Outcome.Status != apply.AlreadyDone:
		j.write("write_end", e.Change, e.Outcome.Before, e.Outcome)
	}
}

func (j *Journal) write(kind string, c *plan.Change, before *schema.Resource, o *apply.Outcome) {
	e := Entry{Time: time.Now().UTC().Format(time.RFC3339Nano), Type: kind, Address: c.Addr.String(), Kind: c.Object().Kind.Name, Name: c.Object().Key, Action: c.Action}
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

// Close ends the journal, and writes undo beside it, the plan that takes the run back;
// nil writes none. It returns the path of that plan, as somebody in the working folder
// gives it to apply.
func (j *Journal) Close(undo *document.Document) (string, error) {
	if err := errors.Join(j.err, j.file.Close()); err != nil {
		return "", fmt.Errorf("write the journal: %w", err)
	}
	if undo == nil {
		return "", nil
	}
	text, err := json.MarshalIndent(undo, "", "  ")
	if err != nil {
		return "", err
	}
	path := filepath.Join(j.dir, "undo.json")
	return path, file.WritePrivate(filepath.Join(j.place, path), text)
}
