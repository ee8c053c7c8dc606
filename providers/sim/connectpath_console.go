package sim

import (
	"encoding/json"
	"net/http"
)

// pathForms are the pages that change ConnectPath from outside its APIs, as people do
// on its screens. Both merge JSON (RFC 7396):
//
//	PUT /_callwright/permission_group/{name}             of a group, as the contract has it
//	PUT /_callwright/permission_group_assignment/{user}  permissionGroup, a name or null, and protected
func (s *Server) pathForms() map[string]func(*http.Request) (any, error) {
	inPath := func(change func(*tx, string, members) (any, error)) func(*http.Request) (any, error) {
		return func(r *http.Request) (answer any, err error) {
			patch, err := readPatch(r)
			if err != nil {
				return nil, err
			}
			err = s.within(s.store.write, func(t *tx) error {
				answer, err = change(t, r.PathValue("name"), patch)
				return err
			})
			return answer, err
		}
	}
	return map[string]func(*http.Request) (any, error){
		"PUT permission_group/{name}":            inPath((*tx).editGroup),
		"PUT permission_group_assignment/{name}": inPath((*tx).editMembership),
	}
}

func (t *tx) groupNamed(name string) (*pathGroup, error) {
	var id string
	if err := t.QueryRow(`SELECT id FROM path_groups WHERE name = ?`, name).Scan(&id); err != nil {
		return nil, badRequest("No permission group has the name %q.", name)
	}
	return t.findGroup(id)
}

func (t *tx) editGroup(name string, patch members) (any, error) {
	g, err := t.groupNamed(name)
	if err != nil {
		return nil, err
	}
	var before members
	if err = json.Unmarshal([]byte(encode(g)), &before); err != nil {
		return nil, err
	}
	after := &pathGroup{}
	if err = json.Unmarshal([]byte(encode(merged(before, patch))), after); err != nil {
		return nil, badRequest("The group cannot be so: %v", err)
	}
	after.ID = g.ID
	if err = t.storeGroup(`UPDATE path_groups SET name = ?1, modified = ?2, body = ?3 WHERE id = ?4`, after); err != nil {
		return nil, err
	}
	return t.findGroup(g.ID)
}

// editMembership makes a user known, as signing in does, and puts the user into a
// group, or under protection.
func (t *tx) editMembership(name string, patch members) (any, error) {
	o, err := t.named(users, name)
	if err != nil {
		return nil, err
	}
	if _, err = t.Exec(`INSERT OR IGNORE INTO path_users VALUES (?, NULL, 0)`, o.id); err != nil {
		return nil, err
	}
	if err = t.editGroupOf(o.id, patch); err != nil {
		return nil, err
	}
	if has(patch, "protected") {
		if _, err = t.Exec(`UPDATE path_users SET protected = ? WHERE id = ?`, flag(patch, "protected"), o.id); err != nil {
			return nil, err
		}
	}
	return t.pathUser(o.name)
}

// editGroupOf puts a user into the group that the patch names, or into none.
func (t *tx) editGroupOf(user string, patch members) error {
	group, ok := patch["permissionGroup"]
	if !ok {
		return nil
	}
	var id any
	if group != nil {
		g, err := t.groupNamed(text(patch, "permissionGroup"))
		if err != nil {
			return err
		}
		id = g.ID
	}
	_, err := t.Exec(`UPDATE path_users SET grp = ? WHERE id = ?`, id, user)
	return err
}
