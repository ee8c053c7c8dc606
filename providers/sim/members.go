package sim

import "slices"

// members are the named values of a request, an answer or a stored object, in
// the forms that JSON has: string, bool, float64, []any and map[string]any. The
// model has checked those of a request, so a value that is there has its
// declared type, and an accessor's zero value means absent.
type members = map[string]any

func text(m members, name string) string {
	v, _ := m[name].(string)
	return v
}

func number(m members, name string) float64 {
	v, _ := m[name].(float64)
	return v
}

func flag(m members, name string) bool {
	v, _ := m[name].(bool)
	return v
}

func list(m members, name string) []any {
	v, _ := m[name].([]any)
	return v
}

func sub(m members, name string) members {
	v, _ := m[name].(members)
	return v
}

// texts is a list of strings.
func texts(m members, name string) []string {
	var out []string
	for _, v := range list(m, name) {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func has(m members, name string) bool {
	_, ok := m[name]
	return ok
}

// take copies the named members that from has; the others stay as they are.
func take(to, from members, names ...string) {
	for _, n := range names {
		if v, ok := from[n]; ok {
			to[n] = v
		}
	}
}

// sortedSet is a list of strings without repetition, in order.
func sortedSet(values []string) []any {
	values = slices.Clone(values)
	slices.Sort(values)
	values = slices.Compact(values)
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}
