package diag

// Check blocks.
var (
	IncompleteCheck = define(Entry{
		Code: "CW1301", Summary: "Incomplete check",
		Cause:   "A check block needs both what must hold and what is said when it does not.",
		Fix:     "Write assert and message: assert = length(agents_serving(queue.sales)) >= 2, and message = \"Sales needs two_agents.\".",
		Example: "check \"two_agents\" {\n  assert = 1 > 0\n}\n",
	})
	InvalidAssertion = define(Entry{
		Code: "CW1302", Summary: "Unsuitable assertion",
		Cause:   "What a check asserts must be true or false.",
		Fix:     "Compare with something: length(agents_serving(queue.sales)) > 1.",
		Example: "check \"two_agents\" {\n  assert  = \"yes\"\n  message = \"Sales needs two_agents.\"\n}\n",
	})
	PlannedStateFunction = define(Entry{
		Code: "CW1303", Summary: "Function of the planned state",
		Cause:   "agents_serving, permissions_of, users_with and queues_of ask what the contact centre will be like. Objects are described before that is known.",
		Fix:     "Use them in the assert and message of a check block alone.",
		Example: "queue \"q\" {\n  description = join(\", \", agents_serving(\"Sales\"))\n}\n",
	})
)

// Objects, their addresses and references to them.
var (
	UndeclaredObject = define(Entry{
		Code: "CW2001", Summary: "Reference to nothing",
		Cause:   "No block of that kind has the label, or no object of it the key.",
		Fix:     "Mend the label. An object that the configuration does not describe is written as its name, in quotes.",
		Example: "queue \"q\" {\n  hours_of_operation = hours_of_operation.alwys\n}\nhours_of_operation \"always\" {\n  time_zone = \"UTC\"\n  schedule  = {}\n}\n",
	})
	IncompleteReference = define(Entry{
		Code: "CW2002", Summary: "Incomplete reference",
		Cause:   "The kind alone stands for nothing.",
		Fix:     "Write KIND.LABEL.",
		Example: "queue \"q\" {\n  hours_of_operation = hours_of_operation\n}\nhours_of_operation \"always\" {\n  time_zone = \"UTC\"\n  schedule  = {}\n}\n",
	})
	ReferenceHasNoAttributes = define(Entry{
		Code: "CW2003", Summary: "Reference has no attributes",
		Cause:   "A reference stands for the object itself, not for what is written in its block.",
		Fix:     "Write a value that several blocks use as a local.",
		Example: "queue \"a\" {}\nqueue \"b\" {\n  description = queue.a.description\n}\n",
	})
	WrongKind = define(Entry{
		Code: "CW2004", Summary: "Wrong kind of object",
		Cause:   "The attribute takes an object of one kind, and the reference is to one of another.",
		Fix:     "Refer to an object of the kind that the message names.",
		Example: "routing_profile \"p\" {\n  default_outbound_queue = routing_profile.p\n}\n",
	})
	UnknownKind = define(Entry{
		Code: "CW2005", Summary: "Unknown kind",
		Cause:   "There is no kind of object of that name.",
		Fix:     "Compare the name with docs/kinds.md.",
		Example: "delete {\n  kind = \"queu\"\n  name = \"Old\"\n}\n",
	})
	AddressRequired = define(Entry{
		Code: "CW2006", Summary: "No address",
		Cause:   "An address stands in the file as it is: a kind, a label, and under for_each a key in brackets.",
		Fix:     "Write user.bob or user.agents[\"ada\"], without quotes around it. Several are written match = \"user.agents[*]\".",
		Example: "release {\n  address = \"user.bob\"\n}\n",
	})
	IncompleteAddress = define(Entry{
		Code: "CW2007", Summary: "Incomplete address",
		Cause:   "An address has a kind and a label.",
		Fix:     "Write KIND.LABEL.",
		Example: "release {\n  address = user\n}\n",
	})
	InvalidMatch = define(Entry{
		Code: "CW2008", Summary: "Invalid match",
		Cause:   "The pattern covers no address, whatever the configuration has.",
		Fix:     "Write an address with stars: \"user.agents[*]\".",
		Example: "release {\n  match = \"agents\"\n}\n",
	})
	IncompleteRelease = define(Entry{
		Code: "CW2009", Summary: "Incomplete release",
		Cause:   "A release block says which objects are no longer this stack's, and this one says none, or says it twice.",
		Fix:     "Write either address = user.bob or match = \"user.agents[*]\".",
		Example: "release {}\n",
	})
	NotReleasable = define(Entry{
		Code: "CW2010", Summary: "Not releasable",
		Cause:   "The kind belongs to the instance and carries no stack's name.",
		Fix:     "Remove its block; the object stays as it is.",
		Example: "release {\n  address = hierarchy.x\n}\n",
	})
	ReleasedObjectDescribed = define(Entry{
		Code: "CW2011", Summary: "Released object is described",
		Cause:   "What is released is no longer managed, and what is described is.",
		Fix:     "Remove the object's block, or the release block.",
		Example: "queue \"q\" {}\nrelease {\n  address = queue.q\n}\n",
	})
	IncompleteDelete = define(Entry{
		Code: "CW2012", Summary: "Incomplete delete",
		Cause:   "A delete block names an object by kind and name.",
		Fix:     "Write kind = \"queue\" and name = \"Old\".",
		Example: "delete {\n  kind = \"queue\"\n}\n",
	})
	NotDeletable = define(Entry{
		Code: "CW2013", Summary: "Not deletable",
		Cause:   "An instance always has one.",
		Fix:     "Describe it as it is to be.",
		Example: "delete {\n  kind = \"hierarchy\"\n  name = \"x\"\n}\n",
	})
	DeletedObjectDescribed = define(Entry{
		Code: "CW2014", Summary: "Deleted object is described",
		Cause:   "A delete block names an object that another block describes.",
		Fix:     "Remove one of the two.",
		Example: "queue \"q\" {\n  name = \"Old\"\n}\ndelete {\n  kind = \"queue\"\n  name = \"Old\"\n}\n",
	})
	DuplicateObject = define(Entry{
		Code: "CW2015", Summary: "Object described twice",
		Cause:   "Two blocks, or two members of for_each, describe one object: they have one kind and name.",
		Fix:     "Give one of them another name, or remove it.",
		Example: "queue \"a\" {\n  name = \"Sales\"\n}\nqueue \"b\" {\n  name = \"Sales\"\n}\n",
	})
	NamesAlmostEqual = define(Entry{
		Code: "CW2016", Severity: Warning, Summary: "Names are almost equal",
		Cause:   "The names of two objects differ only in case, spaces or Unicode form. People cannot tell them apart. Most often one of them is misspelt, and callwright creates a second object next to the existing one.",
		Fix:     "Write the name exactly as the existing object has it, or choose another name.",
		Example: "queue \"a\" {\n  name = \"Sales\"\n}\nqueue \"b\" {\n  name = \"SALES\"\n}\n",
	})
	DuplicateFormerName = define(Entry{
		Code: "CW2017", Summary: "Two objects of one former name",
		Cause:   "An object that is renamed becomes one; two blocks say that they were it.",
		Fix:     "Write renamed_from for one of them alone.",
		Example: "queue \"a\" {\n  lifecycle {\n    renamed_from = \"Old\"\n  }\n}\nqueue \"b\" {\n  lifecycle {\n    renamed_from = \"Old\"\n  }\n}\n",
	})
	DuplicateName = define(Entry{
		Code: "CW2018", Summary: "Two objects of one name",
		Cause: "After the plan two live objects would have one name, which the service refuses.",
		Fix:   "Give one of them another name.",
		Example: `Error[CW2018]: Two objects of one name

  two objects are queue "Sales" after this plan; give one of them another name.
`,
	})
	DuplicateAddress = define(Entry{
		Code: "CW2019", Summary: "Two objects of one address",
		Cause: "Two live objects carry the record of one address. Most often somebody copied one in the console, tags and all.",
		Fix:   "Delete one of them, or its tag callwright:owner.",
		Example: `Error[CW2019]: Two objects of one address

  on queues.hcl line 1, in queue "sales":
  1: queue "sales" {
     ^^^^^^^^^^^^^
  The queue "Sales" and the queue "Sales copy" both carry the record of queue.sales. Delete one of them, or its tag "callwright:owner".
`,
	})
	ReferenceToDeletedObject = define(Entry{
		Code: "CW2020", Summary: "Reference to a deleted object",
		Cause: "An object left the configuration and would be deleted, but another still names it.",
		Fix:   "Describe it again, or drop the reference.",
		Example: `Error[CW2020]: Reference to a deleted object

  on routing.hcl line 5, in routing_profile "premium":
  5:     { queue = "Old", priority = 1, delay = 0 },
                 ^^^^^
  The queue "Old" left the configuration and would be deleted, but routing_profile.premium still names it. Describe it again, or drop the reference.
`,
	})
	RequiredAttribute = define(Entry{
		Code: "CW2021", Summary: "Missing required attribute",
		Cause: "The object does not exist yet, and the service needs the attribute to create it. An existing object may be described in part.",
		Fix:   "Write the attribute, or mend the name if an existing object is meant.",
		Example: `Error[CW2021]: Missing required attribute

  on queues.hcl line 1, in queue "sales":
  1: queue "sales" {
     ^^^^^^^^^^^^^
  There is no queue "Sales" in the instance, so it would be created; that needs "hours_of_operation".
`,
	})
	AttributeNameRequired = define(Entry{
		Code: "CW2022", Summary: "No attribute",
		Cause:   "A member of ignore_changes is the name of an attribute.",
		Fix:     "Write it without quotes and as a whole: ignore_changes = [description].",
		Example: "queue \"q\" {\n  lifecycle {\n    ignore_changes = [\"description\"]\n  }\n}\n",
	})
	CopiedObject = define(Entry{
		Code: "CW2023", Severity: Warning, Summary: "Copied object",
		Cause: "A live object that is not described carries the record of one that is. Most often somebody copied that one in the console, tags and all.",
		Fix:   "Describe the copy in a block of its own, or delete its tags that begin with callwright: in the console. It is left alone meanwhile.",
		Example: `Warning[CW2023]: Copied object

  The queue "Sales copy" is not described. It carries the record of queue.sales, which is another object, so it is left alone.
`,
	})
	RecordOfAnotherObject = define(Entry{
		Code: "CW2024", Severity: Warning, Summary: "Record of another object",
		Cause: "A live object's record was made for another object, so nothing shows that it is this stack's.",
		Fix:   "Delete the object by hand, or write release { address = … } to let it go. It is left alone meanwhile.",
		Example: `Warning[CW2024]: Record of another object

  The queue "Sales 2" is not described. Its record says that it is queue.sales of this stack, but was made for another object, so it is left alone. Delete it by hand, or write release { address = queue.sales }.
`,
	})
	NewerRecord = define(Entry{
		Code: "CW2025", Severity: Warning, Summary: "Record of a newer callwright",
		Cause: "A newer callwright wrote the object's record in a form that this one does not read, so it cannot tell who changed what.",
		Fix:   "Use the newer version here, too.",
		Example: `Warning[CW2025]: Record of a newer callwright

  The record of the queue "Sales" was written by a newer callwright. Why it differs cannot be told, and apply will not write it. Use that version, or a later one.
`,
	})
	ChangesWaitForEachOther = define(Entry{
		Code: "CW2026", Summary: "Changes wait for each other",
		Cause: "Each of the changes can be made only after another of them.",
		Fix:   "Make one of them first, in a change of its own.",
		Example: `Error[CW2026]: Changes wait for each other

  Each of these changes can only be made after the next, and the last after the first: queue.a, queue.b. Make one of them first, in a change of its own.
`,
	})
	ValueWithoutDigest = define(Entry{
		Code: "CW2027", Summary: "Value cannot be digested",
		Cause: "A value of an object has no form in which plans compare it.",
		Fix:   "This is a mistake in callwright; report it with the message.",
		Example: `Error[CW2027]: Value cannot be digested

  canonical JSON: …
`,
	})
	PatternTakesInNothing = define(Entry{
		Code: "CW2028", Summary: "Pattern takes in nothing",
		Cause: "--only and --exclude take patterns of addresses, and no object that is described or would change has an address like this one.",
		Fix:   "Correct the pattern. user.agents takes in all objects of that block, user.agents[\"ada\"] one of them, and user.* all users.",
		Example: `Error[CW2028]: Pattern takes in nothing

  No object has an address like user.agnts*. Did you mean user.agents?
`,
	})
)
