package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
)

// desktopPrefix begins the names of ConnectPath's permissions among all others.
const desktopPrefix = "ConnectPath:"

// class tells users apart by what ConnectPath lets them do.
func (d *desktop) class(user string) string {
	if d == nil {
		return ""
	}
	return "\x01" + d.via(user)
}

// via names the group that the user is in, and says when it is by default.
func (d *desktop) via(user string) string {
	if group, is := d.explicit[user]; is {
		return group
	}
	return d.fallback + " (the default)"
}

// grant adds what ConnectPath lets the user do.
func (d *desktop) grant(r *Rights, user string) {
	if d == nil {
		return
	}
	name := d.group(user)
	if _, known := d.known(name); !known && name != "" {
		r.Unread = append(r.Unread, name)
	}
	g := d.holds(name)
	via := []string{d.via(user)}
	for _, levels := range []map[string][]string{g.Permissions, g.Other} {
		for path, all := range levels {
			for _, level := range all {
				r.Via[desktopPrefix+path+"."+level] = via
			}
		}
	}
	if g.Activity != "" && g.Activity != "none" {
		r.Via[desktopPrefix+"activity."+g.Activity] = via
	}
	if g.AllQueues {
		r.Via[desktopPrefix+"all_queues"] = via
	}
}

// desktopGrant returns the permission of ConnectPath of that name, in the words of
// its screens.
func desktopGrant(name string) (Grant, bool) {
	word, is := strings.CutPrefix(name, desktopPrefix)
	if !is {
		return Grant{}, false
	}
	g := Grant{Permission: name, Group: "ConnectPath", Label: word}
	i := strings.LastIndexByte(word, '.')
	if i < 0 {
		return g, true
	}
	if row := schema.ConnectPath.Row(word[:i]); row != nil {
		g.Group = "ConnectPath: " + schema.ConnectPath.Section(row).Label
		g.Label = fmt.Sprintf("%s - %s", row.Label, word[i+1:])
		g.Escalates = slices.Contains(row.Escalates, word[i+1:])
	}
	return g, true
}

// tellQueues says who sees other queues in ConnectPath because the queues of their
// routing profile change, or the routing profile.
func (d *drafting) tellQueues(before, after *desktop, live, outcome *schema.State) {
	byGroup := map[string][]string{}
	seen := map[[2]string]bool{} // whether two profiles, before and after, have other queues
	for _, u := range outcome.Of(userKind) {
		l, ok := live.Lookup(u.Name())
		group := after.group(u.Key)
		g, known := after.known(group)
		if !ok || !known || g.AllQueues || before.group(u.Key) != group {
			continue
		}
		pair := [2]string{l.Body.(*schema.User).RoutingProfile, u.Body.(*schema.User).RoutingProfile}
		other, judged := seen[pair]
		if !judged {
			was, read := queuesOf(live, pair[0])
			is, readToo := queuesOf(outcome, pair[1])
			other = read && readToo && !slices.Equal(was, is)
			seen[pair] = other
		}
		if other {
			byGroup[group] = append(byGroup[group], Clean(u.Key))
		}
	}
	for _, group := range slices.Sorted(maps.Keys(byGroup)) {
		d.Notices = append(d.Notices, fmt.Sprintf("The permission group %s shows its users the queues of their own routing profile, and those change for %s.", Quote(group), named(byGroup[group])))
	}
}

// queuesOf returns the queues that a routing profile reaches, and whether they were
// read.
func queuesOf(s *schema.State, profile string) ([]string, bool) {
	r, ok := s.Lookup(schema.Name{Kind: routingProfile, Key: profile})
	if !ok || !r.Has("queues") {
		return nil, false
	}
	var queues []string
	for _, row := range r.Body.(*schema.RoutingProfile).Queues {
		queues = append(queues, row.Queue)
	}
	return schema.SortedSet(queues), true
}
