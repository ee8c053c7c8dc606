package amazonconnect_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/schematest"
)

// TestValueValidation checks what an update says of the validation of values: what is wanted
// where that is managed, also if it is off, and what was read otherwise.
func TestValueValidation(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		live  string // the configuration as the service answers it
		want  bool
		attrs []string
		sent  string // the configuration in the request; "" for none
	}{
		"on":                   {`{"IsReadOnly": false, "EnableValueValidationOnAssociation": false}`, true, []string{"validate_values"}, `{"EnableValueValidationOnAssociation": true}`},
		"off":                  {`{"EnableValueValidationOnAssociation": true}`, false, []string{"validate_values"}, `{"EnableValueValidationOnAssociation": false}`},
		"off, and others stay": {`{"EnableValueValidationOnAssociation": true, "Extra": 1}`, false, []string{"validate_values", "values"}, `{"EnableValueValidationOnAssociation": false, "Extra": 1}`},
		"on without answer":    {``, true, []string{"validate_values"}, `{"EnableValueValidationOnAssociation": true}`},
		"other values":         {`{"IsReadOnly": false, "EnableValueValidationOnAssociation": true}`, false, []string{"values"}, `{"EnableValueValidationOnAssociation": true}`},
		"other values, off":    {`{"EnableValueValidationOnAssociation": false}`, true, []string{"values"}, `{"EnableValueValidationOnAssociation": false}`},
		"other values alone":   {``, true, []string{"values"}, ``},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := open(t, sim.Options{})
			live := c.create(schematest.Of("predefined_attribute", &schema.PredefinedAttribute{Name: "A", Values: []string{"a"}}, "name", "values"))
			c.wire.fail("DescribePredefinedAttribute", edit(func(answer map[string]any) {
				a := answer["PredefinedAttribute"].(map[string]any)
				if delete(a, "AttributeConfiguration"); test.live != "" {
					a["AttributeConfiguration"] = parse(test.live)
				}
			}))
			live = c.read(live)
			c.forget()
			c.update(live, schematest.Of("predefined_attribute", &schema.PredefinedAttribute{Values: []string{"b"}, ValidateValues: test.want}), test.attrs...)
			sent := parse(c.requests("UpdatePredefinedAttribute")[0]).(map[string]any)["AttributeConfiguration"]
			var want any
			if test.sent != "" {
				want = parse(test.sent)
			}
			if diff := cmp.Diff(want, sent); diff != "" {
				t.Errorf("request mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
