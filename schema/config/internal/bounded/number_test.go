package bounded_test

import "testing"

// TestNumber calls the functions of numbers, and the operators.
func TestNumber(t *testing.T) {
	t.Parallel()
	check(t, numberCalls)
}

var numberCalls = []call{
	{`abs(23)`, `23`},
	{`abs(-12.4)`, `12.4`},
	{`abs(0)`, `0`},
	{`abs("-3")`, `3`},
	{`abs("x")`, `error: Invalid value for "num" parameter: a number is required.`},
	{`abs(null)`, `error: Invalid value for "num" parameter: argument must not be null.`},

	{`ceil(5)`, `5`},
	{`ceil(5.1)`, `6`},
	{`ceil(-1.5)`, `-1`},
	{`ceil(1 / 0)`, `+Inf`},
	{`floor(4.9)`, `4`},
	{`floor(-1.5)`, `-2`},
	{`floor(-1 / 0)`, `-Inf`},
	{`ceil([])`, `error: Invalid value for "num" parameter: number required, but have tuple.`},
	{`floor(true)`, `error: Invalid value for "num" parameter: number required, but have bool.`},

	{`log(50, 10)`, `1.6989700043360185`},
	{`log(16, 2)`, `4`},
	{`log(1, 10)`, `0`},
	{`log(-1, 2)`, `error: Call to function "log" failed: the function has no result for these arguments.`},
	{`log(0, 0)`, `error: Call to function "log" failed: the function has no result for these arguments.`},
	{`log(10)`, `error: Function "log" expects 2 argument(s). Missing value for "base".`},

	{`max(12, 54, 3)`, `54`},
	{`max([12, 54, 3]...)`, `54`},
	{`max("7", 3)`, `7`},
	{`max()`, `error: Call to function "max" failed: must pass at least one number.`},
	{`max([1, 2])`, `error: Invalid value for "numbers" parameter: number required, but have tuple.`},
	{`min(12, 54, 3)`, `3`},
	{`min(-1 / 0, 3)`, `-Inf`},
	{`min()`, `error: Call to function "min" failed: must pass at least one number.`},
	{`min(1, null)`, `error: Invalid value for "numbers" parameter: argument must not be null.`},

	{`parseint("100", 10)`, `100`},
	{`parseint("FF", 16)`, `255`},
	{`parseint("-10", 16)`, `-16`},
	{`parseint("1011111011101111", 2)`, `48879`},
	{`parseint("aA", 62)`, `656`},
	{`parseint("12", 2)`, `error: Invalid value for "number" parameter: cannot parse "12" as a base 2 integer.`},
	{`parseint("1.5", 10)`, `error: Invalid value for "number" parameter: cannot parse "1.5" as a base 10 integer.`},
	{`parseint("1", 1)`, `error: Invalid value for "base" parameter: base must be a whole number between 2 and 62 inclusive.`},
	{`parseint([], 10)`, `error: Invalid value for "number" parameter: first argument must be a string, not tuple.`},

	{`pow(3, 2)`, `9`},
	{`pow(4, 0)`, `1`},
	{`pow(2, -1)`, `0.5`},
	{`pow(0, -1)`, `+Inf`},
	{`pow(-1, 0.5)`, `error: Call to function "pow" failed: the function has no result for these arguments.`},
	{`pow(1)`, `error: Function "pow" expects 2 argument(s). Missing value for "power".`},

	{`signum(-13)`, `-1`},
	{`signum(0)`, `0`},
	{`signum(344)`, `1`},
	{`signum(0.5)`, `1`},
	{`signum("a")`, `error: Invalid value for "num" parameter: a number is required.`},

	{`sum([10, 13, 6, 4.5])`, `33.5`},
	{`sum(toset([1, 1, 2]))`, `3`},
	{`sum([0.1, 0.2])`, `0.3`},
	{`sum([1 / 0, 1])`, `+Inf`},
	{`sum([1 / 0, -1 / 0])`, `error: Call to function "sum" failed: the function has no result for these arguments.`},
	{`sum([])`, `error: Invalid value for "list" parameter: expected a list of at least one number.`},
	{`sum(["1"])`, `error: Invalid value for "list" parameter: every member must be a number.`},
	{`sum([1, null])`, `error: Invalid value for "list" parameter: every member must be a number.`},
	{`sum(1)`, `error: Invalid value for "list" parameter: expected a list of at least one number.`},
}

// TestOperators applies operators to operands of all types.
func TestOperators(t *testing.T) {
	t.Parallel()
	check(t, operatorCalls)
}

var operatorCalls = []call{
	{`1 + 2 * 3 - 4 / 2`, `5`},
	{`7 % 3`, `1`},
	{`-7 % 3`, `-1`},
	{`"2" + 1`, `3`},
	{`-"3"`, `-3`},
	{`1 / 0`, `+Inf`},
	{`0 / 0`, `error: Error during operation: can't divide zero by zero or infinity by infinity.`},
	{`1 / 0 - 1 / 0`, `error: Error during operation: can't subtract infinity from itself.`},
	{`0 * (1 / 0)`, `error: Error during operation: can't multiply zero by infinity.`},
	{`(1 / 0) % 2`, `error: Error during operation: the function has no result for these arguments.`},
	{`5 % 0`, `5`},
	{`1 + null`, `error: Error during operation: argument must not be null.`},
	{`1 + "a"`, `error: Unsuitable value for right operand: a number is required.`},
	{`[] * 2`, `error: Unsuitable value for left operand: number required, but have tuple.`},
	{`-true`, `error: Unsuitable value for unary operand: number required, but have bool.`},

	{`1 < 2 && 2 <= 2 && 3 > 2 && 2 >= 2`, `true`},
	{`"b" > "a"`, `error: Unsuitable value for left operand: a number is required. | Unsuitable value for right operand: a number is required.`},
	{`1 == 1.0`, `true`},
	{`1 == "1"`, `false`},
	{`[1, "a"] == [1, "a"]`, `true`},
	{`{ a = 1 } != { a = 2 }`, `true`},
	{`null == null`, `true`},
	{`!true || false`, `false`},
	{`!"true"`, `false`},
	{`!null`, `error: Error during operation: argument must not be null.`},
	{`true && 1`, `error: Unsuitable value for right operand: bool required, but have number.`},

	{`true ? 1 : 2`, `1`},
	{`false ? 1 : "b"`, `"b"`},
	{`true ? ["a"] : []`, `list["a"]`},
	{`true ? null : "a"`, `null`},
	{`null ? 1 : 2`, `error: The condition value is null. Conditions must either be true or false.`},
	{`"yes" ? 1 : 2`, `error: The condition expression must be of type bool.`},
}
