// Package config reads a configuration: a folder of HCL files and the values of
// its variables become the desired [schema.State].
//
// [Load] is the one way in. It goes straight through: read and parse the files,
// sort the blocks by what they declare, give the variables their values, then
// decode each block into objects. Locals, references and the names of objects are
// worked out when they are first used and kept.
//
// # Promises
//
// Evaluation is hermetic: it sees the files of one [io/fs.FS] and nothing else, no
// environment, clock, network or processes. It is bounded: nesting is counted
// before anything is parsed, and for-expressions, templates and function calls
// draw on one budget of work, elements and bytes.
//
// Everything that is wrong is reported at once, each at its place. A problem that
// follows from another one is not reported.
package config
