package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema/diag"
)

// What --refresh and --fail-level may be.
const (
	refreshAuto = "auto"
	refreshFull = "full"

	failOnError   = "error"
	failOnWarning = "warning"
)

// targetFlags are the flags of every command that reads a configuration.
type targetFlags struct {
	vars, varFiles []string
	environment    string
	root           string
	failLevel      string

	noAdopt    bool
	refresh    string
	scope      plan.Scope
	scopeFiles plan.Scope // files of patterns, one a line
	alone      bool       // whether the scope may lack what it waits for

	runFlags
}

func (f *targetFlags) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.vars, "var", nil, "set a variable: `NAME=VALUE` (repeat)")
	c.Flags().StringArrayVar(&f.varFiles, "var-file", nil, "read values of variables from `FILE` (repeat)")
	c.Flags().StringVar(&f.environment, "env", "", "choose the environment `NAME`, which reads environments/NAME.vars.hcl")
	c.Flags().StringVar(&f.root, "root", "", "also allow reading files from `DIR`, a folder above the configuration")
	c.Flags().StringVar(&f.failLevel, "fail-level", failOnError, "fail on: error or warning")
}

// planFlags adds the flags of the commands that plan.
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

// target returns what the flags ask for: the configuration in the working folder, and
// what it is planned with. Root is where its files are read from, to be closed once it
// is loaded.
func (a *app) target(f *targetFlags) (t *engine.Target, root *os.Root, err error) {
	if f.failLevel != failOnError && f.failLevel != failOnWarning {
		return nil, nil, usage("--fail-level is %q, but must be error or warning", f.failLevel)
	}
	if f.refresh != "" && f.refresh != refreshAuto && f.refresh != refreshFull {
		return nil, nil, usage("--refresh is %q, but must be auto or full", f.refresh)
	}
	t = &engine.Target{
		Place: string(a.folder), Environment: f.environment, Vars: f.vars, VarFiles: f.varFiles,
		NoAdopt: f.noAdopt, ReadAll: f.refresh == refreshFull, Alone: f.alone, Origin: a.origin(),
	}
	if t.Rates, err = f.rates(); err != nil {
		return nil, nil, err
	}
	if t.Scope, err = f.within(a.folder); err != nil {
		return nil, nil, err
	}
	if root, t.Folder, err = openRoot(a.folder, f.root); err != nil {
		return nil, nil, err
	}
	t.Files = root.FS()
	return t, root, nil
}

// openRoot opens the folder from which files may be read: the working folder, or the one
// above it that top names. It returns the path from there to the working folder, too.
func openRoot(f folder, top string) (root *os.Root, down string, err error) {
	here, err := filepath.Abs(f.path("."))
	if err != nil {
		return nil, "", err
	}
	above := here
	if top != "" {
		if above, err = filepath.Abs(f.path(top)); err != nil {
			return nil, "", err
		}
	}
	down, err = filepath.Rel(above, here)
	if err != nil || !filepath.IsLocal(down) {
		return nil, "", usage("--root %s is not above the configuration's folder", top)
	}
	if root, err = os.OpenRoot(above); err != nil {
		return nil, "", usage("%v", err)
	}
	return root, filepath.ToSlash(down), nil
}

// within returns the scope that was asked for.
func (f *targetFlags) within(in folder) (plan.Scope, error) {
	only, err := withLines(f.scope.Only, in, f.scopeFiles.Only)
	if err != nil {
		return plan.Scope{}, err
	}
	exclude, err := withLines(f.scope.Exclude, in, f.scopeFiles.Exclude)
	return plan.Scope{Only: only, Exclude: exclude}, err
}

// withLines returns the list and the lines of the files that are not empty.
func withLines(list []string, in folder, files []string) ([]string, error) {
	all := slices.Clone(list)
	for _, name := range files {
		text, err := os.ReadFile(in.path(name))
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

// rates returns the calls a second that --rate allows, by operation.
func (f *runFlags) rates() (map[string]float64, error) {
	all := map[string]float64{}
	for _, text := range f.rate {
		operation, number, ok := strings.Cut(text, "=")
		rate, err := strconv.ParseFloat(strings.TrimSuffix(number, "/s"), 64)
		switch known := amazonconnect.Operations(); {
		case !ok || err != nil || !(rate > 0 && rate <= 1000):
			return nil, usage("--rate is %q, but must be an operation and at most 1000 calls a second: ListUsers=10/s", text)
		case !slices.Contains(known, operation):
			return nil, usage("--rate: callwright does not call an operation named %q.%s", operation, diag.Suggest(operation, known))
		}
		all[operation] = rate
	}
	return all, nil
}
