package diag

// The service and its credentials.
var (
	NotAuthorized = define(Entry{
		Code: "CW4001", Summary: "Not authenticated or not permitted",
		Cause: "The service did not accept the credentials, or they do not allow the call that the message names.",
		Fix:   "Look at which credentials the AWS SDK finds (environment, profile, role), and at the policy of the role. Planning needs read permissions alone.",
		Example: `Error[CW4001]: Not authenticated or not permitted

  SearchUsers: AccessDeniedException: User is not authorized to perform: connect:SearchUsers
  Look at the credentials that are found, and at what their policy allows.
`,
	})
	NothingWritten = define(Entry{
		Code: "CW4002", Summary: "Nothing was written", Form: "Nothing was written: %d of %d changes failed",
		Cause: "Every change that was tried failed; the lines before the message say which and why, with the service's own words and its request id.",
		Fix:   "Mend what they name, and run apply again.",
		Example: `Error[CW4002]: Nothing was written: 2 of 2 changes failed

  Each is named above.
`,
	})
)

// Refusals. A refused plan can be looked at, and is never applied.
var (
	TooManyDeletions = define(Entry{
		Code: "CW5001", Summary: "Too many deletions",
		Cause:   "The plan deletes more objects of a kind than one apply may. A large number most often means a wrong environment or an empty file.",
		Fix:     "If it is meant, raise limits in the callwright block in the same change, so that it is reviewed.",
		Example: "Error[CW5001]: Too many deletions\n\n  The plan deletes 12 of 40 objects of kind queue; one plan may delete 10. If that is meant, write in the callwright block: limits = { deletes = 12 }\n",
	})
	DeletesEveryObject = define(Entry{
		Code: "CW5002", Summary: "Every object of a kind would be deleted",
		Cause: "The plan deletes all objects of a kind of which the stack has ten or more.",
		Fix:   "If it is meant, raise limits in the callwright block as the message shows.",
		Example: `Error[CW5002]: Every object of a kind would be deleted

  The plan deletes all 12 objects of kind queue that this stack has. If that is meant, write in the callwright block: limits = { deletes = 12, percent = 100 }
`,
	})
	ProtectedObjectDeleted = define(Entry{
		Code: "CW5003", Summary: "Protected object would be deleted",
		Cause: "The object's lifecycle said prevent_destroy when it was last applied, and it left the configuration.",
		Fix:   "Describe it again with prevent_destroy = false, apply, and then remove it. Or write a release block to let it go.",
		Example: `Error[CW5003]: Protected object would be deleted

  The queue "Sales" left the configuration, and its lifecycle forbids to delete it. Describe it again with lifecycle { prevent_destroy = false }, apply, and then remove it; or write release { address = queue.sales } to let it go.
`,
	})
	ProtectedObjectReplaced = define(Entry{
		Code: "CW5004", Summary: "Protected object would be replaced",
		Cause: "The service cannot change an attribute of an existing object, and the object's lifecycle says prevent_destroy.",
		Fix:   "Restore the value, or set prevent_destroy = false first.",
		Example: `Error[CW5004]: Protected object would be replaced

  The service cannot change "username" of the existing user "ana", and its lifecycle forbids to delete it. Restore the value, or set prevent_destroy = false first.
`,
	})
	ReplacementRequired = define(Entry{
		Code: "CW5005", Summary: "Change needs a replacement",
		Cause: "The service cannot change the attribute of an existing object; it would have to be deleted and made anew, with another id and without its history.",
		Fix:   "Restore the value, or write lifecycle { allow_replace = true } in the object's block.",
		Example: `Error[CW5005]: Change needs a replacement

  The service cannot change "username" of the existing user "ana"; the object would have to be deleted and made anew. Restore the value, or write lifecycle { allow_replace = true } in its block.
`,
	})
	ReplacementUnderSameName = define(Entry{
		Code: "CW5006", Summary: "Replacement under the same name",
		Cause: "The new object would have to exist beside the old one for a moment, and both would have one name.",
		Fix:   "Give it another name, too.",
		Example: `Error[CW5006]: Replacement under the same name

  The service cannot change "parent" of the existing hierarchy_group "EMEA/Sales", and a new one cannot be made beside it under the same name. Give it another name, too.
`,
	})
	AdoptionNotAllowed = define(Entry{
		Code: "CW5007", Summary: "Existing object would be taken over",
		Cause: "The object exists and is nobody's, and the configuration says that nothing is taken over.",
		Fix:   "Write adopt = \"any\" in the callwright block, leave --no-adopt out, or describe another object.",
		Example: `Error[CW5007]: Existing object would be taken over

  The queue "Sales" exists and is nobody's, and adoption is off, by --no-adopt or by adopt = "none" in the callwright block. Turn it on to take the object over, or describe another one.
`,
	})
	AdoptionWouldChange = define(Entry{
		Code: "CW5008", Summary: "Existing object would be changed",
		Cause: "The object exists, is nobody's and is not as described, and the configuration says that only what is as described is taken over.",
		Fix:   "Describe it as it is, or write adopt = \"any\" in the callwright block.",
		Example: `Error[CW5008]: Existing object would be changed

  The queue "Sales" exists, is nobody's and differs from what is described, and only objects that are as described may be taken over. Describe it as it is, or write adopt = "any" in the callwright block.
`,
	})
	ObjectOfAnotherStack = define(Entry{
		Code: "CW5009", Summary: "Object of another stack",
		Cause: "The object carries the name of another stack, whose configuration manages it.",
		Fix:   "Release it there. If all of that stack is this one's now, write formerly = [\"NAME\"] in the callwright block.",
		Example: `Error[CW5009]: Object of another stack

  The queue "Sales" belongs to the stack "billing" (billing/queue.sales). Release it there, or, if all of that stack is this one's now, write formerly = ["billing"] in the callwright block.
`,
	})
	BuiltInObjectDeleted = define(Entry{
		Code: "CW5010", Summary: "Instance's own object would be deleted",
		Cause: "The instance came with the object and works with it.",
		Fix:   "Remove the delete block.",
		Example: `Error[CW5010]: Instance's own object would be deleted

  The queue "BasicQueue" comes with the instance and is never deleted. Remove its delete block.
`,
	})
	ObjectInUse = define(Entry{
		Code: "CW5011", Summary: "Deletion of an object in use",
		Cause: "An object that the plan leaves as it is still refers to the one that it deletes; the service would refuse that half-way.",
		Fix:   "Describe it again, or change what refers to it first.",
		Example: `Error[CW5011]: Deletion of an object in use

  The queue "Old" left the configuration and would be deleted, but routing_profile "Basic" still refers to it. Describe it again, or change what refers to it first.
`,
	})
	IncompletePart = define(Entry{
		Code: "CW5012", Summary: "Part of a plan that needs the rest",
		Cause: "A change that --only and --exclude leave in waits for one that they leave out.",
		Fix:   "Take that one in, too.",
		Example: `Error[CW5012]: Part of a plan that needs the rest

  routing_profile.premium waits for queue.gold, which --only and --exclude leave out. Take it in, too.
`,
	})
	InstanceLockout = define(Entry{
		Code: "CW5013", Summary: "Nobody could administer the instance",
		Cause: "The plan takes the ability to edit users and security profiles from the last live user who had both. Nobody could give it back in the console.",
		Fix:   "Give both to somebody in the same plan. If it is meant, write limits = { lockout = true } in the callwright block, so that it is reviewed.",
		Example: `Error[CW5013]: Nobody could administer the instance

  The plan takes Users.Edit with SecurityProfiles.Edit from "ada", and nobody else has both: nobody could edit users and security profiles in the console any more. Give both to somebody in this plan; or, if that is meant, write in the callwright block: limits = { lockout = true }
`,
	})
	AdminLosesPermissions = define(Entry{
		Code: "CW5014", Summary: "Admin would lose permissions",
		Cause: "Who signs in for emergency access relies on the instance's own security profile Admin, so it may gain permissions and never lose any.",
		Fix:   "Describe a security profile of your own instead, or write the missing permissions, too.",
		Example: `Error[CW5014]: Admin would lose permissions

  on access.hcl line 3, in security_profile "admin":
  3:   permissions = ["BasicAgentAccess"]
                     ^^^^^^^^^^^^^^^^^^^^
  The instance's own security profile Admin may gain permissions and never lose any; the plan takes "Users.Edit" from it. Describe a profile of your own instead, or write the missing permissions, too.
`,
	})
	CheckFailed = define(Entry{
		Code: "CW5101", Summary: "Check failed", Form: "Check failed: %s",
		Cause: "What a check block asserts of the planned state does not hold. An error keeps the plan from being applied; a warning does not.",
		Fix:   "Change what is planned so that the check holds, or the check in the same change, so that it is reviewed.",
		Example: `Error[CW5101]: Check failed: two_in_sales

  on checks.hcl line 2, in check "two_in_sales":
  2:   assert  = length(agents_serving(queue.sales)) >= 2
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  Sales needs two agents.
`,
	})
	CheckNotAnswered = define(Entry{
		Code: "CW5102", Summary: "Check cannot be answered", Form: "Check cannot be answered: %s",
		Cause: "What a check asks about was not read from the instance, or its expression has no value in the planned state. What is unknown counts as not holding.",
		Fix:   "Look at what the message names.",
		Example: `Error[CW5102]: Check cannot be answered: two_in_sales

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
		Code: "CW6001", Summary: "Plan is out of date", Form: "Plan is out of date: %d of %d objects changed",
		Cause: "Somebody changed an object after the plan was made, so what would be written was never reviewed. Nothing was written.",
		Fix:   "Plan again, and have the new digest approved.",
		Example: `Error[CW6001]: Plan is out of date: 1 of 40 objects changed

  routing_profile.premium was not updated: queues was [] when planned, and is [{ … }] now
  Nothing was written. Run plan again and have the new digest approved.
`,
	})
	PlanNotApproved = define(Entry{
		Code: "CW6002", Summary: "Plan is not the one that was approved",
		Cause: "The digest of the plan is not the one that --expect-digest has: the configuration or the contact centre changed after the approval. Nothing was written.",
		Fix:   "Look at the plan that is shown, and have its digest approved.",
		Example: `Error[CW6002]: Plan is not the one that was approved

  Its digest is sha256:1f0a…, not sha256:9c1e….
  Nothing was written. Have the new plan approved.
`,
	})
	PlanModified = define(Entry{
		Code: "CW6003", Summary: "Plan was changed after it was made",
		Cause: "The digest in the saved plan does not fit what the plan says, so somebody changed the file, or it was cut off.",
		Fix:   "Plan again. A plan is not edited; the configuration is.",
		Example: `Error[CW6003]: Plan was changed after it was made

  plan.json: its digest does not fit what it says. Plan again; a plan is not edited, the configuration is.
`,
	})
	UnreadablePlan = define(Entry{
		Code: "CW6004", Summary: "Plan cannot be read",
		Cause: "The file is no plan, or one of a format that this version of callwright does not read.",
		Fix:   "Plan again with this version: callwright plan --out FILE.",
		Example: `Error[CW6004]: Plan cannot be read

  plan.json: the plan has format version 2.0; this callwright reads version 1.0. Plan again: callwright plan --out FILE.
`,
	})
	ObjectDrifted = define(Entry{
		Code: "CW6005", Severity: Warning, Summary: "Not as last applied", Form: "Not as last applied: %s",
		Cause: "Somebody changed the object after callwright last wrote it: in the console, or with another tool.",
		Fix:   "Apply to change it back, or write what it is now in the configuration.",
		Example: `Warning[CW6005]: Not as last applied: routing profile "Premium"

  on routing.hcl line 14:
  Changed outside of the configuration: queues.
`,
	})
	MissingObject = define(Entry{
		Code: "CW6006", Severity: Warning, Summary: "Missing object", Form: "Missing object: %s",
		Cause: "The configuration describes the object, and the instance has none of its name: it was deleted there, or was never made.",
		Fix:   "Apply to make it, or take its block out of the configuration.",
		Example: `Warning[CW6006]: Missing object: queue "Premium 1"

  on routing.hcl line 3:
`,
	})
)

// Runs that did a part of their plan, and what an undo plan cannot restore.
var (
	ApplyIncomplete = define(Entry{
		Code: "CW7001", Summary: "Apply is incomplete", Form: "Apply is incomplete: %d of %d changes were made",
		Cause: "Something was written, and something failed, was skipped because of it, or had changed after the plan was made.",
		Fix:   "Look at what failed, mend it, and run apply again: it finishes the rest, and nothing is done twice. The undo plan that the run names takes back what was written.",
		Example: `Error[CW7001]: Apply is incomplete: 38 of 40 changes were made

  1 failed, 1 stale, 0 not as wanted, 0 not attempted: each is named above.
`,
	})
	Recreated = define(Entry{
		Code: "CW7002", Severity: Warning, Summary: "Made anew, not brought back",
		Cause: "The run deleted an object. Undoing it makes one of the same name and settings, with another id; its history stays with the old one.",
		Fix:   "Nothing needs to be done; reports that go by the id show two objects.",
		Example: `Warning[CW7002]: Made anew, not brought back

  The queue "Old" was deleted. Undoing makes one of the same name and settings, with another id; its history stays with the old one.
`,
	})
	ValueNotRestored = define(Entry{
		Code: "CW7003", Severity: Warning, Summary: "Value cannot be brought back",
		Cause: "The service held a value that it does not accept any more, so undoing leaves the new one.",
		Fix:   "Nothing can be done.",
		Example: `Warning[CW7003]: Value cannot be brought back

  description of queue.sales was "", which the service holds but does not accept. It stays as it is.
`,
	})
	DisabledNotDeleted = define(Entry{
		Code: "CW7004", Severity: Warning, Summary: "Disabled, not deleted",
		Cause: "The run created an object that the service cannot delete, such as an agent status. Undoing takes it out of use.",
		Fix:   "Nothing needs to be done; the object can be used again under another name.",
		Example: `Warning[CW7004]: Disabled, not deleted

  The service cannot delete the agent_status "Lunch" that was created. Undoing takes it out of use.
`,
	})
)
