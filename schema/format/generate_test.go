package format_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/callwright/callwright/schema/format"
)

// FuzzSourceOfWritten checks the laws on files as careless people write them: correct, but
// with any white space and comments between their words.
func FuzzSourceOfWritten(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		w := writer{Rand: rand.New(rand.NewPCG(seed, 0))}
		w.body(3)
		src := []byte(w.text.String())
		got, diags := format.Source(src, "a.hcl")
		if diags.HasErrors() {
			t.Skip("the file is not correct after all")
		}
		keepsMeaning(t, src, got)
		if t.Failed() {
			t.Logf("source:\n%s", src)
		}
	})
}

// A writer writes a random file.
type writer struct {
	*rand.Rand
	text strings.Builder
}

func (w *writer) one(words ...string) { w.text.WriteString(words[w.IntN(len(words))]) }

func (w *writer) space() { w.one("", "", " ", " ", "   ", "\t", "/* c */") }

func (w *writer) line() {
	w.one("\n", "\n", "\n", "\n\n\n", " # comment\n", "\t// é\n", "\r\n", "#\r\n")
}

// inside writes white space where newlines have no meaning.
func (w *writer) inside() {
	if w.IntN(3) == 0 {
		w.line()
	}
	w.space()
}

func (w *writer) name() { w.one("a", "queue", "priority", "ŵ", "for_each", "delay") }

func (w *writer) body(depth int) {
	for range w.IntN(5) {
		w.space()
		if depth > 0 && w.IntN(4) == 0 {
			w.one("user \"x\" {", "locals{", "a b c {")
			w.line()
			w.body(depth - 1)
			w.one("}", "  }")
			w.line()
			continue
		}
		w.name()
		fmt.Fprint(&w.text, w.IntN(1_000_000))
		w.space()
		w.text.WriteString("=")
		w.space()
		w.expression(depth)
		w.line()
	}
}

func (w *writer) expression(depth int) {
	choices := 9
	if depth <= 0 {
		choices = 3
	}
	switch w.IntN(choices) {
	case 0:
		w.one("1", "20", "-3", "true", "!true", "null", "1 - 2", "a-b", "a ? b : c", "a==b&&c")
	case 1:
		w.one(`"text"`, `"é"`, `"${a.b}"`, `"%{ if a }x%{ else }y%{ endif }"`, `"a ${ {b=1} } c"`, `"a$${b}"`)
	case 2:
		w.one("queue.premium", "a.b[0].c", "x[*].y", "f( a,b... )", "[for x in a:x]", "{for k,v in a:k=>v if v}")
	case 3, 4:
		w.list(depth - 1)
	case 5, 6:
		w.object(depth - 1)
	case 7:
		w.text.WriteString("concat(")
		w.inside()
		w.list(depth - 1)
		w.inside()
		w.text.WriteString(")")
	case 8:
		w.text.WriteString("<<-EOT\n   text ${")
		w.expression(depth - 2)
		w.text.WriteString("}\n  EOT")
	}
}

func (w *writer) list(depth int) {
	w.text.WriteString("[")
	for range w.IntN(4) {
		w.inside()
		w.expression(depth)
		w.inside()
		w.text.WriteString(",")
	}
	w.inside()
	w.text.WriteString("]")
}

func (w *writer) object(depth int) {
	w.text.WriteString("{")
	for range w.IntN(4) {
		w.space()
		w.name()
		w.space()
		w.one("=", "=", "=", ":")
		w.space()
		w.expression(depth)
		w.one(",", ", ", ",\n", "\n", "\n# comment\n", ", # comment\n")
	}
	w.text.WriteString("}")
}
