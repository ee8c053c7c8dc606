// Command callwright plans and applies the configuration of a contact centre.
//
// Each command has a file: plan.go, apply.go and so on. A command reads its flags, calls
// cmd/internal/engine to do the work, and shows the result. The terms:
//
//   - The app has what all commands share: the terminal, the global flags, and the
//     pipeline that runs callwright, if one does.
//   - The targetFlags say which configuration to plan, and how. They become an
//     [engine.Target].
//   - A view is a review with the way to show it. An output is one form of it, as --output
//     names it, and where that form goes.
//   - A reporter tells people and programs what happens during a run.
//   - A command ends with an exit code: see exit.go.
//
// For example, `callwright plan --var team=night -o json=plan.json` takes these steps:
//
//	prepare         sets flags from the environment, finds the working folder
//	app.mustLoad    loads the *.hcl files with team = "night"
//	app.plan        reads the contact centre and makes the plan
//	app.show        writes the plan to plan.json
//	exitCode        turns the error into the exit code; no error is 0
package main

import "os"

func main() { os.Exit(run()) }

// run is main without the exit. Deferred calls of the command must end before os.Exit.
func run() int { return execute(os.Args[1:], os.Stdin, os.Stdout, os.Stderr) }
