package schema

import (
	"fmt"
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/diag"
)

// A PermissionGroup says what the users who are in it may see and do in
// ConnectPath. ConnectPath's screens call it a security profile; it is not Amazon Connect's
// [SecurityProfile].
type PermissionGroup struct {
	Name        string
	Description string
	AllQueues   bool
	CCPPopup    bool
	// Permissions are the levels of each row, by [catalogue.Row.Path], in the form's order;
	// a row without a level has no entry.
	Permissions map[string][]string
	Activity    string
	// Other has the levels of permissions that a live group holds and the catalogue does
	// not list, by the service's own key.
	Other map[string][]string
	Tags  map[string]string
}

// Activities are whose activity a group may let its users see.
var Activities = []string{"own", "all", "same-queues", "none"}

var permissionGroup = Define(Kind{
	Name:     "permission_group",
	Doc:      "What its users can see and do in ConnectPath. callwright manages each row of `permissions` separately: a list of levels, `\"all\"` for every level of the row, or `[]` for none.",
	Provider: ConnectPathProvider,
	Label:    "name",
	Follows:  []string{"permission_group_assignment", "connectpath"},
}, slices.Concat([]Field[PermissionGroup]{
	String("name", "The name; defaults to for_each's key or the label.", func(g *PermissionGroup) *string { return &g.Name }).Code('n').
		Required().Length(128),
	String("description", "What the group is for.", func(g *PermissionGroup) *string { return &g.Description }).Code('d').
		Length(1024),
	Bool("all_queues", "Whether its users see the metrics of every queue and operate on every queue, or only on those of their routing profile.",
		func(g *PermissionGroup) *bool { return &g.AllQueues }).Code('q'),
	Bool("ccp_popup", "Whether Amazon Connect's own softphone opens in a separate window, instead of ConnectPath's.",
		func(g *PermissionGroup) *bool { return &g.CCPPopup }).Code('c'),
}, rowFields(), []Field[PermissionGroup]{
	String("activity", "Whose activity its users see.", func(g *PermissionGroup) *string { return &g.Activity }).Code('a').
		OneOf(Activities...),
	SetMap("other", "Settings of the live group that callwright does not know; they stay as they are.", func(g *PermissionGroup) *map[string][]string { return &g.Other }).Code('o').
		Immutable().ReadOnly(),
	tags(func(g *PermissionGroup) *map[string]string { return &g.Tags }),
}))

func (g *PermissionGroup) naturalKey() string { return g.Name }

const permissionsWord = "permissions"

// rowFields are the leaves of permissions, as the catalogue has them.
func rowFields() []Field[PermissionGroup] {
	var fields []Field[PermissionGroup]
	for _, r := range catalogue.ConnectPath().Rows() {
		fields = append(fields, rowField(r))
	}
	return fields
}

func rowField(r *catalogue.Row) Field[PermissionGroup] {
	doc := fmt.Sprintf("%s. Levels: %s.", r.Label, listed(r.Levels))
	if r.Deprecated {
		doc += " Deprecated by ConnectPath: callwright never writes it."
	}
	f := Field[PermissionGroup]{Attr{Name: permissionsWord + "." + r.Path(), Doc: doc, Code: 'p', Type: cty.List(cty.String), Shape: Set, OneOf: r.Levels}}
	at := func(body any) []string { return body.(*PermissionGroup).Permissions[r.Path()] }
	put := func(body any, levels []string) { body.(*PermissionGroup).SetLevels(r.Path(), levels) }
	f.read = func(to *reader, path cty.Path, body any, v cty.Value) { put(body, readRow(to, path, r, v)) }
	f.value = func(body any) cty.Value { return TextsValue(at(body)) }
	f.equal = func(a, b any) bool { return slices.Equal(at(a), at(b)) }
	f.copy = func(dst, src any) { put(dst, slices.Clone(at(src))) }
	f.text = func(c *Splitter, body any) (string, bool) { return c.joined(slices.Clone(at(body))) }
	f.encode = func(b []byte, body any) ([]byte, error) { return appendJSON(b, at(body)) }
	f.decode = func(_ *Attr, body any, text []byte) error {
		levels, err := readJSON[[]string](text)
		if err == nil {
			put(body, levels)
		}
		return err
	}
	return f
}

// SetLevels sets the levels of the row at that path.
func (g *PermissionGroup) SetLevels(path string, levels []string) {
	if len(levels) == 0 {
		delete(g.Permissions, path)
		return
	}
	if g.Permissions == nil {
		g.Permissions = map[string][]string{}
	}
	g.Permissions[path] = catalogue.ConnectPath().Sort(levels)
}

// Holds reports whether the group gives the level of the row.
func (g *PermissionGroup) Holds(path, level string) bool {
	return slices.Contains(g.Permissions[path], level)
}

// created sets what callwright gives a new group, because the gateway needs an activity.
func (g *PermissionGroup) created() { g.Activity = "none" }

// readRow reads a row's levels: a list of words, or "all".
func readRow(to *reader, path cty.Path, r *catalogue.Row, v cty.Value) []string {
	if v.Type() == cty.String {
		if !v.IsNull() && v.AsString() == allLevels {
			return slices.Clone(r.Levels)
		}
		to.report(diag.WrongType, path, "%s must be %q, or a list from %s: [%q].", to.attr.title(), allLevels, listed(r.Levels), r.Levels[0])
		return nil
	}
	var levels []string
	for at, e := range to.elements(path, v) {
		level := to.text(at, e)
		switch {
		case level == allLevels:
			levels = append(levels, r.Levels...)
			continue
		case level != "" && !slices.Contains(r.Levels, level):
			to.problems = append(to.problems, diag.LevelNotOffered.At(at, "%s offers %s, but not %q.%s", to.attr.title(), listed(r.Levels), level, diag.Suggest(level, r.Levels)).About(level))
		}
		levels = append(levels, level)
	}
	return catalogue.ConnectPath().Sort(levels)
}

// check warns of permissions that have no effect, or less effect than they seem to have.
func (g *PermissionGroup) check(has func(string) bool) []diag.Problem {
	var problems []diag.Problem
	for _, r := range catalogue.ConnectPath().Rows() {
		name := permissionsWord + "." + r.Path()
		if !has(name) {
			continue
		}
		levels := g.Permissions[r.Path()]
		switch {
		case r.Deprecated:
			problems = append(problems, diag.DeprecatedPermission.On(name, "ConnectPath has deprecated %q, and it has no effect. callwright leaves it unchanged. Remove the line.", r.Label))
		case slices.Contains(r.Levels, "view") && !slices.Contains(levels, "view") && changes(levels):
			problems = append(problems, diag.ChangeWithoutView.On(name, "%q gives %s without view. ConnectPath does not say that they include view, so callwright adds nothing. Add \"view\" if the group's users should see what they change.", name, listed(levels)))
		}
	}
	return problems
}

// changes reports whether one of the levels lets a user change something.
func changes(levels []string) bool {
	return slices.ContainsFunc(levels, func(l string) bool { return l == "edit" || l == "create" || l == "remove" })
}

// complete leaves the permissions that are deprecated as they are.
func (g *PermissionGroup) complete(live any) {
	was, ok := live.(*PermissionGroup)
	if !ok {
		was = &PermissionGroup{}
	}
	for _, r := range catalogue.ConnectPath().Rows() {
		if r.Deprecated {
			g.SetLevels(r.Path(), slices.Clone(was.Permissions[r.Path()]))
		}
	}
}

// Administers reports whether users of the group can manage groups and users, so
// that somebody can still change what they are given.
func (g *PermissionGroup) Administers() bool {
	return g.Holds("users.security_profiles", "edit") && g.Holds("users.users", "edit")
}

// Escalating returns the permissions of the group with which its users can give themselves
// every other permission: `users.users edit`.
func (g *PermissionGroup) Escalating() []string {
	var list []string
	for _, r := range catalogue.ConnectPath().Rows() {
		for _, level := range r.Escalates {
			if g.Holds(r.Path(), level) {
				list = append(list, r.Path()+" "+level)
			}
		}
	}
	return list
}

// ConnectPathProvider is the provider of ConnectPath's kinds, as its block is labelled.
const ConnectPathProvider = "connectpath"
