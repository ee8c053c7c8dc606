package main

import (
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

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
