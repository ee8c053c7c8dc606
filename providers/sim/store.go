package sim

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// applicationID marks a SQLite file as ours ("cwsm"), and schemaVersion says
// which tables it has.
const (
	applicationID = 0x6377736d
	schemaVersion = 1
)

// tables hold every kind of object in one table, as the JSON of its members.
//
// A reference from one object to another is a row in refs, under the path of
// the member that holds it; what is the target of a row cannot be deleted.
// births counts the objects ever created of a kind and name: ids derive from it.
// The scope of a name is where it has to be unique: for a hierarchy group the
// parent, for everything else the instance.
const tables = `
CREATE TABLE instance (
	id TEXT NOT NULL, arn TEXT NOT NULL, alias TEXT NOT NULL,
	region TEXT NOT NULL, account TEXT NOT NULL, identity TEXT NOT NULL
) STRICT;
CREATE TABLE objects (
	kind TEXT NOT NULL, id TEXT NOT NULL,
	scope TEXT NOT NULL, name TEXT NOT NULL,
	modified INTEGER NOT NULL, tags TEXT NOT NULL, body TEXT NOT NULL,
	PRIMARY KEY (kind, id), UNIQUE (kind, scope, name)
) STRICT;
CREATE TABLE refs (
	holder TEXT NOT NULL, member TEXT NOT NULL, target TEXT NOT NULL,
	PRIMARY KEY (holder, member, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX refs_target ON refs (target, member);
CREATE TABLE births (
	kind TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL,
	PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
`

// A store is the SQLite file: one connection that writes, some that only read.
type store struct {
	write, read *sql.DB
}

// openStore opens the file at path; "" is a database in memory, which has one
// connection for both.
func openStore(path string) (*store, error) {
	if path == "" {
		db, err := connect("file::memory:", "_txlock=immediate", 1)
		return &store{db, db}, err
	}
	file := "file:" + (&url.URL{Path: path}).EscapedPath()
	write, err := connect(file, "_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)", 1)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	read, err := connect(file, "_pragma=query_only(1)&_pragma=cache_size(-32768)", 4)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), write.Close())
	}
	return &store{write, read}, nil
}

// connect opens a handle that waits for locks held by other connections, and
// keeps its connections open.
func connect(file, parameters string, connections int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", file+"?_pragma=busy_timeout(10000)&"+parameters)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := db.Ping(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func (s *store) close() error {
	if s.read == s.write {
		return s.write.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// A tx is a transaction in which one request is answered: a consistent view of
// the instance, and for a writing operation all of its changes or none.
type tx struct {
	*sql.Tx
	server *Server
	with   string // what a query begins with: tables to read instead of stored ones
}

// Query is that of the transaction, on what the transaction sees.
func (t *tx) Query(query string, args ...any) (*sql.Rows, error) {
	return t.Tx.Query(t.with+query, args...)
}

// QueryRow is that of the transaction, on what the transaction sees.
func (t *tx) QueryRow(query string, args ...any) *sql.Row {
	return t.Tx.QueryRow(t.with+query, args...)
}

// within runs f in one transaction, which is committed when f succeeds.
func (s *Server) within(db *sql.DB, f func(*tx) error) error {
	begun, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer begun.Rollback() //nolint:errcheck // after Commit it does nothing
	if err := f(&tx{Tx: begun, server: s}); err != nil {
		return err
	}
	return begun.Commit()
}

// each calls f for every row of a query.
func (t *tx) each(f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := t.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// count answers a query for one number; no row is zero.
func (t *tx) count(query string, args ...any) (n int, err error) {
	err = t.QueryRow(query, args...).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}
