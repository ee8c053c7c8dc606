package diag

// Opening times that the service accepts, and that hardly anybody means.
var (
	FixedTimeZone = define(Entry{
		Code: "CW3066", Severity: Warning, Summary: "Time zone without daylight saving time",
		Cause:   "The time zone is a fixed number of hours from UTC all year. Where clocks change in spring and autumn, the contact centre then opens and closes an hour too early or too late for half of the year.",
		Fix:     "Write the name of a place in the time zone, such as \"America/New_York\" for \"EST\". If the hours really never change, write \"UTC\" and convert them.",
		Example: "hours_of_operation \"office\" {\n  time_zone = \"EST\"\n}\n",
	})
	ClosedForMinute = define(Entry{
		Code: "CW3060", Severity: Warning, Summary: "Closed for the last minute of the day",
		Cause:   "The day ends at 23:59, so the contact centre is closed from then until midnight. Many people write 23:59 for the end of the day.",
		Fix:     "Write 24:00 for the end of the day. 00:00 means the same, as in the console.",
		Example: "hours_of_operation \"h\" {\n  time_zone = \"UTC\"\n  schedule  = { monday = [\"00:00-23:59\"] }\n}\n",
	})
	SkippedDays = define(Entry{
		Code: "CW3061", Severity: Warning, Summary: "Day that some months lack",
		Cause:   "The override recurs on a day that not every month has, such as the 31st. AWS skips the months, or the years, that lack the day.",
		Fix:     "Write \"last day\" for the last day of each month, or \"last day of february\", if you mean that.",
		Example: "hours_of_operation \"h\" {\n  time_zone = \"UTC\"\n  overrides = [\n    { name = \"Stocktaking\", from = \"2026-01-01\", to = \"2029-12-31\", recurs = { monthly = 31 } },\n  ]\n}\n",
	})
	OverrideWithoutEffect = define(Entry{
		Code: "CW3062", Severity: Warning, Summary: "Override without effect",
		Cause:   "Another override recurs and closes on the same day. Where overrides compete, AWS looks at closed ones that recur first, then at open ones that recur, and then at overrides of single dates.",
		Fix:     "End the recurring override before that date and start it again after it, or remove the override that has no effect.",
		Example: "hours_of_operation \"h\" {\n  time_zone = \"UTC\"\n  overrides = [\n    { name = \"Christmas\", from = \"2026-01-01\", to = \"2029-12-31\", recurs = { yearly = \"12-25\" } },\n    { name = \"Christmas 2027\", from = \"2027-12-25\", to = \"2027-12-25\", hours = [\"10:00-12:00\"] },\n  ]\n}\n",
	})
	RecurringOverrideRemoved = define(Entry{
		Code: "CW3063", Severity: Warning, Summary: "Recurring override would be removed",
		Cause: "The hours of operation have an override that recurs, which somebody made without callwright, and overrides does not have it. The table is complete, so the plan removes the override. Without it, the contact centre would be open on those days.",
		Fix:   "Add the row from the message to overrides, or leave overrides out of the block. If the override is not needed any more, go on.",
		Example: `Warning[CW3063]: Recurring override would be removed

  on main.hcl line 5, in hours_of_operation "support":
  5:   overrides = [
                   ^
  The plan removes overrides of the hours "Support" that recur and that callwright did not make. To keep them, write in overrides: { name = "Christmas", from = "2026-12-25", to = "2036-12-25", closed = true, recurs = { yearly = "12-25" } }.
`,
	})
	ParentWithParents = define(Entry{
		Code: "CW3064", Severity: Warning, Summary: "Parent that has parents",
		Cause: "Amazon Connect's guide says that hours of operation with a parent cannot be a parent themselves. The service may refuse the change.",
		Fix:   "Name all parents in each of the hours. At most 3 are allowed.",
		Example: `Warning[CW3064]: Parent that has parents

  on main.hcl line 9, in hours_of_operation "uk":
  9:   parents   = [hours_of_operation.group]
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^
  "UK" has parents, and is itself a parent of "Service". Amazon Connect's guide says that hours with a parent cannot be a parent.
`,
	})
)
