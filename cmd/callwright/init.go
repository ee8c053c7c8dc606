package main

import (
	"embed"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/file"
)

// The configuration that init starts a folder with.
//
//go:embed template
var starter embed.FS

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a small configuration to start from",
		Long: `init writes a small working configuration in the working folder. It changes no
file that is there, and refuses a folder that holds a configuration.`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return a.init() },
	}
}

func (a *app) init() error {
	there, err := filepath.Glob("*.hcl")
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return usage("this folder holds a configuration (%s); init starts in a folder without one", there[0])
	}
	entries, err := starter.ReadDir("template")
	if err != nil {
		return err
	}
	for _, e := range entries {
		text, err := starter.ReadFile("template/" + e.Name())
		if err != nil {
			return err
		}
		if err := file.WriteNew(e.Name(), text); err != nil {
			return err
		}
		fmt.Fprintln(a.Out, e.Name())
	}
	if err := file.WriteNew(".gitignore", []byte(".callwright/\n")); err == nil {
		fmt.Fprintln(a.Out, ".gitignore")
	}
	a.Say(`wrote a configuration to start from. "callwright plan" says what it would do, "callwright apply" does it`)
	return nil
}
