package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// A Tx is a transaction in which one request is answered: a consistent view of the
// instance. A request that writes makes all of its changes or none.
type Tx struct {
	*sql.Tx
	Instance *Instance
	Quotas   map[string]int // how many objects there may be, by kind; 0 means any number
	Undated  bool           // whether changed objects keep their LastModifiedTime
	store    *Store
	with     string // what a query begins with: tables to read instead of stored ones
}

// View runs f in a transaction that only reads.
func (s *Store) View(f func(*Tx) error) error { return s.within(s.read, f) }

// Change runs f in a transaction that writes, which is committed when f succeeds.
func (s *Store) Change(f func(*Tx) error) error { return s.within(s.write, f) }

func (s *Store) within(db *sql.DB, f func(*Tx) error) error {
	begun, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer begun.Rollback() //nolint:errcheck // after Commit it does nothing
	if err := f(&Tx{Tx: begun, Instance: &s.instance, Quotas: s.quotas, store: s}); err != nil {
		return err
	}
	return begun.Commit()
}

// Now is the simulator's time.
func (t *Tx) Now() time.Time { return t.store.now() }

// LookBack makes the transaction read the past that searches see.
func (t *Tx) LookBack() {
	if t.store.lag > 0 {
		t.with = fmt.Sprintf(past, t.store.horizon())
	}
}

// Query runs a query on what the transaction sees.
func (t *Tx) Query(query string, args ...any) (*sql.Rows, error) {
	return t.Tx.Query(t.with+query, args...)
}

// QueryRow runs a query for one row on what the transaction sees.
func (t *Tx) QueryRow(query string, args ...any) *sql.Row {
	return t.Tx.QueryRow(t.with+query, args...)
}

// Each calls f for every row of a query.
func (t *Tx) Each(f func(scan func(...any) error) error, query string, args ...any) error {
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

// Count answers a query for one number; no row is zero.
func (t *Tx) Count(query string, args ...any) (n int, err error) {
	err = t.QueryRow(query, args...).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}
