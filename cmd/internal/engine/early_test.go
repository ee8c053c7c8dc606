package engine_test

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/sim"
)

// A seenCentre is a simulated contact centre that counts the calls to it.
type seenCentre struct {
	*httptest.Server
	mu    sync.Mutex
	calls map[string]int // by the last part of the path
	users chan struct{}  // closed when the users were searched
}

// newSeenCentre starts a contact centre, for credentials in the environment.
func newSeenCentre(t *testing.T) *seenCentre {
	t.Helper()
	s, err := sim.Open("", sim.Options{Alias: "centre"})
	if err != nil {
		t.Fatal(err)
	}
	c := &seenCentre{calls: map[string]int{}, users: make(chan struct{})}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.ServeHTTP(w, r)
		c.mu.Lock()
		defer c.mu.Unlock()
		operation := strings.Split(r.URL.Path, "/")[1]
		if c.calls[operation]++; operation == "search-users" && c.calls[operation] == 1 {
			close(c.users)
		}
	}))
	t.Cleanup(func() {
		c.Close()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "example")
	for _, name := range []string{"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"} {
		t.Setenv(name, filepath.Join(t.TempDir(), "none"))
	}
	return c
}

// total returns how many calls there were.
func (c *seenCentre) total() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := 0
	for _, calls := range c.calls {
		n += calls
	}
	return n
}

// A slowFolder is a folder in which opening a CSV file waits.
type slowFolder struct {
	fs.FS
	wait func()
}

func (f slowFolder) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".csv") {
		f.wait()
	}
	return f.FS.Open(name)
}

// files are a configuration of users from a CSV file, at the contact centre.
func (c *seenCentre) files(csv string) fstest.MapFS {
	return fstest.MapFS{"agents.csv": {Data: []byte(csv)}, "main.hcl": {Data: []byte(stack + `
provider "amazonconnect" {
  instance = "centre"
  region   = "eu-west-2"
  endpoint = "` + c.URL + `"
}
user "agents" {
  for_each          = { for r in csvdecode(file("agents.csv")) : r.username => r }
  first_name        = "Ada"
  last_name         = "Lovelace"
  routing_profile   = each.value.profile
  security_profiles = ["Agent"]
}`)}}
}

// TestLoadAndOpen loads configurations whose CSV can only be read once the users were searched.
// If there is a mistake in it, nobody hears of the reads.
func TestLoadAndOpen(t *testing.T) {
	for _, test := range []struct {
		name, csv string
		valid     bool
	}{
		{"valid", "username,profile\nada,Basic Routing Profile\n", true},
		{"a mistake in a row", "username,profile\nada,\n", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newSeenCentre(t)
			target := &engine.Target{Folder: ".", Origin: origin, Files: slowFolder{c.files(test.csv), func() {
				select {
				case <-c.users:
				case <-time.After(time.Minute):
					t.Error("the users are not searched while the configuration is loaded")
				}
			}}}
			var mu sync.Mutex
			told := 0
			tell := func() {
				mu.Lock()
				defer mu.Unlock()
				told++
			}
			ctx := providers.WithTrace(t.Context(), providers.Trace{Call: func(string) { tell() }, Kind: func(providers.KindProgress) { tell() }})
			loaded, early := target.LoadAndOpen(ctx, func(ctx context.Context, site engine.Site) (*engine.Service, error) {
				return engine.Open(ctx, site, engine.Access{})
			})
			if failing := engine.Failing(loaded.Diagnostics, false); failing == test.valid {
				t.Fatalf("LoadAndOpen() finds %v", loaded.Diagnostics)
			}
			if !test.valid {
				early.Drop()
				if told > 0 {
					t.Errorf("the trace was told %d times", told)
				}
				return
			}
			s, err := early.Wait(ctx, loaded.Site())
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			r, err := loaded.Plan(ctx, s.Source(), engine.Watch{})
			if err != nil || changes(r) != `create user.agents["ada"]` {
				t.Fatalf("Plan() = %v, %v", r, err)
			}
			if c.calls["search-users"] != 1 || told < c.total() {
				t.Errorf("the users were searched %d times, and %d calls of %d were told", c.calls["search-users"], told, c.total())
			}
		})
	}
}

// TestNotOpenedAhead checks that nothing is called if a block is wrong that says where the
// contact centre is, or one that could.
func TestNotOpenedAhead(t *testing.T) {
	for name, more := range map[string]string{
		"a wrong provider": "", "syntax": "queue {", "a wrong setting": "",
	} {
		t.Run(name, func(t *testing.T) {
			c := newSeenCentre(t)
			files := c.files("username,profile\n")
			text := string(files["main.hcl"].Data) + "\n" + more
			switch name {
			case "a wrong provider":
				text = strings.Replace(text, "region ", "regoin ", 1)
			case "a wrong setting":
				text = strings.Replace(text, "callwright {", "callwright {\n  formerly = 3", 1)
			}
			files["main.hcl"].Data = []byte(text)
			target := &engine.Target{Folder: ".", Origin: origin, Files: files}
			loaded, early := target.LoadAndOpen(t.Context(), func(context.Context, engine.Site) (*engine.Service, error) {
				t.Error("the contact centre was opened")
				return nil, context.Canceled
			})
			defer early.Drop()
			if !engine.Failing(loaded.Diagnostics, false) || c.total() > 0 {
				t.Errorf("LoadAndOpen() finds %v, after %d calls", loaded.Diagnostics, c.total())
			}
		})
	}
}
