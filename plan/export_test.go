package plan

// Compare is open to the tests of this folder, which hold it against a table of what was
// applied, is live and is wanted.
var Compare = compare

// Difference is what Compare returns.
type Difference = difference
