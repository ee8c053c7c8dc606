package sim

import "strings"

// A reference says where an object of one kind holds the id of another. The
// path has names separated by dots; "[]" after a name goes through its list.
type reference struct {
	path string
	kind *kind
}

// itself stands for the kind that holds the reference.
var itself *kind

// resolve replaces the ARNs in an object's references by ids, and refuses those
// that name nothing.
func (t *tx) resolve(o *object) error {
	for _, r := range o.kind.refs {
		k := r.kind
		if k == itself {
			k = o.kind
		}
		err := eachRef(o.body, r.path, func(ref string) (string, error) {
			id := t.idOf(k, ref)
			n, err := t.count(`SELECT count(*) FROM objects WHERE kind = ? AND id = ?`, k.word, id)
			if err == nil && n == 0 {
				return "", notFound(k.noun, ref)
			}
			return id, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// refer stores which objects an object refers to.
func (t *tx) refer(o *object) error {
	if len(o.kind.refs) == 0 {
		return nil
	}
	if _, err := t.Exec(`DELETE FROM refs WHERE holder = ?`, o.id); err != nil {
		return err
	}
	for _, r := range o.kind.refs {
		err := eachRef(o.body, r.path, func(id string) (string, error) {
			_, err := t.Exec(`INSERT OR IGNORE INTO refs (holder, member, target) VALUES (?, ?, ?)`, o.id, r.member(), id)
			return id, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// member is the member at the root of a reference's path.
func (r reference) member() string {
	name, _, _ := strings.Cut(r.path, ".")
	return strings.TrimSuffix(name, "[]")
}

// eachRef replaces each string at a path by what f returns for it.
func eachRef(m members, path string, f func(string) (string, error)) error {
	name, rest, deeper := strings.Cut(path, ".")
	name, through := strings.CutSuffix(name, "[]")
	if !through {
		return replaceRef(m[name], rest, deeper, func(v any) { m[name] = v }, f)
	}
	for i, e := range list(m, name) {
		if err := replaceRef(e, rest, deeper, func(v any) { list(m, name)[i] = v }, f); err != nil {
			return err
		}
	}
	return nil
}

func replaceRef(v any, rest string, deeper bool, set func(any), f func(string) (string, error)) error {
	if deeper {
		inner, _ := v.(members)
		return eachRef(inner, rest, f)
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
