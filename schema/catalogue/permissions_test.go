package catalogue

import (
	"slices"
	"strings"
	"testing"
)

// TestCatalogue checks that the catalogue of permissions is complete and consistent.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	groups := map[string]string{}
	for _, p := range Permissions() {
		if p.Resource == "" || len(p.Levels) == 0 || p.Certainty != "documented" && p.Certainty != "observed" {
			t.Errorf("%s is incomplete: %+v", p.Name, p)
		}
		if strings.Contains(p.Source, "guide") != (p.Certainty == "documented") {
			t.Errorf("%s is %s by %s", p.Name, p.Certainty, p.Source)
		}
		if group, known := groups[p.Resource]; known && group != p.Group {
			t.Errorf("the resource %s is in the groups %q and %q", p.Resource, group, p.Group)
		}
		groups[p.Resource] = p.Group
		for _, brought := range p.Brings {
			if PermissionNamed(brought).Group == "" {
				t.Errorf("%s brings %s, which is unknown", p.Name, brought)
			}
		}
		for _, level := range p.Levels {
			if !slices.ContainsFunc(Boxes(p.Resource), func(b Box) bool { return b.Level == level && slices.Contains(b.Permissions, p.Name) }) {
				t.Errorf("no box grants %s at %s.%s", p.Name, p.Resource, level)
			}
		}
	}
}
