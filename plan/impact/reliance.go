package impact

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// reliant lists the references that decide what a change means, and which attributes of the
// other object matter. For example, a user who gets a security profile gets its permissions;
// the profile's description does not matter.
var reliant = []struct {
	user, attr string         // the kind that refers to the other object, and the attribute
	of         schema.AttrSet // attributes of the other object
}{
	{"user", "security_profiles", granted()},
	{"user", routingProfile, schema.MustKind(routingProfile).Set("queues", "channels", "workloads")},
	{assignmentKind, "group", schema.MustKind(groupKind).Set(rows()...)},
}

// granted returns the attributes of a security profile that say what its users may do.
func granted() schema.AttrSet {
	var all schema.AttrSet
	for _, source := range grantSources {
		all = all.Union(schema.MustKind(securityProfile).Set(source.attr))
	}
	return all
}

// rows returns the attributes of a permission group that say what its users may do.
func rows() []string {
	names := []string{"activity", "all_queues"}
	for _, r := range catalogue.ConnectPath().Rows() {
		names = append(names, permissions+"."+r.Path())
	}
	return names
}

// rely notes which objects each change relies on, with their fingerprints. Objects that the
// plan itself writes are left out: apply compares those with the plan anyway.
func rely(p *plan.Plan, live, want *schema.State) error {
	written := map[string]schema.AttrSet{} // by id
	for _, c := range p.Changes {
		if c.Live != nil {
			written[c.Live.ID] = written[c.Live.ID].Union(c.Attrs)
		}
	}
	renamed := map[schema.Name]string{} // from live names to names after the plan
	for _, n := range p.Names {
		renamed[schema.Name{Kind: n.Kind, Key: n.Was}] = n.Name
	}
	made := map[*schema.Resource]*plan.Reliance{}
	for _, c := range p.Changes {
		if c.Want == nil {
			continue
		}
		for _, r := range reliant {
			if c.Want.Kind.Name != r.user {
				continue
			}
			for _, name := range comesTo(c, r.attr) {
				l := liveOf(p, name, live, want)
				if l == nil || r.of.Minus(l.Given) != 0 || written[l.ID].And(r.of) != 0 {
					continue
				}
				if made[l] == nil {
					known := l.Renamed(renamed)
					fingerprint, err := plan.Fingerprint(known, r.of)
					if err != nil {
						return err
					}
					made[l] = &plan.Reliance{Kind: l.Kind.Name, Name: name.Key, ID: l.ID, Attrs: r.of, Fingerprint: fingerprint}
				}
				c.Relies = append(c.Relies, made[l])
			}
		}
	}
	return nil
}

// comesTo returns the names that the object newly refers to by the attribute.
func comesTo(c *plan.Change, attr string) []schema.Name {
	i, _ := c.Want.Kind.Lookup(attr)
	if !c.Attrs.Has(i) {
		return nil
	}
	had := map[schema.Name]bool{}
	if c.Live != nil {
		for name := range c.Live.Refs(schema.Attrs(i)) {
			had[name] = true
		}
	}
	var names []schema.Name
	for name := range c.Want.Refs(schema.Attrs(i)) {
		if !had[name] {
			names = append(names, name)
		}
	}
	return names
}

// liveOf returns the live object that has the name after the plan; nil if the plan creates it.
func liveOf(p *plan.Plan, name schema.Name, live, want *schema.State) *schema.Resource {
	if w, ok := want.Lookup(name); ok {
		return p.LiveOf(w)
	}
	l, _ := live.Lookup(name)
	return l
}
