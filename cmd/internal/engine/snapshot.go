package engine

import (
	"context"

	"github.com/callwright/callwright/providers"
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
