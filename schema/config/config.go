package config

import (
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// Options say which values the variables have, and what is known outside the
// configuration.
type Options struct {
	Vars        []string // "name=value", as --var gives them
	VarFiles    []string // paths inside the file system, as --var-file gives them
	Environment string   // as --env gives it; "" for none
	Stack       string   // the stack when the callwright block names none; "" requires it to
	Version     string   // callwright's version, for required_version; "" fits every requirement
	Operations  []string // the operations that rates may name; nil for any
}

// A Config is a configuration that was read.
type Config struct {
	Stack       string
	Environment string
	Formerly    []string // the names that the stack had
	Limits      Limits
	Adopt       string // which existing objects may be taken over: "any", "unchanged" or "none"
	Provider    Provider
	Desktop     *Desktop                                // how ConnectPath is reached; nil when nothing asks for it
	Want        *schema.State                           // the desired objects
	Released    func(owner string, at schema.Addr) bool // whether a release block names what was described there; nil when there is none
	Gone        []schema.Name                           // what delete blocks name

	files  *source.Files
	checks []*check

	deleting []deletion         // as Gone, with their places
	eval     *bounded.Evaluator // which evaluates the checks
}

// Limits are what one apply may take away.
type Limits struct {
	Deletes int  // objects of a kind
	Percent int  // of the stack's objects of a kind
	Lockout bool // the ability to edit users and security profiles, from the last who has it
}

// A Provider is what the provider block says. Type is "local" when there is none.
type Provider struct {
	Type     string
	Instance string
	Region   string
	Endpoint string
	Path     string
	Rates    map[string]float64 // calls a second, by operation; only those that are written
	Range    hcl.Range          // of the block's header; zero when there is none
}

// A Desktop is what the provider block of ConnectPath says.
type Desktop struct {
	schema.Desktop
	Range hcl.Range // of the block's header; zero when there is none
}

// Load reads the configuration in the folder dir of fsys. The Config is never nil:
// when there are errors, it holds what was read, for [Config.Sources], and Want is
// not to be relied on.
func Load(fsys fs.FS, dir string, o Options) (*Config, hcl.Diagnostics) {
	l := newLoader(fsys, dir, o)
	l.load()
	return l.config, l.finish()
}

func (l *loader) load() {
	parsed := l.parse()
	if l.diags.HasErrors() {
		return
	}
	l.declare(parsed)
	if !l.assign() {
		return
	}
	l.settle()
	l.config.Want = l.decode(parsed)
	l.checkHomes()
	l.checkReleases()
	l.checkDeletions()
	l.readChecks()
}

// Sources returns the files that were read, by the names that ranges have.
func (c *Config) Sources() map[string]*hcl.File { return sourcesOf(c.files) }

// FilesDigest returns a digest over the names and bytes of all files that were
// read, in hexadecimal.
func (c *Config) FilesDigest() string { return c.files.Digest() }
