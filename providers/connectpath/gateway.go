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

// A gateway speaks the contract of docs/connectpath-gateway.yaml: everything is read
// and written, and every write but a creation is made under the state that was read.
type gateway struct{ *wire }

func (g *gateway) blind(*schema.Kind) schema.AttrSet { return 0 }

func (g *gateway) manual(*schema.Kind) schema.AttrSet { return 0 }

func (g *gateway) instance(ctx context.Context) (providers.Instance, error) {
	c := call{operation: "ConnectPath.DescribeInstance", method: http.MethodGet, path: "/v1/instance"}
	in, _, err := receive[struct{ ID, Alias, Region string }](ctx, g.wire, c)
	return providers.Instance{ID: in.ID, Name: in.Alias, Region: in.Region, Service: "ConnectPath"}, err
}

// A sentGroup is a group as it is answered.
type sentGroup struct {
	group

	SentID  string  `json:"id"`
	BuiltIn *string `json:"builtIn"`
}

func (s sentGroup) read(etag string) group {
	g := s.group
	g.ID, g.builtIn, g.etag = s.SentID, s.BuiltIn != nil, etag
	return g
}

// A page is a part of a list.
type page[T any] struct {
	Items         []T
	NextPageToken string
}

// pages reads all pages of a list. An endless one ends with the context.
func pages[T any](ctx context.Context, w *wire, c call) ([]T, error) {
	var all []T
	token, seen := "", map[string]bool{}
	for {
		c.query = url.Values{"pageSize": {"500"}}
		if token != "" {
			c.query.Set("pageToken", token)
		}
		got, _, err := receive[page[T]](ctx, w, c)
		if err != nil {
			return nil, err
		}
		all = append(all, got.Items...)
		if token = got.NextPageToken; token == "" {
			return all, nil
		}
		if seen[token] {
			return nil, &callError{Operation: c.operation, Message: "the service gave the same page token twice"}
		}
		seen[token] = true
	}
}

func (g *gateway) groups(ctx context.Context) ([]group, error) {
	sent, err := pages[sentGroup](ctx, g.wire, call{operation: "ConnectPath.ListGroups", method: http.MethodGet, path: "/v1/permission-groups"})
	list := make([]group, len(sent))
	for i, s := range sent {
		list[i] = s.read("") // a list has no validators
	}
	return list, err
}

func groupPath(id string) string { return "/v1/permission-groups/" + url.PathEscape(id) }

func (g *gateway) group(ctx context.Context, id string) (group, error) {
	return g.one(ctx, call{operation: "ConnectPath.GetGroup", method: http.MethodGet, path: groupPath(id)})
}

func (g *gateway) one(ctx context.Context, c call) (group, error) {
	s, header, err := receive[sentGroup](ctx, g.wire, c)
	if err != nil {
		return group{}, err
	}
	return s.read(header.Get("ETag")), nil
}

func (g *gateway) create(ctx context.Context, want group) (group, error) {
	return g.one(ctx, call{
		operation: "ConnectPath.CreateGroup", method: http.MethodPost, path: "/v1/permission-groups", once: uuid.NewString(), body: want,
	})
}

func (g *gateway) replace(ctx context.Context, want group) error {
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
	return g.settled(err, func() bool {
		now, failed := g.group(ctx, want.ID)
		now.etag, now.builtIn = want.etag, want.builtIn
		return failed == nil && reflect.DeepEqual(now, want)
	})
}

// settled forgives a write that was found stale when what was to be written is there:
// its answer was lost, and it was sent again.
func (g *gateway) settled(err error, is func() bool) error {
	if errors.Is(err, providers.ErrStale) && is() {
		return nil
	}
	return err
}

func (g *gateway) remove(ctx context.Context, old group) error {
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

// A defaultGroup is the default group as it is sent.
type defaultGroup struct {
	PermissionGroupID string `json:"permissionGroupId"`
}

const defaultPath = "/v1/default-permission-group"

func (g *gateway) fallback(ctx context.Context) (id, etag string, err error) {
	c := call{operation: "ConnectPath.GetDefault", method: http.MethodGet, path: defaultPath}
	d, header, err := receive[defaultGroup](ctx, g.wire, c)
	return d.PermissionGroupID, header.Get("ETag"), err
}

func (g *gateway) setFallback(ctx context.Context, id, etag string) error {
	if etag == "" {
		var err error
		if _, etag, err = g.fallback(ctx); err != nil {
			return err
		}
	}
	_, err := g.send(ctx, call{operation: "ConnectPath.SetDefault", method: http.MethodPut, path: defaultPath, ifMatch: etag, body: defaultGroup{id}})
	return g.settled(err, func() bool {
		now, _, failed := g.fallback(ctx)
		return failed == nil && now == id
	})
}

// A sentUser is a user as it is answered.
type sentUser struct {
	ID                string
	Username          string
	PermissionGroupID *string
	Protected         bool
}

func (s sentUser) read(etag string) user {
	u := user{id: s.ID, username: s.Username, protected: s.Protected, etag: etag}
	if s.PermissionGroupID != nil {
		u.group = *s.PermissionGroupID
	}
	return u
}

func (g *gateway) users(ctx context.Context) ([]user, error) {
	sent, err := pages[sentUser](ctx, g.wire, call{operation: "ConnectPath.ListUsers", method: http.MethodGet, path: "/v1/users"})
	list := make([]user, len(sent))
	for i, s := range sent {
		list[i] = s.read("")
	}
	return list, err
}

func userPath(id string) string { return "/v1/users/" + url.PathEscape(id) }

func (g *gateway) user(ctx context.Context, id string) (user, error) {
	c := call{operation: "ConnectPath.GetUser", method: http.MethodGet, path: userPath(id)}
	s, header, err := receive[sentUser](ctx, g.wire, c)
	return s.read(header.Get("ETag")), err
}

func (g *gateway) assign(ctx context.Context, u user, id string) error {
	patch := struct {
		PermissionGroupID *string `json:"permissionGroupId"`
	}{&id}
	if id == "" {
		patch.PermissionGroupID = nil
	}
	_, err := g.send(ctx, call{operation: "ConnectPath.AssignGroup", method: http.MethodPatch, path: userPath(u.id), ifMatch: u.etag, body: patch})
	return g.settled(err, func() bool {
		now, failed := g.user(ctx, u.id)
		return failed == nil && now.group == id
	})
}

// An operation is a synchronisation of users under way.
type operation struct {
	ID, Status, Error string
}

// syncWait is how long to wait between two questions when the service does not say.
const syncWait = 2 * time.Second

// synchronise makes Amazon Connect's users known, and waits until that is done. One
// that somebody else started is waited for, too, by asking again.
func (g *gateway) synchronise(ctx context.Context) error {
	start := call{operation: "ConnectPath.Synchronise", method: http.MethodPost, path: "/v1/users:synchronise"}
	for {
		a, err := g.send(ctx, start)
		if code(err) == "sync-running" {
			if err = providers.Sleep(ctx, asked(a.header, syncWait)); err == nil {
				continue
			}
		}
		if err != nil {
			return err
		}
		return g.await(ctx, start, a)
	}
}

func (g *gateway) await(ctx context.Context, c call, a answer) error {
	for {
		var o operation
		if err := a.into(c, &o); err != nil {
			return err
		}
		switch o.Status {
		case "succeeded":
			return nil
		case "running":
		default:
			return &callError{Operation: c.operation, Message: "the synchronisation of users ended as " + strconv.Quote(o.Status) + ": " + o.Error}
		}
		if err := providers.Sleep(ctx, asked(a.header, syncWait)); err != nil {
			return err
		}
		var err error
		c = call{operation: "ConnectPath.GetOperation", method: http.MethodGet, path: "/v1/operations/" + url.PathEscape(o.ID)}
		if a, err = g.send(ctx, c); err != nil {
			return err
		}
	}
}

// asked returns how long the service asks to wait.
func asked(h http.Header, otherwise time.Duration) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return otherwise
	}
	return min(time.Duration(seconds)*time.Second, maxWait)
}

func code(err error) string {
	if e, ok := errors.AsType[*callError](err); ok {
		return e.Code
	}
	return ""
}
