package store

import (
	"context"
	"database/sql/driver"
	"errors"

	"modernc.org/sqlite"
)

// A connector opens connections that keep the statements they prepare. To prepare one of our
// queries takes SQLite longer than to run it.
//
// The statements of database/sql are of no use here: while a transaction has the only
// connection, they can only be prepared in the transaction, and they end with it.
type connector struct{ driver.Connector }

// newConnector returns a connector for the file that the name says, with its parameters.
func newConnector(name string) (driver.Connector, error) {
	c, err := sqlite.NewConnector(name)
	return connector{c}, err
}

// Connect opens a connection.
func (o connector) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := o.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &connection{wrapped: c.(wrapped), idle: map[string]statement{}}, nil
}

// wrapped is what a connection of the driver can do.
type wrapped interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// A statement is what a statement of the driver can do.
type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// A connection is one to SQLite. Like all connections of database/sql, it is used by one
// goroutine at a time.
type connection struct {
	wrapped
	idle map[string]statement // the prepared statements that no query uses, by their text
}

// mostKept is how many statements a connection keeps, so that queries with ever new texts
// do not take up memory. The simulator has about a hundred texts.
const mostKept = 256

// take returns a statement that nothing else uses. It prepares one if there is none.
func (c *connection) take(ctx context.Context, text string) (statement, error) {
	if s, ok := c.idle[text]; ok {
		delete(c.idle, text)
		return s, nil
	}
	s, err := c.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.(statement), nil
}

// put takes a statement back.
func (c *connection) put(text string, s statement) error {
	if _, ok := c.idle[text]; ok || len(c.idle) == mostKept {
		return s.Close()
	}
	c.idle[text] = s
	return nil
}

// ExecContext implements [driver.ExecerContext].
func (c *connection) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	result, err := s.ExecContext(ctx, args)
	return result, errors.Join(err, c.put(text, s))
}

// QueryContext implements [driver.QueryerContext].
func (c *connection) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, text)
	if err != nil {
		return nil, err
	}
	r, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, errors.Join(err, c.put(text, s))
	}
	return &rows{r, func() error { return c.put(text, s) }}, nil
}

// Close releases the statements and the connection.
func (c *connection) Close() error {
	var failed error
	for _, s := range c.idle {
		failed = errors.Join(failed, s.Close())
	}
	return errors.Join(failed, c.wrapped.Close())
}

// rows are the answer to a query. Its statement can be used again once they are closed.
type rows struct {
	driver.Rows
	closed func() error
}

// Close ends the query.
func (r *rows) Close() error { return errors.Join(r.Rows.Close(), r.closed()) }
