package connectpath

import (
	"database/sql"
	"errors"
	"net/http"
	"strconv"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// A user is a user in the form of the contract.
type user struct {
	ID                string  `json:"id"`
	Username          string  `json:"username"`
	ConnectUserID     string  `json:"connectUserId"`
	PermissionGroupID *string `json:"permissionGroupId"` // null on the default group
	Protected         bool    `json:"protected"`
}

func (u *user) etag() string { return tagOf(u) }

const userColumns = `SELECT u.id, o.name, u.grp, u.protected FROM path_users u JOIN objects o ON o.kind = 'agent' AND o.id = u.id`

func scanUser(scan func(...any) error) (*user, string, error) {
	u := &user{}
	err := scan(&u.ConnectUserID, &u.Username, &u.PermissionGroupID, &u.Protected)
	u.ID = "u_" + u.ConnectUserID
	return u, u.ConnectUserID, err
}

func listUsers(c *call) (Answer, error) {
	query, args := userColumns+` WHERE u.id > ?1 `, []any(nil)
	if group := c.request.URL.Query().Get("permissionGroupId"); group != "" {
		query, args = query+`AND u.grp = ?3 `, []any{group}
	}
	return page(c, "connectpath users", query+`ORDER BY u.id LIMIT ?2`, scanUser, args...)
}

func findUser(t *store.Tx, id string) (*user, error) {
	u, _, err := scanUser(t.QueryRow(userColumns+` WHERE 'u_' || u.id = ?1 OR o.name = ?1`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, refusal(http.StatusNotFound, "not-found", "ConnectPath knows no user %q.", id)
	}
	return u, err
}

func getUser(c *call) (Answer, error) {
	u, err := findUser(c.tx, c.request.PathValue("id"))
	if err != nil {
		return Answer{}, err
	}
	return Answer{body: u, etag: u.etag()}, nil
}

func assignGroup(c *call) (Answer, error) {
	u, err := findUser(c.tx, c.request.PathValue("id"))
	if err != nil {
		return Answer{}, err
	}
	if err = match(c.request, u.etag()); err != nil {
		return Answer{}, err
	}
	var patch struct {
		PermissionGroupID *string `json:"permissionGroupId"`
	}
	if err = decode(c.body, &patch); err != nil {
		return Answer{}, err
	}
	if u.Protected {
		return Answer{}, refusal(http.StatusConflict, "user-is-protected", "The user %q is protected.", u.Username)
	}
	if err = assign(c.tx, u, patch.PermissionGroupID); err != nil {
		return Answer{}, err
	}
	return getUser(c)
}

// assign puts a user into a group. A nil group takes the user out of any, so the user is in the
// default group.
func assign(t *store.Tx, u *user, group *string) error {
	if group != nil {
		if _, err := findGroup(t, *group); err != nil {
			return err
		}
	}
	return guarded(t, func() error {
		_, err := t.Exec(`UPDATE path_users SET grp = ? WHERE id = ?`, group, u.ConnectUserID)
		return err
	})
}

// runningPolls is how often a synchronisation is asked about before it has ended. To ask
// for another counts, too: it ends although whoever started it is gone.
const runningPolls = 2

// synchronise starts a synchronisation, after which ConnectPath knows all users of Amazon
// Connect. While one runs, another one is refused.
func synchronise(c *call) (Answer, error) {
	var running string
	err := c.tx.QueryRow(`SELECT id FROM path_operations WHERE polls < ?`, runningPolls).Scan(&running)
	if err == nil {
		_, err = poll(c.tx, running)
		busy := asProblem(refusal(http.StatusConflict, "sync-running", "Users are being synchronised."))
		busy.retry = "0"
		return Answer{refused: busy}, err
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return Answer{}, err
	}
	made, err := c.tx.Exec(`INSERT INTO path_operations (polls) VALUES (0)`)
	if err != nil {
		return Answer{}, err
	}
	id, err := made.LastInsertId()
	word := strconv.FormatInt(id, 10)
	return Answer{
		status: http.StatusAccepted, location: Path + "v1/operations/" + word,
		body: api.Members{"id": word, "status": "running"}, retry: "0",
	}, err
}

// poll counts one question about a synchronisation, and reports whether it has ended.
func poll(t *store.Tx, id string) (ended bool, err error) {
	polls := 0
	err = t.QueryRow(`UPDATE path_operations SET polls = polls + 1 WHERE id = ? RETURNING polls`, id).Scan(&polls)
	if err != nil || polls < runningPolls {
		return false, err
	}
	_, err = t.Exec(`INSERT OR IGNORE INTO path_users SELECT id, NULL, 0 FROM objects WHERE kind = 'agent'`)
	return true, err
}

// getOperation answers whether a synchronisation has ended.
func getOperation(c *call) (Answer, error) {
	id := c.request.PathValue("id")
	ended, err := poll(c.tx, id)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Answer{}, refusal(http.StatusNotFound, "not-found", "No operation has the id %q.", id)
	case err != nil:
		return Answer{}, err
	case !ended:
		return Answer{body: api.Members{"id": id, "status": "running"}, retry: "0"}, nil
	}
	return Answer{body: api.Members{"id": id, "status": "succeeded"}}, nil
}
