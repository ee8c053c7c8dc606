package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/diag"
)

// execute runs a command line and returns its exit code. This is the only place that
// connects the commands to the streams and the environment of the process.
func execute(args []string, in io.Reader, out, errs io.Writer) int {
	t := &term.Terminal{In: in, Out: out, Err: errs, Lookup: os.LookupEnv}
	a := &app{reporter: reporter{Terminal: t, progress: term.NewProgress(t)}, args: args}
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(providers.WithTrace(context.Background(), a.trace()))
	a.fail(err)
	return exitCode(err)
}

// newRoot returns the command callwright with its subcommands and global flags. We print
// errors ourselves (SilenceErrors), because many are diagnostics, and do not print the
// usage after each (SilenceUsage), because most are not about the command line.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "callwright",
		Short: "Configuration as code for contact centres",
		Long: `callwright keeps the users, security profiles, routing profiles, queues, hours and
hierarchy of a contact centre as HCL files in git. "plan" shows what would change in the
live contact centre; "apply" makes exactly those changes.`,
		Example: `  callwright init      # write a first configuration
  callwright plan      # show what would change
  callwright apply     # change it
  callwright help plan # list the flags of a command`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              unknownCommand,
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return prepare(a, c.Flags()) },
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	addVersionFlag(root)
	flags := root.PersistentFlags()
	flags.StringVarP((*string)(&a.folder), "chdir", "C", "", "run in `DIR` instead of the working folder")
	flags.StringVar(&a.Colour, "color", term.ColourAuto, "when to use colours: auto, always or never")
	flags.BoolVar(&a.noColour, "no-color", false, "no colours, same as --color=never")
	flags.BoolVar(&a.NoInput, "no-input", false, "never ask for input")
	flags.BoolVarP(&a.Quiet, "quiet", "q", false, "print only results and errors")
	flags.StringVar(&a.logFormat, "log-format", "text", "format of what --verbose prints: text or json")
	flags.StringVar(&a.ci, "ci", "auto", "whether a pipeline runs the command: auto, off, github, gitlab or generic")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "print each call to the service")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newInit(a), newFmt(a), newValidate(a), newPlan(a), newShow(a), newJoin(a), newComment(a), newApply(a), newOutput(a), newConfirm(a), newDrift(a),
		newUnmanaged(a), newExport(a), newSnapshot(a), newDiff(a), newGraph(a), newSimulate(a), newTraffic(a), newSim(a), newIAMPolicy(a), newExplain(a), newDocs(a), newVersion(a))
	addCompletion(a, root)
	return root
}

// addVersionFlag adds the flag --version, which prints the version even if the environment or the
// other flags have mistakes. Cobra needs a template to print our line, and a template would make
// the program a third larger (see docs/architecture.md).
func addVersionFlag(root *cobra.Command) {
	asked := root.Flags().Bool("version", false, "version for callwright")
	_ = root.Flags().SetAnnotation("version", cobra.FlagSetByCobraAnnotation, []string{"true"}) // nothing is completed after it
	check, prepare, run := root.Args, root.PersistentPreRunE, root.RunE
	root.Args = func(c *cobra.Command, args []string) error {
		if *asked {
			return nil
		}
		return check(c, args)
	}
	root.PersistentPreRunE = func(c *cobra.Command, args []string) error {
		if *asked {
			return nil
		}
		return prepare(c, args)
	}
	root.RunE = func(c *cobra.Command, args []string) error {
		if *asked {
			_, err := fmt.Fprintln(c.OutOrStdout(), "callwright", version())
			return err
		}
		return run(c, args)
	}
}

// prepare runs before every command. It sets flags from the environment, checks the global
// flags, and finds out about the working folder and the pipeline.
func prepare(a *app, flags *pflag.FlagSet) error {
	if err := setFromEnvironment(flags); err != nil {
		return err
	}
	if a.noColour {
		a.Colour = term.ColourNever
	}
	if !slices.Contains(term.Colours[:], a.Colour) {
		return usage("--color is %q, but must be auto, always or never", a.Colour)
	}
	for _, f := range []struct {
		name, value string
		words       []string
	}{{"log-format", a.logFormat, []string{"text", "json"}}, {"ci", a.ci, ci.Flags[:]}} {
		if !slices.Contains(f.words, f.value) {
			return usage("--%s is %q, but must be %s", f.name, f.value, strings.Join(f.words, ", "))
		}
	}
	// From here on, the terminal knows whether it may ask and draw.
	a.InPipeline = ci.Runs(a.ci, os.Getenv)
	a.progress.Overwrite()
	if err := a.folder.check(); err != nil {
		return usage("chdir %s: %v", a.folder, err)
	}
	a.pipeline = newPipeline(a.ci, a.folder, a.Err)
	// What is printed quotes names from the service and from files.
	a.raw = a.Out
	a.Out, a.Err = a.pipeline.Guard(a.Out), a.pipeline.Guard(a.Err)
	return nil
}

// withoutVariable are the flags that no environment variable sets. Approval must be on the
// command line, where a reviewer of the pipeline sees it, and not in a variable that some
// other file sets. Pipelines keep the version to install in variables such as
// CALLWRIGHT_VERSION.
var withoutVariable = []string{"auto-approve", "help", "version"}

// setFromEnvironment sets each flag that the command line does not have from its variable:
// CALLWRIGHT_VAR_FILE sets --var-file. An empty variable sets nothing, because a pipeline makes
// it empty where a setting of the repository is missing: CALLWRIGHT_RATE: ${{ vars.RATE }}.
func setFromEnvironment(flags *pflag.FlagSet) error {
	var err error // the first one; VisitAll cannot stop early
	flags.VisitAll(func(f *pflag.Flag) {
		name := "CALLWRIGHT_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value := os.Getenv(name)
		if err != nil || f.Changed || value == "" || slices.Contains(withoutVariable, f.Name) {
			return
		}
		if e := flags.Set(f.Name, value); e != nil {
			err = usage("%s: %v", name, e)
		}
	})
	return err
}

// unknownFlag matches the errors of pflag for `--quite` and for `-x` in `-qx`. It has no
// error type that we could ask instead.
var unknownFlag = regexp.MustCompile(`^unknown (?:shorthand )?flag: (?:'.' in )?-*([\w-]+)`)

// flagError turns an error of the flag parser into a usage error. For an unknown flag it
// suggests the nearest one, such as `Did you mean "--quiet"?`.
func flagError(c *cobra.Command, err error) error {
	m := unknownFlag.FindStringSubmatch(err.Error())
	if m == nil {
		return &codeError{exitConfig, err}
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	near := ""
	if name, ok := diag.Nearest(m[1], names); ok {
		near = fmt.Sprintf(` Did you mean "--%s"?`, name)
	}
	return usage("%s has no flag \"--%s\".%s Run \"%s --help\" for the list", c.CommandPath(), m[1], near, c.CommandPath())
}

// These functions check the arguments of a command. They replace Cobra's functions,
// whose errors ("accepts 1 arg(s), received 0") do not say which argument is meant.

// noArgs rejects all arguments.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no arguments, but got %q", c.CommandPath(), args[0])
	}
	return nil
}

// unknownCommand rejects a word that is not a subcommand, and suggests one: for
// `callwright aply` it suggests apply.
func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return usage("unknown command %q.%s Run \"callwright help\" for the list", args[0], diag.Suggest(args[0], names))
}

// onePlan requires one argument: the file of a saved plan.
func onePlan(c *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("%s needs the file of one saved plan", c.CommandPath())
	}
	return nil
}

// atMostOnePlan accepts the file of a saved plan, or no argument.
func atMostOnePlan(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("%s takes the file of at most one saved plan", c.CommandPath())
	}
	return nil
}

// atMostOneName accepts a name, or no argument.
func atMostOneName(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("%s takes at most one name", c.CommandPath())
	}
	return nil
}
