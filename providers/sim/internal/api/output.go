package api

import (
	"encoding/json"
	"math"
	"strconv"
)

// Output writes an answer as JSON. It keeps of it what the operation's output
// declares, so that one description of an object can serve every operation that
// shows a part of it. Members that are nil are left out: the service omits what
// is absent and never answers null. The same answer gives the same bytes.
func (m *Model) Output(o *Operation, answer map[string]any) []byte {
	if o.Output == "" {
		return []byte("{}")
	}
	return m.appendValue(nil, m.Shapes[o.Output], answer)
}

// appendValue writes a value. Objects, lists and maps take the path that their
// shape says; what has another form than its shape is written whole.
func (m *Model) appendValue(b []byte, s *Shape, v any) []byte {
	switch v := v.(type) {
	case map[string]any:
		if s.Type == "structure" {
			return m.appendStructure(b, s, v)
		}
	case []any:
		if s.Type == "list" {
			return m.appendList(b, s, v)
		}
	case string:
		return appendString(b, v)
	case bool:
		return strconv.AppendBool(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return strconv.AppendInt(b, int64(v), 10)
		}
	}
	return appendAny(b, v)
}

func (m *Model) appendStructure(b []byte, s *Shape, v map[string]any) []byte {
	b = append(b, '{')
	for _, name := range s.names {
		value, ok := v[name]
		if !ok || value == nil {
			continue
		}
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		member := s.Members[name]
		b = append(appendString(b, member.wire(name)), ':')
		b = m.appendValue(b, m.Shapes[member.Shape], value)
	}
	return append(b, '}')
}

func (m *Model) appendList(b []byte, s *Shape, v []any) []byte {
	b = append(b, '[')
	element := m.Shapes[s.Element]
	for i, e := range v {
		if i > 0 {
			b = append(b, ',')
		}
		b = m.appendValue(b, element, e)
	}
	return append(b, ']')
}

// appendString writes a string that needs no escapes as it is, which is nearly
// every one.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return appendAny(b, s)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

func appendAny(b []byte, v any) []byte {
	encoded, err := json.Marshal(v)
	if err != nil {
		panic(err) // an answer holds only what JSON has
	}
	return append(b, encoded...)
}
