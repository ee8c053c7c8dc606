package callwright_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestImage checks what SECURITY.md says about the container image: it has no shell, and its
// user is not root. The Go that builds it must be new enough for go.mod.
func TestImage(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	stages := regexp.MustCompile(`(?m)^FROM `).Split(string(text), -1)[1:]
	build, image := stages[0], stages[len(stages)-1]
	if !strings.HasPrefix(image, "gcr.io/distroless/static-") || !strings.Contains(image, ":nonroot\n") {
		t.Errorf("the image is made from %q", strings.SplitN(image, "\n", 2)[0])
	}
	if !regexp.MustCompile(`(?m)^USER [1-9]\d*:[1-9]\d*$`).MatchString(image) {
		t.Error("the image does not say that its user is not root")
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(mod))[1]
	if !strings.Contains(build, "golang:"+version+" ") {
		t.Errorf("the image is built by %q, and go.mod needs Go %s", strings.SplitN(build, "\n", 2)[0], version)
	}
}
