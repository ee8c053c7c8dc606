package connectpath

import (
	"fmt"
	"strings"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// What a person does in ConnectPath, where the API cannot. Each step is a full sentence
// that names ConnectPath's own screens, buttons and labels.

// permissionsScreen is the way to the list of groups.
const permissionsScreen = "In ConnectPath, open Settings > User Permissions"

// makeDefault is about the default group. Nobody may have confirmed the present one, so the
// step allows for the group being the default already.
func makeDefault(name string) *providers.ManualError {
	return &providers.ManualError{
		Object: "the default permission group",
		Steps:  []string{permissionsScreen + fmt.Sprintf(", and choose \"Make default\" for the group %q, unless it is already the default.", name)},
	}
}

// moveBack is about a user whose assignment is deleted. The API cannot take a user out of
// every group, and the plan does not know which group the user was in before.
func moveBack(username string) *providers.ManualError {
	return &providers.ManualError{
		Object: fmt.Sprintf("the group of the user %q", username),
		Steps:  []string{fmt.Sprintf("In ConnectPath, open Settings > Users, and move %q back to its former group.", username)},
	}
}

// pressSync is about users whom ConnectPath does not know yet.
func pressSync() *providers.ManualError {
	return &providers.ManualError{
		Object: "synchronising new users with ConnectPath",
		Steps:  []string{"In ConnectPath, open Settings > Users, and choose \"Sync users\".", "When the e-mail says that it is done, run callwright apply again."},
	}
}

// editGroup is about adding, changing or deleting a group. It is nil for a change of
// nothing that the form has.
func editGroup(w providers.Write) *providers.ManualError {
	switch {
	case w.Live == nil:
		name := w.Want.Body.(*schema.PermissionGroup).Name
		return &providers.ManualError{
			Object: fmt.Sprintf("the permission group %q", name),
			Steps:  append([]string{permissionsScreen + fmt.Sprintf(", and add the group %q.", name)}, newForm(groupOf(w.Want))...),
		}
	case w.Want == nil:
		return &providers.ManualError{
			Object: fmt.Sprintf("the permission group %q", w.Live.Key),
			Steps:  []string{permissionsScreen + fmt.Sprintf(", and delete the group %q.", w.Live.Key)},
		}
	}
	steps := changedForm(w.Live, w.Want, w.Attrs)
	if len(steps) == 0 {
		return nil
	}
	return &providers.ManualError{
		Object: fmt.Sprintf("the permission group %q", w.Live.Key),
		Steps: append(append([]string{permissionsScreen + fmt.Sprintf(", and open the group %q.", w.Live.Key)}, steps...),
			"Leave everything else as it is, and save."),
	}
}

// onOff are the words for a toggle.
var onOff = map[bool]string{true: "on", false: "off"}

const (
	allQueuesToggle = "Turn \"See metrics and perform operations for all queues\" %s."
	popupToggle     = "Turn \"Enable AWS CCP as a Pop-Up\" %s."
)

// newForm says what a person sets in the empty form of a new group.
func newForm(want group) []string {
	var steps []string
	if want.Description != "" {
		steps = append(steps, fmt.Sprintf("Set its description to %q.", want.Description))
	}
	steps = append(steps, fmt.Sprintf(allQueuesToggle, onOff[want.AllQueues]), fmt.Sprintf(popupToggle, onOff[want.CCPPopup]))
	for _, r := range catalogue.ConnectPath().Rows() {
		if levels := want.Permissions[r.Key]; len(levels) > 0 && !r.Deprecated {
			steps = append(steps, fmt.Sprintf("Under %s, give %s: %s.", catalogue.ConnectPath().SectionOf(r).Label, r.Label, strings.Join(levels, ", ")))
		}
	}
	return append(steps, fmt.Sprintf("Set its activity to %s. Give no other permissions, and save.", want.Activity))
}

// changedForm says which of the attributes a person sets in the form of a group that
// exists. In a row that somebody confirmed before, that is only what differs: "tick edit,
// and untick view".
func changedForm(live, want *schema.Resource, attrs schema.AttrSet) []string {
	b := want.Body.(*schema.PermissionGroup)
	writes := func(name string) bool { return attrs.And(groupKind.Set(name)) != 0 }
	var steps []string
	say := func(name, format string, args ...any) {
		if writes(name) {
			steps = append(steps, fmt.Sprintf(format, args...))
		}
	}
	say("name", "Change its name to %q.", b.Name)
	if b.Description == "" {
		say("description", "Clear its description.")
	} else {
		say("description", "Set its description to %q.", b.Description)
	}
	say("all_queues", allQueuesToggle, onOff[b.AllQueues])
	say("ccp_popup", popupToggle, onOff[b.CCPPopup])
	for _, r := range catalogue.ConnectPath().Rows() {
		if !r.Deprecated {
			say(rowName(r), "Under %s, in %s, %s.", catalogue.ConnectPath().SectionOf(r).Label, r.Label, ticks(r, live, b))
		}
	}
	say("activity", "Set its activity to %s.", b.Activity)
	return steps
}

// ticks says what to do in one row of a group's form. Where nobody confirmed the row, we do
// not know what is ticked, so it says what the whole row has to look like.
func ticks(r *catalogue.Row, live *schema.Resource, want *schema.PermissionGroup) string {
	confirmed := live.Has(rowName(r))
	was := live.Body.(*schema.PermissionGroup)
	var on, off, all []string
	for _, level := range r.Levels {
		switch holds := want.Holds(r.Path(), level); {
		case holds:
			all = append(all, level)
			if !was.Holds(r.Path(), level) {
				on = append(on, level)
			}
		case was.Holds(r.Path(), level):
			off = append(off, level)
		}
	}
	switch {
	case !confirmed && len(all) == 0:
		return "clear all boxes"
	case !confirmed:
		return "tick only: " + strings.Join(all, ", ")
	case len(off) == 0:
		return "tick " + strings.Join(on, ", ")
	case len(on) == 0:
		return "untick " + strings.Join(off, ", ")
	}
	return "tick " + strings.Join(on, ", ") + ", and untick " + strings.Join(off, ", ")
}
