package engine

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/snapshot"
)

// An Agreement says what a plan of an exported configuration does to the objects that it was
// exported from.
type Agreement struct {
	Adopted   int      // taken over as they are
	Same      int      // managed already, and left as they are; those that moved are among them
	Moved     int      // managed already, at another address
	Deleted   []string // the addresses of objects that the stack manages, and that the configuration does not describe
	Different []string // the addresses of objects that the plan would change or create
}

// Agree plans the configuration in files against the state that it was exported from. The error
// says why the configuration cannot be planned. An error is a fault of callwright, and so is
// something different, and a caller must not hide either.
func Agree(ctx context.Context, files fs.FS, s *snapshot.Snapshot) (Agreement, error) {
	var a Agreement
	c, diags := config.Load(files, ".", config.Options{Stop: ctx.Done()})
	if diags.HasErrors() {
		return a, fmt.Errorf("the exported configuration is not valid: %w", diags)
	}
	p := plan.Make(s.State, c.Want, plan.Options{Instance: s.Instance, Stack: c.Stack, Formerly: c.Formerly})
	if len(p.Problems) > 0 {
		return a, fmt.Errorf("the exported configuration cannot be planned: %s", p.Problems[0])
	}
	a.Same = p.Noop
	for _, change := range p.Records {
		if change.Standing == plan.Moved {
			a.Moved++
		}
	}
	for _, change := range p.Changes {
		switch {
		case change.Action == plan.Adopt && change.Attrs == 0:
			a.Adopted++
		case change.Want == nil:
			a.Deleted = append(a.Deleted, change.Addr.String())
		default:
			a.Different = append(a.Different, change.Addr.String())
		}
	}
	return a, nil
}
