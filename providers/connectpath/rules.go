package connectpath

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// A rule says what each answer of an operation has. An answer that lacks it is a failed read.
// Otherwise a proxy that answers every call with 200 and {} would look like a ConnectPath
// without groups, and a plan would create all of them a second time.
type rule struct {
	list    string   // the member with the list of objects; "" if the answer itself is the object
	bare    bool     // the answer itself is the list
	filled  []string // members of each object that are strings and not empty: ids and names
	has     []string // members that are not null
	null    []string // members that may be null, as the group of a user who has none
	page    []string // members beside the list
	anyCase bool     // whether names of members may be written in any case
}

// A missing permission would look like one that nobody has, and the next write of the group,
// which sends all of it, would take it away. So groups have all of their members.
var groupMembers = []string{"description", "allQueues", "ccpPopup", "activity", "permissions", "labels"}

// rules has the rule of each operation whose answer is read. docs/connectpath-gateway.yaml
// requires the same members of the gateway.
var rules = map[string]rule{
	"ConnectPath.DescribeInstance": {filled: []string{"id"}},
	"ConnectPath.ListGroups":       {list: "items", filled: []string{"id", "name"}, has: groupMembers, page: []string{"nextPageToken"}},
	"ConnectPath.GetGroup":         {filled: []string{"id", "name"}, has: groupMembers},
	"ConnectPath.CreateGroup":      {filled: []string{"id", "name"}, has: groupMembers},
	"ConnectPath.GetDefault":       {filled: []string{"permissionGroupId"}},
	"ConnectPath.ListUsers":        {list: "items", filled: []string{"id", "username"}, has: []string{"protected"}, null: []string{"permissionGroupId"}, page: []string{"nextPageToken"}},
	"ConnectPath.GetUser":          {filled: []string{"id", "username"}, has: []string{"protected"}, null: []string{"permissionGroupId"}},
	"ConnectPath.Synchronise":      {filled: []string{"id", "status"}},
	"ConnectPath.GetOperation":     {filled: []string{"id", "status"}},

	"ConnectPath.Users.GetParameters": {list: "PermissionGroups", filled: []string{"Id", "Name"}, anyCase: true},
	"ConnectPath.Users.ListUsers":     {bare: true, filled: []string{"Username"}},
	"ConnectPath.Users.GetUser":       {filled: []string{"Username"}},
}

// lacks returns the path of what the answer lacks, such as items[2].id; "" if it is complete.
// It looks at JSON that is valid.
func (r rule) lacks(body []byte) string {
	if r.list == "" && !r.bare {
		return r.objectLacks(body, "")
	}
	list, at := json.RawMessage(body), ""
	if r.list != "" {
		answer := membersOf(body)
		for _, name := range r.page {
			if isNull(r.member(answer, name)) {
				return name
			}
		}
		list, at = r.member(answer, r.list), r.list
	}
	var objects []json.RawMessage
	if err := json.Unmarshal(list, &objects); err != nil || objects == nil {
		return strings.TrimSpace("the list " + at)
	}
	for i, o := range objects {
		if lacks := r.objectLacks(o, fmt.Sprintf("%s[%d].", at, i)); lacks != "" {
			return lacks
		}
	}
	return ""
}

// objectLacks returns the path of the first member that the object lacks.
func (r rule) objectLacks(body json.RawMessage, at string) string {
	object := membersOf(body)
	for _, name := range r.filled {
		if !r.every(object, name, func(v json.RawMessage) bool {
			var text string
			return json.Unmarshal(v, &text) == nil && text != ""
		}) {
			return at + name
		}
	}
	for _, name := range r.has {
		if !r.every(object, name, func(v json.RawMessage) bool { return !isNull(v) }) {
			return at + name
		}
	}
	for _, name := range r.null {
		if r.member(object, name) == nil {
			return at + name
		}
	}
	return ""
}

// member returns the member of that name; nil if there is none.
func (r rule) member(object map[string]json.RawMessage, name string) json.RawMessage {
	if v, ok := object[name]; ok || !r.anyCase {
		return v
	}
	for key, v := range object {
		if strings.EqualFold(key, name) {
			return v
		}
	}
	return nil
}

// every reports whether the object has the member, and whether it is right in each spelling
// that the object has it in. Package json takes any of them for the member: an object with
// "id": "a" and "ID": "" has the id "".
func (r rule) every(object map[string]json.RawMessage, name string, right func(json.RawMessage) bool) bool {
	for key, v := range object {
		if strings.EqualFold(key, name) && !right(v) {
			return false
		}
	}
	return r.member(object, name) != nil
}

// membersOf returns the members of an object; nil if the value is not an object.
func membersOf(body json.RawMessage) map[string]json.RawMessage {
	var object map[string]json.RawMessage
	if json.Unmarshal(body, &object) != nil {
		return nil
	}
	return object
}

func isNull(v json.RawMessage) bool { return v == nil || bytes.Equal(v, []byte("null")) }
