// Command callwright plans and applies the configuration of a contact centre.
package main

import "os"

func main() { os.Exit(run()) }

// run is main without the exit, so that tests can run the command.
func run() int { return execute(os.Args[1:], os.Stdin, os.Stdout, os.Stderr) }
