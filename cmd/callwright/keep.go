package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/rewrite"
)

// keepDrift writes what somebody changed in the contact centre into the configuration's files.
func (d *driftCommand) keepDrift(ctx context.Context, r *engine.Review) error {
	tables := rewrite.Leave
	switch {
	case d.shared:
		tables = rewrite.Share
	case d.split:
		tables = rewrite.Split
	}
	t, root, err := d.app.target(&d.target)
	if err != nil {
		return err
	}
	defer root.Close()
	c := t.Load(ctx)
	if engine.Failing(c.Diagnostics, false) {
		return usage("the configuration changed meanwhile, and has mistakes now; nothing was written")
	}
	kept, err := t.Keep(ctx, c, r, d.keep, tables)
	if err != nil {
		return err
	}
	if len(kept.Values) == 0 {
		return usage("nothing that matches --keep %s changed since the last apply", plan.Clean(strings.Join(d.keep, ", ")))
	}
	if err := kept.Write(string(d.folder)); err != nil {
		return err
	}
	left := 0
	for _, v := range kept.Values {
		if v.Why == "" {
			fmt.Fprintf(d.Out, "kept %s of %s\n", plan.Clean(v.Attr), plan.Clean(v.Addr.String()))
		} else {
			left++
		}
	}
	for _, v := range kept.Values {
		if v.Why != "" {
			d.tellLeft(v)
		}
	}
	for _, name := range kept.Files {
		d.Say("wrote %s", plan.Clean(name))
	}
	if d.detailed && left > 0 {
		return exit(exitChanges)
	}
	return nil
}

// tellLeft says what a person has to write, and where.
func (d *driftCommand) tellLeft(v *engine.KeptValue) {
	at := ""
	if v.Place != "" {
		at = " in " + plan.Clean(v.Place)
	}
	if v.Attr == "" {
		fmt.Fprintf(d.Out, "not kept: %s%s. %s.\n", plan.Clean(v.Addr.String()), at, sentenceCase(v.Why))
		return
	}
	fmt.Fprintf(d.Out, "not kept: %s of %s%s. %s.\n  To keep it, write: %s = %s\n", plan.Clean(v.Attr), plan.Clean(v.Addr.String()), at, sentenceCase(v.Why), plan.Clean(v.Attr), plan.Text(v.Value))
}

// sentenceCase returns a text with an upper-case letter at its beginning.
func sentenceCase(text string) string {
	text = plan.Clean(text)
	return strings.ToUpper(text[:1]) + text[1:]
}
