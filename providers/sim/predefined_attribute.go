package sim

import (
	"regexp"
	"slices"
	"strings"
)

// attributes are the predefined attributes. They have neither ids nor ARNs: a name
// stands for one, and so it cannot change.
var attributes = &kind{
	word: "predefined-attribute", noun: "predefined attribute", resourceType: "PREDEFINED_ATTRIBUTE",
	id: "Name", arn: "Arn", name: "Name", view: "PredefinedAttribute",
	named: true,
	born:  bornAttribute,
	check: checkAttribute,
	form:  form{noun: "PredefinedAttribute", members: []string{"Values", "Purposes", "AttributeConfiguration"}},
}

// attributeFields are what SearchPredefinedAttributes documents.
var attributeFields = map[string]field{"name": column("name")}

// attributeName is what the administrator guide allows ("Create predefined
// attributes").
var attributeName = regexp.MustCompile(`^[\p{L}\p{N} _.:/=+\-@']+$`)

// bornAttribute refuses names that are reserved, and those that another attribute
// has in letters of another case.
func bornAttribute(t *tx, o *object, _ members) error {
	name := text(o.body, "Name")
	lower := strings.ToLower(name)
	switch {
	case !attributeName.MatchString(name):
		return invalid("Name: %q has characters other than letters, digits, spaces and _.:/=+-@'.", name)
	case strings.HasPrefix(lower, "aws:"), strings.HasPrefix(lower, "connect:"):
		return invalid("Name: %q begins with a prefix that is reserved.", name)
	}
	return t.each(func(scan func(...any) error) error {
		var taken string
		if err := scan(&taken); err != nil {
			return err
		}
		if strings.EqualFold(taken, name) {
			return duplicate(o.kind.noun, taken)
		}
		return nil
	}, `SELECT o.name FROM objects o WHERE o.kind = ?`, o.kind.word)
}

// checkAttribute refuses values that stand twice.
//
// Assumption: the documentation calls values distinct without saying what becomes of
// one that is given twice.
func checkAttribute(_ *tx, o *object) error {
	values := texts(sub(o.body, "Values"), "StringList")
	slices.Sort(values)
	for i := 1; i < len(values); i++ {
		if values[i] == values[i-1] {
			return invalid("Values: %q is given twice.", values[i])
		}
	}
	return nil
}

// updateAttribute replaces what the request has of an attribute.
func updateAttribute(_ *tx, o *object, in members) error {
	if readOnly(o) {
		return badRequest("The predefined attribute %q is the system's own and cannot be changed.", o.name)
	}
	take(o.body, in, "Values", "Purposes", "AttributeConfiguration")
	return nil
}

// changeable refuses to delete an attribute that is the system's own.
func changeable(h handler) handler {
	return func(t *tx, operation string, in members) (members, error) {
		o, err := t.find(attributes, text(in, attributes.id))
		if err != nil {
			return nil, err
		}
		if readOnly(o) {
			return nil, badRequest("The predefined attribute %q is the system's own and cannot be deleted.", o.name)
		}
		return h(t, operation, in)
	}
}

func readOnly(o *object) bool { return flag(sub(o.body, "AttributeConfiguration"), "IsReadOnly") }

// systemAttributes are the attributes that every instance has (administrator guide,
// "Create predefined attributes").
//
// Assumption: which values they begin with is documented for none of them; those of
// connect:Subtype are the subtypes that the guide names for contacts.
func systemAttributes() []*object {
	var all []*object
	for _, a := range []struct {
		name   string
		values []string
	}{
		{"connect:Language", nil},
		{"connect:Subtype", []string{"connect:Chat", "connect:Guide", "connect:SMS", "connect:Telephony", "connect:WebRTC"}},
		{"connect:WorkloadType", nil},
	} {
		all = append(all, &object{kind: attributes, body: members{
			"Name": a.name, "Values": members{"StringList": sortedSet(a.values)}, "AttributeConfiguration": members{"IsReadOnly": true},
		}})
	}
	return all
}
