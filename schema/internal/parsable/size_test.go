package parsable

import (
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// TestSize looks at files that are nearly too large, and at files that are.
func TestSize(t *testing.T) {
	t.Parallel()
	const large = "File too large"
	line := strings.Repeat("word ", 16) + "\n"
	list := func(n int) string { return "a = [" + strings.Repeat("1,", n) + "]\n" }
	heredoc := func(n int) string { return "a = <<E\n" + strings.Repeat(line, n) + "E\n" }
	for name, test := range map[string]struct{ src, want string }{
		"4 MiB of spaces":          {strings.Repeat(" ", LargestFile), ""},
		"more than 4 MiB":          {strings.Repeat(" ", LargestFile+1), large},
		"a list of 149,000":        {list(149_000), ""},
		"a list of 151,000":        {list(151_000), large},
		"a million blocks":         {strings.Repeat("a{}\n", 1<<20), large},
		"a MiB of comments":        {strings.Repeat("// ##########\n# ----------\n", 40_000), ""},
		"what looks like one":      {"a = <<E\n" + strings.Repeat("# ${a}${b}${c}\n", 80_000) + "E\n", large},
		"a MiB of slashes":         {strings.Repeat("/a\n", 300_000), large},
		"a MiB of NUL":             {strings.Repeat("\x00", 1<<20), large},
		"a heredoc of 4,000 lines": {heredoc(4_000), ""},
		"a heredoc of 6,000 lines": {heredoc(6_000), large},
		"heredocs one by one":      {strings.Repeat(heredoc(2_000), 5), ""},
		"too many heredocs":        {strings.Repeat(heredoc(3_000), 5), large},
		"a string of dollars":      {`a = "` + strings.Repeat("$a", 20_000) + "\"\n", large},
		"strings of dollars":       {strings.Repeat(`a = "`+strings.Repeat("$a", 50)+"\"\n", 2000), ""},
	} {
		if got := wrongWith(test.src); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	lines := []byte(strings.Repeat(line, 6_000))
	if d := Template(lines, "x"); d == nil || d.Summary != large {
		t.Errorf("template: %v", d)
	}
	if d := Expression([]byte(strings.Repeat("-", MostWords+1)), "x"); d == nil || d.Summary != large {
		t.Errorf("expression: %v", d)
	}
}

// FuzzWords checks that a text has no more tokens than words counts.
func FuzzWords(f *testing.F) {
	for _, src := range []string{"#\n//x\n/*\n# */ a\n", "a = \"\n# ${b}${c}\"\n", "a = [1, -2.5e3]\r\n", "a = <<E\n  x ${b}\n%{if c}d%{endif}\nE\n", "a = \"$a%b$${c}\" # d\n/* e\nf */", "0\"00\xc70\xc7\xc70", "ä \x00\xff @ a.0.b::c ..."} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		tokens, _ := hclsyntax.LexConfig(src, "x", hcl.InitialPos)
		const ends = 2 // the end of the file, and the line end that the lexer adds
		if n := Words(src); len(tokens) > 2*n+ends {
			t.Errorf("%q has %d tokens, and %d words", src, len(tokens), n)
		}
	})
}
