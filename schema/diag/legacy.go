package diag

import "strings"

// pending are made by their summaries still.
var _ = []*Entry{UnreadableCSV, NumberOutOfRange, PlannedStateFunction, TooLargeToEvaluate}

// Of returns the entry of a diagnostic with the given summary.
func Of(summary string) (*Entry, bool) {
	for _, cut := range []string{` "`, ": "} {
		summary, _, _ = strings.Cut(summary, cut)
	}
	for _, e := range All() {
		if e.Summary == summary {
			return e, true
		}
	}
	return nil, false
}
