// Package diag is the catalogue of everything that callwright reports.
//
// Its terms:
//
//   - An [Entry] is one diagnostic of the catalogue, as data: its code, summary, cause, fix
//     and an example. Each entry is a variable of this package.
//   - A code, such as CW2104, belongs to one entry for ever. People search for it, and CI
//     jobs compare it. A summary may change, so nothing compares summaries.
//   - A [Problem] is one case of a diagnostic, about an object. It has a path inside of the
//     object, and no place in a file.
//   - An hcl.Diagnostic is one case of a diagnostic, with its place in a file.
//   - A [Severity] is the weight of a diagnostic. An error stops the work; a warning does not.
//
// An entry makes every problem, so a problem has its code from the start. For example, a
// rule finds that hours open at "8am". It returns a problem:
//
//	p := diag.InvalidValue.At(diag.Path("schedule.monday"), "%q is not an opening time.", "8am")
//
// Package config knows the block of the hours, and makes a diagnostic at the line of the
// word "8am" with [Problem.In]. Code that knows the place already skips the problem:
//
//	diag.UnknownLocal.In(place, "There is no local %q.", name)
//
// The thousands of a code are its subject:
//
//	CW1xxx  the language and its files
//	CW2xxx  objects and references to them
//	CW3xxx  values, and the rules of Amazon Connect
//	CW4xxx  the service and credentials
//	CW5xxx  reasons to refuse a plan
//	CW6xxx  saved plans that do not fit any more
//	CW7xxx  work that was done in part, or that cannot be taken back
package diag
