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

// A skill is what tells the proficiencies of a user apart.
type skill struct{ attribute, value string }

func skillOf(p schema.Proficiency) skill { return skill{p.Attribute, p.Value} }

// levelOf returns the level of a skill, 0 for none.
func levelOf(list []schema.Proficiency, s skill) int {
	for _, p := range list {
		if skillOf(p) == s {
			return p.Level
		}
	}
	return 0
}

// skillsWhere returns the proficiencies that a function chooses by their level on the
// other side.
func skillsWhere(list, others []schema.Proficiency, choose func(p schema.Proficiency, other int) bool) []schema.Proficiency {
	var chosen []schema.Proficiency
	for _, p := range list {
		if choose(p, levelOf(others, skillOf(p))) {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

func absent(_ schema.Proficiency, other int) bool { return other == 0 }

// addedSkills, changedSkills and droppedSkills return the proficiencies that come,
// that stay with another level, and that go.
func addedSkills(ch change[schema.User]) []schema.Proficiency {
	return skillsWhere(ch.after.Proficiencies, ch.before.Proficiencies, absent)
}

func changedSkills(ch change[schema.User]) []schema.Proficiency {
	return skillsWhere(ch.after.Proficiencies, ch.before.Proficiencies, func(p schema.Proficiency, other int) bool { return other != 0 && other != p.Level })
}

func droppedSkills(ch change[schema.User]) []schema.Proficiency {
	return skillsWhere(ch.before.Proficiencies, ch.after.Proficiencies, absent)
}

func skillCalls(skills func(change[schema.User]) []schema.Proficiency) func(change[schema.User]) int {
	return func(ch change[schema.User]) int { return min(1, len(skills(ch))) }
}

// dropSkillCalls counts the call that takes proficiencies away, which goes first where
// old and new ones are more than a user may have.
func dropSkillCalls(first bool) func(change[schema.User]) int {
	return func(ch change[schema.User]) int {
		full := len(ch.before.Proficiencies)+len(addedSkills(ch)) > schema.ProficienciesPerUser
		if full != first {
			return 0
		}
		return min(1, len(droppedSkills(ch)))
	}
}

func readProficiencies(ctx context.Context, c *connection, id string, u *schema.User) (err error) {
	u.Proficiencies, err = listProficiencies(ctx, c, id)
	return err
}

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

func updateSkills(ctx context.Context, c *connection, ch change[schema.User]) error {
	_, err := c.api.UpdateUserProficiencies(ctx, &connect.UpdateUserProficienciesInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, UserProficiencies: proficiencies(changedSkills(ch)),
	})
	return err
}

// addSkills adds the new proficiencies. It is no failure that they are there when the
// call says so: an earlier attempt may have added them and its answer been lost.
func addSkills(ctx context.Context, c *connection, ch change[schema.User]) error {
	added := addedSkills(ch)
	_, err := c.api.AssociateUserProficiencies(ctx, &connect.AssociateUserProficienciesInput{
		InstanceId: &c.instance.ID, UserId: &ch.id, UserProficiencies: proficiencies(added),
	})
	return unless(ctx, c, ch.id, err, func(live []schema.Proficiency) bool {
		return len(skillsWhere(added, live, func(p schema.Proficiency, other int) bool { return other != p.Level })) == 0
	})
}

// dropSkills takes proficiencies away. It is no failure that they are gone.
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

// unless returns the error of a call, unless the user's proficiencies are as it was to
// make them.
func unless(ctx context.Context, c *connection, id string, err error, done func([]schema.Proficiency) bool) error {
	if err == nil {
		return nil
	}
	if live, failed := listProficiencies(ctx, c, id); failed == nil && done(live) {
		return nil
	}
	return err
}
