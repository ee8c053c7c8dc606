package schematest

import (
	"fmt"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// hostile are names that may confuse a parser or a printer: they end a string, start a
// template, look like an address or like the owner in a tag, cannot be printed, or have
// characters of several code points. They are in Unicode's form NFC, as all strings of a
// configuration are.
var hostile = []string{
	`"quoted"`,
	`["key"]`,
	`a: b -> c`,
	"\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", // the flag of Wales
	"del\x7f",
	"\u202egnorw\u200f",
	`back\slash\`,
	`${a} %{b} $$`,
	`support/queue.x0:=41==`,
	"#late#old",
	`<b>&amp;'*'`,
	"x\u0302 1\u20e3", // marks that have no form composed with the letter
	"non\u00a0breaking\u2028\ufeff",
}

// keys are texts that a key of for_each can have, and a name cannot.
var keys = []string{"", "line\nbreak\r\t", "\a\v\x00", " a  b "}

// HostileKeys returns keys of for_each that may confuse a parser or a printer.
func HostileKeys() []string { return slices.Concat(hostile, keys) }

// nameOf returns the i-th name of a kind's pool: the kind and i, such as queue-1, after a
// hostile text if names of the kind can have it. All makers have the same pools.
func nameOf(k *schema.Kind, i int) string {
	plain := fmt.Sprintf("%s-%d", k.Name, i)
	if i%3 == 0 || k.Name == "user" { // an instance takes few characters in usernames
		return plain
	}
	name := textAt(hostile, k, i) + " " + plain
	r := &schema.Resource{Kind: k, Body: k.New()}
	if len(r.Set(k.Label, cty.StringVal(name), schema.Plain)) > 0 {
		return plain
	}
	return name
}

// addrOf returns the address of the object with the i-th name of a kind's pool. Every other
// object has a block of its own; the rest come from one block with for_each.
func addrOf(k *schema.Kind, i int) schema.Addr {
	if i%2 == 0 {
		return schema.Addr{Kind: k.Name, Label: fmt.Sprintf("x%d", i)}
	}
	return schema.Addr{Kind: k.Name, Label: "each", Key: textAt(slices.Concat(keys, hostile), k, i), Keyed: true}
}

// textAt returns one of the texts for the i-th name of a kind's pool. Each kind begins with
// another text, so that a small pool meets all of them.
func textAt(texts []string, k *schema.Kind, i int) string {
	return texts[(slices.Index(schema.KindNames(), k.Name)*5+i)%len(texts)]
}

// text returns one of the words, or two lines of hostile text.
func (w *world) text(words ...string) string {
	if w.IntN(4) == 0 {
		return w.pick(hostile...) + "\n" + w.pick(hostile...)
	}
	return w.pick(words...)
}
