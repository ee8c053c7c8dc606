package term

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// asPager is a variable that makes the test binary act as a pager. With "fails" it fails;
// with any other value it prints its input in capitals.
const asPager = "CALLWRIGHT_TEST_AS_PAGER"

// TestMain runs the tests, or acts as a pager.
func TestMain(m *testing.M) {
	switch os.Getenv(asPager) {
	case "":
		os.Exit(m.Run())
	case "fails":
		os.Exit(1)
	}
	text, err := io.ReadAll(os.Stdin)
	fmt.Print(strings.ToUpper(string(text)))
	if err != nil {
		os.Exit(1)
	}
}

// TestPagerCommand checks which variable chooses the pager.
func TestPagerCommand(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		env  map[string]string
		want []string
	}{
		{nil, []string{"less"}},
		{map[string]string{"PAGER": "more -s"}, []string{"more", "-s"}},
		{map[string]string{"PAGER": "more", "CALLWRIGHT_PAGER": "less -S"}, []string{"less", "-S"}},
		{map[string]string{"PAGER": "more", "CALLWRIGHT_PAGER": "cat"}, nil},
		{map[string]string{"PAGER": "cat"}, nil},
		{map[string]string{"PAGER": "more", "CALLWRIGHT_PAGER": ""}, nil},
	} {
		terminal := Terminal{Lookup: lookup(tt.env)}
		if got := terminal.pagerCommand(); !slices.Equal(got, tt.want) {
			t.Errorf("pagerCommand() of %v = %q, want %q", tt.env, got, tt.want)
		}
	}
}

// lookup returns a function that looks up variables in env.
func lookup(env map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		value, ok := env[name]
		return value, ok
	}
}

// TestPager checks that text goes through the pager only if it is longer than the
// terminal, and that a missing or failing pager does not lose the text.
func TestPager(t *testing.T) {
	t.Parallel()
	const text, paged = "a\nb\n", "A\nB\n"
	works, fails := []string{asPager + "=works"}, []string{asPager + "=fails"}
	for _, tt := range []struct {
		name  string
		pager pager
		want  string
	}{
		{"longer than the terminal", pager{[]string{os.Args[0]}, works, 2}, paged},
		{"as long as all but the last line", pager{[]string{os.Args[0]}, works, 3}, text},
		{"none", pager{nil, nil, 2}, text},
		{"one that is not there", pager{[]string{"no-such-pager"}, nil, 2}, text},
		{"one that fails", pager{[]string{os.Args[0]}, fails, 2}, text},
	} {
		var b strings.Builder
		if err := tt.pager.show(&b, []byte(text)); err != nil || b.String() != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, b.String(), err, tt.want)
		}
	}
	terminal := Terminal{}
	if p := terminal.pagerOf(io.Discard); p.command != nil {
		t.Errorf("something that is not a terminal has the pager %q", p.command)
	}
}

// TestColoured checks what decides about colours: first the flag, then the environment,
// then the writer.
func TestColoured(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		colour   string
		env      map[string]string
		pipeline bool
		want     bool
	}{
		{ColourAuto, nil, false, false}, // no terminal
		{ColourAlways, map[string]string{"NO_COLOR": "1"}, false, true},
		{ColourNever, map[string]string{"FORCE_COLOR": "1"}, false, false},
		{ColourAuto, map[string]string{"FORCE_COLOR": "1"}, false, true},
		{ColourAuto, map[string]string{"FORCE_COLOR": "0"}, false, false},
		{ColourAuto, map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, false, false},
		{ColourAuto, map[string]string{"GITHUB_ACTIONS": "true"}, true, true},
		{ColourAuto, map[string]string{"GITHUB_ACTIONS": "true"}, false, false},
		{ColourAuto, map[string]string{"GITHUB_ACTIONS": "true", "TERM": "dumb"}, true, false},
	} {
		terminal := Terminal{Colour: tt.colour, Lookup: lookup(tt.env), InPipeline: tt.pipeline}
		if got := terminal.Coloured(io.Discard); got != tt.want {
			t.Errorf("Coloured() with %q, %v, pipeline %v = %v, want %v", tt.colour, tt.env, tt.pipeline, got, tt.want)
		}
	}
}

// TestWidth checks that only a terminal has a width. One that does not say has 80 columns.
func TestWidth(t *testing.T) {
	t.Parallel()
	if got := (&Terminal{}).Width(io.Discard); got != 0 {
		t.Errorf("Width() of a writer = %d, want 0", got)
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "plan.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := (&Terminal{}).Width(file); got != 0 {
		t.Errorf("Width() of a file = %d, want 0", got)
	}
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no pseudo-terminals here")
	}
	defer terminal.Close()
	if got := (&Terminal{}).Width(terminal); got != 80 {
		t.Errorf("Width() of a terminal without a size = %d, want 80", got)
	}
	if got := (&Terminal{InPipeline: true}).Width(terminal); got != 0 {
		t.Errorf("Width() in a pipeline = %d, want 0", got)
	}
}

// TestQuiet checks that --quiet silences Say and not Complain.
func TestQuiet(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	terminal := Terminal{Err: &b, Quiet: true}
	terminal.Say("read %d", 1)
	terminal.Complain("lost %d", 2)
	if got, want := b.String(), "callwright: lost 2\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}
