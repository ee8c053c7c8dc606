package main

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/diagnostic"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/providers/local"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
)

// Settings are the flags of every command that reads a configuration.
type settings struct {
	vars, varFiles []string
	environment    string
	root           string
	failLevel      string
	noAdopt        bool
	refresh        string
	rates          []string
	events         string
	timeout        time.Duration // of the whole run; 0 for none
	scope          plan.Scope
	scopeFiles     plan.Scope // files of patterns, one a line
	alone          bool       // whether the scope may lack what it waits for

	warnings []document.Diagnostic // what the configuration that was loaded warns of
}

func (s *settings) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&s.vars, "var", nil, "give a variable a value: `NAME=VALUE` (repeat)")
	c.Flags().StringArrayVar(&s.varFiles, "var-file", nil, "read variable values from `FILE` (repeat)")
	c.Flags().StringVar(&s.environment, "env", "", "environment `NAME`: reads environments/NAME.vars.hcl")
	c.Flags().StringVar(&s.root, "root", "", "files may be read from `DIR` above the configuration's folder, too")
	c.Flags().StringVar(&s.failLevel, "fail-level", "error", "what makes the command fail: error or warning")
}

// online adds the flags of the commands that plan.
func (s *settings) online(c *cobra.Command) {
	c.Flags().BoolVar(&s.noAdopt, "no-adopt", false, "refuse to take over existing objects")
	c.Flags().StringVar(&s.refresh, "refresh", refreshAuto, "auto trusts the records of users that did not change since; full reads everything")
	c.Flags().StringArrayVar(&s.scope.Only, "only", nil, "take in the addresses that match `PATTERN` alone, as user.agents[*] (repeat)")
	c.Flags().StringArrayVar(&s.scope.Exclude, "exclude", nil, "leave out the addresses that match `PATTERN` (repeat)")
	c.Flags().StringArrayVar(&s.scopeFiles.Only, "only-file", nil, "as --only, for each line of `FILE`")
	c.Flags().StringArrayVar(&s.scopeFiles.Exclude, "exclude-file", nil, "as --exclude, for each line of `FILE`")
	s.paced(c)
}

// paced adds the flags of every command that calls the service.
func (s *settings) paced(c *cobra.Command) {
	c.Flags().StringArrayVar(&s.rates, "rate", nil, "call an operation at most so often, as `OPERATION=N/s`, instead of twice a second and more as it is borne (repeat)")
	c.Flags().StringVar(&s.events, "events", "", "write what happens as lines of JSON to `FILE`, or to a file descriptor that is open")
	c.Flags().DurationVar(&s.timeout, "timeout", 0, "give up after `DURATION`")
}

// What --refresh may be.
const (
	refreshAuto = "auto"
	refreshFull = "full"
)

// readLive reads the live state as --refresh has it.
func (s *settings) readLive(ctx context.Context, r providers.Reader, cfg *config.Config) (*schema.State, error) {
	if s.refresh == refreshFull {
		return providers.ReadStateAnew(ctx, r, cfg.Stack, cfg.Want)
	}
	return providers.ReadState(ctx, r, cfg.Stack, cfg.Want)
}

// ratesOver returns the rates of a configuration, and over them those of the flags.
func (s *settings) ratesOver(rates map[string]float64) (map[string]float64, error) {
	all := maps.Clone(rates)
	for _, text := range s.rates {
		operation, number, ok := strings.Cut(text, "=")
		rate, err := strconv.ParseFloat(strings.TrimSuffix(number, "/s"), 64)
		switch known := amazonconnect.Operations(); {
		case !ok || err != nil || !(rate > 0 && rate <= 1000):
			return nil, usage("--rate is %q, but must be an operation and its calls a second, at most 1000: ListUsers=10/s", text)
		case !slices.Contains(known, operation):
			return nil, usage("--rate: callwright calls no operation that is named %q.%s", operation, schema.Suggest(operation, known))
		}
		if all == nil {
			all = map[string]float64{}
		}
		all[operation] = rate
	}
	return all, nil
}

// within returns the scope that was asked for.
func (s *settings) within() (plan.Scope, error) {
	only, err := lines(s.scope.Only, s.scopeFiles.Only)
	if err != nil {
		return plan.Scope{}, err
	}
	exclude, err := lines(s.scope.Exclude, s.scopeFiles.Exclude)
	return plan.Scope{Only: only, Exclude: exclude}, err
}

// lines returns the list and the lines of the files that are not empty.
func lines(list, files []string) ([]string, error) {
	all := slices.Clone(list)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, usage("%v", err)
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line != "" {
				all = append(all, line)
			}
		}
	}
	return all, nil
}

// load reads the configuration in the working folder. It says what is wrong with
// it, and fails when it cannot be used.
func (a *app) load(s *settings) (*config.Config, hcl.Diagnostics, error) {
	if s.failLevel != "error" && s.failLevel != "warning" {
		return nil, nil, usage("--fail-level is %q, but must be error or warning", s.failLevel)
	}
	if s.refresh != "" && s.refresh != refreshAuto && s.refresh != refreshFull {
		return nil, nil, usage("--refresh is %q, but must be auto or full", s.refresh)
	}
	here, err := filepath.Abs(".")
	if err != nil {
		return nil, nil, err
	}
	top := here
	if s.root != "" {
		if top, err = filepath.Abs(s.root); err != nil {
			return nil, nil, err
		}
	}
	dir, err := filepath.Rel(top, here)
	if err != nil || !filepath.IsLocal(dir) {
		return nil, nil, usage("--root %s is not above the configuration's folder", s.root)
	}
	root, err := os.OpenRoot(top)
	if err != nil {
		return nil, nil, usage("%v", err)
	}
	defer root.Close()
	c, diags := config.Load(root.FS(), filepath.ToSlash(dir), config.Options{
		Vars: s.vars, VarFiles: s.varFiles, Environment: s.environment, Version: version(), Operations: amazonconnect.Operations(),
	})
	c.Provider.Rates, err = s.ratesOver(c.Provider.Rates)
	return c, diags, err
}

// mustLoad loads the configuration, says what is wrong with it, and fails when that
// is too much.
func (a *app) mustLoad(s *settings) (*config.Config, error) {
	c, diags, err := a.load(s)
	if err != nil {
		return nil, err
	}
	data := diagnostic.List(diags, c.Sources())
	a.tell(data)
	if failing(diags, s.failLevel) {
		return nil, errors.Join(a.annotate(a.placed(data), nil), exit(exitConfig))
	}
	s.warnings = data
	return c, nil
}

// A session is an open provider.
type session struct {
	providers.Provider
	io.Closer
}

type closer func() error

func (c closer) Close() error { return c() }

// open opens the provider that the configuration names. Read-only, it leaves no
// trace.
func (a *app) open(ctx context.Context, p config.Provider, d *config.ConnectPath, readOnly bool) (*session, error) {
	return a.connect(ctx, p, d, readOnly, nil)
}

func (a *app) connect(ctx context.Context, p config.Provider, d *config.ConnectPath, readOnly bool, passwords map[string]string) (*session, error) {
	log := hclog.NewNullLogger()
	if a.verbose {
		log = hclog.New(&hclog.LoggerOptions{Name: "callwright", Output: a.Err, Level: hclog.Debug, DisableTime: true, JSONFormat: a.logFormat == "json"})
	}
	if p.Type == "amazonconnect" {
		c, err := amazonconnect.Open(ctx, amazonconnect.Options{
			Instance: p.Instance, Region: p.Region, Endpoint: p.Endpoint, Rates: p.Rates, Log: log, Passwords: passwords,
		})
		if err != nil {
			return nil, err
		}
		both, err := beside(ctx, c, d, log)
		if err != nil {
			return nil, err
		}
		return &session{both, closer(func() error { return nil })}, nil
	}
	path := p.Path
	if path == "" {
		path = filepath.Join(".callwright", "instance.db")
	}
	o := local.Options{ReadOnly: readOnly, Log: log}
	if d != nil {
		o.Driver = d.Driver
	}
	l, err := local.Open(ctx, path, o)
	if err != nil {
		return nil, err
	}
	return &session{l, l}, nil
}

// finish closes s and keeps the first error.
func finish(s io.Closer, err *error) { *err = errors.Join(*err, s.Close()) }
