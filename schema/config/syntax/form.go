package syntax

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/diag"
)

// badLabel returns what is wrong with the label of a block, or nil. The messages say with
// use what the label is for, and with name where to write a name that is not a label:
// user "Ada Lovelace" should be user "ada_lovelace".
func badLabel(b *Block, use, name string) *hcl.Diagnostic {
	switch {
	case len(b.Labels) == 0:
		return diag.MissingLabel.In(b.Header, "A %s block needs a label, because %s: %s \"label\" { … }.", b.Type, use, b.Type)
	case len(b.Labels) > 1:
		return diag.UnexpectedLabel.In(b.Syntax().LabelRanges[1], "A %s block can only have one label.", b.Type)
	case !hclsyntax.ValidIdentifier(b.Label()):
		return diag.InvalidLabel.In(b.Syntax().LabelRanges[0], "A label can only have letters, digits, _ and -, and must start with a letter. %s%s.", name, labelExample(b.Label()))
	}
	return nil
}

// labelExample returns the end of a sentence that shows a name as a label: "premium" for
// the name "Premium". It returns "" for names without letters.
func labelExample(name string) string {
	label := strings.ReplaceAll(bounded.Slug(name), "-", "_")
	if !hclsyntax.ValidIdentifier(label) {
		return ""
	}
	return `, and "` + label + `" here`
}

// badSingle returns what is wrong with the header of a block whose kind has one object in
// an instance, such as hierarchy, or nil.
func badSingle(b *Block) *hcl.Diagnostic {
	if len(b.Labels) > 0 {
		return diag.UnexpectedLabel.In(b.Syntax().LabelRanges[0], "An instance has only one %s, so its block has no label: %s { … }.", b.Type, b.Type)
	}
	if each := b.Attribute("for_each"); each != nil {
		return diag.UnexpectedForEach.In(each.NameRange, "An instance has only one %s, so its block cannot have for_each.", b.Type)
	}
	return nil
}

// UnknownAttributes returns a diagnostic for each attribute of a block that has none of
// the given names.
func UnknownAttributes(b *hclsyntax.Block, names []string) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, attr := range InOrder(b.Body.Attributes) {
		if !slices.Contains(names, attr.Name) {
			diags = append(diags, Within(attr.SrcRange, diag.UnsupportedAttribute.In(attr.NameRange, "%s blocks have no attribute %q.%s", b.Type, attr.Name, cmp.Or(AttributeHint(attr.Name, names), diag.Suggest(attr.Name, names)))))
		}
	}
	return diags
}

// InnerBlocks returns a diagnostic for each block inside of a block that may only have
// attributes.
func InnerBlocks(b *hclsyntax.Block) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, inner := range b.Body.Blocks {
		diags = append(diags, UnknownInner(inner, b.Type, ""))
	}
	return diags
}

// UnknownInner returns a diagnostic for a block that the outer block cannot have. The
// suggestion ends its text.
func UnknownInner(inner *hclsyntax.Block, outer, suggestion string) *hcl.Diagnostic {
	return diag.UnsupportedBlock.In(inner.DefRange(), "%s blocks cannot contain a block %q.%s", outer, inner.Type, cmp.Or(innerHints[inner.Type], suggestion))
}
