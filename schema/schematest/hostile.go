package schematest

import (
	"fmt"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// hostile are texts that a reader or a writer of names may trip over: what ends a string,
// starts a template, looks like an address or the owner in a tag, cannot be printed, or
// is several code points to a character. They are in form NFC, as all strings of a
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

// keys are texts that may be a key and are no part of a name.
var keys = []string{"", "line\nbreak\r\t", "\a\v\x00", " a  b "}

// nameOf returns the name at the given place of a kind's pool: what is hostile, if the kind
// takes that in a name, and the kind and the place. It is the same for all makers.
func nameOf(k *schema.Kind, i int) string {
	plain := fmt.Sprintf("%s-%d", k.Name, i)
	if i%3 == 0 || k.Name == "user" { // an instance takes few characters in usernames
		return plain
	}
	name := turn(hostile, k, i) + " " + plain
	r := &schema.Resource{Kind: k, Body: k.New()}
	if len(r.Set(k.Label, cty.StringVal(name), schema.Plain)) > 0 {
		return plain
	}
	return name
}

// addrOf returns the address of the object at the given place of a kind's pool: that of a
// block, or one of several under for_each.
func addrOf(k *schema.Kind, i int) schema.Addr {
	if i%2 == 0 {
		return schema.Addr{Kind: k.Name, Label: fmt.Sprintf("x%d", i)}
	}
	return schema.Addr{Kind: k.Name, Label: "each", Key: turn(slices.Concat(keys, hostile), k, i), Keyed: true}
}

// turn returns the text whose turn it is at the given place of a kind's pool.
func turn(texts []string, k *schema.Kind, i int) string {
	return texts[(slices.Index(schema.KindNames(), k.Name)*5+i)%len(texts)]
}

// text returns one of the words, or something hostile on lines of its own.
func (w *world) text(words ...string) string {
	if w.IntN(4) == 0 {
		return w.pick(hostile...) + "\n" + w.pick(hostile...)
	}
	return w.pick(words...)
}
