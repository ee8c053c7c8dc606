package diag

// Syntax, blocks, expressions and files.
var (
	invalidSyntax = define(Entry{
		Code: "CW1001", Summary: "Invalid syntax",
		Cause:   "The file is not valid HCL. The summary comes from the parser: a bracket, quote or equals sign is missing, or something is in the wrong place.",
		Fix:     "Look at the marked place and just before it. `callwright fmt` shows the first such place in each file.",
		Example: "queue \"sales\" {\n  name = \"Sales\n}\n",
	})
	CurlyQuotes        = invalidSyntax.saying("Curly quotes")
	SingleQuotes       = invalidSyntax.saying("Single quotes")
	EqualsSignExpected = invalidSyntax.saying("Equals sign expected")
	UnclosedBlock      = invalidSyntax.saying("Block is not closed")
	invalidExpression  = define(Entry{
		Code: "CW1002", Summary: "Invalid expression",
		Cause:   "The syntax is right, but the expression has no value: a part of it is missing, is null, or has the wrong type.",
		Fix:     "Check the values that the marked expression uses. tostring, tonumber and toset convert values; lookup and try(…, default) supply one that may be missing.",
		Example: "locals {\n  total = \"many\" + 1\n}\n",
	})
	FailedCall = define(Entry{
		Code: "CW1003", Summary: "Error in function call",
		Cause:   "The function does not exist, takes different arguments, or cannot work with these arguments.",
		Fix:     "Compare the call with docs/language.md, which lists the functions.",
		Example: "locals {\n  name = uppper(\"sales\")\n}\n",
	})
	UnreadableCSV = define(Entry{
		Code: "CW1004", Summary: "Invalid CSV",
		Cause:   "csvdecode got text that is not a table: a row has more or fewer cells than the first line, a quote is not closed, two columns have the same name, or the cells are not separated by commas.",
		Fix:     "Correct the line that the message names. Put a cell that contains a comma, a quote or a line break in quotes, and double each quote inside it. For a file with semicolons, write csvdecode(file(\"agents.csv\"), { delimiter = \";\" }).",
		Example: "user \"agents\" {\n  for_each = { for r in csvdecode(file(\"agents.csv\")) : r.username => r }\n}\n-- agents.csv --\nusername,team\nana\n",
	})
	NestedTooDeeply = define(Entry{
		Code: "CW1005", Summary: "Nested too deeply",
		Cause: "Brackets or blocks in the file are nested more than 200 deep.",
		Fix:   "Give the inner parts names in a locals block.",
		Example: `Error[CW1005]: Nested too deeply

  on main.hcl line 3:
  3: a = [[[[[[[[[[[[[[[[[[[[[[[[…
                                 ^
  Brackets and templates can be nested at most 200 deep, with at most 2000 operators around them.
`,
	})
	TooLargeToEvaluate = define(Entry{
		Code: "CW1006", Summary: "Configuration too large to evaluate",
		Cause:   "Evaluating the configuration would take more memory or time than any contact centre needs. The usual reason is one for-expression inside another over the same users.",
		Fix:     "Build a map once in locals, keyed by the value that you look for, and use lookup instead of the inner for-expression.",
		Example: "locals {\n  all = setproduct(range(1000), range(1000), range(1000))\n}\n",
	})
	ReferencesTooDeep = define(Entry{
		Code: "CW1007", Summary: "References nest too deeply",
		Cause: "A value depends on a chain of more than a thousand other values.",
		Fix:   "Shorten the chain of locals.",
		Example: `Error[CW1007]: References nest too deeply

  on main.hcl line 1007, in locals:
  1007:   a1000 = local.a1001
                  ^^^^^^^^^^^
  local.a1001 is reached through a chain of 1000 values; at most 1000 are allowed.
`,
	})
	NoConfigurationFiles = define(Entry{
		Code: "CW1008", Summary: "No configuration files",
		Cause:   "The folder has no file whose name ends in .hcl. Files that end in .vars.hcl hold values for variables, so they do not count.",
		Fix:     "Run callwright in the configuration's folder, or name that folder with -C. `callwright init` writes a first configuration.",
		Example: "-- notes.txt --\nnothing\n",
	})
	UnreadableFolder = define(Entry{
		Code: "CW1009", Summary: "Cannot read folder",
		Cause: "The operating system did not let callwright list a folder.",
		Fix:   "Check the folder's permissions.",
		Example: `Error[CW1009]: Cannot read folder

  Cannot read the configuration's folder: permission denied.
`,
	})
	UnreadableFile = define(Entry{
		Code: "CW1010", Summary: "Cannot read file",
		Cause:   "The file does not exist, is too large, or is outside the configuration's root folder; or the operating system did not let callwright read it.",
		Fix:     "Check the path, which is relative to the file that names it. --root DIR allows files from a folder above.",
		Example: "locals {\n  rows = csvdecode(file(\"agnets.csv\"))\n}\n",
	})
	AttributeOutsideBlock = define(Entry{
		Code: "CW1011", Summary: "Attribute outside a block",
		Cause:   "The top level of a file has only blocks. An attribute there does not belong to any object.",
		Fix:     "Put a value that several blocks use into a locals block.",
		Example: "region = \"eu-west-2\"\n",
	})
	AttributeAsBlock = define(Entry{
		Code: "CW1012", Summary: "Attribute written as a block",
		Cause:   "This is an attribute of the object, so it needs an equals sign before its braces.",
		Fix:     "Put = between the name and the brace.",
		Example: "routing_profile \"p\" {\n  channels {\n    voice = 1\n  }\n}\n",
	})
	DuplicateBlock = define(Entry{
		Code: "CW1013", Summary: "Duplicate block",
		Cause:   "Only one such block is allowed, and there are two. All files in the folder are one configuration.",
		Fix:     "Merge the two, or give one of them another label.",
		Example: "queue \"sales\" {}\nqueue \"sales\" {}\n",
	})
	UnsupportedBlock = define(Entry{
		Code: "CW1014", Summary: "Unsupported block", OfName: true,
		Cause:   "A block with this name is not allowed here.",
		Fix:     "Check the name against docs/kinds.md. Inside an object, only lifecycle and validation are blocks; everything else is an attribute.",
		Example: "qeue \"sales\" {}\n",
	})
	UnexpectedBlock = define(Entry{
		Code: "CW1015", Summary: "Unexpected block",
		Cause: "A file of variable values contains a block. Only values are allowed in it.",
		Fix:   "Move the block to a file whose name does not end in .vars.hcl.",
		Example: `Error[CW1015]: Unexpected block

  on prod.vars.hcl line 1:
  1: queue "sales" {
     ^^^^^
  A file of variable values can only have lines of the form name = value.
`,
	})
	UnexpectedLabel = define(Entry{
		Code: "CW1016", Summary: "Unexpected label",
		Cause:   "The block has a label but takes none, or it has too many labels.",
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
		Cause:   "Labels are part of addresses, so they are identifiers: letters, digits, hyphens and underscores, starting with a letter.",
		Fix:     "Choose such a label, and write the name that people see in the name attribute.",
		Example: "queue \"Sales & more\" {}\n",
	})
	InvalidVariableName = define(Entry{
		Code: "CW1019", Summary: "Invalid variable name",
		Cause:   "The label of a variable is the name that expressions use, and an expression cannot use this one.",
		Fix:     "Use letters, digits, underscores and hyphens, starting with a letter.",
		Example: "variable \"in stance\" {}\n",
	})
	WrongLabelCount = define(Entry{
		Code: "CW1020", Summary: "Wrong number of labels",
		Cause:   "The callwright block has no label, and a provider block has exactly one.",
		Fix:     "Write the block as the message shows.",
		Example: "provider {}\n",
	})
	UnsupportedAttribute = define(Entry{
		Code: "CW1021", Summary: "Unsupported attribute", OfName: true,
		Cause:   "The block or object has no attribute with this name. callwright refuses what it does not know instead of ignoring it.",
		Fix:     "Check the name against docs/kinds.md, or against the names that the message lists.",
		Example: "queue \"sales\" {\n  hours_of_operaton = \"Basic Hours\"\n}\n",
	})
	NumberOutOfRange = define(Entry{
		Code: "CW1022", Summary: "Number out of range",
		Cause:   "A number in the file is larger or longer than any setting allows.",
		Fix:     "Write the number that you mean.",
		Example: "locals {\n  n = 1e99999\n}\n",
	})
	UnexpectedForEach = define(Entry{
		Code: "CW1023", Summary: "Unexpected for_each",
		Cause:   "An instance has exactly one object of this kind, so for_each is not allowed.",
		Fix:     "Remove for_each.",
		Example: "hierarchy {\n  for_each = { a = 1 }\n}\n",
	})
	UnexpectedEach = define(Entry{
		Code: "CW1024", Summary: "Unexpected each",
		Cause:   "each.key and each.value are only defined in a block that has for_each.",
		Fix:     "Add for_each to the block, or write the value itself.",
		Example: "queue \"sales\" {\n  name = each.key\n}\n",
	})
	ForEachOverList = define(Entry{
		Code: "CW1025", Summary: "for_each with a list",
		Cause:   "The members of a list have positions but no keys. Inserting one would change the addresses of all that follow.",
		Fix:     "Give them keys: { for x in LIST : x.username => x }, or use toset(LIST) for a list of distinct strings.",
		Example: "queue \"q\" {\n  for_each = [\"Sales\", \"Billing\"]\n}\n",
	})
	InvalidForEach = define(Entry{
		Code: "CW1026", Summary: "Invalid for_each",
		Cause:   "for_each needs a map or a set of strings.",
		Fix:     "Write a map: { for x in … : KEY => x }.",
		Example: "queue \"q\" {\n  for_each = 3\n}\n",
	})
	NullForEach = define(Entry{
		Code: "CW1027", Summary: "Null for_each",
		Cause:   "for_each is null, which does not say how many objects there are.",
		Fix:     "For no objects, write {}.",
		Example: "queue \"q\" {\n  for_each = null\n}\n",
	})
	NullKey = define(Entry{
		Code: "CW1028", Summary: "Null key",
		Cause:   "A member of the set in for_each is null.",
		Fix:     "Leave it out: toset([for x in … : x if x != null]).",
		Example: "queue \"q\" {\n  for_each = toset([\"Sales\", null])\n}\n",
	})
	InvalidKey = define(Entry{
		Code: "CW1029", Summary: "Invalid key",
		Cause:   "A reference to an object of a block with for_each needs a string as its key, and this is not a string.",
		Fix:     "Write the key in quotes.",
		Example: "queue \"q\" {\n  for_each = { a = 1 }\n}\nrouting_profile \"p\" {\n  default_outbound_queue = queue.q[3]\n}\n",
	})
	LiteralRequired = define(Entry{
		Code: "CW1030", Summary: "Literal value required",
		Cause:   "This value decides what callwright may delete, or callwright needs it before it evaluates anything. A reviewer must be able to see it in the file.",
		Fix:     "Write the value itself, without variables or functions.",
		Example: "queue \"q\" {\n  lifecycle {\n    prevent_destroy = var.protect\n  }\n}\nvariable \"protect\" {\n  default = true\n}\n",
	})
	UnknownColumn = define(Entry{
		Code: "CW1031", Summary: "Unknown column",
		Cause:   "The first line of the CSV file has no column with this name.",
		Fix:     "Check the name against the columns that the message lists.",
		Example: "user \"agents\" {\n  for_each   = { for r in csvdecode(file(\"agents.csv\")) : r.username => r }\n  first_name = each.value.frist_name\n}\n-- agents.csv --\nusername,first_name\nana,Ana\n",
	})
	ReferenceCycle = define(Entry{
		Code: "CW1032", Summary: "Circular reference",
		Cause:   "A value depends on itself, through the other values that the message lists.",
		Fix:     "Break the circle: write one of the values without the others.",
		Example: "locals {\n  a = local.b\n  b = local.a\n}\n",
	})
	SensitiveValue = define(Entry{
		Code: "CW1033", Summary: "Sensitive value not allowed",
		Cause:   "Plans, logs and tags show the attributes of objects, so a sensitive variable is only allowed in provider blocks.",
		Fix:     "Use another variable, or remove sensitive = true from this one if it is not a secret.",
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
	DuplicateKey = define(Entry{
		Code: "CW1036", Summary: "Duplicate key",
		Cause:   "A for-expression makes the same key for several items. For a list of people, two lines most often have the same username.",
		Fix:     "Correct or remove all but one of the lines or items that the message names. To collect the values of a key in a list, write an ellipsis (...) after the value.",
		Example: "locals {\n  teams = { for name in [\"ada\", \"ada\"] : name => { team = \"sales\" } }\n}\nqueue \"q\" {\n  description = local.teams[\"ada\"].team\n}\n",
	})
	EmptyKey = define(Entry{
		Code: "CW1038", Summary: "Empty key",
		Cause:   "A row of a CSV file has an empty cell in the column that gives the key of for_each, most often the username.",
		Fix:     "Fill in the cell, remove the row, or leave such rows out: { for r in csvdecode(file(\"agents.csv\")) : r.username => r if r.username != \"\" }.",
		Example: "user \"agents\" {\n  for_each = { for r in csvdecode(file(\"agents.csv\")) : r.username => r }\n}\n-- agents.csv --\nusername,first_name\n,Ana\n",
	})
	CSVWithoutRows = define(Entry{
		Code: "CW1037", Severity: Warning, Summary: "CSV without rows",
		Cause:   "csvdecode got a text that has only the names of columns, so for_each over it describes nothing. If the file described users before, the plan deletes them.",
		Fix:     "Check that the spreadsheet was saved with its rows, and that the file has a first line with the names of the columns.",
		Example: "user \"agents\" {\n  for_each = { for r in csvdecode(file(\"agents.csv\")) : r.username => r }\n}\n-- agents.csv --\nusername,team\n",
	})
	FileTooLarge = define(Entry{
		Code: "CW1035", Summary: "File too large",
		Cause: "The parser of HCL needs a hundred times the memory of the text, so an .hcl file may have 4 MiB and 300,000 words and signs, and all .hcl files together 48 MiB. In a configuration of more than 1 MiB, the blocks of objects may be 150,000 in number, and everything else may have 300,000 words and signs together. A text in a heredoc may have a few thousand lines.",
		Fix:   "Put rows of data in a CSV or JSON file, and read it with csvdecode(file(\"users.csv\")) or jsondecode. Put a long text in a file, and read it with file(\"text.txt\").",
		Example: `Error[CW1035]: File too large

  on main.hcl line 1:
  1: locals {
     ^
  The file has more than 300000 words and signs.
`,
	})
)
