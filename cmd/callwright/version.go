package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"
)

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

// newVersion returns the command version. The JSON form is for bug reports and for
// scripts that pin a version; it also has the commit and the platform.
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
				return json.NewEncoder(a.Out).Encode(map[string]string{
					"version": version(), "commit": commit(), "go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH,
				})
			}
			return usage("--output is %q, but must be human or json", output)
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "human", "`FORMAT`: human or json")
	formats := cobra.FixedCompletions([]string{"human", "json"}, cobra.ShellCompDirectiveNoFileComp)
	_ = c.RegisterFlagCompletionFunc("output", formats) // fails only if the flag does not exist
	return c
}
