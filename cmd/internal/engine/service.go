package engine

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/cmd/internal/journal"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/providers/local"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// A Site says where a contact centre is: an instance of Amazon Connect, or an embedded
// instance in a file.
type Site struct {
	Provider    config.Provider
	ConnectPath *config.ConnectPath // nil if the contact centre does not use ConnectPath
	Place       string              // the path of an embedded instance is relative to this folder
}

// Budget names the calls that the site shares with others: AWS counts the calls of an operation
// by account and Region. An embedded instance shares nothing, so its budget is its file. If the
// site does not say its account or Region, Budget returns false.
func (s Site) Budget() (name string, known bool) {
	p := s.Provider
	if p.Type != "amazonconnect" {
		return "file " + filepath.ToSlash(filepath.Clean(p.Path)), true
	}
	return "account " + p.Account + " in " + p.Region, p.Account != "" && p.Region != ""
}

// describe returns the instance with what the site knows about it: how to reach it.
func (s Site) describe(in schema.Instance) schema.Instance {
	in.Provider, in.Endpoint = s.Provider.Type, s.Provider.Endpoint+s.Provider.Path
	if s.ConnectPath != nil {
		in.ConnectPath = s.ConnectPath.ConnectPathAccess
	}
	return in
}

// Access has the credentials and options to open a site. A site may come from a file that
// somebody else wrote, such as a saved plan, which must not choose where a token is sent.
// So the token, and the endpoint that receives it, come from here.
type Access struct {
	ReadOnly  bool              // do not even create the file of an embedded instance
	Passwords map[string]string // of new users, by username; other new users get random ones
	Log       hclog.Logger      // nil for none

	Budgets *amazonconnect.Budgets // of all sites that the process opens; nil to share none

	ConnectPathEndpoint string // overrides the endpoint of the site
	ConnectPathToken    string
	TokenFile           string // has the token if ConnectPathToken is empty
}

// A Service is an open contact centre.
type Service struct {
	Provider providers.Provider // not embedded, so that a Service is not taken for a provider with optional powers

	site  Site
	begun *begunRead // nil if the reading has not begun
	close func() error
}

// Close releases the resources of the service. The database of an embedded instance must
// be closed, for example.
func (s *Service) Close() error { return s.close() }

// Source returns the service as a source, which cannot write.
func (s *Service) Source() Source { return newLiveSource(s.Provider, s.begun) }

// Open opens the contact centre at a site.
func Open(ctx context.Context, s Site, a Access) (*Service, error) {
	if a.Log == nil {
		a.Log = hclog.NewNullLogger()
	}
	if s.Provider.Type == "amazonconnect" {
		return openConnect(ctx, s, a)
	}
	return openEmbedded(ctx, s, a)
}

// openConnect opens an instance of Amazon Connect, with its ConnectPath if it has one.
func openConnect(ctx context.Context, s Site, a Access) (*Service, error) {
	p := s.Provider
	c, err := amazonconnect.Open(ctx, amazonconnect.Options{
		Instance: p.Instance, Region: p.Region, Account: p.Account, Endpoint: p.Endpoint, Rates: p.Rates, Budgets: a.Budgets, Log: a.Log, Passwords: a.Passwords, AIAgents: p.AIAgents,
	})
	if err != nil {
		return nil, err
	}
	both, err := withConnectPath(ctx, c, s.ConnectPath, a)
	return &Service{Provider: both, site: s, close: func() error { return nil }}, err
}

// openEmbedded opens an embedded instance: the simulator, with its data in a file. Its
// default path is .callwright/instance.db.
func openEmbedded(ctx context.Context, s Site, a Access) (*Service, error) {
	path := s.Provider.Path
	if path == "" {
		path = filepath.Join(journal.Folder, "instance.db")
	}
	if !config.PathAllowed(path) { // it may come from a saved plan that somebody else made
		return nil, fmt.Errorf("the file of the embedded contact centre must be in the configuration's folder: %q", path)
	}
	folder := s.Place
	if folder == "" {
		folder = "."
	}
	// An embedded instance simulates ConnectPath, too, so it needs no endpoint and no token.
	o := local.Options{ReadOnly: a.ReadOnly, Log: a.Log}
	if s.ConnectPath != nil {
		o.Driver = s.ConnectPath.Driver
	}
	l, err := local.Open(ctx, folder, path, o)
	if err != nil {
		return nil, err
	}
	return &Service{Provider: l, site: s, close: l.Close}, nil
}

// withConnectPath joins the provider of an instance and the provider of its ConnectPath
// into one. If the configuration has no ConnectPath, it returns the instance's provider.
func withConnectPath(ctx context.Context, connect *amazonconnect.Client, c *config.ConnectPath, a Access) (providers.Provider, error) {
	if c == nil {
		return connect, nil
	}
	in, err := connect.Instance(ctx)
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
	p, err := connectpath.Open(ctx, connectpath.Options{Driver: c.Driver, Endpoint: endpoint, Token: token, Instance: in.ID, Log: a.Log, Tags: connect})
	if err != nil {
		return nil, err
	}
	return providers.Join(connect, p), nil
}

// token returns the token for ConnectPath; "" if there is none. Some drivers need no
// token; the others report that it is missing.
func (a Access) token() (string, error) {
	if a.ConnectPathToken != "" || a.TokenFile == "" {
		return a.ConnectPathToken, nil
	}
	text, err := file.Read(a.TokenFile, file.MaxList)
	if err != nil {
		return "", fmt.Errorf("CALLWRIGHT_CONNECTPATH_TOKEN_FILE: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}
