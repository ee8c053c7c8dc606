package main

import (
	"cmp"
	"context"
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
)

// A planCommand is the command plan with its flags. A person runs it without any; a
// pipeline saves the plan, shows it in several forms, and leaves outputs for later steps:
//
//	callwright plan --out plan.json -o human -o markdown=comment.md --ci-outputs out.env
type planCommand struct {
	*app
	target   targetFlags
	output   outputFlags
	detail   detailFlag
	limit    int    // of Markdown, in bytes
	handTo   string // the file of --ci-outputs
	save     string // the file of --out
	detailed bool   // changes exit with a code of their own
}

// newPlan returns the command plan.
func newPlan(a *app) *cobra.Command {
	p := &planCommand{app: a}
	c := &cobra.Command{
		Use:   "plan",
		Short: "Show what apply would change",
		Long: `plan compares the configuration in the working folder with the live contact centre and
shows what apply would change. It writes nothing.

Exit codes: 0 plan made (2 with --detailed-exitcode if it has changes, including manual
steps), 3 invalid configuration, 4 no permission, 5 plan refused, 1 other errors.`,
		Example: `  callwright plan
  callwright plan --env prod --out plan.json
  callwright plan --env 'eu-*' --env us               # several environments, one report
  callwright plan --env all --shard /4 --out 4.json   # in each of four processes
  callwright plan --only 'user.agents[*]' --detail full
  callwright plan --traffic traffic.csv               # also how long contacts wait
  callwright plan --live live.json                    # against a snapshot, without credentials
  callwright plan -o human -o html=plan.html -o markdown=comment.md`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return p.run(c.Context()) },
	}
	p.target.flags(c)
	p.target.liveFlag(c)
	p.target.planFlags(c)
	p.target.shardFlag(c)
	p.target.traffic.flags(c)
	p.output.flags(c, formatNames())
	p.detail.flags(c)
	limitFlag(c, &p.limit)
	c.Flags().StringVar(&p.handTo, "ci-outputs", "", "write the outputs for later pipeline steps to `FILE`, as lines NAME=VALUE")
	c.Flags().StringVar(&p.save, "out", "", "save the plan to `FILE`, for show and apply")
	c.Flags().BoolVar(&p.detailed, "detailed-exitcode", false, "exit with 2 if there are changes")
	return c
}

// run checks the flags before it reads the contact centre, which may take minutes.
func (p *planCommand) run(ctx context.Context) error {
	outputs, err := p.output.outputs()
	if err != nil {
		return err
	}
	if err = p.detail.check(); err != nil {
		return err
	}
	names, err := chooser{p.app, &p.target}.choose(ctx)
	if err != nil {
		return err
	}
	if names != nil {
		return p.planSeveral(ctx, names, outputs)
	}
	return p.review(ctx, "plan", &p.target, func(r *engine.Review) error { return p.present(r, outputs) })
}

// present shows and saves the plan, and passes it on to the pipeline. It does all of that
// for a refused plan, too, because people need to see what was refused.
func (p *planCommand) present(r *engine.Review, outputs []output) error {
	v := p.view(r, "plan", p.pipeline.revision(), p.limit)
	v.style.Detail, v.paged = render.Detail(p.detail), true
	if err := p.show(v, outputs); err != nil {
		return err
	}
	if p.save != "" {
		if err := p.folder.stream(p.save, v.Document.Write); err != nil {
			return err
		}
		hint := ""
		if p.InPipeline {
			hint = "; keep it as an artifact for the step that applies it"
		}
		p.Say("saved the plan to %s%s", p.save, hint)
	}
	// A refusal outranks --detailed-exitcode: 5 must never look like a plan with changes.
	code := exitOK
	switch {
	case r.Refused():
		p.refuse(r.Refusals(), nothingWritten)
		code = exitRefused
	case p.detailed && !r.Plan.Empty():
		code = exitChanges
	}
	if err := errors.Join(v.publish(outputs), p.writeStepOutputs(stepOutputs(r, p.save, code))); err != nil || code == exitOK {
		return err
	}
	return exit(code)
}

// writeStepOutputs leaves outputs for later steps of the pipeline: in the file of
// --ci-outputs, and in the file that the service itself has for them, if it has one.
func (p *planCommand) writeStepOutputs(outputs []ci.Output) error {
	var err error
	if p.handTo != "" {
		err = p.folder.write(p.handTo, ci.Lines(outputs))
	}
	return errors.Join(err, p.pipeline.Hand(outputs))
}

// stepOutputs returns the values that later steps of a pipeline decide by: whether to ask
// for approval, say, or which digest to apply. They are documented, so their names stay.
func stepOutputs(r *engine.Review, saved string, code int) []ci.Output {
	level, _ := r.Plan.Risk()
	return []ci.Output{
		{Name: "has_changes", Value: strconv.FormatBool(!r.Plan.Empty() || r.Refused())}, // a refused plan is not done
		{Name: "exit_code", Value: strconv.Itoa(code)},
		{Name: "digest", Value: r.Document.Digest},
		{Name: "create", Value: strconv.Itoa(r.Plan.Count(plan.Create))},
		{Name: "update", Value: strconv.Itoa(r.Plan.Count(plan.Update))},
		{Name: "rename", Value: strconv.Itoa(r.Plan.Count(plan.Rename))},
		{Name: "delete", Value: strconv.Itoa(r.Plan.Count(plan.Delete))},
		{Name: "risk", Value: cmp.Or(string(level), "none")},
		{Name: "plan_file", Value: plan.Clean(saved)},
	}
}
