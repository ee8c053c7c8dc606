package format_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema/format"
)

var update = flag.Bool("update", false, "update the golden files")

func TestSource(t *testing.T) {
	t.Parallel()
	inputs, err := filepath.Glob("testdata/*.hcl")
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no inputs in testdata: %v", err)
	}
	for _, input := range inputs {
		t.Run(filepath.Base(input), func(t *testing.T) {
			t.Parallel()
			src, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			got, diags := format.Source(src, input)
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			keepsMeaning(t, src, got)
			golden := strings.TrimSuffix(input, ".hcl") + ".golden"
			if *update {
				err = os.WriteFile(golden, got, 0o644)
				if err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Errorf("Source() mismatch (-want +got):\n%s", d)
			}
		})
	}
}

func TestSourceBytes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ reason, src, want string }{
		{"nothing stays nothing", "", ""},
		{"a last newline is added", "a=1", "a = 1\n"},
		{"a byte order mark goes", "\xef\xbb\xbfa=1\n", "a = 1\n"},
		{"carriage returns stay", "a=1\r\n# b\r\nlonger=2\r\n", "a = 1\r\n# b\r\nlonger = 2\r\n"},
		{
			"carriage returns stay in tables",
			"t = [\r\n{ a = 1, b = 2 },\r\n{ a = 10, b = 2 }, # c\r\n]\r\n",
			"t = [\r\n  { a = 1,  b = 2 },\r\n  { a = 10, b = 2 }, # c\r\n]\r\n",
		},
		{"a comment may end the file", "a=1 # b", "a = 1 # b\n"},
		{"a heredoc is its author's", "a = <<EOT\n   x\n  { b = 1, c = 2 },\nEOT\n", "a = <<EOT\n   x\n  { b = 1, c = 2 },\nEOT\n"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			t.Parallel()
			got, diags := format.Source([]byte(test.src), "a.hcl")
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			if string(got) != test.want {
				t.Errorf("Source(%q) = %q, want %q", test.src, got, test.want)
			}
		})
	}
}

func TestSourceRefuses(t *testing.T) {
	t.Parallel()
	for reason, src := range map[string]string{
		"a bracket that is not closed": "a = [1,\n",
		"no HCL at all":                "routing profiles",
		"deep brackets":                "a = " + strings.Repeat("[", 100_000),
		"a deep template":              "a = " + strings.Repeat(`"${`, 100_000),
		"a deep operator":              "a = " + strings.Repeat("!", 100_000) + "true\n",
		"a deep conditional":           "a = " + strings.Repeat("b ? c : ", 100_000) + "d\n",
		"deep blocks":                  strings.Repeat("a {\n", 100_000),
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			got, diags := format.Source([]byte(src), "a.hcl")
			if !diags.HasErrors() {
				t.Error("no error")
			}
			if string(got) != src {
				t.Errorf("Source() changed the file to %.100q", got)
			}
		})
	}
}

func TestSourceTakesLongFiles(t *testing.T) {
	t.Parallel()
	for reason, src := range map[string]string{
		"many lines":                strings.Repeat("a = b ? -c : d[0] # e\n", 5000),
		"many rows":                 "a = [\n" + strings.Repeat("  { b = -1, c = \"${d}\" },\n", 5000) + "]\n",
		"many lines in an object":   "a = {\n" + strings.Repeat("  b = f(c) + !d\n", 5000) + "}\n",
		"a heredoc with much in it": "a = <<EOT\n" + strings.Repeat("${b}\n", 5000) + "EOT\n",
	} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			if _, diags := format.Source([]byte(src), "a.hcl"); diags.HasErrors() && !strings.Contains(diags.Error(), "more than once") && !strings.Contains(diags.Error(), "redefined") {
				t.Error(diags)
			}
		})
	}
}

// keepsMeaning checks that got has the tokens of src, and that Source does not change it.
func keepsMeaning(t *testing.T, src, got []byte) {
	t.Helper()
	if d := cmp.Diff(words(src), words(got)); d != "" {
		t.Errorf("Source() changed tokens (-before +after):\n%s", d)
	}
	again, diags := format.Source(got, "again.hcl")
	if diags.HasErrors() {
		t.Fatalf("Source() refuses its own result: %v", diags)
	}
	if d := cmp.Diff(string(got), string(again)); d != "" {
		t.Errorf("Source() of its result mismatch (-once +twice):\n%s", d)
	}
}

// words returns the tokens of src, without newlines.
func words(src []byte) []string {
	tokens, _ := hclsyntax.LexConfig(src, "a.hcl", hcl.InitialPos)
	var words []string
	for _, t := range tokens {
		switch t.Type {
		case hclsyntax.TokenNewline, hclsyntax.TokenEOF:
		case hclsyntax.TokenComment:
			words = append(words, string(bytes.TrimRight(t.Bytes, "\r\n")))
		default:
			words = append(words, t.Type.String()+" "+string(t.Bytes))
		}
	}
	return words
}

func FuzzSource(f *testing.F) {
	inputs, err := filepath.Glob("testdata/*.hcl")
	if err != nil {
		f.Fatal(err)
	}
	for _, input := range inputs {
		src, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		got, diags := format.Source(src, "a.hcl")
		if !diags.HasErrors() {
			keepsMeaning(t, src, got)
			return
		}
		if !bytes.Equal(src, got) {
			t.Errorf("Source() changed a file that it refuses: %q", got)
		}
	})
}
