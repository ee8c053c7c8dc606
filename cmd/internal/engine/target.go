package engine

import (
	"io/fs"
	"maps"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// A Target is a configuration and what it is planned with.
type Target struct {
	Files  fs.FS  // where the configuration is read from
	Folder string // the configuration's folder in Files, with slashes
	Place  string // the same folder on this machine: paths that the configuration names are relative to it

	Environment string
	Vars        []string           // NAME=VALUE
	VarFiles    []string           // relative to Folder
	Rates       map[string]float64 // calls a second, by operation; they go over those of the provider block

	NoAdopt bool       // no existing object may be taken over
	ReadAll bool       // what records say of objects that did not change since is not trusted
	Scope   plan.Scope // the part of the plan that is asked for
	Alone   bool       // whether that part may lack what it waits for: it is looked at, and not applied

	Origin Origin
}

// An Origin is what a document says about where it comes from.
type Origin struct {
	Version string           // of callwright
	Now     func() time.Time // tells when a document is made
	Commit  string           // of the configuration; "" where that is not known
}

// A Configuration is a target that was loaded.
type Configuration struct {
	*config.Config
	Diagnostics []document.Diagnostic // what is wrong with it

	target *Target
	found  hcl.Diagnostics
}

// Load reads the target's configuration. It may only be planned if nothing in its
// Diagnostics is an error: see [Failing].
func (t *Target) Load() *Configuration {
	c, found := config.Load(t.Files, t.Folder, config.Options{
		Vars: t.Vars, VarFiles: t.VarFiles, Environment: t.Environment, Version: t.Origin.Version, Operations: amazonconnect.Operations(),
	})
	if len(t.Rates) > 0 {
		rates := maps.Clone(c.Provider.Rates)
		if rates == nil {
			rates = map[string]float64{}
		}
		maps.Copy(rates, t.Rates)
		c.Provider.Rates = rates
	}
	return &Configuration{Config: c, Diagnostics: diagnostic.List(found, c.Sources()), target: t, found: found}
}

// Site returns the contact centre that the configuration is for.
func (c *Configuration) Site() Site {
	return Site{Provider: c.Provider, ConnectPath: c.ConnectPath, Place: c.target.Place}
}

// Check evaluates the checks that ask nothing of the contact centre, and returns what
// became of them, with all that is wrong with the configuration then. A configuration
// with errors has no checks.
func (c *Configuration) Check() ([]schema.CheckResult, []document.Diagnostic) {
	if c.found.HasErrors() {
		return nil, c.Diagnostics
	}
	verdicts, problems := c.Judge(nil)
	return verdicts, diagnostic.List(append(c.found, c.Locate(problems)...), c.Sources())
}

// Failing reports whether diagnostics make a command fail: an error does, and with
// warnings, a warning does, too.
func Failing(list []document.Diagnostic, warnings bool) bool {
	for _, d := range list {
		if d.Severity == "error" || warnings {
			return true
		}
	}
	return false
}
