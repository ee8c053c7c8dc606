package diag

import (
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// Path returns the path of the attribute with the given dotted name.
func Path(name string) cty.Path {
	var path cty.Path
	for step := range strings.SplitSeq(name, ".") {
		path = path.GetAttr(step)
	}
	return path
}

// PathString returns a path in the form in which people would write it:
// `.queues[2].priority`.
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

// indexString returns the step to a member of a list or a map.
func indexString(key cty.Value) string {
	if key.Type() == cty.String {
		return fmt.Sprintf("[%q]", key.AsString())
	}
	n, _ := key.AsBigFloat().Int64()
	return fmt.Sprintf("[%d]", n)
}
