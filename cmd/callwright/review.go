package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema/diag"
)

// nothingWritten is what a refusal means for commands that would have written.
const nothingWritten = "nothing was written"

// load loads the configuration in the working folder. It returns an error if the flags are
// wrong, or the context ends; the problems of the configuration are in its Diagnostics.
func (a *app) load(ctx context.Context, f *targetFlags) (*engine.Configuration, error) {
	return loadBy(ctx, a, f, func(t *engine.Target) *engine.Configuration { return t.Load(ctx) })
}

// loadBy loads the configuration in the working folder by a function.
func loadBy(ctx context.Context, a *app, f *targetFlags, load func(*engine.Target) *engine.Configuration) (*engine.Configuration, error) {
	t, root, err := a.target(f)
	if err != nil {
		return nil, err
	}
	defer root.Close() // all files are read at once, so nobody needs it afterwards
	c, err := promptly(ctx, func() (*engine.Configuration, error) { return load(t), nil })
	if err == nil {
		a.pointAbove(c.Diagnostics)
	}
	return c, err
}

// pointAbove says where the configuration is if the working folder has none and is a folder
// of a configuration, such as its folder environments.
func (a *app) pointAbove(list []document.Diagnostic) {
	for i := range list {
		if list[i].Code != diag.NoConfigurationFiles.Code {
			continue
		}
		if above := a.folder.above(); above != "" {
			list[i].Detail = fmt.Sprintf("The folder has no .hcl files, but a folder above it has: use -C %s to run there.", plan.Clean(above))
		}
	}
}

// mustLoad loads the configuration and prints its problems. It returns an error if there
// are errors among them, or, with --fail-level warning, warnings.
func (a *app) mustLoad(ctx context.Context, f *targetFlags) (*engine.Configuration, error) {
	c, err := a.load(ctx, f)
	if err != nil {
		return nil, err
	}
	return c, accept(a, c, f)
}

// mustLoadAndOpen is mustLoad, and opens the contact centre. It opens it and begins to read it
// while it loads: see [engine.Target.LoadAndOpen].
func mustLoadAndOpen(ctx context.Context, a *app, f *targetFlags, open engine.Opener) (*engine.Configuration, *engine.Service, error) {
	var early *engine.EarlyService
	c, err := loadBy(ctx, a, f, func(t *engine.Target) (c *engine.Configuration) {
		c, early = t.LoadAndOpen(ctx, open)
		return c
	})
	if err != nil {
		return nil, nil, err
	}
	if err = accept(a, c, f); err != nil {
		early.Drop()
		return nil, nil, err
	}
	s, err := early.Wait(ctx, c.Site())
	return c, s, err
}

// accept prints the problems of a configuration. It returns an error if there are errors among
// them, or, with --fail-level warning, warnings.
func accept(a *app, c *engine.Configuration, f *targetFlags) error {
	a.tell(c.Diagnostics)
	if engine.Failing(c.Diagnostics, f.failsOnWarnings()) {
		return errors.Join(a.pipeline.annotate(c.Diagnostics, nil), exit(exitConfig))
	}
	return nil
}

// plan plans the configuration against a source and prints the problems that it finds. It
// fails for the same problems as mustLoad. On success it writes the events of the plan.
func (a *app) plan(ctx context.Context, c *engine.Configuration, s engine.Source, f *targetFlags) (*engine.Review, error) {
	r, err := promptly(ctx, func() (*engine.Review, error) { return c.Plan(ctx, s, a.watch()) })
	if err != nil {
		return nil, err
	}
	a.tell(r.Diagnostics)
	if engine.Failing(r.Diagnostics, f.failsOnWarnings()) {
		return nil, errors.Join(a.pipeline.annotate(slices.Concat(c.Diagnostics, r.Diagnostics), nil), exit(exitConfig))
	}
	return r, a.events.Planned(r.Plan, r.Document)
}

// review is the common part of the commands that plan and do not apply: plan, drift, graph
// and unmanaged. It makes the plan, against the contact centre or the snapshot of --live, and
// calls show with the review.
func (a *app) review(ctx context.Context, command string, f *targetFlags, show func(*engine.Review) error) error {
	return a.withEvents(f.events, command, func(string) error {
		return f.readOnly(ctx, func(ctx context.Context) (err error) {
			c, s, err := mustLoadAndRead(ctx, a, f)
			if err != nil {
				return err
			}
			defer finish(s, &err)
			r, err := a.plan(ctx, c, s.Source(), f)
			if err != nil {
				return unusable(f.live, err)
			}
			if f.traffic.traffic != "" && r.Plan.Impact.Service == nil {
				return trouble(exitConfig, diag.UnusableTraffic, "The contact centre after the plan cannot be simulated: parts of it were not read, or the plan has no outcome.")
			}
			return show(r)
		})
	})
}

// mustLoadAndRead loads the configuration, and opens what a plan reads the live state from.
func mustLoadAndRead(ctx context.Context, a *app, f *targetFlags) (*engine.Configuration, *engine.Service, error) {
	if f.live == "" {
		return mustLoadAndOpen(ctx, a, f, func(ctx context.Context, site engine.Site) (*engine.Service, error) {
			return a.openToRead(ctx, site, "")
		})
	}
	// The snapshot is read while the configuration loads, which uses one core. Both leave garbage
	// meanwhile, so it is collected somewhat earlier than usual: a plan of 100,000 users then takes
	// less than 600 MB.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(80)
	}
	read := beginSnapshot(ctx, a.folder, f.live)
	c, err := a.mustLoad(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	s, err := openSnapshot(a, c.Site(), f.live, read)
	return c, s, err
}

// finish closes c in a deferred call, and adds its error to the error of the function.
func finish(c io.Closer, err *error) { *err = errors.Join(*err, c.Close()) }

// readPlan reads a saved plan. It rejects a plan that was edited after it was made, because
// nobody approved it like that, and one that another major version made.
func (a *app) readPlan(path string) (*engine.Review, error) {
	text, err := file.Read(a.folder.path(path), file.MaxPlan)
	if err != nil {
		return nil, usage("%v", err)
	}
	if document.IsApplied(text) {
		return nil, usage("%s has results of apply, and is not a plan: callwright join shows it", path)
	}
	r, err := engine.ReadReview(text, a.origin())
	switch {
	case errors.Is(err, document.ErrSeal):
		return nil, trouble(exitConfig, diag.PlanModified, "%s: somebody changed what explains the plan, such as its risks, after it was made. Plan again, and do not edit the plan; edit the configuration.", path)
	case errors.Is(err, document.ErrDigest):
		return nil, trouble(exitConfig, diag.PlanModified, "%s: its digest does not match its content. Plan again, and do not edit the plan; edit the configuration.", path)
	case err != nil:
		return nil, trouble(exitConfig, diag.UnreadablePlan, "%s: %s. Plan again: callwright plan --out FILE.", path, err)
	}
	if !r.Document.Sealed() {
		a.Complain("%s has no document_digest, so only what it writes is as it was planned; its impact, people, reasons and risks may have been changed since", path)
	}
	return r, nil
}

// isPlan returns an error if a saved document is not a plan of this contact centre, but looks
// like one.
func isPlan(r *engine.Review, path string) error {
	if r.Document.Drift {
		return usage("%s is a drift: it shows what somebody changed, and is not a plan. To take the changes back, run callwright apply", path)
	}
	if r.Document.Model != nil {
		return usage("%s compares two contact centres, and is not a plan. To change one, describe it in a configuration: see callwright export", path)
	}
	if r.Document.Snapshot != nil {
		return usage("%s was made against a snapshot of %s, and not against the contact centre. Plan again without --live", path, plan.Clean(r.Document.Snapshot.TakenAt))
	}
	return nil
}
