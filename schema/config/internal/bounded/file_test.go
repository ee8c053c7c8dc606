package bounded_test

import "testing"

// TestFiles calls the functions that read files.
func TestFiles(t *testing.T) {
	t.Parallel()
	check(t, fileCalls)
}

var fileCalls = []call{
	{`file("teams/early.txt")`, `"early\n" from teams/early.txt`},
	{`file("teams/../teams/early.txt")`, `"early\n" from teams/early.txt`},
	{`file("teams/late.txt")`, `error: Cannot read "teams/late.txt": no such file.`},
	{`file("teams")`, `error: Cannot read "teams": it is a folder.`},
	{`file("../secret")`, `error: "../secret" is outside the root folder.`},
	{`file("/etc/passwd")`, `error: "/etc/passwd": paths must be relative to the file that names them, with forward slashes.`},
	{`file("teams\\early.txt")`, `error: "teams\\early.txt": paths must be relative to the file that names them, with forward slashes.`},
	{`file("")`, `error: Cannot read "": it is a folder.`},
	{`file(null)`, `error: Invalid value for "path" parameter: argument must not be null.`},

	{`fileexists("agents.csv")`, `true`},
	{`fileexists("agents.tsv")`, `false`},
	{`fileexists("teams")`, `false`},
	{`fileexists("../agents.csv")`, `error: Invalid value for "path" parameter: "../agents.csv" is outside the root folder.`},

	{`fileset("teams", "*.txt")`, `set["early.txt"]`},
	{`fileset("teams", "**/*.csv")`, `set["uk/a.csv", "uk/b.csv"]`},
	{`fileset(".", "teams/uk/?.csv")`, `set["teams/uk/a.csv", "teams/uk/b.csv"]`},
	{`fileset(".", "*.nothing")`, `set[]`},
	{`fileset("teams", "../*")`, `error: Invalid value for "pattern" parameter: a pattern cannot contain "..".`},
	{`fileset("..", "*")`, `error: Invalid value for "path" parameter: ".." is outside the root folder.`},
	{`fileset("teams", "[")`, `error: Invalid value for "pattern" parameter: "[" is not a valid pattern.`},
	{`fileset("nowhere", "*")`, `error: Invalid value for "pattern" parameter: no such file.`},

	{`templatefile("hello.tpl", { name = "Ana" })`, `"Hello, Ana!"`},
	{`templatefile("list.tpl", { names = ["a", "b"] })`, `"- a\n- b\n"`},
	{`templatefile("teams/include.tpl", {})`, `"early\n" from teams/early.txt`},
	{`templatefile("hello.tpl", tomap({ name = "Ana" }))`, `"Hello, Ana!"`},
	{`templatefile("hello.tpl", { name = ["a"] })`, `error: Invalid value for "path" parameter: hello.tpl line 1: Invalid template interpolation value: Cannot include the given value in a string template: string required, but have tuple.`},
	{`templatefile("hello.tpl", {})`, `error: Invalid value for "vars" parameter: hello.tpl line 1 uses "name", which is not among the variables.`},
	{`templatefile("hello.tpl", "Ana")`, `error: Invalid value for "vars" parameter: the variables must be an object.`},
	{`templatefile("nowhere.tpl", {})`, `error: Cannot read "nowhere.tpl": no such file.`},
	{`templatefile("broken.tpl", {})`, `error: Invalid value for "path" parameter: broken.tpl line 1: Missing expression: Expected the start of an expression, but found the end of the file.`},
	{`templatefile("again.tpl", {})`, `error: Invalid value for "path" parameter: again.tpl line 1: Error in function call: Call to function "templatefile" failed: a template cannot call templatefile.`},
}

// TestFolders checks that paths are relative to the folder of the expression's file.
func TestFolders(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ folder, expr, want string }{
		{"teams", `file("early.txt")`, `"early\n" from teams/early.txt`},
		{"teams", `file("../hello.tpl")`, `"Hello, ${name}!" from hello.tpl`},
		{"teams/uk", `fileset("..", "*.txt")`, `set["early.txt"]`},
		{"teams/uk", `fileexists("a.csv")`, `true`},
		{"teams/uk", `templatefile("../include.tpl", {})`, `"early\n" from teams/early.txt`},
		{"teams", `file("../../x")`, `error: "../../x" is outside the root folder.`},
	} {
		if got := outcomeIn(test.folder, test.expr, nil); got != test.want {
			t.Errorf("%s in %s\n got %s\nwant %s", test.expr, test.folder, got, test.want)
		}
	}
}
