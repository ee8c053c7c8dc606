package connectpath

import (
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/record"
)

// A group is a permission group as an API has it. Its JSON is the gateway's. The external
// driver sets the id and the name, and knows nothing else of a group.
type group struct {
	ID          string              `json:"-"`
	Name        string              `json:"name"`
	Description string              `json:"description"`
	AllQueues   bool                `json:"allQueues"`
	CCPPopup    bool                `json:"ccpPopup"`
	Activity    string              `json:"activity"`
	Permissions map[string][]string `json:"permissions"` // levels by the catalogue's keys
	Labels      map[string]string   `json:"labels"`

	builtIn bool
	etag    string // "" if the group comes from a list, which has no validators
}

// setRecord gives the group the record, in two labels beside those that the configuration
// calls tags. The zero record takes both labels away.
func (g *group) setRecord(r schema.Record) {
	labels := maps.Clone(g.Labels)
	if labels == nil {
		labels = map[string]string{}
	}
	for key, value := range map[string]string{record.OwnerTag: r.Owner, record.AppliedTag: r.Applied} {
		if labels[key] = value; value == "" {
			delete(labels, key)
		}
	}
	g.Labels = labels
}

// resource returns the group as the schema has it, without what its API does not show:
// the attributes that are unreadable, and those that a person writes.
func (g group) resource(unreadable, manual schema.AttrSet) *schema.Resource {
	body := &schema.PermissionGroup{
		Name: g.Name, Description: g.Description, AllQueues: g.AllQueues, CCPPopup: g.CCPPopup, Activity: g.Activity,
		Other: map[string][]string{}, Tags: map[string]string{},
	}
	for key, levels := range g.Permissions {
		if row := catalogue.ConnectPath().RowOfKey(key); row != nil {
			body.SetLevels(row.Path(), slices.Clone(levels))
		} else if len(levels) > 0 {
			body.Other[key] = slices.Clone(levels) // of a newer ConnectPath than the catalogue
		}
	}
	for key, value := range g.Labels {
		if !strings.HasPrefix(strings.ToLower(key), schema.OwnTagPrefix) {
			body.Tags[key] = value
		}
	}
	r := &schema.Resource{
		Kind: groupKind, Body: body, Given: groupKind.Every().Minus(unreadable).Minus(manual),
		Record: schema.Record{Owner: g.Labels[record.OwnerTag], Applied: g.Labels[record.AppliedTag]},
		Live:   &schema.Live{ID: g.ID, Unreadable: unreadable, Manual: manual, System: g.builtIn, Version: g.etag},
	}
	r.UpdateKey()
	return r
}

// groupOf returns the group that a resource describes.
func groupOf(r *schema.Resource) group {
	b := r.Body.(*schema.PermissionGroup)
	g := group{
		Name: b.Name, Description: b.Description, AllQueues: b.AllQueues, CCPPopup: b.CCPPopup, Activity: b.Activity,
		Permissions: maps.Clone(b.Other), Labels: b.Tags,
	}
	if r.Live != nil {
		g.ID, g.etag = r.ID, r.Version
	}
	if g.Permissions == nil {
		g.Permissions = map[string][]string{}
	}
	if g.Activity == "" {
		g.Activity = "none" // the gateway requires one, and a new group may leave it out
	}
	for path, levels := range b.Permissions {
		g.Permissions[catalogue.ConnectPath().Row(path).Key] = levels
	}
	g.setRecord(r.Record)
	return g
}
