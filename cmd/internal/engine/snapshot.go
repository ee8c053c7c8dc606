package engine

import (
	"context"
	"fmt"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/offline"
	"github.com/callwright/callwright/schema/snapshot"
)

// Snapshot reads everything from the contact centre: every attribute of every object, whoever
// manages it. That takes longer than a plan, because some attributes take a call for each
// object.
func (s *Service) Snapshot(ctx context.Context, o Origin, w Watch) (*snapshot.Snapshot, error) {
	in, err := s.Provider.Instance(ctx)
	if err != nil {
		return nil, err
	}
	in = s.site.describe(in)
	w.instance(in)
	defer w.phase(PhaseReading, len(s.Provider.Kinds()))()
	state, err := providers.ReadEverything(ctx, s.Provider)
	if err != nil {
		return nil, err
	}
	return &snapshot.Snapshot{
		Taken: o.Now(), Tool: snapshot.Tool{Name: toolName, Version: o.Version}, Instance: in, State: state, Kinds: s.Provider.Kinds(),
	}, nil
}

// OpenSnapshot opens a snapshot in place of the contact centre at a site. Plans against the
// service are as if they were made when the snapshot was taken. It returns an error if the
// snapshot is of another contact centre, or lacks kinds that the contact centre has.
func OpenSnapshot(taken *snapshot.Snapshot, s Site) (*Service, error) {
	in := taken.Instance
	if name := s.Provider.Instance; name != "" && name != in.ID && name != in.Name && name != in.ARN {
		return nil, fmt.Errorf("it is of the instance %q (%s), and the configuration is for %q", in.Name, in.ID, name)
	}
	o := offline.Options{Rates: s.Provider.Rates, Agents: s.Provider.AIAgents}
	if s.Provider.Type == "local" {
		o.Rate = -1 // an embedded instance has no limits of calls
	}
	if s.ConnectPath != nil {
		o.Driver = s.ConnectPath.Driver
	}
	p, err := offline.New(taken, o)
	if err != nil {
		return nil, err
	}
	return &Service{Provider: p, site: s, close: func() error { return nil }}, nil
}
