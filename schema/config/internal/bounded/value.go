package bounded

import "github.com/zclconf/go-cty/cty"

// Broken is the value of an expression that is wrong. A value that is made from it is
// Broken, too. So one mistake is reported once, and not again for each value that follows
// from it.
var Broken = cty.DynamicVal

// isCollection reports whether v has members, and whether these can be looked at: v may be
// null or unknown.
func isCollection(v cty.Value) bool {
	return v.IsKnown() && !v.IsNull() && v.CanIterateElements()
}

// textOf returns the text of a string, and "" for any other value.
func textOf(v cty.Value) string {
	if v.Type() != cty.String || v.IsNull() || !v.IsKnown() {
		return ""
	}
	return v.AsString()
}

// memberOf returns the member of a map or object with the given key.
func memberOf(v, key cty.Value) (cty.Value, bool) {
	if v.Type().IsObjectType() {
		if !v.Type().HasAttribute(key.AsString()) {
			return cty.NilVal, false
		}
		return v.GetAttr(key.AsString()), true
	}
	if !v.HasIndex(key).True() {
		return cty.NilVal, false
	}
	return v.Index(key), true
}

// listOf returns a list of values of type t. Cty has another function for empty lists.
func listOf(values []cty.Value, t cty.Type) cty.Value {
	if len(values) == 0 {
		return cty.ListValEmpty(t)
	}
	return cty.ListVal(values)
}

// setOf returns a set of strings.
func setOf(texts []string) cty.Value {
	if len(texts) == 0 {
		return cty.SetValEmpty(cty.String)
	}
	values := make([]cty.Value, len(texts))
	for i, s := range texts {
		values[i] = cty.StringVal(s)
	}
	return cty.SetVal(values)
}
