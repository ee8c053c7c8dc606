package diag

// Quick connects, agent statuses and predefined attributes.
var (
	SeveralDestinations = define(Entry{
		Code: "CW3101", Summary: "More than one destination",
		Cause:   "A quick connect leads to one of a user, a queue and a phone number, and its block has several.",
		Fix:     "Keep one of user, queue and phone; describe another quick connect for the other destination.",
		Example: "quick_connect \"both\" {\n  phone = { number = \"+441632960999\" }\n  queue = { queue = \"BasicQueue\", flow = \"Default queue transfer\" }\n}\n",
	})
	IncompleteDestination = define(Entry{
		Code: "CW3102", Summary: "Incomplete destination",
		Cause: "A quick connect to a user or a queue needs a flow that takes contacts there, and one would be without one of the two.",
		Fix:   "Write both in the object, such as queue = { queue = queue.sales, flow = \"Default queue transfer\" }.",
		Example: `Error[CW3102]: Incomplete destination

  A quick connect to a queue needs queue = { queue = …, flow = … }, but there would be no flow.
`,
	})
	MissingDestination = define(Entry{
		Code: "CW3103", Summary: "No destination",
		Cause: "A quick connect that does not exist yet is described without saying where it leads.",
		Fix:   "Write one of user, queue and phone.",
		Example: `Error[CW3103]: No destination

  A quick connect leads to one of user = { user = …, flow = … }, queue = { queue = …, flow = … } and phone = { number = … }.
`,
	})
	BuiltInStatus = define(Entry{
		Code: "CW3104", Summary: "Instance's own status",
		Cause: "One routable and one offline agent status come with each instance, and the service does not let them be disabled.",
		Fix:   "Leave state out of the block; the name, the description and the order may be described.",
		Example: `Error[CW3104]: Instance's own status

  Every instance has the agent status "Available", which routes contacts to agents or takes them off, so it cannot be disabled.
`,
	})
	NameDiffersInCase = define(Entry{
		Code: "CW3105", Summary: "Name differs in case alone",
		Cause: "Names of predefined attributes are unique whatever the case of their letters, and the instance has one of that name in other letters.",
		Fix:   "Write the name as it is in the instance, or choose another.",
		Example: `Error[CW3105]: Name differs in case alone

  There is a predefined attribute "Licence", and the service takes no second one that differs from it in case alone. Write its name as it is, or choose another.
`,
	})
	UnknownAttributeValue = define(Entry{
		Code: "CW3106", Summary: "Unknown value of an attribute",
		Cause: "A user's proficiency is in a value that its predefined attribute does not have, which the service refuses.",
		Fix:   "Add the value to values of the predefined_attribute, or write one that is there, in the same letters.",
		Example: `Error[CW3106]: Unknown value of an attribute

  The predefined attribute "Spoken Language" has no value "Welch". Did you mean "Welsh"? Add it to the attribute's values, or write one of them.
`,
	})
)
