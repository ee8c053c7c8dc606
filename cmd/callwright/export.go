package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/exported"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/export"
)

// An exportCommand is the command export with its flags. A team that has an instance begins
// with it:
//
//	callwright export --instance my-instance --region eu-west-2 --stack support
//	callwright plan    shows that all objects are taken over as they are
//	callwright apply   takes them over
type exportCommand struct {
	*app
	target    targetFlags
	where     siteFlags
	stack     string
	live      string // the file of a snapshot; "" to read the contact centre
	from      otherFiles
	only      []string
	complete  bool
	overwrite bool
}

// newExport returns the command export.
func newExport(a *app) *cobra.Command {
	e := &exportCommand{app: a}
	c := &cobra.Command{
		Use:   "export [DIR]",
		Short: "Write a configuration for a live contact centre",
		Long: `export reads the whole contact centre and writes a configuration that describes it as it is:
objects as blocks in files by subject, people as rows of people.csv. A plan on it changes
nothing. The contact centre is the one of the configuration in the working folder, or the one
that --instance names.

DIR is relative to the working folder; without it, export writes into the working folder. It
replaces the files of an earlier export, and nothing else: if somebody changed one of them, or
if the folder has a configuration that export did not write, it stops. --overwrite replaces the
files that are in the way.

--from-terraform exports what Terraform manages, and says what it could not convert. See
docs/from-terraform.md. --from-console-csv exports the users in a file that the console imports
users from. See docs/from-console-csv.md.

The objects that every instance has, such as BasicQueue, and the settings that the service gives
a new object by itself are left out. --only and --complete take them in.

Exit codes: 0 done, 1 failed, 3 a file is in the way, 4 no access.`,
		Example: `  callwright export --instance my-instance --region eu-west-2 --stack support
  callwright export ../take-over
  callwright export --live monday.json --stack support
  callwright export --from-terraform state.json take-over --stack support
  callwright export --from-console-csv users.csv people --instance my-instance --region eu-west-2
  callwright export queues --only 'queue.*' --stack queues`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("export takes one folder, but got %d arguments", len(args))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return e.run(c.Context(), append(args, ".")[0]) },
	}
	e.target.flags(c)
	e.target.runFlags.flags(c)
	e.where.flags(c)
	c.Flags().StringVar(&e.stack, "stack", "", "the `NAME` of the stack that will manage the objects")
	c.Flags().StringVar(&e.live, "live", "", "export the snapshot in `FILE`, without reading the contact centre")
	e.from.flags(c)
	c.Flags().StringArrayVar(&e.only, "only", nil, "export only objects whose address or name matches `PATTERN`, such as queue.* (repeat)")
	c.Flags().BoolVar(&e.complete, "complete", false, "also write settings that a new object has by itself")
	c.Flags().BoolVar(&e.overwrite, "overwrite", false, "replace files that are in the way")
	return c
}

// run exports into the folder. What can go wrong is checked before the contact centre is read,
// which may take minutes.
func (e *exportCommand) run(ctx context.Context, dir string) error {
	return e.withEvents(e.target.events, "export", func(string) error {
		return e.target.readOnly(ctx, func(ctx context.Context) error {
			folder, err := exported.Open(e.folder.path(dir))
			if err != nil {
				return usage("%v", err)
			}
			if err = folder.Check(); err != nil && !e.overwrite {
				return inTheWay(dir, err)
			}
			site, stack, err := e.source(ctx)
			if err != nil {
				return err
			}
			from, err := e.read(ctx, site)
			if err != nil {
				return err
			}
			settings, err := e.settings(site, stack, from)
			if err != nil {
				return err
			}
			return e.write(ctx, folder, dir, from, settings)
		})
	})
}

// inTheWay adds what to do to the error about files in the way.
func inTheWay(dir string, err error) error {
	if _, ok := errors.AsType[*exported.InTheWayError](err); !ok {
		return err
	}
	return usage("%s: %v. Nothing was written. Name another folder, or use --overwrite to replace what is in the way", plan.Clean(dir), err)
}

// oneSource returns an error if several flags say what to export, or if none says where the
// contact centre is.
func (e *exportCommand) oneSource() error {
	var given []string
	for _, f := range []struct{ flag, value string }{{"--live", e.live}, {"--from-terraform", e.from.terraform}, {"--from-console-csv", e.from.console}} {
		if f.value != "" {
			given = append(given, f.flag)
		}
	}
	if len(given) > 1 {
		return usage("use one of %s", strings.Join(given, " and "))
	}
	if e.from.console != "" && e.where.instance == "" && !hasConfiguration(e.folder.path(".")) {
		return usage("say which contact centre the users are in: --instance my-instance --region eu-west-2, or run export in the folder of its configuration")
	}
	return nil
}

// source returns where the contact centre is, and the stack of the configuration in the working
// folder; zero values if flags say all.
func (e *exportCommand) source(ctx context.Context) (site engine.Site, stack string, err error) {
	if err = e.oneSource(); err != nil || e.from.terraform != "" { // a state of Terraform says where the contact centre is
		return site, "", err
	}
	if e.where.instance != "" || e.live != "" && !hasConfiguration(e.folder.path(".")) {
		if e.where.instance != "" {
			site, err = siteOf(ctx, e.app, &e.target, &e.where)
		}
		return site, "", err
	}
	if e.where.region != "" {
		return site, "", usage("--region needs --instance")
	}
	c, err := e.mustLoad(ctx, &e.target)
	if err != nil {
		return site, "", err
	}
	return c.Site(), c.Stack, nil
}

// notInStack matches what the name of a stack cannot have.
var notInStack = regexp.MustCompile(`[^a-z0-9-]+`)

// settings returns the content of callwright.hcl. Without another name, the stack has the one
// of the instance.
func (e *exportCommand) settings(site engine.Site, stack string, from *original) (export.Settings, error) {
	if e.stack != "" {
		if stack = e.stack; !config.StackAllowed(stack) {
			return export.Settings{}, usage("--stack is %q, but must have 1 to 32 lower-case letters, digits and hyphens", e.stack)
		}
	}
	in := from.Instance
	if stack == "" {
		if stack = strings.Trim(notInStack.ReplaceAllString(strings.ToLower(in.Name), "-"), "-"); !config.StackAllowed(stack) {
			return export.Settings{}, usage("name the stack that will manage the objects: --stack support")
		}
	}
	s := export.Settings{Stack: stack, Provider: site.Provider, ConnectPath: site.ConnectPath}
	if s.Provider.Type == "" { // a snapshot says where it was taken
		s.Provider = config.Provider{Type: in.Provider, Instance: in.ID, Region: in.Region}
		if in.Provider == "amazonconnect" && config.EndpointAllowed(in.Endpoint) {
			s.Provider.Endpoint = in.Endpoint
		}
		if in.ConnectPath.Driver != "" {
			s.ConnectPath = &config.ConnectPath{ConnectPathAccess: in.ConnectPath}
		}
	}
	return s, nil
}

// write writes the files, after it has planned them against what they were made from.
func (e *exportCommand) write(ctx context.Context, folder *exported.Folder, dir string, from *original, settings export.Settings) error {
	var only *schema.Patterns
	if len(e.only) > 0 {
		var list []schema.Pattern
		for _, text := range e.only {
			list = append(list, schema.NewPattern(text))
		}
		only = schema.NewPatterns(list...)
	}
	made, err := promptly(ctx, func() (*export.Export, error) {
		return export.Make(from.objects, export.Options{
			Settings: settings, Instance: from.Instance, Only: only, Addresses: from.addresses, Complete: e.complete,
		})
	})
	if err != nil {
		return err
	}
	if made.Objects == 0 {
		e.reportLeft(made.Left)
		what := cmp.Or(from.of, "the contact centre "+plan.Quote(from.Instance.Name))
		return usage("%s has no object to export%s", what, map[bool]string{true: " that matches " + strings.Join(e.only, ", ")}[only != nil])
	}
	var files []exported.File
	for _, f := range made.Files {
		files = append(files, exported.File(f))
	}
	var agreed engine.Agreement
	err = folder.Write(files, e.overwrite, func(staged fs.FS) error {
		agreed, err = promptly(ctx, func() (engine.Agreement, error) { return engine.Agree(ctx, staged, from.Snapshot) })
		return err
	})
	if err != nil {
		return inTheWay(dir, err)
	}
	e.report(dir, made, from, agreed, settings)
	return nil
}

// report says what was exported, what was left out, and what to do next.
func (e *exportCommand) report(dir string, made *export.Export, from *original, agreed engine.Agreement, settings export.Settings) {
	for _, f := range made.Files {
		fmt.Fprintln(e.Out, filepath.Join(dir, f.Name))
	}
	e.Say("exported %s to %s", impact.Count(made.Objects, "object"), impact.Count(len(made.Files), "file"))
	e.reportLeft(made.Left)
	for _, note := range from.notes {
		e.Say("%s", note)
	}
	if len(agreed.Different) > 0 {
		e.Complain("a plan would change %s: please report that as a bug of callwright", impact.ShortList(agreed.Different))
	}
	var outcome []string
	for _, part := range []struct {
		n    int
		text string
	}{{agreed.Adopted, "to adopt, as they are"}, {agreed.Same - agreed.Moved, "unchanged"}, {agreed.Moved, "unchanged, at another address"}} {
		if part.n > 0 {
			outcome = append(outcome, fmt.Sprintf("%d %s", part.n, part.text))
		}
	}
	if len(agreed.Deleted) > 0 {
		e.Complain("the stack %s manages %s, which this export leaves out: a plan on it would delete them. Choose another stack with --stack, after these objects were released, or export all of them", settings.Stack, impact.ShortList(agreed.Deleted))
	}
	switch {
	case len(agreed.Different)+len(agreed.Deleted) > 0:
	case from.of != "":
		e.Say("compared with %s, a plan on it changes nothing. Next, compare with the contact centre: callwright -C %s plan", from.of, dir)
	default:
		e.Say("a plan on it changes nothing: %s", strings.Join(outcome, ", "))
	}
	if settings.Provider.Type != "amazonconnect" && filepath.Clean(dir) != "." && e.live == "" {
		e.Say("the embedded contact centre stays where it is. To plan in %s, copy it there: cp .callwright/instance.db %s", dir, filepath.Join(dir, ".callwright"))
	}
}

// reportLeft says which objects the files do not describe, by reason.
func (e *exportCommand) reportLeft(left []export.Left) {
	names := map[string][]string{}
	var reasons []string
	for _, l := range left {
		if names[l.Reason] == nil {
			reasons = append(reasons, l.Reason)
		}
		names[l.Reason] = append(names[l.Reason], plan.Clean(l.Name.String()))
	}
	for _, reason := range reasons {
		e.Say("left out %s. %s", impact.ShortList(names[reason]), reason)
	}
}
