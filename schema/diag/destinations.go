package diag

// Quick connects, agent statuses and predefined attributes.
var (
	SeveralDestinations = define(Entry{
		Code: "CW3101", Summary: "More than one destination",
		Cause:   "A quick connect transfers to a user, a queue, a phone number or a flow. This block has more than one of them.",
		Fix:     "Keep one of user, queue, phone and flow, and describe another quick connect for the other destination.",
		Example: "quick_connect \"both\" {\n  phone = { number = \"+441632960999\" }\n  queue = { queue = \"BasicQueue\", flow = \"Default queue transfer\" }\n}\n",
	})
	IncompleteDestination = define(Entry{
		Code: "CW3102", Summary: "Incomplete destination",
		Cause: "A quick connect to a user or a queue needs a flow that transfers contacts there. One of the two is missing.",
		Fix:   "Write both, such as queue = { queue = queue.sales, flow = \"Default queue transfer\" }.",
		Example: `Error[CW3102]: Incomplete destination

  A quick connect to a queue needs queue = { queue = …, flow = … }, but flow is missing.
`,
	})
	MissingDestination = define(Entry{
		Code: "CW3103", Summary: "No destination",
		Cause: "The configuration describes a new quick connect, but not where it transfers contacts.",
		Fix:   "Write one of user, queue, phone and flow.",
		Example: `Error[CW3103]: No destination

  A quick connect needs one of user = { user = …, flow = … }, queue = { queue = …, flow = … }, phone = { number = … } and flow = { flow = … }.
`,
	})
	BuiltInStatus = define(Entry{
		Code: "CW3104", Summary: "Built-in status cannot be disabled",
		Cause: "Every instance has two built-in agent statuses, one routable and one offline. The service does not let anybody disable them.",
		Fix:   "Remove state from the block. The name, description and display order can be managed.",
		Example: `Error[CW3104]: Built-in status cannot be disabled

  The agent status "Available" is built into every instance, so it cannot be disabled. Remove state from its block.
`,
	})
	NameOfOtherOverride = define(Entry{
		Code: "CW3107", Summary: "Name of an override that cannot be described",
		Cause: "The hours of operation have an override with this name that recurs in a way for which callwright has no words. callwright leaves such overrides as they are, and the service refuses a second override with the name.",
		Fix:   "Give the override another name, or delete the other one in the console.",
		Example: `Error[CW3107]: Name of an override that cannot be described

  on main.hcl line 6, in hours_of_operation "support":
  6:     { name = "Christmas Day", from = "2026-12-25", to = "2026-12-25", closed = true },
                  ^^^^^^^^^^^^^^^
  The hours "Support" have an override "Christmas Day" that callwright cannot describe, so it stays as it is. Write another name, or delete that override.
`,
	})
	EmailWithSingleSignOn = define(Entry{
		Code: "CW3108", Severity: Warning, Summary: "E-mail address with single sign-on",
		Cause: "The instance uses single sign-on (SAML). AWS documents that such an instance refuses users with an e-mail address.",
		Fix:   "Write secondary_email instead of email. Notifications go to that address.",
		Example: `Warning[CW3108]: E-mail address with single sign-on

  on main.hcl line 3, in user "ada":
  3:   email = "ada@example.com"
               ^^^^^^^^^^^^^^^^^
  1 user of this block gets an e-mail address. An instance with single sign-on (SAML) may refuse it. Write secondary_email instead.
`,
	})
	NameDiffersInCase = define(Entry{
		Code: "CW3105", Summary: "Name differs only in case",
		Cause: "Names of predefined attributes are not case-sensitive, and the instance has this name in other letters.",
		Fix:   "Write the name as it is in the instance, or choose another name.",
		Example: `Error[CW3105]: Name differs only in case

  The predefined attribute "Licence" exists, and the service does not accept another one whose name differs only in case. Write its name exactly like that, or choose another name.
`,
	})
	UnknownAttributeValue = define(Entry{
		Code: "CW3106", Summary: "Unknown attribute value",
		Cause: "A user's proficiency has a value that its predefined attribute does not have. The service would refuse it.",
		Fix:   "Add the value to the predefined_attribute's values, or write one of them with the same capitals.",
		Example: `Error[CW3106]: Unknown attribute value

  The predefined attribute "Spoken Language" has no value "Welch". Did you mean "Welsh"? Add it to the attribute's values, or use one of them.
`,
	})
)
