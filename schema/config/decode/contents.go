package decode

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// unknownAttribute returns a diagnostic if a block cannot have the attribute, and nil
// otherwise. Words are the attributes that the block can have, besides for_each.
func unknownAttribute(attr *hclsyntax.Attribute, b *block, words []string) *hcl.Diagnostic {
	if attr.Name == "for_each" || slices.Contains(words, attr.Name) {
		return nil
	}
	hint := cmp.Or(syntax.AttributeHint(attr.Name, words), diag.Suggest(attr.Name, append([]string{"for_each"}, words...)))
	if h := lifecycleHint(attr.Name); h != "" && b.kind != nil {
		hint = h
	}
	return syntax.Within(attr.SrcRange, diag.UnsupportedAttribute.In(attr.NameRange, "%s blocks have no attribute %q.%s", b.Type, attr.Name, hint))
}

// unknownInner returns a diagnostic for an inner block that the block cannot have. People
// write phone { … } for phone = { … }, so that mistake has a message of its own.
func unknownInner(inner *hclsyntax.Block, b *block, words []string) *hcl.Diagnostic {
	if slices.Contains(words, inner.Type) {
		return diag.AttributeAsBlock.In(inner.DefRange(), "%s is an attribute, not a block: write %[1]s = { … }.", inner.Type)
	}
	if b.kind != nil {
		words = append([]string{syntax.LifecycleType}, words...)
	}
	return syntax.UnknownInner(inner, b.Type, diag.Suggest(inner.Type, words))
}
