package diag

// The provider of ConnectPath.
var (
	MissingProvider = define(Entry{
		Code: "CW1251", Summary: "Missing provider",
		Cause:   "Permission groups belong to ConnectPath, and the configuration does not say how to reach it. Only the embedded contact centre needs no provider block for it.",
		Fix:     "Write provider \"connectpath\" { driver = \"gateway\" }, and set CALLWRIGHT_CONNECTPATH_ENDPOINT and CALLWRIGHT_CONNECTPATH_TOKEN. docs/connectpath.md describes the drivers.",
		Example: "callwright {\n  stack = \"support\"\n}\nprovider \"amazonconnect\" {\n  instance = \"x\"\n}\npermission_group \"agents\" {}\n",
	})
	UnknownDriver = define(Entry{
		Code: "CW1252", Summary: "Unknown driver",
		Cause:   "callwright talks to ConnectPath through one of two drivers, \"gateway\" and \"external\". The configuration names another.",
		Fix:     "Write driver = \"gateway\" or driver = \"external\"; docs/connectpath.md says what each can do.",
		Example: "provider \"connectpath\" {\n  driver = \"graphql\"\n}\n",
	})
	EndpointOfEmbeddedInstance = define(Entry{
		Code: "CW1253", Summary: "Endpoint for the embedded instance",
		Cause:   "The embedded contact centre has its own ConnectPath, so callwright would never use this endpoint.",
		Fix:     "Remove the endpoint, or add a provider \"amazonconnect\" block.",
		Example: "provider \"connectpath\" {\n  endpoint = \"http://127.0.0.1:4510/connectpath\"\n}\n",
	})
)

// Permissions in ConnectPath.
var (
	LevelNotOffered = define(Entry{
		Code: "CW3201", Summary: "Level not offered",
		Cause:   "Each ConnectPath permission offers some of the levels enabled, view, edit, create and remove. This permission does not offer the level in the configuration.",
		Fix:     "Use one of the levels that the message lists, or \"all\" for all of them.",
		Example: "permission_group \"g\" {\n  permissions = { communication = { announcements = [\"edit\"] } }\n}\n",
	})
	DeprecatedPermission = define(Entry{
		Code: "CW3202", Severity: Warning, Summary: "Deprecated permission",
		Cause:   "ConnectPath has deprecated the permission, and it has no effect. callwright leaves its live value unchanged.",
		Fix:     "Remove the line.",
		Example: "permission_group \"g\" {\n  permissions = { routing = { phone_number = [\"view\"] } }\n}\n",
	})
	ChangeWithoutView = define(Entry{
		Code: "CW3203", Severity: Warning, Summary: "Change without view",
		Cause:   "The group can change something that it cannot view. ConnectPath does not say that one level includes another, so callwright adds none.",
		Fix:     "Add \"view\" if the group's users should see what they change.",
		Example: "permission_group \"g\" {\n  permissions = { users = { users = [\"edit\"] } }\n}\n",
	})
	EscalatingPermission = define(Entry{
		Code: "CW3204", Severity: Warning, Summary: "Permission that can grant all others",
		Cause: "Anyone who can edit ConnectPath's users, or edit or create its permission groups, can give themselves every other permission.",
		Fix:   "Give it to administrators only.",
		Example: `Warning[CW3204]: Permission that can grant all others

  The group gains users.users edit, which lets its users give themselves every other permission.
`,
	})
	DefaultGroupAdministers = define(Entry{
		Code: "CW3205", Severity: Warning, Summary: "Default group can administer",
		Cause: "Users without a permission group of their own are in the default group, and that group lets them give themselves every other permission. A new instance of ConnectPath starts like this.",
		Fix:   "Make a narrower group the default, now that an administrator has a group of their own: connectpath { default_group = permission_group.agents }.",
		Example: `Warning[CW3205]: Default group can administer

  Users without a group of their own are in "ConnectPath Admin", which gives users.users edit. "ada" has an administrator's group of their own, so the default can be narrower: connectpath { default_group = … }.
`,
	})
)

// Refusals of plans that would lock people out of ConnectPath.
var (
	ConnectPathLockout = define(Entry{
		Code: "CW5201", Summary: "Nobody could administer ConnectPath",
		Cause: "The plan takes the ability to edit ConnectPath's users and permission groups from the last user who had both, not counting protected users. Only the Instance Admin could give it back.",
		Fix:   "Give both to somebody in the same plan. If this is intended, write limits = { lockout = true } in the callwright block, so that reviewers see it.",
		Example: `Error[CW5201]: Nobody could administer ConnectPath

  The plan takes edit of users.users and users.security_profiles from "ada", and only protected users would still have both. Nobody else could manage ConnectPath's users and permission groups.
`,
	})
	ProtectedUser = define(Entry{
		Code: "CW5202", Summary: "Change to a protected user",
		Cause: "The user is protected, by ConnectPath or by protected_users in the connectpath block. Protected users are for emergencies: callwright never changes, moves or deletes them.",
		Fix:   "Remove the user from the configuration (with a release block if this stack manages the user), or from protected_users.",
		Example: `Error[CW5202]: Change to a protected user

  "break.glass" is a protected user of ConnectPath. callwright never changes, moves or deletes protected users. Remove the user from this configuration (with a release block if this stack manages the user), or from protected_users in the connectpath block.
`,
	})
)
