package schematest

import (
	"maps"

	"github.com/callwright/callwright/schema"
)

// samples make the samples of a kind, by its name: bodies in which every attribute has a
// value, but for the one that names the object. The two of a kind differ in every
// attribute but those that others need. What they refer to is in the [World].
//
// Tests of providers, laws and whoever else needs an object of a kind take it from here.
// For example, the samples of a queue:
//
//	&schema.Queue{Description: "First", Status: "disabled", …}
//	&schema.Queue{Description: "Second", Status: "enabled", …}
var samples = joined(routingSamples, peopleSamples, connectPathSamples)

func joined(parts ...map[string]func() []any) map[string]func() []any {
	all := map[string]func() []any{}
	for _, p := range parts {
		maps.Copy(all, p)
	}
	return all
}

// HasSamples reports whether there are samples of the kind. Of a kind whose objects go with
// others, such as a user's group, there are none.
func HasSamples(k *schema.Kind) bool { return samples[k.Name] != nil }

// Sample returns one of the two samples of a kind, 0 or 1, with the given name. All of it
// is given, and it has a record where its kind has records.
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

// World returns the objects that samples refer to, each after what it refers to itself.
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

func sampleTags(color string) map[string]string {
	return map[string]string{"color": color, color: "", "Team": "Support"}
}
