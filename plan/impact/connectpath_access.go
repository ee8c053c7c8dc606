package impact

import (
	"cmp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// connectPathPrefix begins the names of ConnectPath's permissions, so that they cannot be
// confused with permissions of Amazon Connect.
const connectPathPrefix = "ConnectPath:"

// The settings of a permission group that are not rows of the form, and that grant something.
const (
	activity  = "activity"
	allQueues = "all_queues"
)

// class adds the user's permission group to the class of the user's rights (see access).
func (m *members) class(user string) string {
	if m == nil {
		return ""
	}
	return "\x01" + m.via(user)
}

// via names the user's group: `Agents`, or `Agents (the default)` for a user without a group.
func (m *members) via(user string) string {
	if group, is := m.explicit[user]; is {
		return group
	}
	return m.fallback + " (the default)"
}

// grant adds the permissions of the user's group to r. Each level of a permission is a
// permission of its own: `ConnectPath:users.users.edit` and `ConnectPath:users.users.view`.
func (m *members) grant(r *rights, user string) {
	if m == nil {
		return
	}
	name := m.group(user)
	if _, known := m.known(name); !known && name != "" {
		r.Unread = append(r.Unread, name)
	}
	r.allow(m.holds(name), []string{m.via(user)})
}

// allow adds what the group allows to r, through via.
func (r *rights) allow(g *schema.PermissionGroup, via []string) {
	for _, levels := range []map[string][]string{g.Permissions, g.Other} {
		for path, all := range levels {
			for _, level := range all {
				r.Via[connectPathPrefix+path+"."+level] = via
			}
		}
	}
	if g.Activity != "" && g.Activity != "none" {
		r.Via[connectPathPrefix+activity+"."+g.Activity] = via
	}
	if g.AllQueues {
		r.Via[connectPathPrefix+allQueues] = via
	}
}

// connectPathName is the product whose permissions these are.
const connectPathName = "ConnectPath"

// connectPathGrant returns the permission with the name, if it is one of ConnectPath's, with
// the labels on ConnectPath's screens.
func connectPathGrant(name string) (Grant, bool) {
	word, is := strings.CutPrefix(name, connectPathPrefix)
	if !is {
		return Grant{}, false
	}
	resource, level := connectPathWords(name)
	g := Grant{Permission: name, Group: connectPathName, Label: cmp.Or(resource, word)}
	if level != "" {
		g.Label += " - " + level
	}
	if row, level := connectPathRow(name); row != nil {
		g.Group += ": " + catalogue.ConnectPath().SectionOf(row).Label
		g.Escalates = slices.Contains(row.Escalates, level)
	}
	return g, true
}

// connectPathWords returns a permission of ConnectPath as its screens show it: `Announcements`
// and `view`. It returns no words for a permission that is not ConnectPath's, or that the form
// does not have: its name comes from the service, and anybody may have written it.
func connectPathWords(name string) (resource, level string) {
	if row, level := connectPathRow(name); row != nil {
		return row.Label, level
	}
	switch word := strings.TrimPrefix(name, connectPathPrefix); word {
	case name:
		return "", ""
	case allQueues:
		return "Metrics and operations of all queues", ""
	default:
		if choice, is := strings.CutPrefix(word, activity+"."); is && slices.Contains(schema.Activities, choice) {
			return "Activity", strings.ReplaceAll(choice, "-", " ")
		}
		return "", ""
	}
}

// connectPathRow returns the row of ConnectPath's form with the permission, and the level. The
// row is nil if the form does not have it.
func connectPathRow(name string) (row *catalogue.Row, level string) {
	word, is := strings.CutPrefix(name, connectPathPrefix)
	i := strings.LastIndexByte(word, '.')
	if !is || i < 0 {
		return nil, ""
	}
	return catalogue.ConnectPath().Row(word[:i]), word[i+1:]
}

// byLevel compares permissions by name, and the levels of one row of ConnectPath's form in the
// order of the form: view comes before create.
func byLevel(a, b string) int {
	rowA, levelA := connectPathRow(a)
	if rowB, levelB := connectPathRow(b); rowA != nil && rowA == rowB {
		levels := catalogue.ConnectPath().Levels
		return cmp.Compare(slices.Index(levels, levelA), slices.Index(levels, levelB))
	}
	return cmp.Compare(a, b)
}
