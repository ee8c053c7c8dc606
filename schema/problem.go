package schema

import (
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// A Severity says whether a [Problem] stops the work.
type Severity int

// The severities.
const (
	Error   Severity = iota // nothing may be written
	Warning                 // worth knowing
)

// A Problem is something wrong with a resource: what, but not where in a file.
// Whoever knows the file turns Addr and Path into a place.
type Problem struct {
	Severity Severity
	Addr     Addr     // of the resource
	Path     cty.Path // inside the resource's block; empty for the block itself
	Word     string   // the string inside the value at Path that is meant, or ""
	Summary  string   // sentence case, no full stop
	Detail   string   // full sentences: why, and what to do
}

// String returns the problem in one line, for tests and logs.
func (p Problem) String() string {
	return fmt.Sprintf("%s%s: %s: %s", p.Addr, PathString(p.Path), p.Summary, p.Detail)
}

// At returns the path of the attribute with the given dotted name.
func At(name string) cty.Path {
	var path cty.Path
	start := 0
	for i := 0; i <= len(name); i++ {
		if i == len(name) || name[i] == '.' {
			path = path.GetAttr(name[start:i])
			start = i + 1
		}
	}
	return path
}

// PathString returns a path as a reader would write it: `.queues[2].priority`.
func PathString(path cty.Path) string {
	var b strings.Builder
	for _, step := range path {
		switch step := step.(type) {
		case cty.GetAttrStep:
			b.WriteString("." + step.Name)
		case cty.IndexStep:
			b.WriteString(indexString(step.Key))
		}
	}
	return b.String()
}

func indexString(key cty.Value) string {
	if key.Type() == cty.String {
		return fmt.Sprintf("[%q]", key.AsString())
	}
	n, _ := key.AsBigFloat().Int64()
	return fmt.Sprintf("[%d]", n)
}
