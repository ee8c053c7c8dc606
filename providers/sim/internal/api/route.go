package api

import (
	"net/http"
	"net/url"
	"strings"
)

// A routeKey narrows the candidates for a request: the method, the number of
// path segments, and the first of them, which is literal in every template.
type routeKey struct {
	method string
	depth  int
	first  string
}

// A Match is the operation of a request and the values of its URI labels, by
// label.
type Match struct {
	Operation *Operation
	Labels    map[string]string
}

// index prepares Route.
func (m *Model) index() {
	m.routes = map[routeKey][]*Operation{}
	for _, o := range m.Operations {
		path, _, _ := strings.Cut(o.URI, "?")
		o.segments = strings.Split(strings.TrimPrefix(path, "/"), "/")
		k := routeKey{o.Method, len(o.segments), o.segments[0]}
		m.routes[k] = append(m.routes[k], o)
	}
}

// Route finds the operation a request asks for. The path is read in its escaped
// form, so that a label may contain "%2F", as the ARN in /tags/{resourceArn}
// does. Of two templates that both fit, the one with more literal segments wins.
func (m *Model) Route(r *http.Request) (Match, bool) {
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	var best Match
	for _, o := range m.routes[routeKey{r.Method, len(segments), segments[0]}] {
		labels, ok := o.fit(segments)
		if ok && (best.Operation == nil || len(labels) < len(best.Labels)) {
			best = Match{o, labels}
		}
	}
	return best, best.Operation != nil
}

// fit matches the escaped segments of a path with the template's. No label is
// empty.
func (o *Operation) fit(segments []string) (map[string]string, bool) {
	labels := map[string]string{}
	for i, want := range o.segments {
		label, isLabel := labelName(want)
		if !isLabel {
			if want != segments[i] {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, false
		}
		labels[label] = value
	}
	return labels, true
}

// labelName is the name in "{name}".
func labelName(segment string) (string, bool) {
	name, ok := strings.CutPrefix(segment, "{")
	return strings.TrimSuffix(name, "}"), ok
}
