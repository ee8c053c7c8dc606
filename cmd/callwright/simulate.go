package main

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/engine"
	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/render"
	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/plan/traffic"
	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/schema/diag"
)

// trafficFlags say which contacts come, and who is at work. They become a simulator.
type trafficFlags struct {
	traffic, staffing string // files
	seed              uint64
	runs              int
	exponential       bool
	present           string
}

// flags adds the flags of commands for which traffic is one thing among others.
func (f *trafficFlags) flags(c *cobra.Command) {
	f.seed = defaultSeed
	c.Flags().StringVar(&f.traffic, "traffic", "", "say how long contacts wait, with the traffic in `FILE`, a CSV")
	c.Flags().StringVar(&f.staffing, "staffing", "", "with --traffic, who is at work, in `FILE`, a CSV")
	c.Flags().StringVar(&f.present, "present", "100%", "with --traffic and without --staffing, the share of users who are at work: 70%")
}

// moreFlags adds the flags that only simulate has.
func (f *trafficFlags) moreFlags(c *cobra.Command) {
	c.Flags().Uint64Var(&f.seed, "seed", defaultSeed, "the seed of what is random; the same seed gives the same result")
	c.Flags().IntVar(&f.runs, "runs", 0, "the number of runs; 0 for as many as it takes until the 99 % intervals are below one point")
	c.Flags().BoolVar(&f.exponential, "exponential", false, "exponential handle times, as in Erlang's formulas, and not log-normal ones")
}

const defaultSeed = 1

// mostRuns is the most runs that somebody can ask for.
const mostRuns = 100_000

// simulator returns the simulator of the flags; nil without traffic.
func (f *trafficFlags) simulator(in folder) (*simulate.Simulator, error) {
	if f.traffic == "" {
		if f.staffing != "" {
			return nil, usage("--staffing needs --traffic")
		}
		return nil, nil
	}
	share, err := strconv.ParseFloat(strings.TrimSuffix(f.present, "%"), 64)
	if strings.HasSuffix(f.present, "%") {
		share /= 100
	}
	if err != nil || !(share > 0 && share <= 1) {
		return nil, usage("--present is %q, but must be a share such as 70%%", f.present)
	}
	if f.runs < 0 || f.runs > mostRuns {
		return nil, usage("--runs is %d, but must be between 0 and %d", f.runs, mostRuns)
	}
	o := simulate.Options{Seed: f.seed, Runs: f.runs, Exponential: f.exponential, Present: share}
	var input simulate.Input
	text, err := file.Read(in.path(f.traffic), file.MaxPlan)
	if err != nil {
		return nil, usage("%v", err)
	}
	if input.Traffic, err = traffic.Read(f.traffic, text); err != nil {
		return nil, trafficTrouble(err)
	}
	if f.staffing != "" {
		if text, err = file.Read(in.path(f.staffing), file.MaxPlan); err != nil {
			return nil, usage("%v", err)
		}
		if input.Staffing, err = traffic.ReadStaffing(f.staffing, text); err != nil {
			return nil, trafficTrouble(err)
		}
	}
	return simulate.New(input, o), nil
}

// trafficTrouble returns the error for files that cannot be read, with all of their problems.
func trafficTrouble(err error) error {
	wrong, ok := errors.AsType[*simulate.InputError](err)
	if !ok {
		return err
	}
	var lines []string
	for _, p := range wrong.Problems {
		lines = append(lines, plan.Clean(p))
	}
	return trouble(exitConfig, diag.UnusableTraffic, "%s", strings.Join(lines, "\n"))
}

// A simulateCommand is the command simulate with its flags.
type simulateCommand struct {
	*app
	target targetFlags
	output outputFlags
}

// newSimulate returns the command simulate.
func newSimulate(a *app) *cobra.Command {
	s := &simulateCommand{app: a}
	c := &cobra.Command{
		Use:   "simulate --traffic FILE",
		Short: "Show how long contacts wait, before and after the plan",
		Long: `simulate plays through the traffic in a file, contact by contact, in the contact centre as it is
and as the configuration describes it. It shows how many contacts are answered in time, how long
they wait, and how busy agents are. It writes nothing.

The file is a CSV with the columns queue, channel, from, to, contacts, handle_time, patience and
target, or a historical metrics report of Amazon Connect.`,
		Example: `  callwright simulate --traffic monday.csv
  callwright simulate --traffic monday.csv --staffing shifts.csv -o json
  callwright simulate --traffic monday.csv --present 70% --live live.json`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.run(c.Context()) },
	}
	s.target.flags(c)
	s.target.liveFlag(c)
	s.target.planFlags(c)
	s.target.traffic.flags(c)
	s.target.traffic.moreFlags(c)
	s.output.flags(c, []string{"human", "json"})
	return c
}

// run checks the flags before it reads the contact centre, which may take minutes.
func (s *simulateCommand) run(ctx context.Context) error {
	outputs, err := s.output.outputs()
	if err != nil {
		return err
	}
	if s.target.traffic.traffic == "" {
		return usage("simulate needs the traffic: callwright simulate --traffic FILE")
	}
	return s.review(ctx, "simulate", &s.target, func(r *engine.Review) error {
		report := r.Plan.Impact.Service
		for _, o := range outputs {
			show := func(w io.Writer) error { return render.Simulation(w, report) }
			if o.format == "json" {
				show = func(w io.Writer) error { return writeJSON(w, report) }
			}
			if err := s.write(o, o.format == "human", show); err != nil {
				return err
			}
		}
		return nil
	})
}

// A trafficCommand is the command traffic with its flags. It writes what the service recorded as a
// file for simulate:
//
//	callwright traffic --days 7 -o week.csv
type trafficCommand struct {
	*app
	target targetFlags
	where  siteFlags
	days   int
	path   string // the file of --output; "" for standard output
}

// mostDays is for how many days Amazon Connect keeps its metrics.
const mostDays = 90

// newTraffic returns the command traffic.
func newTraffic(a *app) *cobra.Command {
	t := &trafficCommand{app: a}
	c := &cobra.Command{
		Use:   "traffic",
		Short: "Write the recorded traffic as a file for simulate",
		Long: `traffic reads from Amazon Connect's metrics how many contacts came to each queue in the last days,
by half hours, and writes it as a CSV for "callwright simulate" and "callwright plan --traffic". The
last day is yesterday, and days are those of UTC. It needs the permission connect:GetMetricDataV2.`,
		Example: `  callwright traffic --days 7 -o week.csv
  callwright traffic --days 1 --env prod | callwright simulate --traffic /dev/stdin`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return t.run(c.Context()) },
	}
	t.target.flags(c)
	t.target.runFlags.flags(c)
	t.where.flags(c)
	c.Flags().IntVar(&t.days, "days", 7, "for how many days, up to yesterday")
	c.Flags().StringVarP(&t.path, "output", "o", "", "write the traffic to `FILE` instead of standard output")
	return c
}

// run reads the traffic and writes it.
func (t *trafficCommand) run(ctx context.Context) error {
	if t.days < 1 || t.days > mostDays {
		return usage("--days is %d, but must be between 1 and %d", t.days, mostDays)
	}
	return t.withEvents(t.target.events, "traffic", func(string) error {
		return t.target.readOnly(ctx, func(ctx context.Context) error {
			site, err := siteOf(ctx, t.app, &t.target, &t.where)
			if err != nil {
				return err
			}
			list, err := t.read(ctx, site)
			if err != nil {
				return err
			}
			err = t.write(output{"csv", t.path}, false, func(w io.Writer) error { return writeTraffic(w, list) })
			if err == nil && len(list) == 0 {
				t.Complain("no contacts were recorded in these days")
			}
			return err
		})
	})
}

// read reads what the contact centre recorded.
func (t *trafficCommand) read(ctx context.Context, site engine.Site) (list []providers.Recorded, err error) {
	service, err := t.openToRead(ctx, site, "")
	if err != nil {
		return nil, err
	}
	defer finish(service, &err)
	reader, ok := providers.As[providers.TrafficReader](service.Provider, "queue")
	if !ok {
		return nil, errors.New("the contact centre does not record traffic")
	}
	to := t.origin().Now().UTC().Truncate(24 * time.Hour)
	return promptly(ctx, func() ([]providers.Recorded, error) { return reader.Traffic(ctx, to.AddDate(0, 0, -t.days), to) })
}

// writeTraffic writes the traffic as a CSV that package traffic reads. It has what the service
// recorded, and no estimates.
func writeTraffic(w io.Writer, list []providers.Recorded) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"queue", "channel", "from", "to", "contacts", "handle_time", "contacts_handled", "contacts_abandoned", "queue_answer_time", "queue_abandon_time"}}
	number := func(x float64) string {
		if x == 0 {
			return ""
		}
		return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64)
	}
	for _, r := range list {
		rows = append(rows, []string{
			r.Queue, r.Channel, r.From.Format("2006-01-02T15:04Z"), r.To.Format("2006-01-02T15:04Z"), number(r.Queued),
			number(r.HandleTime), number(r.Handled), number(r.Abandoned), number(r.AnswerTime), number(r.AbandonTime),
		})
	}
	return c.WriteAll(rows)
}
