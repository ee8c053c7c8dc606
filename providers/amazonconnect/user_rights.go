package amazonconnect

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/schema"
)

// split returns the security profiles that an update keeps, gives and takes.
func split(ch change[schema.User]) (kept, gained, dropped []string) {
	for _, p := range ch.after.SecurityProfiles {
		if slices.Contains(ch.before.SecurityProfiles, p) {
			kept = append(kept, p)
		} else {
			gained = append(gained, p)
		}
	}
	for _, p := range ch.before.SecurityProfiles {
		if !slices.Contains(ch.after.SecurityProfiles, p) {
			dropped = append(dropped, p)
		}
	}
	return kept, gained, dropped
}

// narrowCalls counts the calls that take profiles away before anything else changes.
//
// If the user also gains profiles, that is one call only when the hierarchy group changes
// too. A right may reach as far as the user's group does: the old rights must not meet the
// new group, and the new rights must not meet the old group. A user needs a profile at any
// time, so if none is kept, all are swapped at once, after the group.
//
// For example, ada keeps Agent, loses Admin, gains Analyst and moves to another group:
// Admin goes, the group changes, Analyst comes.
func narrowCalls(ch change[schema.User]) int {
	kept, gained, dropped := split(ch)
	moved := ch.attrs.And(userGroup) != 0
	if len(dropped) > 0 && (len(gained) == 0 || moved && len(kept) > 0) {
		return 1
	}
	return 0
}

// widenCalls counts the calls that give profiles after everything else has changed.
func widenCalls(ch change[schema.User]) int {
	_, gained, _ := split(ch)
	return min(1, len(gained))
}

// narrow leaves the user the profiles that stay.
func narrow(ctx context.Context, c *connection, ch change[schema.User]) error {
	kept, _, _ := split(ch)
	return setRights(ctx, c, ch.id, kept)
}

// widen gives the user all profiles that are wanted.
func widen(ctx context.Context, c *connection, ch change[schema.User]) error {
	return setRights(ctx, c, ch.id, ch.after.SecurityProfiles)
}

// setRights replaces the security profiles of a user.
func setRights(ctx context.Context, c *connection, id string, profiles []string) error {
	ids, err := c.ids(ctx, "security_profile", profiles)
	if err != nil {
		return err
	}
	_, err = c.api.UpdateUserSecurityProfiles(ctx, &connect.UpdateUserSecurityProfilesInput{
		InstanceId: &c.instance.ID, UserId: &id, SecurityProfileIds: ids,
	})
	return err
}
