package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
)

// A line is one line under a change. Only the first line of an attribute has its name. A line
// for a member or a row has a sign. The remark is something that a reviewer must not miss. A line
// that spans begins where the names begin.
//
//	name               sign  text               remark
//	security_profiles  +     "Supervisor"       gains 3 permissions
//	                   -     "Agent"
type line struct {
	name, sign, text, remark string
	spans                    bool
}

// linesOf returns the lines of a change, attribute by attribute. Those of a deletion say what is
// lost.
func linesOf(c *plan.Change, s Style) []line {
	if c.Want == nil {
		return append(lostLines(c, s.Detail), removedLines(c)...)
	}
	var lines []line
	if s.Detail == Full && c.Live != nil {
		lines = append(lines, line{name: "id", text: plan.Clean(c.Live.ID)})
	}
	for i := range c.Attrs.All() {
		lines = append(lines, attrLines(c, i, s)...)
	}
	return append(lines, removedLines(c)...)
}

// removedLines says which commit removed the block of an object that goes:
//
//	removed by  3fa9c1d, Jane Doe, 2026-11-20: Close the Leeds desk
func removedLines(c *plan.Change) []line {
	if c.Removed == nil {
		return nil
	}
	return []line{{name: "removed by", text: commitText(c.Removed)}}
}

// mostSubject is the most letters of the subject of a commit, and of its author's name.
const mostSubject = 72

// commitText names a commit, its author and its date, and quotes what it says.
func commitText(c *plan.Commit) string {
	return fmt.Sprintf("%s, %s, %s: %s", plan.Clean(c.Hash), shortened(c.Author, mostSubject), plan.Clean(c.Date), shortened(c.Subject, mostSubject))
}

// shortened returns a clean text of at most so many letters.
func shortened(s string, most int) string {
	if letters := []rune(s); len(letters) > most {
		s = string(letters[:most]) + "…"
	}
	return plan.Clean(s)
}

// notRead is shown instead of a value that was not read because the object's record vouches for
// it.
const notRead = "as last applied, not read"

// attrLines returns the lines of the attribute at position i. It returns none if the attribute
// does not change, one for a plain value, and one or more for a set, a map or a table.
func attrLines(c *plan.Change, i int, s Style) []line {
	a := &c.Want.Kind.Attrs[i]
	before, after := cty.NilVal, c.Want.Value(i)
	if c.Live != nil && c.Live.Given.Has(i) {
		before = c.Live.Value(i)
	}
	if before == cty.NilVal && a.Name == c.Want.Kind.Label {
		return nil // the title has it
	}
	if before != cty.NilVal && before.RawEquals(after) {
		return nil // it is written only because the service takes it together with one that differs
	}
	var lines []line
	why := c.Cause(i)
	_, unread := c.Unread(i)
	switch {
	case unread:
		lines = []line{{text: s.change("("+notRead+")", plan.Measured(a, after))}}
	case a.Shape == schema.Table:
		lines = tableLines(a, plan.Delta(a, before, after), why, before == cty.NilVal, s)
	case a.Shape == schema.Set, a.Shape == schema.Map:
		lines = memberLines(a, plan.Delta(a, before, after), why, before == cty.NilVal, s)
	case before == cty.NilVal:
		lines = []line{{text: plan.Measured(a, after) + causeText(why.Cause)}}
	default:
		lines = []line{{text: s.beforeAndAfter(a, before, after) + causeText(why.Cause)}}
	}
	if len(lines) == 0 {
		lines = []line{{text: plan.Text(after)}}
	}
	lines[0].name = a.Name
	return lines
}

// memberLines puts members with the same sign and the same cause on one line: `+ "A", "B"`. It
// breaks lines that are too long. A new object has no signs, because all of it is new.
func memberLines(a *schema.Attr, entries []plan.Entry, why plan.Finding, created bool, s Style) []line {
	slices.SortStableFunc(entries, func(x, y plan.Entry) int {
		return cmp.Compare(slices.Index(a.OneOf, x.Key), slices.Index(a.OneOf, y.Key))
	})
	var lines []line
	for _, sign := range []string{"+", "~", "-"} {
		alike := map[string][]string{}
		for _, e := range entries {
			if e.Sign() == sign {
				said := causeText(why.Of(e.Key))
				alike[said] = append(alike[said], s.entryText(a, e))
			}
		}
		if created {
			sign = ""
		}
		for _, said := range slices.Sorted(maps.Keys(alike)) {
			for _, text := range wrapped(alike[said]) {
				lines = append(lines, line{sign: sign, text: text + said})
			}
		}
	}
	return lines
}

// wrapped joins texts with commas, into lines of less than 80 characters.
func wrapped(texts []string) []string {
	var lines []string
	for _, text := range texts {
		last := len(lines) - 1
		if last >= 0 && cells(lines[last])+cells(text) < 80 {
			lines[last] += ", " + text
			continue
		}
		if last >= 0 {
			lines[last] += ","
		}
		lines = append(lines, text)
	}
	return lines
}

// entryText returns a member of a set or a map: `"A"`, `team = "a" -> "b"`.
func (s Style) entryText(a *schema.Attr, e plan.Entry) string {
	key := plan.Clean(e.Key)
	switch {
	case a.Shape == schema.Set:
		return plan.Quote(e.Key)
	case e.Before == cty.NilVal:
		return key + " = " + plan.Text(e.After)
	case e.After == cty.NilVal:
		return key
	}
	return key + " = " + s.change(plan.Text(e.Before), plan.Text(e.After))
}

// tableLines shows rows in columns, so that a reader can compare the numbers:
//
//	~ "Support"  voice        priority 1 -> 2, delay 30 s
//	+ "Sales"    voice, chat  priority 3, delay 0 s
func tableLines(a *schema.Attr, entries []plan.Entry, why plan.Finding, created bool, s Style) []line {
	rows := rowsOf(a, entries, why, s)
	keys, lasts := 0, 0
	for _, r := range rows {
		if created {
			r.sign = ""
		}
		keys = max(keys, utf8.RuneCountInString(r.key))
		lasts = max(lasts, utf8.RuneCountInString(strings.Join(r.last, ", ")))
	}
	lines := make([]line, len(rows))
	for i, r := range rows {
		text := fmt.Sprintf("%-*s  %-*s  %s", keys, r.key, lasts, strings.Join(r.last, ", "), r.text)
		lines[i] = line{sign: r.sign, text: strings.TrimSpace(text)}
	}
	return lines
}
