package sim

import (
	"database/sql"
	"errors"
	"net/http"
	"strconv"
)

// A pathUser is a user as the contract has it.
type pathUser struct {
	ID                string  `json:"id"`
	Username          string  `json:"username"`
	ConnectUserID     string  `json:"connectUserId"`
	PermissionGroupID *string `json:"permissionGroupId"` // null on the default group
	Protected         bool    `json:"protected"`
}

func (u *pathUser) etag() string { return tagOf(u) }

const userColumns = `SELECT u.id, o.name, u.grp, u.protected FROM path_users u JOIN objects o ON o.kind = 'agent' AND o.id = u.id`

func scanPathUser(scan func(...any) error) (*pathUser, string, error) {
	u := &pathUser{}
	err := scan(&u.ConnectUserID, &u.Username, &u.PermissionGroupID, &u.Protected)
	u.ID = "u_" + u.ConnectUserID
	return u, u.ConnectUserID, err
}

func listPathUsers(t *tx, r *http.Request, _ []byte) (pathAnswer, error) {
	query, args := userColumns+` WHERE u.id > ?1 `, []any(nil)
	if group := r.URL.Query().Get("permissionGroupId"); group != "" {
		query, args = query+`AND u.grp = ?3 `, []any{group}
	}
	return pagePath(t, r, "connectpath users", query+`ORDER BY u.id LIMIT ?2`, scanPathUser, args...)
}

func (t *tx) pathUser(id string) (*pathUser, error) {
	u, _, err := scanPathUser(t.QueryRow(userColumns+` WHERE 'u_' || u.id = ?1 OR o.name = ?1`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, refusal(http.StatusNotFound, "not-found", "ConnectPath knows no user %q.", id)
	}
	return u, err
}

func getPathUser(t *tx, r *http.Request, _ []byte) (pathAnswer, error) {
	u, err := t.pathUser(r.PathValue("id"))
	if err != nil {
		return pathAnswer{}, err
	}
	return pathAnswer{body: u, etag: u.etag()}, nil
}

func assignPathGroup(t *tx, r *http.Request, body []byte) (pathAnswer, error) {
	u, err := t.pathUser(r.PathValue("id"))
	if err != nil {
		return pathAnswer{}, err
	}
	if err = match(r, u.etag()); err != nil {
		return pathAnswer{}, err
	}
	var patch struct {
		PermissionGroupID *string `json:"permissionGroupId"`
	}
	if err = readPath(body, &patch); err != nil {
		return pathAnswer{}, err
	}
	if u.Protected {
		return pathAnswer{}, refusal(http.StatusConflict, "user-is-protected", "The user %q is protected.", u.Username)
	}
	if err = t.assign(u, patch.PermissionGroupID); err != nil {
		return pathAnswer{}, err
	}
	return getPathUser(t, r, nil)
}

// assign puts a user in a group; nil takes the user out of the one there is.
func (t *tx) assign(u *pathUser, group *string) error {
	if group != nil {
		if _, err := t.findGroup(*group); err != nil {
			return err
		}
	}
	return t.guarded(func() error {
		_, err := t.Exec(`UPDATE path_users SET grp = ? WHERE id = ?`, group, u.ConnectUserID)
		return err
	})
}

// runningPolls is how often a synchronisation is asked about before it has ended. To ask
// for another counts, too: it ends although whoever started it is gone.
const runningPolls = 2

// synchronise starts to make Amazon Connect's users known. While that runs, another
// is refused.
func synchronise(t *tx, _ *http.Request, _ []byte) (pathAnswer, error) {
	var running string
	err := t.QueryRow(`SELECT id FROM path_operations WHERE polls < ?`, runningPolls).Scan(&running)
	if err == nil {
		_, err = t.poll(running)
		busy := asProblem(refusal(http.StatusConflict, "sync-running", "Users are being synchronised."))
		busy.retry = "0"
		return pathAnswer{refused: busy}, err
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return pathAnswer{}, err
	}
	made, err := t.Exec(`INSERT INTO path_operations (polls) VALUES (0)`)
	if err != nil {
		return pathAnswer{}, err
	}
	id, err := made.LastInsertId()
	word := strconv.FormatInt(id, 10)
	return pathAnswer{
		status: http.StatusAccepted, location: ConnectPathPath + "v1/operations/" + word,
		body: members{"id": word, "status": "running"}, retry: "0",
	}, err
}

// poll asks about a synchronisation, and reports whether it has ended.
func (t *tx) poll(id string) (ended bool, err error) {
	polls := 0
	err = t.QueryRow(`UPDATE path_operations SET polls = polls + 1 WHERE id = ? RETURNING polls`, id).Scan(&polls)
	if err != nil || polls < runningPolls {
		return false, err
	}
	_, err = t.Exec(`INSERT OR IGNORE INTO path_users SELECT id, NULL, 0 FROM objects WHERE kind = 'agent'`)
	return true, err
}

// getPathOperation tells how far a synchronisation has come.
func getPathOperation(t *tx, r *http.Request, _ []byte) (pathAnswer, error) {
	id := r.PathValue("id")
	ended, err := t.poll(id)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return pathAnswer{}, refusal(http.StatusNotFound, "not-found", "No operation has the id %q.", id)
	case err != nil:
		return pathAnswer{}, err
	case !ended:
		return pathAnswer{body: members{"id": id, "status": "running"}, retry: "0"}, nil
	}
	return pathAnswer{body: members{"id": id, "status": "succeeded"}}, nil
}
