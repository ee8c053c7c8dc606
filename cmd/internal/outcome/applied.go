package outcome

import (
	"github.com/callwright/callwright/apply"
	"github.com/callwright/callwright/plan/document"
)

// Counts counts the changes of a run by how they ended.
func Counts(r *apply.Report) document.AppliedCounts {
	records := 0
	for _, o := range r.Records {
		if o.Made() {
			records++
		}
	}
	return document.AppliedCounts{
		Records: records,
		Objects: objects(r), Done: r.Count(apply.Done), AlreadyDone: r.Count(apply.AlreadyDone), Differs: r.Count(apply.Differs),
		Failed: r.Count(apply.Failed), Stale: r.Count(apply.Stale), Manual: r.Count(apply.Manual), NotAttempted: r.Count(apply.NotAttempted),
	}
}

// Unmade returns the changes that a run did not make as planned, the most urgent first, and how
// many more there are. Changes that were not attempted are only counted: see [Counts].
func Unmade(r *apply.Report) (list []document.Unmade, leftOut int) {
	for _, status := range []apply.Status{apply.Failed, apply.Differs, apply.Stale, apply.Manual} {
		for _, o := range r.Outcomes {
			switch {
			case o.Status != status:
			case len(list) == document.MostUnmade:
				leftOut++
			default:
				list = append(list, document.Unmade{Address: o.Change.Addr.String(), Status: string(status), Error: document.Shortened(o.Err.Error())})
			}
		}
	}
	return list, leftOut
}
