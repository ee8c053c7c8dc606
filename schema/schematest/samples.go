package schematest

import (
	"maps"

	"github.com/callwright/callwright/schema"
)

// samples are functions by kind. Each returns the two samples of its kind: bodies in which
// every attribute has a value, except the name. The two differ in every attribute, except
// in those that other attributes need. They refer to objects of the [World].
//
// Tests of providers and of laws take the objects that they need from here. For example,
// the samples of a queue are:
//
//	&schema.Queue{Description: "First", Status: "disabled", …}
//	&schema.Queue{Description: "Second", Status: "enabled", …}
var samples = merged(routingSamples, peopleSamples, connectPathSamples)

// merged returns one map with the entries of all maps.
func merged(parts ...map[string]func() []any) map[string]func() []any {
	all := map[string]func() []any{}
	for _, p := range parts {
		maps.Copy(all, p)
	}
	return all
}

// HasSamples reports whether the kind has samples. Kinds whose objects belong to others, as
// the assignment of a user's permission group does, have none.
func HasSamples(k *schema.Kind) bool { return samples[k.Name] != nil }

// Sample returns one of the two samples of a kind, 0 or 1, with the name. All of its
// attributes are given. It has a record if its kind has tags.
func Sample(k *schema.Kind, name string, which int) *schema.Resource {
	r := &schema.Resource{Kind: k, Body: samples[k.Name]()[which], Given: k.Every()}
	if _, taggable := k.Lookup("tags"); taggable {
		r.Record = schema.Record{Owner: "support/" + k.Name + ".sample", Applied: "1:AAAAAAAA:"}
	}
	if k.Label == "" {
		r.UpdateKey()
	} else {
		r.SetName(name)
	}
	return r
}

// World returns the objects that samples refer to. Each comes after the objects to which it
// refers itself, so a test can create them in this order.
func World() []*schema.Resource {
	of := func(kind string, which int, name string) *schema.Resource {
		return Sample(schema.MustKind(kind), name, which)
	}
	top := of("hierarchy_group", 0, "EMEA")
	top.Body.(*schema.HierarchyGroup).Parent = ""
	top.UpdateKey()
	queues := []*schema.Resource{of("queue", 0, "Queue 1"), of("queue", 1, "Queue 2")}
	for _, q := range queues {
		q.Body.(*schema.Queue).QuickConnects = []string{}
	}
	hours := []*schema.Resource{of("hours_of_operation", 0, "Hours 1"), of("hours_of_operation", 1, "Hours 2")}
	for _, h := range hours {
		h.Body.(*schema.HoursOfOperation).Parents = []string{}
	}
	language, product := of("predefined_attribute", 0, "Language"), of("predefined_attribute", 0, "Product")
	language.Body.(*schema.PredefinedAttribute).Values = []string{"English", "Welsh"}
	product.Body.(*schema.PredefinedAttribute).Values = []string{"Home"}
	return []*schema.Resource{
		language, product,
		hours[0], hours[1],
		queues[0], queues[1],
		of("hierarchy", 0, ""),
		top, of("hierarchy_group", 0, "Head / Office"),
		of("security_profile", 0, "Security 1"), of("security_profile", 1, "Security 2"),
		of("routing_profile", 0, "Routing 1"), of("routing_profile", 1, "Routing 2"),
		of("user", 0, "user-1"), of("user", 1, "user-2@example.com"),
		of("quick_connect", 0, "Quick 1"), of("quick_connect", 1, "Quick 2"),
		of("permission_group", 0, "Group 1"), of("permission_group", 1, "Group 2"),
	}
}

// sampleTags returns tags of which one is empty, and one has a key that depends on the color.
func sampleTags(color string) map[string]string {
	return map[string]string{"color": color, color: "", "Team": "Support"}
}
