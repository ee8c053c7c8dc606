package main

import (
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/callwright/callwright/cmd/internal/ci"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/cmd/internal/forge"
	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config/syntax"
	"github.com/callwright/callwright/schema/format"
)

// addCompletion adds Cobra's command completion, and lets shells complete the values of
// flags: `callwright plan --env <Tab>` lists the environments.
func addCompletion(a *app, root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	values := completions(a)
	add := func(c *cobra.Command) func(*pflag.Flag) {
		return func(f *pflag.Flag) {
			if complete, ok := values[f.Name]; ok {
				_ = c.RegisterFlagCompletionFunc(f.Name, complete) // fails only if the flag does not exist
			}
		}
	}
	root.PersistentFlags().VisitAll(add(root))
	for _, c := range root.Commands() {
		c.Flags().VisitAll(add(c))
		switch c.Name() {
		case "completion": // Cobra gives it no example
			c.Example = `  source <(callwright completion bash)
  callwright completion zsh > "${fpath[1]}/_callwright"
  callwright completion fish | source`
		case "confirm":
			c.ValidArgsFunction = a.completeBlocks("permission_group")
		case "init", "validate", "output", "plan", "comment", "drift", "unmanaged", "snapshot", "sim", "version":
			c.ValidArgsFunction = cobra.NoFileCompletions // they take no arguments
		}
	}
}

// completions returns a function for each flag whose values shells complete. The flag
// --output has its own, because each command has other formats.
func completions(a *app) map[string]cobra.CompletionFunc {
	words := func(list ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
	}
	folders := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	}
	return map[string]cobra.CompletionFunc{
		"chdir": folders, "root": folders,
		"ci":         words(ci.Flags[:]...),
		"color":      words(term.Colours[:]...),
		"log-format": words("text", "json"),
		"env":        a.completeEnvironments,
		"shard":      words(),
		"only":       a.completeBlocks(""),
		"exclude":    a.completeBlocks(""),
		"keep":       a.completeBlocks(""),
		"detail":     words(render.Details...),
		"fail-level": words(failOnError, failOnWarning),
		"refresh":    words(refreshAuto, refreshFull),
		"on-error":   words(onErrorContinue, onErrorStop),
		"format":     words(render.GraphFormats...),
		"quota":      words("none", "aws"),
		"forge":      words(forge.Names[:]...),
		"identity":   words("SAML", "CONNECT_MANAGED", "EXISTING_DIRECTORY"),
		"rate":       completeRate,
	}
}

// completeRate completes the operation of --rate; the number follows without a space.
func completeRate(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	list := []string{"*="}
	for _, operation := range amazonconnect.Operations() {
		list = append(list, operation+"=")
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeEnvironments completes the name of an environment: prod for
// environments/prod.vars.hcl.
func (a *app) completeEnvironments(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return a.folder.environments(), cobra.ShellCompDirectiveNoFileComp
}

// blockStart matches the first line of a block with a label: `queue "sales" {`.
var blockStart = regexp.MustCompile(`(?m)^[ \t]*([a-z_]+)[ \t]+"?([\w-]+)"?[ \t]*\{`)

// completeBlocks completes the address of a block, such as queue.sales, or of all blocks of
// a kind, such as queue.*, of the kinds that begin with a text. It only looks for the first
// lines of blocks, and evaluates nothing: a shell waits for it, perhaps while the
// configuration has mistakes.
func (a *app) completeBlocks(kinds string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		known := map[string]bool{syntax.ModuleType: kinds == ""} // all objects of a module
		for k := range schema.Kinds() {
			known[k.Name] = strings.HasPrefix(k.Name, kinds)
		}
		var list []string
		for _, text := range a.texts() {
			for _, m := range blockStart.FindAllSubmatch(text, -1) {
				if kind := string(m[1]); known[kind] {
					list = append(list, kind+"."+string(m[2]), kind+".*")
				}
			}
		}
		slices.Sort(list)
		return slices.Compact(list), cobra.ShellCompDirectiveNoFileComp
	}
}

// mostCompleted is how many bytes of files are searched for blocks, so that the shell does
// not wait long for a large configuration.
const mostCompleted = 16 << 20

// texts returns the contents of the configuration's files, without those that cannot be read.
func (a *app) texts() [][]byte {
	entries, _ := os.ReadDir(a.folder.path(".")) // a folder that cannot be read has no blocks
	var texts [][]byte
	left := mostCompleted
	for _, e := range entries {
		if name := e.Name(); !e.Type().IsRegular() || strings.HasPrefix(name, ".") || !strings.HasSuffix(name, ".hcl") {
			continue
		}
		text, err := file.Read(a.folder.path(e.Name()), format.LargestFile)
		if left -= len(text); left < 0 {
			break
		}
		if err == nil {
			texts = append(texts, text)
		}
	}
	return texts
}
