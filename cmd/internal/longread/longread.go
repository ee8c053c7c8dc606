// Package longread tells people how long it takes to read objects one by one, and why. A
// person who does not know that the first plan takes an hour believes that it hangs.
//
// For example, the e-mail addresses of 10,000 users are managed. [Sentence] returns
//
//	Reading the e-mail addresses of 10,000 users takes about 83 minutes: Amazon Connect tells
//	them only one user at a time (DescribeUser), 2 calls a second. Later plans read only those
//	of users that changed, once applies have changed some and found that Amazon Connect dates
//	such changes.
package longread

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/callwright/callwright/cmd/internal/term"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// Sentence says how long a read takes, and why.
func Sentence(o providers.OneByOne) string {
	one := diag.KindWords(o.Kind.Name)
	many := strings.TrimPrefix(diag.Count(2, one), "2 ")
	if o.Objects == 1 {
		many = one
	}
	text := fmt.Sprintf("Reading the %s of %s %s takes %s: Amazon Connect tells them only one %s at a time (%s), %s calls a second.",
		list(nouns(o.Kind, o.Attrs)), thousands(o.Objects), many, term.About(o.Takes), unit(one), list(o.Operations), term.Rate(o.PerSecond))
	switch {
	case o.Stamped:
		text += fmt.Sprintf(" After the next apply, plans read only those of %s that changed.", many)
	case o.Stampable:
		text += fmt.Sprintf(" Later plans read only those of %s that changed, once applies have changed some and found that Amazon Connect dates such changes.", many)
	}
	return text
}

// unit returns the noun for one object of a kind. The name of the hours of operation is a
// plural.
func unit(kind string) string {
	if strings.HasPrefix(kind, "hours") {
		return "set of hours"
	}
	return kind
}

// nounOf has the nouns of attributes that are not their names.
var nounOf = map[string]string{
	"access":                         "permissions",
	"access_control_hierarchy_group": "restrictions",
	"access_control_tags":            "restrictions",
	"after_contact_work":             "after-contact work times",
	"data_table_access":              "access to data tables",
	"email":                          "e-mail addresses",
	"email_addresses":                "e-mail addresses",
	"hierarchy_restricted_resources": "restrictions",
	"mobile":                         "mobile numbers",
	"outbound_email":                 "e-mail addresses",
	"secondary_email":                "e-mail addresses",
	"tag_restricted_resources":       "restrictions",
}

// nouns returns the nouns of attributes, each once. An attribute in a block has the noun of
// its last part: channels.voice.after_contact_work are after-contact work times, too.
func nouns(k *schema.Kind, attrs schema.AttrSet) []string {
	var all []string
	for i := range attrs.All() {
		name := k.Attrs[i].Name
		name = name[strings.LastIndex(name, ".")+1:]
		noun, ok := nounOf[name]
		if !ok {
			noun = strings.ReplaceAll(name, "_", " ")
		}
		if !slices.Contains(all, noun) {
			all = append(all, noun)
		}
	}
	return all
}

// list returns `a`, `a and b` or `a, b and c`.
func list(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// thousands returns a number with commas: 10,000.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
