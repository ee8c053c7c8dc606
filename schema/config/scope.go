package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A scope holds what the expressions that were admitted to it name, and no more: a
// context of a hundred thousand users would be built for each of them.
type scope struct {
	loader  *loader
	each    bool // whether each.key and each.value stand for something
	ctx     *hcl.EvalContext
	members map[string]map[string]cty.Value // by root: var, local, a kind
	quiet   bool
}

func (l *loader) scope(each bool) *scope {
	return &scope{
		loader: l, each: each,
		ctx:     &hcl.EvalContext{Variables: map[string]cty.Value{}, Functions: l.eval.Functions(l.files.Folder())},
		members: map[string]map[string]cty.Value{},
	}
}

// of returns the context for the expressions of an instance.
func (s *scope) of(it *instance) *hcl.EvalContext {
	if !it.addr.Keyed {
		return s.ctx
	}
	child := s.ctx.NewChild()
	child.Variables = map[string]cty.Value{"each": cty.ObjectVal(map[string]cty.Value{
		"key": cty.StringVal(it.addr.Key), "value": it.value,
	})}
	return child
}

// quietly admits an expression and reports nothing.
func (s *scope) quietly(expr hclsyntax.Expression) bool {
	s.quiet = true
	return s.admit(expr)
}

// admit puts what an expression names into the scope. It is false when something
// does not exist, which it reports: then the expression cannot be evaluated.
func (s *scope) admit(expr hclsyntax.Expression) bool {
	ok := true
	for _, t := range expr.Variables() {
		if problem := s.name(t); problem != nil {
			ok = false
			if !s.quiet {
				s.loader.report(within(t.SourceRange(), problem))
			}
		}
	}
	return ok
}

// name puts what a traversal begins with into the scope, or says what is wrong.
func (s *scope) name(t hcl.Traversal) *hcl.Diagnostic {
	root := t.RootName()
	member, at, ok := second(t)
	switch {
	case !slices.Contains(roots, root):
		return diag.UnknownName.In(t[0].SourceRange(), "There is no %q here.%s A word that is not in quotes names a variable, a local, an object or one of a for-expression's own.", root, schema.Suggest(root, roots))
	case !ok:
		return diag.IncompleteReference.In(t.SourceRange(), "%q alone stands for nothing; write %s.", root, s.form(root))
	}
	if _, have := s.members[root][member]; have {
		return s.loader.steps(t)
	}
	v, problem := s.value(root, member, at)
	if problem != nil {
		return problem
	}
	if root == "each" {
		return nil
	}
	if s.members[root] == nil {
		s.members[root] = map[string]cty.Value{}
	}
	s.members[root][member] = v
	s.ctx.Variables[root] = cty.ObjectVal(s.members[root])
	return s.loader.steps(t)
}

// second returns the name after a traversal's root.
func second(t hcl.Traversal) (string, hcl.Range, bool) {
	if len(t) < 2 {
		return "", hcl.Range{}, false
	}
	attr, ok := t[1].(hcl.TraverseAttr)
	return attr.Name, t[1].SourceRange(), ok
}

// roots are the words that a reference may begin with.
var roots = func() []string {
	return append([]string{"var", "local", "each", "callwright", tableWord}, kindWords()...)
}()

func (s *scope) form(root string) string {
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

// value returns the value of root.member.
func (s *scope) value(root, member string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	switch root {
	case "var":
		return s.loader.variable(member, at)
	case "local":
		return s.loader.local(member, at)
	case "each":
		return cty.NilVal, s.eachMember(member, at)
	case "callwright":
		if member != "environment" {
			return cty.NilVal, diag.UnknownName.In(at, "There is no callwright.%s; there is callwright.environment.", member)
		}
		return cty.StringVal(s.loader.config.Environment), nil
	}
	return s.loader.object(root, member, at)
}

func (s *scope) eachMember(member string, at hcl.Range) *hcl.Diagnostic {
	switch {
	case !s.each:
		return diag.UnexpectedEach.In(at, "each.key and each.value stand only in the attributes of a block with for_each.")
	case member != "key" && member != "value":
		return diag.UnknownName.In(at, "There is no each.%s; there are each.key and each.value.", member)
	}
	return nil
}

// object returns what the block of a kind and label is in expressions.
func (l *loader) object(kind, label string, at hcl.Range) (cty.Value, *hcl.Diagnostic) {
	if b, ok := l.blocks[kind][label]; ok {
		return l.reference(b), nil
	}
	detail := fmt.Sprintf("There is no %s block labelled %q.%s", kind, label, suggest(l, label, l.blocks[kind]))
	if kind != tableWord {
		detail += " An object that this configuration does not describe is written as its name, in quotes."
	}
	return cty.NilVal, diag.UndeclaredObject.In(at, "%s", detail)
}

// names returns the keys of a map, sorted.
func names[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for name := range m {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// steps says what is wrong with the rest of a traversal that begins with an object,
// or returns nil.
func (l *loader) steps(t hcl.Traversal) *hcl.Diagnostic {
	label, _, _ := second(t)
	b := l.blocks[t.RootName()][label]
	if b == nil || b.kind == nil || len(t) < 3 {
		return nil
	}
	rest := t[2:]
	if b.forEach != nil {
		if problem := l.key(b, rest[0]); problem != nil {
			return problem
		}
		rest = rest[1:]
	}
	for _, step := range rest {
		if _, splat := step.(hcl.TraverseSplat); !splat {
			return noAttributes(step.SourceRange(), b.addr().String())
		}
	}
	return nil
}

func noAttributes(at hcl.Range, address string) *hcl.Diagnostic {
	return diag.ReferenceHasNoAttributes.In(at, "%s stands for the object itself; its attributes cannot be read. Write a value that several blocks use as a local.", address)
}

// key says what is wrong with a step that picks one of the block's objects.
func (l *loader) key(b *block, step hcl.Traverser) *hcl.Diagnostic {
	var key string
	switch step := step.(type) {
	case hcl.TraverseIndex:
		if step.Key.Type() != cty.String {
			return diag.InvalidKey.In(step.SrcRange, "The objects of %s have names as keys: %s[\"…\"].", b.addr(), b.addr())
		}
		key = step.Key.AsString()
	case hcl.TraverseAttr:
		key = step.Name
	default:
		return nil
	}
	if _, ok := b.position(key); ok || b.expansion != done || len(b.instances) == 0 {
		return nil
	}
	return diag.UndeclaredObject.In(step.SourceRange(), "%s has no object with the key %q.%s", b.addr(), key, suggest(l, key, b.index))
}

// spot returns a place in a few characters: `main.hcl:12`.
func spot(r hcl.Range) string {
	return fmt.Sprintf("%s:%d", strings.TrimSpace(r.Filename), r.Start.Line)
}
