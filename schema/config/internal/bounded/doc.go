// Package bounded evaluates expressions that a stranger may have written. Evaluation
// always ends, reads only the files that it is given, and never panics.
//
// Nobody can interrupt HCL's evaluator itself, and three lines can make it use more memory than
// any machine has. So this package changes an expression before it evaluates it: nodes of
// our own go around the parts that can multiply, and draw on a budget before those parts
// do their work.
//
// # Terms
//
//   - A [Cost] is what an evaluation uses: elements looked at, elements made, and bytes of
//     text made.
//   - A [Budget] is the cost that all expressions of one [Evaluator] can have together. It
//     grows with the files that are read.
//   - To wrap an expression is to put nodes into its tree that draw on the budget: around
//     the bodies of for-expressions, splats and templates, around function calls, and
//     around operators that look at whole values.
//   - To weigh a value is to count the cost of looking at all of it.
//   - A price is the cost of calling a function, which is known before the call. Each
//     function of the language has one.
//   - [Broken] is the value of an expression that is wrong, or for which the budget was
//     too small.
//   - A mark is a note on a value about its origin: a [Row] of a CSV file, or a variable
//     that is [Sensitive].
//
// # Example
//
// In this configuration, each local is twice as long as the one before it:
//
//	locals {
//	  a = "ha"
//	  b = "${local.a}${local.a}"
//	  c = "${local.b}${local.b}"
//	}
//
// [ParseFile] counts brackets before it parses, so that the parser's stack does not
// overflow. [Evaluator.WrapBody] wraps both parts of each template. When the evaluator
// evaluates b, it weighs each part, and each draws 2 bytes from the budget; the parts of c
// draw 4 bytes each. Forty such lines would make a terabyte. But at the 25th line, less of
// the budget is left than a part weighs. [Evaluator.Eval] then returns a diagnostic at the
// place of that part. From then on all expressions are broken, so evaluation ends soon. In
// the same way it ends soon when somebody stops it: whoever draws looks whether it was.
package bounded
