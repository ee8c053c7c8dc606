package amazonconnect

import (
	"maps"
	"slices"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// Reading names the operations that read the objects of a kind; those of details are
// at the details.
type reading struct {
	lists, searches string // "" when there is none
	describes       string
}

// FindsAlias is what [Open] calls when the instance is given by its alias.
const FindsAlias = "ListInstances"

// opens is what [Open] calls.
const opens = "DescribeInstance"

// Operations returns the names of all operations that a client may call, sorted.
func Operations() []string {
	all := map[string]bool{opens: true, FindsAlias: true, ReadsInstanceTags: true}
	for _, k := range kinds {
		every := k.of().Every()
		add(all, k.bulkReads())
		add(all, k.detailReads())
		add(all, k.writes(every))
	}
	for _, o := range outside {
		all[o.op] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// A Use is what a configuration manages: the attributes that it gives to any object,
// by kind.
type Use map[*schema.Kind]schema.AttrSet

// UseOf returns what the state describes.
func UseOf(want *schema.State) Use {
	u := Use{}
	for _, w := range want.All() {
		u[w.Kind] = u[w.Kind].Union(w.Given)
	}
	return u
}

// Reads returns the operations that a plan for the use may call, sorted. The objects
// of every kind are read in bulk; single ones, of the kinds that are used, of those
// that they refer to, and of others that are asked about.
func (u Use) Reads(asked ...string) []string {
	all := map[string]bool{opens: true}
	near := u.near()
	for _, kind := range asked {
		near[kind] = true
	}
	for _, k := range kinds {
		add(all, k.bulkReads())
		if near[k.of().Name] {
			add(all, k.detailReads())
		}
	}
	for kind, o := range outside {
		if near[kind] {
			all[o.op] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// Writes returns the operations that an apply may call beyond that, sorted.
func (u Use) Writes() []string {
	all := map[string]bool{}
	for _, k := range kinds {
		if attrs, used := u[k.of()]; used {
			add(all, k.writes(attrs))
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// A Beyond names resources that are in no instance, and the operations that have to be
// allowed for them, too.
type Beyond struct {
	Name       string // for what they are
	Service    string // in ARNs
	Resource   string // the end of their ARNs
	Operations []string
}

// beyonds lists them by the attribute that refers to such resources, with the operations
// that read it and those that write it (Service Authorization Reference, Amazon Connect,
// resource types of each action).
var beyonds = []struct {
	Beyond
	kind   *schema.Kind
	attrs  schema.AttrSet
	reads  []string
	writes []string
}{
	{Beyond{"PhoneNumbers", "connect", "phone-number/*", nil}, queueKind, queueKind.Set("outbound_caller.number"), []string{"ListPhoneNumbersV2"}, []string{"CreateQueue", "UpdateQueueOutboundCallerConfig"}},
	{Beyond{"Applications", "app-integrations", "application/*", nil}, securityKind, securityApplications, nil, []string{"CreateSecurityProfile", "UpdateSecurityProfile"}},
}

// Beyond returns the resources outside the instance that a plan for the use needs, or
// an apply.
func (u Use) Beyond(writes bool) []Beyond {
	var all []Beyond
	for _, b := range beyonds {
		if u[b.kind].And(b.attrs) == 0 {
			continue
		}
		if b.Operations = b.reads; writes {
			b.Operations = slices.Concat(b.reads, b.writes)
		}
		if len(b.Operations) > 0 {
			all = append(all, b.Beyond)
		}
	}
	return all
}

// near returns the names of the kinds that are used, and of those that they refer to.
func (u Use) near() map[string]bool {
	near := map[string]bool{}
	for k, attrs := range u {
		near[k.Name] = true
		for i := range attrs.All() {
			a := &k.Attrs[i]
			near[a.Ref] = true
			for _, c := range a.Columns {
				near[c.Ref] = true
			}
		}
	}
	return near
}

func add(to map[string]bool, operations []string) {
	for _, o := range operations {
		if o != "" {
			to[o] = true
		}
	}
}

// bulkReads returns the operations that read all objects of the kind, and one of which
// the bulk read does not know.
func (a *api[T]) bulkReads() []string {
	return append([]string{a.reads.lists, a.reads.searches, a.reads.describes}, a.besides...)
}

// detailReads returns the operations that read single objects.
func (a *api[T]) detailReads() []string {
	var operations []string
	for _, d := range a.details {
		operations = append(operations, d.op)
	}
	return operations
}

// writes returns the operations that create an object, change its attributes attrs and
// delete it.
func (a *api[T]) writes(attrs schema.AttrSet) []string {
	operations := []string{a.creates, a.deletes}
	for _, u := range a.updates {
		if u.attrs.And(attrs) != 0 {
			operations = append(operations, u.op)
		}
	}
	if a.tags != nil {
		operations = append(operations, "TagResource", "UntagResource")
	}
	return operations
}

// readCost returns the calls that one reading of an object takes that is to have attrs.
func (a *api[T]) readCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls {
	calls := []providers.Calls{{Operation: a.reads.describes, N: 1}}
	for _, d := range a.details {
		if d.attrs.And(attrs) != 0 && d.op != a.reads.describes {
			calls = append(calls, providers.Calls{Operation: d.op, N: a.pages(d.op, r.Body.(*T))})
		}
	}
	return calls
}

// pages returns how many pages an operation has of the object.
func (a *api[T]) pages(operation string, body *T) int {
	for _, d := range a.details {
		if d.op == operation && d.rows != nil {
			return max(1, (d.rows(body)+smallPage-1)/smallPage)
		}
	}
	return 1
}

// looks returns the calls by which a write itself reads.
func (a *api[T]) looks(c *Client, w providers.Write) []providers.Calls {
	if w.Want == nil || w.Marks {
		return nil
	}
	var calls []providers.Calls
	live, attrs := w.Live, w.Attrs
	if live == nil {
		live = a.newborn(w.Want)
		attrs = a.kind.Changed(live, w.Want)
		if a.finds != "" {
			calls = append(calls, providers.Calls{Operation: a.finds, N: 1})
		}
	}
	ch := a.change(live, w.Want, attrs)
	for _, u := range a.updates {
		if u.looks.op != "" && u.count(c, ch) > 0 && (u.looks.attrs == 0 || u.looks.attrs.And(attrs) != 0) {
			calls = append(calls, providers.Calls{Operation: u.looks.op, N: a.pages(u.looks.op, ch.before)})
		}
	}
	return calls
}

// ReadCost returns the calls that reading one object takes that is to have attrs.
func (c *Client) ReadCost(r *schema.Resource, attrs schema.AttrSet) []providers.Calls {
	known, err := lookup(r.Kind)
	if err != nil {
		return nil
	}
	return known.readCost(r, attrs)
}

// Looks returns the calls by which a write itself reads.
func (c *Client) Looks(w providers.Write) []providers.Calls {
	known, err := lookup(w.Of())
	if err != nil {
		return nil
	}
	return known.looks(c, w)
}

// Rate returns how often the operation is called a second, at first, and how many
// calls come at once before that; 0 when there is no limit.
func (c *Client) Rate(operation string) (perSecond float64, burst int) {
	b := c.limits.bucket(operation)
	if b == nil {
		return 0, 0
	}
	return b.start()
}
