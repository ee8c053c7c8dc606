package sim

import (
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/callwright/callwright/schema/catalogue"
)

// pathTables hold ConnectPath's side of the instance. A row of users is a user whom
// ConnectPath knows; who is no user of Amazon Connect any more is not seen. The
// group is null while nobody gave the user one.
const pathTables = `
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

// The catalogue is callwright's, and one row of a later release, as ConnectPath's
// releases add rows: a client must keep what it does not know.
var pathCatalogue = catalogue.ConnectPath()

const laterRow = "home.visible"

// A pathGroup is a permission group as the contract has it.
type pathGroup struct {
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

// etag is a strong validator of what a client can write (RFC 9110, 8.8.3).
func (g *pathGroup) etag() string {
	written := *g
	written.BuiltIn, written.IsDefault, written.MemberCount, written.UpdatedAt = nil, false, 0, ""
	return tagOf(written)
}

func tagOf(v any) string {
	sum := sha256.Sum256([]byte(encode(v)))
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// match refuses a write that is not made under the state that there is.
func match(r *http.Request, etag string) error {
	switch given := r.Header.Get("If-Match"); given {
	case "":
		return refusal(http.StatusPreconditionRequired, "precondition-required", "The request needs the header If-Match.")
	case "*", etag:
		return nil
	}
	return refusal(http.StatusPreconditionFailed, "stale", "The object is not as it was when it was read.")
}

// setUpPath makes ConnectPath's tables and the two groups of a new instance, unless
// they are there.
func (t *tx) setUpPath() error {
	if _, err := t.Exec(pathTables); err != nil {
		return err
	}
	n, err := t.count(`SELECT count(*) FROM path_groups`)
	if err != nil || n > 0 {
		return err
	}
	admin := pathGroup{Name: "ConnectPath Admin", Description: "Everything.", AllQueues: true, Activity: "all", Permissions: map[string][]string{}}
	for _, r := range pathCatalogue.Rows() {
		admin.Permissions[r.Key] = r.Levels
	}
	if err = t.insertGroup(&admin, "admin"); err != nil {
		return err
	}
	// Assumption: the levels are those that a picture in the vendor's documentation of
	// 2021 shows.
	agent := pathGroup{Name: "ConnectPath Agent", Description: "All the things agents need.", Activity: "own", Permissions: map[string][]string{
		"communication.teamStatus": {"enabled", "edit"}, "communication.announcements": {"view"}, "communication.raiseHand": {"enabled"},
		"communication.directory": {"view", "edit", "create"}, "communication.changeOutboundQueue": {"enabled"},
		"quality.recordings": {"enabled"}, "quality.transcripts": {"enabled"}, "quality.analytics": {"enabled"},
	}}
	for _, r := range pathCatalogue.Rows() {
		if r.Section == "dashboard" {
			agent.Permissions[r.Key] = r.Levels
		}
	}
	if err = t.insertGroup(&agent, "agent"); err != nil {
		return err
	}
	_, err = t.Exec(`INSERT INTO path_default VALUES (1, ?)`, admin.ID)
	return err
}

// insertGroup stores a new group and gives it its id.
func (t *tx) insertGroup(g *pathGroup, builtIn string) error {
	o := &object{kind: &kind{word: "connectpath-group"}, name: g.Name}
	if err := t.bear(o); err != nil {
		return err
	}
	g.ID = o.id
	return t.storeGroup(`INSERT INTO path_groups (name, modified, body, id, built_in) VALUES (?1, ?2, ?3, ?4, ?5)`, g, builtIn)
}

// storeGroup writes a group by a statement that takes its name, time, body and id.
func (t *tx) storeGroup(statement string, g *pathGroup, more ...any) error {
	taken, err := t.count(`SELECT count(*) FROM path_groups WHERE name = ? AND id <> ?`, g.Name, g.ID)
	if err != nil {
		return err
	}
	if taken > 0 {
		return refusal(http.StatusConflict, "name-taken", "A permission group has the name %q.", g.Name)
	}
	for key, levels := range g.Permissions {
		if g.Permissions[key] = pathCatalogue.Sort(slices.Clone(levels)); len(levels) == 0 {
			delete(g.Permissions, key)
		}
	}
	if g.Labels == nil {
		g.Labels = map[string]string{}
	}
	_, err = t.Exec(statement, append([]any{g.Name, t.server.now().UnixMilli(), encode(g), g.ID}, more...)...)
	return err
}

const groupColumns = `SELECT g.id, g.built_in, g.modified, g.body, d.grp IS NOT NULL,
	(SELECT count(*) FROM path_users u JOIN objects o ON o.kind = 'agent' AND o.id = u.id WHERE u.grp = g.id)
	FROM path_groups g LEFT JOIN path_default d ON d.grp = g.id`

func (t *tx) scanGroup(scan func(...any) error) (*pathGroup, error) {
	g := &pathGroup{}
	var id, builtIn string
	var modified int64
	var body []byte
	var isDefault bool
	var members int
	if err := scan(&id, &builtIn, &modified, &body, &isDefault, &members); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(body, g); err != nil {
		return nil, err
	}
	g.ID, g.IsDefault, g.MemberCount, g.UpdatedAt = id, isDefault, members, rfc3339(modified)
	if builtIn != "" {
		g.BuiltIn = &builtIn
	}
	return g, nil
}

func (t *tx) findGroup(id string) (*pathGroup, error) {
	g, err := t.scanGroup(t.QueryRow(groupColumns+` WHERE g.id = ?`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, refusal(http.StatusNotFound, "not-found", "No permission group has the id %q.", id)
	}
	return g, err
}

func (t *tx) defaultGroup() (id string, err error) {
	err = t.QueryRow(`SELECT grp FROM path_default`).Scan(&id)
	return id, err
}

// administered counts the users, but for the protected ones, who can manage groups
// and users.
func (t *tx) administered() (int, error) {
	return t.count(`SELECT count(*) FROM objects o
		LEFT JOIN path_users u ON u.id = o.id
		JOIN path_groups g ON g.id = coalesce(u.grp, (SELECT grp FROM path_default))
		WHERE o.kind = 'agent' AND NOT coalesce(u.protected, 0)
		AND EXISTS (SELECT 1 FROM json_each(g.body, '$.permissions."users.users"') WHERE value = 'edit')
		AND EXISTS (SELECT 1 FROM json_each(g.body, '$.permissions."users.securityProfiles"') WHERE value = 'edit')`)
}

// guarded makes a change unless it takes the last administrator's rights.
func (t *tx) guarded(change func() error) error {
	before, err := t.administered()
	if err != nil {
		return err
	}
	if err = change(); err != nil {
		return err
	}
	after, err := t.administered()
	if err == nil && before > 0 && after == 0 {
		return refusal(http.StatusConflict, "lockout", "After this, nobody could manage permission groups and users.")
	}
	return err
}
