package syntax

import (
	"testing"
	"testing/fstest"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// TestPlain parses files with mistakes that beginners make. Each is one diagnostic in plain
// words.
func TestPlain(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, src, want string }{
		{"curly quotes", "queue \"q\" {\n  name = “Sales”\n}\n", `Curly quotes: Curly quotes come from word processors. Write straight quotes, as in "Sales".`},
		{"single quotes", "queue \"q\" {\n  name = 'Sales'\n}\n", `Single quotes: Write a text in double quotes, as in "Sales".`},
		{"a colon", "queue \"q\" {\n  name : \"Sales\"\n}\n", `Equals sign expected: Write an equals sign between the name of an attribute and its value, as in name = "Sales".`},
		{"no brace", "queue \"q\" {\n  name = \"Sales\"\n", "Block is not closed: The block that begins here is not closed. Write } on a line of its own at its end. If there is one, look for a { inside of the block without its }."},
		{"a word alone", "queue \"q\" {\n  name\n}\n", `Argument or block definition required: An argument or block definition is required here. To set an argument, use the equals sign "=" to introduce the argument value.`},
	} {
		read, err := source.New(fstest.MapFS{"main.hcl": {Data: []byte(tt.src)}}, ".").ReadHCL("main.hcl")
		if err != nil {
			t.Fatal(err)
		}
		_, diags := bounded.ParseFile(read.Bytes, read.Name)
		diags = plain(diags, read.Bytes)
		if len(diags) != 1 || diags[0].Summary+": "+diags[0].Detail != tt.want {
			t.Errorf("%s: %v", tt.name, diags)
		}
	}
}
