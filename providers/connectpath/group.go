package connectpath

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
	"github.com/callwright/callwright/schema/record"
)

// A group is a permission group as the gateway has it.
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
	etag    string
}

// labelled keeps the configuration's tags and the record in the group's labels.
func (g *group) labelled(tags map[string]string, r schema.Record) {
	g.Labels = maps.Clone(tags)
	g.record(r)
}

func (g *group) record(r schema.Record) {
	g.Labels = maps.Clone(g.Labels)
	if g.Labels == nil {
		g.Labels = map[string]string{}
	}
	for key, value := range map[string]string{record.OwnerTag: r.Owner, record.AppliedTag: r.Applied} {
		if g.Labels[key] = value; value == "" {
			delete(g.Labels, key)
		}
	}
}

// ofGroup returns the group as the schema has it. Notes are what people confirmed of
// what the API does not tell.
func (c *Client) ofGroup(g group, notes map[string]string) *schema.Resource {
	body := &schema.PermissionGroup{
		Name: g.Name, Description: g.Description, AllQueues: g.AllQueues, CCPPopup: g.CCPPopup, Activity: g.Activity,
		Other: map[string][]string{}, Tags: map[string]string{},
	}
	for key, levels := range g.Permissions {
		if row := catalogue.ConnectPath().RowOfKey(key); row != nil {
			body.SetLevels(row.Path(), slices.Clone(levels))
		} else if len(levels) > 0 {
			body.Other[key] = slices.Clone(levels)
		}
	}
	for key, value := range g.Labels {
		if !strings.HasPrefix(strings.ToLower(key), schema.OwnTagPrefix) {
			body.Tags[key] = value
		}
	}
	blind, manual := c.driver.blind(groupKind), c.driver.manual(groupKind)
	r := &schema.Resource{
		Kind: groupKind, Body: body, Given: groupKind.Every().Minus(blind).Minus(manual), Record: schema.Record{Owner: g.Labels[record.OwnerTag], Applied: g.Labels[record.AppliedTag]},
		Live: &schema.Live{ID: g.ID, Unreadable: blind, Manual: manual, System: g.builtIn, Version: g.etag},
	}
	r.UpdateKey()
	if manual != 0 {
		c.asConfirmed(r, notes)
	}
	return r
}

// groupOf returns the group that a resource describes.
func groupOf(r *schema.Resource) group {
	b := r.Body.(*schema.PermissionGroup)
	g := group{
		Name: b.Name, Description: b.Description, AllQueues: b.AllQueues, CCPPopup: b.CCPPopup, Activity: b.Activity,
		Permissions: maps.Clone(b.Other),
	}
	if r.Live != nil {
		g.ID, g.etag = r.ID, r.Version
	}
	if g.Permissions == nil {
		g.Permissions = map[string][]string{}
	}
	if g.Activity == "" {
		g.Activity = "none" // of a group that is made, and says nothing of it
	}
	for path, levels := range b.Permissions {
		g.Permissions[catalogue.ConnectPath().Row(path).Key] = levels
	}
	g.labelled(b.Tags, r.Record)
	return g
}

func (c *Client) listGroups(ctx context.Context) ([]*schema.Resource, error) {
	groups, err := c.driver.groups(ctx)
	if err != nil {
		return nil, err
	}
	notes, err := c.notes(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(groups))
	list := make([]*schema.Resource, 0, len(groups))
	for _, g := range groups {
		names[g.ID] = g.Name
		list = append(list, c.ofGroup(g, notes))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.names = names
	return list, nil
}

func (c *Client) readGroup(ctx context.Context, id string) (*schema.Resource, error) {
	g, err := c.driver.group(ctx, id)
	if err != nil {
		return nil, err
	}
	notes, err := c.notes(ctx)
	if err != nil {
		return nil, err
	}
	return c.ofGroup(g, notes), nil
}

// knowGroups reads the names of all groups, unless they are known.
func (c *Client) knowGroups(ctx context.Context) error {
	return c.once(ctx, func() bool { return c.names != nil }, func() error {
		_, err := c.listGroups(ctx)
		return err
	})
}

// once loads what is not there yet. Whoever asks meanwhile waits for it.
func (c *Client) once(ctx context.Context, there func() bool, load func() error) error {
	is := func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return there()
	}
	if is() {
		return nil
	}
	return c.loading.While(ctx, func() error {
		if is() {
			return nil
		}
		return load()
	})
}

// groupID returns the id of the group of that name.
func (c *Client) groupID(ctx context.Context, name string) (string, error) {
	if err := c.knowGroups(ctx); err != nil {
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, n := range c.names {
		if n == name {
			return id, nil
		}
	}
	return "", fmt.Errorf("permission_group %q: %w", name, providers.ErrNotFound)
}

// groupName returns the name of the group of that id, which may be new.
func (c *Client) groupName(ctx context.Context, id string) (string, error) {
	if err := c.knowGroups(ctx); err != nil {
		return "", err
	}
	c.mu.Lock()
	name, known := c.names[id]
	c.mu.Unlock()
	if known {
		return name, nil
	}
	g, err := c.driver.group(ctx, id)
	if err != nil {
		return "", err
	}
	c.remember(id, g.Name)
	return g.Name, nil
}

func (c *Client) remember(id, name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.names != nil {
		c.names[id] = name
	}
}

func (c *Client) forget(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.names, id)
}

func (c *Client) createGroup(ctx context.Context, want *schema.Resource) (string, error) {
	only := *want
	only.Body = groupKind.New()
	groupKind.Copy(only.Body, want.Body, want.Given)
	if manual := c.Manual(providers.Write{Want: &only}); manual != nil {
		return "", manual
	}
	made, err := c.whole.create(ctx, groupOf(&only))
	if err != nil {
		return "", err
	}
	c.remember(made.ID, made.Name)
	return made.ID, nil
}

// updateGroup replaces the group by what it was with the changes: the contract has no
// write of a part. What callwright does not know stays in it.
func (c *Client) updateGroup(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if manual := c.Manual(providers.Write{Live: live, Want: want, Attrs: attrs}); manual != nil {
		return manual
	}
	if c.whole == nil {
		return c.Confirm(ctx, live, want, attrs) // the record alone
	}
	after := live.Clone()
	groupKind.Copy(after.Body, want.Body, attrs)
	if want.Record.Applied != "" {
		after.Record = want.Record
	}
	g := groupOf(after)
	if err := c.whole.replace(ctx, g); err != nil {
		return err
	}
	c.remember(g.ID, g.Name)
	return nil
}

func (c *Client) deleteGroup(ctx context.Context, live *schema.Resource) error {
	if manual := c.Manual(providers.Write{Live: live}); manual != nil {
		return manual
	}
	err := c.whole.remove(ctx, group{ID: live.ID, Name: live.Key, etag: live.Version})
	if err == nil {
		c.forget(live.ID)
	}
	return err
}
