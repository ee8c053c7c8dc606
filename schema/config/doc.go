// Package config reads a configuration: a folder of HCL files and the values of
// its variables become the desired [schema.State].
//
// [Load] is the one way in. It goes through two packages:
//
//	syntax    files -> tree     parses the files, and sorts their blocks by what they declare
//	decode    tree -> objects   evaluates the expressions, with values for the variables
//
// Problems that are found later, when the desired state is compared with the live one,
// name an object and a path inside of it. [Config.Locate] finds their places in the tree.
//
// # Promises
//
// Loading is hermetic: it sees the files of one [io/fs.FS] and nothing else, no
// environment, clock, network or processes, nor the working folder. It is bounded:
// nesting is counted before anything is parsed, and for-expressions, templates and
// function calls draw on one budget of work, elements and bytes. It takes time in
// proportion to the files, however much is wrong with them.
//
// Everything that is wrong is reported at once, each at its place. A problem that
// follows from another one is not reported.
//
// # Example
//
// The folder teams/uk of a repository has a configuration that reads a file of people
// which lies above it:
//
//	root, err := os.OpenRoot("/src/contact-centre")
//	cfg, diags := config.Load(root.FS(), "teams/uk", config.Options{Environment: "prod"})
//
// In teams/uk, file("../../common/people.csv") is the file common/people.csv of the
// repository, and messages call it ../../common/people.csv; file("../../../x") leads out
// of the repository, and is an error.
package config
