package sim

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// A form is what the console has to change the objects of a kind with. The zero
// form is none.
type form struct {
	noun    string   // of the kind's operations: CreateUser, DescribeUser, DeleteUser
	members []string // what can be changed, as requests to create or update it name it

	// fill stores the members that were given. It is nil if they are stored as they are.
	fill func(t *tx, o *object, given members) error
}

type rawJSON = json.RawMessage

// put changes the object of that name, or creates it.
func (t *tx) put(k *kind, r *http.Request) (any, error) {
	patch, err := readPatch(r)
	if err != nil {
		return nil, err
	}
	o, err := t.named(k, r.PathValue("name"))
	if missing(err) {
		o, err = t.fillNew(k, r.PathValue("name"), patch)
	} else if err == nil {
		err = t.edit(o, patch)
	}
	if err != nil {
		return nil, err
	}
	return t.shown(o)
}

func readPatch(r *http.Request) (members, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	var patch members
	if err := json.Unmarshal(body, &patch); err != nil || patch == nil {
		return nil, badRequest("The body of the request is not a JSON object.")
	}
	return patch, nil
}

func missing(err error) bool {
	e, ok := err.(*exception) //nolint:errorlint // named returns it as it is
	return ok && e.name == resourceNotFound
}

// fillNew creates an object by its operation.
func (t *tx) fillNew(k *kind, name string, in members) (*object, error) {
	operation := "Create" + k.form.noun
	create := t.server.model.Operations[operation]
	shape := t.server.model.Shapes[create.Input]
	in[k.name] = name
	for given := range in {
		if m, ok := shape.Members[given]; !ok || m.In != "" {
			return nil, noMember(k, given, slices.Collect(maps.Keys(shape.Members)))
		}
	}
	if err := t.nameRefs(k, in); err != nil {
		return nil, err
	}
	labels := map[string]string{"InstanceId": t.server.instance.ID}
	checked, err := t.server.model.Input(api.Match{Operation: create, Labels: labels}, nil, []byte(encode(in)))
	if err != nil {
		return nil, err
	}
	answer, err := actions[operation].handler(t, operation, checked)
	if err != nil {
		return nil, err
	}
	return t.find(k, text(answer, k.id))
}

func noMember(k *kind, name string, known []string) error {
	slices.Sort(known)
	return badRequest("%v", unknown("member of a "+k.noun, name, known))
}

// edit merges a patch (RFC 7396) into an object.
func (t *tx) edit(o *object, patch members) error {
	before, err := t.full(o)
	if err != nil {
		return err
	}
	before["Tags"] = o.tags
	after := merged(before, patch).(members)
	if err = t.nameRefs(o.kind, after); err != nil {
		return err
	}
	given := members{}
	for _, name := range slices.Sorted(maps.Keys(patch)) {
		if name != "Tags" && !slices.Contains(o.kind.form.members, name) {
			return noMember(o.kind, name, append(slices.Clone(o.kind.form.members), "Tags"))
		}
		if given[name], err = t.fits(o.kind, name, after[name]); err != nil {
			return err
		}
	}
	return t.store(o, given)
}

// merged is a value with a patch applied to it: members are merged, null takes
// one away, and anything else takes the place of what was there.
func merged(v, patch any) any {
	changes, ok := patch.(members)
	if !ok {
		return patch
	}
	into, _ := v.(members)
	into = maps.Clone(into)
	if into == nil {
		into = members{}
	}
	for name, change := range changes {
		if into[name] = merged(into[name], change); into[name] == nil {
			delete(into, name)
		}
	}
	return into
}

// nameRefs replaces the names of objects that are referred to by their ids.
func (t *tx) nameRefs(k *kind, body members) error {
	for _, r := range k.refs {
		of := r.kind
		if of == itself {
			of = k
		}
		err := eachRef(body, r.path, func(ref string) (string, error) {
			o, err := t.named(of, ref)
			if err != nil {
				return "", err
			}
			return o.id, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fits checks the value of a member against the requests that have it. A list
// may be longer than one request allows. Without a value, nil, the member must be
// one that an object may lack.
func (t *tx) fits(k *kind, name string, v any) (any, error) {
	m := t.memberOf(k, name)
	shape := t.server.model.Shapes[m.Shape]
	if empty(v) {
		if m.Required {
			return nil, badRequest("%s: This member is required.", name)
		}
		return v, nil
	}
	entries, isList := v.([]any)
	if shape.Type != "list" || !isList {
		return t.server.model.Check(name, m.Shape, v)
	}
	out := []any{}
	for _, e := range entries {
		checked, err := t.server.model.Check(name+"[]", shape.Element, e)
		if err != nil {
			return nil, err
		}
		out = append(out, checked)
	}
	return out, nil
}

func empty(v any) bool {
	m, isMap := v.(members)
	l, isList := v.([]any)
	return v == nil || isMap && len(m) == 0 || isList && len(l) == 0
}

// memberOf finds a member in the request that creates an object, or else in one
// that updates it.
func (t *tx) memberOf(k *kind, name string) *api.Member {
	model := t.server.model
	if m, ok := model.Shapes[model.Operations["Create"+k.form.noun].Input].Members[name]; ok {
		return m
	}
	for _, o := range slices.Sorted(maps.Keys(model.Operations)) {
		m, ok := model.Shapes[model.Operations[o].Input].Members[name]
		if ok && strings.HasPrefix(o, "Update"+k.form.noun) {
			return m
		}
	}
	panic("no request has the member " + name + " of a " + k.noun)
}

// store saves an object with the members that were given; nil takes one away.
func (t *tx) store(o *object, given members) error {
	if tags, ok := given["Tags"]; ok {
		o.tags, _ = tags.(members)
		delete(given, "Tags")
	}
	if o.tags == nil {
		o.tags = members{}
	}
	if o.kind.form.fill != nil {
		if err := o.kind.form.fill(t, o, given); err != nil {
			return err
		}
	}
	maps.Copy(o.body, given)
	maps.DeleteFunc(o.body, func(_ string, v any) bool { return v == nil })
	return t.save(o)
}
