package sim_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers/sim"
)

func attributeValues(values ...string) types.PredefinedAttributeValues {
	return &types.PredefinedAttributeValuesMemberStringList{Value: values}
}

func (c *client) newAttribute(name string, values ...string) *connect.CreatePredefinedAttributeInput {
	return &connect.CreatePredefinedAttributeInput{InstanceId: c.instance, Name: &name, Values: attributeValues(values...)}
}

func (c *client) describeAttribute(name string) *types.PredefinedAttribute {
	c.Helper()
	return must(c.DescribePredefinedAttribute(ctx, &connect.DescribePredefinedAttributeInput{InstanceId: c.instance, Name: &name}))(c).PredefinedAttribute
}

func TestPredefinedAttribute(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newAttribute("Language (spoken)", "English")
	refused(c.CreatePredefinedAttribute(ctx, in))(t, invalid, "Name")
	in.Name, in.Purposes = aws.String("Spoken Language"), []string{"Contacts"}
	must(c.CreatePredefinedAttribute(ctx, in))(t)
	want := &types.PredefinedAttribute{Name: in.Name, Values: in.Values, Purposes: in.Purposes, LastModifiedRegion: aws.String("eu-west-2")}
	late := cmpopts.IgnoreFields(types.PredefinedAttribute{}, "LastModifiedTime")
	if diff := cmp.Diff(want, c.describeAttribute("Spoken Language"), plain, late); diff != "" {
		t.Errorf("DescribePredefinedAttribute() mismatch (-want +got):\n%s", diff)
	}
	must(c.UpdatePredefinedAttribute(ctx, &connect.UpdatePredefinedAttributeInput{
		InstanceId: c.instance, Name: in.Name, Values: attributeValues("Deutsch", "English"),
	}))(t)
	want.Values = attributeValues("Deutsch", "English")
	found := must(c.SearchPredefinedAttributes(ctx, &connect.SearchPredefinedAttributesInput{
		InstanceId: c.instance, SearchCriteria: &types.PredefinedAttributeSearchCriteria{StringCondition: exactly("name", "Spoken Language")},
	}))(t).PredefinedAttributes
	if diff := cmp.Diff([]types.PredefinedAttribute{*want}, found, plain, late); diff != "" {
		t.Errorf("SearchPredefinedAttributes() mismatch (-want +got):\n%s", diff)
	}
	remove := func() (*connect.DeletePredefinedAttributeOutput, error) {
		return c.DeletePredefinedAttribute(ctx, &connect.DeletePredefinedAttributeInput{InstanceId: c.instance, Name: in.Name})
	}
	must(remove())(t)
	refused(remove())(t, notFound, *in.Name)
	must(c.CreatePredefinedAttribute(ctx, in))(t)
}

// TestValueValidation keeps whether values are validated. An update that says nothing of it
// leaves it, and one that says nothing of values leaves those.
func TestValueValidation(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	in := c.newAttribute("Cause", "a", "b")
	validates := func(on bool) *types.InputPredefinedAttributeConfiguration {
		return &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: on}
	}
	in.AttributeConfiguration = validates(true)
	must(c.CreatePredefinedAttribute(ctx, in))(t)
	for _, step := range []struct {
		name   string
		update connect.UpdatePredefinedAttributeInput
		want   bool
		values []string
	}{
		{"created", connect.UpdatePredefinedAttributeInput{}, true, []string{"a", "b"}},
		{"other values", connect.UpdatePredefinedAttributeInput{Values: attributeValues("c")}, true, []string{"c"}},
		{"off", connect.UpdatePredefinedAttributeInput{AttributeConfiguration: validates(false)}, false, []string{"c"}},
		{"on", connect.UpdatePredefinedAttributeInput{AttributeConfiguration: validates(true)}, true, []string{"c"}},
	} {
		if step.name != "created" {
			step.update.InstanceId, step.update.Name = c.instance, in.Name
			must(c.UpdatePredefinedAttribute(ctx, &step.update))(t)
		}
		found := must(c.SearchPredefinedAttributes(ctx, &connect.SearchPredefinedAttributesInput{
			InstanceId: c.instance, SearchCriteria: &types.PredefinedAttributeSearchCriteria{StringCondition: exactly("name", "Cause")},
		}))(t).PredefinedAttributes
		for _, a := range []*types.PredefinedAttribute{c.describeAttribute("Cause"), &found[0]} {
			if a.AttributeConfiguration == nil || a.AttributeConfiguration.EnableValueValidationOnAssociation != step.want || a.AttributeConfiguration.IsReadOnly {
				t.Errorf("%s: the configuration is %+v, want %t", step.name, a.AttributeConfiguration, step.want)
			}
			if diff := cmp.Diff(attributeValues(step.values...), a.Values, plain); diff != "" {
				t.Errorf("%s: values mismatch (-want +got):\n%s", step.name, diff)
			}
		}
	}
}

// Names are reserved, and unique whatever the case of their letters.
func TestPredefinedAttributeNames(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	must(c.CreatePredefinedAttribute(ctx, c.newAttribute("Straße", "A")))(t)
	for name, exception := range map[string]string{
		"straße": duplicate, "Connect:Language": invalid, "aws:x": invalid, strings.Repeat("x", 101): invalid, "a\tb": invalid,
	} {
		refused(c.CreatePredefinedAttribute(ctx, c.newAttribute(name, "A")))(t, exception, "")
	}
	refused(c.CreatePredefinedAttribute(ctx, c.newAttribute("B", "A", "A")))(t, invalid, `"A" is given twice`)
}

// What is the system's own is there, and stays.
func TestSystemAttributes(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{})
	list := must(c.ListPredefinedAttributes(ctx, &connect.ListPredefinedAttributesInput{InstanceId: c.instance}))(t).PredefinedAttributeSummaryList
	if len(list) != 3 {
		t.Errorf("ListPredefinedAttributes says %v", list)
	}
	for _, a := range list {
		if got := c.describeAttribute(*a.Name); !got.AttributeConfiguration.IsReadOnly {
			t.Errorf("%s is not read-only", *a.Name)
		}
		refused(c.UpdatePredefinedAttribute(ctx, &connect.UpdatePredefinedAttributeInput{
			InstanceId: c.instance, Name: a.Name, Values: attributeValues("x"),
		}))(t, badRequest, *a.Name)
		refused(c.DeletePredefinedAttribute(ctx, &connect.DeletePredefinedAttributeInput{InstanceId: c.instance, Name: a.Name}))(t, badRequest, *a.Name)
		refused(c.TagResource(ctx, &connect.TagResourceInput{
			ResourceArn: c.arn("predefined-attribute", a.Name), Tags: map[string]string{"a": "b"},
		}))(t, notFound, *a.Name)
	}
}
