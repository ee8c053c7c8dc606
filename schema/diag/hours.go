package diag

// Opening times that the service accepts, and that hardly anybody means.
var (
	ClosedForMinute = define(Entry{
		Code: "CW3060", Severity: Warning, Summary: "Closed for the last minute of the day",
		Cause:   "The day ends at 23:59, so the contact centre is closed from then until midnight. Many people write 23:59 for the end of the day.",
		Fix:     "Write 24:00 for the end of the day. 00:00 means the same, as in the console.",
		Example: "hours_of_operation \"h\" {\n  time_zone = \"UTC\"\n  schedule  = { monday = [\"00:00-23:59\"] }\n}\n",
	})
)
