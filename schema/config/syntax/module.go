package syntax

import "github.com/hashicorp/hcl/v2/hclsyntax"

// Files of the language end in .hcl. Those that end in .vars.hcl hold values of
// variables, and are read only when somebody asks for them.
const (
	suffix       = ".hcl"
	ValuesSuffix = ".vars.hcl"
)

// A Module is what the blocks of one folder declare, in the order of its files. A block
// that is declared twice or written in a wrong form is reported and left out.
type Module struct {
	Folder string // path

	Blocks    []*Block // all of them
	Variables []*Block
	Locals    []*hclsyntax.Attribute
	Objects   []*Block // what describes objects, and queue tables
	Checks    []*Block
	Releases  []*Block
	Deletes   []*Block

	Settings    *Block // callwright; nil when there is none
	Provider    *Block // of Amazon Connect or the embedded contact centre; nil when there is none
	ConnectPath *Block // the provider of ConnectPath; nil when there is none
}
