package connectpath

import (
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
	"github.com/callwright/callwright/schema/catalogue"
)

// tables hold ConnectPath's side of the instance. A row of path_users is a user whom
// ConnectPath knows. Its group is null while the user has the default group. Queries
// join it with Amazon Connect's users, so a user who was deleted there is not seen.
const tables = `
CREATE TABLE IF NOT EXISTS path_groups (
	id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, built_in TEXT NOT NULL, modified INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS path_users (
	id TEXT PRIMARY KEY, grp TEXT REFERENCES path_groups (id), protected INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS path_default (one INTEGER PRIMARY KEY CHECK (one = 1), grp TEXT NOT NULL REFERENCES path_groups (id)) STRICT;
CREATE TABLE IF NOT EXISTS path_keys (key TEXT PRIMARY KEY, grp TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS path_operations (id INTEGER PRIMARY KEY, polls INTEGER NOT NULL) STRICT;
`

// permissions are the permissions that callwright knows. The gateway also has laterRow, as a
// later release of ConnectPath might: a client must keep a permission that it does not know.
var permissions = catalogue.ConnectPath()

const laterRow = "home.visible"

// A group is a permission group in the form of the contract.
type group struct {
	ID          string              `json:"id"`
	Name        string              `json:"name"`
	Description string              `json:"description"`
	AllQueues   bool                `json:"allQueues"`
	CCPPopup    bool                `json:"ccpPopup"`
	Activity    string              `json:"activity"`
	Permissions map[string][]string `json:"permissions"`
	Labels      map[string]string   `json:"labels"`

	// Read only.
	BuiltIn     *string `json:"builtIn"`
	IsDefault   bool    `json:"isDefault"`
	MemberCount int     `json:"memberCount"`
	UpdatedAt   string  `json:"updatedAt"`
}

// etag returns a strong validator (RFC 9110, 8.8.3) of the members that a client can write.
func (g *group) etag() string {
	written := *g
	written.BuiltIn, written.IsDefault, written.MemberCount, written.UpdatedAt = nil, false, 0, ""
	return tagOf(written)
}

// tagOf returns the etag of a value. Equal values have the same etag.
func tagOf(v any) string {
	sum := sha256.Sum256([]byte(api.Encode(v)))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// match refuses a write whose If-Match is not the etag of the current state. Otherwise two
// people who write at once would overwrite each other's changes.
func match(r *http.Request, etag string) error {
	switch given := r.Header.Get("If-Match"); given {
	case "":
		return refusal(http.StatusPreconditionRequired, "precondition-required", "The request needs the header If-Match.")
	case "*", etag:
		return nil
	}
	return refusal(http.StatusPreconditionFailed, "stale", "The object is not as it was when it was read.")
}

// SetUp creates ConnectPath's tables and the two groups of a new instance, unless the file has
// them already.
func SetUp(s *store.Store) error {
	tables := 0
	err := s.View(func(t *store.Tx) (err error) {
		tables, err = t.Count(`SELECT count(*) FROM sqlite_master WHERE name = 'path_groups'`)
		return err
	})
	if err != nil || tables > 0 {
		return err
	}
	return s.Change(setUp)
}

func setUp(t *store.Tx) error {
	if _, err := t.Exec(tables); err != nil {
		return err
	}
	n, err := t.Count(`SELECT count(*) FROM path_groups`)
	if err != nil || n > 0 {
		return err
	}
	admin := group{Name: "ConnectPath Admin", Description: "Everything.", AllQueues: true, Activity: "all", Permissions: map[string][]string{}}
	for _, r := range permissions.Rows() {
		admin.Permissions[r.Key] = r.Levels
	}
	if err = insertGroup(t, &admin, "admin"); err != nil {
		return err
	}
	// Assumption: the levels are those that a picture in the vendor's documentation of
	// 2021 shows.
	agent := group{Name: "ConnectPath Agent", Description: "All the things agents need.", Activity: "own", Permissions: map[string][]string{
		"communication.teamStatus": {"enabled", "edit"}, "communication.announcements": {"view"}, "communication.raiseHand": {"enabled"},
		"communication.directory": {"view", "edit", "create"}, "communication.changeOutboundQueue": {"enabled"},
		"quality.recordings": {"enabled"}, "quality.transcripts": {"enabled"}, "quality.analytics": {"enabled"},
	}}
	for _, r := range permissions.Rows() {
		if r.Section == "dashboard" {
			agent.Permissions[r.Key] = r.Levels
		}
	}
	if err = insertGroup(t, &agent, "agent"); err != nil {
		return err
	}
	_, err = t.Exec(`INSERT INTO path_default VALUES (1, ?)`, admin.ID)
	return err
}

// insertGroup stores a new group and gives it its id.
func insertGroup(t *store.Tx, g *group, builtIn string) error {
	id, err := store.NewID(t, "connectpath-group", "/"+g.Name)
	if err != nil {
		return err
	}
	g.ID = id
	return storeGroup(t, `INSERT INTO path_groups (name, modified, body, id, built_in) VALUES (?1, ?2, ?3, ?4, ?5)`, g, builtIn)
}

// updateGroup is the statement of storeGroup for a group that exists.
const updateGroup = `UPDATE path_groups SET name = ?1, modified = ?2, body = ?3 WHERE id = ?4`

// storeGroup writes a group by a statement that takes its name, time, body and id.
func storeGroup(t *store.Tx, statement string, g *group, more ...any) error {
	taken, err := t.Count(`SELECT count(*) FROM path_groups WHERE name = ? AND id <> ?`, g.Name, g.ID)
	if err != nil {
		return err
	}
	if taken > 0 {
		return refusal(http.StatusConflict, "name-taken", "A permission group has the name %q.", g.Name)
	}
	for key, levels := range g.Permissions {
		if g.Permissions[key] = permissions.Sort(slices.Clone(levels)); len(levels) == 0 {
			delete(g.Permissions, key)
		}
	}
	if g.Labels == nil {
		g.Labels = map[string]string{}
	}
	_, err = t.Exec(statement, append([]any{g.Name, t.Now().UnixMilli(), api.Encode(g), g.ID}, more...)...)
	return err
}

const groupColumns = `SELECT g.id, g.built_in, g.modified, g.body, d.grp IS NOT NULL,
	(SELECT count(*) FROM path_users u JOIN objects o ON o.kind = 'agent' AND o.id = u.id WHERE u.grp = g.id)
	FROM path_groups g LEFT JOIN path_default d ON d.grp = g.id`

func scanGroup(scan func(...any) error) (*group, error) {
	g := &group{}
	var id, builtIn string
	var modified int64
	var body []byte
	var isDefault bool
	var memberCount int
	if err := scan(&id, &builtIn, &modified, &body, &isDefault, &memberCount); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(body, g); err != nil {
		return nil, err
	}
	g.ID, g.IsDefault, g.MemberCount, g.UpdatedAt = id, isDefault, memberCount, rfc3339(modified)
	if builtIn != "" {
		g.BuiltIn = &builtIn
	}
	return g, nil
}

func findGroup(t *store.Tx, id string) (*group, error) {
	g, err := scanGroup(t.QueryRow(groupColumns+` WHERE g.id = ?`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, refusal(http.StatusNotFound, "not-found", "No permission group has the id %q.", id)
	}
	return g, err
}

func defaultGroup(t *store.Tx) (id string, err error) {
	err = t.QueryRow(`SELECT grp FROM path_default`).Scan(&id)
	return id, err
}

// administered counts the unprotected users who can manage groups and users.
func administered(t *store.Tx) (int, error) {
	return t.Count(`SELECT count(*) FROM objects o
		LEFT JOIN path_users u ON u.id = o.id
		JOIN path_groups g ON g.id = coalesce(u.grp, (SELECT grp FROM path_default))
		WHERE o.kind = 'agent' AND NOT coalesce(u.protected, 0)
		AND EXISTS (SELECT 1 FROM json_each(g.body, '$.permissions."users.users"') WHERE value = 'edit')
		AND EXISTS (SELECT 1 FROM json_each(g.body, '$.permissions."users.securityProfiles"') WHERE value = 'edit')`)
}

// guarded makes a change, and refuses it if nobody could manage groups and users afterwards.
func guarded(t *store.Tx, change func() error) error {
	before, err := administered(t)
	if err != nil {
		return err
	}
	if err = change(); err != nil {
		return err
	}
	after, err := administered(t)
	if err == nil && before > 0 && after == 0 {
		return refusal(http.StatusConflict, "lockout", "After this, nobody could manage permission groups and users.")
	}
	return err
}
