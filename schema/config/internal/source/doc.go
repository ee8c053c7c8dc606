// Package source reads the files of a configuration, within limits. It remembers what it
// read, for the lines that a diagnostic shows and for the digest of the configuration.
//
// Its terms:
//
//   - The root is one [io/fs.FS]. Nothing outside of it can be read.
//   - The folder is the configuration's folder, inside of the root.
//   - A path leads to a file from the root.
//   - A name is what messages and ranges call a file: its path from the folder.
//
// For example, the folder is teams/uk. In teams/uk/main.hcl somebody writes
// file("../../common/people.csv"):
//
//	Resolve("teams/uk", "../../common/people.csv") → the path common/people.csv
//	Read("common/people.csv")                      → a File with the name ../../common/people.csv
//	Resolve("teams/uk", "../../../people.csv")     → an error: it leads outside the root folder
package source
