package diag

// The service and its credentials.
var (
	NotAuthorized = define(Entry{
		Code: "CW4001", Summary: "Authentication or permission failed",
		Cause: "The service rejected the credentials, or they do not allow the call that the message names.",
		Fix:   "Check which credentials the AWS SDK finds (environment, profile, role), and the role's policy. A plan needs read permissions only.",
		Example: `Error[CW4001]: Authentication or permission failed

  SearchUsers: AccessDeniedException: User is not authorized to perform: connect:SearchUsers
  Check which credentials callwright finds, and what their policy allows.
`,
	})
	NothingWritten = define(Entry{
		Code: "CW4002", Summary: "Nothing was written", Form: "Nothing was written: %d of %s failed",
		Cause: "Every change that callwright tried failed. The lines before this message say which and why, with the service's own words and request IDs.",
		Fix:   "Correct what those lines name, and run apply again.",
		Example: `Error[CW4002]: Nothing was written: 2 of 2 changes failed

  The lines above say why.
`,
	})
)

// Refusals. A refused plan can be looked at, and is never applied.
var (
	TooManyDeletions = define(Entry{
		Code: "CW5001", Summary: "Too many deletions",
		Cause:   "The plan deletes more objects of one kind than a single apply may. A large number often means the wrong environment or an empty file.",
		Fix:     "If this is intended, raise limits in the callwright block in the same change, so that reviewers see it.",
		Example: "Error[CW5001]: Too many deletions\n\n  The plan deletes 12 of 40 queues; one plan may delete 10. If this is intended, write in the callwright block: limits = { deletes = 12 }\n",
	})
	DeletesEveryObject = define(Entry{
		Code: "CW5002", Summary: "All objects of a kind would be deleted",
		Cause: "The stack has ten or more objects of this kind, and the plan deletes all of them.",
		Fix:   "If this is intended, raise limits in the callwright block as the message shows.",
		Example: `Error[CW5002]: All objects of a kind would be deleted

  The plan deletes all 12 queues of this stack. If this is intended, write in the callwright block: limits = { deletes = 12, percent = 100 }
`,
	})
	ProtectedObjectDeleted = define(Entry{
		Code: "CW5003", Summary: "Protected object would be deleted",
		Cause: "The object had prevent_destroy in its lifecycle when it was last applied, and it is no longer in the configuration.",
		Fix:   "Describe it again with prevent_destroy = false, apply, and then remove it. Or write a release block to let it go.",
		Example: `Error[CW5003]: Protected object would be deleted

  The queue "Sales" is no longer in the configuration, but its lifecycle has prevent_destroy. Describe it again with lifecycle { prevent_destroy = false }, apply, and then remove it; or write release { address = queue.sales } to let it go.
`,
	})
	ProtectedObjectReplaced = define(Entry{
		Code: "CW5004", Summary: "Protected object would be replaced",
		Cause: "The service cannot change this attribute of an existing object, and prevent_destroy in the object's lifecycle rules out a replacement.",
		Fix:   "Restore the value, or set prevent_destroy = false first.",
		Example: `Error[CW5004]: Protected object would be replaced

  The service cannot change "username" of the existing user "ana", and its lifecycle has prevent_destroy. Restore the value, or set prevent_destroy = false first.
`,
	})
	ReplacementRequired = define(Entry{
		Code: "CW5005", Summary: "Change needs a replacement",
		Cause: "The service cannot change this attribute of an existing object. The object would have to be deleted and created again, with a new ID and without its history.",
		Fix:   "Restore the value, or write lifecycle { allow_replace = true } in the object's block.",
		Example: `Error[CW5005]: Change needs a replacement

  The service cannot change "username" of the existing user "ana"; the object would have to be deleted and created again. Restore the value, or write lifecycle { allow_replace = true } in its block.
`,
	})
	ReplacementUnderSameName = define(Entry{
		Code: "CW5006", Summary: "Replacement under the same name",
		Cause: "The new object would exist beside the old one for a moment, and both would have the same name.",
		Fix:   "Give it another name as well.",
		Example: `Error[CW5006]: Replacement under the same name

  The service cannot change "parent" of the existing hierarchy_group "EMEA/Sales", and a new one cannot exist beside it with the same name. Give it another name as well.
`,
	})
	AdoptionNotAllowed = define(Entry{
		Code: "CW5007", Summary: "Existing object would be taken over",
		Cause: "The object exists and no stack manages it, but adoption is off.",
		Fix:   "Write adopt = \"any\" in the callwright block, omit --no-adopt, or describe another object.",
		Example: `Error[CW5007]: Existing object would be taken over

  The queue "Sales" exists and no stack manages it, but adoption is off (--no-adopt, or adopt = "none" in the callwright block). Turn adoption on to take the object over, or describe another one.
`,
	})
	AdoptionWouldChange = define(Entry{
		Code: "CW5008", Summary: "Existing object would be changed",
		Cause: "The object exists, no stack manages it, and it differs from its block. The configuration only allows taking over objects that match their blocks.",
		Fix:   "Describe the object as it is, or write adopt = \"any\" in the callwright block.",
		Example: `Error[CW5008]: Existing object would be changed

  The queue "Sales" exists and no stack manages it, but it differs from its block, and adopt = "unchanged" only allows taking over objects that match. Describe it as it is, or write adopt = "any" in the callwright block.
`,
	})
	ObjectOfAnotherStack = define(Entry{
		Code: "CW5009", Summary: "Object belongs to another stack",
		Cause: "The object's tag names another stack, whose configuration manages it.",
		Fix:   "Release it there. If this stack replaces the other one, write formerly = [\"NAME\"] in the callwright block.",
		Example: `Error[CW5009]: Object belongs to another stack

  The queue "Sales" belongs to the stack "billing" (billing/queue.sales). Release it there; or, if this stack replaces that one, write formerly = ["billing"] in the callwright block.
`,
	})
	BuiltInObjectDeleted = define(Entry{
		Code: "CW5010", Summary: "Built-in object would be deleted",
		Cause: "The object came with the instance, and the instance needs it.",
		Fix:   "Remove the delete block.",
		Example: `Error[CW5010]: Built-in object would be deleted

  The queue "BasicQueue" is built into the instance, and callwright never deletes it. Remove its delete block.
`,
	})
	ObjectInUse = define(Entry{
		Code: "CW5011", Summary: "Deletion of object in use",
		Cause: "The plan deletes an object that another object still refers to, and the plan leaves that other object unchanged. The service would refuse the deletion halfway through.",
		Fix:   "Describe the object again, or first change what refers to it.",
		Example: `Error[CW5011]: Deletion of object in use

  The queue "Old" would be deleted, but routing_profile "Basic" still refers to it. Describe it again, or first change what refers to it.
`,
	})
	IncompletePart = define(Entry{
		Code: "CW5012", Summary: "Selected change needs another",
		Cause: "A change that --only and --exclude select has to wait for one that they leave out.",
		Fix:   "Select that change too.",
		Example: `Error[CW5012]: Selected change needs another

  routing_profile.premium has to wait for queue.gold, which --only or --exclude leaves out. Select it too.
`,
	})
	InstanceLockout = define(Entry{
		Code: "CW5013", Summary: "Nobody could administer the instance",
		Cause: "The plan takes the ability to edit users and security profiles from the last live user who had both. Nobody could give it back in the console.",
		Fix:   "Give both to somebody in the same plan. If this is intended, write limits = { lockout = true } in the callwright block, so that reviewers see it.",
		Example: `Error[CW5013]: Nobody could administer the instance

  The plan takes Users.Edit with SecurityProfiles.Edit from "ada", and nobody else has both, so nobody could edit users and security profiles in the console any more. Give both to somebody in this plan; or, if this is intended, write in the callwright block: limits = { lockout = true }
`,
	})
	AdminLosesPermissions = define(Entry{
		Code: "CW5014", Summary: "Admin would lose permissions",
		Cause: "Emergency access relies on the built-in security profile Admin, so it can gain permissions but must not lose any.",
		Fix:   "Describe your own security profile instead, or add the missing permissions.",
		Example: `Error[CW5014]: Admin would lose permissions

  on access.hcl line 3, in security_profile "admin":
  3:   permissions = ["BasicAgentAccess"]
                     ^^^^^^^^^^^^^^^^^^^^
  The built-in security profile Admin must not lose permissions, and the plan takes "Users.Edit" from it. Describe your own profile instead, or add the missing permissions.
`,
	})
	NoRoomForRecord = define(Entry{
		Code: "CW5015", Summary: "No room for the record",
		Cause: "callwright keeps its record of an object in two tags, an object has at most 50 tags, and the object already has more than 48.",
		Fix:   "Remove tags from the object, in the console or by writing the tags attribute, which then lists all tags that stay.",
		Example: `Error[CW5015]: No room for the record

  on main.hcl line 1, in queue "sales":
  1: queue "sales" {
     ^^^^^^^^^^^^^
  The queue "Sales" has 49 tags, and an object has at most 50. callwright needs two for its record. Remove at least 1 of them: "cost-centre", "owner", "team".
`,
	})
	CheckFailed = define(Entry{
		Code: "CW5101", Summary: "Check failed", Form: "Check failed: %s",
		Cause: "The assertion of a check block is false for the planned state. An error stops the plan from being applied; a warning does not.",
		Fix:   "Change the configuration so that the check passes, or change the check itself, so that reviewers see it.",
		Example: `Error[CW5101]: Check failed: two_in_sales

  on checks.hcl line 2, in check "two_in_sales":
  2:   assert  = length(agents_serving(queue.sales)) >= 2
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  Sales needs two agents.
`,
	})
	CheckNotAnswered = define(Entry{
		Code: "CW5102", Summary: "Check cannot be evaluated", Form: "Check cannot be evaluated: %s",
		Cause: "The check asks about something that callwright did not read from the instance, or its expression has no value in the planned state. Such a check counts as failed.",
		Fix:   "Correct what the message names.",
		Example: `Error[CW5102]: Check cannot be evaluated: two_in_sales

  on checks.hcl line 2, in check "two_in_sales":
  2:   assert  = length(agents_serving("Slaes")) >= 2
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  There will be no queue "Slaes". Did you mean "Sales"?
`,
	})
)

// Saved plans that cannot be applied, and drift.
var (
	PlanOutOfDate = define(Entry{
		Code: "CW6001", Summary: "Plan is out of date", Form: "Plan is out of date: %d of %s changed",
		Cause: "Somebody changed an object after the plan was made, so nobody has reviewed what apply would write. Nothing was written.",
		Fix:   "Plan again, and have the new digest approved.",
		Example: `Error[CW6001]: Plan is out of date: 1 of 40 objects changed

  routing_profile.premium was not updated: queues was [] when planned, and is [{ … }] now
  Nothing was written. Run plan again and have the new digest approved.
`,
	})
	PlanNotApproved = define(Entry{
		Code: "CW6002", Summary: "Plan is not the approved one",
		Cause: "The digest of the plan differs from --expect-digest: the configuration or the contact centre changed after the approval. Nothing was written.",
		Fix:   "Review the plan that is shown, and have its digest approved.",
		Example: `Error[CW6002]: Plan is not the approved one

  Its digest is sha256:1f0a…, not sha256:9c1e….
  Nothing was written. Have the new plan approved.
`,
	})
	PlanModified = define(Entry{
		Code: "CW6003", Summary: "Plan file was modified",
		Cause: "The digest in the saved plan does not match its content, so somebody edited the file, or part of it is missing.",
		Fix:   "Plan again. Do not edit a plan; edit the configuration.",
		Example: `Error[CW6003]: Plan file was modified

  plan.json: its digest does not match its content. Plan again, and do not edit the plan; edit the configuration.
`,
	})
	UnreadablePlan = define(Entry{
		Code: "CW6004", Summary: "Cannot read plan",
		Cause: "The file is not a plan, or this version of callwright does not read its format.",
		Fix:   "Plan again with this version: callwright plan --out FILE.",
		Example: `Error[CW6004]: Cannot read plan

  plan.json: the plan has format version 2.0, and this callwright reads version 1.0. Plan again: callwright plan --out FILE.
`,
	})
	UnusableSnapshot = define(Entry{
		Code: "CW6007", Summary: "Cannot use snapshot",
		Cause: "The file of --live is not a snapshot, or is one of another contact centre, or lacks something that the command has to know. What a snapshot does not have is unknown.",
		Fix:   "Take a snapshot of this contact centre with this version: callwright snapshot -o FILE.",
		Example: `Error[CW6007]: Cannot use snapshot

  live.json: line 41: objects[35].attributes.max_contacts: it must be of type number, but is of type string. Take another one: callwright snapshot -o FILE.
`,
	})
	UnusableTraffic = define(Entry{
		Code: "CW6008", Summary: "Cannot use traffic",
		Cause: "A file of --traffic or --staffing cannot be read, or names a queue, a routing profile or a user that the contact centre does not have, or the contact centre could not be read as far as a simulation needs.",
		Fix:   "Correct the line that the message names. docs/service-levels.md describes the files.",
		Example: `Error[CW6008]: Cannot use traffic

  traffic.csv: line 7, column queue: unknown queue "Slaes". Did you mean "Sales"?
`,
	})
	ObjectDrifted = define(Entry{
		Code: "CW6005", Severity: Warning, Summary: "Changed since last apply", Form: "Changed since last apply: %s",
		Cause: "Somebody changed the object after callwright last wrote it, in the console or with another tool.",
		Fix:   "Apply to change it back, or update the configuration to match.",
		Example: `Warning[CW6005]: Changed since last apply: routing profile "Premium"

  on routing.hcl line 14:
  Changed outside the configuration: queues.
`,
	})
	MissingObject = define(Entry{
		Code: "CW6006", Severity: Warning, Summary: "Missing object", Form: "Missing object: %s",
		Cause: "The configuration describes the object, but the instance does not have one with this name: somebody deleted it, or nobody has created it yet.",
		Fix:   "Apply to create it, or remove its block from the configuration.",
		Example: `Warning[CW6006]: Missing object: queue "Premium 1"

  on routing.hcl line 3:
`,
	})
)

// Runs that did a part of their plan, and what an undo plan cannot restore.
var (
	ApplyIncomplete = define(Entry{
		Code: "CW7001", Summary: "Apply is incomplete", Form: "Apply is incomplete: %d of %s made",
		Cause: "callwright made some of the changes. Others failed, were skipped because of a failure, or were out of date.",
		Fix:   "Correct what failed, and run apply again: it makes the remaining changes and repeats nothing. To undo the changes, apply the undo plan that the run names.",
		Example: `Error[CW7001]: Apply is incomplete: 38 of 40 changes were made

  1 failed, 1 out of date, 0 not as wanted, 0 not attempted: the lines above name each.
`,
	})
	Recreated = define(Entry{
		Code: "CW7002", Severity: Warning, Summary: "Recreated, not restored",
		Cause: "The run deleted an object. Undoing it creates one with the same name and settings, but with a new ID. The history stays with the old ID.",
		Fix:   "Nothing needs to be done. Reports that use the ID show two objects.",
		Example: `Warning[CW7002]: Recreated, not restored

  The queue "Old" was deleted. Undoing creates one with the same name and settings, but with a new ID; the history stays with the old ID.
`,
	})
	ValueNotRestored = define(Entry{
		Code: "CW7003", Severity: Warning, Summary: "Value cannot be restored",
		Cause: "The service held a value that it does not accept any more, so undoing keeps the new value.",
		Fix:   "Nothing can be done.",
		Example: `Warning[CW7003]: Value cannot be restored

  description of queue.sales was "", which the service does not accept any more. It stays as it is.
`,
	})
	DisabledNotDeleted = define(Entry{
		Code: "CW7004", Severity: Warning, Summary: "Disabled, not deleted",
		Cause: "The run created an object that the service cannot delete, such as an agent status. Undoing disables it.",
		Fix:   "Nothing needs to be done. The object can be reused under another name.",
		Example: `Warning[CW7004]: Disabled, not deleted

  The service cannot delete the agent_status "Lunch" that the run created. Undoing disables it.
`,
	})
	RunNotRecorded = define(Entry{
		Code: "CW7005", Summary: "Run was not recorded",
		Cause: "callwright made the changes, and could not save the journal of the run or the plan that takes it back. Most often the disk is full.",
		Fix:   "Make room on the disk. To take the run back, apply the configuration of an earlier commit.",
		Example: `Error[CW7005]: Run was not recorded

  Every change was made, but the undo plan was not saved: write .callwright/runs/20240501T093000.250000Z-a1b2c3/undo.json: no space left on device.
`,
	})
)
