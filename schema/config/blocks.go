package config

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// tableWord is the block of a table that exists only in the language.
const tableWord = "queue_table"

// A block describes one object, or with for_each some.
type block struct {
	word    string           // the block's type
	kind    *schema.Kind     // nil for a queue table
	name    string           // its label
	syntax  *hclsyntax.Block // nil once its objects are decoded
	header  hcl.Range
	forEach *hclsyntax.Attribute

	expansion stage
	instances []instance
	index     map[string]int // instances by key, made when first needed
	value     cty.Value      // what expressions see, made when first needed
	valueAt   stage
}

// declare sorts the blocks of all files by what they declare.
func (l *loader) declare(parsed []*parsedFile) {
	for _, file := range parsed {
		for _, attr := range inOrder(file.body.Attributes) {
			l.report(diag.AttributeOutsideBlock.In(attr.NameRange, "%q stands outside any block. Values that several blocks use belong into a locals block.", attr.Name))
		}
		for _, b := range file.body.Blocks {
			l.declareBlock(b)
		}
	}
}

func (l *loader) declareBlock(b *hclsyntax.Block) {
	switch b.Type {
	case "variable":
		l.declareVariable(b)
	case "locals":
		l.declareLocals(b)
	case "callwright":
		l.declareOnce(&l.settings, b, 0)
	case "provider":
		if len(b.Labels) == 1 && b.Labels[0] == schema.ConnectPathHome {
			l.declareOnce(&l.desktop, b, 1)
			return
		}
		l.declareOnce(&l.provider, b, 1)
	case "release":
		l.declareMany(&l.releaseBlocks, b)
	case "delete":
		l.declareMany(&l.deleteBlocks, b)
	case checkWord:
		l.declareCheck(b)
	default:
		l.declareObject(b)
	}
}

// declareOnce keeps a block of which there is one.
func (l *loader) declareOnce(at **hclsyntax.Block, b *hclsyntax.Block, labels int) {
	if len(b.Labels) != labels {
		form := b.Type + " { … }"
		if labels == 1 {
			form = b.Type + ` "amazonconnect" { … }`
		}
		l.report(diag.WrongLabelCount.In(b.DefRange(), "This block is written %s.", form))
		return
	}
	if *at != nil {
		l.report(diag.DuplicateBlock.In(b.DefRange(), "There is a %s block at %s already; a configuration has one.", b.Type, spot((*at).DefRange())))
		return
	}
	*at = b
}

// declareMany keeps a block of which there may be several, without labels.
func (l *loader) declareMany(in *[]*hclsyntax.Block, b *hclsyntax.Block) {
	if len(b.Labels) > 0 {
		l.report(diag.UnexpectedLabel.In(b.LabelRanges[0], "A %s block has no label: %s { … }.", b.Type, b.Type))
		return
	}
	*in = append(*in, b)
}

// blockWords are the blocks that a configuration may have.
func blockWords() []string {
	return append([]string{"callwright", "provider", "variable", "locals", "release", "delete", checkWord, tableWord}, kindWords()...)
}

func (l *loader) declareObject(b *hclsyntax.Block) {
	if b.Type == lifecycleWord {
		l.report(diag.UnsupportedBlock.In(b.DefRange(), "A lifecycle block stands inside the block of the object that it is about."))
		return
	}
	kind, ok := schema.KindOf(b.Type)
	if !ok && b.Type != tableWord {
		l.report(diag.UnsupportedBlock.In(b.TypeRange, "There is no block %q.%s A configuration has the blocks %s.", b.Type, schema.Suggest(b.Type, blockWords()), strings.Join(blockWords(), ", ")))
		return
	}
	declared := &block{word: b.Type, kind: kind, syntax: b, header: b.DefRange(), forEach: b.Body.Attributes["for_each"]}
	if !l.readLabel(declared) {
		return
	}
	if l.blocks[b.Type] == nil {
		l.blocks[b.Type] = map[string]*block{}
	}
	if first, twice := l.blocks[b.Type][declared.name]; twice {
		l.report(diag.DuplicateBlock.In(b.DefRange(), "%s is described at %s already. One block describes an object; a label stands once for each kind.", declared.addr(), spot(first.header)))
		return
	}
	l.blocks[b.Type][declared.name] = declared
}

// readLabel reads the block's label. It is false when that is wrong.
func (l *loader) readLabel(b *block) bool {
	labels := b.syntax.Labels
	if b.kind != nil && b.kind.Single {
		if len(labels) > 0 {
			l.report(diag.UnexpectedLabel.In(b.syntax.LabelRanges[0], "An instance has one %s, so its block has no label: %s { … }.", b.word, b.word))
		} else if b.forEach != nil {
			l.report(diag.UnexpectedForEach.In(b.forEach.NameRange, "An instance has one %s, so its block has no for_each.", b.word))
		}
		return len(labels) == 0 && b.forEach == nil
	}
	use, name := "others refer to it", "The name of the object is an attribute of its own"
	if b.word == checkWord {
		use, name = "plans name it", "What people are to read is its message"
	}
	switch {
	case len(labels) == 0:
		l.report(diag.MissingLabel.In(b.syntax.DefRange(), "A %s block needs a label, by which %s: %s \"label\" { … }.", b.word, use, b.word))
		return false
	case len(labels) > 1:
		l.report(diag.UnexpectedLabel.In(b.syntax.LabelRanges[1], "A %s block has one label.", b.word))
		return false
	case !hclsyntax.ValidIdentifier(labels[0]):
		l.report(diag.InvalidLabel.In(b.syntax.LabelRanges[0], "A label has letters, digits, _ and -, and begins with a letter. %s%s.", name, labelExample(labels[0])))
		return false
	}
	b.name = labels[0]
	return true
}

// labelExample shows how to write a label that is a name.
func labelExample(name string) string {
	label := strings.ReplaceAll(bounded.Slug(name), "-", "_")
	if !hclsyntax.ValidIdentifier(label) {
		return ""
	}
	return `: write "` + label + `" here`
}

func (b *block) addr() schema.Addr { return schema.Addr{Kind: b.word, Label: b.name} }

// label gives an object that does not set its name the default one.
func (b *block) label(r *schema.Resource) []diag.Problem {
	if b.kind.Label == "" || r.Has(b.kind.Label) {
		return nil
	}
	name := r.Addr.Label
	if r.Addr.Keyed {
		name = r.Addr.Key
	}
	return r.Set(b.kind.Label, cty.StringVal(name), schema.Plain)
}

// identity returns the attributes that make the object's natural key: its name, and
// what names an object of its own kind.
func (b *block) identity() []*hclsyntax.Attribute {
	var attrs []*hclsyntax.Attribute
	for i := range b.kind.Attrs {
		a := &b.kind.Attrs[i]
		if attr, ok := b.syntax.Body.Attributes[a.Name]; ok && (a.Name == b.kind.Label || a.Ref == b.kind.Name) {
			attrs = append(attrs, attr)
		}
	}
	return attrs
}

// inOrder returns attributes in the order of the file.
func inOrder(attrs hclsyntax.Attributes) []*hclsyntax.Attribute {
	list := make([]*hclsyntax.Attribute, 0, len(attrs))
	for _, attr := range attrs {
		list = append(list, attr)
	}
	slices.SortFunc(list, func(a, b *hclsyntax.Attribute) int {
		return cmp.Compare(a.SrcRange.Start.Byte, b.SrcRange.Start.Byte)
	})
	return list
}
