package main

import (
	"fmt"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
)

// tellManual prints what a person has to do: it is the rest of the run's result.
func (a *app) tellManual(list []plan.Manual) {
	if len(list) > 0 {
		fmt.Fprintln(a.Out)
		render.Manual(a.Out, list)
	}
}
