package main

import (
	"os"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// withoutLine removes the lines of a file that have a text: withoutline FILE TEXT.
func withoutLine(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: withoutline FILE TEXT")
	}
	lines := strings.SplitAfter(ts.ReadFile(args[0]), "\n")
	kept := slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return strings.Contains(line, args[1]) })
	if len(kept) == len(lines) {
		ts.Fatalf("%s has no line with %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Join(kept, "")), 0o644))
}
