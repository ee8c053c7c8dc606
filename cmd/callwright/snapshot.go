package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/snapshot"
)

// A snapshotCommand is the command snapshot with its flags. Somebody with credentials takes
// a snapshot, and others then work with the file:
//
//	callwright snapshot -o monday.json
//	callwright plan --live monday.json
type snapshotCommand struct {
	*app
	target targetFlags
	where  siteFlags
	path   string // the file of --output; "" for standard output
}

// newSnapshot returns the command snapshot.
func newSnapshot(a *app) *cobra.Command {
	s := &snapshotCommand{app: a}
	c := &cobra.Command{
		Use:   "snapshot",
		Short: "Save the live state of a contact centre",
		Long: `snapshot reads everything from the contact centre and writes it as JSON: every attribute of
every object, whoever manages it, the records in the tags, and the names of flows and phone
numbers. It says which kinds were not read. The contact centre is the one of the configuration
in the working folder, or the one that --instance names.

A snapshot has personal data, such as names and e-mail addresses. Only the owner of the file may
read it. "callwright docs schema snapshot" prints the format.`,
		Example: `  callwright snapshot -o live.json
  callwright snapshot --env prod -o prod.json
  callwright snapshot --instance my-instance --region eu-west-2 -o live.json
  callwright snapshot | jq -r '.objects[] | select(.kind == "queue") | .key'`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.run(c.Context()) },
	}
	s.target.flags(c)
	s.target.runFlags.flags(c)
	s.where.flags(c)
	c.Flags().StringVarP(&s.path, "output", "o", "", "write the snapshot to `FILE` instead of standard output")
	return c
}

// run takes the snapshot and writes it.
func (s *snapshotCommand) run(ctx context.Context) error {
	return s.withEvents(s.target.events, "snapshot", func(string) error {
		return s.target.readOnly(ctx, func(ctx context.Context) error {
			site, err := siteOf(ctx, s.app, &s.target, &s.where)
			if err != nil {
				return err
			}
			taken, err := takeSnapshot(ctx, s.app, site, "")
			if err != nil {
				return err
			}
			return s.save(taken)
		})
	})
}

// takeSnapshot reads everything from the contact centre at a site, or from the snapshot in the
// file live, if that is not "".
func takeSnapshot(ctx context.Context, a *app, site engine.Site, live string) (taken *snapshot.Snapshot, err error) {
	service, err := a.openToRead(ctx, site, live)
	if err != nil {
		return nil, err
	}
	defer finish(service, &err)
	return promptly(ctx, func() (*snapshot.Snapshot, error) { return service.Snapshot(ctx, a.origin(), a.watch()) })
}

// save writes the snapshot to the file, or to standard output.
func (s *snapshotCommand) save(taken *snapshot.Snapshot) error {
	if s.path == "" {
		return taken.Encode(s.dataOut("json"))
	}
	if err := s.folder.stream(s.path, func(w io.Writer) error { return taken.Encode(w) }); err != nil {
		return err
	}
	s.Say("saved %s of %s, as of %s, to %s", impact.Count(len(taken.State.All()), "object"), taken.Instance.Name, taken.Taken.Format(time.RFC3339), s.path)
	return nil
}

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
	return openSnapshot(a, site, live, beginSnapshot(ctx, a.folder, live))
}

// beginSnapshot begins to read the snapshot in a file.
func beginSnapshot(ctx context.Context, in folder, path string) func() (*snapshot.Snapshot, error) {
	return begin(ctx, func() (*snapshot.Snapshot, error) { return readSnapshot(in, path) })
}

// openSnapshot opens the snapshot that is read from the file live.
func openSnapshot(a *app, site engine.Site, live string, read func() (*snapshot.Snapshot, error)) (*engine.Service, error) {
	taken, err := read()
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
