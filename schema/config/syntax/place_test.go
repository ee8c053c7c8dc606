package syntax_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/config/internal/bounded"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/diag"
)

const places = `# two blocks

queue "q" {}

routing_profile "p" {
  description = "for ${var.team}"
  channels    = { voice = 1, "chat" = (3), voice = 2 }
  queues = concat([
    { queue = "A", priority = 1 },
  ], local.rows)
  manual_assignment_queues = [
    { queue = "A", channels = ["chat", "fax"] },
    local.row,
    ({ queue = "B" }),
  ]
  tags = local.tags
}
`

func index(p cty.Path, i int64) cty.Path { return p.Index(cty.NumberIntVal(i)) }

// TestPlace follows the paths of problems to the text that is wrong.
func TestPlace(t *testing.T) {
	t.Parallel()
	manual := diag.Path("manual_assignment_queues")
	tests := map[string]struct {
		problem diag.Problem
		want    string
	}{
		"the block":                   {diag.InvalidValue.Problem("x"), `routing_profile "p"`},
		"an attribute":                {diag.InvalidValue.On("description", "x"), `"for ${var.team}"`},
		"an attribute's name":         {diag.UnsupportedAttribute.On("description", "x"), `description`},
		"an attribute not written":    {diag.InvalidValue.On("name", "x"), `routing_profile "p"`},
		"a member":                    {diag.InvalidValue.On("channels.chat", "x"), `(3)`},
		"a member written twice":      {diag.InvalidValue.On("channels.voice", "x"), `2`},
		"a member not written":        {diag.InvalidValue.On("channels.task", "x"), `{ voice = 1, "chat" = (3), voice = 2 }`},
		"a member's name":             {diag.UnsupportedAttribute.On("channels.chat", "x"), `"chat"`},
		"a member of a list":          {diag.InvalidValue.At(index(manual, 0), "x"), `{ queue = "A", channels = ["chat", "fax"] }`},
		"a cell":                      {diag.InvalidValue.At(index(manual, 0).GetAttr("queue"), "x"), `"A"`},
		"a word in a cell":            {diag.InvalidValue.At(index(manual, 0).GetAttr("channels"), "x").About("fax"), `"fax"`},
		"a word that is not there":    {diag.InvalidValue.At(index(manual, 0).GetAttr("channels"), "x").About("sms"), `["chat", "fax"]`},
		"a cell of a reference":       {diag.InvalidValue.At(index(manual, 1).GetAttr("queue"), "x"), `local.row`},
		"a cell in parentheses":       {diag.InvalidValue.At(index(manual, 2).GetAttr("queue"), "x"), `"B"`},
		"a member that there is not":  {diag.InvalidValue.At(index(manual, 9), "x"), "[\n    { queue = \"A\", channels = [\"chat\", \"fax\"] },\n    local.row,\n    ({ queue = \"B\" }),\n  ]"},
		"a part of a number":          {diag.InvalidValue.At(manual.Index(cty.NumberFloatVal(0.5)), "x"), "[\n    { queue = \"A\", channels = [\"chat\", \"fax\"] },\n    local.row,\n    ({ queue = \"B\" }),\n  ]"},
		"what a function made":        {diag.InvalidValue.At(index(diag.Path("queues"), 0), "x"), "concat([\n    { queue = \"A\", priority = 1 },\n  ], local.rows)"},
		"a word in a function's call": {diag.InvalidValue.At(index(diag.Path("queues"), 0), "x").About("A"), `"A"`},
		"a key of a map":              {diag.InvalidValue.At(diag.Path("channels").Index(cty.StringVal("chat")), "x"), `(3)`},
		"what a local holds":          {diag.InvalidValue.On("tags.a", "x"), `local.tags`},
		"a path without a name":       {diag.InvalidValue.At(index(nil, 0), "x"), `routing_profile "p"`},
	}
	tr := tree(map[string]string{"main.hcl": places})
	m, diags := tr.Module(".")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := tr.Locator().Place(m.Objects[1], test.problem)
			if got := string(d.Subject.SliceBytes([]byte(places))); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
			if d.Context != nil && (d.Context.Start.Byte > d.Subject.Start.Byte || d.Context.End.Byte < d.Subject.End.Byte) {
				t.Errorf("it is shown in %v", d.Context)
			}
		})
	}
}

// TestLocator finds the block of a header, and no other.
func TestLocator(t *testing.T) {
	t.Parallel()
	tr := tree(map[string]string{"main.hcl": places})
	m, _ := tr.Module(".")
	l := tr.Locator()
	for _, b := range m.Blocks {
		if got, ok := l.BlockAt(b.Header); !ok || got != b {
			t.Errorf("at %v there is %v", b.Header, got)
		}
	}
	inside := m.Objects[1].Header
	inside.Start.Byte++
	elsewhere := m.Objects[0].Header
	elsewhere.Filename = "other.hcl"
	for _, at := range []hcl.Range{inside, elsewhere, {}} {
		if got, ok := l.BlockAt(at); ok {
			t.Errorf("at %v there is %v", at, got.Header)
		}
	}
}

// TestLarge finds a place in a block of a large configuration, whose body is not kept. The
// locator parses the block again, and the place is the same as in a small configuration.
func TestLarge(t *testing.T) {
	t.Parallel()
	files := map[string]string{"main.hcl": strings.Replace(places, "${var.team}", "sales", 1)}
	problem := diag.InvalidValue.On("channels.chat", "x")
	var all []*hcl.Diagnostic
	for _, keptText := range []int{syntax.KeptText, 0} {
		tr := treeKeeping(keptText, files)
		m, _ := tr.Module(".")
		b := m.Objects[1]
		once, again := b.Syntax(), b.Syntax()
		if kept := once == again; kept != (keptText > 0) {
			t.Errorf("the body is kept: %t", kept)
		}
		l := tr.Locator()
		all = append(all, l.Place(b, problem), l.Place(b, problem))
	}
	for _, got := range all {
		if want := all[0]; *got.Subject != *want.Subject || *got.Context != *want.Context {
			t.Errorf("the place is %v, and was %v", got.Subject, want.Subject)
		}
	}
}

// FuzzContextString compares the header that the tree finds with the one that HCL finds when
// it parses the file again, at each offset of arbitrary text.
func FuzzContextString(f *testing.F) {
	f.Add([]byte(places))
	f.Add([]byte("a {\n}\nb \"x\" \"y\\n\" {\n c {}\n}d{}"))
	f.Add([]byte("a {\nb {\n} }\n}\nc \"${x}\" {\n\n@ d {}"))
	f.Add([]byte("\ufeffa {}"))
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 2000 {
			return // HCL looks at all blocks for each offset
		}
		tr := tree(map[string]string{"main.hcl": string(src)})
		_, _, _ = tr.Parse("main.hcl")
		file, ok := tr.Sources()["main.hcl"]
		if !ok {
			return
		}
		type navigation interface{ ContextString(offset int) string }
		again := parse(src)
		if again == nil {
			return
		}
		for offset := range len(src) + 1 {
			want, got := again.Nav.(navigation).ContextString(offset), file.Nav.(navigation).ContextString(offset)
			if want != got {
				t.Errorf("at %d: %q, want %q", offset, got, want)
			}
		}
	})
}

// parse parses a text with HCL. It returns nil if the text nests too deeply.
func parse(src []byte) *hcl.File {
	parsed, _ := bounded.ParseFile(src, "main.hcl")
	return parsed
}
