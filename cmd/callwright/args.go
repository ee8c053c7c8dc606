package main

import (
	"github.com/callwright/callwright/schema/diag"
	"github.com/spf13/cobra"
)

// noArgs refuses arguments.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("%s takes no arguments, but got %q", c.CommandPath(), args[0])
	}
	return nil
}

// unknownCommand refuses a word that is none of the subcommands.
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

// onePlan takes the file of a saved plan.
func onePlan(c *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usage("%s needs the file of one saved plan", c.CommandPath())
	}
	return nil
}

// atMostOnePlan takes the file of a saved plan, or nothing.
func atMostOnePlan(c *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usage("%s takes the file of at most one saved plan", c.CommandPath())
	}
	return nil
}
