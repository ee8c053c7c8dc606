package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/render"
)

// resultFormats are the formats of what several environments have in common: the summary of their
// plans, and the results of applying them.
var resultFormats = []string{"human", "json", "markdown", "html"}

// resultsOfSeveral refuses --output for one environment.
const resultsOfSeveral = "--output has the results of several environments: choose them with --env all, or give their saved plans. For one environment, --events FILE writes what happens"

// A joinCommand is the command join with its flags. Each shard of a fleet leaves the plans of its
// environments; join makes them one document again, which somebody approves. It does the same
// with the results of apply:
//
//	callwright join 1.json 2.json -o human -o json=plans.json
type joinCommand struct {
	*app
	output outputFlags
	limit  int    // of Markdown, in bytes
	handTo string // the file of --ci-outputs
}

// newJoin returns the command join.
func newJoin(a *app) *cobra.Command {
	j := &joinCommand{app: a}
	c := &cobra.Command{
		Use:   "join RESULT…",
		Short: "Join the plans or the results of several shards into one summary",
		Long: `join reads what "callwright plan --env all --shard I/N --out FILE" saved in each shard, and shows
one summary of all environments. The JSON that it writes is what one process would have saved:
"apply" takes it. A container without a shell can give a pattern: '*-plan.json'.

It also reads what "callwright apply --shard I/N --output json=FILE" wrote in each shard, and
shows how all environments ended.

It is an error if an environment is missing or in two results, or if some files are plans and
others are results of apply.

Exit codes: that of the worst environment; 3 if a result is missing or cannot be read.`,
		Example: `  callwright join 1.json 2.json 3.json 4.json
  callwright join plans/*.json -o human -o json=plans.json -o markdown=comment.md
  callwright join results/*.json -o human -o html=results.html   # of apply`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs the results of the shards", c.CommandPath())
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return j.run(args) },
	}
	j.output.flags(c, resultFormats)
	limitFlag(c, &j.limit)
	c.Flags().StringVar(&j.handTo, "ci-outputs", "", "write has_changes, exit_code, digest and so on of joined plans to `FILE`, as lines NAME=VALUE")
	return c
}

// run joins the files, and ends with the exit code of the worst environment.
func (j *joinCommand) run(paths []string) error {
	outputs, err := j.output.outputs()
	if err != nil {
		return err
	}
	if paths, err = j.matching(paths); err != nil {
		return err
	}
	files := &joinReader{app: j.app, from: map[string]string{}}
	for _, path := range paths {
		if err = files.read(path); err != nil {
			return err
		}
	}
	if err = files.check(); err != nil {
		return err
	}
	var code int
	if files.kind == ofApply {
		if j.handTo != "" {
			return usage("--ci-outputs is for plans, and the files are results of apply")
		}
		all := files.results()
		code, err = all.ExitCode, writeResults(j.app, all, outputs, j.limit)
	} else {
		code, err = j.joinPlans(files.plans, outputs)
	}
	if err != nil || code == exitOK {
		return err
	}
	return exit(code)
}

// matching replaces patterns by the files that match them. A shell does that before, but the container
// image has none.
func (j *joinCommand) matching(paths []string) ([]string, error) {
	var all []string
	for _, path := range paths {
		if !strings.Contains(path, "*") {
			all = append(all, path)
			continue
		}
		var found []string
		var err error
		if filepath.IsLocal(path) {
			found, err = fs.Glob(os.DirFS(j.folder.path(".")), filepath.ToSlash(path))
		} else if at, wrong := filepath.Abs(j.folder.path(path)); wrong == nil {
			found, err = filepath.Glob(at)
		}
		if err != nil || len(found) == 0 {
			return nil, usage("no file matches %s", plan.Quote(path))
		}
		all = append(all, found...)
	}
	return all, nil
}

// joinPlans writes the summary of the plans of all environments. It returns their exit code.
func (j *joinCommand) joinPlans(plans []*environmentPlan, outputs []output) (code int, err error) {
	slices.SortFunc(plans, func(a, b *environmentPlan) int { return strings.Compare(a.name, b.name) })
	all, err := joined(plans, nil)
	if err != nil {
		return exitError, err
	}
	report := &joinedReport{app: j.app, plans: plans, all: all, limit: j.limit}
	saved := ""
	for _, o := range outputs {
		if o.format == "json" {
			saved = o.path
		}
		if err := j.write(o, o.format == "human", func(w io.Writer) error {
			if o.format == "human" {
				return render.HumanSummary(w, report.sections(nil), all.Digest, render.Style{Color: o.path == "" && j.Coloured(j.Out)})
			}
			return report.write(w, o)
		}); err != nil {
			return exitError, err
		}
	}
	for _, e := range plans {
		code = worst(code, e.code)
	}
	values := joinedOutputs(plans, all, saved, code)
	if j.handTo != "" {
		if err := j.folder.write(j.handTo, ci.Lines(values)); err != nil {
			return exitError, err
		}
	}
	return code, j.pipeline.Hand(values)
}

// A joinReader reads the files that are joined, and finds out whether they belong together.
type joinReader struct {
	*app
	kind  string // what the files have: plans, drift or results of apply
	first string // the file that says so
	sure  bool   // see alike

	plans []*environmentPlan
	ended []*document.Applied

	from     map[string]string // the file of each environment
	twice    []string
	expected []string     // the environments of all shards
	shards   map[int]bool // the shards that were read
	of       int          // how many shards there must be; 0 if nothing says it, -1 if the files do not agree
}

// The kinds of files.
const (
	ofPlans = "plans"
	ofDrift = "drift"
	ofApply = "results of apply"
)

// read reads a file.
func (r *joinReader) read(path string) error {
	text, err := file.Read(r.folder.path(path), file.MaxPlan)
	switch {
	case err != nil:
		return usage("%v", err)
	case document.IsApplied(text):
		return r.readApplied(path, text)
	case !document.IsJoined(text):
		return usage("%s is not the result of several environments: callwright plan --env all --shard I/N --out FILE, or callwright apply PLANS --shard I/N --output json=FILE", path)
	}
	list, all, err := savedPlans(path, text, r.origin())
	if err != nil {
		return err
	}
	kind := ofPlans
	if slices.ContainsFunc(list, func(e *environmentPlan) bool { return e.drift }) {
		kind = ofDrift
	}
	if err := r.alike(path, kind, slices.ContainsFunc(list, func(e *environmentPlan) bool { return e.review != nil })); err != nil {
		return err
	}
	r.plans = append(r.plans, list...)
	for _, e := range list {
		r.environment(e.name, path)
	}
	r.shard(all.Shard)
	return nil
}

// readApplied reads results of apply.
func (r *joinReader) readApplied(path string, text []byte) error {
	a, err := document.ParseApplied(text)
	if err != nil {
		return usage("%s: these results of apply cannot be read: %v", path, err)
	}
	if err := r.alike(path, ofApply, true); err != nil {
		return err
	}
	if len(r.ended) > 0 && a.Digest != r.ended[0].Digest {
		return usage("%s and %s have results of two applies: one of plans with %s, and one of plans with %s", r.first, path, digestWords(r.ended[0].Digest), digestWords(a.Digest))
	}
	r.ended = append(r.ended, a)
	for i := range a.Environments {
		r.environment(a.Environments[i].Name, path)
	}
	r.shard(a.Shard)
	return nil
}

// alike returns an error if a file has something else than those before. If no environment of a file
// could be planned, it is not sure whether its plans would have been drift.
func (r *joinReader) alike(path, kind string, sure bool) error {
	switch {
	case r.first == "":
		r.first, r.kind, r.sure = path, kind, sure
	case kind != r.kind && (kind == ofApply || r.kind == ofApply || sure && r.sure):
		return usage("%s has %s, and %s has %s: join one or the other", r.first, r.kind, path, kind)
	case sure && !r.sure:
		r.first, r.kind, r.sure = path, kind, true
	}
	return nil
}

// digestWords names the digest of all plans. Shards that planned their parts themselves have none.
func digestWords(digest string) string {
	if digest == "" {
		return "no digest of all"
	}
	return "the digest " + plan.Clean(digest)
}

// environment notes that a file has an environment.
func (r *joinReader) environment(name, path string) {
	if other, ok := r.from[name]; ok {
		r.twice = append(r.twice, fmt.Sprintf("%s is in %s and %s", plan.Clean(name), other, path))
	}
	r.from[name] = path
}

// shard notes which shard wrote a file.
func (r *joinReader) shard(s *document.Shard) {
	if s == nil {
		return
	}
	r.expected = append(r.expected, s.Environments...)
	if r.shards == nil {
		r.shards, r.of = map[int]bool{}, s.Of
	}
	r.shards[s.Index] = true
	if s.Of != r.of {
		r.of = -1
	}
}

// check returns an error if an environment is in two files, or in none.
func (r *joinReader) check() error {
	if len(r.twice) > 0 {
		return usage("an environment is in two results: %s", strings.Join(r.twice, ", "))
	}
	missing := slices.DeleteFunc(r.expected, func(name string) bool { return r.from[name] != "" })
	if slices.Sort(missing); len(missing) == 0 {
		return nil
	}
	return usage("a result is missing: no result has %s%s", plan.Clean(inEnvironments(slices.Compact(missing))), r.absent())
}

// absent names the shards without a result: " (there is none of shards 2/4, 3/4)"; "" if that is
// not known.
func (r *joinReader) absent() string {
	var names []string
	for i := 1; i <= r.of && len(names) < mostAbsent; i++ {
		if !r.shards[i] {
			names = append(names, fmt.Sprintf("%d/%d", i, r.of))
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) == 1:
		return " (there is none of shard " + names[0] + ")"
	case len(names) == mostAbsent:
		names = append(names, "…")
	}
	return " (there is none of shards " + strings.Join(names, ", ") + ")"
}

// mostAbsent is how many shards without a result are named.
const mostAbsent = 20

// results returns the results of all files as one document.
func (r *joinReader) results() *document.Applied {
	var list []document.AppliedEnvironment
	code := exitOK
	for _, a := range r.ended {
		list, code = append(list, a.Environments...), worst(code, a.ExitCode)
	}
	for i := range list {
		if ended := list[i].ExitCode; ended != nil {
			code = worst(code, *ended)
		} else {
			code = worst(code, exitError)
		}
	}
	slices.SortFunc(list, func(a, b document.AppliedEnvironment) int { return strings.Compare(a.Name, b.Name) })
	return document.JoinApplied(list, r.ended[0].Digest, codeOfAll(code, list), nil)
}

// writeResults writes the results of applying several environments to each of the outputs. Limit
// is that of Markdown; 0 for the pipeline's. What was printed for people is on standard output
// already, so it gets a summary only.
func writeResults(a *app, all *document.Applied, outputs []output, limit int) error {
	for _, o := range outputs {
		if err := a.write(o, false, func(w io.Writer) error {
			switch o.format {
			case "json":
				return writeJSON(w, all)
			case "markdown":
				return render.MarkdownApplied(w, all, a.pipeline.page(document.ApplyCommand, forge.Key{Instance: joinedInstance}, a.pipeline.revision(), limit))
			case "html":
				return render.HTMLApplied(w, all)
			}
			return render.HumanApplied(w, all, render.Style{Color: o.path == "" && a.Coloured(a.Out)})
		}); err != nil {
			return err
		}
	}
	return nil
}
