// Package bounded evaluates expressions that a stranger may have written. It ends,
// it sees nothing but the files that it is given, and no input makes it panic.
//
// HCL's evaluator cannot be interrupted, and three lines can ask it for more memory
// than any machine has. So an expression is changed before it is evaluated: what can
// multiply is wrapped, and draws on a budget before it works.
//
// # Terms
//
//   - A [Cost] is what an evaluation takes: elements looked at, elements made, and
//     bytes of text made.
//   - A [Budget] is the cost that all expressions of one [Evaluator] may have
//     together. It grows with the files that are read.
//   - To wrap an expression is to put such nodes into its tree as draw on the budget:
//     around what for-expressions, splats and templates repeat, around function calls,
//     and around operators that look at whole values.
//   - To weigh a value is to find out what looking at all of it costs.
//   - A price says what a call of a function costs, before it is called. Each function
//     of the language has one.
//   - [Broken] is the value of an expression that is wrong, or that the budget did not
//     suffice for.
//   - A mark says where a value came from: a [Row] of a CSV file, or a variable that
//     is [Sensitive].
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
// [ParseFile] counts brackets before it parses, so that the parser's stack suffices.
// [Evaluator.WrapBody] wraps both parts of each template. When b is evaluated, each
// part is weighed and draws 2 bytes; of c, each draws 4. Forty such lines would make
// a terabyte. But at the 25th line the budget has less left than a part weighs: that
// part is not put into the text, [Evaluator.Eval] returns a diagnostic at its place,
// and from then on all expressions are broken, so the evaluation ends soon.
package bounded
