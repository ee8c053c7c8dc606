package connectpath

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// The limits of tags (Amazon Connect API reference, TagResource): how many a resource has,
// and how long a key and a value are, in UTF-16 units.
const (
	mostTags     = 50
	longestKey   = 128
	longestValue = 256
)

// The keys of the notes. A group's id follows the prefix. The value of defaultNote is the
// id of the group that is the default one.
const (
	groupNotes  = schema.OwnTagPrefix + "permission_group:"
	defaultNote = schema.OwnTagPrefix + "connectpath"
)

// groupNote returns the key of the note about the group of that id.
func groupNote(id string) string { return groupNotes + record.TagText(id) }

// A notebook has the notes: what people confirmed of things that no API shows. It keeps
// them in tags of the Amazon Connect instance. A complete driver has a nil notebook, which
// is always empty, because its API shows everything.
type notebook struct {
	tags Tags
	salt string // of the digests in records: the id of the instance
}

// read returns the notes by their keys, among the other tags of the instance.
func (n *notebook) read(ctx context.Context) (map[string]string, error) {
	if n == nil {
		return nil, nil
	}
	return n.tags.InstanceTags(ctx)
}

// complete gives a group what a person last confirmed of it. It believes no note whose
// record was made for another group or another instance: somebody copied the tag.
func (n *notebook) complete(r *schema.Resource, notes map[string]string) {
	if n == nil {
		return
	}
	kept := readNote(notes[groupNote(r.ID)])
	r.Record = kept.record
	if !record.Fits(r.Record, n.salt, r) {
		return
	}
	readContents(r, kept.contents)
	record.VouchManual(r, n.salt)
}

// write keeps a note under the key. It checks the limits of tags before the service does,
// because the service would say which limit, and not what to do about it.
func (n *notebook) write(ctx context.Context, key, value string) error {
	units := func(s string) int { return len(utf16.Encode([]rune(s))) }
	switch {
	case units(key) > longestKey:
		return fmt.Errorf("the ID is too long for the instance's tag %q, which would record the confirmation: a tag's key can have at most %d characters", key, longestKey)
	case units(value) > longestValue:
		return fmt.Errorf("the confirmation and the block's address take %d characters, but the instance's tag that records them can have at most %d: give the block a shorter label or key", units(value), longestValue)
	}
	tags, err := n.tags.InstanceTags(ctx)
	if err != nil {
		return err
	}
	if _, is := tags[key]; !is && len(tags) >= mostTags {
		return fmt.Errorf("the instance already has %d tags, the most that Amazon Connect allows, so no tag can record the confirmation: remove some tags, or describe fewer permission groups", len(tags))
	}
	return n.tags.TagInstance(ctx, map[string]string{key: value})
}

// outdated returns the keys of notes about groups that no longer exist, in order. Other
// stacks' notes stay: mine reports whether a stack is ours.
func outdated(notes map[string]string, groups []group, mine func(stack string) bool) []string {
	exists := map[string]bool{}
	for _, g := range groups {
		exists[groupNote(g.ID)] = true
	}
	var gone []string
	for _, key := range slices.Sorted(maps.Keys(notes)) {
		if strings.HasPrefix(key, groupNotes) && !exists[key] && mine(record.Stack(readNote(notes[key]).record)) {
			gone = append(gone, key)
		}
	}
	return gone
}

// erase removes the notes of those keys.
func (n *notebook) erase(ctx context.Context, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	return n.tags.UntagInstance(ctx, keys)
}

// checkConfirmable refuses attributes that are not a person's to confirm. The API shows
// those, so the object still has another value than the one that somebody confirms.
func checkConfirmable(live *schema.Resource, attrs schema.AttrSet) error {
	if attrs.Minus(live.Manual) != 0 {
		return fmt.Errorf("%s is not as described yet", live.Name())
	}
	return nil
}
