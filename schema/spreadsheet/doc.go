// Package spreadsheet reads CSV as spreadsheets save it.
//
// Excel alone writes CSV in many ways: with a byte order mark or without, in Windows-1252,
// UTF-8 or UTF-16, with commas or semicolons, by the settings of the computer. This package
// reads what can mean only one thing. Where it could mean two, it returns an error that names
// the cause and the cure.
//
// # Terms
//
//   - A text is the content of a file as UTF-8. [Text] makes it of the bytes.
//   - The delimiter is the character between two cells: a comma, a semicolon, a tab or a
//     vertical bar.
//   - The header is the first row. It names the columns.
//   - A blank row has no cell with a letter, digit or sign in it, and none in quotes.
//     Spreadsheets leave such rows at the end, and readers skip them.
//
// # Example
//
//	sep=;
//	username;team;;
//	ana ; late;;
//	;;;
//
// The first line tells Excel the delimiter. A [Reader] of this text has the columns username
// and team, and one row, which is on line 3: "ana" and "late". The columns without a name
// are empty, so they do not count. The last row is blank. A cell keeps spaces at its ends
// only if it is in quotes.
package spreadsheet
