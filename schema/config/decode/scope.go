package decode

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

// A scope has the values of what the expressions that were admitted to it name, and no
// more: a context with a hundred thousand users would be made for each of them.
type scope struct {
	names   namespace
	each    bool // whether each.key and each.value stand for something
	ctx     *hcl.EvalContext
	members map[string]map[string]cty.Value // by root
	changed map[string]bool                 // the roots whose members are not in ctx yet
}

// scope returns an empty scope.
func (e *evaluator) scope(each bool) *scope {
	return &scope{
		names: e.names, each: each,
		ctx:     &hcl.EvalContext{Variables: map[string]cty.Value{}, Functions: e.budget.Functions(e.folder)},
		members: map[string]map[string]cty.Value{}, changed: map[string]bool{},
	}
}

// context returns the scope in the form that expressions are evaluated in.
func (s *scope) context() *hcl.EvalContext {
	for root := range s.changed {
		s.ctx.Variables[root] = cty.ObjectVal(s.members[root])
	}
	clear(s.changed)
	return s.ctx
}

// contextOf returns the context for expressions of one instance of a block.
func (s *scope) contextOf(it *instance) *hcl.EvalContext {
	if !it.addr.Keyed {
		return s.context()
	}
	child := s.context().NewChild()
	child.Variables = map[string]cty.Value{"each": cty.ObjectVal(map[string]cty.Value{
		"key": cty.StringVal(it.addr.Key), "value": it.value,
	})}
	return child
}

// admit puts what an expression names into the scope. When something does not exist,
// the expression cannot be evaluated.
func (s *scope) admit(expr hclsyntax.Expression) hcl.Diagnostics {
	return s.admitNames(expr.Variables())
}

func (s *scope) admitNames(names []hcl.Traversal) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, t := range names {
		if problem := s.admitName(t); problem != nil {
			diags = append(diags, syntax.Within(t.SourceRange(), problem))
		}
	}
	return diags
}

// admitName puts what a traversal begins with into the scope, or says what is wrong.
func (s *scope) admitName(t hcl.Traversal) *hcl.Diagnostic {
	root := t.RootName()
	if !slices.Contains(roots, root) {
		return diag.UnknownName.In(t[0].SourceRange(), "Unknown name %q.%s Words without quotes are names: of a variable, a local, an object, or a variable of a for-expression.", root, diag.Suggest(root, roots))
	}
	member, at, ok := memberOf(t)
	if !ok {
		return diag.IncompleteReference.In(t.SourceRange(), "%q is incomplete; write %s.", root, formOf(root))
	}
	if root == "each" {
		return s.checkEach(member, at)
	}
	if _, have := s.members[root][member]; !have {
		v, problem := s.names.lookup(root, member, at)
		if problem != nil {
			return problem
		}
		if s.members[root] == nil {
			s.members[root] = map[string]cty.Value{}
		}
		s.members[root][member] = v
		s.changed[root] = true
	}
	return s.names.checkSteps(t)
}

// memberOf returns the name after a traversal's root.
func memberOf(t hcl.Traversal) (string, hcl.Range, bool) {
	if len(t) < 2 {
		return "", hcl.Range{}, false
	}
	attr, ok := t[1].(hcl.TraverseAttr)
	return attr.Name, t[1].SourceRange(), ok
}

// roots are the words that a name may begin with.
var roots = append([]string{"var", "local", "each", "callwright", syntax.TableType}, schema.KindNames()...)

// formOf shows how a name with that root is written.
func formOf(root string) string {
	switch root {
	case "var", "local":
		return root + ".NAME"
	case "each":
		return "each.key or each.value"
	case "callwright":
		return "callwright.environment"
	}
	return root + ".LABEL"
}

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
