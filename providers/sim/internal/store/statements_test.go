package store

import (
	"fmt"
	"strings"
	"testing"
)

// numbers is a store with a table of numbers.
type numbers struct {
	*testing.T
	*Store
}

// exec runs a statement, and fails the test unless it succeeds as wanted.
func (n numbers) exec(succeeds bool, statement string, args ...any) {
	n.Helper()
	err := n.Change(func(t *Tx) error {
		_, failed := t.Exec(statement, args...)
		return failed
	})
	if (err == nil) != succeeds {
		n.Errorf("%s %v: %v", statement, args, err)
	}
}

// pairs returns all pairs of numbers, the smaller number first. For each row of a query, it runs
// the same query again, so that both are open at the same time.
func (n numbers) pairs() string {
	n.Helper()
	var said strings.Builder
	err := n.View(func(t *Tx) error {
		each := func(after int, f func(int) error) error {
			return t.Each(func(scan func(...any) error) error {
				var i int
				if failed := scan(&i); failed != nil {
					return failed
				}
				return f(i)
			}, `SELECT * FROM n WHERE n.n > ? ORDER BY n.n`, after)
		}
		return each(0, func(i int) error {
			return each(i, func(j int) error {
				fmt.Fprintf(&said, "%d%d ", i, j)
				return nil
			})
		})
	})
	if err != nil {
		n.Error(err)
	}
	return said.String()
}

// TestStatements runs kept statements again: after one failed, after its table changed, and while
// rows of the same query are open. It also runs more statements than a connection keeps.
func TestStatements(t *testing.T) {
	t.Parallel()
	db, err := connect("file::memory:", "_txlock=immediate", 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if closing := db.Close(); closing != nil {
			t.Error(closing)
		}
	})
	n := numbers{t, &Store{write: db, read: db}}
	n.exec(true, `CREATE TABLE n (n INTEGER UNIQUE); INSERT INTO n VALUES (1), (2)`)
	for range 2 {
		n.exec(false, `INSERT INTO n VALUES (?)`, 1) // it is there
	}
	n.exec(true, `INSERT INTO n VALUES (?)`, 3)
	for range 2 {
		if got, want := n.pairs(), "12 13 23 "; got != want {
			t.Errorf("pairs %q, want %q", got, want)
		}
	}
	for i := range 2 * mostKept {
		n.exec(true, fmt.Sprintf(`UPDATE n SET n = n WHERE n = %d`, i))
	}
	n.exec(true, `INSERT INTO n VALUES (?)`, 4)
	if got, want := n.pairs(), "12 13 14 23 24 34 "; got != want {
		t.Errorf("pairs %q, want %q", got, want)
	}
	n.exec(true, `DROP TABLE n; CREATE TABLE n (n INTEGER); INSERT INTO n VALUES (7), (9)`)
	if got, want := n.pairs(), "79 "; got != want {
		t.Errorf("pairs %q, want %q", got, want)
	}
}
