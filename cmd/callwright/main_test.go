package main

import (
	"runtime/debug"
	"testing"
)

// TestCommitOf finds the commit of a build where each way of building records it.
func TestCommitOf(t *testing.T) {
	t.Parallel()
	vcs := func(settings ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}
		for i := 0; i < len(settings); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: settings[i], Value: settings[i+1]})
		}
		return info
	}
	const hash = "60f3e38a1b2c60f3e38a1b2c60f3e38a1b2c60f3"
	for _, test := range []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"in a clone", vcs("GOOS", "linux", "vcs.revision", hash, "vcs.modified", "false"), hash},
		{"in a clone with changes", vcs("vcs.revision", hash, "vcs.modified", "true"), hash + "+dirty"},
		{"installed from a commit", &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-20261127142217-60f3e38a1b2c"}}, "60f3e38a1b2c"},
		{"installed from a commit after a release", &debug.BuildInfo{Main: debug.Module{Version: "v0.1.1-0.20261127142217-60f3e38a1b2c"}}, "60f3e38a1b2c"},
		{"installed from a release", &debug.BuildInfo{Main: debug.Module{Version: "v0.1.0"}}, ""},
		{"without git", vcs("GOOS", "linux"), ""},
	} {
		if got := commitOf(test.info); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
