package sim

import (
	"regexp"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// attributes are the predefined attributes. They have neither ids nor ARNs. A name
// identifies one, and so it cannot change.
var attributes = &store.Kind{
	Word: "predefined-attribute", Noun: "predefined attribute", ResourceType: "PREDEFINED_ATTRIBUTE",
	ID: "Name", ARN: "Arn", Name: "Name", View: "PredefinedAttribute",
	NameIsID: true,
	Complete: bornAttribute,
	Check:    checkAttribute,
}

// attributeSimulation is what is simulated of predefined attributes.
var attributeSimulation = simulation{
	kind: attributes,
	form: form{noun: "PredefinedAttribute", members: []string{"Values", "Purposes", "AttributeConfiguration"}},
	operations: map[string]operation{
		"CreatePredefinedAttribute":   writes(create(attributes, "Name", "Values", "Purposes", "AttributeConfiguration")),
		"DescribePredefinedAttribute": reads(describe(attributes)),
		"UpdatePredefinedAttribute":   writes(changing(attributes, updateAttribute)),
		"DeletePredefinedAttribute":   writes(changeable(remove(attributes))),
		"ListPredefinedAttributes":    reads(listing("PredefinedAttributeSummaryList", attributes)),
		"SearchPredefinedAttributes":  searches(searching("PredefinedAttributes", attributeFields, nil, attributes)),
	},
}

// attributeFields are what SearchPredefinedAttributes documents.
var attributeFields = map[string]store.Field{"name": store.Column("name")}

// attributeName is what the administrator guide allows ("Create predefined
// attributes").
var attributeName = regexp.MustCompile(`^[\p{L}\p{N} _.:/=+\-@']+$`)

// bornAttribute refuses names that are reserved, and those that another attribute
// has in letters of another case.
func bornAttribute(t *store.Tx, o *store.Object, _ api.Members) error {
	name := api.Text(o.Body, "Name")
	lower := strings.ToLower(name)
	switch {
	case !attributeName.MatchString(name):
		return api.InvalidParameter("Name: %q has characters other than letters, digits, spaces and _.:/=+-@'.", name)
	case strings.HasPrefix(lower, "aws:"), strings.HasPrefix(lower, "connect:"):
		return api.InvalidParameter("Name: %q begins with a prefix that is reserved.", name)
	}
	return t.Each(func(scan func(...any) error) error {
		var taken string
		if err := scan(&taken); err != nil {
			return err
		}
		if strings.EqualFold(taken, name) {
			return api.Duplicate(o.Kind.Noun, taken)
		}
		return nil
	}, `SELECT o.name FROM objects o WHERE o.kind = ?`, o.Kind.Word)
}

// checkAttribute refuses a value that is given twice.
//
// Assumption: the documentation calls values distinct without saying what becomes of
// one that is given twice.
func checkAttribute(_ *store.Tx, o *store.Object) error {
	values := api.Texts(api.Sub(o.Body, "Values"), "StringList")
	slices.Sort(values)
	for i := 1; i < len(values); i++ {
		if values[i] == values[i-1] {
			return api.InvalidParameter("Values: %q is given twice.", values[i])
		}
	}
	return nil
}

// updateAttribute replaces what the request has of an attribute.
func updateAttribute(_ *store.Tx, o *store.Object, in api.Members) error {
	if readOnly(o) {
		return api.InvalidRequest("The predefined attribute %q is the system's own and cannot be changed.", o.Name)
	}
	api.Take(o.Body, in, "Values", "Purposes", "AttributeConfiguration")
	return nil
}

// changeable refuses to delete an attribute that is the system's own.
func changeable(h handler) handler {
	return func(t *store.Tx, operation string, in api.Members) (api.Members, error) {
		o, err := t.Find(attributes, api.Text(in, attributes.ID))
		if err != nil {
			return nil, err
		}
		if readOnly(o) {
			return nil, api.InvalidRequest("The predefined attribute %q is the system's own and cannot be deleted.", o.Name)
		}
		return h(t, operation, in)
	}
}

func readOnly(o *store.Object) bool {
	return api.Flag(api.Sub(o.Body, "AttributeConfiguration"), "IsReadOnly")
}

// systemAttributes are the attributes that every instance has (administrator guide,
// "Create predefined attributes").
//
// Assumption: the guide does not say which values they have at first. connect:Subtype has
// the subtypes that the guide names for contacts.
func systemAttributes() []*store.Object {
	var all []*store.Object
	for _, a := range []struct {
		name   string
		values []string
	}{
		{"connect:Language", nil},
		{"connect:Subtype", []string{"connect:Chat", "connect:Guide", "connect:SMS", "connect:Telephony", "connect:WebRTC"}},
		{"connect:WorkloadType", nil},
	} {
		all = append(all, &store.Object{Kind: attributes, Body: api.Members{
			"Name": a.name, "Values": api.Members{"StringList": api.SortedSet(a.values)}, "AttributeConfiguration": api.Members{"IsReadOnly": true},
		}})
	}
	return all
}
