package render

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCells counts what a terminal draws, not bytes or characters.
func TestCells(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"": 0, "abc": 3, "é": 1, "e\u0301": 1, "日本": 4, "ｱ": 1, "Ａ": 2, "😀": 2, "❤\ufe0f": 1, "שלום": 4, "\x1b[31m-\x1b[0m": 1, "…": 1,
	} {
		if got := cells(text); got != want {
			t.Errorf("cells(%q) = %d, want %d", text, got, want)
		}
	}
}

// TestWrap breaks lines between words, indents what follows, and never breaks a word.
func TestWrap(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, text  string
		limit, hang int
		want        string
	}{
		{"no limit", "a b c", 0, 0, "a b c"},
		{"nothing", "", 10, 2, ""},
		{"a line that fits", "aa bb cc dd", 11, 2, "aa bb cc dd"},
		{"a line that is one cell too long", "aa bb cc dd", 10, 2, "aa bb cc\n  dd"},
		{"several lines", "aaa bbb ccc ddd", 7, 0, "aaa bbb\nccc ddd"},
		{"the first indentation stays", "  aaa bbb ccc", 9, 4, "  aaa bbb\n    ccc"},
		{"columns stay, but not where a line breaks", "a    bb   cc", 8, 2, "a    bb\n  cc"},
		{"a long word has its own line", "aaa bbbbbbbbbbbb c", 6, 2, "aaa\n  bbbbbbbbbbbb\n  c"},
		{"a long word stays if a new line would not help", "  a bbbbbbbbbbbb", 8, 4, "  a bbbbbbbbbbbb"},
		{"the indentation takes at most half of the line", "aaaa bbbb cccc", 8, 40, "aaaa\n    bbbb\n    cccc"},
		{"ideographs take two cells", "日本 日本 日本", 9, 0, "日本 日本\n日本"},
		{"colours take none", "\x1b[31maa\x1b[0m bb \x1b[2mcc\x1b[0m", 8, 0, "\x1b[31maa\x1b[0m bb \x1b[2mcc\x1b[0m"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, Wrap(test.text, test.limit, test.hang)); diff != "" {
				t.Errorf("Wrap() mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRejoined takes lists together again, and leaves everything else as it is.
func TestRejoined(t *testing.T) {
	t.Parallel()
	got := rejoined([]line{
		{name: "permissions", sign: "+", text: `"A",`},
		{sign: "+", text: `"B",`},
		{sign: "+", text: `"C"`},
		{sign: "-", text: `"D",`},
		{name: "queues", sign: "-", text: `"E"`},
		{sign: "-", text: `"F"`},
	})
	want := []line{
		{name: "permissions", sign: "+", text: `"A", "B", "C"`},
		{sign: "-", text: `"D",`},
		{name: "queues", sign: "-", text: `"E"`},
		{sign: "-", text: `"F"`},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(line{})); diff != "" {
		t.Errorf("rejoined() mismatch (-want +got):\n%s", diff)
	}
}
