package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An invalidValue is what is wrong with a request.
type invalidValue struct {
	Member    string // its path, such as QueueConfigs[2].Priority; empty for the body as a whole
	Problem   string
	Malformed bool // not JSON, of another type, or missing: the request, not a value in it, is wrong
}

// Error names the member and says what is wrong with it.
func (e *invalidValue) Error() string {
	if e.Member == "" {
		return e.Problem
	}
	return e.Member + ": " + e.Problem
}

// Input reads the members of a request from its labels, query and body, and
// checks them. What the result holds is declared, of the declared type and
// within the declared bounds; members that are unknown or null are left out, as
// AWS services do. Values are string, bool, float64, []any and map[string]any.
// An error is an *invalidValue: the first in the order of the members' names.
func (m *Model) Input(match Match, query url.Values, body []byte) (map[string]any, error) {
	shape := m.Shapes[match.Operation.Input]
	raw, err := decodeBody(body)
	if err != nil {
		return nil, err
	}
	for _, name := range shape.names {
		member := shape.Members[name]
		if member.In == "" {
			continue
		}
		v, located := m.located(name, member, match, query)
		if located != nil {
			return nil, located
		}
		raw[member.wire(name)] = v
	}
	return m.structure("", shape, raw)
}

// located reads a member that travels outside the body; nil is absent.
func (m *Model) located(name string, member *Member, match Match, query url.Values) (any, error) {
	wire := member.wire(name)
	if member.In == "uri" {
		return match.Labels[wire], nil
	}
	if member.In == "querystring" && query.Has(wire) {
		return m.fromText(name, m.Shapes[member.Shape], query[wire])
	}
	return nil, nil
}

// decodeBody reads a JSON object; an empty body is an empty object.
func decodeBody(body []byte) (map[string]any, error) {
	raw := map[string]any{}
	if len(bytes.TrimSpace(body)) == 0 {
		return raw, nil
	}
	d := json.NewDecoder(bytes.NewReader(body))
	if err := d.Decode(&raw); err != nil {
		return nil, &invalidValue{Problem: "The body of the request is not a JSON object.", Malformed: true}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &invalidValue{Problem: "The body of the request is more than one JSON value.", Malformed: true}
	}
	if raw == nil { // the body was null
		raw = map[string]any{}
	}
	return raw, nil
}

// fromText gives the text of a query parameter the type of its shape.
func (m *Model) fromText(path string, s *Shape, texts []string) (any, error) {
	text := texts[0]
	wrong := &invalidValue{Member: path, Problem: fmt.Sprintf("%q is not of type %s.", text, s.Type), Malformed: true}
	parse, ok := map[string]func() (any, error){
		"string":  func() (any, error) { return text, nil },
		"boolean": func() (any, error) { return strconv.ParseBool(text) },
		"integer": func() (any, error) { n, err := strconv.ParseInt(text, 10, 32); return float64(n), err },
		"long":    func() (any, error) { n, err := strconv.ParseInt(text, 10, 64); return float64(n), err },
		"list":    func() (any, error) { return m.listFromText(path, s, texts) },
	}[s.Type]
	if !ok {
		return nil, wrong
	}
	v, err := parse()
	if err != nil {
		return nil, wrong
	}
	return v, nil
}

func (m *Model) listFromText(path string, s *Shape, texts []string) (any, error) {
	list := make([]any, len(texts))
	for i, t := range texts {
		v, err := m.fromText(fmt.Sprintf("%s[%d]", path, i), m.Shapes[s.Element], []string{t})
		if err != nil {
			return nil, err
		}
		list[i] = v
	}
	return list, nil
}

// A checker holds a value against a shape and returns what is kept of it.
type checker func(m *Model, path string, s *Shape, v any) (any, error)

// checkers gives each type of the model its checker.
func checkers() map[string]checker {
	return map[string]checker{
		"structure": (*Model).object,
		"list":      (*Model).list,
		"map":       (*Model).mapping,
		"string":    text,
		"boolean":   boolean,
		"integer":   whole,
		"long":      whole,
		"float":     number,
		"double":    number,
		"timestamp": number,
	}
}

// Check holds a value against a shape, as Input does for the members of a request.
// The path is what an error calls it.
func (m *Model) Check(path, shape string, v any) (any, error) {
	s := m.Shapes[shape]
	return s.check(m, path, s, v)
}

func (m *Model) object(path string, s *Shape, v any) (any, error) {
	raw, ok := v.(map[string]any)
	if !ok {
		return nil, wrongType(path, "an object")
	}
	return m.structure(path, s, raw)
}

func (m *Model) structure(path string, s *Shape, raw map[string]any) (map[string]any, error) {
	out := map[string]any{}
	for _, name := range s.names {
		member := s.Members[name]
		at := name
		if path != "" {
			at = path + "." + name
		}
		v := raw[member.wire(name)]
		if v == nil && member.Required {
			return nil, &invalidValue{Member: at, Problem: "This member is required.", Malformed: true}
		}
		if v == nil {
			continue
		}
		checked, err := m.Check(at, member.Shape, v)
		if err != nil {
			return nil, err
		}
		out[name] = checked
	}
	return out, nil
}

func (m *Model) list(path string, s *Shape, v any) (any, error) {
	raw, ok := v.([]any)
	if !ok {
		return nil, wrongType(path, "a list")
	}
	if err := s.bounds(path, float64(len(raw)), "entries"); err != nil {
		return nil, err
	}
	out := make([]any, len(raw))
	for i, e := range raw {
		checked, err := m.Check(fmt.Sprintf("%s[%d]", path, i), s.Element, e)
		if err != nil {
			return nil, err
		}
		out[i] = checked
	}
	return out, nil
}

func (m *Model) mapping(path string, s *Shape, v any) (any, error) {
	raw, ok := v.(map[string]any)
	if !ok {
		return nil, wrongType(path, "an object")
	}
	if err := s.bounds(path, float64(len(raw)), "entries"); err != nil {
		return nil, err
	}
	out := map[string]any{}
	for _, k := range sortedKeys(raw) {
		at := fmt.Sprintf("%s[%q]", path, k)
		if _, err := m.Check(at, s.Key, k); err != nil {
			return nil, err
		}
		checked, err := m.Check(at, s.Value, raw[k])
		if err != nil {
			return nil, err
		}
		out[k] = checked
	}
	return out, nil
}

func text(_ *Model, path string, s *Shape, v any) (any, error) {
	t, ok := v.(string)
	if !ok {
		return nil, wrongType(path, "a string")
	}
	if err := s.bounds(path, float64(utf8.RuneCountInString(t)), "characters"); err != nil {
		return nil, err
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, t) {
		return nil, &invalidValue{Member: path, Problem: fmt.Sprintf("The value %q is none of %s.", t, strings.Join(s.Enum, ", "))}
	}
	if s.matches != nil && !s.matches(t) {
		return nil, &invalidValue{Member: path, Problem: "The value does not match the pattern " + s.Pattern + "."}
	}
	return t, nil
}

func boolean(_ *Model, path string, _ *Shape, v any) (any, error) {
	if _, ok := v.(bool); !ok {
		return nil, wrongType(path, "true or false")
	}
	return v, nil
}

func number(_ *Model, path string, s *Shape, v any) (any, error) {
	n, ok := v.(float64)
	if !ok {
		return nil, wrongType(path, "a number")
	}
	return n, s.bounds(path, n, "")
}

func whole(m *Model, path string, s *Shape, v any) (any, error) {
	n, ok := v.(float64)
	if !ok || n != math.Trunc(n) || math.Abs(n) > 1<<53 || s.Type == "integer" && math.Abs(n) > math.MaxInt32 {
		return nil, wrongType(path, "a whole number")
	}
	return number(m, path, s, v)
}

// bounds holds a number, or a count of something, against the shape's limits.
// The unit is what is counted, if anything is.
func (s *Shape) bounds(path string, n float64, unit string) error {
	thing := "The value"
	if unit != "" {
		thing = "The number of " + unit
	}
	if s.Min != nil && n < *s.Min {
		return &invalidValue{Member: path, Problem: fmt.Sprintf("%s is %v, and the least is %v.", thing, n, *s.Min)}
	}
	if s.Max != nil && n > *s.Max {
		return &invalidValue{Member: path, Problem: fmt.Sprintf("%s is %v, and the most is %v.", thing, n, *s.Max)}
	}
	return nil
}

func wrongType(path, want string) error {
	return &invalidValue{Member: path, Problem: "The value is not " + want + ".", Malformed: true}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
