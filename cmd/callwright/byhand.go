package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
)

// tellManual prints what a person has to do: it is the rest of the run's result.
func (a *app) tellManual(list []*providers.ManualError) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintln(a.out, "\nTo be done by hand, as there is no API for it:")
	for i, m := range list {
		fmt.Fprintf(a.out, "\n%d. %s\n", i+1, sentence(plan.Clean(m.Object)))
		for _, step := range m.Steps {
			fmt.Fprintf(a.out, "   - %s\n", plan.Clean(step))
		}
	}
}

// sentence begins s with a capital letter.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
