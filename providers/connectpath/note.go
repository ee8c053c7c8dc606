package connectpath

import (
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// A note is what a person confirmed of a group that no API shows. It has the record that
// every object has, and the contents of the group except the description. The record has a
// digest of each attribute, which tells whether two values are the same, but not what the
// value is: a plan that says "untick Edit" needs the contents.
//
// A note is the value of a tag. It has three words, and the last one may have spaces:
//
//	1:vm9uT5Ws:aNlqp.d5802.pSIQ2VFMnwK9W 1-oEDIB support/permission_group.night
//
// They are the applied record, the contents (see [contentsOf]) and the owner.
type note struct {
	record   schema.Record
	contents string
}

// String returns the note as the value of a tag.
func (n note) String() string { return n.record.Applied + " " + n.contents + " " + n.record.Owner }

// readNote reads what [note.String] wrote. Anything else is the zero note, which says that
// nobody confirmed anything: people can edit tags.
func readNote(s string) note {
	words := strings.SplitN(s, " ", 3)
	if len(words) < 3 {
		return note{}
	}
	return note{schema.Record{Owner: words[2], Applied: words[0]}, words[1]}
}

// The letters of a group's contents.
const (
	unknown    = '-' // nobody confirmed it
	no, yes    = '0', '1'
	headLength = 3 // letters before the rows
	// The levels of a row are a set of up to six, and this has a letter for each such set.
	sixBits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// activityLetters says whose activity the members of a group see.
var activityLetters = map[string]byte{"own": 'o', "all": 'a', "same-queues": 's', "none": 'n'}

// contentsOf writes the attributes that are given of a group, in few letters, because a tag
// has room for 256. For example, 1-oEDIB says:
//
//	1    all_queues is on
//	-    nobody confirmed ccp_popup
//	o    activity is "own"
//	ED   row E of the catalogue, raise_hand, has the levels of bits 0 and 1: enabled, view
//	IB   row I, toggle_recording, has the level of bit 0: enabled
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

// readContents gives the group what [contentsOf] wrote. It skips what it does not
// understand, for example the row of a newer catalogue: to us, nobody confirmed that.
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
