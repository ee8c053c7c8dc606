package diag

// Variables, locals, names and environments.
var (
	UnknownVariable = define(Entry{
		Code: "CW1101", Summary: "Unknown variable",
		Cause:   "No variable block declares this variable, but something sets it or an expression uses it.",
		Fix:     "Declare it with variable \"NAME\" {}, or correct the name.",
		Example: "queue \"q\" {\n  description = var.descripton\n}\nvariable \"description\" {\n  default = \"\"\n}\n",
	})
	DuplicateVariable = define(Entry{
		Code: "CW1102", Summary: "Duplicate variable",
		Cause:   "Two blocks declare the same variable. All files in the folder are one configuration.",
		Fix:     "Remove one of them.",
		Example: "variable \"a\" {\n  default = 1\n}\nvariable \"a\" {\n  default = 2\n}\n",
	})
	RequiredVariable = define(Entry{
		Code: "CW1103", Summary: "Variable required",
		Cause:   "The variable has no default, and nothing sets it.",
		Fix:     "Set it with --var, --var-file, CALLWRIGHT_VAR or environments/NAME.vars.hcl, or give it a default.",
		Example: "variable \"instance\" {}\n",
	})
	NullVariable = define(Entry{
		Code: "CW1104", Summary: "Variable is null",
		Cause:   "The variable has nullable = false, but its value is null.",
		Fix:     "Set the variable to a value.",
		Example: "variable \"instance\" {\n  nullable = false\n  default  = null\n}\n",
	})
	InvalidVariable = define(Entry{
		Code: "CW1105", Summary: "Invalid value for variable",
		Cause:   "The value does not meet the condition in a validation block of the variable. The message comes from that block.",
		Fix:     "Give the variable another value.",
		Example: "variable \"size\" {\n  default = 0\n  validation {\n    condition     = var.size > 0\n    error_message = \"The size is 1 or more.\"\n  }\n}\n",
	})
	IncompleteValidation = define(Entry{
		Code: "CW1106", Summary: "Incomplete validation",
		Cause:   "A validation block needs a condition, and a message for when the condition is false.",
		Fix:     "Write condition and error_message.",
		Example: "variable \"size\" {\n  default = 0\n  validation {\n    condition = var.size > 0\n  }\n}\n",
	})
	InvalidCondition = define(Entry{
		Code: "CW1107", Summary: "Invalid condition",
		Cause:   "A condition must be true or false.",
		Fix:     "Compare with something: length(var.x) > 0.",
		Example: "variable \"size\" {\n  default = 0\n  validation {\n    condition     = \"big\"\n    error_message = \"The size is 1 or more.\"\n  }\n}\n",
	})
	InvalidVarFlag = define(Entry{
		Code: "CW1108", Summary: "Invalid --var",
		Cause: "--var takes NAME=VALUE. Unless the variable is a string, the value is an expression.",
		Fix:   "Write --var 'size=3', with quotes so that the shell does not change it.",
		Example: `Error[CW1108]: Invalid --var

  --var "instance" has no value; write --var 'name=value'.
`,
	})
	UnknownLocal = define(Entry{
		Code: "CW1109", Summary: "Unknown local",
		Cause:   "No locals block sets a value with this name.",
		Fix:     "Correct the name, or add it to a locals block.",
		Example: "locals {\n  teams = []\n  first = local.team\n}\n",
	})
	DuplicateLocal = define(Entry{
		Code: "CW1110", Summary: "Duplicate local",
		Cause:   "Two locals blocks set the same name. All files in the folder are one configuration.",
		Fix:     "Remove or rename one of them.",
		Example: "locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\n",
	})
	UnknownName = define(Entry{
		Code: "CW1111", Summary: "Unknown name",
		Cause:   "An expression starts with a word that callwright does not know.",
		Fix:     "Write var.NAME for a variable, local.NAME for a local and KIND.LABEL for an object. Put text in quotes.",
		Example: "queue \"q\" {\n  description = txt\n}\n",
	})
	NoEnvironment = define(Entry{
		Code: "CW1112", Summary: "No environment chosen",
		Cause:   "The configuration has several environments, and nothing says which one to use.",
		Fix:     "Choose one that the message lists with --env.",
		Example: "queue \"q\" {}\n-- environments/prod.vars.hcl --\n-- environments/test.vars.hcl --\n",
	})
	UnknownEnvironment = define(Entry{
		Code: "CW1113", Summary: "Unknown environment",
		Cause: "There is no file environments/NAME.vars.hcl for the name in --env.",
		Fix:   "Correct the name, or write the file.",
		Example: `Error[CW1113]: Unknown environment

  Unknown environment "prd": environments/prd.vars.hcl does not exist.
`,
	})
)

// The callwright block and the provider blocks.
var (
	MissingStack = define(Entry{
		Code: "CW1201", Summary: "Missing stack",
		Cause:   "A tag on each object names the stack that it belongs to. Without a stack name, callwright could not tell its own objects from others.",
		Fix:     "Write stack = \"NAME\" in the callwright block. Do not change it while the configuration is in use.",
		Example: "provider \"amazonconnect\" {\n  instance = \"x\"\n}\n",
	})
	InvalidStack = define(Entry{
		Code: "CW1202", Summary: "Invalid stack",
		Cause:   "A stack's name is part of tags, so it must be 1 to 32 lower-case letters, digits and hyphens.",
		Fix:     "Choose such a name.",
		Example: "callwright {\n  stack = \"My Stack\"\n}\n",
	})
	PresentStackInFormerly = define(Entry{
		Code: "CW1203", Summary: "Present name in formerly",
		Cause:   "formerly lists the names that the stack had before, and must not include its present name.",
		Fix:     "Remove the present name.",
		Example: "callwright {\n  stack    = \"support\"\n  formerly = [\"support\"]\n}\n",
	})
	TooManyFormerStacks = define(Entry{
		Code: "CW1204", Summary: "Too many former names",
		Cause: "callwright looks for each object under each former name, so their number is limited.",
		Fix:   "Remove the names that no object has any more.",
		Example: `Error[CW1204]: Too many former names

  on main.hcl line 3, in callwright:
  3:   formerly = ["a", "b", …]
                 ^^^^^^^^^^^^^^^
  formerly has 21 names; at most 20 are allowed.
`,
	})
	InvalidLimit = define(Entry{
		Code: "CW1205", Summary: "Invalid limit",
		Cause:   "limits say how many objects of a kind one apply may delete: deletes is a number from 0, and percent is a number from 0 to 100.",
		Fix:     "Write limits = { deletes = 10, percent = 10 }.",
		Example: "callwright {\n  stack  = \"support\"\n  limits = { deletes = -1 }\n}\n",
	})
	UnsupportedVersion = define(Entry{
		Code: "CW1206", Summary: "Unsupported version", OfName: true,
		Cause:   "required_version does not allow this version of callwright.",
		Fix:     "Use a version that it allows, or change required_version.",
		Example: "callwright {\n  stack            = \"support\"\n  required_version = \">= 99.0\"\n}\n",
	})
	InvalidVersionConstraint = define(Entry{
		Code: "CW1207", Summary: "Invalid version constraint",
		Cause:   "callwright cannot read required_version.",
		Fix:     "Write comparisons, with commas between them: \">= 0.1.0, < 2.0.0\".",
		Example: "callwright {\n  stack            = \"support\"\n  required_version = \"new\"\n}\n",
	})
	UnknownProvider = define(Entry{
		Code: "CW1208", Summary: "Unknown provider",
		Cause:   "The label of the provider block is not the name of a provider.",
		Fix:     "Use one of the names that the message lists.",
		Example: "provider \"amazonconect\" {}\n",
	})
	MissingInstance = define(Entry{
		Code: "CW1209", Summary: "Missing instance",
		Cause:   "An account can have several instances, so the provider block must say which one to use.",
		Fix:     "Write instance = \"…\" with its ID, ARN or alias.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {}\n",
	})
	InvalidRegion = define(Entry{
		Code: "CW1210", Summary: "Invalid region",
		Cause:   "The text is not the name of an AWS region.",
		Fix:     "Write it as AWS does: \"eu-west-2\".",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n  region   = \"Europe (London)\"\n}\n",
	})
	InvalidAccount = define(Entry{
		Code: "CW1212", Summary: "Invalid account",
		Cause:   "account is not the number of an AWS account, or not the account in the instance's ARN.",
		Fix:     "Write its 12 digits in quotes, with leading zeros: account = \"012345678901\".",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n  account  = \"production\"\n}\n",
	})
	UnknownAccount = define(Entry{
		Code: "CW1213", Summary: "Unknown account",
		Cause: "--shard divides the environments by account and Region, and the provider block of an environment does not say them.",
		Fix:   "Write account = \"123456789012\" and region in the provider block, or name the instance by its ARN.",
		Example: `Error[CW1213]: Unknown account

  --shard needs the account and the Region of each instance. The provider block does not say them in environment prod.
`,
	})
	EndpointNotAllowed = define(Entry{
		Code: "CW1211", Summary: "Endpoint not allowed",
		Cause:   "callwright sends credentials and the names of people to the endpoint, so a configuration may only name hosts of Amazon Connect and this machine.",
		Fix:     "If you need another host, set AWS_ENDPOINT_URL_CONNECT in the environment that runs callwright.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n  endpoint = \"https://example.com\"\n}\n",
	})
	InvalidRate = define(Entry{
		Code: "CW1221", Summary: "Invalid rate",
		Cause:   "rates limit how often an operation is called: a number of calls a second, more than 0 and at most 1000.",
		Fix:     "Write such a number: rates = { ListUsers = 10 }.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n  rates    = { ListUsers = 0 }\n}\n",
	})
	UnknownOperation = define(Entry{
		Code: "CW1222", Summary: "Unknown operation",
		Cause: "rates names an operation that Amazon Connect does not have, or that callwright never calls.",
		Fix:   "Use the operation's name in AWS: ListUsers. \"callwright iam-policy apply\" lists the operations.",
		Example: `Error[CW1222]: Unknown operation

  on main.hcl line 6, in provider "amazonconnect":
  6:   rates    = { ListUser = 10 }
                               ^^
  callwright does not call an Amazon Connect operation named "ListUser". Did you mean "ListUsers"?
`,
	})
	PathNotAllowed = define(Entry{
		Code: "CW1223", Summary: "Path not allowed",
		Cause:   "apply writes to the file of the embedded contact centre, so a configuration can only name one in its own folder or below it.",
		Fix:     "Write a relative path without \"..\". To use the file in two configurations, put the folder of one below that of the other.",
		Example: "provider \"local\" {\n  path = \"../trial.db\"\n}\n",
	})
)
