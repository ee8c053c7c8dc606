package amazonconnect

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/schema"
)

// split returns the security profiles that a user keeps, gets and loses.
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

// narrowCalls counts the calls that take profiles away before anything else
// changes. When others come too, this takes a call of its own only where the
// group changes with them: a right may reach as far as the user's group does, so
// neither the old rights may meet the new group nor the new rights the old one.
// A user needs one profile at any time, so without one to keep all are swapped
// at once, after the group.
func narrowCalls(ch change[schema.User]) int {
	kept, gained, dropped := split(ch)
	moved := ch.attrs.And(userGroup) != 0
	if len(dropped) > 0 && (len(gained) == 0 || moved && len(kept) > 0) {
		return 1
	}
	return 0
}

// widenCalls counts the calls that give profiles, after all else.
func widenCalls(ch change[schema.User]) int {
	_, gained, _ := split(ch)
	return min(1, len(gained))
}

func narrow(ctx context.Context, c *connection, ch change[schema.User]) error {
	kept, _, _ := split(ch)
	return setRights(ctx, c, ch.id, kept)
}

func widen(ctx context.Context, c *connection, ch change[schema.User]) error {
	return setRights(ctx, c, ch.id, ch.after.SecurityProfiles)
}

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
