package sim

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// An editor changes objects of one kind, in one transaction, for the console.
type editor struct {
	tx    *store.Tx
	model *api.Model
	kind  *store.Kind
	form  form
}

// put changes the object with the name in the path, or creates it.
func (e *editor) put(r *http.Request) (any, error) {
	patch, err := readPatch(r)
	if err != nil {
		return nil, err
	}
	o, err := e.tx.Named(e.kind, r.PathValue("name"))
	if missing(err) {
		o, err = e.fillNew(r.PathValue("name"), patch)
	} else if err == nil {
		err = e.edit(o, patch)
	}
	if err != nil {
		return nil, err
	}
	return e.shown(o)
}

// readPatch reads the body of a request, which must be a JSON object.
func readPatch(r *http.Request) (api.Members, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	var patch api.Members
	if err := json.Unmarshal(body, &patch); err != nil || patch == nil {
		return nil, api.InvalidRequest("The body of the request is not a JSON object.")
	}
	return patch, nil
}

// missing reports whether the error says that there is no such object.
func missing(err error) bool {
	e, ok := err.(*api.Exception) //nolint:errorlint // named returns it as it is
	return ok && e.Name == api.ResourceNotFoundException
}

// fillNew creates an object with its Create operation, so that the same rules apply as for the
// API.
func (e *editor) fillNew(name string, in api.Members) (*store.Object, error) {
	operation := "Create" + e.form.noun
	create := e.model.Operations[operation]
	shape := e.model.Shapes[create.Input]
	in[e.kind.Name] = name
	for given := range in {
		if m, ok := shape.Members[given]; !ok || m.In != "" {
			return nil, noMember(e.kind, given, slices.Collect(maps.Keys(shape.Members)))
		}
	}
	if err := e.nameRefs(in); err != nil {
		return nil, err
	}
	labels := map[string]string{"InstanceId": e.tx.Instance.ID}
	checked, err := e.model.Input(api.Match{Operation: create, Labels: labels}, nil, []byte(api.Encode(in)))
	if err != nil {
		return nil, err
	}
	answer, err := operations[operation].handler(e.tx, operation, checked)
	if err != nil {
		return nil, err
	}
	return e.tx.Find(e.kind, api.Text(answer, e.kind.ID))
}

// noMember returns the error for an unknown member, with a suggestion.
func noMember(k *store.Kind, name string, known []string) error {
	slices.Sort(known)
	return api.InvalidRequest("%v", unknown("member of a "+k.Noun, name, known))
}

// edit merges a patch (RFC 7396) into an object. For example, {"Description": null} removes the
// description.
func (e *editor) edit(o *store.Object, patch api.Members) error {
	before, err := e.tx.Full(o)
	if err != nil {
		return err
	}
	before["Tags"] = o.Tags
	after := api.Merged(before, patch).(api.Members)
	if err = e.nameRefs(after); err != nil {
		return err
	}
	given := api.Members{}
	for _, name := range slices.Sorted(maps.Keys(patch)) {
		if name != "Tags" && !slices.Contains(e.form.members, name) {
			return noMember(o.Kind, name, append(slices.Clone(e.form.members), "Tags"))
		}
		if given[name], err = e.fits(name, after[name]); err != nil {
			return err
		}
	}
	return e.store(o, given)
}

// nameRefs replaces the names of other objects with their ids: people know "Sales", and the
// store knows ids.
func (e *editor) nameRefs(body api.Members) error {
	for _, r := range e.kind.References {
		of := r.Kind
		if of == store.Itself {
			of = e.kind
		}
		err := store.EachRef(body, r.Path, func(ref string) (string, error) {
			o, err := e.tx.Named(of, ref)
			if err != nil {
				return "", err
			}
			return o.ID, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fits checks the value of a member against the requests that have it. A list may be longer
// than one request allows, because on the console's screens people save it in one go. A nil
// value removes the member, unless it is a required one.
func (e *editor) fits(name string, v any) (any, error) {
	m := e.memberOf(name)
	shape := e.model.Shapes[m.Shape]
	if empty(v) {
		if m.Required {
			return nil, api.InvalidRequest("%s: This member is required.", name)
		}
		return v, nil
	}
	entries, isList := v.([]any)
	if shape.Type != "list" || !isList {
		return e.model.Check(name, m.Shape, v)
	}
	out := []any{}
	for _, entry := range entries {
		checked, err := e.model.Check(name+"[]", shape.Element, entry)
		if err != nil {
			return nil, err
		}
		out = append(out, checked)
	}
	return out, nil
}

// empty reports whether v is nil, or a map or list without entries.
func empty(v any) bool {
	m, isMap := v.(api.Members)
	l, isList := v.([]any)
	return v == nil || isMap && len(m) == 0 || isList && len(l) == 0
}

// memberOf finds a member in the request that creates an object, or else in one
// that updates it.
func (e *editor) memberOf(name string) *api.Member {
	model := e.model
	if m, ok := model.Shapes[model.Operations["Create"+e.form.noun].Input].Members[name]; ok {
		return m
	}
	for _, o := range slices.Sorted(maps.Keys(model.Operations)) {
		m, ok := model.Shapes[model.Operations[o].Input].Members[name]
		if ok && strings.HasPrefix(o, "Update"+e.form.noun) {
			return m
		}
	}
	panic("no request has the member " + name + " of a " + e.kind.Noun)
}

// store saves an object with the given members. A nil value removes a member.
func (e *editor) store(o *store.Object, given api.Members) error {
	if tags, ok := given["Tags"]; ok {
		o.Tags, _ = tags.(api.Members)
		delete(given, "Tags")
	}
	if o.Tags == nil {
		o.Tags = api.Members{}
	}
	if e.form.fill != nil {
		if err := e.form.fill(e.tx, o, given); err != nil {
			return err
		}
	}
	maps.Copy(o.Body, given)
	maps.DeleteFunc(o.Body, func(_ string, v any) bool { return v == nil })
	return e.tx.Save(o)
}

// discard deletes an object, as its Delete operation does.
func (e *editor) discard(r *http.Request) (any, error) {
	o, err := e.tx.Named(e.kind, r.PathValue("name"))
	if err != nil {
		return nil, err
	}
	operation := "Delete" + e.form.noun
	if _, ok := operations[operation]; !ok {
		return nil, api.InvalidRequest("There is no way to delete a %s; it can be disabled", e.kind.Noun)
	}
	_, err = operations[operation].handler(e.tx, operation, api.Members{e.kind.ID: o.ID})
	return api.Members{}, err
}

// duplicate makes a copy of an object under another name.
func (e *editor) duplicate(r *http.Request) (any, error) {
	from, err := e.tx.Named(e.kind, r.PathValue("name"))
	if err != nil {
		return nil, err
	}
	o := &store.Object{Kind: e.kind, Scope: from.Scope, Body: from.Body}
	o.Body[e.kind.Name] = r.URL.Query().Get("name")
	if o.Body[e.kind.Name] == "" {
		return nil, api.InvalidRequest("A copy needs a name: …/copy?name=NAME")
	}
	delete(o.Body, builtIn)
	if api.Has(o.Body, "IsDefault") {
		o.Body["IsDefault"] = false
	}
	if r.URL.Query().Get("tags") == "true" {
		o.Tags = from.Tags
	}
	if err := e.tx.Create(o); err != nil {
		return nil, err
	}
	return e.shown(o)
}

// shown returns what Describe answers for an object.
func (e *editor) shown(o *store.Object) (any, error) {
	v, err := e.tx.Full(o)
	if err != nil {
		return nil, err
	}
	describe := e.model.Operations["Describe"+e.form.noun]
	return json.RawMessage(e.model.Output(describe, api.Members{o.Kind.View: v})), nil
}
