package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/spf13/cobra"
)

// release is set when a release is built:
// go build -ldflags "-X main.release=0.1.0".
var release = "0.1.0-dev"

func version() string { return release }

// commit returns what the binary was built from, as far as it knows.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}

func newVersion(a *app) *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArgs,
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
	return c
}

// createdAt returns now, or the time that a reproducible build wants instead.
func createdAt() time.Time {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now().UTC().Truncate(time.Second)
}
