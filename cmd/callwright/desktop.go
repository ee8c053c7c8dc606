package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/connectpath"
	"github.com/callwright/callwright/schema/config"
)

// Where ConnectPath is, and what opens it, are told by the environment: a file that
// somebody else wrote must not choose where the token goes.
const (
	desktopEndpoint  = "CALLWRIGHT_CONNECTPATH_ENDPOINT"
	desktopToken     = "CALLWRIGHT_CONNECTPATH_TOKEN"
	desktopTokenFile = "CALLWRIGHT_CONNECTPATH_TOKEN_FILE"
)

// beside returns the provider of an instance joined with that of its ConnectPath, if
// the configuration asks for it.
func beside(ctx context.Context, main providers.Provider, d *config.ConnectPath, log hclog.Logger) (providers.Provider, error) {
	if d == nil {
		return main, nil
	}
	in, err := main.Instance(ctx)
	if err != nil {
		return nil, err
	}
	token, err := readToken()
	if err != nil {
		return nil, err
	}
	endpoint := d.Endpoint
	if e := os.Getenv(desktopEndpoint); e != "" {
		endpoint = e
	}
	tags, _ := main.(connectpath.Tags)
	c, err := connectpath.Open(ctx, connectpath.Options{Driver: d.Driver, Endpoint: endpoint, Token: token, Instance: in.ID, Log: log, Tags: tags})
	if err != nil {
		return nil, err
	}
	return providers.Join(main, c), nil
}

// readToken returns the token of the environment, or of the file that it names.
func readToken() (string, error) {
	if token := os.Getenv(desktopToken); token != "" {
		return token, nil
	}
	file := os.Getenv(desktopTokenFile)
	if file == "" {
		return "", nil // it is missed when it is needed
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s: %w", desktopTokenFile, err)
	}
	return strings.TrimSpace(string(text)), nil
}
