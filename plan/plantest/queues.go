package plantest

import (
	"strings"
	"testing"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
)

// Queue returns a described queue with the name and the label, and with hours "H".
func Queue(name, label string) *schema.Resource {
	k, _ := schema.KindOf("queue")
	r := &schema.Resource{
		Kind: k, Given: k.Set("name", "hours_of_operation"),
		Body:    &schema.Queue{Name: name, HoursOfOperation: "H"},
		Desired: &schema.Desired{Addr: schema.Addr{Kind: k.Name, Label: label}},
	}
	r.UpdateKey()
	return r
}

// LiveQueues returns live queues, each written as NAME=STACK/LABEL:BINDING. Only NAME is
// required. Without an owner, the queue is unmanaged; without a stack, the owner is this stack.
// The binding says what the record was made for, or what is wrong with it:
//
//	A=a             this object
//	A=a:B           an object with the name "B"
//	A=a:copy        another object
//	A=a:elsewhere   an object of another instance
//	A=a:newer       this object, by a newer callwright
//	A=a:none        the second tag is missing
//	A=a:junk        the second tag is damaged
func LiveQueues(t testing.TB, text string) *schema.State {
	t.Helper()
	list := []*schema.Resource{Object(t, "hours.H?", true)}
	for word := range strings.FieldsSeq(text) {
		name, owner, owned := strings.Cut(word, "=")
		owner, binding, _ := strings.Cut(owner, ":")
		stack, label, ok := strings.Cut(owner, "/")
		if !ok {
			stack, label = Options.Stack, owner
		}
		r := Queue(name, label)
		r.Live = &schema.Live{ID: "id-" + name}
		salt, made := Options.Instance.ID, r.ID
		switch binding {
		case "copy":
			made = "id-of-another"
		case "elsewhere":
			salt = "elsewhere"
		case "", "none", "junk", "newer":
		default:
			made = binding
		}
		if owned {
			r.Record = record.New(salt, r.Kind.Name, record.Owner(stack, r.Addr), made)
		}
		switch {
		case owner == "nonsense":
			r.Record.Owner = "?"
		case binding == "none":
			r.Record.Applied = ""
		case binding == "junk":
			r.Record.Applied = "1:" + r.Record.Applied
		case binding == "newer":
			r.Record.Applied = "2:what nobody knows yet"
		}
		r.Desired = nil
		list = append(list, r)
	}
	return StateOf(t, list)
}

// WantedQueues returns described queues, each written as NAME@LABEL<RENAMED_FROM.
func WantedQueues(t testing.TB, text string) *schema.State {
	t.Helper()
	var list []*schema.Resource
	for word := range strings.FieldsSeq(text) {
		name, label, _ := strings.Cut(word, "@")
		label, from, _ := strings.Cut(label, "<")
		r := Queue(name, label)
		r.Lifecycle.RenamedFrom = from
		r.Record.Owner = record.Owner(Options.Stack, r.Addr)
		list = append(list, r)
	}
	return StateOf(t, list)
}

// StateOf returns the state of the resources.
func StateOf(t testing.TB, list []*schema.Resource) *schema.State {
	t.Helper()
	s, err := schema.NewState(list)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
