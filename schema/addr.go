package schema

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/callwright/callwright/schema/diag"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// An Addr says which object of a configuration is meant. It is comparable. These are
// addresses as users see and write them:
//
//	hierarchy                                          the only one of its kind
//	queue.sales                                        the object of a block
//	user.agents["ada"]                                 one object of a block with for_each
//	user.agents                                        that block: all of its objects
//	queue["Sales 2"]                                   an object that no block describes, by its name
//	permission_group_assignment.user.agents["ada"]     what user.agents["ada"] says of another object
//	module.site["london"].queue.sales                  an object in a module
//	module.site["london"]                              that module
type Addr struct {
	Module string // the address of the module that the object is in; "" for the root module
	Kind   string // of the block; "module" for the address of a module
	Label  string // "" for a kind of which an instance has one
	Key    string // under for_each; without a label, the object's name
	Keyed  bool   // whether there is a key, which may be empty
	Part   string // the kind of a second object that the block describes, if that one is meant; see [Part]
}

// moduleWord is the kind of a module's address.
const moduleWord = "module"

// Named returns the address of an object that no block describes.
func Named(n Name) Addr { return Addr{Kind: n.Kind, Key: n.Key, Keyed: true} }

// IsModule reports whether a is the address of a module.
func (a Addr) IsModule() bool { return a.Kind == moduleWord }

// WithPart returns the address of the object of the given kind that the block at a
// describes as a part.
func (a Addr) WithPart(kind string) Addr {
	a.Part = kind
	return a
}

// Whole returns the address of the object whose block describes the object at a: a
// itself, unless the address has a Part.
func (a Addr) Whole() Addr {
	a.Part = ""
	return a
}

// Block returns the address of the block that describes the object at a: the address
// without a key.
func (a Addr) Block() Addr {
	a.Key, a.Keyed = "", false
	return a
}

// String returns the address as a configuration writes it. The zero Addr is "".
//
// [ParseAddr] reads a key back exactly if it is valid UTF-8. In other keys, U+FFFD
// replaces each byte that is not valid. A label that is not an identifier is written in
// quotes, and ParseAddr cannot read it back; no block has such a label.
func (a Addr) String() string {
	var b strings.Builder
	if a.Module != "" {
		b.WriteString(a.Module)
		b.WriteByte('.')
	}
	if a.Part != "" {
		b.WriteString(a.Part)
		b.WriteByte('.')
	}
	b.WriteString(a.Kind)
	if a.Label != "" {
		b.WriteByte('.')
		if isIdentifier(a.Label) {
			b.WriteString(a.Label)
		} else {
			writeQuoted(&b, a.Label)
		}
	}
	if a.Keyed {
		b.WriteByte('[')
		writeQuoted(&b, a.Key)
		b.WriteByte(']')
	}
	return b.String()
}

// isIdentifier reports whether HCL can write a name without quotes. Most names have plain
// letters only, so HCL's own scanner is rarely needed.
func isIdentifier(name string) bool {
	for i, r := range name {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r != '-' && !isDigit(r)) {
			return hclsyntax.ValidIdentifier(name)
		}
	}
	return name != ""
}

// writeQuoted writes s as a string of HCL, as hclwrite does. Unlike hclwrite it leaves
// s in its Unicode form.
func writeQuoted(b *strings.Builder, s string) {
	b.WriteByte('"')
	for i, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case (r == '$' || r == '%') && strings.HasPrefix(s[i+1:], "{"):
			b.WriteRune(r)
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			fmt.Fprintf(b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
}

// ParseAddr reads an address that [Addr.String] wrote. It keeps the Unicode form of a key,
// although HCL itself converts strings to NFC.
func ParseAddr(s string) (Addr, error) {
	src := []byte(s)
	t, diags := hclsyntax.ParseTraversalAbs(src, "", hcl.InitialPos)
	if diags.HasErrors() {
		return Addr{}, fmt.Errorf("%q is not an address: %s", s, diags[0].Detail)
	}
	steps := addrSteps{t, func(step hcl.TraverseIndex) string { return literal(step.SrcRange.SliceBytes(src)) }}
	a := steps.addr()
	if len(steps.left) > 0 {
		return Addr{}, fmt.Errorf("%q is not an address: nothing can follow %s", s, a)
	}
	return a, nil
}

// AddrOf returns the address at the beginning of a traversal, and the steps after it. Of
// queue.sales.name it returns the address queue.sales and the step .name.
func AddrOf(t hcl.Traversal) (Addr, hcl.Traversal) {
	steps := addrSteps{t, func(step hcl.TraverseIndex) string { return step.Key.AsString() }}
	return steps.addr(), steps.left
}

// literal returns the string in the source of a step `["…"]`, in its Unicode form.
func literal(src []byte) string {
	var b strings.Builder
	tokens, _ := hclsyntax.LexExpression(src, "", hcl.InitialPos)
	for _, token := range tokens {
		if token.Type == hclsyntax.TokenQuotedLit {
			part, _ := hclsyntax.ParseStringLiteralToken(token)
			b.WriteString(part)
		}
	}
	return b.String()
}

// An addrSteps reads an address from the steps of a traversal, from left to right.
type addrSteps struct {
	left hcl.Traversal
	text func(hcl.TraverseIndex) string // the string that a step has as its key
}

func (s *addrSteps) addr() Addr {
	var a Addr
	a.Kind, _ = s.name()
	for {
		a.Label, _ = s.name()
		if a.Kind != moduleWord {
			if label, ok := s.name(); ok {
				a.Part, a.Kind, a.Label = a.Kind, a.Label, label
			}
			a.Key, a.Keyed = s.key()
			return a
		}
		a.Key, a.Keyed = s.key()
		kind, ok := s.name()
		if !ok {
			return a
		}
		a = Addr{Module: a.String(), Kind: kind}
	}
}

// name takes the next step if it is a name, such as .sales.
func (s *addrSteps) name() (name string, ok bool) {
	if len(s.left) == 0 {
		return "", false
	}
	switch step := s.left[0].(type) {
	case hcl.TraverseRoot:
		name, ok = step.Name, true
	case hcl.TraverseAttr:
		name, ok = step.Name, true
	}
	if ok {
		s.left = s.left[1:]
	}
	return name, ok
}

// key takes the next step if it is a string in brackets, such as ["ada"].
func (s *addrSteps) key() (string, bool) {
	if len(s.left) == 0 {
		return "", false
	}
	step, ok := s.left[0].(hcl.TraverseIndex)
	if !ok || step.Key.Type() != cty.String {
		return "", false
	}
	s.left = s.left[1:]
	return s.text(step), true
}

// A Problem is something wrong with the resource at an address. It says nothing of files:
// package config, which knows them, finds the line for the address and the path.
type Problem struct {
	Addr Addr // zero where no resource is meant
	diag.Problem
}

// String returns the problem in one line, for tests.
func (p Problem) String() string { return p.Addr.String() + p.Problem.String() }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
