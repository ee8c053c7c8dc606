package forge_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/cmd/internal/forge"
)

// TestSiteOf finds sites in the environments of pipelines.
func TestSiteOf(t *testing.T) {
	t.Parallel()
	const pull = `{"pull_request": {"number": 5, "head": {"repo": {"full_name": "fork/desk"}}, "base": {"repo": {"full_name": "acme/desk"}}}}`
	for name, tt := range map[string]struct {
		forge string
		env   map[string]string
		event string
		want  forge.Site
	}{
		"pull request":                {forge.GitHub, map[string]string{"GITHUB_REPOSITORY": "acme/desk", "GITHUB_TOKEN": "t", "GITHUB_REF": "refs/pull/12/merge"}, "", forge.Site{API: "https://api.github.com", Repository: "acme/desk", Number: 12, Token: "t"}},
		"fork":                        {forge.GitHub, map[string]string{"GITHUB_API_URL": "https://ghe.example.com/api/v3"}, pull, forge.Site{API: "https://ghe.example.com/api/v3", Number: 5, Fork: true}},
		"deleted fork":                {forge.GitHub, nil, `{"pull_request": {"number": 5, "head": {"repo": null}}}`, forge.Site{API: "https://api.github.com", Number: 5, Fork: true}},
		"a comment on a pull request": {forge.GitHub, nil, `{"issue": {"number": 6, "pull_request": {}}}`, forge.Site{API: "https://api.github.com", Number: 6}},
		"a comment on an issue":       {forge.GitHub, nil, `{"issue": {"number": 6}}`, forge.Site{API: "https://api.github.com"}},
		"push":                        {forge.GitHub, map[string]string{"GITHUB_REF": "refs/heads/pull/12/merge"}, `{"ref": 1}`, forge.Site{API: "https://api.github.com"}},
		"unreadable event":            {forge.GitHub, nil, "{", forge.Site{API: "https://api.github.com"}},
		"merge request":               {forge.GitLab, map[string]string{"CI_API_V4_URL": "https://git.example.com/api/v4", "CI_PROJECT_ID": "42", "CI_MERGE_REQUEST_IID": "12", "CI_MERGE_REQUEST_PROJECT_ID": "42", "GITLAB_TOKEN": "t"}, "", forge.Site{API: "https://git.example.com/api/v4", Repository: "42", Number: 12, Token: "t"}},
		"GitLab fork":                 {forge.GitLab, map[string]string{"CI_PROJECT_ID": "43", "CI_MERGE_REQUEST_IID": "12", "CI_MERGE_REQUEST_PROJECT_ID": "42", "CI_JOB_TOKEN": "j"}, "", forge.Site{API: "https://gitlab.com/api/v4", Repository: "42", Number: 12, Fork: true}},
		"branch":                      {forge.GitLab, map[string]string{"CI_PROJECT_PATH": "acme/desk", "CI_OPEN_MERGE_REQUESTS": "acme/desk!7,acme/desk!9"}, "", forge.Site{API: "https://gitlab.com/api/v4", Repository: "acme/desk", Number: 7}},
		"branch of a fork":            {forge.GitLab, map[string]string{"CI_PROJECT_PATH": "fork/desk", "CI_OPEN_MERGE_REQUESTS": "acme/desk!7"}, "", forge.Site{API: "https://gitlab.com/api/v4", Repository: "fork/desk"}},
	} {
		env := func(name string) string {
			if name == "GITHUB_EVENT_PATH" && tt.event != "" {
				return "event.json"
			}
			return tt.env[name]
		}
		read := func(path string) ([]byte, error) {
			if path != "event.json" {
				return nil, errors.New("no such file")
			}
			return []byte(tt.event), nil
		}
		tt.want.Forge = tt.forge
		if diff := cmp.Diff(tt.want, forge.SiteOf(tt.forge, env, read)); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", name, diff)
		}
	}
}
