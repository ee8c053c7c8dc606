package syntax

import (
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/internal/source"
)

// outlined are files that an outline is sure of.
var outlined = []string{
	"", "\n", "# nothing\n", "queue \"q\" {}", "queue \"q\" {}\n", "queue \"q\" {} # one\n// two\nqueue \"r\" {\n}\n",
	"user \"ada\" {\n  phone = { type = \"soft\" }\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n\n  user   \"bo\" { # }\n  first_name = \"}\" // {\n}\n",
	"hierarchy {\r\n  levels = [\"a\", # b\r\n  \"é\"]\r\n}\r\n\r\nqueue \"q\"{}", "a-b_1 \"x\" \"y z\" {\n\ta = 1 / 2\n\n\n\tb = (1 +\n 2)\n}", "queue \"q\" {\n  name = \"Zoë #1 // {\"\n}\n\tqueue \"r\" {}",

	// Their strings, heredocs or comments need HCL's scanner.
	"queue \"q\" {\n  name = \"${upper(\"}\")} \\\" $${ 50 %\"\n}\n/* { */ queue \"r\" {}\n",
	"queue \"q\" {\n  a = <<E\n}\n{\nE\n} /* a\nb */ # c\nqueue r { # $\n}\n/* é */ queue {}",
}

// FuzzOutline checks the law that a file which can be outlined has the same blocks when it is
// parsed as a whole; or, if one of its blocks cannot be parsed, has syntax errors then.
func FuzzOutline(f *testing.F) {
	for _, src := range append(outlined,
		"queue \"q\" {} queue \"r\" {}", "queue q {}", "x = 1\n", "queue \"q\" {", "queue \"q\" }", "queue \"q\" {\n  a = \"\n}\"\n}", "queue \"q\" {\n a = [ }\n]\n}", "queue {}}\n", "queue \"q\" /* { */ {}",
		"queue \"q\" {\n  a = <<E\n}\nE\n}", "queue \"a${\"b\"}\" {}", "\ufeffqueue {}", "queue\n{}", "queue \"q\"\r{}", "\rqueue {}", "queue {}\r", "q\x00{}", "queue {\x00}", "é {}", "queue \"q\" {\n a = 'x'\n}", "queue { a = 1 }", "queue { a { } }", "queue {\n a = 1 a = 2\n}",
		"1a {}", "queue \"${\" {}", "queue {}} # $", "queue {} queue {} # $", "queue \"a\\n\" {}", "queue \"$a\" {}", "\ufeffqueue {} # $", "queue {} /*", "é {} # $\nqueue \"\" {}", "x = 1 # $", "queue \"é\" {}",
		"queue \"q\" {\n  a = \"x\"\n  a = \"y\"\n}", "queue \"q\" {\n  a = \"x\"\n  a = 1\n}", "queue \"{\" {\r\n\ta-b=\"x y\" \t\r\n  c = \"\"\n  d = [\n  e = \"x\"\n]\n b {\n  a = \"x\"\n }\n f = \"é\"\n true = \"x\"\n g = \"x\" # y\n h = \"x\"}",
		"queue {\n a = 1 +\n b = \"x\"\n}", "queue {\n a =\n b = \"x\"\n}", "queue {\n a\n b = \"x\"\n}", "queue {\n a = (\n1)\n b = \"x\"\n c = \"\x01\"\n}", "queue {\n for = \"x\"\n}", "queue {\n a = [ }\n b = \"x\"\n ]\n}", "queue { a = \"x\"\n}", "queue {\n a == \"x\"\n}",
		"_a {}", "a.b {}", "queue \"q\" {\n\xff\n}", "queue {\n a = 1\n a = 2\n}", "queue {};\n", "queue \"a\tb\" {}",
	) {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		plain := bounded.IsPlain(src)
		blocks, ok := outline(src, "main.hcl", plain)
		if !ok || bounded.Words(src) > bounded.MostWords {
			return
		}
		whole, diags := bounded.ParseFile(src, "main.hcl")
		tree := New(source.New(fstest.MapFS{}, "."), func(*hclsyntax.Body) {}, 0)
		file := &file{tree: tree, source: &source.File{Bytes: src}, plain: plain}
		var parts []*hclsyntax.Block
		for i := range blocks {
			blocks[i].file = file
			parts = append(parts, blocks[i].parse())
		}
		if wrong := tree.wrong.Load() != nil; wrong != diags.HasErrors() {
			t.Fatalf("%q: the parts are wrong: %t, but the file has %v", src, wrong, diags)
		}
		if !diags.HasErrors() {
			compareOutline(t, src, blocks, parts, whole.Body.(*hclsyntax.Body))
		}
	})
}

// compareOutline compares the blocks of an outline, and what was parsed of each, with the file.
func compareOutline(t *testing.T, src []byte, blocks []Block, parts []*hclsyntax.Block, whole *hclsyntax.Body) {
	t.Helper()
	if len(blocks) != len(whole.Blocks) || len(whole.Attributes) > 0 {
		t.Fatalf("%q: %d blocks, want %d", src, len(blocks), len(whole.Blocks))
	}
	for i, want := range whole.Blocks {
		b := &blocks[i]
		if b.Type != want.Type || !reflect.DeepEqual(append([]string{}, b.Labels...), append([]string{}, want.Labels...)) || b.Header != want.DefRange() || b.end != want.Range().End.Byte {
			t.Errorf("%q: block %d is %+v, want %v", src, i, b, want.DefRange())
		}
		if !reflect.DeepEqual(parts[i], want) {
			t.Errorf("%q: block %d is parsed differently", src, i)
		}
	}
}

// TestOutline outlines files that are as simple as most are.
func TestOutline(t *testing.T) {
	t.Parallel()
	for _, src := range outlined {
		if _, ok := outline([]byte(src), "main.hcl", bounded.IsPlain([]byte(src))); !ok {
			t.Errorf("%q cannot be outlined", src)
		}
	}
	blocks, _ := outline([]byte("# x\nuser \"ada\" {}\n"), "main.hcl", true)
	want := hcl.Range{Filename: "main.hcl", Start: hcl.Pos{Line: 2, Column: 1, Byte: 4}, End: hcl.Pos{Line: 2, Column: 11, Byte: 14}}
	if len(blocks) != 1 || blocks[0].Header != want {
		t.Errorf("got %+v", blocks)
	}
}
