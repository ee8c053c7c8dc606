package connectpath

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Tags are those of the Amazon Connect instance that a ConnectPath belongs to. They
// keep what a person confirmed of what no API of ConnectPath shows, so that nothing but
// the instance is needed to know it.
type Tags interface {
	InstanceTags(ctx context.Context) (map[string]string, error)
	TagInstance(ctx context.Context, tags map[string]string) error
	UntagInstance(ctx context.Context, keys []string) error
}

// What a resource's tags may be (Amazon Connect API reference, TagResource): how many,
// and how long the key and the value of one, in UTF-16 units.
const (
	mostTags     = 50
	longestKey   = 128
	longestValue = 256
)

// groupNotes begins the keys of the tags that keep what was confirmed of groups; the
// group's id follows. defaultNote is the key of what was confirmed to be the default
// group: its value is that group's id.
const (
	groupNotes  = schema.OwnTagPrefix + "permission_group:"
	defaultNote = schema.OwnTagPrefix + "connectpath"
)

func groupNote(id string) string { return groupNotes + record.TagText(id) }

// notes returns the tags that keep what was confirmed; none where the API shows all.
func (c *Client) notes(ctx context.Context) (map[string]string, error) {
	if c.whole != nil {
		return nil, nil
	}
	return c.tags.InstanceTags(ctx)
}

// asConfirmed completes a group by what a person last confirmed of it. A note that was
// made for another group, or that is not readable, tells nothing.
func (c *Client) asConfirmed(r *schema.Resource, notes map[string]string) {
	n := readNote(notes[groupNote(r.ID)])
	r.Record = n.record
	if !record.Fits(r.Record, c.salt, r) {
		return
	}
	readContents(r, n.contents)
	record.VouchManual(r, c.salt)
}

// Confirm keeps that the attributes attrs of the object live, which a person writes,
// are as in want now, and the record of want. Nothing is written to ConnectPath.
func (c *Client) Confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if left := attrs.Minus(live.Manual); left != 0 {
		return fmt.Errorf("%s is not as described yet", live.Name())
	}
	if live.Kind == settingsKind {
		id, err := c.groupID(ctx, want.Body.(*schema.ConnectPathSettings).DefaultGroup)
		if err != nil {
			return err
		}
		return c.keep(ctx, defaultNote, record.TagText(id))
	}
	after := live.Clone()
	groupKind.Copy(after.Body, want.Body, attrs)
	after.Given = live.Given.Union(attrs)
	rec := want.Record
	if rec.Applied == "" {
		rec = live.Record
	}
	return c.keep(ctx, groupNote(live.ID), note{rec, contentsOf(after)}.String())
}

// keep gives the instance a tag, if it can have it.
func (c *Client) keep(ctx context.Context, key, value string) error {
	units := func(s string) int { return len(utf16.Encode([]rune(s))) }
	switch {
	case units(key) > longestKey:
		return fmt.Errorf("the id is too long for the tag %q of the instance, which would keep what was confirmed: a key has at most %d characters", key, longestKey)
	case units(value) > longestValue:
		return fmt.Errorf("what was confirmed, with the address of the block, takes %d characters, and a tag of the instance, which would keep it, has at most %d: give the block a shorter label or key", units(value), longestValue)
	}
	tags, err := c.tags.InstanceTags(ctx)
	if err != nil {
		return err
	}
	if _, is := tags[key]; !is && len(tags) >= mostTags {
		return fmt.Errorf("the instance has %d tags, as many as Amazon Connect allows, so there is no room for one that keeps what was confirmed: take some off, or describe fewer permission groups", len(tags))
	}
	return c.tags.TagInstance(ctx, map[string]string{key: value})
}

// Outdated returns the keys of what was confirmed, under one of the stacks, of groups
// that are gone, in order.
func (c *Client) Outdated(ctx context.Context, mine func(stack string) bool) ([]string, error) {
	notes, err := c.notes(ctx)
	if len(notes) == 0 || err != nil {
		return nil, err
	}
	groups, err := c.driver.groups(ctx)
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for _, g := range groups {
		there[groupNote(g.ID)] = true
	}
	var gone []string
	for _, key := range slices.Sorted(maps.Keys(notes)) {
		if strings.HasPrefix(key, groupNotes) && !there[key] && mine(record.Stack(readNote(notes[key]).record)) {
			gone = append(gone, key)
		}
	}
	return gone, nil
}

// Forget drops what [Client.Outdated] returned.
func (c *Client) Forget(ctx context.Context, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	return c.tags.UntagInstance(ctx, keys)
}

var _ providers.Confirmer = (*Client)(nil)
