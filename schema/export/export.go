package export

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Options say what to export, and how.
type Options struct {
	Settings Settings // the content of callwright.hcl

	// Instance is the contact centre that was read. It says which attributes users have.
	Instance schema.Instance

	// Only takes in the objects to export, by the addresses that they have or by their names.
	// Nil takes in every object that is not the instance's own.
	Only *schema.Patterns

	// Addresses are the addresses that objects get if they have none yet. Another tool's labels,
	// for example, are better than labels made from names, because people know them.
	Addresses map[schema.Name]schema.Addr

	// Described are the objects that a configuration describes already. They are left out, their
	// labels are not used again, and references to them have their addresses.
	Described []*schema.Resource

	// Blocks makes nothing but blocks: no CSV files, and no locals, whose names the configuration
	// to which the blocks are added may have already.
	Blocks bool

	// Complete also writes the attributes that the service gives a new object by itself.
	Complete bool
}

// An Export is a configuration that describes live objects.
type Export struct {
	Files   []File // in the order of their names
	Objects int    // the number of described objects

	// Left are the objects that the configuration does not describe, with the reason.
	Left []Left
}

// A File is one file of the configuration. Its name has slashes if it belongs to a module:
// modules/desk/queues.hcl.
type File struct {
	Name string
	Data []byte
}

// A Left is a live object that an export leaves out.
type Left struct {
	Name   schema.Name
	Reason string // a sentence about all objects that are left out for this reason
}

// Make returns a configuration that describes the objects of a live state as they are. The
// state must have all attributes of all objects. The same state and options always give the
// same bytes.
//
// An error means that callwright wrote a file that it cannot read, which is a bug.
func Make(live *schema.State, o Options) (*Export, error) {
	e := &exporter{Options: o, describer: describer{live, o.Instance, o.Complete}, taken: labels{}, described: map[schema.Name]schema.Addr{}}
	for _, r := range o.Described {
		e.described[r.Name()] = r.Addr
		e.taken[r.Addr.Kind+"."+r.Addr.Label] = 1
	}
	objects := e.choose(live)
	blocks := e.blocks(objects)
	all := &contents{texts: map[string][]string{}}
	folder{"", all}.add("callwright.hcl", o.Settings.text())
	for _, m := range modulesOf(blocks) {
		e.writer(blocks, m).write(folder{m.dir, all})
	}
	files, err := all.files()
	if err != nil {
		return nil, err
	}
	return &Export{Files: files, Objects: e.count, Left: e.left}, nil
}

// An exporter exports one state.
type exporter struct {
	Options
	describer
	taken     labels
	described map[schema.Name]schema.Addr
	left      []Left
	count     int
}

// choose returns the objects to export, by kind.
func (e *exporter) choose(live *schema.State) map[string][]*object {
	chosen := map[string][]*object{}
	levels := e.levels(live)
	for _, r := range live.All() {
		if !e.takesIn(r) {
			continue
		}
		o, why := e.describe(r, false)
		if o == nil {
			e.left = append(e.left, Left{r.Name(), why})
			continue
		}
		if n := o.level(); n > 0 && n <= len(levels) {
			o.levelName = levels[n-1]
		}
		chosen[r.Kind.Name] = append(chosen[r.Kind.Name], o)
		e.count++
	}
	joinParts(chosen)
	return chosen
}

// levels returns the names of the hierarchy's levels.
func (e *exporter) levels(live *schema.State) []string {
	if r, ok := live.Lookup(schema.Name{Kind: "hierarchy"}); ok {
		return r.Body.(*schema.Hierarchy).Levels
	}
	return nil
}

// takesIn reports whether the object is to be exported, and notes objects of other stacks.
func (e *exporter) takesIn(r *schema.Resource) bool {
	stack, a, owned := record.ParseOwner(r.Record.Owner)
	if _, described := e.described[r.Name()]; described {
		return false
	}
	if e.Only != nil && !e.only(r, a, owned && stack == e.Settings.Stack) {
		return false
	}
	switch {
	case r.System && e.Only == nil && !owned:
		return false
	case owned && stack != e.Settings.Stack:
		e.left = append(e.left, Left{r.Name(), "The stack " + stack + " manages them."})
		return false
	case r.Kind.Single && r.Kind.Name == "hierarchy" && len(r.Body.(*schema.Hierarchy).Levels) == 0:
		return false
	}
	return true
}

// only reports whether the patterns take the object in: by the address at which the stack owns
// it, by its name, as in queue["Sales 2"], or by the label that its name becomes, as in
// queue.sales_2 and queue.*.
func (e *exporter) only(r *schema.Resource, a schema.Addr, owned bool) bool {
	if owned && e.Only.TakeIn(a) {
		return true
	}
	return e.Only.TakeIn(schema.Named(r.Name())) || e.Only.TakeIn(schema.Addr{Kind: r.Kind.Name, Label: labelOf(r.Kind.Name, r.Key)})
}

// joinParts moves objects that a block of another object can describe into that object.
func joinParts(chosen map[string][]*object) {
	for k := range schema.Kinds() {
		for _, p := range k.Parts {
			owners := map[string]*object{}
			for _, o := range chosen[k.Name] {
				owners[o.live.Key] = o
			}
			chosen[p.Kind] = slices.DeleteFunc(chosen[p.Kind], func(o *object) bool {
				owner := owners[o.live.Key]
				if owner != nil {
					owner.parts[p.Name] = o.want
				}
				return owner != nil
			})
		}
	}
}

// blocks returns the blocks of all objects, in order.
func (e *exporter) blocks(objects map[string][]*object) []*block {
	var blocks []*block
	// Which block an object gets does not depend on the addresses of others, so that names can
	// stand for them while the blocks are made.
	byName := speller{refer: func(n schema.Name) (string, bool) { return n.Kind + "." + labelOf(n.Kind, n.Key), true }}
	for k := range schema.Kinds() {
		same, rest := kept(objects[k.Name], e.address, e.taken)
		blocks = append(blocks, e.even(same)...)
		blocks = append(blocks, arrange(k, rest, byName, e.taken, !e.Blocks)...)
	}
	order(blocks)
	return blocks
}

// address returns the address that an object keeps: the one at which the stack manages it, or
// the one that Options give it.
func (e *exporter) address(o *object) (a schema.Addr, ok bool) {
	owner, a, owned := record.ParseOwner(o.live.Record.Owner)
	if owned && owner == e.Settings.Stack && !record.OwnerIsCut(o.live.Record.Owner) {
		return a, true
	}
	a, ok = e.Addresses[o.name()]
	return a, ok && hclsyntax.ValidIdentifier(a.Label) && !reserved[a.Label] && !saysNothing[a.Label]
}

// even describes all users of a block by channel if one of them needs that: the block says the
// same things of each.
func (e *exporter) even(blocks []*block) []*block {
	for _, b := range blocks {
		if !slices.ContainsFunc(b.members, func(m member) bool { return m.byChannel() }) {
			continue
		}
		for i, m := range b.members {
			if full, _ := e.describe(m.live, true); full != nil {
				full.parts = m.parts
				b.members[i].object = full
			}
		}
	}
	return blocks
}
