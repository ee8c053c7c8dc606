// Package store keeps the objects of a simulated instance in one SQLite file.
//
// Its terms:
//
//   - An [Object] is one thing of the instance, such as the queue "Sales": the members that
//     requests gave it, and its tags.
//   - A [Kind] says what a group of objects has in common: how their ARNs begin, which
//     member holds the name, and which members refer to other objects.
//   - A [Reference] is a member that holds the id of another object. What is referred to
//     cannot be deleted.
//   - A scope is where a name is unique: for a hierarchy group its parent, for an override
//     its hours of operation, for everything else the instance.
//   - A transaction ([Tx]) answers one request: with a consistent view of the instance, and
//     with all of its changes or none.
//   - A quota is how many objects of a kind there may be.
//   - The lag is how long searches take to see what was written. For that, undo keeps what
//     each change replaced.
//   - A page is a part of a list, and a [Cursor] the place after which the next one begins.
//
// For example, with hours of operation and queues as kinds, where a queue refers to its
// hours:
//
//	queues := &store.Kind{
//		Word: "queue", Noun: "queue", ID: "QueueId", Name: "Name",
//		References: []store.Reference{{Path: "HoursOfOperationId", Kind: hours}},
//	}
//	s.Change(func(t *store.Tx) error {
//		o := &store.Object{Kind: queues, Body: api.Members{"Name": "Sales", "HoursOfOperationId": id}}
//		return t.Create(o)
//	})
//
// stores the queue under a new id. It is a ResourceNotFoundException if no hours have
// that id, and a DuplicateResourceException if another queue is named Sales. After it, to
// delete the hours is a ResourceInUseException.
package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"time"

	"modernc.org/sqlite"
)

// applicationID marks a SQLite file as ours ("cwsm"), and schemaVersion says
// which tables it has.
const (
	applicationID = 0x6377736d
	schemaVersion = 1
)

// tables hold every kind of object in one table, as the JSON of its members.
//
// A reference from one object to another is a row in refs, under the path of the member
// that holds it. births counts the objects ever created of a kind and name: ids derive
// from it.
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

// A Store is one instance in a SQLite file: one connection that writes, some that only
// read.
type Store struct {
	write, read *sql.DB
	now         func() time.Time
	kinds       []*Kind
	instance    Instance
	quotas      map[string]int // how many objects there may be, by kind; 0 means any number
	lag         time.Duration  // of searches
}

// An Instance is the simulated Amazon Connect instance: who it is.
type Instance struct{ ID, ARN, Alias, Region, Account, Identity string }

// Open opens the file at path; "" is a database in memory, which has one
// connection for both. The kinds are those whose objects a request may name, and now
// dates what is written.
func Open(path string, kinds []*Kind, now func() time.Time) (*Store, error) {
	s := &Store{kinds: kinds, now: now}
	var err error
	if path == "" {
		s.write, err = connect("file::memory:", "_txlock=immediate", 1)
		s.read = s.write
		return s, err
	}
	if err = claim(path); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	file := "file:" + (&url.URL{Path: path}).EscapedPath()
	s.write, err = connect(file, "_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)", 1)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s.read, err = connect(file, "_pragma=query_only(1)&_pragma=cache_size(-32768)", 4)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), s.write.Close())
	}
	return s, nil
}

// connect opens a handle that waits for locks held by other connections, and
// keeps its connections open.
func connect(file, parameters string, connections int) (*sql.DB, error) {
	c, err := newConnector(fmt.Sprintf("%s?_pragma=busy_timeout(%d)&%s", file, patience.Milliseconds(), parameters))
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := firstConnection(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// patience is how long a connection waits for a lock.
const patience = 10 * time.Second

// firstConnection makes the first connection of a handle. SQLite waits for every lock except
// the one that gives a new file its write-ahead log. If two processes open a new file at once,
// that is an error for one of them, so it tries again.
func firstConnection(db *sql.DB) error {
	const busy = 5 // SQLITE_BUSY; the higher bits of a code say more
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		err := db.Ping()
		failed, ok := errors.AsType[*sqlite.Error](err)
		if !ok || failed.Code()&0xff != busy || time.Now().After(end) {
			return err
		}
	}
}

// Close releases the file.
func (s *Store) Close() error {
	if s.read == s.write {
		return s.write.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// SetQuotas bounds how many objects of each kind are created from now on.
func (s *Store) SetQuotas(quotas map[string]int) { s.quotas = quotas }

// Instance returns the instance that the file holds.
func (s *Store) Instance() Instance { return s.instance }

// SetUp reads the instance in the file, or puts a new one there and lets seed fill it.
// When two processes open a new file at once, one of them makes the instance.
func (s *Store) SetUp(fresh Instance, seed func(*Tx) error) error {
	version := 0
	if err := s.write.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if version == 0 {
		err := s.Change(func(t *Tx) error { return establish(t, fresh, seed) })
		if err != nil {
			return fmt.Errorf("create the instance: %w", err)
		}
	}
	return s.View(readInstance)
}

func readInstance(t *Tx) error {
	var application, version int
	if err := t.QueryRow(`PRAGMA application_id`).Scan(&application); err != nil {
		return err
	}
	if err := t.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if application != applicationID || version != schemaVersion {
		return fmt.Errorf("the file is not a simulated instance of version %d", schemaVersion)
	}
	i := t.Instance
	return t.QueryRow(`SELECT id, arn, alias, region, account, identity FROM instance`).
		Scan(&i.ID, &i.ARN, &i.Alias, &i.Region, &i.Account, &i.Identity)
}

// establish makes the tables and the instance, unless they are there by now.
func establish(t *Tx, fresh Instance, seed func(*Tx) error) error {
	existing, err := t.Count(`SELECT count(*) FROM sqlite_master`)
	if err != nil || existing > 0 {
		return err
	}
	_, err = t.Exec(fmt.Sprintf("%s PRAGMA application_id = %d; PRAGMA user_version = %d;", tables, applicationID, schemaVersion))
	if err != nil {
		return err
	}
	i := fresh
	i.ID = derivedID("instance", i.Alias, i.Region, i.Account)
	i.ARN = "arn:aws:connect:" + i.Region + ":" + i.Account + ":instance/" + i.ID
	_, err = t.Exec(`INSERT INTO instance VALUES (?, ?, ?, ?, ?, ?)`, i.ID, i.ARN, i.Alias, i.Region, i.Account, i.Identity)
	if err != nil {
		return err
	}
	*t.Instance = i
	return seed(t)
}
