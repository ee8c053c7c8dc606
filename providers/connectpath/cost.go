package connectpath

import (
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// Cost returns the calls that a change makes; what a person does costs none.
func (c *Client) Cost(w providers.Write) []providers.Calls {
	of := w.Of()
	if w.Marks && of != groupKind {
		return nil
	}
	if c.whole == nil {
		switch {
		case !w.Marks && c.Manual(w) != nil:
			return nil
		case of == assignmentKind: // read before and after
			return calls("ConnectPath.Users.GetUser", "ConnectPath.Users.GetUser", "ConnectPath.Users.UpdateUser")
		}
		return calls("ListTagsForResource", "TagResource") // the record alone
	}
	switch {
	case of == assignmentKind:
		return calls("ConnectPath.AssignGroup")
	case of == settingsKind:
		return calls("ConnectPath.SetDefault")
	case w.Marks:
		return calls("ConnectPath.ReplaceGroup")
	case w.Live == nil:
		return calls("ConnectPath.CreateGroup")
	case w.Want == nil:
		return calls("ConnectPath.DeleteGroup")
	}
	return calls("ConnectPath.ReplaceGroup")
}

// ReadCost returns the calls that reading one object takes.
func (c *Client) ReadCost(r *schema.Resource, _ schema.AttrSet) []providers.Calls {
	switch k := r.Kind; {
	case k == assignmentKind && c.whole == nil:
		return calls("ConnectPath.Users.GetUser")
	case k == assignmentKind:
		return calls("ConnectPath.GetUser")
	case k == settingsKind && c.whole == nil:
		return calls("ListTagsForResource", "ConnectPath.Users.ListUsers")
	case k == settingsKind:
		return calls("ConnectPath.GetDefault")
	case c.whole == nil:
		return calls("ConnectPath.Users.GetParameters", "ListTagsForResource")
	}
	return calls("ConnectPath.GetGroup")
}

func calls(operations ...string) []providers.Calls {
	list := make([]providers.Calls, len(operations))
	for i, o := range operations {
		list[i] = providers.Calls{Operation: o, N: 1}
	}
	return list
}

// Looks returns that writes read nothing of which [Client.Cost] does not know.
func (c *Client) Looks(providers.Write) []providers.Calls { return nil }
