package connectpath

import (
	"encoding/json"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// EditGroup merges JSON (RFC 7396) into the permission group with the name, as people change it
// on ConnectPath's screens. The patch has the members of the gateway's contract.
func (g *Gateway) EditGroup(t *store.Tx, name string, patch api.Members) (any, error) {
	was, err := groupNamed(t, name)
	if err != nil {
		return nil, err
	}
	var before api.Members
	if err = json.Unmarshal([]byte(api.Encode(was)), &before); err != nil {
		return nil, err
	}
	after := &group{}
	if err = json.Unmarshal([]byte(api.Encode(api.Merged(before, patch))), after); err != nil {
		return nil, api.InvalidRequest("The group cannot be so: %v", err)
	}
	after.ID = was.ID
	if err = storeGroup(t, updateGroup, after); err != nil {
		return nil, err
	}
	return findGroup(t, was.ID)
}

func groupNamed(t *store.Tx, name string) (*group, error) {
	var id string
	if err := t.QueryRow(`SELECT id FROM path_groups WHERE name = ?`, name).Scan(&id); err != nil {
		return nil, api.InvalidRequest("No permission group has the name %q.", name)
	}
	return findGroup(t, id)
}

// EditAssignment makes a user known to ConnectPath, as signing in does. If the patch has
// permissionGroup, the user is put into that group; null takes the user out of any. If it has
// protected, the user is protected or not.
func (g *Gateway) EditAssignment(t *store.Tx, name string, patch api.Members) (any, error) {
	o, err := t.Named(g.Users, name)
	if err != nil {
		return nil, err
	}
	if _, err = t.Exec(`INSERT OR IGNORE INTO path_users VALUES (?, NULL, 0)`, o.ID); err != nil {
		return nil, err
	}
	if err = editGroupOf(t, o.ID, patch); err != nil {
		return nil, err
	}
	if api.Has(patch, "protected") {
		if _, err = t.Exec(`UPDATE path_users SET protected = ? WHERE id = ?`, api.Flag(patch, "protected"), o.ID); err != nil {
			return nil, err
		}
	}
	return findUser(t, o.Name)
}

// editGroupOf puts a user into the group that the patch names, or into none.
func editGroupOf(t *store.Tx, user string, patch api.Members) error {
	named, ok := patch["permissionGroup"]
	if !ok {
		return nil
	}
	var id any
	if named != nil {
		g, err := groupNamed(t, api.Text(patch, "permissionGroup"))
		if err != nil {
			return err
		}
		id = g.ID
	}
	_, err := t.Exec(`UPDATE path_users SET grp = ? WHERE id = ?`, id, user)
	return err
}
