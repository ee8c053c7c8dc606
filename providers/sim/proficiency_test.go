package sim_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
)

func speaks(value string, level float32) types.UserProficiency {
	return types.UserProficiency{AttributeName: aws.String("Language"), AttributeValue: &value, Level: &level}
}

func (c *client) associateProficiencies(user *string, list ...types.UserProficiency) (*connect.AssociateUserProficienciesOutput, error) {
	return c.AssociateUserProficiencies(ctx, &connect.AssociateUserProficienciesInput{InstanceId: c.instance, UserId: user, UserProficiencies: list})
}

func (c *client) updateProficiencies(user *string, list ...types.UserProficiency) (*connect.UpdateUserProficienciesOutput, error) {
	return c.UpdateUserProficiencies(ctx, &connect.UpdateUserProficienciesInput{InstanceId: c.instance, UserId: user, UserProficiencies: list})
}

func (c *client) disassociateProficiencies(user *string, list ...types.UserProficiency) (*connect.DisassociateUserProficienciesOutput, error) {
	in := &connect.DisassociateUserProficienciesInput{InstanceId: c.instance, UserId: user, UserProficiencies: []types.UserProficiencyDisassociate{}}
	for _, p := range list {
		in.UserProficiencies = append(in.UserProficiencies, types.UserProficiencyDisassociate{AttributeName: p.AttributeName, AttributeValue: p.AttributeValue})
	}
	return c.DisassociateUserProficiencies(ctx, in)
}

func (c *client) listProficiencies(user *string) []string {
	c.Helper()
	out := must(c.ListUserProficiencies(ctx, &connect.ListUserProficienciesInput{InstanceId: c.instance, UserId: user}))(c)
	all := []string{}
	for _, p := range out.UserProficiencyList {
		all = append(all, fmt.Sprintf("%s=%s %v", *p.AttributeName, *p.AttributeValue, *p.Level))
	}
	if len(all) > 0 && out.LastModifiedTime == nil {
		c.Error("ListUserProficiencies lacks LastModifiedTime")
	}
	return all
}

func TestProficiencies(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.user("ada")
	must(c.CreatePredefinedAttribute(ctx, c.newAttribute("Language", "English", "Welsh")))(t)
	welsh, english := speaks("Welsh", 2), speaks("English", 5)
	must(c.associateProficiencies(c.arn("agent", id), welsh, english))(t)
	must(c.updateProficiencies(id, speaks("Welsh", 4)))(t)
	if diff := cmp.Diff([]string{"Language=English 5", "Language=Welsh 4"}, c.listProficiencies(id)); diff != "" {
		t.Errorf("proficiencies mismatch (-want +got):\n%s", diff)
	}
	must(c.disassociateProficiencies(id, english))(t)
	if diff := cmp.Diff([]string{"Language=Welsh 4"}, c.listProficiencies(id)); diff != "" {
		t.Errorf("proficiencies mismatch (-want +got):\n%s", diff)
	}

	refused(c.DeletePredefinedAttribute(ctx, &connect.DeletePredefinedAttributeInput{InstanceId: c.instance, Name: aws.String("Language")}))(t, inUse, "Language")
	refused(c.associateProficiencies(id, speaks("Latin", 1)))(t, invalid, `has no value "Latin"`)
	refused(c.associateProficiencies(id, types.UserProficiency{AttributeName: aws.String("Product"), AttributeValue: aws.String("Home"), Level: aws.Float32(1)}))(t, notFound, "Product")
	refused(c.associateProficiencies(id, welsh))(t, invalid, "Language=Welsh already")
	refused(c.associateProficiencies(id, english, english))(t, invalid, "given twice")
	refused(c.associateProficiencies(id, speaks("English", 2.5)))(t, invalid, "2.5")
	refused(c.associateProficiencies(id, speaks("English", 6)))(t, invalid, "Level")
	refused(c.updateProficiencies(id, english))(t, invalid, "has to be associated first")
	refused(c.disassociateProficiencies(id, english))(t, invalid, "no proficiency Language=English")
	refused(c.associateProficiencies(nowhere, english))(t, notFound, *nowhere)
	refused(c.updateProficiencies(nowhere, english))(t, notFound, *nowhere)
	refused(c.disassociateProficiencies(nowhere, english))(t, notFound, *nowhere)
	refused(c.ListUserProficiencies(ctx, &connect.ListUserProficienciesInput{InstanceId: c.instance, UserId: nowhere}))(t, notFound, *nowhere)
	if diff := cmp.Diff([]string{"Language=Welsh 4"}, c.listProficiencies(id)); diff != "" {
		t.Errorf("refusals changed proficiencies (-want +got):\n%s", diff)
	}
}

// A user has ten proficiencies, which pages show in full.
func TestProficiencyQuota(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	id := c.user("ada")
	var eleven []types.UserProficiency
	var values []string
	for i := range 11 {
		values = append(values, fmt.Sprint("L", i))
		eleven = append(eleven, speaks(values[i], 1))
	}
	must(c.CreatePredefinedAttribute(ctx, c.newAttribute("Language", values...)))(t)
	refused(c.associateProficiencies(id, eleven...))(t, invalid, "quota is 10")
	must(c.associateProficiencies(id, eleven[:10]...))(t)
	refused(c.associateProficiencies(id, eleven[10]))(t, invalid, "quota is 10")
	pages := connect.NewListUserProficienciesPaginator(c.Client, &connect.ListUserProficienciesInput{InstanceId: c.instance, UserId: id, MaxResults: aws.Int32(4)})
	n := 0
	for pages.HasMorePages() {
		n += len(must(pages.NextPage(ctx))(t).UserProficiencyList)
	}
	if n != 10 {
		t.Errorf("pages have %d proficiencies, want 10", n)
	}
}
