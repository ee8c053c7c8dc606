package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/callwright/callwright/plan"
)

// manualTitle is the heading of manual steps, and manualEnd says what to do after them.
const (
	manualTitle = "Manual steps, for which there is no API"
	manualEnd   = "Afterwards run callwright confirm, and then callwright apply for the changes that wait for these steps."
)

// Manual writes the manual steps as a numbered list, wrapped at the width of the terminal (see
// [Style]).
func Manual(w io.Writer, list []plan.Manual, width int) {
	if len(list) == 0 {
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s:\n\n", manualTitle)
	writeSteps(&b, list)
	fmt.Fprintf(&b, "\n%s\n", manualEnd)
	human{Writer: w, style: Style{Width: width}}.sayAll(b.String())
}

// writeSteps writes numbered tasks, each with its steps below it.
func writeSteps(w io.Writer, list []plan.Manual) {
	for i, t := range tasks(list) {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%d. %s\n", i+1, t.Object)
		for _, step := range t.Steps {
			fmt.Fprintf(w, "   - %s\n", step)
		}
	}
}

// capitalized returns s with a capital letter at its start.
func capitalized(s string) string {
	if s == "" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// A task is a [plan.Manual] whose texts are clean (see [plan.Clean]).
type task struct {
	Object string
	Steps  []string
}

// tasks returns the manual steps as tasks.
func tasks(list []plan.Manual) []task {
	all := make([]task, len(list))
	for i, m := range list {
		all[i] = task{capitalized(plan.Clean(m.Object)), slices.Clone(m.Steps)}
		for j := range all[i].Steps {
			all[i].Steps[j] = plan.Clean(all[i].Steps[j])
		}
	}
	return all
}
