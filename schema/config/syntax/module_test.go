package syntax_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/config/internal/source"
	"github.com/callwright/callwright/schema/config/syntax"
)

// tree returns a tree of the files that has parsed none of them.
func tree(files map[string]string) *syntax.Tree { return treeKeeping(syntax.KeptText, files) }

// treeKeeping is tree with the largest number of bytes for which it keeps bodies.
func treeKeeping(keptText int, files map[string]string) *syntax.Tree {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return syntax.New(source.New(m, "."), func(*hclsyntax.Body) {}, keptText)
}

// sorted prints a module, with a block or local on each line: its place, and the field of
// the module that it is in.
func sorted(m *syntax.Module) string {
	var b strings.Builder
	say := func(as string, at hcl.Range) { fmt.Fprintf(&b, "%s %s\n", syntax.LineOf(at), as) }
	lists := []struct {
		as     string
		blocks []*syntax.Block
	}{
		{"callwright", []*syntax.Block{m.Settings}},
		{"provider", []*syntax.Block{m.Provider}},
		{"connectpath", []*syntax.Block{m.ConnectPath}},
		{"variable", m.Variables},
		{"object", m.Objects},
		{"check", m.Checks},
		{"release", m.Releases},
		{"delete", m.Deletes},
	}
	for _, list := range lists {
		for _, one := range list.blocks {
			if one != nil {
				say(strings.TrimSpace(list.as+" "+one.Label()), one.Header)
			}
		}
	}
	for _, l := range m.Locals {
		say("local "+l.Name, l.NameRange)
	}
	return b.String()
}

// TestModule sorts the blocks of two files.
func TestModule(t *testing.T) {
	t.Parallel()
	m, diags := tree(map[string]string{
		"b.hcl": `
user "ada" {}
queue_table "t" {}
locals {
  y = 1
  x = 2
}
check "staffed" {}
delete {}
release {}
release {}
`,
		"a.hcl": `
callwright {}
provider "local" {}
provider "connectpath" {}
variable "team" {}
locals {
  z = 3
}
hierarchy {}
`,
		"values.vars.hcl": `team = "x"`,
		"notes.txt":       `user "notes" {}`,
	}).Module(".")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	want := `
a.hcl:2 callwright
a.hcl:3 provider local
a.hcl:4 connectpath connectpath
a.hcl:5 variable team
a.hcl:9 object
b.hcl:2 object ada
b.hcl:3 object t
b.hcl:8 check staffed
b.hcl:10 release
b.hcl:11 release
b.hcl:9 delete
a.hcl:7 local z
b.hcl:5 local y
b.hcl:6 local x
`
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), sorted(m)); diff != "" {
		t.Errorf("Module() mismatch (-want +got):\n%s", diff)
	}
	if len(m.Blocks) != 13 {
		t.Errorf("the module has %d blocks", len(m.Blocks))
	}
}

// TestModuleLeavesOut checks that duplicate and malformed blocks are reported, and that they
// are in the tree and not in the fields of the module.
func TestModuleLeavesOut(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ text, kept, said string }{
		"a label twice":       {"user \"u\" {}\nuser \"u\" {}", "main.hcl:1 object u\n", "main.hcl:2 Duplicate block"},
		"a local twice":       {"locals {\n a = 1\n}\nlocals {\n a = 2\n}", "main.hcl:2 local a\n", "main.hcl:5 Duplicate local"},
		"a variable twice":    {"variable \"v\" {}\nvariable \"v\" {}", "main.hcl:1 variable v\n", "main.hcl:2 Duplicate variable"},
		"a check twice":       {"check \"c\" {}\ncheck \"c\" {}", "main.hcl:1 check c\n", "main.hcl:2 Duplicate block"},
		"one of two kinds":    {"queue \"u\" {}\nuser \"u\" {}", "main.hcl:1 object u\nmain.hcl:2 object u\n", ""},
		"settings twice":      {"callwright {}\ncallwright {}", "main.hcl:1 callwright\n", "main.hcl:2 Duplicate block"},
		"an unknown block":    {"user \"u\" {}\nusr \"v\" {}", "main.hcl:1 object u\n", "main.hcl:2 Unsupported block"},
		"no label":            {"user {}", "", "main.hcl:1 Missing label"},
		"a name as label":     {"user \"Ada L\" {}", "", "main.hcl:1 Invalid label"},
		"a label of single":   {"hierarchy \"h\" {}", "", "main.hcl:1 Unexpected label"},
		"for_each of single":  {"hierarchy {\n for_each = {}\n}", "", "main.hcl:2 Unexpected for_each"},
		"a label of release":  {"release \"x\" {}", "", "main.hcl:1 Unexpected label"},
		"a label of locals":   {"locals \"x\" {}", "", "main.hcl:1 Unexpected label"},
		"outside of a block":  {"x = 1\nuser \"u\" {}", "main.hcl:2 object u\n", "main.hcl:1 Attribute outside a block"},
		"a lifecycle outside": {"lifecycle {}", "", "main.hcl:1 Unsupported block"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, diags := tree(map[string]string{"main.hcl": test.text}).Module(".")
			var said []string
			for _, d := range diags {
				said = append(said, syntax.LineOf(*d.Subject)+" "+d.Summary)
			}
			if got := sorted(m); got != test.kept || strings.Join(said, "\n") != test.said {
				t.Errorf("got\n%s%s", got, strings.Join(said, "\n"))
			}
		})
	}
}

// TestNoModule checks that there is no module if a file cannot be read or parsed, and that
// each such file is reported.
func TestNoModule(t *testing.T) {
	t.Parallel()
	tr := tree(map[string]string{"a.hcl": "user \"a\" {", "b.hcl": "user = ", "c.hcl": "user \"c\" {}"})
	m, diags := tr.Module(".")
	if m != nil || len(diags) != 2 {
		t.Errorf("got %v and %v", m, diags)
	}
	if got := len(tr.Sources()); got != 3 {
		t.Errorf("%d files were read", got)
	}
	if _, diags := tree(nil).Module("nowhere"); len(diags) != 1 || diags[0].Subject != nil {
		t.Errorf("an empty folder says %v", diags)
	}
}

// TestParse reads a file of variable values: the attributes outside of its blocks.
func TestParse(t *testing.T) {
	t.Parallel()
	tr := tree(map[string]string{"prod.vars.hcl": "b = 1\na = 2\nc {\n d = 3\n}\n"})
	attrs, blocks, diags := tr.Parse("prod.vars.hcl")
	if len(diags) > 0 || len(attrs) != 2 || attrs[0].Name != "b" || attrs[1].Name != "a" || len(blocks) != 1 || blocks[0].Type != "c" {
		t.Errorf("got %v, %v, %v", attrs, blocks, diags)
	}
	if _, _, diags := tr.Parse("test.vars.hcl"); len(diags) != 1 || diags[0].Detail != `Cannot read "test.vars.hcl": no such file.` {
		t.Errorf("a file that does not exist: %v", diags)
	}
}
