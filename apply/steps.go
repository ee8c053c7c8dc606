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
	Rely   Verb = "rely"   // read an object that the change relies on, and compare it with the plan
	Read   Verb = "read"   // read the object again, and compare it with the plan
	Part   Verb = "part"   // read an object that the service will delete along with this one
	Create Verb = "create" // create the object
	Update Verb = "update" // write attributes, and the record with them
	Renew  Verb = "renew"  // write a new stamp into the record
	Forget Verb = "forget" // remove the record
	Delete Verb = "delete" // delete the object
	Verify Verb = "verify" // read the object back
)

// accesses say how each verb uses the service.
var accesses = map[Verb]providers.Access{
	Rely: providers.ReadObject, Read: providers.ReadObject, Part: providers.ReadObject, Verify: providers.ReadObject,
	Create: providers.CreateObject, Update: providers.UpdateObject, Delete: providers.DeleteObject,
	Renew: providers.MarkObject, Forget: providers.MarkObject,
}

// A Step is one thing that is done to make a change. The [Runner] performs the steps,
// [Estimate] sums their calls, and [Possible] lists all steps that a configuration can lead
// to, for an IAM policy.
type Step struct {
	Verb  Verb
	Kind  *schema.Kind   // the kind of the object that the step reads or writes
	Attrs schema.AttrSet // the attributes that the step reads or writes
	On    *plan.Reliance // the object that a Rely step reads
}

// stepsOf returns the steps of the change, in order. A step that fails ends the change, and so
// does one that finds nothing left to do. For example, a change of a queue's description has
// three steps:
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

// Access returns how the step uses the service.
func (s Step) Access() providers.Access { return accesses[s.Verb] }

// Possible returns the steps of every change that an apply may make to an object of the kind
// with the managed attributes attrs. It has no Rely steps: whoever may plan may read those
// objects already.
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

// partOf returns the step that reads an object which the service deletes along with another.
func partOf(p schema.Part) Step {
	k := schema.MustKind(p.Kind)
	return Step{Verb: Part, Kind: k, Attrs: k.Every()}
}
