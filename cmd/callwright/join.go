package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// A joinCommand is the command join with its flags. Each shard of a fleet leaves the plans of its
// environments; join makes them one document again, which somebody approves:
//
//	callwright join 1.json 2.json -o human -o json=plans.json
type joinCommand struct {
	*app
	output outputFlags
	limit  int // of Markdown, in bytes
}

// newJoin returns the command join.
func newJoin(a *app) *cobra.Command {
	j := &joinCommand{app: a}
	c := &cobra.Command{
		Use:   "join RESULT…",
		Short: "Join the plans of several shards into one summary",
		Long: `join reads what "callwright plan --env all --shard I/N" saved in each shard, and shows one summary
of all environments. The JSON that it writes is what one process would have saved: "apply" takes
it. It is an error if an environment is missing, or in two results.

Exit codes: the highest of all environments; 3 if a result is missing or cannot be read.`,
		Example: `  callwright join 1.json 2.json 3.json 4.json
  callwright join plans/*.json -o human -o json=plans.json -o markdown=comment.md`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs the results of the shards", c.CommandPath())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return j.run(args) },
	}
	j.output.flags(c, []string{"human", "json", "markdown"})
	limitFlag(c, &j.limit)
	return c
}

// run joins the results, and ends with the highest exit code of all environments.
func (j *joinCommand) run(paths []string) error {
	outputs, err := j.output.outputs()
	if err != nil {
		return err
	}
	plans, err := j.read(paths)
	if err != nil {
		return err
	}
	all, err := joined(plans, nil)
	if err != nil {
		return err
	}
	report := &joinedReport{app: j.app, plans: plans, all: all, limit: j.limit}
	for _, o := range outputs {
		if err := j.write(o, o.format == "human", func(w io.Writer) error {
			if o.format == "human" {
				return render.HumanSummary(w, report.sections(nil), all.Digest, render.Style{Color: o.path == "" && j.Coloured(j.Out)})
			}
			return report.write(w, o)
		}); err != nil {
			return err
		}
	}
	code := exitOK
	for _, e := range plans {
		code = max(code, e.code)
	}
	if code == exitOK {
		return nil
	}
	return exit(code)
}

// read reads the results, and returns the plans of all environments, sorted by name.
func (j *joinCommand) read(paths []string) ([]*environmentPlan, error) {
	var plans []*environmentPlan
	from := map[string]string{} // the file of each environment
	var expected, twice []string
	for _, path := range paths {
		text, ok := j.folder.readJoined(path)
		if !ok {
			return nil, usage("%s is not the result of several environments: callwright plan --env all --shard I/N --out FILE", path)
		}
		list, all, err := savedPlans(path, text, j.origin())
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			if other, ok := from[e.name]; ok {
				twice = append(twice, fmt.Sprintf("%s is in %s and %s", plan.Clean(e.name), other, path))
			}
			from[e.name] = path
		}
		plans, expected = append(plans, list...), append(expected, environmentsOf(all)...)
	}
	if len(twice) > 0 {
		return nil, usage("an environment is in two results: %s", strings.Join(twice, ", "))
	}
	expected = slices.DeleteFunc(expected, func(name string) bool { return from[name] != "" })
	if slices.Sort(expected); len(expected) > 0 {
		return nil, usage("a result is missing: no result has %s", plan.Clean(inEnvironments(slices.Compact(expected))))
	}
	slices.SortFunc(plans, func(a, b *environmentPlan) int { return strings.Compare(a.name, b.name) })
	return plans, nil
}

// environmentsOf returns the environments that all shards of a result have.
func environmentsOf(d *document.Joined) []string {
	if d.Shard == nil {
		return nil
	}
	return d.Shard.Environments
}
