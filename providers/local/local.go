// Package local is the provider of an embedded contact centre: one file, and no
// network. It is no second implementation. It is the clients of Amazon Connect and of
// ConnectPath, talking in process to the simulator of both.
package local

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/providers/sim"
)

// Options say how to open an embedded contact centre.
type Options struct {
	ReadOnly bool         // leaves no trace: without a file there is a new instance, in memory
	Driver   string       // how ConnectPath is spoken to: gateway or external; "" for not at all
	Log      hclog.Logger // nil for none
}

// A Provider is the provider of an embedded contact centre. It is safe for
// concurrent use.
type Provider struct {
	*providers.Joined
	transport *transport
	server    *sim.Server
}

// ownFolder is the folder that callwright makes for its own files.
const ownFolder = ".callwright"

// Open opens the contact centre in the file at path. The file, and the folder
// that it is in, are made when they are missing.
func Open(ctx context.Context, path string, o Options) (*Provider, error) {
	file, err := prepare(path, o.ReadOnly)
	if err != nil {
		return nil, fmt.Errorf("open the embedded instance: %w", err)
	}
	server, err := sim.Open(file, sim.Options{})
	if err != nil {
		return nil, fmt.Errorf("open the embedded instance in %s: %w", path, err)
	}
	p := &Provider{server: server, transport: &transport{handler: server}}
	if p.Joined, err = p.clients(ctx, o); err != nil {
		return nil, errors.Join(fmt.Errorf("open the embedded instance in %s: %w", path, err), p.Close())
	}
	return p, nil
}

// clients returns the clients of both services, as one.
func (p *Provider) clients(ctx context.Context, o Options) (*providers.Joined, error) {
	in, client := p.server.Instance(), &http.Client{Transport: p.transport}
	connect, err := amazonconnect.Open(ctx, amazonconnect.Options{
		Instance:    in.ID,
		Region:      in.Region,
		Endpoint:    "http://embedded.invalid", // never dialled: the transport answers
		Rate:        -1,
		HTTP:        client,
		Credentials: aws.CredentialsProviderFunc(credentials),
		Log:         o.Log,
	})
	if err != nil {
		return nil, err
	}
	if o.Driver == "" {
		return providers.Join(connect), nil
	}
	options := connectpath.Options{
		Driver: o.Driver, Endpoint: "http://127.0.0.1" + strings.TrimSuffix(sim.ConnectPathPath, "/"), // nor this
		Token: "embedded", Instance: in.ID, HTTP: client, Log: o.Log, Tags: connect,
	}
	if o.Driver == "external" {
		options.Endpoint += "/flex"
	}
	path, err := connectpath.Open(ctx, options)
	if err != nil {
		return nil, err
	}
	return providers.Join(connect, path), nil
}

// credentials are what the simulator takes for credentials: any.
func credentials(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIAEMBEDDED", SecretAccessKey: "embedded", Source: "embedded"}, nil
}

// prepare makes the folder of the file, and returns the path to open; "" stands
// for memory.
func prepare(path string, readOnly bool) (string, error) {
	_, err := os.Stat(path)
	switch {
	case err == nil:
		return path, nil
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	case readOnly:
		return "", nil
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	if filepath.Base(folder) == ownFolder {
		return path, ignore(filepath.Join(folder, ".gitignore"))
	}
	return path, nil
}

// ignore keeps a folder out of git, unless somebody decided otherwise.
func ignore(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString("*\n")
	return errors.Join(err, f.Close())
}

// Instance returns the contact centre.
func (p *Provider) Instance(ctx context.Context) (providers.Instance, error) {
	i, err := p.Joined.Instance(ctx)
	i.Service = "embedded instance"
	return i, err
}

// Close closes the file, after what is under way.
func (p *Provider) Close() error {
	p.transport.running.Wait()
	return p.server.Close()
}
