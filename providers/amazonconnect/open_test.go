package amazonconnect_test

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/sim"
)

// TestUsualChain checks that what the options leave out comes from where every AWS tool
// takes it.
func TestUsualChain(t *testing.T) {
	server, err := sim.Open("", sim.Options{Alias: "support", Region: "ap-southeast-2"})
	if err != nil {
		t.Fatal(err)
	}
	var signed string
	over := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		signed = r.Header.Get("Authorization")
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		over.Close()
		if closing := server.Close(); closing != nil {
			t.Error(closing)
		}
	})
	t.Setenv("AWS_ENDPOINT_URL_CONNECT", over.URL)
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AWS_REGION", "ap-southeast-2")
	for _, variable := range []string{"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"} {
		t.Setenv(variable, filepath.Join(t.TempDir(), "none"))
	}
	c, err := amazonconnect.Open(context.Background(), amazonconnect.Options{Instance: "support"})
	if err != nil {
		t.Fatal(err)
	}
	if i, err := c.Instance(context.Background()); err != nil || i.Region != "ap-southeast-2" || i.ID != server.Instance().ID {
		t.Errorf("Instance() = %+v, %v", i, err)
	}
	if !strings.Contains(signed, "AKIDENVIRONMENT") {
		t.Errorf("signed %q", signed)
	}
}

// TestAccount opens an instance only if it is in the account that the options say.
func TestAccount(t *testing.T) {
	t.Parallel()
	server, err := sim.Open("", sim.Options{Account: "123456789012"})
	if err != nil {
		t.Fatal(err)
	}
	over := httptest.NewServer(server)
	t.Cleanup(func() {
		over.Close()
		if closing := server.Close(); closing != nil {
			t.Error(closing)
		}
	})
	for account, want := range map[string]string{"": "", "123456789012": "", "210987654321": "is in account 123456789012, and the provider block says 210987654321"} {
		_, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
			Instance: "callwright", Region: "eu-west-2", Account: account, Endpoint: over.URL,
			Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
				return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
			}),
		})
		if said := fmt.Sprint(err); (err != nil) != (want != "") || !strings.Contains(said, want) {
			t.Errorf("account %q: %s, want %q", account, said, want)
		}
	}
}

// TestSelfSufficient checks that nothing is looked up when the options have everything.
func TestSelfSufficient(t *testing.T) {
	c := open(t, sim.Options{})
	broken := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(broken, []byte("[[[ not a config"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", broken)
	t.Setenv("AWS_PROFILE", "nobody")
	t.Setenv("AWS_MAX_ATTEMPTS", "many")
	t.Setenv("AWS_ENDPOINT_URL_CONNECT", "http://127.0.0.1:1")
	t.Setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "perhaps")
	c.connect(c.opened)
}

// A dialer opens no connections if it has a reason.
type dialer struct{ refuses atomic.Pointer[error] }

func (d *dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if why := d.refuses.Load(); why != nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: *why}
	}
	return new(net.Dialer).DialContext(ctx, network, address)
}

// attempted returns a context for calls, and a function that returns how often the operation was
// called that was called most often.
func attempted(ctx context.Context) (context.Context, func() int) {
	var mu sync.Mutex
	attempts := map[string]int{}
	traced := providers.WithTrace(ctx, providers.Trace{Call: func(operation string) {
		mu.Lock()
		defer mu.Unlock()
		attempts[operation]++
	}})
	return traced, func() int {
		mu.Lock()
		defer mu.Unlock()
		return slices.Max(append(slices.Collect(maps.Values(attempts)), 0))
	}
}

// TestUnreached gives up soon if nothing takes a connection to a service that never answered.
// A service that answered before gets the usual number of attempts, because it may be restarting.
func TestUnreached(t *testing.T) {
	t.Parallel()
	server, err := sim.Open("", sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	over := httptest.NewServer(server)
	t.Cleanup(func() {
		over.Close()
		if closing := server.Close(); closing != nil {
			t.Error(closing)
		}
	})
	for _, test := range []struct {
		name         string
		why          error
		first, later int // attempts at the first call, and at a call after the service answered
	}{
		{"nothing listens", syscall.ECONNREFUSED, 3, 8},
		{"no network", syscall.ENETUNREACH, 3, 8},
		{"no such host", &net.DNSError{Name: "connect.example", IsNotFound: true}, 1, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var d dialer
			o := amazonconnect.Options{
				Instance: "callwright", Region: "eu-west-2", Endpoint: over.URL, Rate: -1, Credentials: static,
				HTTP: &http.Client{Transport: &http.Transport{DialContext: d.dial, DisableKeepAlives: true}},
			}.AtOnce()
			d.refuses.Store(&test.why)
			ctx, most := attempted(t.Context())
			if _, err := amazonconnect.Open(ctx, o); err == nil || most() != test.first {
				t.Errorf("Open() = %v after %d attempts, want an error after %d", err, most(), test.first)
			}
			d.refuses.Store(nil)
			c, err := amazonconnect.Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			d.refuses.Store(&test.why)
			ctx, most = attempted(t.Context())
			_, err = c.InstanceTags(ctx)
			if err == nil || most() != test.later {
				t.Errorf("a later call: %v after %d attempts, want an error after %d", err, most(), test.later)
			}
		})
	}
}
