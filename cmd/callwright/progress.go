package main

import (
	"fmt"

	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
)

// past are the actions once they are done.
var past = map[plan.Action]string{
	plan.Create: "created", plan.Update: "updated", plan.Rename: "renamed", plan.Adopt: "taken over",
	plan.Replace: "replaced", plan.Delete: "deleted", plan.Release: "released",
}

// progress says that a change was made, or why it was not.
func (a *app) progress(o apply.Outcome) {
	if o.Made() {
		a.say("%s", said(o))
		return
	}
	a.complain("%s", said(o))
}

// account ends a run: what was not attempted and why, the line that counts, and how
// to go on or back.
func (a *app) account(r *apply.Report, undo string) {
	for _, o := range r.Outcomes {
		if o.Status == apply.NotAttempted && o.Because != nil {
			a.complain("%s was not attempted, because it waits for %s", plan.Clean(o.Change.Addr.String()), plan.Clean(o.Because.Addr.String()))
		}
	}
	done := map[plan.Action]int{}
	for _, o := range r.Outcomes {
		if o.Change.Step == "" && (o.Status == apply.Done || o.Status == apply.Differs) {
			done[o.Change.Action]++
		}
	}
	if len(r.Outcomes) > 0 {
		fmt.Fprintln(a.out, render.Applied(done, r.Count(apply.Failed), r.Count(apply.Stale), r.Count(apply.NotAttempted)))
	}
	for _, o := range r.Records {
		if !o.Made() {
			a.complain("%s; a later apply brings its record up to date", said(o))
		}
	}
	if !r.Complete() {
		a.complain("run apply again to finish the rest; nothing is done twice")
	}
	if undo != "" {
		a.say("to take this back: callwright apply %s", undo)
	}
}
