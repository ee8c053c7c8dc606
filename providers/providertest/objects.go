package providertest

import (
	"errors"
	"fmt"
	"sync"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// objectLaws are about single objects: what is written is what is read.
var objectLaws = []law{
	{"new instance", newInstance},
	{"create", createWhole},
	{"create from what is needed", createPart},
	{"update one attribute", updateOne},
	{"update all attributes", updateAll},
	{"clear", clearEach},
	{"needs", listNeeds},
	{"gone", deleteObjects},
	{"at once", createAtOnce},
}

// newInstance checks a new instance, whatever it holds: every object has an id of its own, Read agrees with List, and there is exactly one object
// of a kind such as instance settings.
func newInstance(s *subject) {
	i, err := s.p.Instance(ctx)
	if err != nil || i.ID == "" || i.Service == "" {
		s.Errorf("Instance() = %+v, %v", i, err)
	}
	for _, k := range s.kinds() {
		ids := map[string]bool{}
		for r := range s.list(k, k.Every()) {
			if r.Kind != k || r.ID == "" || ids[r.ID] || (r.Key == "") != k.Single {
				s.Errorf("List(%s) has %s with id %q", k.Name, r.Name(), r.ID)
			}
			ids[r.ID] = true
			s.same("List", s.read(r), r, r.Given)
		}
		if k.Single && len(ids) != 1 {
			s.Errorf("List(%s) has %d objects, want one", k.Name, len(ids))
		}
	}
}

// createWhole checks that an object has every attribute that it was created with, and its
// record, whether it is read or listed.
func createWhole(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		for v := range 2 {
			want := schematest.Sample(k, fmt.Sprintf("new-%d", v), v)
			for what, got := range map[string]*schema.Resource{"Read": s.put(want), "List": s.find(want.Name())} {
				s.same(what, want, got, k.Every())
				if got.Key != want.Key || !record.Same(got.Record, want.Record) || got.System {
					s.Errorf("%s: key %q, record %+v, system %t; want %q, %+v, false", what, got.Key, got.Record, got.System, want.Key, want.Record)
				}
			}
		}
	}
}

// createPart creates objects of the attributes that they need, and adds the others one by
// one. A provider must not insist on attributes that the language lets people leave out.
func createPart(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		want := schematest.Sample(k, "part", 0)
		if _, has := k.Lookup("parent"); has {
			want.Body.(*schema.HierarchyGroup).Parent = ""
		}
		want.Given, want.Record = k.Required(), schema.Record{}
		if k.Name == "user" {
			want.Given = want.Given.Union(k.Set("email")) // some instances need one
		}
		if k.Name == "quick_connect" {
			want.Given = want.Given.Union(k.Set("user.user", "user.flow")) // one of its destinations
		}
		want.UpdateKey()
		live := s.put(want)
		s.same("Create", want, live, want.Given)
		for i := range k.Attrs {
			if one := schema.Attrs(i); !k.Attrs[i].Immutable && want.Given.And(one) == 0 && !needsNumber(k.Attrs[i].Name) {
				want := schematest.Sample(k, "part", 1)
				s.update(live, want, one)
				live = s.read(live)
				s.same("Update "+k.Attrs[i].Name, want, live, one)
			}
		}
	}
}

// updateOne checks that an update of one attribute leaves all others alone. For example,
// an update of a queue's description must not send its hours, which somebody else may have
// changed meanwhile. What is the same setting in the service changes along with it.
func updateOne(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		live := s.put(schematest.Sample(k, "single", 0))
		for i := range k.Attrs {
			if k.Attrs[i].Immutable {
				continue
			}
			one := schema.Attrs(i)
			// Want differs in every attribute, and only one of them may be written.
			want := schematest.Sample(k, "other", 1)
			expected := live.Clone()
			k.Copy(expected.Body, want.Body, one)
			s.update(live, want, one)
			live = s.read(live)
			s.same("Update "+k.Attrs[i].Name, expected, live, k.Every().Minus(twins(k, i)))
			if !record.Same(expected.Record, live.Record) {
				s.Errorf("Update %s: record %+v, want %+v", k.Attrs[i].Name, live.Record, expected.Record)
			}
		}
	}
}

// updateAll checks that one update can change every attribute that can change.
func updateAll(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		live := s.put(schematest.Sample(k, "every", 0))
		want := schematest.Sample(k, "every", 1)
		s.update(live, want, k.Every().Minus(fixed(k)))
		s.same("Update and Read", want, s.read(live), k.Every())
		s.same("Update and List", want, s.find(want.Name()), k.Every())
	}
}

// clearEach checks that an attribute can be emptied again: an empty description is a
// description that is wanted, and not one that nobody mentioned.
func clearEach(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		live := s.put(schematest.Sample(k, "clear", 0))
		for _, attr := range clearable(k) {
			expected := live.Clone()
			empty := &schema.Resource{Kind: k, Body: k.New(), Given: k.Set(attr)}
			k.Copy(expected.Body, empty.Body, empty.Given)
			s.update(live, empty, empty.Given)
			live = s.read(live)
			i, _ := k.Lookup(attr)
			s.same("clear "+attr, expected, live, k.Every().Minus(twins(k, i)))
		}
	}
}

// listNeeds checks that a query gets the attributes that it needs of an object. A query
// without needs still gets names and ids.
func listNeeds(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		for r, err := range s.p.List(ctx, providers.Query{Kind: k}) {
			if err != nil || r.ID == "" {
				s.Fatalf("List(%s) without needs = %v, %v", k.Name, r, err)
			}
			s.same("List without needs", s.read(r), r, r.Given)
		}
		wanted := schematest.Sample(k, "needed", 0)
		s.put(wanted)
		for i := range k.Attrs {
			need := func(live *schema.Resource) schema.AttrSet {
				if live.Key == wanted.Key {
					return schema.Attrs(i)
				}
				return 0
			}
			for r, err := range s.p.List(ctx, providers.Query{Kind: k, Need: need}) {
				if err != nil {
					s.Fatalf("List(%s) with %s: %v", k.Name, k.Attrs[i].Name, err)
				}
				if r.Key == wanted.Key {
					s.same("List with needs", wanted, r, schema.Attrs(i))
				}
			}
		}
	}
}

// deleteObjects checks that an object can be deleted twice, that Read and Update of it fail
// with ErrNotFound then, and that its name is free again.
func deleteObjects(s *subject) {
	s.fill()
	for _, k := range s.kinds() {
		if !k.Deletable() {
			continue
		}
		live := s.put(schematest.Sample(k, "gone", 0))
		for n := range 2 { // the second time it is gone
			if err := s.p.Delete(ctx, live); err != nil {
				s.Errorf("Delete(%s), time %d: %v", k.Name, n+1, err)
			}
		}
		if _, err := s.p.Read(ctx, live, k.Every()); !errors.Is(err, providers.ErrNotFound) {
			s.Errorf("Read(%s) after Delete: %v, want ErrNotFound", k.Name, err)
		}
		if err := s.p.Update(ctx, live, schematest.Sample(k, "gone", 1), k.Every().Minus(fixed(k))); !errors.Is(err, providers.ErrNotFound) {
			s.Errorf("Update(%s) after Delete: %v, want ErrNotFound", k.Name, err)
		}
		for r := range s.list(k, 0) {
			if r.ID == live.ID {
				s.Errorf("List(%s) after Delete has it", k.Name)
			}
		}
		if again := s.put(schematest.Sample(k, "gone", 1)); again.Key != live.Key {
			s.Errorf("Create(%s) after Delete has key %q", k.Name, again.Key)
		}
	}
}

// createAtOnce checks that a provider may be used from many goroutines, and that of several
// callers who create the same name at once, exactly one succeeds.
func createAtOnce(s *subject) {
	s.fill()
	const n = 12
	for _, k := range s.kinds() {
		if k.Single {
			continue
		}
		var wg sync.WaitGroup
		var same [n]error // of creates of one name
		for i := range n {
			wg.Go(func() {
				if _, err := s.p.Create(ctx, schematest.Sample(k, fmt.Sprintf("many-%d", i), i%2)); err != nil {
					s.Errorf("Create(%s), %d at once: %v", k.Name, n, err)
				}
			})
			wg.Go(func() { _, same[i] = s.p.Create(ctx, schematest.Sample(k, "one", 0)) })
		}
		wg.Wait()
		made := 0
		for _, err := range same {
			if err == nil {
				made++
			} else if !errors.Is(err, providers.ErrExists) {
				s.Errorf("Create(%s) of one name at once: %v, want ErrExists", k.Name, err)
			}
		}
		if made != 1 {
			s.Errorf("Create(%s) of one name at once made %d objects, want 1", k.Name, made)
		}
		for i := range n {
			s.find(schematest.Sample(k, fmt.Sprintf("many-%d", i), i%2).Name())
		}
	}
}
