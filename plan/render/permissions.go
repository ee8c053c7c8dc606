package render

import (
	"cmp"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan/impact"
)

// A boxRow is the permissions of one resource, as a console shows them: a row of check boxes. The
// row of "Users" has a box for each of `edit` and `view`.
type boxRow struct {
	product, resource string
	levels, remarks   []string
	n                 int           // how many permissions the row has
	object            impact.Object // what is not a row of check boxes; its resource is empty
}

// boxRows returns objects by resource, in the order in which the resources appear first.
func boxRows(objects []impact.Object) []boxRow {
	var rows []boxRow
	for _, o := range objects {
		at := slices.IndexFunc(rows, func(r boxRow) bool { return o.Resource != "" && r.product == o.Product && r.resource == o.Resource })
		if at < 0 {
			at = len(rows)
			rows = append(rows, boxRow{product: o.Product, resource: o.Resource, object: o})
		}
		r := &rows[at]
		r.n++
		if o.Level != "" {
			r.levels = append(r.levels, o.Level)
		}
		if o.Remark != "" && !slices.Contains(r.remarks, o.Remark) {
			r.remarks = append(r.remarks, o.Remark)
		}
	}
	for i := range rows {
		if slices.Equal(rows[i].levels, []string{"enabled"}) { // the only box says enough by its name
			rows[i].levels = nil
		}
	}
	return rows
}

// permissions adds the permissions of a fact in the consoles' words, those of Amazon Connect
// first: `Users: edit, view (administers access); Queues: view; in ConnectPath: Directory edit`.
func (m measure) permissions(s *sentence, f impact.Fact) {
	rows, left := boxRows(f.Objects), 0
	if len(rows) > m.objects+1 {
		for _, r := range rows[m.objects:] {
			left += r.n
		}
		rows = rows[:m.objects]
	}
	slices.SortStableFunc(rows, func(a, b boxRow) int { return cmp.Compare(a.product, b.product) })
	for i, r := range rows {
		if i > 0 {
			s.words("; ")
		}
		if r.product != "" && (i == 0 || rows[i-1].product != r.product) {
			if i == 0 && f.Verb == impact.JoinWith {
				s.words("permissions ")
			}
			s.words("in %s: ", r.product)
		}
		r.add(s)
	}
	if left > 0 {
		s.words("; and %d more", left)
	}
}

// add adds the row to a sentence: `Users: edit, view`, and in ConnectPath `Directory edit, view`.
func (r boxRow) add(s *sentence) {
	if r.resource == "" {
		s.objects(codeSpan, []impact.Object{r.object}, 1)
		return
	}
	if r.product == "" && len(r.levels) == 0 { // quotes tell it from our own words
		s.span(nameSpan, r.resource)
	} else {
		s.span(labelSpan, r.resource)
	}
	if len(r.levels) > 0 {
		colon := ": "
		if r.product != "" { // it has a colon before its first resource
			colon = " "
		}
		s.words("%s%s", colon, strings.Join(r.levels, ", "))
	}
	if len(r.remarks) > 0 {
		s.words(" (%s)", strings.Join(r.remarks, ", "))
	}
}
