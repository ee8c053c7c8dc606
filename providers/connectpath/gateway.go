package connectpath

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema"
)

// A gateway speaks the contract of docs/connectpath-gateway.yaml. It has every
// attribute, and a validator for each object. A write names the state that it replaces, so no
// change is lost when two people write at once.
type gateway struct{ *transport }

// unreadable is nothing: the contract has every attribute.
func (g *gateway) unreadable(*schema.Kind) schema.AttrSet { return 0 }

// manual is nothing: the contract has every write.
func (g *gateway) manual(*schema.Kind) schema.AttrSet { return 0 }

// instance returns the Amazon Connect instance that the ConnectPath belongs to.
func (g *gateway) instance(ctx context.Context) (providers.Instance, error) {
	c := call{operation: "ConnectPath.DescribeInstance", method: http.MethodGet, path: "/v1/instance"}
	in, _, err := receive[struct{ ID, Alias, Region string }](ctx, g.transport, c)
	return providers.Instance{ID: in.ID, Name: in.Alias, Region: in.Region, Service: "ConnectPath"}, err
}

// A sentGroup is a group as the gateway answers it: with what a write may not send.
type sentGroup struct {
	group

	SentID  string  `json:"id"`
	BuiltIn *string `json:"builtIn"`
}

// received returns the group as the driver's callers know it.
func (s sentGroup) received(etag string) group {
	g := s.group
	g.ID, g.builtIn, g.etag = s.SentID, s.BuiltIn != nil, etag
	return g
}

// A page is a part of a list. An empty token says that it is the last.
type page[T any] struct {
	Items         []T
	NextPageToken string
}

// pages reads all pages of a list.
func pages[T any](ctx context.Context, t *transport, c call) ([]T, error) {
	var all []T
	token, of := "", providers.Pages{}
	for {
		c.query = url.Values{"pageSize": {"500"}}
		if token != "" {
			c.query.Set("pageToken", token)
		}
		got, _, err := receive[page[T]](ctx, t, c)
		if err != nil {
			return nil, err
		}
		all = append(all, got.Items...)
		if token = got.NextPageToken; token == "" {
			return all, nil
		}
		if err := of.Next(token); err != nil {
			return nil, &callError{Operation: c.operation, Message: err.Error()}
		}
	}
}

// groups lists the groups. A list has no validators, so a write of one of them reads it
// again.
func (g *gateway) groups(ctx context.Context) ([]group, error) {
	sent, err := pages[sentGroup](ctx, g.transport, call{operation: "ConnectPath.ListGroups", method: http.MethodGet, path: "/v1/permission-groups"})
	list := make([]group, len(sent))
	for i, s := range sent {
		list[i] = s.received("") // a list has no validators
	}
	return list, err
}

func groupPath(id string) string { return "/v1/permission-groups/" + url.PathEscape(id) }

func (g *gateway) group(ctx context.Context, id string) (group, error) {
	return g.one(ctx, call{operation: "ConnectPath.GetGroup", method: http.MethodGet, path: groupPath(id)})
}

// one makes a call that is answered with one group.
func (g *gateway) one(ctx context.Context, c call) (group, error) {
	s, header, err := receive[sentGroup](ctx, g.transport, c)
	if err != nil {
		return group{}, err
	}
	return s.received(header.Get("ETag")), nil
}

// createGroup sends a key of its own, so that the call may be sent again: the gateway
// answers the second one like the first.
func (g *gateway) createGroup(ctx context.Context, want group) (group, error) {
	return g.one(ctx, call{
		operation: "ConnectPath.CreateGroup", method: http.MethodPost, path: "/v1/permission-groups", key: uuid.NewString(), body: want,
	})
}

// replaceGroup writes the whole group, because the contract has no write of a part of one.
func (g *gateway) replaceGroup(ctx context.Context, want group) error {
	if want.etag == "" {
		now, err := g.group(ctx, want.ID)
		if err != nil {
			return err
		}
		want.etag = now.etag
	}
	_, err := g.send(ctx, call{
		operation: "ConnectPath.ReplaceGroup", method: http.MethodPut, path: groupPath(want.ID), ifMatch: want.etag, body: want,
	})
	return unlessWritten(err, func() bool {
		now, failed := g.group(ctx, want.ID)
		now.etag, now.builtIn = want.etag, want.builtIn
		return failed == nil && reflect.DeepEqual(now, want)
	})
}

// unlessWritten returns the error of a write, or nil when the write was made after all. The
// case is this: the answer to a write is lost, so the transport sends it again, and now the
// object is stale, because the first write changed it.
func unlessWritten(err error, written func() bool) error {
	if errors.Is(err, providers.ErrStale) && written() {
		return nil
	}
	return err
}

// deleteGroup deletes the group if nobody changed it since it was read: a group that
// somebody has just given to users is still wanted.
func (g *gateway) deleteGroup(ctx context.Context, old group) error {
	if old.etag == "" {
		now, err := g.group(ctx, old.ID)
		if err != nil {
			return err
		}
		old.etag = now.etag
	}
	_, err := g.send(ctx, call{operation: "ConnectPath.DeleteGroup", method: http.MethodDelete, path: groupPath(old.ID), ifMatch: old.etag})
	return err
}

// A sentDefault is the default group as the gateway sends and takes it.
type sentDefault struct {
	PermissionGroupID string `json:"permissionGroupId"`
}

const defaultPath = "/v1/default-permission-group"

// defaultGroup returns the id of the default group, and its validator.
func (g *gateway) defaultGroup(ctx context.Context) (id, etag string, err error) {
	c := call{operation: "ConnectPath.GetDefault", method: http.MethodGet, path: defaultPath}
	d, header, err := receive[sentDefault](ctx, g.transport, c)
	return d.PermissionGroupID, header.Get("ETag"), err
}

// setDefaultGroup makes the group the default, if nobody chose another one since the
// default was read.
func (g *gateway) setDefaultGroup(ctx context.Context, id, etag string) error {
	if etag == "" {
		var err error
		if _, etag, err = g.defaultGroup(ctx); err != nil {
			return err
		}
	}
	_, err := g.send(ctx, call{operation: "ConnectPath.SetDefault", method: http.MethodPut, path: defaultPath, ifMatch: etag, body: sentDefault{id}})
	return unlessWritten(err, func() bool {
		now, _, failed := g.defaultGroup(ctx)
		return failed == nil && now == id
	})
}

// A sentUser is a user as the gateway answers it. A group of null means that nobody gave
// the user one.
type sentUser struct {
	ID                string
	Username          string
	PermissionGroupID *string
	Protected         bool
}

// received returns the user as the driver's callers know it.
func (s sentUser) received(etag string) user {
	u := user{id: s.ID, username: s.Username, protected: s.Protected, etag: etag}
	if s.PermissionGroupID != nil {
		u.group = *s.PermissionGroupID
	}
	return u
}

// users lists the users whom ConnectPath knows, without validators.
func (g *gateway) users(ctx context.Context) ([]user, error) {
	sent, err := pages[sentUser](ctx, g.transport, call{operation: "ConnectPath.ListUsers", method: http.MethodGet, path: "/v1/users"})
	list := make([]user, len(sent))
	for i, s := range sent {
		list[i] = s.received("")
	}
	return list, err
}

func userPath(id string) string { return "/v1/users/" + url.PathEscape(id) }

// user reads one user, with a validator.
func (g *gateway) user(ctx context.Context, id string) (user, error) {
	c := call{operation: "ConnectPath.GetUser", method: http.MethodGet, path: userPath(id)}
	s, header, err := receive[sentUser](ctx, g.transport, c)
	return s.received(header.Get("ETag")), err
}

// assign sends a null for no group, and leaves everything else of the user alone.
func (g *gateway) assign(ctx context.Context, u user, id string) error {
	patch := struct {
		PermissionGroupID *string `json:"permissionGroupId"`
	}{&id}
	if id == "" {
		patch.PermissionGroupID = nil
	}
	_, err := g.send(ctx, call{operation: "ConnectPath.AssignGroup", method: http.MethodPatch, path: userPath(u.id), ifMatch: u.etag, body: patch})
	return unlessWritten(err, func() bool {
		now, failed := g.user(ctx, u.id)
		return failed == nil && now.group == id
	})
}

// A syncOperation is a synchronisation of users that the service works on.
type syncOperation struct {
	ID, Status, Error string
}

// syncWait is how long to wait before the next look at a synchronisation, when the service
// does not say.
const syncWait = 2 * time.Second

// mostLooks is how often to look at a synchronisation: 20 minutes, if the service does not say
// how long to wait. A faulty service may say that one runs for ever.
const mostLooks = 600

// syncUsers makes Amazon Connect's users known, and waits until that is done. While
// somebody else's synchronisation runs, the service refuses to start ours. We start ours
// after that one, because it may have begun before our users existed.
func (g *gateway) syncUsers(ctx context.Context) error {
	start := call{operation: "ConnectPath.Synchronise", method: http.MethodPost, path: "/v1/users:synchronise"}
	for range mostLooks {
		a, err := g.send(ctx, start)
		if codeOf(err) == "sync-running" {
			if err = providers.Sleep(ctx, retryAfter(a.header, syncWait)); err == nil {
				continue
			}
		}
		if err != nil {
			return err
		}
		return g.await(ctx, start, a)
	}
	return &callError{Operation: start.operation, Message: "another synchronisation of users does not end"}
}

// await asks for the operation until it ended. The call and its answer are the start.
func (g *gateway) await(ctx context.Context, c call, a answer) error {
	for range mostLooks {
		var o syncOperation
		if err := a.decode(c, &o); err != nil {
			return err
		}
		switch o.Status {
		case "succeeded":
			return nil
		case "running":
		default:
			return &callError{Operation: c.operation, Message: "the synchronisation of users ended as " + strconv.Quote(o.Status) + ": " + o.Error}
		}
		if err := providers.Sleep(ctx, retryAfter(a.header, syncWait)); err != nil {
			return err
		}
		var err error
		c = call{operation: "ConnectPath.GetOperation", method: http.MethodGet, path: "/v1/operations/" + url.PathEscape(o.ID)}
		if a, err = g.send(ctx, c); err != nil {
			return err
		}
	}
	return &callError{Operation: c.operation, Message: "the synchronisation of users does not end"}
}

// retryAfter returns how long the service asks to wait, up to maxWait.
func retryAfter(h http.Header, otherwise time.Duration) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return otherwise
	}
	return min(time.Duration(seconds)*time.Second, maxWait)
}

var _ completeDriver = (*gateway)(nil)
