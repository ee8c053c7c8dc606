package consolecsv

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// A column says what the cells of a column mean.
type column struct {
	title   string   // as the template has it
	aliases []string // other names, in the plain form
	attr    string   // of a user; "" for the password
	read    func(cell string) (cty.Value, error)
}

// columns are all columns that the console is known to have, in the order of the template.
var columns = []column{
	{title: "first name", attr: "first_name", read: text},
	{title: "last name", attr: "last_name", read: text},
	{title: "email address", aliases: []string{"email"}, attr: "email", read: text},
	{title: "secondary email address", aliases: []string{"secondary email"}, attr: "secondary_email", read: text},
	{title: "mobile", aliases: []string{"mobile number", "mobile phone"}, attr: "mobile", read: text},
	{title: "password"},
	{title: "user login", aliases: []string{"login", "username", "user name", "login name"}, attr: "username", read: text},
	{title: "agent hierarchy", aliases: []string{"user hierarchy", "userhierarchy", "hierarchy", "user hierarchy 1"}, attr: "hierarchy_group", read: group},
	{title: "routing profile name", aliases: []string{"routing profile"}, attr: "routing_profile", read: text},
	{
		title: "security_profile_name_1|security_profile_name_2", attr: "security_profiles", read: list,
		aliases: []string{"security profile name", "security profile", "security profiles", "security profile names"},
	},
	{title: "phone type (soft/desk)", attr: "phone.type", read: phoneType},
	{title: "phone number", aliases: []string{"desk phone number"}, attr: "phone.number", read: text},
	{title: "soft phone auto accept (yes/no)", aliases: []string{"auto accept", "auto accept calls", "soft phone auto accept yes no"}, attr: "phone.auto_accept", read: yes},
	{title: "ACW timeout (seconds)", aliases: []string{"acw", "after contact work timeout"}, attr: "phone.after_contact_work", read: seconds},
	{title: "persistent connection (yes/no)", attr: "phone.persistent_connection", read: yes},
	{title: "audio enhancement (none/isolate voice/suppress noise)", attr: "channels.voice.voice_enhancement", read: enhancement},
	{title: "tags", aliases: []string{"tag"}, attr: "tags", read: tags},
}

var (
	inBrackets = regexp.MustCompile(`\(.*`)
	notInWord  = regexp.MustCompile(`[^\p{L}\p{N}]+`)
	firstOf    = regexp.MustCompile(`^(security profile name|user hierarchy) 1$`)
)

// plain returns the name of a column without what does not tell columns apart: "phone type" for
// "Phone type (soft/desk)", and "user hierarchy" for "user_hierarchy_1|user_hierarchy_2".
func plain(title string) string {
	title, _, _ = strings.Cut(inBrackets.ReplaceAllString(title, ""), "|")
	title = strings.TrimSpace(notInWord.ReplaceAllString(strings.ToLower(title), " "))
	return firstOf.ReplaceAllString(title, "$1")
}

// find returns the column of a name.
func find(title string) (*column, bool) {
	p := plain(title)
	for i := range columns {
		c := &columns[i]
		if plain(c.title) == p || slices.Contains(c.aliases, p) {
			return c, true
		}
	}
	return nil, false
}

func text(cell string) (cty.Value, error) { return cty.StringVal(cell), nil }

// list reads names that are joined by vertical bars.
func list(cell string) (cty.Value, error) {
	names := parts(cell, "|")
	if len(names) == 0 {
		return cty.NilVal, nil
	}
	return schema.TextsValue(names), nil
}

// parts splits a cell, and drops what is empty.
func parts(cell, separator string) []string {
	var all []string
	for part := range strings.SplitSeq(cell, separator) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// group reads the groups from the top down to the user's, and returns the path of that group.
// The template joins them by vertical bars. Without one, slashes are between groups, as in the
// path that pages of the console show.
func group(cell string) (cty.Value, error) {
	separator := "/"
	if strings.Contains(cell, "|") {
		separator = "|"
	}
	path := ""
	for _, name := range parts(cell, separator) {
		g := schema.HierarchyGroup{Name: name, Parent: path}
		path = g.Path()
	}
	if path == "" {
		return cty.NilVal, nil
	}
	return cty.StringVal(path), nil
}

// phoneType reads soft or desk, also as other tools write them.
func phoneType(cell string) (cty.Value, error) {
	switch plain(cell) {
	case "soft", "soft phone", "softphone":
		return cty.StringVal("soft"), nil
	case "desk", "desk phone", "deskphone":
		return cty.StringVal("desk"), nil
	}
	return cty.NilVal, fmt.Errorf("%q is neither soft nor desk", cell)
}

func yes(cell string) (cty.Value, error) {
	switch plain(cell) {
	case "yes", "true":
		return cty.True, nil
	case "no", "false":
		return cty.False, nil
	}
	return cty.NilVal, fmt.Errorf("%q is neither yes nor no", cell)
}

var digits = regexp.MustCompile(`^[0-9]{1,9}$`)

func seconds(cell string) (cty.Value, error) {
	if !digits.MatchString(cell) {
		return cty.NilVal, fmt.Errorf("%q is not a number of seconds", cell)
	}
	return cty.ParseNumberVal(cell)
}

// enhancement reads what the console calls audio enhancement.
func enhancement(cell string) (cty.Value, error) {
	switch plain(cell) {
	case "none":
		return cty.StringVal("none"), nil
	case "isolate voice", "voice isolation":
		return cty.StringVal("voice_isolation"), nil
	case "suppress noise", "noise suppression":
		return cty.StringVal("noise_suppression"), nil
	}
	return cty.NilVal, fmt.Errorf("%q is not none, isolate voice or suppress noise", cell)
}

// tags reads pairs of a key and a value. Vertical bars, semicolons or line ends are between the
// pairs, and a colon or an equals sign is inside of them.
func tags(cell string) (cty.Value, error) {
	all := map[string]cty.Value{}
	for _, pair := range strings.FieldsFunc(cell, func(r rune) bool { return r == '|' || r == ';' || r == '\n' }) {
		at := strings.IndexAny(pair, ":=")
		if at < 0 {
			return cty.NilVal, fmt.Errorf("%q is not a key and a value, such as team:sales", strings.TrimSpace(pair))
		}
		key := strings.TrimSpace(pair[:at])
		if _, twice := all[key]; twice {
			return cty.NilVal, fmt.Errorf("the key %q is there twice", key)
		}
		all[key] = cty.StringVal(strings.TrimSpace(pair[at+1:]))
	}
	if len(all) == 0 {
		return cty.NilVal, nil
	}
	return cty.MapVal(all), nil
}
