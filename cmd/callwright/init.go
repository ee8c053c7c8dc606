package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/file"
)

// starter has the files that init writes.
//
//go:embed template
var starter embed.FS

// newInit returns the command init. What it writes can be applied at once, to an embedded
// instance, so that somebody new needs no AWS account:
//
//	callwright init
//	callwright apply
func newInit(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a first configuration",
		Long: `init writes a small working configuration to the working folder. It changes no existing
file, and refuses a folder that already has a configuration.`,
		Example: `  callwright init
  callwright -C support init`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return initialize(a) },
	}
}

// initialize writes the starter files. It stops at the first file that exists, because
// file.WriteNew never overwrites one. An existing .gitignore is fine, and stays as it is.
func initialize(a *app) error {
	existing, err := fs.Glob(os.DirFS(a.folder.path(".")), "*.hcl")
	if err != nil {
		return err
	}
	if len(existing) > 0 {
		return usage("this folder already has a configuration (%s); run init in a folder without one", existing[0])
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
		if err := file.WriteNew(a.folder.path(e.Name()), text); err != nil {
			return err
		}
		fmt.Fprintln(a.Out, e.Name())
	}
	if err := file.WriteNew(a.folder.path(".gitignore"), []byte(".callwright/\n")); err == nil {
		fmt.Fprintln(a.Out, ".gitignore")
	}
	a.Say(`wrote a first configuration. "callwright plan" shows what it would do, "callwright apply" does it`)
	return nil
}
