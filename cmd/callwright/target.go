package main

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// The values of --refresh and --fail-level.
const (
	refreshAuto = "auto"
	refreshFull = "full"

	failOnError   = "error"
	failOnWarning = "warning"
)

// targetFlags are the flags of every command that reads a configuration. Commands that do
// not plan, such as validate, have only the first group.
type targetFlags struct {
	vars, varFiles []string
	env            []string        // the values of --env: names, patterns, or all
	environment    string          // the environment, if the command chose one of env
	shard          string          // the value of --shard
	part           *document.Shard // what shard means; nil without it
	root           string          // a folder above the working folder, from which files may be read, too
	failLevel      string

	noAdopt    bool
	refresh    string
	scope      plan.Scope // the values of --only and --exclude
	scopeFiles plan.Scope // the values of --only-file and --exclude-file: a pattern on each line
	alone      bool       // whether the scope may lack changes that its changes wait for
	live       string     // the file of --live; "" for the contact centre
	traffic    trafficFlags

	runFlags
}

// flags adds the flags of every command that reads a configuration.
func (f *targetFlags) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.vars, "var", nil, "set a variable: `NAME=VALUE` (repeat)")
	c.Flags().StringArrayVar(&f.varFiles, "var-file", nil, "read values of variables from `FILE` (repeat)")
	c.Flags().StringArrayVar(&f.env, "env", nil, "choose the environment `NAME`, which reads environments/NAME.vars.hcl; validate, plan, apply and drift also take patterns, and all (repeat)")
	c.Flags().StringVar(&f.root, "root", "", "also allow reading files from `DIR`, a folder above the configuration")
	c.Flags().StringVar(&f.failLevel, "fail-level", failOnError, "fail on: error or warning")
}

// planFlags adds the further flags of commands that plan.
func (f *targetFlags) planFlags(c *cobra.Command) {
	c.Flags().BoolVar(&f.noAdopt, "no-adopt", false, "do not take over existing objects")
	c.Flags().StringVar(&f.refresh, "refresh", refreshAuto, "auto relies on the records of users that did not change since; full reads everything")
	c.Flags().StringArrayVar(&f.scope.Only, "only", nil, "plan only addresses that match `PATTERN`, such as user.agents[*] (repeat)")
	c.Flags().StringArrayVar(&f.scope.Exclude, "exclude", nil, "leave out addresses that match `PATTERN` (repeat)")
	c.Flags().StringArrayVar(&f.scopeFiles.Only, "only-file", nil, "like --only, for each line of `FILE`")
	c.Flags().StringArrayVar(&f.scopeFiles.Exclude, "exclude-file", nil, "like --exclude, for each line of `FILE`")
	f.runFlags.flags(c)
}

// failsOnWarnings reports whether a warning makes the command fail.
func (f *targetFlags) failsOnWarnings() bool { return f.failLevel == failOnWarning }

// target returns the target that the flags describe: the configuration in the working
// folder with these variables, this scope and so on. The caller closes root, from which
// the target reads its files, after it has loaded the target.
func (a *app) target(f *targetFlags) (t *engine.Target, root *os.Root, err error) {
	if f.failLevel != failOnError && f.failLevel != failOnWarning {
		return nil, nil, usage("--fail-level is %q, but must be error or warning", f.failLevel)
	}
	if f.refresh != "" && f.refresh != refreshAuto && f.refresh != refreshFull {
		return nil, nil, usage("--refresh is %q, but must be auto or full", f.refresh)
	}
	environment, err := f.one(a.folder)
	if err != nil {
		return nil, nil, err
	}
	t = &engine.Target{
		Place: string(a.folder), Environment: environment, Vars: f.vars, VarFiles: f.varFiles,
		NoAdopt: f.noAdopt, ReadAll: f.refresh == refreshFull, Alone: f.alone, Origin: a.origin(),
	}
	if t.Rates, err = f.rates(); err != nil {
		return nil, nil, err
	}
	if t.Scope, err = f.fullScope(a.folder); err != nil {
		return nil, nil, err
	}
	if t.Simulator, err = f.traffic.simulator(a.folder); err != nil {
		return nil, nil, err
	}
	// Open the root last: on an error above, the caller has nothing to close.
	if root, t.Folder, err = openRoot(a.folder, f.root); err != nil {
		return nil, nil, err
	}
	t.Files = root.FS()
	return t, root, nil
}

// siteFlags name a contact centre without a configuration. They are for commands that only
// read it.
type siteFlags struct{ instance, region string }

// flags adds the flags to a command.
func (f *siteFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.instance, "instance", "", "read the Amazon Connect instance `ID`, ARN or alias, instead of the configuration's")
	c.Flags().StringVar(&f.region, "region", "", "the AWS Region of --instance")
}

// siteOf returns the contact centre that the flags name, or else the one of the configuration in
// the working folder.
func siteOf(ctx context.Context, a *app, f *targetFlags, s *siteFlags) (engine.Site, error) {
	if s.instance == "" {
		if s.region != "" {
			return engine.Site{}, usage("--region needs --instance")
		}
		c, err := a.mustLoad(ctx, f)
		if err != nil {
			return engine.Site{}, err
		}
		return c.Site(), nil
	}
	rates, err := f.rates()
	return engine.Site{
		Provider: config.Provider{Type: "amazonconnect", Instance: s.instance, Region: s.region, Rates: rates}, Place: string(a.folder),
	}, err
}

// openRoot opens the folder that a configuration may read files from, and no others: the
// working folder, or the folder above it that --root names. It also returns the path from
// that folder to the working folder. In /repo/sites/london with `--root ../..`, it opens
// /repo and returns sites/london; modules in /repo/modules can then be used.
func openRoot(f folder, top string) (root *os.Root, down string, err error) {
	workDir, err := filepath.Abs(f.path("."))
	if err != nil {
		return nil, "", err
	}
	rootDir := workDir
	if top != "" {
		if rootDir, err = filepath.Abs(f.path(top)); err != nil {
			return nil, "", err
		}
	}
	// If rootDir is not above workDir, the relative path begins with "..", and is not local.
	down, err = filepath.Rel(rootDir, workDir)
	if err != nil || !filepath.IsLocal(down) {
		return nil, "", usage("--root %s is not above the configuration's folder", top)
	}
	if root, err = os.OpenRoot(rootDir); err != nil {
		return nil, "", usage("%v", err)
	}
	return root, filepath.ToSlash(down), nil
}

// fullScope returns the scope with the patterns from flags and from files.
func (f *targetFlags) fullScope(in folder) (plan.Scope, error) {
	only, err := withLines(f.scope.Only, in, f.scopeFiles.Only)
	if err != nil {
		return plan.Scope{}, err
	}
	exclude, err := withLines(f.scope.Exclude, in, f.scopeFiles.Exclude)
	return plan.Scope{Only: only, Exclude: exclude}, err
}

// withLines returns the list followed by all lines of the files, without empty lines.
func withLines(list []string, in folder, files []string) ([]string, error) {
	all := slices.Clone(list)
	for _, name := range files {
		text, err := file.Read(in.path(name), file.MaxList)
		if err != nil {
			return nil, usage("%v", err)
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all, nil
}

// rates parses the values of --rate into calls per second by operation. `*=20/s` is for all
// operations, and ListUsers=10/s for one, which wins. It rejects operations that callwright
// never calls, because those are misspelt: a limit that does nothing would go unnoticed.
func (f *runFlags) rates() (map[string]float64, error) {
	all, single := map[string]float64{}, map[string]float64{}
	known := amazonconnect.Operations()
	for _, text := range f.rate {
		operation, number, ok := strings.Cut(text, "=")
		rate, err := strconv.ParseFloat(strings.TrimSuffix(number, "/s"), 64)
		// The condition on rate is written so that it also rejects NaN.
		switch {
		case !ok || err != nil || !(rate > 0 && rate <= 1000):
			return nil, usage("--rate is %q, but must be an operation, or * for all, and at most 1000 calls a second: ListUsers=10/s", text)
		case operation == "*":
			for _, name := range known {
				all[name] = rate
			}
		case !slices.Contains(known, operation):
			return nil, usage("--rate: callwright does not call an operation named %q.%s", operation, diag.Suggest(operation, known))
		default:
			single[operation] = rate
		}
	}
	maps.Copy(all, single)
	return all, nil
}
