package schema

import (
	"strings"

	"github.com/callwright/callwright/schema/diag"
)

// A HierarchyGroup is a group of agents at one place of the hierarchy.
type HierarchyGroup struct {
	Name   string
	Parent string // path of the group above; "" on the first level
	Tags   map[string]string
}

var hierarchyGroup = Define(Kind{
	Name:  "hierarchy_group",
	Doc:   "A group of agents in the hierarchy. Its natural key is its path from the top: `EMEA/London`. A slash inside a name is written `\\/` there.",
	Label: "name",
	Needs: []string{"hierarchy"},
	Quota: 500,
}, []Field[HierarchyGroup]{
	String("name", "The name; defaults to for_each's key or the label.", func(g *HierarchyGroup) *string { return &g.Name }).Code('n').
		Required().Length(100),
	String("parent", "The group above; none on the first level.", func(g *HierarchyGroup) *string { return &g.Parent }).Code('p').
		RefersTo("hierarchy_group").Immutable(),
	tags(func(g *HierarchyGroup) *map[string]string { return &g.Tags }),
})

func (g *HierarchyGroup) naturalKey() string { return g.Path() }

// conflicts refuses a group for which the hierarchy has no level.
func (g *HierarchyGroup) conflicts(_ *Resource, outcome *State) []diag.Problem {
	h, ok := outcome.Lookup(Name{Kind: "hierarchy"})
	if !ok {
		return nil
	}
	depth, levels := g.Level(), len(h.Body.(*Hierarchy).Levels)
	if depth <= levels {
		return nil
	}
	return []diag.Problem{diag.NoLevelForGroup.Problem("The group would be on level %d, but the hierarchy has %d. Append a level in the hierarchy block, or choose a parent further up.", depth, levels)}
}

// Level returns the level of the group, from 1.
func (g *HierarchyGroup) Level() int { return depth(g.Path()) }

var pathEscape = strings.NewReplacer(`\`, `\\`, `/`, `\/`)

// Path returns the group's path from the top.
func (g *HierarchyGroup) Path() string {
	if g.Parent == "" {
		return pathEscape.Replace(g.Name)
	}
	return g.Parent + "/" + pathEscape.Replace(g.Name)
}
