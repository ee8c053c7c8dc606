package main

import (
	"github.com/callwright/callwright/schema/diag"
	"github.com/spf13/cobra"
)

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
