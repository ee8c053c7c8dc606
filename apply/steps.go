package apply

import (
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A Verb says what a [Step] does.
type Verb string

// The verbs, in the order in which the steps of a change come.
const (
	Rely   Verb = "rely"   // read an object by which the change was judged, and compare it with the plan
	Read   Verb = "read"   // read the object again, and compare it with the plan
	Part   Verb = "part"   // read what goes with an object that is to be deleted
	Create Verb = "create" // make the object
	Update Verb = "update" // write attributes, and the record with them
	Renew  Verb = "renew"  // write a new stamp in the record
	Forget Verb = "forget" // take the record away
	Delete Verb = "delete" // delete the object
	Verify Verb = "verify" // read the object back
)

// accesses are what the verbs do to the service.
var accesses = map[Verb]providers.Access{
	Rely: providers.ReadObject, Read: providers.ReadObject, Part: providers.ReadObject, Verify: providers.ReadObject,
	Create: providers.CreateObject, Update: providers.UpdateObject, Delete: providers.DeleteObject,
	Renew: providers.MarkObject, Forget: providers.MarkObject,
}

// A Step is one thing that is done to make a change. The [Runner] performs the steps,
// [Estimate] sums their calls, and [Possible] lists those that a configuration can lead
// to, for a policy of rights.
type Step struct {
	Verb  Verb
	Kind  *schema.Kind   // of the object that the step reads or writes
	Attrs schema.AttrSet // what is read or written
	On    *plan.Reliance // of Rely: what is read
}

// stepsOf returns what is done to make the change, in order. A step that finds nothing
// left to do ends the change, and so does one that fails. For example, a change of a
// queue's description has three steps:
//
//	read    queue  description
//	update  queue  description
//	verify  queue  description
func stepsOf(c *plan.Change) []Step {
	kind := c.Object().Kind
	var list []Step
	for _, on := range c.Relies {
		if k, ok := schema.KindOf(on.Kind); ok {
			list = append(list, Step{Rely, k, on.Attrs, on})
		}
	}
	step := func(v Verb, attrs schema.AttrSet) { list = append(list, Step{Verb: v, Kind: kind, Attrs: attrs}) }
	if c.Live != nil {
		step(Read, c.Shown())
	}
	switch {
	case c.Live == nil:
		step(Create, c.Attrs)
	case c.Stamp:
		step(Renew, 0)
	case c.LetsGo():
		if c.Want != nil && c.Attrs != 0 {
			step(Update, c.Attrs)
		}
		if c.Attrs != 0 || c.Live.Record != (schema.Record{}) {
			step(Forget, 0)
		}
	case c.Want == nil:
		for _, p := range kind.Parts {
			list = append(list, partOf(p))
		}
		step(Delete, 0)
	default:
		step(Update, c.Attrs)
	}
	if c.Want != nil && !c.LetsGo() && c.Attrs != 0 {
		step(Verify, c.Attrs)
	}
	return list
}

// Access returns what the step does to the service.
func (s Step) Access() providers.Access { return accesses[s.Verb] }

// Possible returns the steps of every change that an apply may make to an object of the
// kind of which the attributes attrs are managed. What its changes rely on is left out:
// the plan has read that already.
func Possible(k *schema.Kind, attrs schema.AttrSet) []Step {
	object := &schema.Resource{Kind: k, Body: k.New(), Given: attrs, Record: schema.Record{Owner: "ours"}, Desired: &schema.Desired{}, Live: &schema.Live{}}
	var steps []Step
	for _, c := range []*plan.Change{
		{Action: plan.Create, Want: object, Attrs: attrs},
		{Action: plan.Update, Live: object, Want: object, Attrs: attrs},
		{Action: plan.Update, Live: object, Want: object, Stamp: true},
		{Action: plan.Release, Live: object},
		{Action: plan.Delete, Live: object},
	} {
		steps = append(steps, stepsOf(c)...)
	}
	return steps
}

// partOf returns the step that reads a part of an object that is deleted.
func partOf(p schema.Part) Step {
	k := schema.MustKind(p.Kind)
	return Step{Verb: Part, Kind: k, Attrs: k.Every()}
}
