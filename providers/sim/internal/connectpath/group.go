package connectpath

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
	"github.com/callwright/callwright/schema"
)

// rfc3339 returns a time as the contract has it.
func rfc3339(milliseconds int64) string {
	return time.UnixMilli(milliseconds).UTC().Format(time.RFC3339)
}

// describeCatalogue answers all permissions that exist, with laterRow.
func describeCatalogue(*call) (Answer, error) {
	rows := []api.Members{}
	for _, r := range permissions.Rows() {
		rows = append(rows, api.Members{"key": r.Key, "section": r.Section, "label": r.Label, "levels": r.Levels, "deprecated": r.Deprecated})
	}
	rows = append(rows, api.Members{"key": laterRow, "section": "home", "label": "Home screen", "levels": []string{"enabled"}, "deprecated": false})
	return Answer{body: api.Members{"version": permissions.Version, "rows": rows}}, nil
}

// offered returns the levels of the row with the key; nil if there is no such row.
func offered(key string) []string {
	if key == laterRow {
		return []string{"enabled"}
	}
	if r := permissions.RowOfKey(key); r != nil {
		return r.Levels
	}
	return nil
}

// page answers one page of a query's rows. The query must be ordered by id. It takes the id
// after which the page begins, the size of the page, and then args. Scan reads a row and
// returns its id. A full page has a token for the next one, so the last page may be empty.
func page[T any](c *call, what, query string, scan func(func(...any) error) (T, string, error), args ...any) (Answer, error) {
	size, err := strconv.Atoi(c.request.URL.Query().Get("pageSize"))
	if err != nil || size < 1 || size > 500 {
		size = 100
	}
	in := api.Members{"MaxResults": float64(size)}
	if token := c.request.URL.Query().Get("pageToken"); token != "" {
		in["NextToken"] = token
	}
	from, err := store.ReadCursor(c.tx, what, in)
	if err != nil {
		return Answer{}, err
	}
	items, last := []T{}, ""
	err = c.tx.Each(func(row func(...any) error) error {
		item, id, bad := scan(row)
		items, last = append(items, item), id
		return bad
	}, query, append([]any{from.Key, size}, args...)...)
	answer := api.Members{"items": items, "nextPageToken": ""}
	if len(items) == size {
		answer["nextPageToken"] = store.Token(c.tx, store.Cursor{For: from.For, Key: last})
	}
	return Answer{body: answer}, err
}

func listGroups(c *call) (Answer, error) {
	return page(c, "connectpath groups", groupColumns+` WHERE g.id > ?1 ORDER BY g.id LIMIT ?2`,
		func(scan func(...any) error) (*group, string, error) {
			g, err := scanGroup(scan)
			if err != nil {
				return nil, "", err
			}
			return g, g.ID, nil
		})
}

func getGroup(c *call) (Answer, error) {
	return shownGroup(c.tx, c.request.PathValue("id"), 0)
}

// shownGroup answers a group with its etag.
func shownGroup(t *store.Tx, id string, status int) (Answer, error) {
	g, err := findGroup(t, id)
	if err != nil {
		return Answer{}, err
	}
	return Answer{status: status, body: g, etag: g.etag()}, nil
}

// decode reads a body. It refuses a member that into does not have, so that a misspelt one is
// not ignored.
func decode(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return refusal(http.StatusBadRequest, "bad-request", "The body of the request cannot be read: %v.", err)
	}
	return nil
}

// readGroup reads the group that a client wants to write. Was is the group before the write;
// nil for a new one. A permission that the catalogue does not have may stay in a group, but
// cannot be added.
func readGroup(body []byte, was *group) (*group, error) {
	g := &group{Activity: "none"}
	if err := decode(body, g); err != nil {
		return nil, err
	}
	switch {
	case g.Name == "":
		return nil, refusal(http.StatusUnprocessableEntity, "invalid", "A permission group needs a name.")
	case !slices.Contains(schema.Activities, g.Activity):
		return nil, refusal(http.StatusUnprocessableEntity, "invalid", "%q is not an activity.", g.Activity)
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

// createGroup creates a group. A request with an Idempotency-Key that was used before answers
// the group of the first request, so a client can safely try again.
func createGroup(c *call) (Answer, error) {
	key := c.request.Header.Get("Idempotency-Key")
	var made string
	if key != "" && c.tx.QueryRow(`SELECT grp FROM path_keys WHERE key = ?`, key).Scan(&made) == nil {
		return createdGroup(c.tx, made)
	}
	g, err := readGroup(c.body, nil)
	if err != nil {
		return Answer{}, err
	}
	if err := insertGroup(c.tx, g, ""); err != nil {
		return Answer{}, err
	}
	if key != "" {
		if _, err := c.tx.Exec(`INSERT INTO path_keys VALUES (?, ?)`, key, g.ID); err != nil {
			return Answer{}, err
		}
	}
	return createdGroup(c.tx, g.ID)
}

func createdGroup(t *store.Tx, id string) (Answer, error) {
	a, err := shownGroup(t, id, http.StatusCreated)
	a.location = Path + "v1/permission-groups/" + id
	return a, err
}

// requestedGroup returns the group that a write names, if it is still in the version that the
// client saw.
func requestedGroup(c *call) (*group, error) {
	g, err := findGroup(c.tx, c.request.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return g, match(c.request, g.etag())
}

func replaceGroup(c *call) (Answer, error) {
	was, err := requestedGroup(c)
	if err != nil {
		return Answer{}, err
	}
	g, err := readGroup(c.body, was)
	if err != nil {
		return Answer{}, err
	}
	g.ID = was.ID
	err = guarded(c.tx, func() error {
		return storeGroup(c.tx, updateGroup, g)
	})
	if err != nil {
		return Answer{}, err
	}
	return shownGroup(c.tx, g.ID, 0)
}

func deleteGroup(c *call) (Answer, error) {
	g, err := requestedGroup(c)
	if err != nil {
		return Answer{}, err
	}
	switch {
	case g.BuiltIn != nil:
		return Answer{}, refusal(http.StatusConflict, "group-is-built-in", "The permission group %q comes with ConnectPath.", g.Name)
	case g.IsDefault:
		return Answer{}, refusal(http.StatusConflict, "group-is-default", "The permission group %q is the default.", g.Name)
	case g.MemberCount > 0:
		return Answer{}, refusal(http.StatusConflict, "group-in-use", "%d users are in the permission group %q.", g.MemberCount, g.Name)
	}
	for _, statement := range []string{
		`UPDATE path_users SET grp = NULL WHERE grp = ?`, // of users who are gone
		`DELETE FROM path_groups WHERE id = ?`,
	} {
		if _, err = c.tx.Exec(statement, g.ID); err != nil {
			return Answer{}, err
		}
	}
	return Answer{status: http.StatusNoContent}, nil
}

// A defaultChoice is the choice of the default group, in the form of the contract.
type defaultChoice struct {
	PermissionGroupID string `json:"permissionGroupId"`
}

func getDefault(c *call) (Answer, error) {
	id, err := defaultGroup(c.tx)
	d := defaultChoice{id}
	return Answer{body: d, etag: tagOf(d)}, err
}

func setDefault(c *call) (Answer, error) {
	was, err := defaultGroup(c.tx)
	if err != nil {
		return Answer{}, err
	}
	if err = match(c.request, tagOf(defaultChoice{was})); err != nil {
		return Answer{}, err
	}
	var d defaultChoice
	if err = decode(c.body, &d); err != nil {
		return Answer{}, err
	}
	if _, err = findGroup(c.tx, d.PermissionGroupID); err != nil {
		return Answer{}, err
	}
	err = guarded(c.tx, func() error {
		_, failed := c.tx.Exec(`UPDATE path_default SET grp = ?`, d.PermissionGroupID)
		return failed
	})
	return Answer{body: d, etag: tagOf(d)}, err
}
