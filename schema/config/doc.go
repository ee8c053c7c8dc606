// Package config reads a configuration. From a folder of HCL files and the values of its
// variables it makes the desired [schema.State].
//
// # Terms
//
// [Load] is the only entry point. It returns a [Config], and uses two packages:
//
//	syntax    files -> tree     parses the files, and sorts their blocks by what they declare
//	decode    tree -> objects   evaluates the expressions, with values for the variables
//
// The plan finds other problems later, when it compares the desired state with the live
// one. Such a problem names an object and a path inside of it. [Config.Locate] finds its
// place in the tree.
//
// # Promises
//
// Loading is hermetic. It sees the files of one [io/fs.FS], and no environment, clock,
// network, process or working folder.
//
// Loading is bounded, so that nobody need trust the author of the files. It counts nesting
// before it parses. For-expressions, templates and function calls draw on one budget of
// work, elements and bytes. Loading takes time in proportion to the files, however many
// mistakes they have.
//
// Loading reports all mistakes at once, each at its place. It does not report a mistake
// that follows from another one.
//
// # Example
//
// The folder teams/uk of a repository has a configuration. It reads a file of people from
// another folder of the repository:
//
//	root, err := os.OpenRoot("/src/contact-centre")
//	cfg, diags := config.Load(root.FS(), "teams/uk", config.Options{Environment: "prod"})
//
// In teams/uk, file("../../common/people.csv") is the file common/people.csv of the
// repository, and messages call it ../../common/people.csv; file("../../../x") leads out
// of the repository, and is an error.
package config
