package diag

// The provider of ConnectPath.
var (
	MissingProvider = define(Entry{
		Code: "CW1251", Summary: "Missing provider",
		Cause:   "Permission groups are ConnectPath's, and nothing says how that is reached. The embedded contact centre alone needs no block for it.",
		Fix:     "Write provider \"connectpath\" { driver = \"gateway\" }, and set CALLWRIGHT_CONNECTPATH_ENDPOINT and CALLWRIGHT_CONNECTPATH_TOKEN. docs/connectpath.md has the drivers.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n}\npermission_group \"agents\" {}\n",
	})
	UnknownDriver = define(Entry{
		Code: "CW1252", Summary: "Unknown driver",
		Cause:   "ConnectPath is spoken to by one of two drivers.",
		Fix:     "Write driver = \"gateway\" or driver = \"external\"; docs/connectpath.md says what each can do.",
		Example: "provider \"connectpath\" {\n  driver = \"graphql\"\n}\n",
	})
	EndpointOfEmbeddedInstance = define(Entry{
		Code: "CW1253", Summary: "Endpoint of an embedded instance",
		Cause:   "The contact centre that is built in has a ConnectPath of its own, so no other is spoken to.",
		Fix:     "Drop the endpoint, or name a provider \"amazonconnect\", too.",
		Example: "provider \"connectpath\" {\n  endpoint = \"http://127.0.0.1:4510/connectpath\"\n}\n",
	})
)

// Permissions in ConnectPath.
var (
	LevelNotOffered = define(Entry{
		Code: "CW3201", Summary: "Level not offered",
		Cause:   "Each permission of ConnectPath offers some of the levels enabled, view, edit, create and remove, and this one does not offer the one that is written.",
		Fix:     "Write one of those that the message lists, or \"all\" for every one of them.",
		Example: "permission_group \"g\" {\n  permissions = { communication = { announcements = [\"edit\"] } }\n}\n",
	})
	DeprecatedPermission = define(Entry{
		Code: "CW3202", Severity: Warning, Summary: "Deprecated permission",
		Cause:   "ConnectPath has deprecated the permission, and it has no effect. It is left as it is live.",
		Fix:     "Remove the line.",
		Example: "permission_group \"g\" {\n  permissions = { routing = { phone_number = [\"view\"] } }\n}\n",
	})
	ChangeWithoutView = define(Entry{
		Code: "CW3203", Severity: Warning, Summary: "Change without view",
		Cause:   "The group may change something that it may not view. ConnectPath does not say that one level brings another, so none is added.",
		Fix:     "Write \"view\", too, if its users are to see what they change.",
		Example: "permission_group \"g\" {\n  permissions = { users = { users = [\"edit\"] } }\n}\n",
	})
	EscalatingPermission = define(Entry{
		Code: "CW3204", Severity: Warning, Summary: "Permission that leads to all others",
		Cause: "Who may edit ConnectPath's users, or edit or create its permission groups, can come to have every other permission.",
		Fix:   "Give it to administrators alone.",
		Example: `Warning[CW3204]: Permission that leads to all others

  The group gains users.users edit, by which its users can come to have every other permission.
`,
	})
	DefaultGroupAdministers = define(Entry{
		Code: "CW3205", Severity: Warning, Summary: "Default group administers",
		Cause: "Whoever was given no permission group is in the default one, and that gives what leads to every other permission. It is so on a new instance of ConnectPath.",
		Fix:   "Make a narrower group the default, now that somebody is an administrator by name: connectpath { default_group = permission_group.agents }.",
		Example: `Warning[CW3205]: Default group administers

  Whoever was given no group is in "ConnectPath Admin", which gives users.users edit. As "ada" is an administrator by name, the default can be narrower: connectpath { default_group = … }.
`,
	})
)

// Refusals of plans that would lock people out of ConnectPath.
var (
	ConnectPathLockout = define(Entry{
		Code: "CW5201", Summary: "Nobody could administer ConnectPath",
		Cause: "The plan takes the ability to edit ConnectPath's users and permission groups from the last user who had both, protected users aside. Only the Instance Admin could give it back.",
		Fix:   "Give both to somebody in the same plan. If it is meant, write limits = { lockout = true } in the callwright block, so that it is reviewed.",
		Example: `Error[CW5201]: Nobody could administer ConnectPath

  The plan takes the edit of users.users and users.security_profiles from "ada", and nobody else but protected users has both: nobody could manage ConnectPath's users and permission groups any more.
`,
	})
	ProtectedUser = define(Entry{
		Code: "CW5202", Summary: "Protected user would be touched",
		Cause: "The user is protected, by ConnectPath or by protected_users in the connectpath block: kept for emergencies, and never changed, moved or deleted.",
		Fix:   "Take the user out of the configuration, with a release block if this stack has it; or out of protected_users.",
		Example: `Error[CW5202]: Protected user would be touched

  "break.glass" is a protected user of ConnectPath, and is never changed, moved or deleted. Take it out of this configuration (with a release block, if this stack has it), or out of protected_users in the connectpath block.
`,
	})
)
