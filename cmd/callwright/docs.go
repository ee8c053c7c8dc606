package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

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
	{"plans", "The plans of several environments, as plan --env all and join write them", docs.PlansSchema},
	{"apply", "The results of applying several environments, as apply --output json and join write them", docs.ApplySchema},
	{"snapshot", "A snapshot, as the command snapshot writes it", docs.SnapshotSchema},
}

// newDocs returns the command docs, with a subcommand for each schema.
func newDocs(a *app) *cobra.Command {
	all := &cobra.Command{
		Use:   "docs",
		Short: "Print JSON Schemas, and write man pages",
		Example: `  callwright docs schema plan > plan.schema.json
  callwright docs man /usr/local/share/man/man1`,
		Args: unknownCommand,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
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
	all.AddCommand(schema, newMan(a))
	return all
}

// newMan returns the command docs man. Distributions and our releases put its files beside the
// program. The same version writes the same bytes, if SOURCE_DATE_EPOCH is set.
func newMan(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write a man page for each command into DIR",
		Example: `  callwright docs man /usr/local/share/man/man1`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("%s needs the folder to write to", c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			dir := a.folder.path(args[0])
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			root, date := c.Root(), createdAt()
			asMarkdown(root)
			root.DisableAutoGenTag = true // its words name Cobra and the day
			header := &doc.GenManHeader{Section: "1", Date: &date, Source: "callwright " + version(), Manual: "callwright"}
			return doc.GenManTree(root, header, dir)
		},
	}
}

// markdown puts a backslash before what Markdown would take for a link or an emphasis.
var markdown = strings.NewReplacer("[", `\[`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`)

// asMarkdown changes the help of a command, and of all below it, from plain text to the
// Markdown that package doc expects. Without it, `user.agents[*] (repeat)` would become a link.
func asMarkdown(c *cobra.Command) {
	escape := func(f *pflag.Flag) {
		_, usage := pflag.UnquoteUsage(f)
		f.Usage = markdown.Replace(usage)
	}
	c.Short, c.Long = markdown.Replace(c.Short), markdown.Replace(c.Long)
	c.InitDefaultHelpFlag()
	c.LocalNonPersistentFlags().VisitAll(escape)
	c.PersistentFlags().VisitAll(escape)
	for _, sub := range c.Commands() {
		asMarkdown(sub)
	}
}
