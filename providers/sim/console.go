package sim

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
)

// consolePath is where the simulator is changed from outside the API, as people
// change an instance in the console:
//
//	PUT    /_callwright/{kind}/{name}               JSON to merge into the object, or to make it of
//	DELETE /_callwright/{kind}/{name}
//	POST   /_callwright/{kind}/{name}/copy?name=N   tags=true copies its tags, too
//	GET    /_callwright/calls                       the last calls of the API
//	DELETE /_callwright/calls                       forgets them
//	POST   /_callwright/faults                      adds faults, as ParseFault reads them, one a line
//	DELETE /_callwright/faults                      removes them all
//	POST   /_callwright/clock?advance=DURATION      moves the clock on
//
// A kind is named as callwright names it. References may be given by name.
// Nothing is signed, no fault strikes, and no quota counts.
const consolePath = "/_callwright/"

// pages serves the console's path. It refuses what a page of another site asks a
// browser to send.
func (s *Server) pages() http.Handler {
	mux := http.NewServeMux()
	pages := map[string]func(*http.Request) (any, error){
		"PUT {kind}/{name}":       s.inTransaction((*tx).put),
		"DELETE {kind}/{name}":    s.inTransaction((*tx).discard),
		"POST {kind}/{name}/copy": s.inTransaction((*tx).duplicate),
		"GET calls":               func(*http.Request) (any, error) { return s.calls.all(), nil },
		"DELETE calls":            func(*http.Request) (any, error) { s.calls.clear(); return members{}, nil },
		"POST faults":             s.injectAll,
		"POST clock":              s.advance,
		"DELETE faults":           func(*http.Request) (any, error) { s.Heal(); return members{}, nil },
		"":                        func(r *http.Request) (any, error) { return nil, unknownOperation(r) },
	}
	maps.Copy(pages, s.pathForms())
	for pattern, page := range pages {
		method, path, _ := strings.Cut(pattern, " ")
		mux.HandleFunc(strings.TrimSpace(method+" "+consolePath+path), s.page(page))
	}
	return http.NewCrossOriginProtection().Handler(mux)
}

// page answers with what a page returns, as JSON.
func (s *Server) page(page func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v, err := safely(page, r)
		if err != nil {
			status, _, body := s.refuse(w.Header(), "", err)
			s.write(w, status, append(body, '\n'))
			return
		}
		s.write(w, http.StatusOK, []byte(encode(v)+"\n"))
	}
}

func safely(page func(*http.Request) (any, error), r *http.Request) (v any, err error) {
	defer rescue(&err)
	return page(r)
}

// injectAll adds faults, all of them or none, and answers with those in force.
func (s *Server) injectAll(r *http.Request) (any, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	var faults []Fault
	for rule := range strings.FieldsSeq(string(body)) {
		f, err := ParseFault(rule)
		if err == nil {
			err = s.possible(f)
		}
		if err != nil {
			return nil, badRequest("%v", err)
		}
		faults = append(faults, f)
	}
	return s.faults.add(faults), nil
}

// inTransaction is a page that changes an object. It is named in the path.
func (s *Server) inTransaction(change func(*tx, *kind, *http.Request) (any, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (answer any, err error) {
		k, err := kindNamed(r.PathValue("kind"))
		if err != nil {
			return nil, err
		}
		err = s.within(s.store.write, func(t *tx) error {
			answer, err = change(t, k, r)
			return err
		})
		return answer, err
	}
}

// kindNamed finds a kind that the console has a form for.
func kindNamed(name string) (*kind, error) {
	var names []string
	for _, k := range kinds() {
		if k.form.noun == "" {
			continue
		}
		if k.title() == name {
			return k, nil
		}
		names = append(names, k.title())
	}
	return nil, badRequest("%v", unknown("kind", name, names))
}

// named finds an object by its name or its id.
func (t *tx) named(k *kind, ref string) (*object, error) {
	var found []*object
	err := t.each(func(scan func(...any) error) error {
		found = append(found, &object{kind: k})
		return found[len(found)-1].scan(scan)
	}, `SELECT `+columns+` FROM objects o WHERE o.kind = ?1 AND (o.name = ?2 OR o.id = ?3) LIMIT 2`, k.word, ref, t.idOf(k, ref))
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, &exception{name: resourceNotFound, message: fmt.Sprintf("No %s has the name or id %q.", k.noun, ref)}
	case len(found) > 1:
		return nil, invalid("More than one %s has the name %q. Give the id of one.", k.noun, ref)
	}
	return found[0], nil
}

// discard deletes an object, as its Delete operation does.
func (t *tx) discard(k *kind, r *http.Request) (any, error) {
	o, err := t.named(k, r.PathValue("name"))
	if err != nil {
		return nil, err
	}
	operation := "Delete" + k.form.noun
	if _, ok := actions[operation]; !ok {
		return nil, badRequest("There is no way to delete a %s; it can be disabled", k.noun)
	}
	_, err = actions[operation].handler(t, operation, members{k.id: o.id})
	return members{}, err
}

// duplicate makes a copy of an object under another name.
func (t *tx) duplicate(k *kind, r *http.Request) (any, error) {
	from, err := t.named(k, r.PathValue("name"))
	if err != nil {
		return nil, err
	}
	o := &object{kind: k, scope: from.scope, body: from.body}
	o.body[k.name] = r.URL.Query().Get("name")
	if o.body[k.name] == "" {
		return nil, badRequest("A copy needs a name: …/copy?name=NAME")
	}
	delete(o.body, builtIn)
	if has(o.body, "IsDefault") {
		o.body["IsDefault"] = false
	}
	if r.URL.Query().Get("tags") == "true" {
		o.tags = from.tags
	}
	if err := t.create(o); err != nil {
		return nil, err
	}
	return t.shown(o)
}

// shown is what Describe answers for an object.
func (t *tx) shown(o *object) (any, error) {
	v, err := t.full(o)
	if err != nil {
		return nil, err
	}
	describe := t.server.model.Operations["Describe"+o.kind.form.noun]
	return rawJSON(t.server.model.Output(describe, members{o.kind.view: v})), nil
}
