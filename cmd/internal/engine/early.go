package engine

import (
	"context"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/config"
)

// An Opener opens the contact centre at a site: [Open] with an [Access].
type Opener func(context.Context, Site) (*Service, error)

// An EarlyService is a contact centre that is opened, and whose reading begins, while its
// configuration is still being loaded.
type EarlyService struct {
	open    Opener
	stop    context.CancelFunc
	started bool
	opened  chan struct{} // closed when service and err are set
	service *Service
	err     error
}

// LoadAndOpen loads the configuration of the target, like [Target.Load]. As soon as it is
// known where the contact centre is, it opens that and begins to read, because both take
// seconds if there are many users. Nothing is said of it: the mistakes of the configuration
// come first. If there are any, drop the service; otherwise wait for it.
//
// An embedded contact centre is not opened before: opening it may create a file, and reading
// it would take time from the loading.
func (t *Target) LoadAndOpen(ctx context.Context, open Opener) (*Configuration, *EarlyService) {
	p := &EarlyService{open: open, opened: make(chan struct{})}
	ctx, p.stop = context.WithCancel(ctx)
	o := t.options(ctx)
	o.Located = func(s config.Settings) {
		if s.Provider.Type != "amazonconnect" {
			return
		}
		s.Provider.Rates = t.rates(s.Provider)
		p.started = true
		go p.begin(ctx, Site{Provider: s.Provider, ConnectPath: s.ConnectPath, Place: t.Place})
	}
	return t.load(o), p
}

// begin opens the contact centre, and begins to read it.
func (p *EarlyService) begin(ctx context.Context, site Site) {
	defer close(p.opened)
	ctx, release := providers.HoldTrace(ctx)
	if p.service, p.err = p.open(ctx, site); p.err == nil {
		p.service.begun = &begunRead{providers.BeginState(ctx, p.service.Provider), release}
	}
}

// A begunRead is a live state that is being read already. The trace is told nothing of it
// until it is released.
type begunRead struct {
	*providers.BegunState
	release func()
}

// Wait returns the open contact centre. If it was not opened before, Wait opens it.
func (p *EarlyService) Wait(ctx context.Context, site Site) (*Service, error) {
	if !p.started {
		return p.open(ctx, site)
	}
	select {
	case <-p.opened:
	case <-ctx.Done():
		p.stop()
		return nil, context.Cause(ctx)
	}
	if p.err != nil {
		p.stop()
		return nil, p.err
	}
	closed := p.service.close
	p.service.close = func() error {
		p.stop()
		return closed()
	}
	return p.service, nil
}

// Drop ends the opening and the reading.
func (p *EarlyService) Drop() { p.stop() }
