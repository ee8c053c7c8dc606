// Package connectpath simulates the gateway of ConnectPath.
//
// ConnectPath is a desktop for the agents of Amazon Connect. Its terms here:
//
//   - A permission group says what its members may see and do in ConnectPath: for each
//     permission the levels that are granted ("users.users" at "view" and "edit").
//   - A user is a user of Amazon Connect whom ConnectPath knows, because the user has signed
//     in or the users were synchronised. A user without a group is in the default group.
//   - A protected user cannot be changed.
//   - An etag names one state of a group, a user or the default. A client sends it back
//     in If-Match. If the state has changed by then, the write is refused.
//   - An operation is one request of the gateway's contract (docs/connectpath-gateway.yaml,
//     below v1/) or of the users API that the vendor publishes (below flex/).
//
// For example, a client that moves ada to another group sends
//
//	GET   /connectpath/v1/users/ada       200, ETag: "x1", {"permissionGroupId": null, ...}
//	PATCH /connectpath/v1/users/ada       If-Match: "x1", {"permissionGroupId": "8c1f..."}
//
// and gets the changed user with its new etag. If somebody changed ada in between, the
// answer is 412 "stale". If ada was the last who could manage groups and users, it is
// 409 "lockout".
//
// A [Gateway] performs an [Operation] and returns an [Answer]. Serving it over HTTP, with
// faults, is up to the caller.
package connectpath

import (
	"net/http"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// Path is where ConnectPath is served, on the address of Amazon Connect.
const Path = "/connectpath/"

// ExpiredToken is the only bearer token that ConnectPath refuses.
const ExpiredToken = "expired"

// A Gateway is ConnectPath for one instance.
type Gateway struct {
	Users *store.Kind // the users of Amazon Connect

	// SetPhone stores a PhoneConfig of Amazon Connect's API in a user.
	SetPhone func(user *store.Object, config api.Members) error
}

// An Operation is one request that ConnectPath answers. Faults and logs of calls use its name.
type Operation struct {
	Name    string
	Pattern string // the method, and the path below Path
	writes  bool
	action  func(*call) (Answer, error)
}

// A call is one request of an operation, in its transaction.
type call struct {
	*Gateway
	tx      *store.Tx
	request *http.Request
	body    []byte
}

// Operations are all operations of ConnectPath.
func Operations() []Operation {
	return []Operation{
		{"ConnectPath.DescribeInstance", "GET v1/instance", false, describeInstance},
		{"ConnectPath.DescribeCatalogue", "GET v1/permission-catalogue", false, describeCatalogue},
		{"ConnectPath.ListGroups", "GET v1/permission-groups", false, listGroups},
		{"ConnectPath.CreateGroup", "POST v1/permission-groups", true, createGroup},
		{"ConnectPath.GetGroup", "GET v1/permission-groups/{id}", false, getGroup},
		{"ConnectPath.ReplaceGroup", "PUT v1/permission-groups/{id}", true, replaceGroup},
		{"ConnectPath.DeleteGroup", "DELETE v1/permission-groups/{id}", true, deleteGroup},
		{"ConnectPath.GetDefault", "GET v1/default-permission-group", false, getDefault},
		{"ConnectPath.SetDefault", "PUT v1/default-permission-group", true, setDefault},
		{"ConnectPath.ListUsers", "GET v1/users", false, listUsers},
		{"ConnectPath.GetUser", "GET v1/users/{id}", false, getUser},
		{"ConnectPath.AssignGroup", "PATCH v1/users/{id}", true, assignGroup},
		{"ConnectPath.Synchronise", "POST v1/users:synchronise", true, synchronise},
		{"ConnectPath.GetOperation", "GET v1/operations/{id}", true, getOperation},
		{"ConnectPath.Users.ListUsers", "GET flex/api/user", false, listFlexUsers},
		{"ConnectPath.Users.GetParameters", "GET flex/api/user/getparameters", false, flexParameters},
		{"ConnectPath.Users.GetUser", "GET flex/api/user/{username}", false, getFlexUser},
		{"ConnectPath.Users.UpdateUser", "POST flex/api/user", true, updateFlexUser},
	}
}

// Unknown returns the operation for requests that fit no other one.
func Unknown() Operation {
	return Operation{action: func(c *call) (Answer, error) {
		r := c.request
		return Answer{}, refusal(http.StatusNotFound, "not-found", "Nothing has the method %s and the path %s.", r.Method, r.URL.EscapedPath())
	}}
}

// Perform carries out a request in one transaction.
func (g *Gateway) Perform(s *store.Store, o Operation, r *http.Request, body []byte) (answer Answer, err error) {
	within := s.View
	if o.writes {
		within = s.Change
	}
	err = within(func(t *store.Tx) error {
		answer, err = o.action(&call{g, t, r, body})
		return err
	})
	if err == nil {
		err = answer.refused
	}
	return answer, err
}

// describeInstance answers which instance this is, and what the gateway can do.
func describeInstance(c *call) (Answer, error) {
	i := c.tx.Instance
	return Answer{body: api.Members{
		"id": i.ID, "alias": i.Alias, "region": i.Region,
		"productVersion": permissions.Product, "catalogueVersion": permissions.Version,
		"capabilities": []string{"groups.read", "groups.write", "default.read", "default.write", "users.assign", "users.synchronise"},
	}}, nil
}
