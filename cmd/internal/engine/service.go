package engine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/providers/local"
	"github.com/callwright/callwright/schema/config"
)

// A Site says where a contact centre is.
type Site struct {
	Provider    config.Provider
	ConnectPath *config.ConnectPath // nil where it has none
	Place       string              // the folder that a path of an embedded instance is relative to
}

// Access is what opens a contact centre, beside its site. A file that somebody else
// wrote must not choose where a token goes, so the token and what takes it are here.
type Access struct {
	ReadOnly  bool              // leaves no trace
	Passwords map[string]string // of new users, by username; others get a random one
	Log       hclog.Logger      // nil for none

	ConnectPathEndpoint string // in place of the site's
	ConnectPathToken    string
	TokenFile           string // holds the token, where ConnectPathToken is empty
}

// A Service is a contact centre that was opened.
type Service struct {
	Provider providers.Provider // not embedded: a Service has none of its powers

	close func() error
}

// Close ends what opening it began.
func (s *Service) Close() error { return s.close() }

// Source returns the service without its means to write.
func (s *Service) Source() Source { return live(s.Provider) }

// Open opens the contact centre of a site.
func Open(ctx context.Context, s Site, a Access) (*Service, error) {
	if a.Log == nil {
		a.Log = hclog.NewNullLogger()
	}
	if s.Provider.Type == "amazonconnect" {
		return openConnect(ctx, s, a)
	}
	return openEmbedded(ctx, s, a)
}

func openConnect(ctx context.Context, s Site, a Access) (*Service, error) {
	p := s.Provider
	c, err := amazonconnect.Open(ctx, amazonconnect.Options{
		Instance: p.Instance, Region: p.Region, Endpoint: p.Endpoint, Rates: p.Rates, Log: a.Log, Passwords: a.Passwords,
	})
	if err != nil {
		return nil, err
	}
	both, err := withConnectPath(ctx, c, s.ConnectPath, a)
	return &Service{both, func() error { return nil }}, err
}

func openEmbedded(ctx context.Context, s Site, a Access) (*Service, error) {
	path := s.Provider.Path
	if path == "" {
		path = filepath.Join(journal.Folder, "instance.db")
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(s.Place, path)
	}
	o := local.Options{ReadOnly: a.ReadOnly, Log: a.Log}
	if s.ConnectPath != nil {
		o.Driver = s.ConnectPath.Driver
	}
	l, err := local.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	return &Service{l, l.Close}, nil
}

// withConnectPath returns the provider of an instance joined with that of its
// ConnectPath, if the configuration has one.
func withConnectPath(ctx context.Context, main *amazonconnect.Client, c *config.ConnectPath, a Access) (providers.Provider, error) {
	if c == nil {
		return main, nil
	}
	in, err := main.Instance(ctx)
	if err != nil {
		return nil, err
	}
	token, err := a.token()
	if err != nil {
		return nil, err
	}
	endpoint := c.Endpoint
	if a.ConnectPathEndpoint != "" {
		endpoint = a.ConnectPathEndpoint
	}
	p, err := connectpath.Open(ctx, connectpath.Options{Driver: c.Driver, Endpoint: endpoint, Token: token, Instance: in.ID, Log: a.Log, Tags: main})
	if err != nil {
		return nil, err
	}
	return providers.Join(main, p), nil
}

// token returns the token of ConnectPath; "" if there is none: whoever needs it says so.
func (a Access) token() (string, error) {
	if a.ConnectPathToken != "" || a.TokenFile == "" {
		return a.ConnectPathToken, nil
	}
	text, err := os.ReadFile(a.TokenFile)
	if err != nil {
		return "", fmt.Errorf("CALLWRIGHT_CONNECTPATH_TOKEN_FILE: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}
