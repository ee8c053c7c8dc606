package connectpath

import (
	"context"
	"errors"
	"fmt"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// settingsID is the id of the settings. An instance has one object of that kind, and
// ConnectPath gives it no id.
const settingsID = "connectpath"

// A settingsClient reads and writes the settings of an instance: its default group.
type settingsClient struct {
	driver    driver
	complete  completeDriver // the same driver, or nil
	notes     *notebook      // nil if complete is not
	directory *directory
}

// list returns the only object of the kind.
func (s *settingsClient) list(ctx context.Context) ([]*schema.Resource, error) {
	r, err := s.read(ctx, nil)
	if err != nil {
		return nil, err
	}
	return []*schema.Resource{r}, nil
}

// read needs no live object, because there is one of the kind.
func (s *settingsClient) read(ctx context.Context, _ *schema.Resource) (*schema.Resource, error) {
	body := &schema.ConnectPathSettings{ProtectedUsers: []string{}}
	manual := s.driver.manual(settingsKind)
	r := &schema.Resource{Kind: settingsKind, Body: body, Given: settingsKind.Every().Minus(manual), Live: &schema.Live{ID: settingsID, Manual: manual}}
	id, err := s.readDefault(ctx, r)
	if err != nil {
		return nil, err
	}
	if id != "" {
		// A person may have deleted the group after somebody confirmed that it is the
		// default one. Then nobody knows which is.
		if body.DefaultGroup, err = s.directory.groupName(ctx, id); err == nil {
			r.Given = r.Given.Union(manual)
		} else if manual == 0 || !errors.Is(err, providers.ErrNotFound) {
			return nil, err
		}
	}
	users, err := s.directory.listUsers(ctx)
	if err != nil {
		return nil, err
	}
	for _, u := range users {
		if u.protected {
			body.ProtectedUsers = append(body.ProtectedUsers, u.username)
		}
	}
	schema.SortedSet(body.ProtectedUsers)
	return r, nil
}

// readDefault returns the id of the default group, and gives r its validator. It is the
// group that the API tells, or that a person last confirmed; "" when nobody did.
func (s *settingsClient) readDefault(ctx context.Context, r *schema.Resource) (string, error) {
	if s.complete != nil {
		id, etag, err := s.complete.defaultGroup(ctx)
		r.Version = etag
		return id, err
	}
	notes, err := s.notes.read(ctx)
	return record.FromTagText(notes[defaultNote]), err
}

// id returns the id of the settings, whose name is empty.
func (s *settingsClient) id(_ context.Context, key string) (string, error) {
	if key != "" {
		return "", fmt.Errorf("%s: %w", schema.Name{Kind: settingsKind.Name, Key: key}, providers.ErrNotFound)
	}
	return settingsID, nil
}

// create always fails, because there is an object already.
func (s *settingsClient) create(context.Context, *schema.Resource) (string, error) {
	return "", fmt.Errorf("an instance has only one %s: %w", settingsKind.Name, providers.ErrExists)
}

// writesDefault reports whether the default group is among the attributes. The others are
// only for reading.
func writesDefault(attrs schema.AttrSet) bool {
	return attrs.And(settingsKind.Set("default_group")) != 0
}

// update writes the default group.
func (s *settingsClient) update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if !writesDefault(attrs) {
		return nil
	}
	if manual := s.manual(providers.Write{Live: live, Want: want, Attrs: attrs}); manual != nil {
		return manual
	}
	id, err := s.directory.groupID(ctx, want.Body.(*schema.ConnectPathSettings).DefaultGroup)
	if err != nil {
		return err
	}
	return s.complete.setDefaultGroup(ctx, id, live.Version)
}

// mark does nothing: the settings have no place for a record.
func (s *settingsClient) mark(context.Context, *schema.Resource, schema.Record) error { return nil }

// delete always fails: the settings exist as long as ConnectPath does.
func (s *settingsClient) delete(context.Context, *schema.Resource) error {
	return fmt.Errorf("the %s cannot be deleted", settingsKind.Name)
}

// confirm keeps the id of the default group and not its name: the note outlives a new name.
func (s *settingsClient) confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if err := checkConfirmable(live, attrs); err != nil {
		return err
	}
	id, err := s.directory.groupID(ctx, want.Body.(*schema.ConnectPathSettings).DefaultGroup)
	if err != nil {
		return err
	}
	return s.notes.write(ctx, defaultNote, record.TagText(id))
}

// manual returns how a person chooses the default group.
func (s *settingsClient) manual(w providers.Write) *providers.ManualError {
	if s.complete != nil || w.Want == nil || !writesDefault(w.Attrs) {
		return nil
	}
	return makeDefault(w.Want.Body.(*schema.ConnectPathSettings).DefaultGroup)
}

// cost has the call that writes the default group.
func (s *settingsClient) cost(w providers.Write) []providers.Calls {
	switch {
	case w.Marks:
		return nil
	case s.complete != nil:
		return calls("ConnectPath.SetDefault")
	case s.manual(w) != nil:
		return nil
	}
	return calls("ListTagsForResource", "TagResource")
}

// readCost has the calls for the default group. Where notes are, users are read, too.
func (s *settingsClient) readCost() []providers.Calls {
	if s.complete == nil {
		return calls("ListTagsForResource", "ConnectPath.Users.ListUsers")
	}
	return calls("ConnectPath.GetDefault")
}
