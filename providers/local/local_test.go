package local_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/local"
	"github.com/callwright/callwright/providers/providertest"
	"github.com/callwright/callwright/schema"
)

func open(t *testing.T, path string, o local.Options) *local.Provider {
	t.Helper()
	p, err := local.Open(t.Context(), filepath.Dir(path), filepath.Base(path), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func TestContract(t *testing.T) {
	t.Parallel()
	providertest.Run(t, func(t *testing.T) providers.Provider {
		return open(t, filepath.Join(t.TempDir(), "centre.db"), local.Options{Driver: "gateway"})
	})
}

func queue(name string) *schema.Resource {
	k, _ := schema.KindOf("queue")
	r := &schema.Resource{
		Kind: k, Body: &schema.Queue{Name: name, HoursOfOperation: "Basic Hours"}, Given: k.Set("name", "hours_of_operation"),
	}
	r.UpdateKey()
	return r
}

func TestOpen(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder := filepath.Join(root, "deep", ".callwright")
	path := filepath.Join(folder, "local.db")
	p, err := local.Open(t.Context(), root, filepath.Join("deep", ".callwright", "local.db"), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	i, err := p.Instance(t.Context())
	if err != nil || i.Service != "embedded instance" || i.ID == "" || i.Region == "" {
		t.Errorf("Instance() = %+v, %v", i, err)
	}
	id, err := p.Create(t.Context(), queue("Kept"))
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder %v, %v", info, err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("file %v, %v", info, err)
	}
	if text, err := os.ReadFile(filepath.Join(folder, ".gitignore")); string(text) != "*\n" {
		t.Errorf(".gitignore %q, %v", text, err)
	}
	for _, o := range []local.Options{{}, {ReadOnly: true}} {
		again := open(t, path, o)
		want := queue("Kept").WithID(id)
		if got, err := again.Read(t.Context(), want, want.Given); err != nil || got.Key != "Kept" {
			t.Errorf("Read() = %v, %v", got, err)
		}
	}
}

func TestGitignoreOfOthersStays(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), ".callwright")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	ignore := filepath.Join(folder, ".gitignore")
	if err := os.WriteFile(ignore, []byte("runs\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, filepath.Join(folder, "local.db"), local.Options{})
	if text, err := os.ReadFile(ignore); string(text) != "runs\n" {
		t.Errorf(".gitignore %q, %v", text, err)
	}
}

// TestOtherFolders checks that only callwright's own folder is kept out of git.
func TestOtherFolders(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	p, err := local.Open(t.Context(), root, filepath.Join("data", "local.db"), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if _, err := os.Stat(filepath.Join(root, "data", ".gitignore")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf(".gitignore: %v", err)
	}
}

func TestReadOnlyLeavesNoTrace(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	p, err := local.Open(t.Context(), root, filepath.Join(".callwright", "local.db"), local.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, k := range p.Kinds() {
		for _, err := range p.List(t.Context(), providers.Query{Kind: k}) {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if entries, err := os.ReadDir(root); err != nil || len(entries) != 0 {
		t.Errorf("left %v, %v", entries, err)
	}
}

// TestFilesOfOthers opens files that are not callwright's. Each attempt fails, and leaves
// the file and its folder as they were.
func TestFilesOfOthers(t *testing.T) {
	t.Parallel()
	database := func(pragma string) []byte {
		path := filepath.Join(t.TempDir(), "theirs.db")
		db, err := sql.Open("sqlite", "file:"+path+"?"+pragma)
		if err == nil {
			_, err = db.Exec("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
		}
		if err = errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	for name, content := range map[string][]byte{
		"a text":                      []byte("this is not a database, but a text of some length"),
		"a short text":                []byte("x"),
		"a database":                  database(""),
		"a database with a log":       database("_pragma=journal_mode(WAL)"),
		"the beginning of a database": database("")[:100],
	} {
		for _, o := range []local.Options{{}, {ReadOnly: true}} {
			folder := t.TempDir()
			path := filepath.Join(folder, "local.db")
			if err := os.WriteFile(path, content, 0o640); err != nil {
				t.Fatal(err)
			}
			if _, err := local.Open(t.Context(), folder, "local.db", o); err == nil {
				t.Errorf("%s: Open() succeeded", name)
			}
			after, err := os.ReadFile(path)
			if entries, _ := os.ReadDir(folder); err != nil || !bytes.Equal(after, content) || len(entries) != 1 {
				t.Errorf("%s: the file changed, or others are beside it: %v, %v", name, entries, err)
			}
		}
	}
}

// TestPathsThatLeadOut tries to reach an instance outside of the folder.
func TestPathsThatLeadOut(t *testing.T) {
	t.Parallel()
	outside, folder := t.TempDir(), t.TempDir()
	existing := filepath.Join(outside, "centre.db")
	p := open(t, existing, local.Options{})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"link.db": existing, "new.db": filepath.Join(outside, "new.db"), "folder": outside, "dangling.db": "nothing.db"} {
		if err := os.Symlink(to, filepath.Join(folder, link)); err != nil {
			t.Skip(err) // Windows needs a right for it
		}
	}
	relative, err := filepath.Rel(folder, existing)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{existing, relative, "link.db", "new.db", "folder/centre.db", "folder/new.db", "dangling.db", "folder", "."} {
		for _, o := range []local.Options{{}, {ReadOnly: true}} {
			if p, err := local.Open(t.Context(), folder, path, o); err == nil && (!o.ReadOnly || path != "dangling.db") {
				t.Errorf("Open(%s) succeeded", path)
				p.Close()
			}
		}
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) != 1 {
		t.Errorf("left %v, %v", entries, err)
	}
}

func TestCanceled(t *testing.T) {
	t.Parallel()
	p := open(t, filepath.Join(t.TempDir(), "none.db"), local.Options{ReadOnly: true})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Create(ctx, queue("Never")); !errors.Is(err, context.Canceled) {
		t.Errorf("Create() = %v", err)
	}
}

// TestEnvironment checks that nothing on the machine matters, least of all for where calls
// go.
func TestEnvironment(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(broken, []byte("[[[ not a config"), 0o600); err != nil {
		t.Fatal(err)
	}
	for variable, value := range map[string]string{
		"AWS_CONFIG_FILE": broken, "AWS_SHARED_CREDENTIALS_FILE": broken, "AWS_PROFILE": "nobody", "AWS_MAX_ATTEMPTS": "many",
		"AWS_ENDPOINT_URL_CONNECT": "http://127.0.0.1:1", "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1",
		"AWS_REGION": "xx-nowhere-1", "AWS_ACCESS_KEY_ID": "", "HOME": "/nonexistent",
	} {
		t.Setenv(variable, value)
	}
	p := open(t, filepath.Join(t.TempDir(), "local.db"), local.Options{})
	if _, err := p.Create(t.Context(), queue("Here")); err != nil {
		t.Error(err)
	}
}
