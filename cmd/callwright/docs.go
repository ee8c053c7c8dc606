package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/docs"
)

// schemas are the JSON Schemas in the program: a pipeline that validates a plan can get
// the schema from the very version that made the plan, without a download:
//
//	callwright docs schema plan > plan.schema.json
var schemas = []struct {
	name, about string
	text        []byte
}{
	{"plan", "A plan, as plan --out saves it and --output json prints it", docs.PlanSchema},
	{"snapshot", "A snapshot, as the command snapshot writes it", docs.SnapshotSchema},
}

// newDocs returns the command docs, with a subcommand for each schema.
func newDocs(a *app) *cobra.Command {
	all := &cobra.Command{
		Use:     "docs",
		Short:   "Print the JSON Schema of callwright's files",
		Example: `  callwright docs schema plan > plan.schema.json`,
		Args:    unknownCommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	schema := &cobra.Command{
		Use:     "schema",
		Short:   "Print a JSON Schema",
		Example: `  callwright docs schema plan > plan.schema.json`,
		Args:    unknownCommand,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	// A subcommand for each, rather than an argument, appears in the help and in completions.
	for _, s := range schemas {
		schema.AddCommand(&cobra.Command{
			Use:     s.name,
			Short:   s.about,
			Example: "  callwright docs schema " + s.name + " > " + s.name + ".schema.json",
			Args:    noArgs,
			RunE: func(*cobra.Command, []string) error {
				_, err := fmt.Fprintf(a.raw, "%s", s.text) // our own text
				return err
			},
		})
	}
	all.AddCommand(schema)
	return all
}
