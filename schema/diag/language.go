package diag

// Syntax, blocks, expressions and files.
var (
	invalidSyntax = define(Entry{
		Code: "CW1001", Summary: "Invalid syntax",
		Cause:   "The file is not well-formed HCL. The summary is the parser's own: a bracket, quote or equals sign is missing, or something stands where it cannot.",
		Fix:     "Look at the marked place and just before it. `callwright fmt` shows the first such place of each file.",
		Example: "queue \"sales\" {\n  name = \"Sales\n}\n",
	})
	invalidExpression = define(Entry{
		Code: "CW1002", Summary: "Invalid expression",
		Cause:   "The expression is well-formed, but has no value: its parts are of the wrong type, null, or not there.",
		Fix:     "Look at the values that the marked expression works with. tostring, tonumber, toset and lookup convert and choose; try(…, default) gives a value where one may be missing.",
		Example: "locals {\n  total = \"many\" + 1\n}\n",
	})
	FailedCall = define(Entry{
		Code: "CW1003", Summary: "Error in function call",
		Cause:   "A function does not exist, takes other arguments, or cannot work with those that it got.",
		Fix:     "Compare the call with docs/language.md, which lists the functions.",
		Example: "locals {\n  name = uppper(\"sales\")\n}\n",
	})
	UnreadableCSV = define(Entry{
		Code: "CW1004", Summary: "Unreadable CSV",
		Cause:   "csvdecode got a text that is no table: a row has more or fewer cells than the first line names, a quote is not closed, or two columns have one name.",
		Fix:     "Mend the named line of the file. A cell with a comma, a quote or a line break stands in quotes; a quote in it is doubled.",
		Example: "user \"agents\" {\n  for_each = { for r in csvdecode(file(\"agents.csv\")) : r.username => r }\n}\n-- agents.csv --\nusername,team\nana\n",
	})
	NestedTooDeeply = define(Entry{
		Code: "CW1005", Summary: "Nested too deeply",
		Cause: "Brackets or blocks of the file nest more than 200 deep, which no reader follows and the parser could not survive.",
		Fix:   "Give the inner parts names in a locals block.",
		Example: `Error[CW1005]: Nested too deeply

  on main.hcl line 3:
  3: a = [[[[[[[[[[[[[[[[[[[[[[[[…
                                 ^
  Brackets and templates may stand 200 deep inside one another, with at most 2000 operators around them.
`,
	})
	TooLargeToEvaluate = define(Entry{
		Code: "CW1006", Summary: "Configuration too large to evaluate",
		Cause:   "Evaluating the configuration would take more memory or time than any contact centre needs. Most often for-expressions stand inside one another over the same users.",
		Fix:     "Build a map once in locals, keyed by what is looked for, and use lookup instead of an inner for-expression.",
		Example: "locals {\n  all = setproduct(range(1000), range(1000), range(1000))\n}\n",
	})
	ReferencesTooDeep = define(Entry{
		Code: "CW1007", Summary: "References nest too deeply",
		Cause: "A value needs another, that needs another, more than a thousand times.",
		Fix:   "Shorten the chain of locals.",
		Example: `Error[CW1007]: References nest too deeply

  on main.hcl line 1007, in locals:
  1007:   a1000 = local.a1001
                  ^^^^^^^^^^^
  local.a1001 is reached through 1000 others; at most 1000 are allowed.
`,
	})
	NoConfigurationFiles = define(Entry{
		Code: "CW1008", Summary: "No configuration files",
		Cause:   "The folder has no file whose name ends in .hcl. Files that end in .vars.hcl hold values of variables and do not count.",
		Fix:     "Start callwright in the folder of the configuration, or name it with -C. `callwright init` writes a first one.",
		Example: "-- notes.txt --\nnothing\n",
	})
	UnreadableFolder = define(Entry{
		Code: "CW1009", Summary: "Unreadable folder",
		Cause: "The system did not let callwright list a folder.",
		Fix:   "Look at the folder's permissions.",
		Example: `Error[CW1009]: Unreadable folder

  The folder of the configuration cannot be read: reading it is not permitted.
`,
	})
	UnreadableFile = define(Entry{
		Code: "CW1010", Summary: "Unreadable file",
		Cause:   "A file is not there, is larger than is read, leads outside the configuration's root folder, or the system does not let callwright read it.",
		Fix:     "Look at the path, which is relative to the file that names it. --root DIR lets files be read from a folder above.",
		Example: "locals {\n  rows = csvdecode(file(\"agnets.csv\"))\n}\n",
	})
	AttributeOutsideBlock = define(Entry{
		Code: "CW1011", Summary: "Attribute outside a block",
		Cause:   "A file holds blocks. An attribute alone belongs to nothing.",
		Fix:     "Put values that several blocks use into a locals block.",
		Example: "region = \"eu-west-2\"\n",
	})
	AttributeAsBlock = define(Entry{
		Code: "CW1012", Summary: "Attribute written as a block",
		Cause:   "What is written with braces alone is an attribute of the object: it takes an equals sign.",
		Fix:     "Put = between the name and the brace.",
		Example: "routing_profile \"p\" {\n  channels {\n    voice = 1\n  }\n}\n",
	})
	DuplicateBlock = define(Entry{
		Code: "CW1013", Summary: "Block stands twice",
		Cause:   "There may be one such block, and there are two; all files of the folder are one configuration.",
		Fix:     "Merge the two, or give one of them another label.",
		Example: "queue \"sales\" {}\nqueue \"sales\" {}\n",
	})
	UnsupportedBlock = define(Entry{
		Code: "CW1014", Summary: "Unsupported block", OfName: true,
		Cause:   "There is no block of that name in that place.",
		Fix:     "Compare the name with docs/kinds.md. Nested things of objects are attributes; only lifecycle and validation are blocks inside a block.",
		Example: "qeue \"sales\" {}\n",
	})
	UnexpectedBlock = define(Entry{
		Code: "CW1015", Summary: "Unexpected block",
		Cause: "A file of variable values holds a block. It may hold values alone.",
		Fix:   "Move the block to a file whose name does not end in .vars.hcl.",
		Example: `Error[CW1015]: Unexpected block

  on prod.vars.hcl line 1:
  1: queue "sales" {
     ^^^^^
  A file of variable values has lines of the form name = value.
`,
	})
	UnexpectedLabel = define(Entry{
		Code: "CW1016", Summary: "Unexpected label",
		Cause:   "The block has no label, or not as many.",
		Fix:     "Write the block as the message shows.",
		Example: "locals \"mine\" {}\n",
	})
	MissingLabel = define(Entry{
		Code: "CW1017", Summary: "Missing label",
		Cause:   "The block's address needs a label.",
		Fix:     "Write one in quotes after the block's name: queue \"sales\" { … }.",
		Example: "queue {\n  name = \"Sales\"\n}\n",
	})
	InvalidLabel = define(Entry{
		Code: "CW1018", Summary: "Invalid label",
		Cause:   "Labels are part of addresses, so they are identifiers: letters, digits, hyphens and underscores, and no digit first.",
		Fix:     "Choose such a label, and write what people are to see as the name attribute.",
		Example: "queue \"Sales & more\" {}\n",
	})
	InvalidVariableName = define(Entry{
		Code: "CW1019", Summary: "Wrong label",
		Cause:   "The label of a variable is the name that expressions use, and this one cannot be used so.",
		Fix:     "Use letters, digits and underscores, beginning with a letter.",
		Example: "variable \"in stance\" {}\n",
	})
	WrongLabelCount = define(Entry{
		Code: "CW1020", Summary: "Wrong number of labels",
		Cause:   "The callwright block has no label, and a provider block has one.",
		Fix:     "Write the block as the message shows.",
		Example: "provider {}\n",
	})
	UnsupportedAttribute = define(Entry{
		Code: "CW1021", Summary: "Unsupported attribute", OfName: true,
		Cause:   "There is no attribute of that name there. callwright refuses what it does not know rather than ignore it.",
		Fix:     "Compare the name with docs/kinds.md, or with the members that the message lists.",
		Example: "queue \"sales\" {\n  hours_of_operaton = \"Basic Hours\"\n}\n",
	})
	NumberOutOfRange = define(Entry{
		Code: "CW1022", Summary: "Number out of range",
		Cause:   "A number in the file is larger or longer than any setting.",
		Fix:     "Write the number that is meant.",
		Example: "locals {\n  n = 1e99999\n}\n",
	})
	UnexpectedForEach = define(Entry{
		Code: "CW1023", Summary: "Unexpected for_each",
		Cause:   "The kind exists once in an instance, so there is nothing to repeat.",
		Fix:     "Leave for_each out.",
		Example: "hierarchy {\n  for_each = { a = 1 }\n}\n",
	})
	UnexpectedEach = define(Entry{
		Code: "CW1024", Summary: "Unexpected each",
		Cause:   "each.key and each.value are what a block's for_each goes over; here is no for_each.",
		Fix:     "Add for_each to the block, or write the value itself.",
		Example: "queue \"sales\" {\n  name = each.key\n}\n",
	})
	ForEachOverList = define(Entry{
		Code: "CW1025", Summary: "for_each over a list",
		Cause:   "Members of a list have positions and no keys. One that is put in before others would change their addresses.",
		Fix:     "Key them: { for x in LIST : x.username => x }, or toset(LIST) for a list of different strings.",
		Example: "queue \"q\" {\n  for_each = [\"Sales\", \"Billing\"]\n}\n",
	})
	InvalidForEach = define(Entry{
		Code: "CW1026", Summary: "Invalid for_each",
		Cause:   "for_each takes a map, or a set of strings.",
		Fix:     "Write a map: { for x in … : KEY => x }.",
		Example: "queue \"q\" {\n  for_each = 3\n}\n",
	})
	NullForEach = define(Entry{
		Code: "CW1027", Summary: "Null for_each",
		Cause:   "for_each is null, and null says nothing about how many objects there are.",
		Fix:     "For no objects write {}.",
		Example: "queue \"q\" {\n  for_each = null\n}\n",
	})
	NullKey = define(Entry{
		Code: "CW1028", Summary: "Null key",
		Cause:   "A member of the set that for_each goes over is null.",
		Fix:     "Write toset([for x in … : x if x != null]), which leaves it out.",
		Example: "queue \"q\" {\n  for_each = toset([\"Sales\", null])\n}\n",
	})
	InvalidKey = define(Entry{
		Code: "CW1029", Summary: "Invalid key",
		Cause:   "What stands in brackets after a block with for_each is not one of its keys' type: keys are strings.",
		Fix:     "Write the key in quotes.",
		Example: "queue \"q\" {\n  for_each = { a = 1 }\n}\nrouting_profile \"p\" {\n  default_outbound_queue = queue.q[3]\n}\n",
	})
	LiteralRequired = define(Entry{
		Code: "CW1030", Summary: "Value is not literal",
		Cause:   "This value decides what may be deleted, or is needed before anything is worked out, so a reviewer has to see it in the file as it is.",
		Fix:     "Write the value itself, without variables and functions.",
		Example: "queue \"q\" {\n  lifecycle {\n    prevent_destroy = var.protect\n  }\n}\nvariable \"protect\" {\n  default = true\n}\n",
	})
	UnknownColumn = define(Entry{
		Code: "CW1031", Summary: "No such column",
		Cause:   "The first line of the CSV file does not name the column.",
		Fix:     "Compare the name with the columns that the message lists.",
		Example: "user \"agents\" {\n  for_each   = { for r in csvdecode(file(\"agents.csv\")) : r.username => r }\n  first_name = each.value.frist_name\n}\n-- agents.csv --\nusername,first_name\nana,Ana\n",
	})
	ReferenceCycle = define(Entry{
		Code: "CW1032", Summary: "Cycle",
		Cause:   "A value needs itself, by way of the others that the message lists.",
		Fix:     "Break the circle: write one of the values without the others.",
		Example: "locals {\n  a = local.b\n  b = local.a\n}\n",
	})
	SensitiveValue = define(Entry{
		Code: "CW1033", Summary: "Sensitive value",
		Cause:   "Plans, logs and tags show the attributes of objects, so a sensitive variable may go into provider blocks alone.",
		Fix:     "Use another variable, or take sensitive = true off this one if it is no secret.",
		Example: "variable \"secret\" {\n  sensitive = true\n  default   = \"x\"\n}\nqueue \"q\" {\n  description = var.secret\n}\n",
	})
	EvaluationStopped = define(Entry{
		Code: "CW1034", Summary: "Evaluation was stopped",
		Cause: "A signal, or the end of --timeout, came while callwright evaluated the configuration.",
		Fix:   "Run the command again. If the evaluation takes long, look at the expression that is named.",
		Example: `Error[CW1034]: Evaluation was stopped

  on main.hcl line 2, in locals:
  2:   all = [for u in local.users : [for v in local.users : u == v]]
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  The evaluation was stopped at this expression.
`,
	})
)
