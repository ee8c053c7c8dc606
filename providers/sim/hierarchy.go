package sim

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// levels are the levels of the hierarchy. The scope of a level is its position, and names are
// unique in a scope, so two levels may have the same name.
var levels = &store.Kind{
	Word: "agent-group-level", Noun: "hierarchy level", ResourceType: "HIERARCHY_LEVEL",
	ID: "HierarchyLevelId", ARN: "HierarchyLevelArn", Name: "Name",
}

// levelSimulation says how the levels of the hierarchy are simulated.
var levelSimulation = simulation{
	kind: levels,
	operations: map[string]operation{
		"DescribeUserHierarchyStructure": reads(describeStructure),
		"UpdateUserHierarchyStructure":   writes(updateStructure),
	},
}

// groups are the hierarchy groups. The scope of a group is its parent.
//
// Assumption: names are unique among siblings, so "EMEA" and "APAC" can both have a group
// "Sales". No source says more.
var groups = &store.Kind{
	Word: "agent-group", Noun: "hierarchy group", ResourceType: "HIERARCHY_GROUP",
	ID: "HierarchyGroupId", ARN: "HierarchyGroupArn", Name: "Name", View: "HierarchyGroup",
	References: []store.Reference{{Path: "LevelId", Kind: levels}, {Path: "ParentGroupId", Kind: store.Itself}},
	Complete:   bornGroup,
	Check:      checkName("Name", 100),
	Show:       showGroup,
}

// groupSimulation says how hierarchy groups are simulated.
var groupSimulation = simulation{
	kind: groups,
	form: form{noun: "UserHierarchyGroup", members: []string{"Name"}},
	operations: map[string]operation{
		"CreateUserHierarchyGroup":     writes(create(groups, "Name", "ParentGroupId")),
		"DescribeUserHierarchyGroup":   reads(describe(groups)),
		"UpdateUserHierarchyGroupName": writes(update(groups, "Name")),
		"DeleteUserHierarchyGroup":     writes(remove(groups)),
		"ListUserHierarchyGroups":      reads(listing("UserHierarchyGroupSummaryList", groups)),
		"SearchUserHierarchyGroups":    searches(searching("UserHierarchyGroups", groupFields, nil, groups, root)),
	},
}

// root is the group that SearchUserHierarchyGroups shows with the LevelId "0":
// "the foundation for building levels on top of an instance. It is not
// user-definable, nor is it visible in the UI". No other operation knows it.
var root = &store.Kind{
	Word: "agent-group-root", Noun: "root group",
	ID: "HierarchyGroupId", ARN: "HierarchyGroupArn", Name: "Name",
	Show: showRoot,
}

// groupFields are the fields that SearchUserHierarchyGroups can search by.
var groupFields = map[string]store.Field{
	"name":       store.Column("name"),
	"parentid":   store.Member("ParentGroupId"),
	"levelid":    store.Member("LevelId"),
	"resourceid": store.Column("id"),
}

// positions are the members of a hierarchy structure and path, from the top.
var positions = []string{"LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive"}

// levelAt returns the level at a position, counted from 0; nil if there is none.
func levelAt(t *store.Tx, position int) (*store.Object, error) {
	var id string
	err := t.QueryRow(`SELECT coalesce(max(id), '') FROM objects WHERE kind = ? AND scope = ?`,
		levels.Word, strconv.Itoa(position)).Scan(&id)
	if err != nil {
		return nil, err
	}
	if id == "" {
		return nil, nil
	}
	return t.Find(levels, id)
}

// ancestry returns a group and all groups above it. The top one comes first, and the group
// itself last.
func ancestry(t *store.Tx, o *store.Object) ([]*store.Object, error) {
	chain := []*store.Object{o}
	for o.Scope != "" {
		parent, err := t.Find(o.Kind, o.Scope)
		if err != nil {
			return nil, err
		}
		chain = append([]*store.Object{parent}, chain...)
		o = parent
	}
	return chain, nil
}

// bornGroup puts a new group on the level below its parent, or on the first one. If there is no
// such level, the hierarchy is not deep enough, and the request fails.
func bornGroup(t *store.Tx, o *store.Object, in api.Members) error {
	position := 0
	if api.Has(in, "ParentGroupId") {
		parent, err := t.Find(o.Kind, api.Text(in, "ParentGroupId"))
		if err != nil {
			return err
		}
		chain, err := ancestry(t, parent)
		if err != nil {
			return err
		}
		o.Scope, position = parent.ID, len(chain)
	}
	level, err := levelAt(t, position)
	if err != nil {
		return err
	}
	if level == nil {
		return &api.Exception{Name: api.ResourceNotFoundException, Message: fmt.Sprintf("The hierarchy has no level %d.", position+1)}
	}
	o.Body["LevelId"] = level.ID
	return nil
}

// showGroup adds the path from the top to the group itself. The root is not in it.
func showGroup(t *store.Tx, o *store.Object, v api.Members) error {
	chain, err := ancestry(t, o)
	path := api.Members{}
	for i, g := range chain {
		path[positions[i]] = t.Base(g)
	}
	v["HierarchyPath"] = path
	return err
}

// showRoot gives the root the ARN of a group.
func showRoot(t *store.Tx, o *store.Object, v api.Members) error {
	v["Arn"] = t.ARN(groups, o.ID)
	return nil
}

// checkName refuses a name that is empty or longer than the documentation allows. It is for
// names whose length the model does not limit.
func checkName(name string, most int) func(*store.Tx, *store.Object) error {
	return func(_ *store.Tx, o *store.Object) error {
		if n := utf8.RuneCountInString(api.Text(o.Body, name)); n < 1 || n > most {
			return api.InvalidParameter("%s: The name has %d characters, and must have 1 to %d.", name, n, most)
		}
		return nil
	}
}

// describeStructure answers the levels that exist.
func describeStructure(t *store.Tx, _ string, _ api.Members) (api.Members, error) {
	structure := api.Members{}
	for i, name := range positions {
		level, err := levelAt(t, i)
		if err != nil {
			return nil, err
		}
		if level != nil {
			structure[name] = t.Base(level)
		}
	}
	return api.Members{"HierarchyStructure": structure}, nil
}

// updateStructure sets all levels. It creates or renames the levels that the request has, and
// removes the others. A level with groups on it cannot be removed. For example, LevelOne
// "Region" and LevelTwo "Team" remove a third level, if no group is on that.
func updateStructure(t *store.Tx, _ string, in api.Members) (api.Members, error) {
	wanted := api.Sub(in, "HierarchyStructure")
	for i, name := range positions {
		if i > 0 && api.Has(wanted, name) && !api.Has(wanted, positions[i-1]) {
			return nil, api.InvalidParameter("HierarchyStructure: %s is given without %s.", name, positions[i-1])
		}
	}
	for i, name := range slices.Backward(positions) {
		if err := setLevel(t, i, api.Sub(wanted, name)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// setLevel creates, renames or removes the level at one position; nil removes it.
func setLevel(t *store.Tx, position int, wanted api.Members) error {
	level, err := levelAt(t, position)
	if err != nil {
		return err
	}
	exists := level != nil
	switch {
	case !exists && wanted == nil:
		return nil
	case !exists:
		level = &store.Object{Kind: levels, Scope: strconv.Itoa(position), Body: api.Members{}}
	case wanted == nil:
		return t.Delete(level)
	case level.Name == api.Text(wanted, "Name"):
		return nil
	}
	api.Take(level.Body, wanted, "Name")
	if err := checkName("Name", 50)(t, level); err != nil {
		return err
	}
	if exists {
		return t.Save(level)
	}
	return t.Create(level)
}
