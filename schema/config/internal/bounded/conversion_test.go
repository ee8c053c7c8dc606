package bounded_test

import (
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// TestConversion calls the functions that convert to another type.
func TestConversion(t *testing.T) {
	t.Parallel()
	check(t, conversionCalls)
}

var conversionCalls = []call{
	{`type("a")`, `"string"`},
	{`type(1)`, `"number"`},
	{`type(true)`, `"bool"`},
	{`type(null)`, `"any"`},
	{`type(tolist(["a"]))`, `"list(string)"`},
	{`type(toset([1]))`, `"set(number)"`},
	{`type(tomap({ a = [] }))`, `"map(tuple([]))"`},
	{`type([1, "a"])`, `"tuple([number,string])"`},
	{`type({ b = 1, a = null, "c d" = {} })`, `"object({a=any,b=number,\"c d\"=object({})})"`},
	{`type(csvdecode(file("agents.csv")))`, `"list(object({name=string,team=string}))" @`},
	{`type()`, `error: Function "type" expects 1 argument(s). Missing value for "value".`},

	{`tobool(true)`, `true`},
	{`tobool("false")`, `false`},
	{`tobool(null)`, `null`},
	{`tobool("no")`, `error: Invalid value for "v" parameter: cannot convert "no" to bool; only the strings "true" or "false" are allowed.`},
	{`tobool(1)`, `error: Invalid value for "v" parameter: cannot convert number to bool.`},

	{`tonumber(1.5)`, `1.5`},
	{`tonumber("-1e3")`, `-1000`},
	{`tonumber(null)`, `null`},
	{`tonumber("no")`, `error: Invalid value for "v" parameter: cannot convert "no" to number; given string must be a decimal representation of a number.`},
	{`tonumber([])`, `error: Invalid value for "v" parameter: cannot convert tuple to number.`},

	{`tostring("hello")`, `"hello"`},
	{`tostring(1.50)`, `"1.5"`},
	{`tostring(1e30)`, `"1000000000000000000000000000000"`},
	{`tostring(true)`, `"true"`},
	{`tostring(null)`, `null`},
	{`tostring([])`, `error: Invalid value for "v" parameter: cannot convert tuple to string.`},

	{`tolist(["a", "b", 3])`, `list["a", "b", "3"]`},
	{`tolist(toset(["b", "a"]))`, `list["a", "b"]`},
	{`tolist([])`, `list[]`},
	{`tolist("a")`, `error: Invalid value for "v" parameter: cannot convert string to list of any single type.`},
	{`tolist([1, []])`, `error: Invalid value for "v" parameter: cannot convert tuple to list of any single type.`},

	{`toset(["c", "b", "b"])`, `set["b", "c"]`},
	{`toset([1, "1"])`, `set["1"]`},
	{`toset([])`, `set[]`},
	{`toset({})`, `error: Invalid value for "v" parameter: cannot convert object to set of any single type.`},

	{`tomap({ a = 1, b = 2 })`, `map{a = 1, b = 2}`},
	{`tomap({ a = "foo", b = true })`, `map{a = "foo", b = "true"}`},
	{`tomap({})`, `map{}`},
	{`tomap({ a = 1, b = [] })`, `error: Invalid value for "v" parameter: cannot convert object to map of any single type.`},
	{`tomap(["a"])`, `error: Invalid value for "v" parameter: cannot convert tuple to map of any single type.`},

	{`can(1 + 1)`, `true`},
	{`can(tonumber("x"))`, `false`},
	{`can({ a = 1 }.b)`, `false`},
	{`can(no_such_function())`, `false`},
	{`can(log(-1, 2))`, `false`},
	{`try(tonumber("x"), 7)`, `7`},
	{`try({ a = 1 }.a, 2)`, `1`},
	{`try(["a"][3], null)`, `null`},
	{`try(tonumber("x"), tobool("y"))`, "error: Call to function \"try\" failed: no expression succeeded:\n- Invalid function argument (at test.hcl:1,15-16)\n  Invalid value for \"v\" parameter: cannot convert \"x\" to number; given string must be a decimal representation of a number.\n- Invalid function argument (at test.hcl:1,28-29)\n  Invalid value for \"v\" parameter: cannot convert \"y\" to bool; only the strings \"true\" or \"false\" are allowed.\n\nAt least one expression must produce a successful result."},
	{`try()`, `error: Call to function "try" failed: at least one argument is required.`},
}

// TestEncoding calls the functions that encode and decode text, such as jsondecode.
func TestEncoding(t *testing.T) {
	t.Parallel()
	check(t, encodingCalls)
}

var encodingCalls = []call{
	{`csvencode([{ name = "Ana", team = 1 }, { team = null, name = "Bo, \"B\"" }])`, `"name,team\nAna,1\n\"Bo, \"\"B\"\"\",\n"`},
	{`csvencode(tolist([{ a = "x\ny" }]))`, `"a\n\"x\ny\"\n"`},
	{`csvencode(tolist([{ a = "" }]))`, `"a\n\"\"\n"`},
	{`csvencode([])`, `""`},
	{`csvencode(toset([tomap({ a = "x" })]))`, `"a\nx\n"`},
	{`csvdecode(csvencode(csvdecode(file("agents.csv"))))[1].name`, `"bo" @`},
	{`csvdecode(csvencode([{ a = " x ", b = "1;2" }, { a = "", b = " " }]))`, `list[{a = " x ", b = "1;2"}, {a = "", b = " "}]`},
	{`csvdecode(csvencode([{ "a;b" = 1 }]))`, `list[{a;b = "1"}]`},
	{`csvencode([{ a = 1 }, { b = 1 }])`, `error: Invalid value for "rows" parameter: row 2 does not have the same columns as the first row.`},
	{`csvencode([{ a = [] }])`, `error: Invalid value for "rows" parameter: row 1, column "a": a cell must be a string, a number or a bool, not tuple.`},
	{`csvencode(["a"])`, `error: Invalid value for "rows" parameter: row 1 is not an object.`},
	{`csvencode({ a = 1 })`, `error: Invalid value for "rows" parameter: the rows must be a list of objects.`},

	{`templatestring("Hello, ${name}!", { name = "Ana" })`, `error: Variables may not be used here.`},
	{`templatestring("Hello, $${name}!", { name = "Ana" })`, `"Hello, Ana!"`},
	{`[for n in ["a", "b"] : templatestring("%%{ if n == \"a\" }x%%{ else }$${n}%%{ endif }", { n = n })]`, `["x", "b"]`},
	{`templatestring(file("hello.tpl"), { name = "Bo" })`, `"Hello, Bo!" from hello.tpl`},
	{`templatestring("$${file(\"teams/early.txt\")}", {})`, `"early\n" from teams/early.txt`},
	{`templatestring("a\n$${name}", {})`, `error: Invalid value for "vars" parameter: the template line 2 uses "name", which is not among the variables.`},
	{`templatestring("$${", {})`, `error: Invalid value for "template" parameter: the template line 1: Missing expression: Expected the start of an expression, but found the end of the file.`},
	{`templatestring("$${templatestring(t, {})}", { t = "x" })`, `error: Invalid value for "template" parameter: the template line 1: Error in function call: Call to function "templatestring" failed: a template cannot call templatestring.`},

	{`base64encode("Hello World")`, `"SGVsbG8gV29ybGQ="`},
	{`base64encode("")`, `""`},
	{`base64encode(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},
	{`base64decode("SGVsbG8gV29ybGQ=")`, `"Hello World"`},
	{`base64decode("%")`, `error: Invalid value for "str" parameter: this is not valid base64: illegal base64 data at input byte 0.`},
	{`base64decode("/w==")`, `error: Invalid value for "str" parameter: the decoded bytes are not UTF-8 text.`},

	{`jsonencode({ hello = "world", n = [1, null, true] })`, `"{\"hello\":\"world\",\"n\":[1,null,true]}"`},
	{`jsonencode("<&>")`, `"\"\\u003c\\u0026\\u003e\""`},
	{`jsonencode(null)`, `"null"`},
	{`jsonencode()`, `error: Function "jsonencode" expects 1 argument(s). Missing value for "val".`},
	{`jsondecode("{\"hello\": \"world\"}")`, `{hello = "world"}`},
	{`jsondecode("[1, [true, null]]")`, `[1, [true, null]]`},
	{`jsondecode("true")`, `true`},
	{`jsondecode("\"\\ud83d\\ude00\"")`, `"😀"`},
	{`jsondecode("")`, `error: Call to function "jsondecode" failed: EOF.`},
	{`jsondecode("{a: 1}")`, `error: Call to function "jsondecode" failed: invalid character 'a'.`},
	{`jsondecode("1 2")`, `error: Call to function "jsondecode" failed: extraneous data after JSON object.`},

	{`yamlencode({ a = "b", c = [1, "x: y"] })`, `"\"a\": \"b\"\n\"c\":\n- 1\n- \"x: y\"\n"`},
	{`yamlencode("foo\nbar")`, `"|-\n  foo\n  bar\n"`},
	{`yamlencode(null)`, `"null\n...\n"`},
	{`yamlencode()`, `error: Function "yamlencode" expects 1 argument(s). Missing value for "value".`},
	{`yamldecode("hello: world")`, `{hello = "world"}`},
	{`yamldecode("- 1\n- yes\n- ~\n- '2'")`, `[1, true, null, "2"]`},
	{`yamldecode("{a: &foo [1, 2, 3], b: *foo}")`, `{a = [1, 2, 3], b = [1, 2, 3]}`},
	{`yamldecode("a: !!float 1")`, `{a = 1}`},
	{`yamldecode("a: &x [*x]")`, `error: Call to function "yamldecode" failed: cannot refer to anchor "x" from inside its own definition.`},
	{`yamldecode("a: [")`, `error: Call to function "yamldecode" failed: on line 1, column 1: did not find expected node content.`},
	{`yamldecode("a: b: c")`, `error: Call to function "yamldecode" failed: mapping values are not allowed in this context.`},

	{`csvdecode("a,b,c\n1,2,3\n4,5,6\n")`, `list[{a = "1", b = "2", c = "3"}, {a = "4", b = "5", c = "6"}]`},
	{`csvdecode("a\n")`, `list[]`},
	{`csvdecode("a, b \n1, 2 ")`, `list[{a = "1", b = "2"}]`},
	{`csvdecode("a,b\n1,\" 2 \"")`, `list[{a = "1", b = " 2 "}]`},
	{`csvdecode("a;b\n1;2,5", { delimiter = ";" })`, `list[{a = "1", b = "2,5"}]`},
	{`csvdecode("a\tb\n1\t2", { delimiter = "\t" })`, `list[{a = "1", b = "2"}]`},
	{`csvdecode("a,b\n1,2", {})`, `list[{a = "1", b = "2"}]`},
	{`csvdecode("sep=;\na;b\n1;2")`, `list[{a = "1", b = "2"}]`},
	{`csvdecode("a;b\n1;2")`, `error: The cells of the text are separated by semicolons, not commas: write csvdecode(…, { delimiter = ";" }).`},
	{`csvdecode("a,b\n1,2", { delimiter = ";" })`, `error: The cells of the text are separated by commas, not semicolons: write csvdecode(…).`},
	{`csvdecode("a\tb\n1\t2")`, `error: The cells of the text are separated by tabs, not commas: write csvdecode(…, { delimiter = "\t" }).`},
	{`csvdecode("a", { delimiter = "~" })`, `error: Invalid value for "options" parameter: delimiter must be ",", ";", "|" or a tab, which is written "\t".`},
	{`csvdecode("a", { delimiter = 1 })`, `error: Invalid value for "options" parameter: csvdecode takes a text, and options such as { delimiter = ";" }.`},
	{`csvdecode("a", { separator = ";" })`, `error: Invalid value for "options" parameter: csvdecode has no option "separator". Its only option is delimiter.`},
	{`csvdecode("a", ";")`, `error: Invalid value for "options" parameter: csvdecode takes a text, and options such as { delimiter = ";" }.`},
	{`csvdecode("a", null)`, `error: Invalid value for "options" parameter: argument must not be null.`},
	{`csvdecode("a,b\n\"x, y\",\"\"\"z\"\"\"")`, `list[{a = "x, y", b = "\"z\""}]`},
	{`csvdecode("\ufeffa\r\n1\r\n\r\n2")`, `list[{a = "1"}, {a = "2"}]`},
	{`csvdecode("")`, `error: There is nothing in the text: its first line must name the columns.`},
	{`csvdecode("a,\n1,2")`, `error: Line 2 of the text has a value in column 2, but its first line has no name for this column.`},
	{`csvdecode("a,b,a")`, `error: Columns 1 and 3 of the text are both named "a".`},
	{`csvdecode("a,b\n1")`, `error: Line 2 of the text has 1 cell, but its first line names 2 columns: there is no cell for "b".`},
	{`csvdecode("a\n\"1")`, `error: Line 2 of the text has a quote (") that is not closed, or text after a closing one. Write "" for a quote inside a cell in quotes.`},
	{`csvdecode("a\nx\"y")`, `error: Line 2 of the text has a quote (") in a cell that does not begin with one. Put the cell in quotes, and write "" for the quote inside.`},
	{`csvdecode(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},
}

// TestDigest calls the functions that return a digest in hexadecimal.
func TestDigest(t *testing.T) {
	t.Parallel()
	check(t, digestCalls)
}

var digestCalls = []call{
	{`md5("hello world")`, `"5eb63bbbe01eeed093cb22bb8f5acdc3"`},
	{`md5("")`, `"d41d8cd98f00b204e9800998ecf8427e"`},
	{`md5(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},
	{`sha1("hello world")`, `"2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"`},
	{`sha1(1)`, `"356a192b7913b04c54574d18c28d46e6395428ab"`},
	{`sha1([])`, `error: Invalid value for "str" parameter: string required, but have tuple.`},
	{`sha256("hello world")`, `"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"`},
	{`sha256(true)`, `"b5bea41b6c623f7c09f1bf24dcae58ebab3c0cdd90ad966bc43a45b44867e12b"`},
	{`sha256({})`, `error: Invalid value for "str" parameter: string required, but have object.`},
	{`sha512("hello world")`, `"309ecc489c12d6eb4cc40f50c902f2b4d0ed77ee511a7c7a9bcd3ca86d4cd86f989dd35bc5ff499670da34255b45b0cfd830e81f605dcf7dc5542e93ae9cd76f"`},
	{`sha512()`, `error: Function "sha512" expects 1 argument(s). Missing value for "str".`},
}

// TestExpressions evaluates the parts of the language that are not functions.
func TestExpressions(t *testing.T) {
	t.Parallel()
	team := map[string]cty.Value{"team": cty.ObjectVal(map[string]cty.Value{
		"name":    cty.StringVal("Early"),
		"members": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal("Ana")}), cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal("Bo")})}),
	})}
	for _, c := range []call{
		{`team.name`, `"Early"`},
		{`team["name"]`, `"Early"`},
		{`team.members[0].name`, `"Ana"`},
		{`team.members[*].name`, `list["Ana", "Bo"]`},
		{`team.members.*.name`, `list["Ana", "Bo"]`},
		{`team.name[*]`, `["Early"]`},
		{`null[*]`, `[]`},
		{`[for m in team.members : upper(m.name)]`, `["ANA", "BO"]`},
		{`[for i, m in team.members : i if m.name != "Ana"]`, `[1]`},
		{`{ for m in team.members : m.name => 1 }`, `{Ana = 1, Bo = 1}`},
		{`{ for m in team.members : "all" => m.name... }`, `{all = ["Ana", "Bo"]}`},
		{`"${team.name} team"`, `"Early team"`},
		{`"%{ for m in team.members }${m.name};%{ endfor }"`, `"Ana;Bo;"`},
		{`"%{ if length(team.members) > 1 }many%{ else }few%{ endif }"`, `"many"`},
		{`"$${x} %%{y}"`, `"${x} %{y}"`},
		{`"${["a"]}"`, `["a"]`},
		{`(team).name`, `"Early"`},
		{`{ (team.name) = 1, b : 2 }`, `{Early = 1, b = 2}`},
		{`"${null}"`, `null`},

		{`team.nme`, `error: This object does not have an attribute named "nme".`},
		{`team.members[2]`, `error: The given key does not identify an element in this collection value: the given index is greater than or equal to the length of the collection.`},
		{`{ for m in team.members : "all" => 1 }`, `error: The items 1 and 2 have the same key, "all". Each key can be used only once. To collect all values of a key in a list, write an ellipsis (...) after the value.`},
		{`[for x in 5 : x]`, `error: A value of type number cannot be used as the collection in a 'for' expression.`},
		{`"a${[]}"`, `error: Cannot include the given value in a string template: string required, but have tuple.`},
		{`"a${null}"`, `error: The expression result is null. Cannot include a null value in a string template.`},
		{`lenght("a")`, `error: There is no function named "lenght". Did you mean "length"?`},
		{`upper("a", "b")`, `error: Function "upper" expects only 1 argument(s).`},
		{`upper("a"...)`, `error: The expanding argument (indicated by ...) must be of a tuple, list, or set type.`},
		{`max(null...)`, `error: The expanding argument (indicated by ...) must not be null.`},
		{`1 +`, `error: Expected the start of an expression, but found the end of the file.`},
	} {
		if got := outcome(c.expr, team); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.expr, got, c.want)
		}
	}
}
