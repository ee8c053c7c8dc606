// Command callwright plans and applies the configuration of a contact centre.
//
// Each command has a file: plan.go, apply.go and so on. A command reads its flags, calls
// cmd/internal/engine to do the work, and shows the result. The terms:
//
//   - The app has what all commands share: the terminal, the global flags, and the
//     pipeline that runs callwright, if one does.
//   - The targetFlags say which configuration to plan, and how. They become an
//     [engine.Target].
//   - A view is a review with the way to show it. An output is one form of it, as --output
//     names it, and where that form goes.
//   - A reporter tells people and programs what happens during a run.
//   - A command ends with an exit code: see exit.go.
//
// For example, `callwright plan --var team=night -o json=plan.json` takes these steps:
//
//	prepare         sets flags from the environment, finds the working folder
//	app.mustLoad    loads the *.hcl files with team = "night"
//	app.plan        reads the contact centre and makes the plan
//	app.show        writes the plan to plan.json
//	exitCode        turns the error into the exit code; no error is 0
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run()) }

// run is main without the exit. Deferred calls of the command must end before os.Exit.
func run() int { return execute(os.Args[1:], os.Stdin, os.Stdout, os.Stderr) }

// release is the version of callwright. The build of a release sets it:
//
//	go build -ldflags "-X main.release=0.1.0"
var release = "0.1.0-dev"

// version returns the version of callwright.
func version() string { return release }

// commit returns the commit that the binary was built from; "" if the build does not say.
func commit() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return commitOf(info)
	}
	return ""
}

// fromCommit matches the version that Go gives to a module between two releases. It ends with
// a time and the beginning of a commit's hash: v0.0.0-20261127142217-60f3e38a1b2c.
var fromCommit = regexp.MustCompile(`\d{14}-([0-9a-f]{12})(\+dirty)?$`)

// commitOf returns the commit of a build. `go build` in a clone records it; for `go install
// …@main`, the module's version has the beginning of it. A
// build of changed files has "+dirty" behind the commit.
func commitOf(info *debug.BuildInfo) string {
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		if settings["vcs.modified"] == "true" {
			revision += "+dirty"
		}
		return revision
	}
	if m := fromCommit.FindStringSubmatch(info.Main.Version); m != nil {
		return m[1] + m[2]
	}
	return ""
}

// createdAt returns the time that documents have. The variable SOURCE_DATE_EPOCH, by which
// reproducible builds set the time, overrides the clock; our golden files rely on it.
func createdAt() time.Time {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now().UTC().Truncate(time.Second)
}

// A build is what version -o json says about the program. It is for bug reports and for
// scripts that pin a version.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"` // "" if the build does not say
	Dirty    bool   `json:"dirty"`  // files were changed after the commit
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// thisBuild returns what the running program says about itself.
func thisBuild() build {
	hash, dirty := strings.CutSuffix(commit(), "+dirty")
	return build{version(), hash, dirty, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
}

// newVersion returns the command version.
func newVersion(a *app) *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Example: `  callwright version
  callwright version -o json`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			switch output {
			case "human":
				fmt.Fprintf(a.Out, "callwright %s\n", version())
				return nil
			case "json":
				return json.NewEncoder(a.Out).Encode(thisBuild())
			}
			return usage("--output is %q, but must be human or json", output)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "human", "`FORMAT`: human or json")
	formats := cobra.FixedCompletions([]string{"human", "json"}, cobra.ShellCompDirectiveNoFileComp)
	_ = c.RegisterFlagCompletionFunc("output", formats) // fails only if the flag does not exist
	return c
}
