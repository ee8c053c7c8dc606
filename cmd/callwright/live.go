package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/snapshot"
)

// liveFlag adds the flag --live to a command that only reads the contact centre.
func (f *targetFlags) liveFlag(c *cobra.Command) {
	c.Flags().StringVar(&f.live, "live", "", "compare with the snapshot in `FILE`, instead of the contact centre: no credentials, no network")
}

// openToRead opens what a command reads the live state from: the contact centre at the site,
// or the snapshot in the file live, if that is not "". It opens the contact centre read-only,
// so that a plan leaves no trace even of an embedded instance.
func (a *app) openToRead(ctx context.Context, site engine.Site, live string) (*engine.Service, error) {
	if live == "" {
		access := a.access()
		access.ReadOnly = true
		return engine.Open(ctx, site, access)
	}
	taken, err := promptly(ctx, func() (*snapshot.Snapshot, error) { return readSnapshot(a.folder, live) })
	if err != nil {
		return nil, err
	}
	s, err := engine.OpenSnapshot(taken, site)
	if err != nil {
		return nil, snapshotTrouble(live, err)
	}
	a.Say("compared with the snapshot %s of %s, and not with the contact centre", plan.Clean(live), taken.Taken.Format(time.RFC3339))
	return s, nil
}

// readSnapshot reads the snapshot in a file.
func readSnapshot(in folder, path string) (taken *snapshot.Snapshot, err error) {
	f, err := os.Open(in.path(path))
	if err != nil {
		return nil, usage("%v", err)
	}
	defer finish(f, &err)
	if taken, err = snapshot.Decode(f); err != nil {
		return nil, snapshotTrouble(path, err)
	}
	return taken, nil
}

// unusable returns the error of a plan. If the snapshot lacks something, the error says so.
func unusable(live string, err error) error {
	if live != "" && errors.Is(err, schema.ErrNotRead) {
		return snapshotTrouble(live, err)
	}
	return err
}

// snapshotTrouble returns the error for a snapshot that cannot be used.
func snapshotTrouble(path string, why error) error {
	return trouble(exitConfig, diag.UnusableSnapshot, "%s: %s. Take another one: callwright snapshot -o FILE.", path, plan.Clean(fmt.Sprint(why)))
}
