package diag

// Variables, locals, names and environments.
var (
	UnknownVariable = define(Entry{
		Code: "CW1101", Summary: "Unknown variable",
		Cause:   "A value is given to a variable that no block declares, or an expression uses one.",
		Fix:     "Declare it: variable \"NAME\" {}. Or mend the name.",
		Example: "queue \"q\" {\n  description = var.descripton\n}\nvariable \"description\" {\n  default = \"\"\n}\n",
	})
	DuplicateVariable = define(Entry{
		Code: "CW1102", Summary: "Variable stands twice",
		Cause:   "Two blocks declare one variable; all files of the folder are one configuration.",
		Fix:     "Remove one of them.",
		Example: "variable \"a\" {\n  default = 1\n}\nvariable \"a\" {\n  default = 2\n}\n",
	})
	RequiredVariable = define(Entry{
		Code: "CW1103", Summary: "Variable has no value",
		Cause:   "The variable has no default, and nothing gives it a value.",
		Fix:     "Give it one with --var, --var-file, CALLWRIGHT_VAR or environments/NAME.vars.hcl, or write a default.",
		Example: "variable \"instance\" {}\n",
	})
	NullVariable = define(Entry{
		Code: "CW1104", Summary: "Variable is null",
		Cause:   "The variable says nullable = false, and its value is null.",
		Fix:     "Give it a value.",
		Example: "variable \"instance\" {\n  nullable = false\n  default  = null\n}\n",
	})
	InvalidVariable = define(Entry{
		Code: "CW1105", Summary: "Invalid value for variable",
		Cause:   "The variable's value does not meet a condition of its validation block. The message is the one that the block has.",
		Fix:     "Give the variable another value.",
		Example: "variable \"size\" {\n  default = 0\n  validation {\n    condition     = var.size > 0\n    error_message = \"The size is 1 or more.\"\n  }\n}\n",
	})
	IncompleteValidation = define(Entry{
		Code: "CW1106", Summary: "Incomplete validation",
		Cause:   "A validation block needs both what must hold and what is said when it does not.",
		Fix:     "Write condition and error_message.",
		Example: "variable \"size\" {\n  default = 0\n  validation {\n    condition = var.size > 0\n  }\n}\n",
	})
	InvalidCondition = define(Entry{
		Code: "CW1107", Summary: "Unsuitable condition",
		Cause:   "A condition must be true or false.",
		Fix:     "Compare with something: length(var.x) > 0.",
		Example: "variable \"size\" {\n  default = 0\n  validation {\n    condition     = \"big\"\n    error_message = \"The size is 1 or more.\"\n  }\n}\n",
	})
	InvalidVarFlag = define(Entry{
		Code: "CW1108", Summary: "Invalid --var",
		Cause: "--var takes NAME=VALUE, where the value of a variable that is no string is an expression.",
		Fix:   "Write --var 'size=3'. Quote it, so that the shell leaves it as it is.",
		Example: `Error[CW1108]: Invalid --var

  --var "instance" has no value; write --var 'name=value'.
`,
	})
	UnknownLocal = define(Entry{
		Code: "CW1109", Summary: "Unknown local",
		Cause:   "No locals block has a value of that name.",
		Fix:     "Mend the name, or add it to a locals block.",
		Example: "locals {\n  teams = []\n  first = local.team\n}\n",
	})
	DuplicateLocal = define(Entry{
		Code: "CW1110", Summary: "Local stands twice",
		Cause:   "Two locals blocks have a value of one name; all files of the folder are one configuration.",
		Fix:     "Remove or rename one of them.",
		Example: "locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\n",
	})
	UnknownName = define(Entry{
		Code: "CW1111", Summary: "Unknown name",
		Cause:   "An expression begins with a word that stands for nothing.",
		Fix:     "Write var.NAME for a variable, local.NAME for a local, KIND.LABEL for an object, and quotes around a text.",
		Example: "queue \"q\" {\n  description = txt\n}\n",
	})
	NoEnvironment = define(Entry{
		Code: "CW1112", Summary: "Which environment",
		Cause:   "The configuration is for several environments, and nothing says which one is meant.",
		Fix:     "Name one of those that the message lists with --env.",
		Example: "queue \"q\" {}\n-- environments/prod.vars.hcl --\n-- environments/test.vars.hcl --\n",
	})
	UnknownEnvironment = define(Entry{
		Code: "CW1113", Summary: "Unknown environment",
		Cause: "There is no file environments/NAME.vars.hcl of the name that --env has.",
		Fix:   "Mend the name, or write the file.",
		Example: `Error[CW1113]: Unknown environment

  There is no environment "prd": environments/prd.vars.hcl does not exist.
`,
	})
)

// The callwright block and the provider blocks.
var (
	MissingStack = define(Entry{
		Code: "CW1201", Summary: "Missing stack",
		Cause:   "Objects carry in a tag the name of the stack that they belong to. Without one callwright could not tell its objects from others.",
		Fix:     "Write stack = \"NAME\" in the callwright block. It stays the same for as long as the configuration lives.",
		Example: "provider \"amazonconnect\" {\n  instance = \"x\"\n}\n",
	})
	InvalidStack = define(Entry{
		Code: "CW1202", Summary: "Invalid stack",
		Cause:   "A stack's name is part of tags: 1 to 32 lower-case letters, digits and hyphens.",
		Fix:     "Choose such a name.",
		Example: "callwright {\n  stack = \"My Stack\"\n}\n",
	})
	PresentStackInFormerly = define(Entry{
		Code: "CW1203", Summary: "Not a former name",
		Cause:   "formerly lists the names that the stack had before; its present name is none of them.",
		Fix:     "Leave the present name out.",
		Example: "callwright {\n  stack    = \"support\"\n  formerly = [\"support\"]\n}\n",
	})
	TooManyFormerStacks = define(Entry{
		Code: "CW1204", Summary: "Too many former names",
		Cause: "Each object is looked for under each former name, so there is a limit to them.",
		Fix:   "Leave out the names that no object carries any more.",
		Example: `Error[CW1204]: Too many former names

  on main.hcl line 3, in callwright:
  3:   formerly = ["a", "b", …]
                 ^^^^^^^^^^^^^^^
  formerly has 21 names; at most 20 are allowed.
`,
	})
	InvalidLimit = define(Entry{
		Code: "CW1205", Summary: "Invalid limit",
		Cause:   "limits say how many objects of a kind one apply may delete: deletes is a number from 0, percent one from 0 to 100.",
		Fix:     "Write limits = { deletes = 10, percent = 10 }.",
		Example: "callwright {\n  stack  = \"support\"\n  limits = { deletes = -1 }\n}\n",
	})
	UnsupportedVersion = define(Entry{
		Code: "CW1206", Summary: "Unsupported version", OfName: true,
		Cause:   "The configuration says with required_version which callwright it is written for, and this is another.",
		Fix:     "Use such a version, or change required_version.",
		Example: "callwright {\n  stack            = \"support\"\n  required_version = \">= 99.0\"\n}\n",
	})
	InvalidVersionConstraint = define(Entry{
		Code: "CW1207", Summary: "Invalid version constraint",
		Cause:   "required_version cannot be read.",
		Fix:     "Write comparisons with commas between them: \">= 0.1.0, < 2.0.0\".",
		Example: "callwright {\n  stack            = \"support\"\n  required_version = \"new\"\n}\n",
	})
	UnknownProvider = define(Entry{
		Code: "CW1208", Summary: "Unknown provider",
		Cause:   "The label of the provider block names no provider.",
		Fix:     "Use one of those that the message lists.",
		Example: "provider \"amazonconect\" {}\n",
	})
	MissingInstance = define(Entry{
		Code: "CW1209", Summary: "Missing instance",
		Cause:   "An account can have several instances, so the provider block has to say which one is meant.",
		Fix:     "Write instance = \"…\": its id, ARN or alias.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {}\n",
	})
	InvalidRegion = define(Entry{
		Code: "CW1210", Summary: "Invalid region",
		Cause:   "The text is no name of an AWS region.",
		Fix:     "Write it as AWS does: \"eu-west-2\".",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n  region   = \"Europe (London)\"\n}\n",
	})
	EndpointNotAllowed = define(Entry{
		Code: "CW1211", Summary: "Endpoint not allowed",
		Cause:   "Credentials are sent to the endpoint, so a configuration may name hosts of AWS and this machine alone.",
		Fix:     "Set AWS_ENDPOINT_URL_CONNECT in the environment of those who run callwright, if another host is meant.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n  endpoint = \"https://example.com\"\n}\n",
	})
	InvalidRate = define(Entry{
		Code: "CW1221", Summary: "Invalid rate",
		Cause:   "rates say how often an operation may be called: a number of calls a second, more than 0 and at most 1000.",
		Fix:     "Write such a number: rates = { ListUsers = 10 }.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n  rates    = { ListUsers = 0 }\n}\n",
	})
	UnknownOperation = define(Entry{
		Code: "CW1222", Summary: "Unknown operation",
		Cause: "rates names an operation that Amazon Connect does not have, or that callwright never calls.",
		Fix:   "Use the name of an operation as AWS writes it: ListUsers. \"callwright iam-policy apply\" lists them.",
		Example: `Error[CW1222]: Unknown operation

  on main.hcl line 6, in provider "amazonconnect":
  6:   rates    = { ListUser = 10 }
                               ^^
  callwright calls no operation of Amazon Connect that is named "ListUser". Did you mean "ListUsers"?
`,
	})
)
