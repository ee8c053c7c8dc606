package terraform

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// A Result is what a Terraform state says of a contact centre.
type Result struct {
	Instance schema.Instance

	// State has the objects that Terraform manages. Known has them, too, and the objects that the
	// state only names, because a data source does: they have nothing except their names.
	State, Known *schema.State

	// Addresses are the addresses that Terraform gives the objects, as a configuration writes
	// them: queue.sales for aws_connect_queue.sales. Objects in modules have none.
	Addresses map[schema.Name]schema.Addr

	Left      []Left // what could not be converted, in the order of the state
	Passwords int    // how many users have a password in the state; they are left out
}

// A Left is a resource of Terraform, or an attribute of one, that could not be converted.
type Left struct {
	Address string // as Terraform writes it
	Attr    string // of callwright, or of Terraform if callwright has none; "" for the whole resource
	Reason  string // words after the address or the attribute
}

// Read reads what `terraform show -json` prints of a state. Of a plan, it reads the state from
// before the plan. Instance is the ID of the contact centre, which it needs if the state has
// several; it may be "".
func Read(r io.Reader, instance string) (*Result, error) {
	all, err := sources(r)
	if err != nil {
		return nil, err
	}
	b := &builder{directory: newDirectory(all), objects: map[schema.Name]string{}}
	b.Addresses = map[schema.Name]schema.Addr{}
	if b.Instance, err = instanceOf(all, bare(instance)); err != nil {
		return nil, err
	}
	for _, s := range all {
		if s.managed() {
			b.add(s)
		}
	}
	b.State, err = schema.NewState(b.resources)
	for _, s := range all {
		if !s.managed() {
			b.mention(s)
		}
	}
	var err2 error
	b.Known, err2 = schema.NewState(b.resources)
	return &b.Result, errors.Join(err, err2) // both nil: add and mention refuse a second object of a name
}

// A builder makes the result.
type builder struct {
	Result
	*directory
	resources []*schema.Resource
	objects   map[schema.Name]string // the address that each object comes from
}

// leave notes what could not be converted.
func (b *builder) leave(s *source, attr, reason string) {
	b.Left = append(b.Left, Left{s.Address, attr, reason})
}

// add converts a resource into an object.
func (b *builder) add(s *source) {
	t, known := types[s.word]
	switch in, err := s.instance(); {
	case err != nil:
		b.leave(s, "", err.Error())
		return
	case in != "" && in != b.Instance.ID:
		b.leave(s, "", "belongs to another instance")
		return
	case s.word == instanceType:
		return
	case !known || t.attributes == nil:
		b.leave(s, "", "callwright does not manage resources of this type")
		return
	}
	kind := schema.MustKind(t.kind)
	r := &schema.Resource{Kind: kind, Body: kind.New(), Live: &schema.Live{}}
	for _, a := range t.attributes {
		v, err := a.read(b.directory, s.fields)
		b.set(s, r, a.name, v, err)
	}
	if s.word == hierarchyGroupType {
		if err := b.setParent(s, r); err != nil {
			b.leave(s, "", err.Error())
			return
		}
	}
	if password, err := s.fields.text("password"); err == nil && password != "" {
		b.Passwords++
	}
	for _, name := range append(slices.Clone(everywhere), slices.Concat(t.ids, t.computed)...) {
		s.fields.used[name] = true
	}
	for _, name := range s.fields.rest() {
		b.leave(s, name, "is an attribute that callwright does not convert")
	}
	if r.UpdateKey(); r.Key == "" && !kind.Single {
		b.leave(s, "", "has no name that callwright accepts")
		return
	}
	b.keep(s, r)
}

// set sets an attribute of an object, or notes why it cannot.
func (b *builder) set(s *source, r *schema.Resource, attr string, v cty.Value, err error) {
	if err != nil {
		b.leave(s, attr, err.Error())
		return
	}
	if v == cty.NilVal {
		return
	}
	for _, p := range r.Set(attr, v, schema.Plain) {
		if p.Severity() == diag.Error {
			b.leave(s, attr, "has a value that callwright does not accept: "+strings.TrimSuffix(p.Detail(), "."))
			refused := r.Kind.Set(attr)
			r.Kind.Copy(r.Body, r.Kind.New(), refused)
			r.Given = r.Given.Minus(refused)
			return
		}
	}
}

// setParent sets the group above a hierarchy group.
func (b *builder) setParent(s *source, r *schema.Resource) error {
	parent, err := b.parent(s, nil)
	if err != nil || parent == "" {
		return err
	}
	b.set(s, r, "parent", cty.StringVal(parent), nil)
	return nil
}

// keep adds an object to the result, unless it is there already.
func (b *builder) keep(s *source, r *schema.Resource) {
	if first, twice := b.objects[r.Name()]; twice {
		b.leave(s, "", "describes the same object as "+first)
		return
	}
	r = schema.Complete(r, nil)
	mirror(r)
	b.objects[r.Name()] = s.Address
	b.resources = append(b.resources, r)
	if a, ok := s.addr(r.Kind.Name); ok {
		b.Addresses[r.Name()] = a
	}
}

// mirror gives a user what a service would tell twice: the settings of the voice channel are
// those of the phone, too. Without settings of any channel, the phone says all.
func mirror(r *schema.Resource) {
	byChannel := false
	for i := range r.Given.All() {
		byChannel = byChannel || strings.HasPrefix(r.Kind.Attrs[i].Name, "channels.")
	}
	for i := range r.Kind.Attrs {
		a := &r.Kind.Attrs[i]
		if !byChannel || !strings.HasPrefix(a.Name, "channels.voice.") {
			continue
		}
		for _, name := range a.SameSettingAs { // each value was accepted before
			switch twin, _ := r.Kind.Lookup(name); {
			case r.Given.Has(i) && !r.Given.Has(twin):
				r.Set(name, r.Value(i), schema.Plain)
			case r.Given.Has(twin) && !r.Given.Has(i):
				r.Set(a.Name, r.Value(twin), schema.Plain)
			}
		}
	}
}

// addr returns the address of the source with the kind in place of the type. Ok is false for a
// source in a module and for one with count, whose addresses have no counterpart. It is false
// for a single user, too: users are rows of a table, and not a block each.
func (s *source) addr(kind string) (a schema.Addr, ok bool) {
	if strings.HasPrefix(s.Address, "module.") || kind == "user" && len(s.Index) == 0 {
		return a, false
	}
	a = schema.Addr{Kind: kind, Label: s.Name}
	if len(s.Index) > 0 {
		if err := json.Unmarshal(s.Index, &a.Key); err != nil {
			return a, false
		}
		a.Keyed = true
	}
	return a, true
}

// mention adds an object that a data source names, and of which nothing else matters.
func (b *builder) mention(s *source) {
	t, ok := types[s.word]
	if !ok || t.attributes == nil || len(t.name) == 0 {
		return
	}
	if in, err := s.instance(); err != nil || in != b.Instance.ID {
		return
	}
	kind := schema.MustKind(t.kind)
	r := &schema.Resource{Kind: kind, Body: kind.New(), Live: &schema.Live{System: true}}
	name, err := s.fields.text(t.name...)
	if err != nil || name == "" {
		return
	}
	if s.word == hierarchyGroupType {
		if err := b.setParent(s, r); err != nil {
			return
		}
	}
	r.SetName(name)
	if _, described := b.objects[r.Name()]; described {
		return
	}
	b.objects[r.Name()] = s.Address
	b.resources = append(b.resources, r)
}

// instance returns the ID of the instance that a source belongs to; "" if it does not say.
func (s *source) instance() (string, error) {
	attrs := []string{"instance_id", "instance_arn", "target_arn"}
	if s.word == instanceType {
		attrs = []string{"id", "arn"}
	}
	id, err := s.fields.text(attrs...)
	return bare(id), err
}

// instanceOf returns the contact centre that the sources belong to: the one with the given ID,
// or the only one.
func instanceOf(all []*source, given string) (schema.Instance, error) {
	found := map[string]schema.Instance{}
	for _, s := range all {
		id, err := s.instance()
		if err != nil || id == "" {
			continue
		}
		in := found[id]
		in.ID = id
		for _, attr := range []string{"instance_arn", "arn", "id", "user_arn", "queue_arn"} {
			if arn, err := s.fields.text(attr); err == nil && in.Region == "" {
				in.Region, in.Account = place(arn)
			}
		}
		if s.word == instanceType {
			alias, err := s.fields.text("instance_alias")
			identity, err2 := s.fields.text("identity_management_type")
			if errors.Join(err, err2) == nil {
				in.Name, in.Identity = alias, identity
			}
		}
		found[id] = in
	}
	ids := slices.Sorted(maps.Keys(found))
	switch {
	case given != "" && found[given].ID != "":
		ids = []string{given}
	case given != "":
		return schema.Instance{}, fmt.Errorf("the state has no resource of the instance %q%s", given, diag.Suggest(given, ids))
	case len(ids) == 0:
		return schema.Instance{}, errors.New("no resource in the state says to which instance it belongs")
	case len(ids) > 1:
		return schema.Instance{}, &InstancesError{ids}
	}
	in := found[ids[0]]
	in.Name, in.Service, in.Provider = cmp.Or(in.Name, in.ID), "Amazon Connect", "amazonconnect"
	if in.Region != "" {
		in.ARN = fmt.Sprintf("arn:aws:connect:%s:%s:instance/%s", in.Region, in.Account, in.ID)
	}
	return in, nil
}

// regionForm matches an AWS Region.
var regionForm = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]+$`)

// place returns the Region and the account in an ARN; "" if it is none.
func place(arn string) (region, account string) {
	if parts := strings.Split(arn, ":"); len(parts) >= 6 && parts[0] == "arn" && parts[2] == "connect" && regionForm.MatchString(parts[3]) {
		return parts[3], parts[4]
	}
	return "", ""
}

// An InstancesError says that a state has several contact centres.
type InstancesError struct{ IDs []string }

func (e *InstancesError) Error() string {
	return fmt.Sprintf("the state has resources of %d instances: %s", len(e.IDs), strings.Join(e.IDs, ", "))
}
