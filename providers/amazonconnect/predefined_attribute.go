package amazonconnect

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/index"
	"github.com/callwright/callwright/schema"
)

// Attributes of predefined attributes.
var (
	attributeKind      = schema.MustKind("predefined_attribute")
	attributeValidates = attributeKind.Set("validate_values")
)

// predefinedAttributes are the attributes that proficiencies and routing criteria use. They
// have neither ids nor tags: a name tells them apart, and there is no place for a record.
var predefinedAttributes = define(definition[schema.PredefinedAttribute]{
	kind:     attributeKind,
	title:    func(a *schema.PredefinedAttribute) string { return a.Name },
	list:     listAttributes,
	search:   searchAttributes,
	describe: describeAttribute,
	ops: operations{
		list: "ListPredefinedAttributes", search: "SearchPredefinedAttributes", describe: "DescribePredefinedAttribute",
		create: "CreatePredefinedAttribute", destroy: "DeletePredefinedAttribute",
	},
	create: createAttribute,
	updates: []update[schema.PredefinedAttribute]{
		{attrs: attributeKind.Set("values", "purposes").Union(attributeValidates), op: "UpdatePredefinedAttribute", rests: attributeRests, call: updateAttribute},
	},
	destroy: func(ctx context.Context, c *connection, name string) error {
		_, err := c.api.DeletePredefinedAttribute(ctx, &connect.DeletePredefinedAttributeInput{InstanceId: &c.instance.ID, Name: &name})
		return err
	},
})

// listAttributes lists all attributes, including the service's own.
func listAttributes(ctx context.Context, c *connection, found func(index.Item)) error {
	in := &connect.ListPredefinedAttributesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewListPredefinedAttributesPaginator(c.api, in), func(out *connect.ListPredefinedAttributesOutput) error {
		return every(out.PredefinedAttributeSummaryList, func(s *types.PredefinedAttributeSummary) error {
			found(index.Item{ID: aws.ToString(s.Name), Name: aws.ToString(s.Name)})
			return nil
		})
	})
}

// searchAttributes has values and purposes, so that attributes have no details.
func searchAttributes(ctx context.Context, c *connection, found func(object[schema.PredefinedAttribute])) error {
	in := &connect.SearchPredefinedAttributesInput{InstanceId: &c.instance.ID, MaxResults: aws.Int32(smallPage)}
	return pages(ctx, connect.NewSearchPredefinedAttributesPaginator(c.api, in), func(out *connect.SearchPredefinedAttributesOutput) error {
		return every(out.PredefinedAttributes, func(a *types.PredefinedAttribute) error {
			found(readAttribute(a))
			return nil
		})
	})
}

// describeAttribute reads one attribute by its name.
func describeAttribute(ctx context.Context, c *connection, name string) (o object[schema.PredefinedAttribute], err error) {
	out, err := c.api.DescribePredefinedAttribute(ctx, &connect.DescribePredefinedAttributeInput{InstanceId: &c.instance.ID, Name: &name})
	if err != nil {
		return o, err
	}
	o = readAttribute(out.PredefinedAttribute)
	o.id = name
	return o, nil
}

// readAttribute marks an attribute as the system's by its prefix or by a flag: the service
// has some that nobody may change, such as connect:Language.
func readAttribute(a *types.PredefinedAttribute) object[schema.PredefinedAttribute] {
	name := aws.ToString(a.Name)
	o := object[schema.PredefinedAttribute]{
		id: name, given: attributeKind.Every(),
		body:   &schema.PredefinedAttribute{Name: name, Values: []string{}, Purposes: schema.SortedSet(append([]string{}, a.Purposes...))},
		system: strings.HasPrefix(name, "connect:") || a.AttributeConfiguration != nil && a.AttributeConfiguration.IsReadOnly,
	}
	o.body.ValidateValues = a.AttributeConfiguration != nil && a.AttributeConfiguration.EnableValueValidationOnAssociation
	if list, ok := a.Values.(*types.PredefinedAttributeValuesMemberStringList); ok {
		o.body.Values = schema.SortedSet(append(o.body.Values, list.Value...))
	}
	return o
}

// createAttribute returns the name as the id.
func createAttribute(ctx context.Context, c *connection, want object[schema.PredefinedAttribute]) (string, error) {
	_, err := c.once.CreatePredefinedAttribute(ctx, &connect.CreatePredefinedAttributeInput{
		InstanceId: &c.instance.ID, Name: &want.body.Name, Values: attributeValues(want.body), Purposes: want.body.Purposes,
		AttributeConfiguration: attributeConfiguration(want.body, want.given),
	})
	if err != nil {
		return "", err
	}
	return want.body.Name, nil
}

// updateAttribute replaces values, purposes and configuration, which one operation writes. What
// is not managed is sent as it was read: the configuration by attributeRests.
func updateAttribute(ctx context.Context, c *connection, ch change[schema.PredefinedAttribute]) error {
	_, err := c.api.UpdatePredefinedAttribute(ctx, &connect.UpdatePredefinedAttributeInput{
		InstanceId: &c.instance.ID, Name: &ch.id, Values: attributeValues(ch.after), Purposes: append([]string{}, ch.after.Purposes...),
		AttributeConfiguration: attributeConfiguration(ch.after, ch.attrs),
	})
	return err
}

// attributeConfiguration returns the API's form of the configuration; nil if it is not written.
func attributeConfiguration(a *schema.PredefinedAttribute, written schema.AttrSet) *types.InputPredefinedAttributeConfiguration {
	if written.And(attributeValidates) == 0 {
		return nil
	}
	return &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: a.ValidateValues}
}

// attributeValues returns the API's form of the values. The list is never nil: without it,
// the service would leave the old values in place.
func attributeValues(a *schema.PredefinedAttribute) types.PredefinedAttributeValues {
	return &types.PredefinedAttributeValuesMemberStringList{Value: append([]string{}, a.Values...)}
}
