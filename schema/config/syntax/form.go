package syntax

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// badLabel says what is wrong with the label of a block, or returns nil. It is told what
// a label is for, and where a name belongs that is no label.
func badLabel(b *Block, use, name string) *hcl.Diagnostic {
	switch {
	case len(b.Labels) == 0:
		return diag.MissingLabel.In(b.Header, "A %s block needs a label, because %s: %s \"label\" { … }.", b.Type, use, b.Type)
	case len(b.Labels) > 1:
		return diag.UnexpectedLabel.In(b.syntax.LabelRanges[1], "A %s block can only have one label.", b.Type)
	case !hclsyntax.ValidIdentifier(b.Label()):
		return diag.InvalidLabel.In(b.syntax.LabelRanges[0], "A label can only have letters, digits, _ and -, and must start with a letter. %s%s.", name, labelExample(b.Label()))
	}
	return nil
}

// labelExample shows how a name is written as a label.
func labelExample(name string) string {
	label := strings.ReplaceAll(bounded.Slug(name), "-", "_")
	if !hclsyntax.ValidIdentifier(label) {
		return ""
	}
	return `, and "` + label + `" here`
}

// badSingle says what is wrong with the block of a kind of which an instance has one
// object, or returns nil.
func badSingle(b *Block) *hcl.Diagnostic {
	if len(b.Labels) > 0 {
		return diag.UnexpectedLabel.In(b.syntax.LabelRanges[0], "An instance has only one %s, so its block has no label: %s { … }.", b.Type, b.Type)
	}
	if each := b.Attribute("for_each"); each != nil {
		return diag.UnexpectedForEach.In(each.NameRange, "An instance has only one %s, so its block cannot have for_each.", b.Type)
	}
	return nil
}

// UnknownAttributes reports the attributes of a block that are not among the given
// names.
func UnknownAttributes(b *hclsyntax.Block, names []string) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, attr := range InOrder(b.Body.Attributes) {
		if !slices.Contains(names, attr.Name) {
			diags = append(diags, Within(attr.SrcRange, diag.UnsupportedAttribute.In(attr.NameRange, "%s blocks have no attribute %q.%s", b.Type, attr.Name, diag.Suggest(attr.Name, names))))
		}
	}
	return diags
}

// InnerBlocks reports the blocks inside of a block that has attributes alone.
func InnerBlocks(b *hclsyntax.Block) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, inner := range b.Body.Blocks {
		diags = append(diags, UnknownInner(inner, b.Type, ""))
	}
	return diags
}

// UnknownInner says that a block has no such block inside. The suggestion follows.
func UnknownInner(inner *hclsyntax.Block, outer, suggestion string) *hcl.Diagnostic {
	return diag.UnsupportedBlock.In(inner.DefRange(), "%s blocks cannot contain a block %q.%s", outer, inner.Type, suggestion)
}
