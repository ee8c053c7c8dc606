package chaos

import (
	"bytes"
	"encoding/json"
	"os"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// checkJournal compares a journal with the live state before and after its run. What the
// journal calls done must be live as the journal says, and every object that changed must
// have a line.
func (c *chaos) checkJournal(j *journal.Journal, before, after *schema.State) {
	c.Helper()
	text, err := os.ReadFile(j.Path())
	if err != nil {
		c.Fatal(err)
	}
	began := map[schema.Name]bool{}
	for line := range bytes.Lines(text) {
		var e journal.Entry
		if err := json.Unmarshal(line, &e); err != nil {
			c.Fatalf("%v: %s", err, line)
		}
		n := schema.Name{Kind: e.Kind, Key: e.Name}
		if e.Type == "write_start" {
			began[n] = true
			continue
		}
		if !began[n] && e.Status == apply.Done {
			c.Errorf("%s is done, and was never begun", n)
		}
		if e.Status == apply.Done {
			c.checkEntry(e, after)
		}
	}
	for _, l := range before.All() {
		if boundToWritten(l, began) {
			continue
		}
		if now, ok := after.Lookup(l.Name()); (!ok || now.ID != l.ID || now.Record != l.Record || l.Kind.Changed(now, l).Minus(l.Kind.WrittenLast()) != 0) && !began[l.Name()] {
			c.Errorf("%s is not as it was, and the journal has nothing about it", l.Name())
		}
	}
	for _, l := range after.All() {
		if _, ok := before.Lookup(l.Name()); !ok && !began[l.Name()] {
			c.Errorf("%s is new, and the journal has nothing about it", l.Name())
		}
	}
}

// boundToWritten reports whether the object belongs to one that the run wrote. An
// assignment may disappear together with its user, for example, without a line of its own.
func boundToWritten(l *schema.Resource, began map[schema.Name]bool) bool {
	for i := range l.Kind.Bound().All() {
		for n := range l.Kind.Attrs[i].Refs(l.Body) {
			if began[n] {
				return true
			}
		}
	}
	return false
}

// checkEntry compares the entry of a change that is done with the live object.
func (c *chaos) checkEntry(e journal.Entry, after *schema.State) {
	c.Helper()
	l, ok := after.Lookup(schema.Name{Kind: e.Kind, Key: e.Name})
	if e.Action == plan.Delete {
		if ok {
			c.Errorf("%s was deleted by the journal, and is there", e.Address)
		}
		return
	}
	if !ok || e.ID != "" && l.ID != e.ID {
		c.Errorf("%s was written by the journal, and is not there", e.Address)
		return
	}
	values, err := plan.Values(l, l.Kind.Every())
	if err != nil {
		c.Fatal(err)
	}
	for name, value := range e.After {
		if !bytes.Equal(value, values[name]) {
			c.Errorf("%s: the journal has %s = %s, and it is %s", e.Address, name, value, values[name])
		}
	}
}
