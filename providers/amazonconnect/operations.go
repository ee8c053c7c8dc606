package amazonconnect

import (
	"maps"
	"slices"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// FindsAlias is the operation with which [Open] finds an instance by its alias.
const FindsAlias = "ListInstances"

// opens is the operation that [Open] always calls.
const opens = "DescribeInstance"

// ReadsAIAgents is the operation that reads the security profiles of AI agents. A plan calls it
// for each agent that the configuration names, if the rights of a profile change.
const ReadsAIAgents = "ListEntitySecurityProfiles"

// readsTraffic is the operation that reads what the service recorded of contacts. Only the command
// traffic calls it.
const readsTraffic = "GetMetricDataV2"

// Operations returns the names of all operations that a client may call, sorted. A policy
// that allows them allows any plan and any apply.
func Operations() []string {
	all := operationSet{}
	all.add(opens, FindsAlias, ReadsInstanceTags, ReadsAIAgents, readsTraffic)
	for _, k := range kinds {
		all.add(k.bulkReads()...)
		all.add(k.detailReads()...)
		for _, a := range []providers.Access{providers.CreateObject, providers.UpdateObject, providers.DeleteObject} {
			all.add(k.accesses(a, k.of.Every())...)
		}
	}
	for _, o := range outside {
		all.add(o.op)
	}
	return all.sorted()
}

// Managed is what a configuration manages: for each kind, the attributes that at least one
// of its objects is given.
type Managed map[*schema.Kind]schema.AttrSet

// ManagedBy returns what the state describes.
func ManagedBy(want *schema.State) Managed {
	m := Managed{}
	for _, w := range want.All() {
		m[w.Kind] = m[w.Kind].Union(w.Given)
	}
	return m
}

// Reads returns the operations that a plan may call, sorted. A plan reads the objects of
// every kind in bulk. It reads single objects of the kinds that are managed, of those that
// they refer to, and of the kinds in asked, whose objects the configuration's checks look at.
func (m Managed) Reads(asked ...string) []string {
	all := operationSet{}
	all.add(opens)
	near := m.near()
	for _, kind := range asked {
		near[kind] = true
	}
	for _, k := range kinds {
		all.add(k.bulkReads()...)
		if near[k.of.Name] {
			all.add(k.detailReads()...)
		}
	}
	for kind, o := range outside {
		if near[kind] {
			all.add(o.op)
		}
	}
	return all.sorted()
}

// OperationsOf returns the operations that an access to an object of the kind may call, if
// it is about the attributes attrs. A kind of another service has none here.
func OperationsOf(k *schema.Kind, a providers.Access, attrs schema.AttrSet) []string {
	known, err := lookup(k)
	if err != nil {
		return nil
	}
	all := operationSet{}
	all.add(known.accesses(a, attrs)...)
	return all.sorted()
}

// An AccountResource names resources that belong to the account and not to an instance. A
// policy that allows operations only on the instance would refuse an operation that refers
// to such a resource: UpdateQueueOutboundCallerConfig with a phone number, say.
type AccountResource struct {
	Name       string // for what they are
	Service    string // in ARNs
	Resource   string // the end of their ARNs
	Operations []string
}

// accountResources has them by the attribute that refers to such a resource, with the
// operations that read the attribute and those that write it (Service Authorization
// Reference, Amazon Connect, resource types of each action).
var accountResources = []struct {
	AccountResource
	kind   *schema.Kind
	attrs  schema.AttrSet
	reads  []string
	writes []string
}{
	{
		AccountResource{"PhoneNumbers", "connect", "phone-number/*", nil},
		queueKind, queueKind.Set("outbound_caller.number"),
		[]string{"ListPhoneNumbersV2"},
		[]string{"CreateQueue", "UpdateQueueOutboundCallerConfig"},
	},
	{
		AccountResource{"Applications", "app-integrations", "application/*", nil},
		securityKind, securityApplications,
		nil,
		[]string{"CreateSecurityProfile", "UpdateSecurityProfile"},
	},
}

// AccountResources returns the resources of the account that a plan needs or, with writes,
// an apply.
func (m Managed) AccountResources(writes bool) []AccountResource {
	var all []AccountResource
	for _, r := range accountResources {
		if m[r.kind].And(r.attrs) == 0 {
			continue
		}
		if r.Operations = r.reads; writes {
			r.Operations = slices.Concat(r.reads, r.writes)
		}
		if len(r.Operations) > 0 {
			all = append(all, r.AccountResource)
		}
	}
	return all
}

// near returns the names of the kinds that are managed, and of the kinds that those refer
// to.
func (m Managed) near() map[string]bool {
	near := map[string]bool{}
	for k, attrs := range m {
		near[k.Name] = true
		for i := range attrs.All() {
			a := &k.Attrs[i]
			near[a.RefersTo] = true
			for _, c := range a.Columns {
				near[c.RefersTo] = true
			}
		}
	}
	return near
}

// An operationSet is a set of names of operations.
type operationSet map[string]bool

// add adds the names to the set.
func (s operationSet) add(operations ...string) {
	for _, o := range operations {
		s[o] = true
	}
}

// sorted returns the names in order, without "", which a table has in place of an operation
// that the service lacks.
func (s operationSet) sorted() []string {
	delete(s, "")
	return slices.Sorted(maps.Keys(s))
}
