// Package api speaks the REST-JSON protocol of AWS from data.
//
// Its terms:
//
//   - A [Model] says which operations a service has, where each member of a request
//     travels, and what a valid value is.
//   - An operation is one call of the service, such as CreateQueue.
//   - A shape is a type of the model: a structure with members, a list, a text with bounds.
//   - A member is a named value of a structure. It travels in the body of a request, in its
//     path or in its query.
//   - An [Exception] is an error that the service answers with.
//
// For example, [Model.Route] finds that "PUT /queues/i-1" is CreateQueue, and
// [Model.Input] turns the path and the body {"Name": "Sales"} into the members InstanceId
// and Name. Without a Name it is an InvalidRequestException. [Model.Output] keeps from an
// answer what the operation declares.
//
// Nothing in this package knows Amazon Connect, except one table of patterns
// that its model states in forms Go cannot compile.
package api

import (
	"encoding/json"
	"fmt"
	"slices"
)

// A Model is a trimmed copy of a service's API model: what the protocol needs
// and nothing to read. cmd modelgen makes it from the official one.
type Model struct {
	Operations map[string]*Operation `json:"operations"`
	Shapes     map[string]*Shape     `json:"shapes"`
	Errors     map[string]int        `json:"errors"` // HTTP status by exception

	routes map[routeKey][]*Operation
}

// An Operation is one call of the API.
type Operation struct {
	Name   string   `json:"-"`
	Method string   `json:"method"`
	URI    string   `json:"uri"`
	Input  string   `json:"input"`
	Output string   `json:"output,omitempty"`
	Errors []string `json:"errors"`

	segments []string
}

// Declares tells whether the model lists the exception for the operation.
func (o *Operation) Declares(exception string) bool {
	return slices.Contains(o.Errors, exception)
}

// A Shape is a type of the model. Limits count characters of a string, entries
// of a list or map, or bound a number.
type Shape struct {
	Type    string             `json:"type"`
	Members map[string]*Member `json:"members,omitempty"`
	Element string             `json:"element,omitempty"` // of a list
	Key     string             `json:"key,omitempty"`     // of a map
	Value   string             `json:"value,omitempty"`
	Min     *float64           `json:"min,omitempty"`
	Max     *float64           `json:"max,omitempty"`
	Pattern string             `json:"pattern,omitempty"`
	Enum    []string           `json:"enum,omitempty"`

	names   []string // of Members, in order
	check   checker
	matches func(string) bool
}

// A Member is one member of a structure and where it travels: in the body
// unless In says "uri", "querystring" or "header".
type Member struct {
	Shape    string `json:"shape"`
	Required bool   `json:"required,omitempty"`
	In       string `json:"in,omitempty"`
	Wire     string `json:"wire,omitempty"` // the name it travels under, if another
}

// Load reads a model and prepares its routes and patterns.
func Load(src []byte) (*Model, error) {
	m := new(Model)
	if err := json.Unmarshal(src, m); err != nil {
		return nil, fmt.Errorf("read model: %w", err)
	}
	for name, o := range m.Operations {
		o.Name = name
	}
	types := checkers()
	for name, s := range m.Shapes {
		if s.check = types[s.Type]; s.check == nil {
			return nil, fmt.Errorf("shape %s: unknown type %q", name, s.Type)
		}
		s.names = sortedKeys(s.Members)
		if err := s.setPattern(); err != nil {
			return nil, fmt.Errorf("shape %s: %w", name, err)
		}
	}
	m.index()
	return m, nil
}

// wire is the name a member travels under.
func (m *Member) wire(name string) string {
	if m.Wire != "" {
		return m.Wire
	}
	return name
}
