package amazonconnect

import (
	"cmp"
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/schema"
)

// A skill identifies a proficiency of a user: the attribute and its value, without the
// level. For example, connect:Language and "Welsh".
type skill struct{ attribute, value string }

// skillOf returns the skill of a proficiency.
func skillOf(p schema.Proficiency) skill { return skill{p.Attribute, p.Value} }

// levelOf returns the level of a skill in the list; 0 if the list does not have it.
func levelOf(list []schema.Proficiency, s skill) int {
	for _, p := range list {
		if skillOf(p) == s {
			return p.Level
		}
	}
	return 0
}

// skillsWhere returns the proficiencies that choose reports, given each with its level in
// others.
func skillsWhere(list, others []schema.Proficiency, choose func(p schema.Proficiency, other int) bool) []schema.Proficiency {
	var chosen []schema.Proficiency
	for _, p := range list {
		if choose(p, levelOf(others, skillOf(p))) {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// absent chooses the proficiencies that the other list does not have.
func absent(_ schema.Proficiency, other int) bool { return other == 0 }

// addedSkills returns the proficiencies that an update adds.
func addedSkills(ch change[schema.User]) []schema.Proficiency {
	return skillsWhere(ch.after.Proficiencies, ch.before.Proficiencies, absent)
}

// changedSkills returns the proficiencies whose level an update changes, as they will be.
func changedSkills(ch change[schema.User]) []schema.Proficiency {
	return skillsWhere(ch.after.Proficiencies, ch.before.Proficiencies, func(p schema.Proficiency, other int) bool { return other != 0 && other != p.Level })
}

// droppedSkills returns the proficiencies that an update removes.
func droppedSkills(ch change[schema.User]) []schema.Proficiency {
	return skillsWhere(ch.before.Proficiencies, ch.after.Proficiencies, absent)
}

// skillCalls counts the calls for such proficiencies. One call takes as many as a user can
// have.
func skillCalls(skills func(change[schema.User]) []schema.Proficiency) func(change[schema.User]) int {
	return func(ch change[schema.User]) int { return min(1, len(skills(ch))) }
}

// dropSkillCalls counts the call that removes proficiencies. It comes first when a user
// cannot have old and new ones together, and last otherwise.
func dropSkillCalls(first bool) func(change[schema.User]) int {
	return func(ch change[schema.User]) int {
		full := len(ch.before.Proficiencies)+len(addedSkills(ch)) > schema.ProficienciesPerUser
		if full != first {
			return 0
		}
		return min(1, len(droppedSkills(ch)))
	}
}

// readProficiencies reads the detail: the proficiencies of one user.
func readProficiencies(ctx context.Context, c *connection, id string, u *schema.User) (err error) {
	u.Proficiencies, err = listProficiencies(ctx, c, id)
	return err
}

// listProficiencies returns a user's proficiencies, sorted as the schema sorts them.
func listProficiencies(ctx context.Context, c *connection, id string) ([]schema.Proficiency, error) {
	list := []schema.Proficiency{}
	in := &connect.ListUserProficienciesInput{InstanceId: &c.instance.ID, UserId: &id, MaxResults: aws.Int32(smallPage)}
	err := pages(ctx, connect.NewListUserProficienciesPaginator(c.api, in), func(out *connect.ListUserProficienciesOutput) error {
		return every(out.UserProficiencyList, func(p *types.UserProficiency) error {
			list = append(list, schema.Proficiency{
				Attribute: aws.ToString(p.AttributeName), Value: aws.ToString(p.AttributeValue), Level: int(aws.ToFloat32(p.Level)),
			})
			return nil
		})
	})
	slices.SortStableFunc(list, func(a, b schema.Proficiency) int {
		return cmp.Or(cmp.Compare(a.Attribute, b.Attribute), cmp.Compare(a.Value, b.Value))
	})
	return list, err
}

// proficiencies returns the API's form of proficiencies.
func proficiencies(list []schema.Proficiency) []types.UserProficiency {
	all := make([]types.UserProficiency, len(list))
	for i, p := range list {
		all[i] = types.UserProficiency{AttributeName: aws.String(p.Attribute), AttributeValue: aws.String(p.Value), Level: aws.Float32(float32(p.Level))}
	}
	return all
}

// updateSkills changes levels.
func updateSkills(ctx context.Context, c *connection, ch change[schema.User]) error {
	_, err := c.api.UpdateUserProficiencies(ctx, &connect.UpdateUserProficienciesInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, UserProficiencies: proficiencies(changedSkills(ch)),
	})
	return err
}

// addSkills adds proficiencies. If the call fails and they are there, an earlier attempt
// added them and its answer was lost.
func addSkills(ctx context.Context, c *connection, ch change[schema.User]) error {
	added := addedSkills(ch)
	_, err := c.api.AssociateUserProficiencies(ctx, &connect.AssociateUserProficienciesInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, UserProficiencies: proficiencies(added),
	})
	return unless(ctx, c, ch.id, err, func(live []schema.Proficiency) bool {
		return len(skillsWhere(added, live, func(p schema.Proficiency, other int) bool { return other != p.Level })) == 0
	})
}

// dropSkills removes proficiencies. If the call fails and they are gone, that is what we
// want.
func dropSkills(ctx context.Context, c *connection, ch change[schema.User]) error {
	dropped := droppedSkills(ch)
	list := make([]types.UserProficiencyDisassociate, len(dropped))
	for i, p := range dropped {
		list[i] = types.UserProficiencyDisassociate{AttributeName: aws.String(p.Attribute), AttributeValue: aws.String(p.Value)}
	}
	_, err := c.api.DisassociateUserProficiencies(ctx, &connect.DisassociateUserProficienciesInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, UserProficiencies: list,
	})
	return unless(ctx, c, ch.id, err, func(live []schema.Proficiency) bool {
		return len(skillsWhere(dropped, live, absent)) == len(dropped)
	})
}

// unless returns the error of a call, or nil when the user's proficiencies are as the call
// should have made them.
func unless(ctx context.Context, c *connection, id string, err error, done func([]schema.Proficiency) bool) error {
	if err == nil {
		return nil
	}
	if live, failed := listProficiencies(ctx, c, id); failed == nil && done(live) {
		return nil
	}
	return err
}
