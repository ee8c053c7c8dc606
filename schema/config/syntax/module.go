package syntax

import "github.com/hashicorp/hcl/v2/hclsyntax"

// The names of a configuration's files end in .hcl. Files that end in .vars.hcl hold
// values of variables, and are read only if somebody names them: --var-file prod.vars.hcl.
const (
	suffix       = ".hcl"
	ValuesSuffix = ".vars.hcl"
)

// A Module holds the blocks of one folder, in the order of its files and sorted by what
// they declare. A duplicate block, or one in a wrong form, is only in Blocks.
type Module struct {
	Folder string // path
	Bytes  int    // the size of its files
	height int    // how many modules are inside one another in it

	Blocks    []*Block // all blocks
	Variables []*Block
	Locals    []*hclsyntax.Attribute
	Objects   []*Block // the blocks of all kinds, and queue tables
	Calls     []*Call  // the modules that it calls
	Outputs   []*Block
	Checks    []*Block
	Releases  []*Block
	Deletes   []*Block

	// Each of these may be nil: a module need not have the block.
	Settings    *Block // callwright
	Provider    *Block // of Amazon Connect or the embedded contact centre
	ConnectPath *Block // the provider of ConnectPath
}
