package store

import (
	"strings"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// A Reference says where an object of one kind holds the id of another. The
// path has names separated by dots; "[]" after a name goes through its list.
type Reference struct {
	Path string
	Kind *Kind
}

// Itself is the kind of a reference to the kind that holds the reference.
var Itself *Kind

// resolve replaces the ARNs in an object's references by ids, and refuses those
// that name nothing.
func resolve(t *Tx, o *Object) error {
	for _, r := range o.Kind.References {
		k := r.Kind
		if k == Itself {
			k = o.Kind
		}
		err := EachRef(o.Body, r.Path, func(ref string) (string, error) {
			id := t.IDOf(k, ref)
			n, err := t.Count(`SELECT count(*) FROM objects WHERE kind = ? AND id = ?`, k.Word, id)
			if err == nil && n == 0 {
				return "", api.NotFound(k.Noun, ref)
			}
			return id, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// storeRefs stores which objects an object refers to.
func storeRefs(t *Tx, o *Object) error {
	if len(o.Kind.References) == 0 {
		return nil
	}
	if _, err := t.Exec(`DELETE FROM refs WHERE holder = ?`, o.ID); err != nil {
		return err
	}
	for _, r := range o.Kind.References {
		err := EachRef(o.Body, r.Path, func(id string) (string, error) {
			_, err := t.Exec(`INSERT OR IGNORE INTO refs (holder, member, target) VALUES (?, ?, ?)`, o.ID, r.member(), id)
			return id, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// member is the member at the root of a reference's path.
func (r Reference) member() string {
	name, _, _ := strings.Cut(r.Path, ".")
	return strings.TrimSuffix(name, "[]")
}

// EachRef replaces each string at a path by what f returns for it.
func EachRef(m api.Members, path string, f func(string) (string, error)) error {
	name, rest, deeper := strings.Cut(path, ".")
	name, through := strings.CutSuffix(name, "[]")
	if !through {
		return replaceRef(m[name], rest, deeper, func(v any) { m[name] = v }, f)
	}
	for i, e := range api.List(m, name) {
		if err := replaceRef(e, rest, deeper, func(v any) { api.List(m, name)[i] = v }, f); err != nil {
			return err
		}
	}
	return nil
}

func replaceRef(v any, rest string, deeper bool, set func(any), f func(string) (string, error)) error {
	if deeper {
		inner, _ := v.(api.Members)
		return EachRef(inner, rest, f)
	}
	ref, ok := v.(string)
	if !ok {
		return nil
	}
	id, err := f(ref)
	if err == nil {
		set(id)
	}
	return err
}
