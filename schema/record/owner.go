package record

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
)

// longestTag is how long a tag's value may be (Amazon Connect API reference,
// TagResource). The reference does not say what it counts, so we count UTF-16 units: a
// value never has more characters than that.
const longestTag = 256

// Owner returns the value of the owner tag for the object at a under the stack:
//
//	queue.premium_1                      support/queue.premium_1
//	user.agents["j.doe@example.com"]     support/user.agents:j.doe@example.com
//	hierarchy_group.g["EMEA/London"]     support/hierarchy_group.g:EMEA=2F=London
//	module.site["london"].queue.sales    support/module.site:london/queue.sales
//
// Different addresses have different owners. Characters that a tag cannot hold become
// their code points between equals signs: "/" is =2F=, and "/[" is =2F.5B=. A value that
// would be too long is cut, and ends in `==` and a digest of the whole value.
func Owner(stack string, a schema.Addr) string { return NewOwners(stack).Of(a) }

// Owners makes the owner tags of a stack's objects. It remembers the modules, because many
// objects are in one.
type Owners struct {
	stack   string            // escaped
	modules map[string]string // the address of a module → its steps

	block schema.Addr // the last block; a block with for_each has many objects
	step  string      // its steps
}

// NewOwners returns the maker of owner tags for a stack.
func NewOwners(stack string) *Owners {
	return &Owners{stack: escape(stack, "/:"), modules: map[string]string{}}
}

// Of is [Owner] for the address.
func (o *Owners) Of(a schema.Addr) string { return shorten(o.stack + o.steps(a)) }

// steps returns the address in the form of an owner tag: a step for each module that the
// object is in, outermost first, then one for the object.
func (o *Owners) steps(a schema.Addr) string {
	modules, known := o.modules[a.Module]
	if a.Module != "" && !known {
		if in, err := schema.ParseAddr(a.Module); err == nil {
			modules = o.steps(in)
		}
		o.modules[a.Module] = modules
	}
	block := a.Block()
	if o.block != block {
		name := a.Kind
		if a.Part != "" {
			name = a.Part + "." + name
		}
		if a.Label != "" {
			name += "." + a.Label
		}
		o.block, o.step = block, modules+"/"+escape(name, "/:")
	}
	if !a.Keyed {
		return o.step
	}
	return o.step + ":" + escape(a.Key, "/")
}

// TagText returns s as one word that the key of a tag, or its value, can hold.
func TagText(s string) string { return escape(s, " /:") }

// FromTagText returns the text that [TagText] was given. Text that TagText cannot have
// written is returned unchanged.
func FromTagText(s string) string { return unescape(s) }

// escape returns s with code points between equals signs in place of the characters that
// a tag cannot hold, the given separators, and spaces that a service may trim or fold.
func escape(s, separators string) string {
	if isName(s) {
		return s
	}
	var b strings.Builder
	inRun := false
	for i, r := range s {
		if isPlain(s, i, r) && !strings.ContainsRune(separators, r) {
			if inRun {
				b.WriteByte('=')
			}
			inRun = false
			b.WriteRune(r)
			continue
		}
		if inRun {
			b.WriteByte('.')
		} else {
			b.WriteByte('=')
		}
		inRun = true
		fmt.Fprintf(&b, "%X", r)
	}
	if inRun {
		b.WriteByte('=')
	}
	return b.String()
}

// isName reports whether a text needs no escapes, because it is letters, digits and the signs of
// most names and addresses. It returns false for some others that need none.
func isName(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '_', c == '-', c == '.', c == '@':
		default:
			return false
		}
	}
	return true
}

// isPlain reports whether the character r at position i of s can be in a tag as it is.
func isPlain(s string, i int, r rune) bool {
	if r == ' ' {
		return i > 0 && i < len(s)-1 && s[i-1] != ' ' && s[i+1] != ' '
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("_.:/+-@", r)
}

// shorten cuts an owner that is too long for a tag, and appends `==` and a digest of the
// whole. It does not cut between the equals signs of an escaped run.
func shorten(full string) string {
	if len(full) <= longestTag || units(full) <= longestTag {
		return full
	}
	sum := sha256.Sum256([]byte(full))
	tail := "==" + base64.RawURLEncoding.EncodeToString(sum[:15])
	end, used, inRun := 0, 0, false
	for i, r := range full {
		if used += len(utf16.Encode([]rune{r})); used > longestTag-len(tail) {
			break
		}
		if r == '=' {
			inRun = !inRun
		}
		if !inRun {
			end = i + utf8.RuneLen(r)
		}
	}
	return strings.TrimRight(full[:end], " ") + tail
}

// OwnerIsCut reports whether the address was too long for the owner tag, so that the tag
// has only the beginning of it.
func OwnerIsCut(owner string) bool { return strings.Contains(owner, "==") }

// units returns the length of s in UTF-16 units.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// ParseOwner returns the stack and the address that [Owner] was given. If the value was
// cut, the address has the beginning of its key and an ellipsis. Ok is false when Owner
// cannot have returned the value.
func ParseOwner(owner string) (stack string, a schema.Addr, ok bool) {
	head, at := owner, strings.LastIndex(owner, "==") // the head may end in a run, and so in an equals sign
	cut := at >= 0
	if cut {
		head = owner[:at]
	}
	stack, path, ok := strings.Cut(head, "/")
	for more := true; ok && more; {
		var step string
		if step, path, more = strings.Cut(path, "/"); more {
			a, ok = parseStep(a.Module, step)
			ok = ok && a.IsModule()
			a = schema.Addr{Module: a.String()}
		} else {
			a, ok = parseStep(a.Module, step)
			ok = ok && !a.IsModule()
		}
	}
	if !ok {
		return "", schema.Addr{}, false
	}
	stack = unescape(stack)
	if cut {
		a.Key, a.Keyed = a.Key+"…", true
		return stack, a, true
	}
	return stack, a, Owner(stack, a) == owner
}

// parseStep returns the address of one step of an owner tag, such as "queue.sales", in
// the module that the steps before it name. Ok is false when the step is not an address.
func parseStep(module, step string) (a schema.Addr, ok bool) {
	path, key, keyed := strings.Cut(step, ":")
	a = schema.Addr{Module: module, Key: unescape(key), Keyed: keyed}
	names := strings.Split(path, ".")
	for i, name := range names {
		if names[i] = unescape(name); !hclsyntax.ValidIdentifier(names[i]) {
			return a, false
		}
	}
	switch len(names) {
	case 1:
		a.Kind = names[0]
	case 2:
		a.Kind, a.Label = names[0], names[1]
	case 3:
		a.Part, a.Kind, a.Label = names[0], names[1], names[2]
	default:
		return a, false
	}
	return a, true
}

// unescape undoes escape. It returns s unchanged if escape cannot have written it.
func unescape(s string) string {
	parts := strings.Split(s, "=")
	for i := 1; i < len(parts); i += 2 {
		var run strings.Builder
		for hex := range strings.SplitSeq(parts[i], ".") {
			n, err := strconv.ParseUint(hex, 16, 21)
			if err != nil {
				return s
			}
			run.WriteRune(rune(n))
		}
		parts[i] = run.String()
	}
	return strings.Join(parts, "")
}
