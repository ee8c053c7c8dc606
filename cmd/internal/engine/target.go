package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// A Target says which configuration to plan, and how.
type Target struct {
	Files  fs.FS  // has the files of the configuration, and nothing that it must not read
	Folder string // the configuration's folder in Files, with slashes
	Place  string // the same folder on this machine, for the embedded instance and the journal

	Environment string
	Vars        []string           // NAME=VALUE
	VarFiles    []string           // relative to Folder
	Rates       map[string]float64 // calls per second, by operation; they override the provider block

	NoAdopt   bool                // take over no existing objects
	ReadAll   bool                // read every attribute, even if the record says that the object did not change
	Scope     plan.Scope          // plan only these addresses
	Simulator *simulate.Simulator // says how long contacts wait; nil without traffic
	Alone     bool                // whether the scope may lack changes that its changes wait for, because nobody applies the plan

	Origin Origin
}

// An Origin says where a document comes from.
type Origin struct {
	Version string           // of callwright
	Now     func() time.Time // the clock, for the time at which a document is made

	// Commit returns the commit of the configuration, and whether files were changed after it.
	// It is called only when a document is made. Nil if nothing is known.
	Commit func() (hash string, dirty bool)

	// Removed returns the commits that removed blocks, one for each address; nil for a block of
	// which nobody knows. It is called for a few blocks of each plan. Nil if nothing is known.
	Removed func(ctx context.Context, blocks []schema.Addr) []*plan.Commit
}

// mostRemoved is for how many deletions a plan says who removed the block.
const mostRemoved = 20

// trace notes at the deletions of a plan which commits removed their blocks.
func (o Origin) trace(ctx context.Context, p *plan.Plan) {
	var gone []*plan.Change
	var blocks []schema.Addr
	for _, c := range p.Changes {
		if c.Reason == plan.NotInConfig && c.Step == "" && len(gone) < mostRemoved {
			gone, blocks = append(gone, c), append(blocks, c.Addr)
		}
	}
	if o.Removed == nil || len(gone) == 0 {
		return
	}
	for i, commit := range o.Removed(ctx, blocks) {
		gone[i].Removed = commit
	}
}

// A Configuration is a loaded target.
type Configuration struct {
	*config.Config
	Diagnostics []document.Diagnostic // the problems of the configuration

	target *Target
	found  hcl.Diagnostics // Diagnostics, before they became data
}

// Load reads the configuration of the target. Plan it only if its Diagnostics have no
// errors: see [Failing]. The end of the context ends the evaluation of its expressions,
// also of the checks that a plan evaluates later.
func (t *Target) Load(ctx context.Context) *Configuration { return t.load(t.options(ctx)) }

// load loads the configuration with the options.
func (t *Target) load(o config.Options) *Configuration {
	c, found := config.Load(t.Files, t.Folder, o)
	c.Provider.Rates = t.rates(c.Provider)
	return &Configuration{Config: c, Diagnostics: diagnostic.List(found, c.Sources()), target: t, found: found}
}

// rates returns the rates of the provider block, with those that the target overrides.
func (t *Target) rates(p config.Provider) map[string]float64 {
	if len(t.Rates) == 0 {
		return p.Rates
	}
	rates := maps.Clone(p.Rates)
	if rates == nil {
		rates = map[string]float64{}
	}
	maps.Copy(rates, t.Rates)
	return rates
}

// options returns the options to load the target with.
func (t *Target) options(ctx context.Context) config.Options {
	return config.Options{
		Vars: t.Vars, VarFiles: t.VarFiles, Environment: t.Environment, Version: t.Origin.Version, Operations: amazonconnect.Operations(),
		Stop: ctx.Done(),
	}
}

// Locate returns where the target's contact centre is, without loading its objects. It returns
// false if the configuration does not say it, because of a mistake.
func (t *Target) Locate(ctx context.Context) (Site, bool) {
	o := t.options(ctx)
	o.OnlySettings = true
	c, found := config.Load(t.Files, t.Folder, o)
	return Site{Provider: c.Provider, ConnectPath: c.ConnectPath, Place: t.Place}, !found.HasErrors()
}

// Site returns where the configuration's contact centre is.
func (c *Configuration) Site() Site {
	return Site{Provider: c.Provider, ConnectPath: c.ConnectPath, Place: c.target.Place}
}

// Check evaluates the check blocks that need no live state, and returns their results and
// all problems of the configuration, those that the checks found included. If the
// configuration has errors, Check evaluates nothing.
func (c *Configuration) Check() ([]schema.CheckResult, []document.Diagnostic) {
	if c.found.HasErrors() {
		return nil, c.Diagnostics
	}
	verdicts, problems := c.Judge(nil)
	return verdicts, diagnostic.List(append(c.found, c.Locate(problems)...), c.Sources())
}

// OutputValues returns the values of the configuration's output blocks as JSON, by name. It
// returns nil if there are none.
func (c *Configuration) OutputValues() (document.Outputs, error) {
	var values document.Outputs
	for _, o := range c.Outputs {
		text, err := jsonOf(o.Value)
		if err != nil {
			return nil, fmt.Errorf("output %q: %w", o.Name, err)
		}
		if values == nil {
			values = document.Outputs{}
		}
		values[o.Name] = text
	}
	return values, nil
}

// jsonOf returns a value as JSON. It leaves <, > and & as they are, which cty would escape.
func jsonOf(v cty.Value) (json.RawMessage, error) {
	escaped, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		return nil, err
	}
	var plain any
	from := json.NewDecoder(bytes.NewReader(escaped))
	from.UseNumber() // numbers keep all of their digits
	if err = from.Decode(&plain); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	to := json.NewEncoder(&text)
	to.SetEscapeHTML(false)
	err = to.Encode(plain)
	return bytes.TrimSpace(text.Bytes()), err
}

// Failing reports whether diagnostics make a command fail. Errors always do; warnings do
// if the second argument is true, as with --fail-level warning.
func Failing(list []document.Diagnostic, warnings bool) bool {
	for _, d := range list {
		if d.Severity == "error" || warnings {
			return true
		}
	}
	return false
}
