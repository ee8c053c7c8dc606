package bounded_test

import "testing"

// TestText calls the functions of text.
func TestText(t *testing.T) {
	t.Parallel()
	check(t, textCalls)
}

var textCalls = []call{
	{`basename("uk/london/people.csv")`, `"people.csv"`},
	{`basename("people.csv")`, `"people.csv"`},
	{`basename("")`, `"."`},
	{`basename(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},
	{`dirname("uk/london/people.csv")`, `"uk/london"`},
	{`dirname("people.csv")`, `"."`},
	{`dirname([])`, `error: Invalid value for "str" parameter: string required, but have tuple.`},

	{`chomp("hello")`, `"hello"`},
	{`chomp("hello\n")`, `"hello"`},
	{`chomp("hello\r\n")`, `"hello"`},
	{`chomp("hello\n\n")`, `"hello"`},
	{`chomp("\nhello ")`, `"\nhello "`},
	{`chomp(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},
	{`chomp(["a"])`, `error: Invalid value for "str" parameter: string required, but have tuple.`},

	{`endswith("hello world", "world")`, `true`},
	{`endswith("hello world", "hello")`, `false`},
	{`endswith("hello", "")`, `true`},
	{`endswith("a", "aa")`, `false`},
	{`endswith("a")`, `error: Function "endswith" expects 2 argument(s). Missing value for "suffix".`},

	{`format("Hello, %s!", "Ander")`, `"Hello, Ander!"`},
	{`format("There are %d lights", 4)`, `"There are 4 lights"`},
	{`format("%5.2f|%-6s|%06d", 3.14159, "ab", 42)`, `" 3.14|ab    |000042"`},
	{`format("%[2]s %[1]s", "a", "b")`, `"b a"`},
	{`format("%v %v %v", "a", true, 1.5)`, `"a true 1.5"`},
	{`format("%#v %q", [1, "a"], "x\"y")`, `"[1,\"a\"] \"x\\\"y\""`},
	{`format("%x %X %o %b %e %t", 255, 255, 8, 5, 1500, true)`, `"ff FF 10 101 1.500000e+03 true"`},
	{`format("100%%")`, `"100%"`},
	{`format("plain")`, `"plain"`},
	{`format("%v", null)`, `"null"`},
	{`format("%s")`, `error: Call to function "format" failed: not enough arguments for "%s" at 0: need index 1 but have 0 total.`},
	{`format("%d", "many")`, `error: Call to function "format" failed: unsupported value for "%d" at 0: a number is required.`},
	{`format("%z", 1)`, `error: Call to function "format" failed: unsupported format verb 'z' in "%z" at offset 0.`},
	{`format("a", "b")`, `error: Invalid value for "args" parameter: too many arguments; no verbs in format string.`},

	{`formatlist("Hello, %s!", ["Valentina", "Ander", "Olivia"])`, `list["Hello, Valentina!", "Hello, Ander!", "Hello, Olivia!"]`},
	{`formatlist("%s, %s!", "Salutations", ["Valentina", "Ander"])`, `list["Salutations, Valentina!", "Salutations, Ander!"]`},
	{`formatlist("%s%s", ["a", "b"], ["1", "2"])`, `list["a1", "b2"]`},
	{`formatlist("%s", [])`, `list[]`},
	{`formatlist("%s%s", ["a", "b"], ["1"])`, `error: Invalid value for "args" parameter: argument 2 has length 1, which is inconsistent with argument 1 of length 2.`},

	{`indent(2, "a\nb\nc")`, `"a\n  b\n  c"`},
	{`indent(0, "a\nb")`, `"a\nb"`},
	{`indent(2, "")`, `""`},
	{`indent(-1, "a\nb")`, `error: Call to function "indent" failed: the function has no result for these arguments.`},
	{`indent(1.5, "a\nb")`, `error: Call to function "indent" failed: value must be a whole number, between -9223372036854775808 and 9223372036854775807.`},

	{`join("-", ["foo", "bar", "baz"])`, `"foo-bar-baz"`},
	{`join(", ", ["foo"])`, `"foo"`},
	{`join(", ", [])`, `""`},
	{`join("", ["a"], ["b", "c"])`, `"abc"`},
	{`join("-", [1, true])`, `"1-true"`},
	{`join("-", ["a", null])`, `error: Invalid value for "lists" parameter: element 1 is null; cannot concatenate null values.`},
	{`join("-", "a")`, `error: Invalid value for "lists" parameter: list of string required, but have string.`},

	{`lower("HELLO")`, `"hello"`},
	{`lower("АЛЛО!")`, `"алло!"`},
	{`upper("hello")`, `"HELLO"`},
	{`upper("алло!")`, `"АЛЛО!"`},
	{`upper("straße")`, `"STRAßE"`},
	{`title("hello world")`, `"Hello World"`},
	{`title("")`, `""`},
	{`lower(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},
	{`urlencode("a b&c=ü/")`, `"a+b%26c%3D%C3%BC%2F"`},
	{`urlencode("")`, `""`},
	{`urlencode({})`, `error: Invalid value for "str" parameter: string required, but have object.`},
	{`upper([])`, `error: Invalid value for "str" parameter: string required, but have tuple.`},
	{`title({})`, `error: Invalid value for "str" parameter: string required, but have object.`},

	{`regex("[a-z]+", "53453453.345345aaabbbccc23454")`, `"aaabbbccc"`},
	{`regex("(\\d\\d\\d\\d)-(\\d\\d)-(\\d\\d)", "2019-02-01")`, `["2019", "02", "01"]`},
	{`regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://example.com/x")`, `{authority = "example.com", scheme = "https"}`},
	{`regex("(a)|(b)", "b")`, `[null, "b"]`},
	{`regex("[a-z]+", "123")`, `error: Call to function "regex" failed: pattern did not match any part of the given string.`},
	{`regex("(", "x")`, `error: Invalid value for "pattern" parameter: invalid regexp pattern: missing closing ) in (.`},
	{`regex("(?P<a>.)(.)", "xy")`, `error: Invalid value for "pattern" parameter: invalid regexp pattern: cannot mix both named and unnamed capture groups.`},

	{`regexall("[a-z]+", "1234abcd5678efgh9")`, `list["abcd", "efgh"]`},
	{`regexall("(a)(b?)", "aba")`, `list[["a", "b"], ["a", ""]]`},
	{`regexall("[a-z]+", "123456789")`, `list[]`},
	{`length(regexall("[a-z]+", "1234abcd5678efgh9"))`, `2`},
	{`regexall("[", "x")`, `error: Invalid value for "pattern" parameter: invalid regexp pattern: missing closing ] in [.`},

	{`replace("1 + 2 + 3", "+", "-")`, `"1 - 2 - 3"`},
	{`replace("hello world", "/w.*d/", "everybody")`, `"hello everybody"`},
	{`replace("a-b", "/(\\w)-(\\w)/", "$2-$1")`, `"b-a"`},
	{`replace("a/b", "/", "-")`, `"a-b"`},
	{`replace("abc", "", "-")`, `"-a-b-c-"`},
	{`replace("a", "x", "y")`, `"a"`},
	{`replace("a", "/(/", "b")`, "error: Invalid value for \"substr\" parameter: this is not a regular expression: error parsing regexp: missing closing ): `(`."},

	{`slug("Contact Centre (UK)")`, `"contact-centre-uk"`},
	{`slug("Ångström & Žižek")`, `"angstrom-zizek"`},
	{`slug("Łódź, Straße, Æsir")`, `"lodz-strasse-aesir"`},
	{`slug("  Don't  ")`, `"dont"`},
	{`slug("日本")`, `""`},
	{`slug("")`, `""`},
	{`slug(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},

	{`split(",", "foo,bar,baz")`, `list["foo", "bar", "baz"]`},
	{`split(",", "foo")`, `list["foo"]`},
	{`split(",", "")`, `list[""]`},
	{`split("", "añb")`, `list["a", "ñ", "b"]`},
	{`split(",", null)`, `error: Invalid value for "str" parameter: argument must not be null.`},

	{`startswith("hello world", "hello")`, `true`},
	{`startswith("hello world", "world")`, `false`},
	{`startswith("", "a")`, `false`},
	{`startswith("a", null)`, `error: Invalid value for "prefix" parameter: argument must not be null.`},
	{`strcontains("hello world", "wor")`, `true`},
	{`strcontains("hello world", "wod")`, `false`},
	{`strcontains("hello", "")`, `true`},
	{`strcontains(1)`, `error: Function "strcontains" expects 2 argument(s). Missing value for "substr".`},

	{`strrev("hello")`, `"olleh"`},
	{`strrev("a☃")`, `"☃a"`},
	{`strrev("e\u0301x")`, `"xé"`},
	{`strrev(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},

	{`substr("hello world", 1, 4)`, `"ello"`},
	{`substr("🤔🤷", 0, 1)`, `"🤔"`},
	{`substr("hello world", -5, -1)`, `"world"`},
	{`substr("hello", 2, -1)`, `"llo"`},
	{`substr("hello", 3, 99)`, `"lo"`},
	{`substr("hello", 99, 1)`, `""`},
	{`substr("hello", 1, 0)`, `""`},
	{`substr("hello", 0.5, 1)`, `error: Call to function "substr" failed: value must be a whole number, between -9223372036854775808 and 9223372036854775807.`},

	{`trim("?!hello?!", "!?")`, `"hello"`},
	{`trim("foobar", "far")`, `"oob"`},
	{`trim("   hello! world.!  ", "! ")`, `"hello! world."`},
	{`trim("a")`, `error: Function "trim" expects 2 argument(s). Missing value for "cutset".`},
	{`trimprefix("helloworld", "hello")`, `"world"`},
	{`trimprefix("helloworld", "cat")`, `"helloworld"`},
	{`trimprefix("--hello", "-")`, `"-hello"`},
	{`trimprefix(null, "a")`, `error: Invalid value for "str" parameter: argument must not be null.`},
	{`trimsuffix("helloworld", "world")`, `"hello"`},
	{`trimsuffix("hello--", "-")`, `"hello-"`},
	{`trimsuffix("a", [])`, `error: Invalid value for "suffix" parameter: string required, but have tuple.`},
	{`trimspace("  hello\n\n")`, `"hello"`},
	{`trimspace("\t\u00a0a b\u2003")`, `"a b"`},
	{`trimspace(null)`, `error: Invalid value for "str" parameter: argument must not be null.`},
}

// TestGivenTimes calls the functions of times. They take written times; there is no clock.
func TestGivenTimes(t *testing.T) {
	t.Parallel()
	check(t, timeCalls)
}

var timeCalls = []call{
	{`formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")`, `"02 Jan 2018 23:12 UTC"`},
	{`formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")`, `"Tuesday, 02-Jan-18 23:12:01 UTC"`},
	{`formatdate("EEE, DD MMM YYYY hh:mm:ss ZZZ", "2018-01-02T23:12:01-08:00")`, `"Tue, 02 Jan 2018 23:12:01 -0800"`},
	{`formatdate("h'h'mm AA", "2018-01-02T23:12:01Z")`, `"23h12 PM"`},
	{`formatdate("YYYY", "2018-01-02")`, `error: Invalid value for "time" parameter: not a valid RFC3339 timestamp: missing required time introducer 'T'.`},
	{`formatdate("YYYYYY", "2018-01-02T23:12:01Z")`, `error: Invalid value for "format" parameter: invalid date format verb "YYYYYY": year must either be "YY" or "YYYY".`},
	{`timeadd("2017-11-22T00:00:00Z", "10m")`, `"2017-11-22T00:10:00Z"`},
	{`timeadd("2017-11-22T00:00:00Z", "-1h30m")`, `"2017-11-21T22:30:00Z"`},
	{`timeadd("2017-11-22T00:00:00Z", "1 day")`, `error: Call to function "timeadd" failed: time: unknown unit " day" in duration "1 day".`},
	{`timeadd("soon", "10m")`, `error: Call to function "timeadd" failed: not a valid RFC3339 timestamp: cannot use "soon" as year.`},
}
