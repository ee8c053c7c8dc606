package connectpath

import (
	"context"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A groupClient reads and writes permission groups. Where the API is not complete, it
// reads names from the API and the rest from the notebook, and people write.
type groupClient struct {
	driver    driver
	complete  completeDriver // the same driver, or nil
	notes     *notebook      // nil if complete is not
	directory *directory
}

// list reads the groups, and the notes about them with one call.
func (g *groupClient) list(ctx context.Context) ([]*schema.Resource, error) {
	groups, err := g.directory.listGroups(ctx)
	if err != nil {
		return nil, err
	}
	notes, err := g.notes.read(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]*schema.Resource, len(groups))
	for i, one := range groups {
		list[i] = g.resource(one, notes)
	}
	return list, nil
}

// resource returns a group as far as anyone knows it: as the API shows it, completed by
// the notes.
func (g *groupClient) resource(one group, notes map[string]string) *schema.Resource {
	r := one.resource(g.driver.unreadable(groupKind), g.driver.manual(groupKind))
	g.notes.complete(r, notes)
	return r
}

// read reads one group again, and its note.
func (g *groupClient) read(ctx context.Context, live *schema.Resource) (*schema.Resource, error) {
	one, err := g.driver.group(ctx, live.ID)
	if err != nil {
		return nil, err
	}
	notes, err := g.notes.read(ctx)
	if err != nil {
		return nil, err
	}
	return g.resource(one, notes), nil
}

func (g *groupClient) id(ctx context.Context, name string) (string, error) {
	return g.directory.groupID(ctx, name)
}

// create creates a group with only the given attributes. A body has values for the others,
// too, but nobody asked for them.
func (g *groupClient) create(ctx context.Context, want *schema.Resource) (string, error) {
	given := *want
	given.Body = groupKind.New()
	groupKind.Copy(given.Body, want.Body, want.Given)
	if manual := g.manual(providers.Write{Want: &given}); manual != nil {
		return "", manual
	}
	made, err := g.complete.createGroup(ctx, groupOf(&given))
	if err != nil {
		return "", err
	}
	g.directory.rememberGroup(made.ID, made.Name)
	return made.ID, nil
}

// update replaces the group by what it was read as, with the changes. So what callwright
// cannot describe stays, for example a row of a newer ConnectPath.
func (g *groupClient) update(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if manual := g.manual(providers.Write{Live: live, Want: want, Attrs: attrs}); manual != nil {
		return manual
	}
	if g.complete == nil { // nothing is left for a person, so only the record changes
		return g.confirm(ctx, live, want, attrs)
	}
	after := live.Clone()
	groupKind.Copy(after.Body, want.Body, attrs)
	if want.Record.Applied != "" {
		after.Record = want.Record
	}
	one := groupOf(after)
	if err := g.complete.replaceGroup(ctx, one); err != nil {
		return err
	}
	g.directory.rememberGroup(one.ID, one.Name)
	return nil
}

// mark writes only the record: into the group's labels, or else into its note. A note
// without a record would be worthless, because no record vouches for it, so mark removes it.
func (g *groupClient) mark(ctx context.Context, live *schema.Resource, rec schema.Record) error {
	if g.complete != nil {
		one, err := g.driver.group(ctx, live.ID)
		if err != nil {
			return err
		}
		one.setRecord(rec)
		return g.complete.replaceGroup(ctx, one)
	}
	if rec == (schema.Record{}) {
		return g.notes.erase(ctx, []string{groupNote(live.ID)})
	}
	now, err := g.read(ctx, live)
	if err != nil {
		return err
	}
	return g.confirm(ctx, now, now.WithRecord(rec), 0)
}

// delete deletes a group, or says how a person does. The note stays until the next confirm
// of its stack finds that the group is gone.
func (g *groupClient) delete(ctx context.Context, live *schema.Resource) error {
	if manual := g.manual(providers.Write{Live: live}); manual != nil {
		return manual
	}
	err := g.complete.deleteGroup(ctx, group{ID: live.ID, Name: live.Key, etag: live.Version})
	if err == nil {
		g.directory.forgetGroup(live.ID)
	}
	return err
}

// confirm writes the note of a group: what it said before, with the attributes that are
// confirmed now. Confirming one attribute leaves the confirmations of others in place.
func (g *groupClient) confirm(ctx context.Context, live, want *schema.Resource, attrs schema.AttrSet) error {
	if err := checkConfirmable(live, attrs); err != nil {
		return err
	}
	after := live.Clone()
	groupKind.Copy(after.Body, want.Body, attrs)
	after.Given = live.Given.Union(attrs)
	rec := want.Record
	if rec.Applied == "" {
		rec = live.Record
	}
	return g.notes.write(ctx, groupNote(live.ID), note{rec, contentsOf(after)}.String())
}

// manual returns what a person does in the form of the group.
func (g *groupClient) manual(w providers.Write) *providers.ManualError {
	if g.complete != nil {
		return nil
	}
	return editGroup(w)
}

// cost is one call if the API writes groups. Otherwise callwright writes only the record,
// into a tag, and nothing while a person has something to do.
func (g *groupClient) cost(w providers.Write) []providers.Calls {
	switch {
	case g.complete == nil && !w.Marks && g.manual(w) != nil:
		return nil
	case g.complete == nil:
		return calls("ListTagsForResource", "TagResource")
	case !w.Marks && w.Live == nil:
		return calls("ConnectPath.CreateGroup")
	case !w.Marks && w.Want == nil:
		return calls("ConnectPath.DeleteGroup")
	}
	return calls("ConnectPath.ReplaceGroup")
}

// readCost counts the tags of the instance where notes are.
func (g *groupClient) readCost() []providers.Calls {
	if g.complete == nil {
		return calls("ConnectPath.Users.GetParameters", "ListTagsForResource")
	}
	return calls("ConnectPath.GetGroup")
}
