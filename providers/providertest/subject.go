package providertest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/record"
	"github.com/callwright/callwright/schema/schematest"
)

// A subject is the provider that one law is tried on. Its methods do what laws do all the
// time, and fail the test when that goes wrong.
type subject struct {
	*testing.T
	p providers.Provider
}

// A law is one thing that every provider does. Its name is the name of a subtest.
type law struct {
	name string
	hold func(s *subject)
}

var ctx = context.Background()

// kinds returns the provider's kinds except those whose objects go with others, which have
// a law of their own. Most laws hold for any kind, so they loop over these.
func (s *subject) kinds() []*schema.Kind {
	s.Helper()
	var kinds []*schema.Kind
	for _, k := range s.p.Kinds() {
		switch {
		case k.Bound() != 0:
		case !schematest.HasSamples(k):
			s.Fatalf("schematest has no samples of %s", k.Name)
		default:
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// fill creates the world, as far as the provider has its kinds. Samples refer to objects
// of the world.
func (s *subject) fill() {
	s.Helper()
	for _, want := range schematest.World() {
		if slices.Contains(s.p.Kinds(), want.Kind) {
			s.put(want)
		}
	}
}

// put creates an object, and returns it as read. If the kind always has one
// object, it updates that one.
func (s *subject) put(want *schema.Resource) *schema.Resource {
	s.Helper()
	if want.Kind.Single {
		for live := range s.list(want.Kind, want.Given) {
			s.update(live, want, want.Given)
			return s.read(live)
		}
	}
	id, err := s.p.Create(ctx, want)
	if err != nil || id == "" {
		s.Fatalf("Create(%s) = %q, %v", want.Name(), id, err)
	}
	return s.read(want.WithID(id))
}

// read returns every attribute of the object, as Read gives it.
func (s *subject) read(live *schema.Resource) *schema.Resource {
	s.Helper()
	r, err := s.p.Read(ctx, live, live.Kind.Every())
	if err != nil {
		s.Fatalf("Read(%s): %v", live.Name(), err)
	}
	return r
}

func (s *subject) update(live, want *schema.Resource, attrs schema.AttrSet) {
	s.Helper()
	if err := s.p.Update(ctx, live, want, attrs); err != nil {
		s.Fatalf("Update(%s, %s): %v", live.Name(), names(live.Kind, attrs), err)
	}
}

// list yields the objects of a kind, and asks for the given attributes of each.
func (s *subject) list(k *schema.Kind, attrs schema.AttrSet) func(yield func(*schema.Resource) bool) {
	s.Helper()
	need := func(*schema.Resource) schema.AttrSet { return attrs }
	return func(yield func(*schema.Resource) bool) {
		for r, err := range s.p.List(ctx, providers.Query{Kind: k, Need: need}) {
			if err != nil {
				s.Fatalf("List(%s): %v", k.Name, err)
			}
			if !yield(r) {
				return
			}
		}
	}
}

// find returns the object of that name, as List gives it with all its attributes.
func (s *subject) find(n schema.Name) *schema.Resource {
	s.Helper()
	for r := range s.list(schema.MustKind(n.Kind), schema.MustKind(n.Kind).Every()) {
		if r.Key == n.Key {
			return r
		}
	}
	s.Fatalf("List(%s) has no %q", n.Kind, n.Key)
	return nil
}

// id checks the id of the object of that name; "" means that there is no such object.
func (s *subject) id(n schema.Name, want string) {
	s.Helper()
	got, err := s.p.ID(ctx, n)
	if got != want || want != "" && err != nil || want == "" && !errors.Is(err, providers.ErrNotFound) {
		s.Errorf("ID(%s) = %q, %v; want %q", n, got, err, want)
	}
}

// same checks that got gives the attributes, with the values that they have in want. An
// empty list and none are the same.
func (s *subject) same(what string, want, got *schema.Resource, attrs schema.AttrSet) {
	s.Helper()
	if missing := attrs.Minus(got.Given); missing != 0 {
		s.Errorf("%s: %s does not give %s", what, got.Name(), names(got.Kind, missing))
	}
	w, g := want.Kind.New(), want.Kind.New()
	want.Kind.Copy(w, want.Body, attrs)
	want.Kind.Copy(g, got.Body, attrs)
	if diff := cmp.Diff(w, g, cmpopts.EquateEmpty()); diff != "" {
		s.Errorf("%s: %s mismatch (-want +got):\n%s", what, want.Name(), diff)
	}
}

// expect checks that Read and List give the expected object, whole and with its
// record, and returns it as read.
func (s *subject) expect(what string, expected *schema.Resource) *schema.Resource {
	s.Helper()
	read := s.read(expected)
	for _, got := range []*schema.Resource{read, s.find(expected.Name())} {
		s.same(what, expected, got, expected.Kind.Every())
		if !record.Same(got.Record, expected.Record) {
			s.Errorf("%s: %s has the record %+v, want %+v", what, got.Name(), got.Record, expected.Record)
		}
	}
	return read
}
