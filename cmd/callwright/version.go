package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
)

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
