package connectpath

import (
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// A note is what a person confirmed of an object whose contents no API shows: the
// record, as every object has one, and what of it a digest would not give back. As the
// value of a tag it is three words, of which the last may have spaces:
//
//	1:vm9uT5Ws:aNlqp.d5802.pSIQ2VFMnwK9W 1-oHGIB support/permission_group.night
//
// the applied record, the contents and the owner.
type note struct {
	record   schema.Record
	contents string
}

func (n note) String() string { return n.record.Applied + " " + n.contents + " " + n.record.Owner }

// readNote reads what [note.String] wrote; of anything else, it is the zero note.
func readNote(s string) note {
	words := strings.SplitN(s, " ", 3)
	if len(words) < 3 {
		return note{}
	}
	return note{schema.Record{Owner: words[2], Applied: words[0]}, words[1]}
}

// The words of what a group is beside its rows: one letter each, and a dash for what
// nobody confirmed.
const (
	unknown    = '-'
	no, yes    = '0', '1'
	headLength = 3
	sixBits    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

var activityLetters = map[string]byte{"own": 'o', "all": 'a', "same-queues": 's', "none": 'n'}

// contentsOf writes what is given of the group, but for the description, which the
// record has a digest of: whether it is for all queues, and opens the CCP; whose
// activity it shows; and for each row the letter that the catalogue gives it and one
// for its levels.
func contentsOf(r *schema.Resource) string {
	b := r.Body.(*schema.PermissionGroup)
	flag := func(name string, is bool) byte {
		switch {
		case !r.Has(name):
			return unknown
		case is:
			return yes
		}
		return no
	}
	text := []byte{flag("all_queues", b.AllQueues), flag("ccp_popup", b.CCPPopup), unknown}
	if letter, ok := activityLetters[b.Activity]; ok && r.Has("activity") {
		text[2] = letter
	}
	for _, row := range catalogue.ConnectPath().Rows() {
		if row.Deprecated || !r.Has(rowName(row)) {
			continue
		}
		bits := 0
		for i, level := range catalogue.ConnectPath().Levels {
			if b.Holds(row.Path(), level) {
				bits |= 1 << i
			}
		}
		text = append(text, row.Code[0], sixBits[bits])
	}
	return string(text)
}

// readContents gives the group what [contentsOf] wrote of it. What is not of that form
// gives nothing: nobody confirmed it.
func readContents(r *schema.Resource, text string) {
	if len(text) < headLength {
		return
	}
	b := r.Body.(*schema.PermissionGroup)
	give := func(name string) { r.Given = r.Given.Union(r.Kind.Set(name)) }
	for i, flag := range []struct {
		name string
		to   *bool
	}{{"all_queues", &b.AllQueues}, {"ccp_popup", &b.CCPPopup}} {
		if text[i] == no || text[i] == yes {
			*flag.to = text[i] == yes
			give(flag.name)
		}
	}
	for activity, letter := range activityLetters {
		if text[headLength-1] == letter {
			b.Activity = activity
			give("activity")
		}
	}
	for rows := text[headLength:]; len(rows) >= 2; rows = rows[2:] {
		row, bits := catalogue.ConnectPath().RowOfCode(rows[:1]), strings.IndexByte(sixBits, rows[1])
		if row == nil || row.Deprecated || bits < 0 {
			continue
		}
		var levels []string
		for i, level := range catalogue.ConnectPath().Levels {
			if bits&(1<<i) != 0 {
				levels = append(levels, level)
			}
		}
		b.SetLevels(row.Path(), levels)
		give(rowName(row))
	}
}

// rowName is the name of a row's attribute.
func rowName(r *catalogue.Row) string { return "permissions." + r.Path() }
