package schematest

import (
	"slices"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/catalogue"
)

// connectPathSamples are the samples of ConnectPath's kinds.
var connectPathSamples = map[string]func() []any{
	"permission_group": permissionGroupSamples,
	"connectpath":      settingsSamples,
}

func permissionGroupSamples() []any {
	return []any{
		&schema.PermissionGroup{
			Description: "Team leads", AllQueues: true, Activity: "same-queues", Permissions: sampleLevels(0), Tags: sampleTags("blue"),
		},
		&schema.PermissionGroup{
			Description: "Agents, “old”", CCPPopup: true, Activity: "own", Permissions: sampleLevels(1), Tags: sampleTags("red"),
		},
	}
}

func settingsSamples() []any {
	return []any{&schema.ConnectPathSettings{DefaultGroup: "Group 1"}, &schema.ConnectPathSettings{DefaultGroup: "Group 2"}}
}

// sampleLevels returns the permissions of a sample, 0 or 1. The two differ in every row, and
// both let somebody administer ConnectPath.
func sampleLevels(sample int) map[string][]string {
	var g schema.PermissionGroup
	for _, r := range catalogue.ConnectPath().Rows() {
		switch {
		case r.Deprecated:
		case sample == 0:
			g.SetLevels(r.Path(), slices.Clone(r.Levels))
		case r.Escalates != nil:
			g.SetLevels(r.Path(), []string{"edit"})
		default:
			g.SetLevels(r.Path(), slices.Clone(r.Levels[1:]))
		}
	}
	return g.Permissions
}
