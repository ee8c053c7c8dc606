package diag

// Check blocks.
var (
	IncompleteCheck = define(Entry{
		Code: "CW1301", Summary: "Incomplete check",
		Cause:   "A check block needs an assertion, and a message for when the assertion is false.",
		Fix:     "Write assert and message: assert = length(agents_serving(queue.sales)) >= 2, and message = \"Sales needs two agents.\".",
		Example: "check \"two_agents\" {\n  assert = 1 > 0\n}\n",
	})
	InvalidAssertion = define(Entry{
		Code: "CW1302", Summary: "Invalid assertion",
		Cause:   "The assertion of a check must be true or false.",
		Fix:     "Compare with something: length(agents_serving(queue.sales)) > 1.",
		Example: "check \"two_agents\" {\n  assert  = \"yes\"\n  message = \"Sales needs two agents.\"\n}\n",
	})
	PlannedStateFunction = define(Entry{
		Code: "CW1303", Summary: "Function only allowed in checks",
		Cause:   "agents_serving, permissions_of, users_with and queues_of ask what the contact centre will look like after the plan. callwright evaluates objects before it knows that.",
		Fix:     "Use them only in the assert and message of a check block.",
		Example: "queue \"q\" {\n  description = join(\", \", agents_serving(\"Sales\"))\n}\n",
	})
)

// Objects, their addresses and references to them.
var (
	UndeclaredObject = define(Entry{
		Code: "CW2001", Summary: "Reference to undeclared object",
		Cause:   "No block of that kind has this label, or its for_each does not have this key.",
		Fix:     "Correct the label or the key. To refer to an object that the configuration does not describe, write its name in quotes.",
		Example: "queue \"q\" {\n  hours_of_operation = hours_of_operation.alwys\n}\nhours_of_operation \"always\" {\n  time_zone = \"UTC\"\n  schedule  = {}\n}\n",
	})
	IncompleteReference = define(Entry{
		Code: "CW2002", Summary: "Incomplete reference",
		Cause:   "A reference needs a kind and a label. This one has only a kind.",
		Fix:     "Write KIND.LABEL.",
		Example: "queue \"q\" {\n  hours_of_operation = hours_of_operation\n}\nhours_of_operation \"always\" {\n  time_zone = \"UTC\"\n  schedule  = {}\n}\n",
	})
	ReferenceHasNoAttributes = define(Entry{
		Code: "CW2003", Summary: "Reference has no attributes",
		Cause:   "A reference means the object itself. Its attributes cannot be read.",
		Fix:     "Put a value that several blocks use into a locals block.",
		Example: "queue \"a\" {}\nqueue \"b\" {\n  description = queue.a.description\n}\n",
	})
	QuotedReference = define(Entry{
		Code: "CW2029", Summary: "Reference in quotes",
		Cause:   "A text in quotes is the name of an object. This text is the address of a block, which is surely not the name of an object, too.",
		Fix:     "Remove the quotes.",
		Example: "queue \"sales\" {\n  hours_of_operation = \"hours_of_operation.office\"\n}\nhours_of_operation \"office\" {\n  name = \"Office\"\n}\n",
	})
	WrongKind = define(Entry{
		Code: "CW2004", Summary: "Wrong kind of object",
		Cause:   "The attribute expects an object of one kind, and the reference is to an object of another.",
		Fix:     "Refer to an object of the kind that the message names.",
		Example: "routing_profile \"p\" {\n  default_outbound_queue = routing_profile.p\n}\n",
	})
	UnknownKind = define(Entry{
		Code: "CW2005", Summary: "Unknown kind",
		Cause:   "There is no kind of object with this name.",
		Fix:     "Check the name against docs/kinds.md.",
		Example: "delete {\n  kind = \"queu\"\n  name = \"Old\"\n}\n",
	})
	AddressRequired = define(Entry{
		Code: "CW2006", Summary: "Address required",
		Cause:   "An address must be written literally: a kind, a label, and for a block with for_each also a key in brackets.",
		Fix:     "Write user.bob or user.agents[\"ada\"], without quotes around the address. For several objects, write match = \"user.agents[*]\".",
		Example: "release {\n  address = \"user.bob\"\n}\n",
	})
	IncompleteAddress = define(Entry{
		Code: "CW2007", Summary: "Incomplete address",
		Cause:   "An address needs a kind and a label.",
		Fix:     "Write KIND.LABEL.",
		Example: "release {\n  address = user\n}\n",
	})
	InvalidMatch = define(Entry{
		Code: "CW2008", Summary: "Invalid pattern",
		Cause:   "No address can ever match this pattern.",
		Fix:     "Write an address, with * for any characters: \"user.agents[*]\".",
		Example: "release {\n  match = \"agents\"\n}\n",
	})
	IncompleteRelease = define(Entry{
		Code: "CW2009", Summary: "Incomplete release",
		Cause:   "A release block needs to say which objects this stack gives up. This one says nothing, or says it in two ways.",
		Fix:     "Write either address = user.bob or match = \"user.agents[*]\".",
		Example: "release {}\n",
	})
	NotReleasable = define(Entry{
		Code: "CW2010", Summary: "Cannot be released",
		Cause:   "Objects of this kind belong to the instance, not to a stack.",
		Fix:     "Remove the object's block. The object stays as it is.",
		Example: "release {\n  address = hierarchy.x\n}\n",
	})
	ReleasedObjectDescribed = define(Entry{
		Code: "CW2011", Summary: "Released object is described",
		Cause:   "The configuration both describes this object and releases it.",
		Fix:     "Remove either the object's block or the release block.",
		Example: "queue \"q\" {}\nrelease {\n  address = queue.q\n}\n",
	})
	IncompleteDelete = define(Entry{
		Code: "CW2012", Summary: "Incomplete delete",
		Cause:   "A delete block needs the kind and the name of an object.",
		Fix:     "Write kind = \"queue\" and name = \"Old\".",
		Example: "delete {\n  kind = \"queue\"\n}\n",
	})
	NotDeletable = define(Entry{
		Code: "CW2013", Summary: "Cannot be deleted",
		Cause:   "An instance always has exactly one object of this kind.",
		Fix:     "Describe the settings that it should have.",
		Example: "delete {\n  kind = \"hierarchy\"\n  name = \"x\"\n}\n",
	})
	DeletedObjectDescribed = define(Entry{
		Code: "CW2014", Summary: "Deleted object is described",
		Cause:   "A delete block names an object that another block describes.",
		Fix:     "Remove one of the two blocks.",
		Example: "queue \"q\" {\n  name = \"Old\"\n}\ndelete {\n  kind = \"queue\"\n  name = \"Old\"\n}\n",
	})
	DuplicateObject = define(Entry{
		Code: "CW2015", Summary: "Duplicate object",
		Cause:   "Two blocks, or two members of for_each, describe the same object: they have the same kind and name.",
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
		Code: "CW2017", Summary: "Duplicate former name",
		Cause:   "Two blocks say that the same object was renamed to theirs. Only one of them can be right.",
		Fix:     "Keep renamed_from in one of the two.",
		Example: "queue \"a\" {\n  lifecycle {\n    renamed_from = \"Old\"\n  }\n}\nqueue \"b\" {\n  lifecycle {\n    renamed_from = \"Old\"\n  }\n}\n",
	})
	DuplicateName = define(Entry{
		Code: "CW2018", Summary: "Duplicate name",
		Cause: "After the plan, two live objects would have the same name. The service would refuse that.",
		Fix:   "Give one of them another name.",
		Example: `Error[CW2018]: Duplicate name

  two objects would be queue "Sales" after this plan; give one of them another name.
`,
	})
	DuplicateAddress = define(Entry{
		Code: "CW2019", Summary: "Duplicate address",
		Cause: "The records of two live objects have the same address. The usual reason is that somebody copied an object in the console, and the copy has the same tags.",
		Fix:   "Delete one of the objects, or remove its tag callwright:owner.",
		Example: `Error[CW2019]: Duplicate address

  on queues.hcl line 1, in queue "sales":
  1: queue "sales" {
     ^^^^^^^^^^^^^
  The queue "Sales" and the queue "Sales copy" both have the record of queue.sales. Delete one of them, or remove its tag "callwright:owner".
`,
	})
	ReferenceToDeletedObject = define(Entry{
		Code: "CW2020", Summary: "Reference to a deleted object",
		Cause: "The object is no longer in the configuration and would be deleted, but another object still refers to it.",
		Fix:   "Describe the object again, or remove the reference.",
		Example: `Error[CW2020]: Reference to a deleted object

  on routing.hcl line 5, in routing_profile "premium":
  5:     { queue = "Old", priority = 1, delay = 0 },
                 ^^^^^
  The queue "Old" is no longer in the configuration and would be deleted, but routing_profile.premium still refers to it. Describe it again, or remove the reference.
`,
	})
	RequiredAttribute = define(Entry{
		Code: "CW2021", Summary: "Missing required attribute",
		Cause: "The object does not exist yet, and the service cannot create it without this attribute. An existing object can be described in part.",
		Fix:   "Add the attribute. If you mean an existing object, correct the name.",
		Example: `Error[CW2021]: Missing required attribute

  on queues.hcl line 1, in queue "sales":
  1: queue "sales" {
     ^^^^^^^^^^^^^
  The instance has no queue "Sales", so the plan would create it, and that needs "hours_of_operation". If you mean an existing one, correct the name.
`,
	})
	AttributeNameRequired = define(Entry{
		Code: "CW2022", Summary: "Attribute name required",
		Cause:   "Each member of ignore_changes must be the name of an attribute.",
		Fix:     "Write the attribute's name without quotes and without anything after it: ignore_changes = [description].",
		Example: "queue \"q\" {\n  lifecycle {\n    ignore_changes = [\"description\"]\n  }\n}\n",
	})
	CopiedObject = define(Entry{
		Code: "CW2023", Severity: Warning, Summary: "Copied object",
		Cause: "A live object that the configuration does not describe has the record of one that it does. The usual reason is that somebody copied that object in the console, tags and all.",
		Fix:   "Describe the copy in its own block, or remove its tags that begin with callwright: in the console. Until then, callwright leaves it alone.",
		Example: `Warning[CW2023]: Copied object

  The queue "Sales copy" is not in the configuration. It has the record of queue.sales, which is another object, so callwright leaves it alone.
`,
	})
	RecordOfAnotherObject = define(Entry{
		Code: "CW2024", Severity: Warning, Summary: "Record of another object",
		Cause: "The record on a live object was made for another object, so nothing proves that this stack made it.",
		Fix:   "Delete the object by hand, or write release { address = … } to let it go. Until then, callwright leaves it alone.",
		Example: `Warning[CW2024]: Record of another object

  The queue "Sales 2" is not in the configuration. Its record says that it is queue.sales of this stack, but the record was made for another object, so callwright leaves it alone. Delete it by hand, or write release { address = queue.sales }.
`,
	})
	NewerRecord = define(Entry{
		Code: "CW2025", Severity: Warning, Summary: "Record of a newer callwright",
		Cause: "A newer version of callwright wrote the object's record in a format that this version cannot read, so this version cannot tell who changed what.",
		Fix:   "Use the newer version here too.",
		Example: `Warning[CW2025]: Record of a newer callwright

  A newer version of callwright wrote the record of the queue "Sales". This version cannot tell why the object differs, so apply will not write it. Use that version or a later one.
`,
	})
	ChangesWaitForEachOther = define(Entry{
		Code: "CW2026", Summary: "Changes wait for each other",
		Cause: "Each of these changes has to wait for another of them.",
		Fix:   "Make one of them first, in a separate change.",
		Example: `Error[CW2026]: Changes wait for each other

  Each of these changes must wait for the next one, and the last for the first: queue.a, queue.b. Make one of them first, in a separate change.
`,
	})
	ValueWithoutDigest = define(Entry{
		Code: "CW2027", Summary: "Cannot compute digest",
		Cause: "callwright cannot put a value of an object into the form that it compares.",
		Fix:   "This is a bug in callwright. Please report it with the message.",
		Example: `Error[CW2027]: Cannot compute digest

  canonical JSON: …
`,
	})
	PatternTakesInNothing = define(Entry{
		Code: "CW2028", Summary: "Pattern matches nothing",
		Cause: "--only and --exclude take patterns of addresses. No object in the configuration or in the plan has an address that matches this one.",
		Fix:   "Correct the pattern. user.agents matches all objects of that block, user.agents[\"ada\"] matches one of them, and user.* matches all users.",
		Example: `Error[CW2028]: Pattern matches nothing

  No address matches user.agnts*. Did you mean user.agents?
`,
	})
)
