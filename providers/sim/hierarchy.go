package sim

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// levels are the levels of the hierarchy, by position; a level's scope is its
// position, so two may have one name.
var levels = &kind{
	word: "agent-group-level", noun: "hierarchy level", resourceType: "HIERARCHY_LEVEL",
	id: "HierarchyLevelId", arn: "HierarchyLevelArn", name: "Name",
}

// groups are the hierarchy groups. A group's scope is its parent.
//
// Assumption: names are unique among siblings; no source says more.
var groups = &kind{
	word: "agent-group", noun: "hierarchy group", resourceType: "HIERARCHY_GROUP",
	id: "HierarchyGroupId", arn: "HierarchyGroupArn", name: "Name", view: "HierarchyGroup",
	refs:  []reference{{"LevelId", levels}, {"ParentGroupId", itself}},
	born:  bornGroup,
	check: checkName("Name", 100),
	show:  showGroup,
	form:  form{noun: "UserHierarchyGroup", members: []string{"Name"}},
}

// root is the group that SearchUserHierarchyGroups shows with the LevelId "0":
// "the foundation for building levels on top of an instance. It is not
// user-definable, nor is it visible in the UI". No other operation knows it.
var root = &kind{
	word: "agent-group-root", noun: "root group",
	id: "HierarchyGroupId", arn: "HierarchyGroupArn", name: "Name",
	show: showRoot,
}

// groupFields are what SearchUserHierarchyGroups documents.
var groupFields = map[string]field{
	"name":       column("name"),
	"parentid":   member("ParentGroupId"),
	"levelid":    member("LevelId"),
	"resourceid": column("id"),
}

// positions are the members of a hierarchy structure and path, from the top.
var positions = []string{"LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive"}

// level finds the level at a position counted from zero; nil is none.
func (t *tx) level(position int) (*object, error) {
	var id string
	err := t.QueryRow(`SELECT coalesce(max(id), '') FROM objects WHERE kind = ? AND scope = ?`,
		levels.word, strconv.Itoa(position)).Scan(&id)
	if err != nil {
		return nil, err
	}
	if id == "" {
		return nil, nil
	}
	return t.find(levels, id)
}

// ancestry is a group preceded by the groups above it, from the top.
func (t *tx) ancestry(o *object) ([]*object, error) {
	chain := []*object{o}
	for o.scope != "" {
		parent, err := t.find(o.kind, o.scope)
		if err != nil {
			return nil, err
		}
		chain = append([]*object{parent}, chain...)
		o = parent
	}
	return chain, nil
}

// bornGroup puts a new group at the level below its parent's, or at the first.
func bornGroup(t *tx, o *object, in members) error {
	position := 0
	if has(in, "ParentGroupId") {
		parent, err := t.find(o.kind, text(in, "ParentGroupId"))
		if err != nil {
			return err
		}
		chain, err := t.ancestry(parent)
		if err != nil {
			return err
		}
		o.scope, position = parent.id, len(chain)
	}
	level, err := t.level(position)
	if err != nil {
		return err
	}
	if level == nil {
		return &exception{name: resourceNotFound, message: fmt.Sprintf("The hierarchy has no level %d.", position+1)}
	}
	o.body["LevelId"] = level.id
	return nil
}

// showGroup adds the path from the top to the group itself. The root is below
// nothing.
func showGroup(t *tx, o *object, v members) error {
	chain, err := t.ancestry(o)
	path := members{}
	for i, g := range chain {
		path[positions[i]] = t.base(g)
	}
	v["HierarchyPath"] = path
	return err
}

// showRoot gives the root the ARN of a group.
func showRoot(t *tx, o *object, v members) error {
	v["Arn"] = t.arnOf(groups, o.id)
	return nil
}

// checkName refuses a name that is empty or longer than the documentation
// allows, where the model itself has no bounds.
func checkName(name string, most int) func(*tx, *object) error {
	return func(_ *tx, o *object) error {
		if n := utf8.RuneCountInString(text(o.body, name)); n < 1 || n > most {
			return invalid("%s: The name has %d characters, and must have 1 to %d.", name, n, most)
		}
		return nil
	}
}

func describeStructure(t *tx, _ string, _ members) (members, error) {
	structure := members{}
	for i, name := range positions {
		level, err := t.level(i)
		if err != nil {
			return nil, err
		}
		if level != nil {
			structure[name] = t.base(level)
		}
	}
	return members{"HierarchyStructure": structure}, nil
}

// updateStructure sets every level: one that is named is created or renamed,
// one that is not named is removed, which groups at it forbid.
func updateStructure(t *tx, _ string, in members) (members, error) {
	wanted := sub(in, "HierarchyStructure")
	for i, name := range positions {
		if i > 0 && has(wanted, name) && !has(wanted, positions[i-1]) {
			return nil, invalid("HierarchyStructure: %s is given without %s.", name, positions[i-1])
		}
	}
	for i, name := range slices.Backward(positions) {
		if err := t.setLevel(i, sub(wanted, name)); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// setLevel makes one position of the structure what is wanted of it; nil is no
// level.
func (t *tx) setLevel(position int, wanted members) error {
	level, err := t.level(position)
	if err != nil {
		return err
	}
	exists := level != nil
	switch {
	case !exists && wanted == nil:
		return nil
	case !exists:
		level = &object{kind: levels, scope: strconv.Itoa(position), body: members{}}
	case wanted == nil:
		return t.delete(level)
	case level.name == text(wanted, "Name"):
		return nil
	}
	take(level.body, wanted, "Name")
	if err := checkName("Name", 50)(t, level); err != nil {
		return err
	}
	if exists {
		return t.save(level)
	}
	return t.create(level)
}
