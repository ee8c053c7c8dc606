package diag

// Values, and the rules of Amazon Connect for them.
var (
	InvalidValue = define(Entry{
		Code: "CW3001", Summary: "Invalid value",
		Cause:   "The value has the right type, but the service does not accept it: it is too long, out of range, or not one of the allowed words.",
		Fix:     "Write a value that the message allows.",
		Example: "queue \"q\" {\n  status = \"on\"\n}\n",
	})
	WrongType = define(Entry{
		Code: "CW3002", Summary: "Wrong type",
		Cause:   "The value has a different type from the one that the attribute needs.",
		Fix:     "Write a value of the type that the message names. tostring, tonumber, tolist and toset convert values.",
		Example: "queue \"q\" {\n  max_contacts = \"many\"\n}\n",
	})
	MissingColumn = define(Entry{
		Code: "CW3003", Summary: "Missing column",
		Cause:   "A row of the table lacks a required column.",
		Fix:     "Add the column to the row.",
		Example: "routing_profile \"p\" {\n  queues = [{ queue = \"Sales\", priority = 1 }]\n}\n",
	})
	UnsupportedColumn = define(Entry{
		Code: "CW3004", Summary: "Unsupported column", OfName: true,
		Cause:   "Rows of this table do not have a column with this name.",
		Fix:     "Check the name against docs/kinds.md.",
		Example: "routing_profile \"p\" {\n  queues = [{ queue = \"Sales\", priority = 1, delay = 0, chanels = [\"voice\"] }]\n}\n",
	})
	UnsupportedKey = define(Entry{
		Code: "CW3005", Summary: "Unsupported key", OfName: true,
		Cause:   "The map only accepts certain keys.",
		Fix:     "Use one of the keys that the message lists.",
		Example: "routing_profile \"p\" {\n  channels = { phone = 1 }\n}\n",
	})
	WrongMemberCount = define(Entry{
		Code: "CW3006", Summary: "Wrong number of members",
		Cause:   "The collection has more or fewer members than the service accepts.",
		Fix:     "Stay within the limits in the message. For example, a user has 1 to 10 security profiles.",
		Example: "user \"ana\" {\n  security_profiles = []\n}\n",
	})
	DuplicateRow = define(Entry{
		Code: "CW3007", Summary: "Duplicate row",
		Cause:   "Each pair of queue and channel can appear only once in a table, and two rows cover the same pair. A row without channels covers every channel of the profile.",
		Fix:     "Merge the rows, or give them different channels.",
		Example: "routing_profile \"p\" {\n  channels = { voice = 1 }\n  queues = [\n    { queue = \"Sales\", priority = 1, delay = 0 },\n    { queue = \"Sales\", priority = 2, delay = 10, channels = [\"voice\"] },\n  ]\n}\n",
	})
	MissingRows = define(Entry{
		Code: "CW3008", Summary: "Missing rows",
		Cause:   "A queue table consists of its rows, and this one does not say what they are.",
		Fix:     "Write rows = [ … ], or rows = [] for an empty table.",
		Example: "queue_table \"t\" {}\n",
	})
	DuplicateLevel = define(Entry{
		Code: "CW3009", Summary: "Duplicate level",
		Cause:   "Two levels of the hierarchy have the same name.",
		Fix:     "Give one of them another name.",
		Example: "hierarchy {\n  levels = [\"Site\", \"Site\"]\n}\n",
	})
	LevelInUse = define(Entry{
		Code: "CW3010", Summary: "Level in use",
		Cause: "The plan would remove a level that still has groups, and the service would delete the groups too.",
		Fix:   "Move the groups first, in a separate change.",
		Example: `Error[CW3010]: Level in use

  on sites.hcl line 2, in hierarchy:
  2:   levels = ["Site"]
                ^^^^^^^^
  Level 2 still has groups; remove them before the level.
`,
	})
	TooManyLevelChanges = define(Entry{
		Code: "CW3011", Summary: "Too many level changes at once",
		Cause: "callwright compares levels by position. While the hierarchy has groups, one plan may rename one level, append levels, or remove an empty last level. With more changes at once, groups could end up on a level with another meaning.",
		Fix:   "Make the changes one at a time.",
		Example: `Error[CW3011]: Too many level changes at once

  on sites.hcl line 2, in hierarchy:
  2:   levels = ["Country", "Floor"]
                ^^^^^^^^^^^^^^^^^^^^
  The live levels are Site, Team. callwright compares levels by position, so while there are groups, one plan may append levels, rename one level, or remove an empty last level.
`,
	})
	NoLevelForGroup = define(Entry{
		Code: "CW3012", Summary: "No level for the group",
		Cause: "The group's parent is already on the last level of the hierarchy.",
		Fix:   "Append a level to the hierarchy, or choose another parent.",
		Example: `Error[CW3012]: No level for the group

  on sites.hcl line 9, in hierarchy_group "desk":
  9:   parent = hierarchy_group.team
                ^^^^^^^^^^^^^^^^^^^^
  The group would be on level 3, but the hierarchy has 2. Append a level in the hierarchy block, or choose a parent further up.
`,
	})
	OverlappingTimes = define(Entry{
		Code: "CW3013", Summary: "Overlapping opening times",
		Cause:   "Two opening times on the same day overlap.",
		Fix:     "Merge them into one.",
		Example: "hours_of_operation \"h\" {\n  time_zone = \"UTC\"\n  schedule  = { monday = [\"08:00-12:00\", \"11:00-18:00\"] }\n}\n",
	})
	MissingPhoneNumber = define(Entry{
		Code: "CW3014", Summary: "Missing phone number",
		Cause:   "A user with a desk phone needs a phone number.",
		Fix:     "Write number in phone, such as +442079460123, or set type = \"soft\".",
		Example: "user \"ana\" {\n  phone = { type = \"desk\", number = \"\" }\n}\n",
	})
	UnknownPermission = define(Entry{
		Code: "CW3015", Severity: Warning, Summary: "Unknown permission",
		Cause:   "callwright's list of permissions does not have this name. A permission that is newer than the list may still exist.",
		Fix:     "Correct the name, or ignore the warning if Amazon Connect's documentation lists it.",
		Example: "security_profile \"s\" {\n  permissions = [\"BasicAgentAcess\"]\n}\n",
	})
	OutboundQueueNotInTable = define(Entry{
		Code: "CW3016", Severity: Warning, Summary: "Outbound queue is not in the table",
		Cause:   "Amazon Connect's guide says that the default outbound queue should be one of the profile's queues. The API does not require it.",
		Fix:     "Add a row for it.",
		Example: "routing_profile \"p\" {\n  default_outbound_queue = \"Sales\"\n  channels               = { voice = 1 }\n  queues                 = [{ queue = \"Billing\", priority = 1, delay = 0 }]\n}\n",
	})
	RowsOnDisabledChannel = define(Entry{
		Code: "CW3017", Severity: Warning, Summary: "Rows for a channel that is off",
		Cause:   "Agents with this profile do not take the channel of these rows, so the rows have no effect.",
		Fix:     "Turn the channel on in channels, or remove the rows.",
		Example: "routing_profile \"p\" {\n  channels = { voice = 1 }\n  queues   = [{ queue = \"Sales\", priority = 1, delay = 0, channels = [\"chat\"] }]\n}\n",
	})
	SettingOfDisabledChannel = define(Entry{
		Code: "CW3018", Severity: Warning, Summary: "Setting for a channel that is off",
		Cause:   "Agents with this profile do not take the channel of this setting, so the setting has no effect.",
		Fix:     "Turn the channel on in channels, or remove the setting.",
		Example: "routing_profile \"p\" {\n  channels      = { voice = 1 }\n  cross_channel = { chat = \"any\" }\n}\n",
	})
	ChannelWithWorkloads = define(Entry{
		Code: "CW3053", Summary: "Channel with workload types",
		Cause:   "A routing profile limits the contacts of a channel either as a whole, in channels and cross_channel, or by workload type, in workloads. The service does not accept both.",
		Fix:     "Remove the channel from channels and cross_channel, or remove its rows from workloads. If the block does not write workloads, the types are those of the live profile: write workloads = [] to remove them.",
		Example: "routing_profile \"p\" {\n  channels  = { voice = 1, task = 3 }\n  workloads = [{ channel = \"task\", type = \"claims\", contacts = 3 }]\n}\n",
	})
	QuotaMayBeExceeded = define(Entry{
		Code: "CW3019", Severity: Warning, Summary: "Quota may be exceeded",
		Cause: "There would be more objects than an instance allows by default. callwright cannot read whether the quota was raised.",
		Fix:   "Check the Service Quotas console. Ask for more there, or describe fewer.",
		Example: `Warning[CW3019]: Quota may be exceeded

  There would be 120 hours of operation; an instance allows 100 by default.
`,
	})
	DuplicateSetting = define(Entry{
		Code: "CW3040", Summary: "Duplicate setting",
		Cause:   "Some of a user's settings can be written in phone or in channels. In the service they are one setting, so only one of the two is allowed.",
		Fix:     "Write it in only one of the two places that the message names.",
		Example: "user \"ada\" {\n  phone    = { auto_accept = true }\n  channels = { voice = { auto_accept = true } }\n}\n",
	})
	TagsRestrictNothing = define(Entry{
		Code: "CW3041", Summary: "Tags restrict nothing",
		Cause:   "A security profile restricts what its users see by two attributes together, and one of them is missing: the tags or their kinds, or the group or its kinds.",
		Fix:     "Write both, or neither.",
		Example: "security_profile \"lead\" {\n  access_control_tags      = { team = \"motor\" }\n  tag_restricted_resources = []\n}\n",
	})
	KindsWithoutTags          = TagsRestrictNothing.saying("Kinds without tags")
	GroupRestrictsNothing     = TagsRestrictNothing.saying("Group restricts nothing")
	TooManyRestrictedProfiles = define(Entry{
		Code: "CW3042", Severity: Warning, Summary: "Too many restricted profiles",
		Cause: "For one user, Amazon Connect accepts at most three security profiles that restrict by tags, and two that restrict by hierarchy.",
		Fix:   "Take profiles away from the user, or merge some of them.",
		Example: `Warning[CW3042]: Too many restricted profiles

  The user has 4 security profiles that restrict by tags: "A", "B", "C" and "D". Amazon Connect accepts 3.
`,
	})
	RestrictionCancelled = define(Entry{
		Code: "CW3043", Severity: Warning, Summary: "Restriction has no effect",
		Cause: "A user has a security profile that restricts what they see, and another with the same permissions that does not. The less restrictive one applies.",
		Fix:   "Restrict the other profile too, or remove the permissions that the two share.",
		Example: `Warning[CW3043]: Restriction has no effect

  The user is restricted by tags by "Lead", but also has "Directory" without that restriction. The restriction does not apply to permissions that both profiles have.
`,
	})
	UnsupportedResource = define(Entry{
		Code: "CW3044", Summary: "Unsupported resource", OfName: true,
		Cause:   "access names a resource that is not in the console's table of permissions.",
		Fix:     "Check the name against docs/permissions.md. If a permission is missing there, write its API name in permissions.",
		Example: "security_profile \"lead\" {\n  access = { quues = [\"view\"] }\n}\n",
	})
	UnknownLevel = define(Entry{
		Code: "CW3045", Summary: "Unknown level",
		Cause:   "The console does not offer this level, such as View or Edit, for the resource.",
		Fix:     "Choose one of the levels that the message lists, or write \"all\" for all of them.",
		Example: "security_profile \"lead\" {\n  access = { queues = [\"veiw\"] }\n}\n",
	})
	InvalidUsername = define(Entry{
		Code: "CW3046", Summary: "Invalid username",
		Cause:   "A username has letters from a to z, digits and _ - ., and @ only as in an e-mail address. It has at most 64 characters in an instance with single sign-on, and 20 in others.",
		Fix:     "Choose another username. With single sign-on, it must be the name that the identity provider sends.",
		Example: "user \"agents\" {\n  for_each = toset([\"ada lovelace\"])\n}\n",
	})
	StraySpaces = define(Entry{
		Code: "CW3065", Severity: Warning, Summary: "Stray spaces",
		Cause:   "A name begins or ends with a space, or has two spaces in a row. Nobody sees them, but searches and reports do not find the person by the name without them.",
		Fix:     "Remove the spaces. For names from a CSV file, trimspace(each.value.last_name) does it.",
		Example: "user \"lee\" {\n  last_name = \"Lee \"\n}\n",
	})
	AttributeNotAllowed = define(Entry{
		Code: "CW3047", Summary: "Attribute not allowed here",
		Cause: "The instance's identity management was chosen when the instance was created, and users of such an instance do not have this attribute.",
		Fix:   "Remove the attribute.",
		Example: `Error[CW3047]: Attribute not allowed here

  Users of an instance with single sign-on (SAML) do not have directory_id. Remove it.
`,
	})
	ManagedByDirectory = define(Entry{
		Code: "CW3048", Summary: "Managed by the directory",
		Cause: "The instance takes this value from its directory, so it cannot be changed in Amazon Connect.",
		Fix:   "Change it in the directory, or remove the attribute, so that callwright does not manage it.",
		Example: `Error[CW3048]: Managed by the directory

  An instance with an existing directory takes email from the directory. Change it there, or remove it here.
`,
	})
)
