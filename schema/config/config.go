package config

import (
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/config/decode"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/config/syntax"
)

// Options are the environment and the values of variables for a configuration.
type Options = decode.Options

// Settings are the content of the callwright block and the provider blocks.
type Settings = decode.Settings

// A Provider is the content of the provider block: how to reach the instance.
type Provider = decode.Provider

// A ConnectPath is the content of ConnectPath's provider block: how to reach its gateway.
type ConnectPath = decode.ConnectPath

// An Output is an output block of the configuration, which other programs can use.
type Output = decode.Output

// An About is the object that a diagnostic is about.
type About = decode.About

// A Config is a configuration that was read: its desired state, and the places of its
// objects in the files.
type Config struct {
	*decode.Result

	tree *syntax.Tree
}

// Load reads the configuration in the folder dir of fsys. The Config is never nil. When
// there are errors, it still has the files that were read, for [Config.Sources], but its
// Want may lack objects.
func Load(fsys fs.FS, dir string, o Options) (*Config, hcl.Diagnostics) {
	return load(fsys, dir, o, bounded.Standard(), syntax.KeptText)
}

// load is Load with any budget, and with any size of a large configuration. Tests use small
// ones.
func load(fsys fs.FS, dir string, o Options, b bounded.Budget, keptText int) (*Config, hcl.Diagnostics) {
	files := source.New(fsys, dir)
	budget := bounded.New(files, b, o.Stop)
	c := &Config{Result: decode.Nothing(), tree: syntax.New(files, budget.WrapBody, keptText)}
	root, diags := c.tree.Module(files.Folder())
	if root == nil {
		return c, decode.Tidy(diags)
	}
	if diags.HasErrors() {
		o.Located = nil
	}
	result, more := decode.Decode(root, c.tree, budget, o)
	if wrong := c.tree.SyntaxErrors(); wrong != nil {
		return c, decode.Tidy(wrong)
	}
	c.Result = result
	return c, decode.Tidy(append(diags, more...))
}

// Sources returns the files that were read. The keys are the file names in ranges.
func (c *Config) Sources() map[string]*hcl.File { return c.tree.Sources() }

// FilesDigest returns a digest of the names and contents of all files that were read, in
// hexadecimal.
func (c *Config) FilesDigest() string { return c.tree.Files.Digest() }

// AboutOf returns the object that a diagnostic is about. It returns the zero About when
// the diagnostic is not about an object.
func AboutOf(d *hcl.Diagnostic) About { return decode.AboutOf(d) }

// StackAllowed reports whether a stack can have the name.
func StackAllowed(name string) bool { return decode.StackAllowed(name) }

// EndpointAllowed reports whether a configuration may name the endpoint of Amazon
// Connect.
func EndpointAllowed(endpoint string) bool { return decode.EndpointAllowed(endpoint) }

// PathAllowed reports whether a configuration may name the path of the embedded contact
// centre.
func PathAllowed(path string) bool { return decode.PathAllowed(path) }

// ConnectPathEndpointAllowed reports whether a configuration may name the endpoint of
// ConnectPath.
func ConnectPathEndpointAllowed(endpoint string) bool {
	return decode.ConnectPathEndpointAllowed(endpoint)
}
