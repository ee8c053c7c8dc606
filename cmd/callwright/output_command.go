package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/spf13/cobra"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/diag"
)

// An outputCommand is the command output with its flags. It is for scripts that need a value
// of the configuration:
//
//	callwright output                     all outputs, as a configuration writes them
//	callwright output main_queue          one; a string as it is
//	callwright output -o json             all, as one object
type outputCommand struct {
	*app
	target targetFlags
	output outputFlags
}

// newOutput returns the command output.
func newOutput(a *app) *cobra.Command {
	o := &outputCommand{app: a}
	c := &cobra.Command{
		Use:   "output [NAME]",
		Short: "Print the outputs of the configuration",
		Long: `output prints the values of the output blocks in the configuration, or of the one that you
name, for scripts and other programs. In place of a reference it prints the name of the
object. It needs no network and no credentials: the values come from the files only.

Exit codes: 0 success, 3 invalid configuration, or no output with this name.`,
		Example: `  callwright output
  callwright output main_queue
  callwright output --env prod -o json`,
		Args: atMostOneName,
		RunE: func(c *cobra.Command, args []string) error { return o.run(c.Context(), strings.Join(args, "")) },
	}
	o.target.flags(c)
	o.output.flags(c, []string{"human", "json"})
	return c
}

// run prints the output with the name, or all outputs if the name is empty.
func (o *outputCommand) run(ctx context.Context, name string) error {
	outputs, err := o.output.outputs()
	if err != nil {
		return err
	}
	c, err := o.mustLoad(ctx, &o.target)
	if err != nil {
		return err
	}
	values, err := c.OutputValues()
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(values))
	if name != "" && !slices.Contains(names, name) {
		return usage("the configuration has no output %q.%s", name, diag.Suggest(name, names))
	}
	for _, to := range outputs {
		err := o.write(to, false, func(w io.Writer) error {
			switch {
			case to.format == "json" && name != "":
				return writeJSON(w, values[name])
			case to.format == "json":
				return writeJSON(w, orEmpty(values))
			}
			return writeOutputs(w, c.Outputs, name)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// orEmpty returns the values as an object of JSON, also if there are none.
func orEmpty(values map[string]json.RawMessage) map[string]json.RawMessage {
	if values == nil {
		return map[string]json.RawMessage{}
	}
	return values
}

// writeOutputs writes outputs as a configuration writes them. If one is named, it writes
// only its value, and a string without quotes.
func writeOutputs(w io.Writer, all []config.Output, name string) error {
	for _, o := range all {
		if name != "" && o.Name != name {
			continue
		}
		text := hclwrite.TokensForValue(o.Value).Bytes()
		switch v := o.Value; {
		case name == "":
			text = fmt.Appendf(nil, "%s = %s", o.Name, text)
		case v.Type() == cty.String && !v.IsNull():
			text = []byte(harmless(v.AsString()))
		}
		if _, err := w.Write(append(bytes.TrimRight(text, "\n"), '\n')); err != nil {
			return err
		}
	}
	return nil
}

// harmless returns a text whose characters do nothing to a terminal. -o json has the text as
// it is.
func harmless(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = plan.Clean(line)
	}
	return strings.Join(lines, "\n")
}
