package store

import (
	"fmt"
	"time"
)

// Searches may lag: they see the whole instance as it was some time ago.
//
// For that, undo keeps what each change replaced, as long as a search may want
// it: the object as it was before, and to what it referred. One without a body did
// not exist. Objects that changed since are as they were before the first such
// change. In a query, tables of its own come before stored ones of the same name,
// so whatever a search reads is of the past, and nothing else knows about it.
const undoSchema = `
CREATE TABLE IF NOT EXISTS undo (
	seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, id TEXT NOT NULL, refs TEXT NOT NULL,
	kind TEXT, scope TEXT, name TEXT, modified INTEGER, tags TEXT, body TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS undo_at ON undo (at, id);
`

const past = `WITH undone AS MATERIALIZED (
	SELECT * FROM undo WHERE seq IN (SELECT min(seq) FROM undo WHERE at > %d GROUP BY id)
), objects AS (
	SELECT kind, id, scope, name, modified, tags, body FROM main.objects WHERE id NOT IN (SELECT id FROM undone)
	UNION ALL
	SELECT kind, id, scope, name, modified, tags, body FROM undone WHERE body IS NOT NULL
), refs AS (
	SELECT holder, member, target FROM main.refs WHERE holder NOT IN (SELECT id FROM undone)
	UNION ALL
	SELECT u.id, r.value ->> 0, r.value ->> 1 FROM undone u, json_each(u.refs) r
)
`

// StartLag makes searches see what was there that long ago. What a new instance
// begins with is there at once.
func (s *Store) StartLag(lag time.Duration) error {
	if lag < 0 {
		return fmt.Errorf("searches cannot lag by %v", lag)
	}
	if lag == 0 {
		return nil
	}
	s.lag = lag
	_, err := s.write.Exec(undoSchema)
	return err
}

// horizon is the moment that searches see, in Unix milliseconds.
func (s *Store) horizon() int64 { return s.now().Add(-s.lag).UnixMilli() }

// remember keeps an object as it is, before it is changed. It forgets what no search
// can see any more.
func remember(t *Tx, o *Object) error {
	if t.store.lag == 0 {
		return nil
	}
	if _, err := t.Exec(`DELETE FROM undo WHERE at <= ?`, t.store.horizon()); err != nil {
		return err
	}
	_, err := t.Exec(`INSERT INTO undo (at, id, refs, kind, scope, name, modified, tags, body)
		SELECT ?1, ?2, (SELECT json_group_array(json_array(member, target)) FROM refs WHERE holder = ?2),
			o.kind, o.scope, o.name, o.modified, o.tags, o.body
		FROM (SELECT 1) LEFT JOIN objects o ON o.kind = ?3 AND o.id = ?2`,
		t.Now().UnixMilli(), o.ID, o.Kind.Word)
	return err
}
