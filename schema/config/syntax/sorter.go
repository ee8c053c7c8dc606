package syntax

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// The types of blocks, apart from the kinds of objects, such as "queue".
const (
	TableType     = "queue_table" // rows that routing profiles share; the service does not have such tables
	CheckType     = "check"
	ModuleType    = "module"
	LifecycleType = "lifecycle" // inside of an object's block

	settingsType = "callwright"
	providerType = "provider"
	variableType = "variable"
	localsType   = "locals"
	releaseType  = "release"
	deleteType   = "delete"
	outputType   = "output"
)

// rootTypes are the types of the blocks that only the root module can have: they are about
// the instance, or about all objects of the stack.
var rootTypes = []string{settingsType, providerType, releaseType, deleteType}

// types returns the types of the blocks that can be at the top of a file. Inner is true for
// a file of a module.
func types(inner bool) []string {
	all := slices.Concat([]string{settingsType, providerType, variableType, localsType, ModuleType, outputType, releaseType, deleteType, CheckType, TableType}, schema.KindNames())
	if inner {
		all = slices.DeleteFunc(all, func(t string) bool { return slices.Contains(rootTypes, t) })
	}
	return all
}

// A sorter sorts the blocks of a folder into a module.
type sorter struct {
	module Module
	inner  bool // whether another module calls this one
	diags  hcl.Diagnostics
	seen   map[declaration]*hcl.Range // the place of the first declaration of each
	listed bool                       // whether a message has listed the types of blocks
}

// A declaration is the name of something that a module can declare only once, such as the
// queue "sales" or the local "regions".
type declaration struct{ blockType, label string }

func (s *sorter) report(d *hcl.Diagnostic) { s.diags = append(s.diags, d) }

// file sorts the blocks of a file, and reports its attributes outside of blocks.
func (s *sorter) file(outside []*hclsyntax.Attribute, blocks []*Block) {
	for _, attr := range outside {
		s.report(diag.AttributeOutsideBlock.In(attr.NameRange, "%q is not inside a block. Put a value that several blocks use into a locals block.", attr.Name))
	}
	s.module.Blocks = append(s.module.Blocks, blocks...)
	for _, b := range blocks {
		s.block(b)
	}
}

// block adds a block to the module, in the field for its type.
func (s *sorter) block(b *Block) {
	m := &s.module
	if s.inner && slices.Contains(rootTypes, b.Type) {
		s.report(diag.NotAllowedInModule.In(b.Header, "A module cannot have a %s block. Put it into the configuration that calls the module.", b.Type))
		return
	}
	switch b.Type {
	case variableType:
		s.variable(b)
	case localsType:
		s.locals(b)
	case settingsType:
		s.single(&m.Settings, b, 0)
	case providerType:
		if len(b.Labels) == 1 && b.Label() == schema.ConnectPathProvider {
			s.single(&m.ConnectPath, b, 1)
			return
		}
		s.single(&m.Provider, b, 1)
	case releaseType:
		s.unlabelled(&m.Releases, b)
	case deleteType:
		s.unlabelled(&m.Deletes, b)
	case CheckType:
		s.labelled(&m.Checks, b, "plans refer to it by its label", "Write the text for people in its message")
	case outputType:
		s.labelled(&m.Outputs, b, "others refer to it by its label", "Write what it means in its description")
	case ModuleType:
		s.call(b)
	default:
		s.object(b)
	}
}

// first reports whether this is the first declaration with the type and label. If not, it
// returns the place of the one before.
func (s *sorter) first(blockType, label string, at *hcl.Range) (before hcl.Range, ok bool) {
	d := declaration{blockType, label}
	if before, twice := s.seen[d]; twice {
		return *before, false
	}
	if s.seen == nil {
		s.seen = map[declaration]*hcl.Range{}
	}
	s.seen[d] = at
	return hcl.Range{}, true
}

// single keeps a block that a configuration can have once, such as callwright.
func (s *sorter) single(in **Block, b *Block, labels int) {
	if len(b.Labels) != labels {
		form := b.Type + " { … }"
		if labels == 1 {
			form = b.Type + ` "amazonconnect" { … }`
		}
		s.report(diag.WrongLabelCount.In(b.Header, "Write this block as %s.", form))
		return
	}
	if *in != nil {
		s.report(diag.DuplicateBlock.In(b.Header, "Duplicate %s block. The first one is at %s; a configuration has only one.", b.Type, LineOf((*in).Header)))
		return
	}
	*in = b
}

// unlabelled keeps a block without labels that a configuration can have several times,
// such as release.
func (s *sorter) unlabelled(in *[]*Block, b *Block) {
	if len(b.Labels) > 0 {
		s.report(diag.UnexpectedLabel.In(b.Syntax().LabelRanges[0], "%s blocks have no label: %s { … }.", b.Type, b.Type))
		return
	}
	*in = append(*in, b)
}

// variable adds a variable block, whose label is the variable's name.
func (s *sorter) variable(b *Block) {
	if len(b.Labels) != 1 || !hclsyntax.ValidIdentifier(b.Label()) {
		s.report(diag.InvalidVariableName.In(b.Header, "A variable block needs one label, the variable's name: letters, digits, _ and -, starting with a letter."))
		return
	}
	if before, ok := s.first(b.Type, b.Label(), &b.Header); !ok {
		s.report(diag.DuplicateVariable.In(b.Header, "The variable %q is already declared at %s.", b.Label(), LineOf(before)))
		return
	}
	if s.inner && (b.Label() == SourceWord || b.Label() == ForEachWord) {
		s.report(diag.InvalidVariableName.In(b.Header, "A module block has the attribute %q itself, so a module cannot have a variable of this name.", b.Label()))
		return
	}
	s.module.Variables = append(s.module.Variables, b)
}

// locals adds each attribute of a locals block to the module's locals.
func (s *sorter) locals(b *Block) {
	if len(b.Labels) > 0 {
		s.report(diag.UnexpectedLabel.In(b.Syntax().LabelRanges[0], "locals blocks have no label: locals { name = … }."))
		return
	}
	s.diags = append(s.diags, InnerBlocks(b.Syntax())...)
	for _, attr := range InOrder(b.Syntax().Body.Attributes) {
		if before, ok := s.first(b.Type, attr.Name, &attr.NameRange); !ok {
			s.report(diag.DuplicateLocal.In(attr.NameRange, "local.%s is already set at %s.", attr.Name, LineOf(before)))
			continue
		}
		s.module.Locals = append(s.module.Locals, attr)
	}
}

// labelled keeps a block of a type whose blocks have distinct labels, such as check. It
// reports whether it does. Use and name are for messages; see [badLabel].
func (s *sorter) labelled(in *[]*Block, b *Block, use, name string) bool {
	if problem := badLabel(b, use, name); problem != nil {
		s.report(problem)
		return false
	}
	if before, ok := s.first(b.Type, b.Label(), &b.Header); !ok {
		s.report(diag.DuplicateBlock.In(b.Header, "Duplicate %s %q. The first one is at %s; each label can be used only once.", b.Type, b.Label(), LineOf(before)))
		return false
	}
	*in = append(*in, b)
	return true
}

// call adds a module block.
func (s *sorter) call(b *Block) {
	var kept []*Block
	if s.labelled(&kept, b, "addresses of its objects begin with it", "Choose a short word") {
		s.module.Calls = append(s.module.Calls, &Call{Block: b})
	}
}

// object adds the block of a kind, or a queue table.
func (s *sorter) object(b *Block) {
	if b.Type == LifecycleType {
		s.report(diag.UnsupportedBlock.In(b.Header, "Put a lifecycle block inside the block of its object."))
		return
	}
	kind, ok := schema.KindOf(b.Type)
	if !ok && b.Type != TableType {
		s.report(diag.UnsupportedBlock.In(b.Syntax().TypeRange, "Unknown block %q.%s", b.Type, s.hint(b)))
		return
	}
	problem := badLabel(b, "other blocks refer to it by its label", "Write the object's name in its name attribute")
	if ok && kind.Single {
		problem = badSingle(b)
	}
	if problem != nil {
		s.report(problem)
		return
	}
	if before, ok := s.first(b.Type, b.Label(), &b.Header); !ok {
		a := schema.Addr{Kind: b.Type, Label: b.Label()}
		s.report(diag.DuplicateBlock.In(b.Header, "%s is already described at %s. Each label can be used only once for a kind.", a, LineOf(before)))
		return
	}
	s.module.Objects = append(s.module.Objects, b)
}

// hint says what to write instead of a block of an unknown type. One message of a
// configuration lists all types of blocks.
func (s *sorter) hint(b *Block) string {
	if hint := topHint(b); hint != "" {
		return hint
	}
	hint := diag.Suggest(b.Type, types(s.inner))
	if hint == "" && !s.listed {
		what := "configuration"
		if s.inner {
			what = "module"
		}
		hint = " A " + what + " can have the blocks " + strings.Join(types(s.inner), ", ") + "."
		s.listed = true
	}
	return hint
}
