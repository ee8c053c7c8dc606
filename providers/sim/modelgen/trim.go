package main

import (
	"fmt"
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// A service is the part of the official model that is read: the format of
// botocore's service-2.json.
type service struct {
	Operations map[string]struct {
		HTTP struct {
			Method     string `json:"method"`
			RequestURI string `json:"requestUri"`
		} `json:"http"`
		Input  *reference  `json:"input"`
		Output *reference  `json:"output"`
		Errors []reference `json:"errors"`
	} `json:"operations"`
	Shapes map[string]shape `json:"shapes"`
}

// A reference names a shape, and says how a member with it travels.
type reference struct {
	Shape        string `json:"shape"`
	Location     string `json:"location"`
	LocationName string `json:"locationName"`
}

type shape struct {
	Type     string               `json:"type"`
	Members  map[string]reference `json:"members"`
	Required []string             `json:"required"`
	Member   *reference           `json:"member"`
	Key      *reference           `json:"key"`
	Value    *reference           `json:"value"`
	Min      *float64             `json:"min"`
	Max      *float64             `json:"max"`
	Pattern  string               `json:"pattern"`
	Enum     []string             `json:"enum"`
	Error    *struct {
		Status int `json:"httpStatusCode"`
	} `json:"error"`
}

// trim copies the named operations and what they use. Bounds are copied for
// shapes that a request can hold; answers are not checked.
func trim(s *service, names []string) (*api.Model, error) {
	t := trimmer{s, &api.Model{
		Operations: map[string]*api.Operation{},
		Shapes:     map[string]*api.Shape{},
		Errors:     map[string]int{},
	}}
	for _, name := range names { // inputs first: a shape is copied once
		if err := t.operation(name); err != nil {
			return nil, err
		}
	}
	for _, name := range names {
		if out := s.Operations[name].Output; out != nil {
			t.model.Operations[name].Output = out.Shape
			t.shape(out.Shape, false)
		}
	}
	return t.model, nil
}

type trimmer struct {
	service *service
	model   *api.Model
}

func (t trimmer) operation(name string) error {
	o, ok := t.service.Operations[name]
	if !ok || o.Input == nil {
		return fmt.Errorf("the model has no operation %s with an input", name)
	}
	op := &api.Operation{Method: o.HTTP.Method, URI: o.HTTP.RequestURI, Input: o.Input.Shape}
	for _, e := range o.Errors {
		op.Errors = append(op.Errors, e.Shape)
		if x := t.service.Shapes[e.Shape].Error; x != nil {
			t.model.Errors[e.Shape] = x.Status
		}
	}
	t.model.Operations[name] = op
	t.shape(o.Input.Shape, true)
	return nil
}

// shape copies a shape and those it is made of.
func (t trimmer) shape(name string, bounds bool) {
	if _, done := t.model.Shapes[name]; done {
		return
	}
	from := t.service.Shapes[name]
	to := &api.Shape{Type: from.Type}
	t.model.Shapes[name] = to
	if bounds {
		to.Min, to.Max, to.Pattern, to.Enum = from.Min, from.Max, from.Pattern, from.Enum
	}
	if len(from.Members) > 0 {
		to.Members = map[string]*api.Member{}
	}
	for m, ref := range from.Members {
		to.Members[m] = member(m, ref, bounds && slices.Contains(from.Required, m))
		t.shape(ref.Shape, bounds)
	}
	for _, part := range []struct {
		ref  *reference
		name *string
	}{{from.Member, &to.Element}, {from.Key, &to.Key}, {from.Value, &to.Value}} {
		if part.ref != nil {
			*part.name = part.ref.Shape
			t.shape(part.ref.Shape, bounds)
		}
	}
}

func member(name string, ref reference, required bool) *api.Member {
	m := &api.Member{Shape: ref.Shape, In: ref.Location, Required: required}
	if ref.LocationName != name {
		m.Wire = ref.LocationName
	}
	return m
}
