package impact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema/catalogue"
)

// connectPathPrefix begins the names of ConnectPath's permissions, so that they cannot be
// confused with permissions of Amazon Connect.
const connectPathPrefix = "ConnectPath:"

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
	g := m.holds(name)
	via := []string{m.via(user)}
	for _, levels := range []map[string][]string{g.Permissions, g.Other} {
		for path, all := range levels {
			for _, level := range all {
				r.Via[connectPathPrefix+path+"."+level] = via
			}
		}
	}
	if g.Activity != "" && g.Activity != "none" {
		r.Via[connectPathPrefix+"activity."+g.Activity] = via
	}
	if g.AllQueues {
		r.Via[connectPathPrefix+"all_queues"] = via
	}
}

// connectPathGrant returns the permission with the name, if it is one of ConnectPath's, with
// the labels on ConnectPath's screens.
func connectPathGrant(name string) (Grant, bool) {
	word, is := strings.CutPrefix(name, connectPathPrefix)
	if !is {
		return Grant{}, false
	}
	g := Grant{Permission: name, Group: "ConnectPath", Label: word}
	i := strings.LastIndexByte(word, '.')
	if i < 0 {
		return g, true
	}
	if row := catalogue.ConnectPath().Row(word[:i]); row != nil {
		g.Group = "ConnectPath: " + catalogue.ConnectPath().SectionOf(row).Label
		g.Label = fmt.Sprintf("%s - %s", row.Label, word[i+1:])
		g.Escalates = slices.Contains(row.Escalates, word[i+1:])
	}
	return g, true
}
