package impact

import (
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// A Grant is one permission that a user gains or loses, or something else that a security
// profile grants, such as a flow module.
type Grant struct {
	Permission string   `json:"permission"`          // the name in the API; in ConnectPath, `ConnectPath:users.users.edit`; or `FlowModule:Refunds`
	Group      string   `json:"group"`               // the group on the console's page; "" if the catalogue does not know the permission
	Label      string   `json:"label"`               // the label on the console's page
	Restricts  bool     `json:"restricts,omitempty"` // the permission takes something away from those who have it
	Escalates  bool     `json:"escalates,omitempty"` // whoever has it can get more permissions
	Via        []string `json:"via"`                 // the security profiles, or the permission group, that grant it or granted it
}

// rights say what a class of users may do: users who have the same security profiles, and are
// in the same permission group of ConnectPath.
type rights struct {
	Via    map[string][]string // from a permission to the security profiles, or the group, that grant it
	Unread []string            // security profiles and permission groups whose permissions were not read

	unread map[string][]string // profiles that lack an attribute because it was not read, by the attribute of grantSources
	class  string              // tells the class from all others
}

// A security profile grants more than permissions: applications, flow modules as tools of AI
// agents, and rows of data tables. Each is a grant of its own, whose name has a prefix, so that
// it cannot be confused with a permission. For example, a profile with the flow module "Refunds"
// grants `FlowModule:Refunds`, and one whose users see the rows of "UK" grants
// `DataTable:Country=UK`.

// A grantSource is an attribute of security profiles that grants something.
type grantSource struct {
	attr   string
	grants func(p *schema.SecurityProfile, grant func(name string))
}

// grantSources are all of them.
var grantSources = []grantSource{
	{permissions, func(p *schema.SecurityProfile, grant func(string)) {
		for _, name := range p.Permissions {
			grant(name)
		}
	}},
	{"applications", func(p *schema.SecurityProfile, grant func(string)) {
		for _, a := range p.Applications {
			if a.Type != "mcp" {
				grant(applicationGrant + a.Namespace)
				continue
			}
			for _, tool := range a.Permissions {
				grant(toolGrant + a.Namespace + "/" + tool)
			}
		}
	}},
	{"flow_modules", func(p *schema.SecurityProfile, grant func(string)) {
		for _, name := range p.FlowModules {
			grant(moduleGrant + name)
		}
	}},
	{"data_table_access", func(p *schema.SecurityProfile, grant func(string)) {
		for _, r := range p.DataTableAccess {
			for _, value := range r.Values {
				grant(tableGrant + r.Attribute + "=" + value)
			}
		}
	}},
}

// The prefixes of grants that are not permissions.
const (
	applicationGrant = "Application:"
	toolGrant        = "MCP:"
	moduleGrant      = "FlowModule:"
	tableGrant       = "DataTable:"
)

// prefixed are those grants by their prefixes: the attribute that they come from, how the
// access matrix groups them, and what they are in a sentence.
var prefixed = map[string]struct{ attr, group, what string }{
	applicationGrant: {"applications", "Applications", "application"},
	toolGrant:        {"applications", "MCP servers", "MCP tool"},
	moduleGrant:      {"flow_modules", "Flow modules", "flow module"},
	tableGrant:       {"data_table_access", "Data tables", "data table rows"},
}

// prefixOf returns the prefix of a grant that is not a permission of Amazon Connect, or "".
func prefixOf(name string) string {
	prefix, _, _ := strings.Cut(name, ":")
	if _, is := prefixed[prefix+":"]; is && prefix != name {
		return prefix + ":"
	}
	return ""
}

// sourceOf returns the attribute of security profiles that the grant comes from.
func sourceOf(name string) string {
	if p := prefixOf(name); p != "" {
		return prefixed[p].attr
	}
	return permissions
}

// profileGrant returns the grant with the name, if it is not a permission.
func profileGrant(name string) (Grant, bool) {
	prefix := prefixOf(name)
	if prefix == "" {
		return Grant{}, false
	}
	return Grant{Permission: name, Group: prefixed[prefix].group, Label: strings.TrimPrefix(name, prefix)}, true
}

// changesRights reports whether one of the changes is about what a security profile grants.
func changesRights(changes []*plan.Change) bool {
	return slices.ContainsFunc(changes, func(c *plan.Change) bool {
		return c.Live != nil && c.Live.Kind == securityKind && c.Action != plan.Release && (c.Want == nil || c.Attrs.And(granted()) != 0)
	})
}

// object returns the grant for a sentence: `flow module Refunds`, or `Users` at `edit`.
func (g Grant) object() Object {
	o := Object{Text: g.Permission, Remark: g.remark()}
	if prefix := prefixOf(g.Permission); prefix != "" {
		o.What, o.Text = prefixed[prefix].what, g.Label
		return o
	}
	if resource, level := connectPathWords(g.Permission); resource != "" {
		o.Product, o.Resource, o.Level = connectPathName, resource, level
	} else if p := catalogue.PermissionNamed(g.Permission); p.Group != "" {
		o.Resource, o.Level = p.Words()
	}
	return o
}

// PermissionLabel returns a permission, or something else that a grant can be about, as the
// console shows it: `Users - Edit`. It returns the name of what the catalogue does not know.
func PermissionLabel(name string) string { return newGrant(name).Label }

// newGrant returns the grant with the name, without those who grant it.
func newGrant(name string) Grant {
	if g, is := connectPathGrant(name); is {
		return g
	}
	if g, is := profileGrant(name); is {
		return g
	}
	p := catalogue.PermissionNamed(name)
	return Grant{Permission: name, Group: p.Group, Label: p.Label, Restricts: p.Restricts, Escalates: p.Escalates}
}

// limitRows marks grants of rows of data tables as restrictions, where the users have no such
// grant otherwise.
//
// Assumption: a profile without data_table_access allows all rows. So whoever gets the first
// rule can use fewer rows than before, and whoever loses the last one can use more. AWS
// documents what a rule allows, and not what holds without one.
func limitRows(grants []Grant, other *rights) {
	for name := range other.Via {
		if strings.HasPrefix(name, tableGrant) {
			return
		}
	}
	for i := range grants {
		if strings.HasPrefix(grants[i].Permission, tableGrant) {
			grants[i].Restricts = true
		}
	}
}

// unreadIn returns the profiles whose attribute was not read, before or after. It matters
// if the users have other profiles than before, or if what changes comes from that attribute.
func unreadIn(attr string, before, after *rights, changes []Grant) []string {
	moved := before.class != after.class
	if !moved && !slices.ContainsFunc(changes, func(g Grant) bool { return sourceOf(g.Permission) == attr }) {
		return nil
	}
	return slices.Concat(before.unreadOf(attr), after.unreadOf(attr))
}

// unreadOf returns the profiles whose attribute was not read. For permissions, these
// include permission groups.
func (r *rights) unreadOf(attr string) []string {
	if attr == permissions {
		return r.Unread
	}
	return r.unread[attr]
}
