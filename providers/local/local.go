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
	ReadOnly bool         // leaves no trace: if the file does not exist, the instance is a new one in memory
	Driver   string       // of ConnectPath: gateway or external; "" without ConnectPath
	Log      hclog.Logger // nil for none
}

// A Provider is the provider of an embedded contact centre. It is safe for
// concurrent use.
type Provider struct {
	*providers.Joined
	transport *transport
	server    *sim.Server
}

// ownFolder is the folder that callwright creates for its own files.
const ownFolder = ".callwright"

// Open opens the contact centre in the file at a path in the folder. It creates the file
// and its folder when they are missing. The path comes from a configuration, which a
// stranger may have written. So it must not lead out of the folder, not even through links.
func Open(ctx context.Context, folder, path string, o Options) (*Provider, error) {
	file, err := prepare(folder, path, o.ReadOnly)
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

// clients returns the clients of both services, joined. They are told no limits of calls:
// the simulator runs on this machine.
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
		Driver: o.Driver, Endpoint: "http://127.0.0.1" + strings.TrimSuffix(sim.ConnectPathPath, "/"), // never dialled either; http is allowed for this machine alone
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

// credentials returns made-up credentials. Real ones are not even looked for, so that a
// machine without an AWS account can run the embedded instance.
func credentials(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIAEMBEDDED", SecretAccessKey: "embedded", Source: "embedded"}, nil
}

// prepare creates the folder of the file, and returns the path to open. The path is "", for
// an instance in memory, when there is no file and none may be created.
func prepare(folder, path string, readOnly bool) (string, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", err
	}
	defer root.Close()
	file := filepath.Join(folder, path)
	info, err := root.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is not a regular file", path)
	case err == nil:
		return file, nil
	case !errors.Is(err, fs.ErrNotExist):
		if at, named := errors.AsType[*fs.PathError](err); named { // without the name of the system call
			err = at.Err
		}
		return "", fmt.Errorf("%s: %w. It must be in the configuration's folder, and no link may lead out of the folder", path, err)
	case readOnly:
		return "", nil
	}
	if _, err := root.Lstat(path); err == nil {
		return "", fmt.Errorf("%s is a link to a file that does not exist", path)
	}
	in := filepath.Dir(path)
	if err := root.MkdirAll(in, 0o700); err != nil {
		return "", err
	}
	if filepath.Base(in) == ownFolder {
		return file, ignore(root, filepath.Join(in, ".gitignore"))
	}
	return file, nil
}

// ignore keeps a folder out of git. A .gitignore that is there stays: somebody may want
// the file in git.
func ignore(root *os.Root, path string) error {
	f, err := root.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
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

// Close closes the file, after the requests that are still being answered.
func (p *Provider) Close() error {
	p.transport.running.Wait()
	return p.server.Close()
}
