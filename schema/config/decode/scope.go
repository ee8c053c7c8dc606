package decode

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A scope holds the values of the names in the expressions that were admitted to it. It
// holds no others, because HCL wants one object for all names with the root "user": with a
// hundred thousand users in it, making that object for each block would take too long.
type scope struct {
	names     namespace
	each      bool // whether each.key and each.value have values
	functions map[string]function.Function

	ctx     *hcl.EvalContext                // nil before it is needed
	members map[string]map[string]cty.Value // root → member → value
	changed map[string]bool                 // the roots with members that ctx lacks
	needs   map[string]need                 // module → the outputs in its value

	child *hcl.EvalContext // of ctx, for one instance of a block; nil before there is one
	of    *instance        // the instance of child
}

// scope returns an empty scope.
func (e *evaluator) scope(each bool) *scope {
	return &scope{
		names: e.names, each: each,
		functions: e.budget.Functions(e.folder),
	}
}

// context returns the scope as HCL's evaluator needs it.
func (s *scope) context() *hcl.EvalContext {
	if s.ctx == nil {
		s.ctx = &hcl.EvalContext{Variables: map[string]cty.Value{}, Functions: s.functions}
	}
	for root := range s.changed {
		s.ctx.Variables[root] = cty.ObjectVal(s.members[root])
	}
	clear(s.changed)
	return s.ctx
}

// contextOf returns the context for one instance of a block, with its each.key and
// each.value.
func (s *scope) contextOf(it *instance) *hcl.EvalContext {
	if !it.addr.Keyed {
		return s.context()
	}
	parent := s.context()
	if s.child == nil {
		s.child = parent.NewChild()
	}
	if s.of != it {
		s.of = it
		s.child.Variables = map[string]cty.Value{"each": cty.ObjectVal(map[string]cty.Value{
			"key": cty.StringVal(it.addr.Key), "value": it.value,
		})}
	}
	return s.child
}

// admit puts the values of the names in an expression into the scope. If it returns
// diagnostics, one of the names does not exist, and nobody must evaluate the expression.
func (s *scope) admit(expr hclsyntax.Expression) hcl.Diagnostics {
	return s.admitNames(namesIn(expr))
}

// admitNames is admit for the names themselves.
func (s *scope) admitNames(names []hcl.Traversal) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, t := range names {
		if problem := s.admitName(t); problem != nil {
			diags = append(diags, syntax.Within(t.SourceRange(), problem))
		}
	}
	return diags
}

// admitName puts the value of the name at the beginning of a traversal into the scope, or
// returns what is wrong with it.
func (s *scope) admitName(t hcl.Traversal) *hcl.Diagnostic {
	root := t.RootName()
	if root == "path" {
		return diag.UnknownName.In(t.SourceRange(), "There is no %s. A path is relative to the folder of the file that names it: file(\"people.csv\").", traversalText(t))
	}
	if !slices.Contains(roots, root) {
		return diag.UnknownName.In(t[0].SourceRange(), "Unknown name %q.%s", root, cmp.Or(absentNames[root], nameHint(root)))
	}
	member, at, ok := memberOf(t)
	if !ok {
		return diag.IncompleteReference.In(t.SourceRange(), "%q is incomplete; write %s.", root, formOf(root))
	}
	switch root {
	case "each":
		return s.checkEach(member, at)
	case syntax.ModuleType:
		return s.admitModule(t, member, at)
	}
	if _, have := s.members[root][member]; !have {
		v, problem := s.names.lookup(root, member, at)
		if problem != nil {
			return problem
		}
		s.put(root, member, v)
	}
	return s.names.checkSteps(t)
}

// absentNames are names of Terraform that callwright does not have, with what to write
// instead.
var absentNames = map[string]string{
	"count":     " There is no count: with for_each, each.key and each.value tell the objects of a block apart.",
	"data":      " There is no data: write the object's name in quotes.",
	"self":      " There is no self: put a value that several places use into a locals block.",
	"terraform": " For the name of the environment, write callwright.environment.",
}

// nameHint says what a word without quotes can be, when nothing has the name root.
func nameHint(root string) string {
	if near, ok := diag.Nearest(root, roots); ok {
		return fmt.Sprintf(" Did you mean %q?", near)
	}
	return fmt.Sprintf(" If it is a text, put it in quotes: %q. If it is the label of a block, write the kind before it, as in queue.%s.", root, root)
}

// put puts a value into the scope.
func (s *scope) put(root, member string, v cty.Value) {
	if s.members == nil {
		s.members, s.changed = map[string]map[string]cty.Value{}, map[string]bool{}
	}
	if s.members[root] == nil {
		s.members[root] = map[string]cty.Value{}
	}
	s.members[root][member] = v
	s.changed[root] = true
}

// admitModule puts the outputs of a module that a traversal needs into the scope, beside
// those that other traversals need.
func (s *scope) admitModule(t hcl.Traversal, name string, at hcl.Range) *hcl.Diagnostic {
	n, problem := s.names.needOf(t)
	if problem != nil {
		return problem
	}
	before, have := s.needs[name]
	if n = n.with(before); have && n.whole == before.whole && len(n.outputs) == len(before.outputs) {
		return nil
	}
	v, problem := s.names.lookupModule(name, n, at)
	if problem != nil {
		return problem
	}
	if s.needs == nil {
		s.needs = map[string]need{}
	}
	s.needs[name] = n
	s.put(syntax.ModuleType, name, v)
	return nil
}

// namesIn returns the names that an expression uses. HCL ends a name at a computed key, so
// that module.site[each.key].queue uses module.site and each.key. namesIn adds the output
// that follows the key.
func namesIn(expr hclsyntax.Expression) []hcl.Traversal {
	names := expr.Variables()
	if !slices.ContainsFunc(names, func(t hcl.Traversal) bool { return t.RootName() == syntax.ModuleType }) {
		return names
	}
	after := map[hcl.Range]hcl.Traverser{} // the place of a module → the step after its key
	_ = hclsyntax.VisitAll(expr, func(n hclsyntax.Node) hcl.Diagnostics {
		if rest, ok := n.(*hclsyntax.RelativeTraversalExpr); ok {
			if index, ok := rest.Source.(*hclsyntax.IndexExpr); ok {
				after[index.Collection.Range()] = rest.Traversal[0]
			}
		}
		return nil
	})
	for i, t := range names {
		if step, ok := after[t.SourceRange()]; ok && t.RootName() == syntax.ModuleType && len(t) == 2 {
			names[i] = append(slices.Clone(t), hcl.TraverseIndex{Key: cty.DynamicVal, SrcRange: t.SourceRange()}, step)
		}
	}
	return names
}

// memberOf returns the name after the root of a traversal, and its place: team in var.team.
func memberOf(t hcl.Traversal) (string, hcl.Range, bool) {
	if len(t) < 2 {
		return "", hcl.Range{}, false
	}
	attr, ok := t[1].(hcl.TraverseAttr)
	return attr.Name, t[1].SourceRange(), ok
}

// roots are the words that a name can begin with.
var roots = append([]string{"var", "local", "each", "callwright", syntax.ModuleType, syntax.TableType}, schema.KindNames()...)

// formOf returns an example of a name with the root, for messages.
func formOf(root string) string {
	switch root {
	case "var", "local":
		return root + ".NAME"
	case "each":
		return "each.key or each.value"
	case "callwright":
		return "callwright.environment"
	case syntax.ModuleType:
		return "module.NAME.OUTPUT"
	}
	return root + ".LABEL"
}

// checkEach returns what is wrong with each.key or each.value, or nil.
func (s *scope) checkEach(member string, at hcl.Range) *hcl.Diagnostic {
	switch {
	case !s.each:
		return diag.UnexpectedEach.In(at, "each.key and each.value are only defined in the attributes of a block with for_each.")
	case member != "key" && member != "value":
		return diag.UnknownName.In(at, "Unknown name each.%s. Use each.key or each.value.", member)
	}
	return nil
}

// usesEach reports whether one of the names is each.key or each.value.
func usesEach(names []hcl.Traversal) bool {
	return slices.ContainsFunc(names, func(t hcl.Traversal) bool { return t.RootName() == "each" })
}
