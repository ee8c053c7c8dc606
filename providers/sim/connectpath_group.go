package sim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/callwright/callwright/schema"
)

func rfc3339(milliseconds int64) string {
	return time.UnixMilli(milliseconds).UTC().Format(time.RFC3339)
}

// describeCatalogue answers which permissions there are.
func describeCatalogue(*tx, *http.Request, []byte) (pathAnswer, error) {
	rows := []members{}
	for _, r := range pathCatalogue.Rows() {
		rows = append(rows, members{"key": r.Key, "section": r.Section, "label": r.Label, "levels": r.Levels, "deprecated": r.Deprecated})
	}
	rows = append(rows, members{"key": laterRow, "section": "home", "label": "Home screen", "levels": []string{"enabled"}, "deprecated": false})
	return pathAnswer{body: members{"version": pathCatalogue.Version, "rows": rows}}, nil
}

// offered returns the levels of a row by its key; nil when there is no such row.
func offered(key string) []string {
	if key == laterRow {
		return []string{"enabled"}
	}
	if r := pathCatalogue.RowOfKey(key); r != nil {
		return r.Levels
	}
	return nil
}

// pagePath answers a page of what query yields, whose last column but for the last
// arguments orders it: ids after the request's token. A token is given as long as a
// page is full, so the last page may be empty.
func pagePath[T any](t *tx, r *http.Request, what, query string, scan func(func(...any) error) (T, string, error), args ...any) (pathAnswer, error) {
	size, err := strconv.Atoi(r.URL.Query().Get("pageSize"))
	if err != nil || size < 1 || size > 500 {
		size = 100
	}
	in := members{"MaxResults": float64(size)}
	if token := r.URL.Query().Get("pageToken"); token != "" {
		in["NextToken"] = token
	}
	from, err := t.after(what, in)
	if err != nil {
		return pathAnswer{}, err
	}
	items, last := []T{}, ""
	err = t.each(func(row func(...any) error) error {
		item, id, bad := scan(row)
		items, last = append(items, item), id
		return bad
	}, query, append([]any{from.Key, size}, args...)...)
	answer := members{"items": items, "nextPageToken": ""}
	if len(items) == size {
		answer["nextPageToken"] = t.token(cursor{For: from.For, Key: last})
	}
	return pathAnswer{body: answer}, err
}

func listPathGroups(t *tx, r *http.Request, _ []byte) (pathAnswer, error) {
	return pagePath(t, r, "connectpath groups", groupColumns+` WHERE g.id > ?1 ORDER BY g.id LIMIT ?2`,
		func(scan func(...any) error) (*pathGroup, string, error) {
			g, err := t.scanGroup(scan)
			if err != nil {
				return nil, "", err
			}
			return g, g.ID, nil
		})
}

func getPathGroup(t *tx, r *http.Request, _ []byte) (pathAnswer, error) {
	return t.shownGroup(r.PathValue("id"), 0)
}

func (t *tx) shownGroup(id string, status int) (pathAnswer, error) {
	g, err := t.findGroup(id)
	if err != nil {
		return pathAnswer{}, err
	}
	return pathAnswer{status: status, body: g, etag: g.etag()}, nil
}

// readPath reads a body that has no member that into lacks.
func readPath(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return refusal(http.StatusBadRequest, "bad-request", "The body of the request cannot be read: %v.", err)
	}
	return nil
}

// readGroup reads a group that is to be written. Was is the group before, nil for a
// new one: what it holds and the catalogue lacks may stay.
func readGroup(body []byte, was *pathGroup) (*pathGroup, error) {
	g := &pathGroup{Activity: "none"}
	if err := readPath(body, g); err != nil {
		return nil, err
	}
	switch {
	case g.Name == "":
		return nil, refusal(http.StatusUnprocessableEntity, "invalid", "A permission group needs a name.")
	case !slices.Contains(schema.Activities, g.Activity):
		return nil, refusal(http.StatusUnprocessableEntity, "invalid", "%q is no activity.", g.Activity)
	}
	for key, levels := range g.Permissions {
		if was != nil && slices.Equal(was.Permissions[key], levels) {
			continue
		}
		row := offered(key)
		if row == nil {
			return nil, refusal(http.StatusUnprocessableEntity, "unknown-permission", "There is no permission %q.", key)
		}
		for _, l := range levels {
			if !slices.Contains(row, l) {
				return nil, refusal(http.StatusUnprocessableEntity, "cell-not-offered", "The permission %q does not offer %q.", key, l)
			}
		}
	}
	return g, nil
}

func createPathGroup(t *tx, r *http.Request, body []byte) (pathAnswer, error) {
	key := r.Header.Get("Idempotency-Key")
	var made string
	if key != "" && t.QueryRow(`SELECT grp FROM path_keys WHERE key = ?`, key).Scan(&made) == nil {
		return t.createdGroup(made)
	}
	g, err := readGroup(body, nil)
	if err != nil {
		return pathAnswer{}, err
	}
	if err := t.insertGroup(g, ""); err != nil {
		return pathAnswer{}, err
	}
	if key != "" {
		if _, err := t.Exec(`INSERT INTO path_keys VALUES (?, ?)`, key, g.ID); err != nil {
			return pathAnswer{}, err
		}
	}
	return t.createdGroup(g.ID)
}

func (t *tx) createdGroup(id string) (pathAnswer, error) {
	a, err := t.shownGroup(id, http.StatusCreated)
	a.location = ConnectPathPath + "v1/permission-groups/" + id
	return a, err
}

func replacePathGroup(t *tx, r *http.Request, body []byte) (pathAnswer, error) {
	was, err := t.findGroup(r.PathValue("id"))
	if err != nil {
		return pathAnswer{}, err
	}
	if err = match(r, was.etag()); err != nil {
		return pathAnswer{}, err
	}
	g, err := readGroup(body, was)
	if err != nil {
		return pathAnswer{}, err
	}
	g.ID = was.ID
	err = t.guarded(func() error {
		return t.storeGroup(`UPDATE path_groups SET name = ?1, modified = ?2, body = ?3 WHERE id = ?4`, g)
	})
	if err != nil {
		return pathAnswer{}, err
	}
	return t.shownGroup(g.ID, 0)
}

func deletePathGroup(t *tx, r *http.Request, _ []byte) (pathAnswer, error) {
	g, err := t.findGroup(r.PathValue("id"))
	if err != nil {
		return pathAnswer{}, err
	}
	if err = match(r, g.etag()); err != nil {
		return pathAnswer{}, err
	}
	switch {
	case g.BuiltIn != nil:
		return pathAnswer{}, refusal(http.StatusConflict, "group-is-built-in", "The permission group %q comes with ConnectPath.", g.Name)
	case g.IsDefault:
		return pathAnswer{}, refusal(http.StatusConflict, "group-is-default", "The permission group %q is the default.", g.Name)
	case g.MemberCount > 0:
		return pathAnswer{}, refusal(http.StatusConflict, "group-in-use", "%d users are in the permission group %q.", g.MemberCount, g.Name)
	}
	for _, statement := range []string{
		`UPDATE path_users SET grp = NULL WHERE grp = ?`, // of users who are gone
		`DELETE FROM path_groups WHERE id = ?`,
	} {
		if _, err = t.Exec(statement, g.ID); err != nil {
			return pathAnswer{}, err
		}
	}
	return pathAnswer{status: http.StatusNoContent}, nil
}

// A pathDefault is the default group as the contract has it.
type pathDefault struct {
	PermissionGroupID string `json:"permissionGroupId"`
}

func getPathDefault(t *tx, _ *http.Request, _ []byte) (pathAnswer, error) {
	id, err := t.defaultGroup()
	d := pathDefault{id}
	return pathAnswer{body: d, etag: tagOf(d)}, err
}

func setPathDefault(t *tx, r *http.Request, body []byte) (pathAnswer, error) {
	was, err := t.defaultGroup()
	if err != nil {
		return pathAnswer{}, err
	}
	if err = match(r, tagOf(pathDefault{was})); err != nil {
		return pathAnswer{}, err
	}
	var d pathDefault
	if err = readPath(body, &d); err != nil {
		return pathAnswer{}, err
	}
	if _, err = t.findGroup(d.PermissionGroupID); err != nil {
		return pathAnswer{}, err
	}
	err = t.guarded(func() error {
		_, failed := t.Exec(`UPDATE path_default SET grp = ?`, d.PermissionGroupID)
		return failed
	})
	return pathAnswer{body: d, etag: tagOf(d)}, err
}
