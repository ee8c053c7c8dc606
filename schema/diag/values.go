package diag

// Values, and the rules of Amazon Connect for them.
var (
	InvalidValue = define(Entry{
		Code: "CW3001", Summary: "Invalid value",
		Cause:   "The value is of the right type, but not one that the service takes: too long, out of range, or no word of those allowed.",
		Fix:     "Write a value within the bounds that the message names.",
		Example: "queue \"q\" {\n  status = \"on\"\n}\n",
	})
	WrongType = define(Entry{
		Code: "CW3002", Summary: "Unsuitable value",
		Cause:   "The value is of another type than the attribute takes.",
		Fix:     "Write a value of the type that the message names; tostring, tonumber, tolist and toset convert.",
		Example: "queue \"q\" {\n  max_contacts = \"many\"\n}\n",
	})
	MissingColumn = define(Entry{
		Code: "CW3003", Summary: "Missing column",
		Cause:   "A row of the table lacks a column that every row needs.",
		Fix:     "Add it to the row.",
		Example: "routing_profile \"p\" {\n  queues = [{ queue = \"Sales\", priority = 1 }]\n}\n",
	})
	UnsupportedColumn = define(Entry{
		Code: "CW3004", Summary: "Unsupported column", OfName: true,
		Cause:   "Rows of the table have no such column.",
		Fix:     "Compare the name with docs/kinds.md.",
		Example: "routing_profile \"p\" {\n  queues = [{ queue = \"Sales\", priority = 1, delay = 0, chanels = [\"voice\"] }]\n}\n",
	})
	UnsupportedKey = define(Entry{
		Code: "CW3005", Summary: "Unsupported key", OfName: true,
		Cause:   "The map takes certain keys alone.",
		Fix:     "Use one of those that the message lists.",
		Example: "routing_profile \"p\" {\n  channels = { phone = 1 }\n}\n",
	})
	WrongMemberCount = define(Entry{
		Code: "CW3006", Summary: "Wrong number of members",
		Cause:   "The collection has more members than the service takes, or fewer.",
		Fix:     "Keep to the bounds that the message names. A user has 1 to 10 security profiles.",
		Example: "user \"ana\" {\n  security_profiles = []\n}\n",
	})
	DuplicateRow = define(Entry{
		Code: "CW3007", Summary: "Row stands twice",
		Cause:   "A queue stands once for each channel in a routing profile's table, and here two rows are for one pair. A row without channels is for each channel of the profile.",
		Fix:     "Merge the rows, or write channels so that they differ.",
		Example: "routing_profile \"p\" {\n  channels = { voice = 1 }\n  queues = [\n    { queue = \"Sales\", priority = 1, delay = 0 },\n    { queue = \"Sales\", priority = 2, delay = 10, channels = [\"voice\"] },\n  ]\n}\n",
	})
	MissingRows = define(Entry{
		Code: "CW3008", Summary: "Missing rows",
		Cause:   "A queue table is its rows, and this one has none written.",
		Fix:     "Write rows = [ … ]; [] for a table without any.",
		Example: "queue_table \"t\" {}\n",
	})
	DuplicateLevel = define(Entry{
		Code: "CW3009", Summary: "Level named twice",
		Cause:   "Two levels of the hierarchy have one name.",
		Fix:     "Give one of them another name.",
		Example: "hierarchy {\n  levels = [\"Site\", \"Site\"]\n}\n",
	})
	LevelInUse = define(Entry{
		Code: "CW3010", Summary: "Level in use",
		Cause: "Groups exist on a level that would go, and the service would delete them with it.",
		Fix:   "Move the groups first, in a change of its own.",
		Example: `Error[CW3010]: Level in use

  on sites.hcl line 2, in hierarchy:
  2:   levels = ["Site"]
                ^^^^^^^^
  Groups exist on level 2; remove them before the level.
`,
	})
	TooManyLevelChanges = define(Entry{
		Code: "CW3011", Summary: "Too many level changes at once",
		Cause: "Levels are compared by position. While groups exist, one level may be renamed, one appended, or an empty last one dropped at a time; otherwise groups could end up on a level that means something else.",
		Fix:   "Make the changes one after the other.",
		Example: `Error[CW3011]: Too many level changes at once

  on sites.hcl line 2, in hierarchy:
  2:   levels = ["Country", "Floor"]
                ^^^^^^^^^^^^^^^^^^^^
  The live levels are Site, Team. Levels are compared by position, so while groups exist one plan may append levels, rename one, or drop an empty last one.
`,
	})
	NoLevelForGroup = define(Entry{
		Code: "CW3012", Summary: "No level for the group",
		Cause: "The group's parents are as many as the hierarchy has levels, so there is none left for the group.",
		Fix:   "Append a level to the hierarchy, or choose another parent.",
		Example: `Error[CW3012]: No level for the group

  on sites.hcl line 9, in hierarchy_group "desk":
  9:   parent = hierarchy_group.team
                ^^^^^^^^^^^^^^^^^^^^
  The group would be on level 3, but the hierarchy has 2. Add a level to the hierarchy block's levels, or choose a parent further up.
`,
	})
	OverlappingTimes = define(Entry{
		Code: "CW3013", Summary: "Overlapping opening times",
		Cause:   "Two periods of one day overlap.",
		Fix:     "Merge them into one.",
		Example: "hours_of_operation \"h\" {\n  time_zone = \"UTC\"\n  schedule  = { monday = [\"08:00-12:00\", \"11:00-18:00\"] }\n}\n",
	})
	MissingPhoneNumber = define(Entry{
		Code: "CW3014", Summary: "Missing phone number",
		Cause:   "A user with a desk phone needs its number.",
		Fix:     "Write number in phone, in the form +442079460123, or type = \"soft\".",
		Example: "user \"ana\" {\n  phone = { type = \"desk\", number = \"\" }\n}\n",
	})
	UnknownPermission = define(Entry{
		Code: "CW3015", Severity: Warning, Summary: "Unknown permission",
		Cause:   "The list of permissions that ships with callwright does not have the name. It may be newer than the list; the service has the last word.",
		Fix:     "Mend the name, or ignore the warning if Amazon Connect's documentation has it.",
		Example: "security_profile \"s\" {\n  permissions = [\"BasicAgentAcess\"]\n}\n",
	})
	OutboundQueueNotInTable = define(Entry{
		Code: "CW3016", Severity: Warning, Summary: "Outbound queue is not in the table",
		Cause:   "Amazon Connect's guide asks for the default outbound queue to be among the profile's queues. The API does not insist on it.",
		Fix:     "Add a row for it.",
		Example: "routing_profile \"p\" {\n  default_outbound_queue = \"Sales\"\n  channels               = { voice = 1 }\n  queues                 = [{ queue = \"Billing\", priority = 1, delay = 0 }]\n}\n",
	})
	RowsOnDisabledChannel = define(Entry{
		Code: "CW3017", Severity: Warning, Summary: "Rows on a channel that is off",
		Cause:   "Rows of the table are for a channel that the profile's agents do not take, so they do nothing.",
		Fix:     "Turn the channel on in channels, or drop the rows.",
		Example: "routing_profile \"p\" {\n  channels = { voice = 1 }\n  queues   = [{ queue = \"Sales\", priority = 1, delay = 0, channels = [\"chat\"] }]\n}\n",
	})
	SettingOfDisabledChannel = define(Entry{
		Code: "CW3018", Severity: Warning, Summary: "Setting of a channel that is off",
		Cause:   "A setting is for a channel that the profile's agents do not take, so it does nothing.",
		Fix:     "Turn the channel on in channels, or drop the setting.",
		Example: "routing_profile \"p\" {\n  channels      = { voice = 1 }\n  cross_channel = { chat = \"any\" }\n}\n",
	})
	QuotaMayBeExceeded = define(Entry{
		Code: "CW3019", Severity: Warning, Summary: "Quota may be exceeded",
		Cause: "There would be more than an instance allows unless its quota was raised. callwright cannot read quotas of an instance.",
		Fix:   "Look in the Service Quotas console; ask for more there, or describe fewer.",
		Example: `Warning[CW3019]: Quota may be exceeded

  There would be 120 objects of kind hours_of_operation; an instance allows 100 unless its quota was raised.
`,
	})
	DuplicateSetting = define(Entry{
		Code: "CW3040", Summary: "Setting is written twice",
		Cause:   "A user's phone and channels say some things in two ways, which are one setting in the service. What is written in both could not be told apart.",
		Fix:     "Write it in one of the two places that the message names.",
		Example: "user \"ada\" {\n  phone    = { auto_accept = true }\n  channels = { voice = { auto_accept = true } }\n}\n",
	})
	TagsRestrictNothing = define(Entry{
		Code: "CW3041", Summary: "Tags restrict nothing",
		Cause:   "A security profile restricts what its users see by two attributes together, and one of them is missing: the tags and the kinds, or the group and the kinds.",
		Fix:     "Write both, or neither.",
		Example: "security_profile \"lead\" {\n  access_control_tags      = { team = \"motor\" }\n  tag_restricted_resources = []\n}\n",
	})
	KindsWithoutTags          = TagsRestrictNothing.saying("Kinds without tags")
	GroupRestrictsNothing     = TagsRestrictNothing.saying("Group restricts nothing")
	TooManyRestrictedProfiles = define(Entry{
		Code: "CW3042", Severity: Warning, Summary: "Too many restricted profiles",
		Cause: "Amazon Connect takes three security profiles of a user that restrict by tags, and two that restrict by the hierarchy.",
		Fix:   "Take profiles away from the user, or make one of several.",
		Example: `Warning[CW3042]: Too many restricted profiles

  The user has 4 security profiles that restrict by tags: "A", "B", "C" and "D". Amazon Connect takes 3.
`,
	})
	RestrictionCancelled = define(Entry{
		Code: "CW3043", Severity: Warning, Summary: "Restriction is cancelled",
		Cause: "A user has a security profile that restricts what may be seen, and another one with the same permissions that does not. The less restrictive one counts.",
		Fix:   "Restrict the other profile, too, or drop the permissions that it shares with the restricted one.",
		Example: `Warning[CW3043]: Restriction is cancelled

  The user is restricted by tags by "Lead", but also has "Directory" without that restriction. Where their permissions overlap, nothing is restricted.
`,
	})
	UnsupportedResource = define(Entry{
		Code: "CW3044", Summary: "Unsupported resource", OfName: true,
		Cause:   "A security profile's access names a resource that the console's table of permissions does not have.",
		Fix:     "Compare the name with docs/permissions.md. What is missing there can be written by its API name in permissions.",
		Example: "security_profile \"lead\" {\n  access = { quues = [\"view\"] }\n}\n",
	})
	UnknownLevel = define(Entry{
		Code: "CW3045", Summary: "Unknown level",
		Cause:   "The console has no such level of the resource, such as View or Edit.",
		Fix:     "Choose one of those that the message lists, or write all of them as \"all\".",
		Example: "security_profile \"lead\" {\n  access = { queues = [\"veiw\"] }\n}\n",
	})
	InvalidUsername = define(Entry{
		Code: "CW3046", Summary: "Username does not fit",
		Cause: "What a username may be depends on how the instance knows its users: 64 characters with single sign-on, 20 otherwise; letters, digits and _ - ., and an @ only as an e-mail address has it.",
		Fix:   "Choose another username. With single sign-on it has to be the name that the identity provider sends.",
		Example: `Error[CW3046]: Username does not fit

  "ada lovelace" is no username: it has letters from a to z, digits and _ - ., and an @ only as an e-mail address has it.
`,
	})
	AttributeNotAllowed = define(Entry{
		Code: "CW3047", Summary: "Attribute is refused here",
		Cause: "How the instance knows its users was chosen when it was made, and users of such an instance do not have the attribute.",
		Fix:   "Drop the attribute.",
		Example: `Error[CW3047]: Attribute is refused here

  A user of an instance with single sign-on (SAML) has no directory_id. Drop it.
`,
	})
	ManagedByDirectory = define(Entry{
		Code: "CW3048", Summary: "Value comes from elsewhere",
		Cause: "The instance takes the value from its directory, and refuses to change it.",
		Fix:   "Change it in the directory, or drop the attribute, so that it is not managed here.",
		Example: `Error[CW3048]: Value comes from elsewhere

  In an instance with an existing directory, email is the directory's and cannot be changed here. Change it there, or drop it.
`,
	})
)
