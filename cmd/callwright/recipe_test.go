package main

import (
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
	"github.com/callwright/callwright/providers/sim"
)

// A recipe runs the steps of a recipe in examples in a shell. Behind it are a forge and a simulated
// instance for each environment. It needs no network.
type recipe struct {
	*testing.T
	files   string // the files of the repository
	forge   *forgetest.Server
	url     string // of the forge
	centres map[string]string
	calls   map[string]*callLog
	bin     string // the programs that a runner has, besides those of the system
	run     int    // the number of the last run
}

// A callLog has the operations that were called successfully.
type callLog struct {
	mu   sync.Mutex
	done []string
	hook func(operation string) // called after a call was carried out and before it is answered; may be nil
}

// add adds an operation.
func (l *callLog) add(operation string) {
	l.mu.Lock()
	l.done = append(l.done, operation)
	hook := l.hook
	l.mu.Unlock()
	if hook != nil {
		hook(operation)
	}
}

// watch sets the hook.
func (l *callLog) watch(hook func(operation string)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hook = hook
}

// count returns how often operations that begin with a text were called.
func (l *callLog) count(prefix string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, operation := range l.done {
		if strings.HasPrefix(operation, prefix) {
			n++
		}
	}
	return n
}

// newRecipe returns a recipe with the files of a folder of examples/ci beside the configuration.
func newRecipe(t *testing.T, name string) *recipe {
	t.Helper()
	return recipeOf(t, "ci", name, `  region   = "eu-west-2"`, map[string]string{"test": "eu-west-2", "prod": "eu-west-2"})
}

// recipeOf returns a recipe with the files of a folder of an example beside its configuration; "" for
// none. Region is the line of the provider block that says the Region; regions has that of each
// environment.
func recipeOf(t *testing.T, example, name, region string, regions map[string]string) *recipe {
	t.Helper()
	if !available("git") {
		t.Skip("the steps need a shell and git")
	}
	r := &recipe{T: t, files: t.TempDir(), forge: forgetest.New(7, 8), centres: map[string]string{}, calls: map[string]*callLog{}, bin: t.TempDir()}
	web := httptest.NewServer(r.forge)
	t.Cleanup(web.Close)
	r.url = web.URL
	r.must(os.CopyFS(r.files, os.DirFS("../../examples/"+example)))
	for _, folder := range []string{"github", "gitlab", "generic", "kubernetes"} {
		r.must(os.RemoveAll(filepath.Join(r.files, folder)))
	}
	if name != "" {
		r.must(os.CopyFS(r.files, os.DirFS("../../examples/"+example+"/"+name)))
	}
	// Each environment has the endpoint of its simulator, and may call it as often as it likes.
	r.edit(region, region+"\n  endpoint = var.endpoint")
	r.edit("variable \"instance\" {", "variable \"endpoint\" {\n  default = \"\"\n}\n\nvariable \"instance\" {")
	for environment, of := range regions {
		calls := &callLog{}
		centre, err := sim.Open("", sim.Options{Alias: "acme-" + environment, Region: of, Console: true, Observe: func(c sim.Call) {
			if c.Status < http.StatusMultipleChoices {
				calls.add(c.Operation)
			}
		}})
		r.must(err)
		served := httptest.NewServer(centre)
		t.Cleanup(func() {
			served.Close()
			if err := centre.Close(); err != nil {
				t.Error(err)
			}
		})
		r.centres[environment], r.calls[environment] = served.URL, calls
		file := "environments/" + environment + ".vars.hcl"
		text := r.read(file)
		_, rest, _ := strings.Cut(text, "instance")
		column, _, _ := strings.Cut(rest, "=") // the spaces before the equals sign
		r.write(file, text+"endpoint"+column+"= \""+served.URL+"\"\n")
	}
	command, err := exec.LookPath("callwright")
	r.must(err)
	// What the recipes build from a clone is this program. The clone is not there.
	r.program("go", `[ "$1 $2 $4 $5 $7" = "build -C -trimpath -o ./cmd/callwright" ] && [ -d "$3" ] || { echo "unexpected: go $*" >&2; exit 2; }
mkdir -p "$(dirname "$6")"
printf '#!/bin/sh\nexec "%s" "$@"\n' '`+command+`' > "$6"
chmod +x "$6"`)
	git, err := exec.LookPath("git")
	r.must(err)
	r.program("git", `if [ "$1" = clone ]; then for last; do :; done; mkdir "$last"; exit; fi
exec '`+git+`' "$@"`)
	return r
}

func (r *recipe) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func (r *recipe) read(name string) string {
	r.Helper()
	text, err := os.ReadFile(filepath.Join(r.files, filepath.FromSlash(name)))
	r.must(err)
	return string(text)
}

func (r *recipe) write(name, text string) {
	r.Helper()
	r.must(os.WriteFile(filepath.Join(r.files, filepath.FromSlash(name)), []byte(text), 0o600))
}

// edit replaces a text in a file of the repository, as a commit does.
func (r *recipe) edit(old, now string) {
	r.Helper()
	const name = "main.hcl"
	text := r.read(name)
	if !strings.Contains(text, old) {
		r.Fatalf("%s has no %q", name, old)
	}
	r.write(name, strings.Replace(text, old, now, 1))
}

// program adds a program to those that a runner has.
func (r *recipe) program(name, script string) {
	r.Helper()
	r.must(os.WriteFile(filepath.Join(r.bin, name), []byte("#!/bin/sh\nset -eu\n"+script+"\n"), 0o755))
}

// console changes a queue of an environment, as somebody does in the browser.
func (r *recipe) console(environment, queue string) {
	r.Helper()
	body := strings.NewReader(`{"Description": "Somebody was here"}`)
	request, err := http.NewRequestWithContext(r.Context(), http.MethodPut, r.centres[environment]+"/_callwright/queue/"+queue, body)
	r.must(err)
	answer, err := http.DefaultClient.Do(request)
	r.must(err)
	defer answer.Body.Close()
	if answer.StatusCode >= http.StatusMultipleChoices {
		r.Fatalf("the console answers %s", answer.Status)
	}
}

// A workspace is the machine of one job. It has a new copy of the repository, and nothing of other
// jobs.
type workspace struct {
	*recipe
	dir, temp string
	env       map[string]string
	path      []string // folders with programs, before those of the system
	printed   strings.Builder
}

// workspace returns a new machine.
func (r *recipe) workspace() *workspace {
	r.Helper()
	w := &workspace{recipe: r, dir: r.TempDir(), temp: r.TempDir(), path: []string{r.bin}, env: map[string]string{
		"CI": "true", "CALLWRIGHT_RATE": "*=1000/s", "AWS_EC2_METADATA_DISABLED": "true",
	}}
	w.env["HOME"] = w.temp
	r.must(os.CopyFS(w.dir, os.DirFS(r.files)))
	return w
}

// signIn gives the machine credentials for AWS.
func (w *workspace) signIn() {
	w.env["AWS_ACCESS_KEY_ID"], w.env["AWS_SECRET_ACCESS_KEY"] = "AKIDEXAMPLE", "example"
}

// sh runs a script in the folder of the repository with these variables besides the machine's, and
// reports whether it succeeds. The test binary needs a variable to act as callwright elsewhere;
// here its name is enough.
func (w *workspace) sh(script string, env map[string]string) bool {
	w.Helper()
	c := exec.CommandContext(w.Context(), "sh", "-e", "-c", script)
	c.Dir = w.dir
	all := map[string]string{"PATH": strings.Join(append(w.path, "/usr/bin", "/bin"), string(os.PathListSeparator))}
	for _, variables := range []map[string]string{w.env, env} {
		maps.Copy(all, variables)
	}
	for name, value := range all {
		c.Env = append(c.Env, name+"="+value)
	}
	out, err := c.CombinedOutput()
	fmt.Fprintf(&w.printed, "$ %s\n%s", script, out)
	if strings.Contains(string(out), scriptToken) {
		w.Errorf("the log has the token:\n%s", out)
	}
	return err == nil
}

// kept returns the files at paths of the workspace, by their paths. A path can be a pattern, and a
// folder means all files below it.
func (w *workspace) kept(paths []string) map[string]string {
	w.Helper()
	files := map[string]string{}
	var all []string
	for _, path := range paths {
		found, err := filepath.Glob(filepath.Join(w.dir, filepath.FromSlash(path)))
		w.must(err)
		all = append(all, found...)
	}
	for _, top := range all {
		err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := os.ReadFile(name)
			rel, relErr := filepath.Rel(w.dir, name)
			w.must(relErr)
			files[filepath.ToSlash(rel)] = string(text)
			return err
		})
		w.must(err)
	}
	return files
}

// checkComments checks that a pull request has a comment for each environment, and that each says
// what is given.
func (r *recipe) checkComments(test, prod string) {
	r.Helper()
	const number = 7
	all := r.forge.Comments(number)
	if len(all) != 2 {
		r.Fatalf("pull request %d has %d comments: %+v", number, len(all), all)
	}
	for i, want := range []string{prod, test} {
		if !strings.Contains(all[i].Body, want) {
			r.Errorf("a comment lacks %q:\n%s", want, all[i].Body)
		}
	}
}

// checkUndo checks that there is an undo plan for each environment, and that it takes an
// environment back.
func (r *recipe) checkUndo(files map[string]string) {
	r.Helper()
	undone := 0
	for name, text := range files {
		if strings.HasPrefix(name, ".callwright/runs/") && strings.HasSuffix(name, "/undo.json") {
			w := r.workspace()
			w.signIn()
			r.must(os.WriteFile(filepath.Join(w.dir, "undo.json"), []byte(text), 0o600))
			if !w.sh("go build -C . -trimpath -o bin/callwright ./cmd/callwright && bin/callwright show undo.json", nil) {
				r.Errorf("%s cannot be shown:\n%s", name, w.printed.String())
			}
			undone++
		}
	}
	if undone != 2 {
		r.Errorf("%d undo plans are kept: %q", undone, files)
	}
}
