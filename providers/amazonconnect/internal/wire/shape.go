package wire

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Shape says what callwright knows of an object in an answer, or of the elements of a
// list. Everything else in it is extra, and survives a write.
type Shape struct {
	// Known has the members that callwright writes, or leaves out on purpose. A member that
	// is an object or a list itself has a shape, which may be empty: then it is written
	// whole, and nothing in it is kept.
	Known map[string]Shape

	// Key names the members that tell the elements of a list apart, such as Channel. A
	// member of a member has a dot in it: StartTime.Hours.
	Key []string

	// Ours has the members that a request repeats as they were unless it writes them, and
	// that are not extra: callwright knows what they are. For example, an override has a type.
	// A member that is an object can be known, too: then what is extra in it survives.
	Ours []string

	// Whole says that a request repeats the elements which it does not change. The service
	// would drop them otherwise.
	Whole bool
}

// Object returns the shape of an object, or of the elements of a list, that has these known
// members.
func Object(known ...string) Shape {
	s := Shape{Known: map[string]Shape{}}
	for _, name := range known {
		s.Known[name] = Shape{}
	}
	return s
}

// Knows returns the shape with more known members.
func (s Shape) Knows(names ...string) Shape {
	for _, name := range names {
		s = s.With(name, Shape{})
	}
	return s
}

// With returns the shape with one more known member, which has a shape of its own.
func (s Shape) With(name string, member Shape) Shape {
	known := maps.Clone(s.Known)
	if known == nil {
		known = map[string]Shape{}
	}
	known[name] = member
	s.Known = known
	return s
}

// Repeating returns the shape with members that a request repeats as they were unless it
// writes them.
func (s Shape) Repeating(names ...string) Shape {
	s.Ours = names
	return s
}

// By returns the shape of a list whose elements are told apart by the named members.
func (s Shape) By(key ...string) Shape {
	s.Key = key
	return s
}

// Repeated returns the shape of a list of which a request has to have all elements.
func (s Shape) Repeated() Shape {
	s.Whole = true
	return s
}

// Merge adds what is extra in live to the request, in place, and returns the request. What
// the request says wins.
func (s Shape) Merge(request, live any) any {
	switch live := live.(type) {
	case map[string]any:
		if into, ok := request.(map[string]any); ok && s.Known != nil {
			s.mergeObject(into, live)
		}
	case []any:
		if into, ok := request.([]any); ok && s.Key != nil {
			return s.mergeList(into, live)
		}
	}
	return request
}

// mergeObject adds the extra members of live, and of the objects in it.
func (s Shape) mergeObject(request, live map[string]any) {
	for name, value := range live {
		member, known := s.Known[name]
		written, sent := request[name]
		switch {
		case known && sent:
			request[name] = member.Merge(written, value)
		case !sent && value != nil && (!known || slices.Contains(s.Ours, name)):
			request[name] = value
		}
	}
}

// mergeList adds the extra members of each element that live has, too, and of a list that is
// repeated the elements that the request lacks.
func (s Shape) mergeList(request, live []any) []any {
	at := make(map[string]int, len(request)) // the first element with a key
	for i, written := range request {
		if key, ok := s.key(written); ok {
			if _, twice := at[key]; !twice {
				at[key] = i
			}
		}
	}
	for _, value := range live {
		key, keyed := s.key(value)
		i, sent := at[key]
		switch {
		case keyed && sent:
			request[i] = Shape{Known: s.Known, Ours: s.Ours}.Merge(request[i], value)
		case s.Whole && value != nil:
			if keyed {
				at[key] = len(request)
			}
			request = append(request, value)
		}
	}
	return request
}

// key returns the text that tells an element of a list apart; false for an element that is not
// an object.
func (s Shape) key(element any) (string, bool) {
	object, ok := element.(map[string]any)
	var b strings.Builder
	for _, name := range s.Key {
		fmt.Fprintf(&b, "%q", fmt.Sprint(At(object, name)))
	}
	return b.String(), ok
}

// At returns the member of an object at a path such as RoutingProfile.MediaConcurrencies; the
// object itself for "". It is nil where there is none.
func At(v any, path string) any {
	if path == "" {
		return v
	}
	for name := range strings.SplitSeq(path, ".") {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	return v
}

// Extra returns the names of what is extra in live, sorted, each once.
func (s Shape) Extra(live any) []string {
	var names []string
	switch live := live.(type) {
	case map[string]any:
		for name, value := range live {
			if member, known := s.Known[name]; known {
				names = append(names, member.Extra(value)...)
			} else if s.Known != nil && value != nil && !slices.Contains(s.Ours, name) {
				names = append(names, name)
			}
		}
	case []any:
		for _, value := range live {
			names = append(names, Shape{Known: s.Known, Ours: s.Ours}.Extra(value)...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
