package main

import (
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/config"
)

// TestLongReadIsAnnounced reads all details of a contact centre. Before the first call for a
// single object, the trace is told how long a kind takes, and after each call how long the
// rest takes. Both are true, at the published rate and for a quota that AWS raised.
func TestLongReadIsAnnounced(t *testing.T) {
	const users = 300
	files := centreConfig(users, withEmail)
	for _, rate := range []float64{2, 10} {
		synctest.Test(t, func(t *testing.T) {
			c := newAppliedCentre(t, files)
			c.quota.Rate = rate
			server, client := c.open(rate)
			defer server.Close()
			var mu sync.Mutex
			announced, ended := map[string]providers.OneByOne{}, map[string]time.Duration{}
			start := time.Now()
			ctx := providers.WithTrace(t.Context(), providers.Trace{
				Ahead: func(o providers.OneByOne) {
					mu.Lock()
					defer mu.Unlock()
					o.Takes += time.Since(start)
					announced[o.Kind.Name] = o
				},
				Kind: func(p providers.KindProgress) {
					mu.Lock()
					defer mu.Unlock()
					ended[p.Kind.Name] = time.Since(start)
					o := announced[p.Kind.Name]
					if end := time.Since(start) + p.Left; p.Stage == providers.ReadProgress && (end-o.Takes).Abs() > 2*time.Second {
						t.Errorf("%s: after %v, %v are left of %v", p.Kind.Name, time.Since(start), p.Left, o.Takes)
					}
				},
			})
			want := desired(t, files)
			if _, err := providers.ReadStateAnew(ctx, client, want.Stack, want.Want); err != nil {
				t.Fatal(err)
			}
			for kind, o := range announced {
				if off := (ended[kind] - o.Takes).Abs(); off > time.Second {
					t.Errorf("%s took %v, and %v was announced", kind, ended[kind], o.Takes)
				}
				if o.PerSecond != rate {
					t.Errorf("%s is read at %v a second, want %v", kind, o.PerSecond, rate)
				}
			}
			u := announced["user"]
			if u.Objects != users || !slices.Equal(u.Operations, []string{"DescribeUser"}) || u.Attrs != u.Kind.Set("email") || !u.Stamped {
				t.Errorf("announced %+v", u)
			}
			if len(announced) != 3 { // of routing profiles the queues, and of security profiles the permissions
				t.Errorf("announced %d kinds, want 3", len(announced))
			}
		})
	}
}

// desired loads a configuration.
func desired(t *testing.T, files fstest.MapFS) *config.Config {
	t.Helper()
	cfg, diags := config.Load(files, ".", config.Options{})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return cfg
}
