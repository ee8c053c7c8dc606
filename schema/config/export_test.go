package config

import (
	"io/fs"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/config/internal/bounded"
)

// LoadAsLarge loads a configuration in the way in which Load loads a large one: it parses objects
// when it needs them, and keeps none of them in parsed form.
func LoadAsLarge(fsys fs.FS, dir string, o Options) (*Config, hcl.Diagnostics) {
	return load(fsys, dir, o, bounded.Standard(), 0)
}
