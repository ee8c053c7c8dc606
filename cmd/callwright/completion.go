package main

import "github.com/spf13/cobra"

// addCompletion adds Cobra's command completion, whose help has no example of its own.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd("completion")
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Example = `  source <(callwright completion bash)
  callwright completion zsh > "${fpath[1]}/_callwright"
  callwright completion fish | source`
		}
	}
}
