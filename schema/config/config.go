package config

import (
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/config/decode"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/config/syntax"
)

// Options are what a configuration is decoded with.
type Options = decode.Options

// A Provider says how the provider block reaches the instance.
type Provider = decode.Provider

// A ConnectPath says how the ConnectPath of the instance is reached.
type ConnectPath = decode.ConnectPath

// An About is where a message is about.
type About = decode.About

// A Config is a configuration that was read: what it says, and where.
type Config struct {
	*decode.Result

	tree *syntax.Tree
}

// Load reads the configuration in the folder dir of fsys. The Config is never nil:
// when there are errors, it holds what was read, for [Config.Sources], and Want is
// not to be relied on.
func Load(fsys fs.FS, dir string, o Options) (*Config, hcl.Diagnostics) {
	return load(fsys, dir, o, bounded.Standard())
}

// load is Load with a budget of its own.
func load(fsys fs.FS, dir string, o Options, budget bounded.Budget) (*Config, hcl.Diagnostics) {
	files := source.New(fsys, dir)
	c := &Config{Result: decode.Nothing(), tree: syntax.New(files)}
	root, diags := c.tree.Module(files.Folder())
	if root != nil {
		var more hcl.Diagnostics
		c.Result, more = decode.Decode(root, c.tree, bounded.New(files, budget), o)
		diags = append(diags, more...)
	}
	return c, decode.Tidy(diags)
}

// Sources returns the files that were read, by the names that ranges have.
func (c *Config) Sources() map[string]*hcl.File { return c.tree.Sources() }

// FilesDigest returns a digest over the names and bytes of all files that were
// read, in hexadecimal.
func (c *Config) FilesDigest() string { return c.tree.Files.Digest() }

// AboutOf returns which object a diagnostic is about; zero when that is none.
func AboutOf(d *hcl.Diagnostic) About { return decode.AboutOf(d) }

// EndpointAllowed reports whether a configuration may name the endpoint of Amazon
// Connect.
func EndpointAllowed(endpoint string) bool { return decode.EndpointAllowed(endpoint) }

// ConnectPathEndpointAllowed reports whether a configuration may name the endpoint of
// ConnectPath.
func ConnectPathEndpointAllowed(endpoint string) bool {
	return decode.ConnectPathEndpointAllowed(endpoint)
}
