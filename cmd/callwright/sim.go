package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/providers/sim"
)

// A simCommand is the command sim with its flags. It serves the simulator over HTTP, for
// programs other than callwright, and for trying out what happens when calls fail:
//
//	callwright sim --fault CreateUser:after=10:drop
type simCommand struct {
	*app
	listen, data, quota string
	faults, objects     []string
	stamps              []string
	options             sim.Options
}

// newSim returns the command sim.
func newSim(a *app) *cobra.Command {
	s := &simCommand{app: a, options: sim.Options{Console: true, Exit: endProcess}}
	c := &cobra.Command{
		Use:   "sim",
		Short: "Run a simulated Amazon Connect on this machine",
		Long: `sim serves the HTTP API of Amazon Connect on a loopback address, for callwright's
provider "amazonconnect" (AWS_ENDPOINT_URL_CONNECT, or endpoint in its block), the
AWS CLI and every AWS SDK. Requests must be signed; any credentials work. The simulator
writes a change to disk before it answers, so you can kill it at any time.

A fault makes calls fail:

  OPERATION[,OPERATION...|*]:[after=N]:[count=N|forever]:[every=N]:[KIND]

A fault happens once, unless you give a count or every. Its kind is 500, unless you
give another: 500, applied-500, drop, applied-then-drop, throttle, too-many, limit,
timeout=DUR, applied-timeout=DUR, expired, denied, kill. An applied kind carries out
the call and then fails; kill also does, and ends the simulator.

The path /_callwright/ changes the instance behind the API's back, as people do in the
console, and lists the calls so far.`,
		Example: `  callwright sim
  callwright sim --data :memory: --alias support --quota aws
  callwright sim --fault CreateUser:after=10:drop`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return s.run(c.Context()) },
	}
	c.Flags().StringVar(&s.listen, "listen", "127.0.0.1:4510", "listen on the loopback `ADDRESS:PORT`; port 0 picks a free port")
	c.Flags().StringVar(&s.data, "data", filepath.Join(".callwright", "instance.db"), "keep the instance in `FILE`; \":memory:\" keeps nothing")
	c.Flags().StringVar(&s.options.Alias, "alias", "", "alias of a new instance (default callwright)")
	c.Flags().StringVar(&s.options.Identity, "identity", "", "identity management of a new instance: SAML (default), CONNECT_MANAGED, EXISTING_DIRECTORY")
	c.Flags().StringVar(&s.options.Region, "region", "", "region of a new instance (default eu-west-2)")
	c.Flags().StringArrayVar(&s.faults, "fault", nil, "make calls fail according to `RULE`, such as CreateUser:after=10:drop (repeat)")
	c.Flags().DurationVar(&s.options.SearchLag, "search-lag", 0, "show changes in searches only after `DURATION`")
	c.Flags().DurationVar(&s.options.Latency, "latency", 0, "delay each answer by `DURATION`")
	c.Flags().Float64Var(&s.options.TimeScale, "time-scale", 1, "run the simulator's clock `N` times as fast: quotas, delays, latencies and timestamps")
	c.Flags().StringSliceVar(&s.objects, "objects", nil, "refuse more objects than `RULE` allows: aws for the published quotas, or for example queue=20 (repeat)")
	c.Flags().StringSliceVar(&s.stamps, "stamps", nil, "leave the LastModifiedTime of an object as it is when `OPERATION` changes it, such as UpdateUserIdentityInfo or '*Queues' (repeat)")
	c.Flags().StringVar(&s.quota, "quota", "none", "throttle calls beyond `QUOTA`: none, or aws for the published quotas")
	return c
}

// run checks the flags and serves until a signal comes.
func (s *simCommand) run(ctx context.Context) (err error) {
	ctx, stop := signal.NotifyContext(ctx, endings...)
	defer stop()
	o := &s.options
	if o.Faults, err = parseFaults(s.faults); err != nil {
		return err
	}
	if o.Quota, err = quotaNamed(s.quota); err != nil {
		return err
	}
	if o.Objects, err = sim.ParseObjects(s.objects); err != nil {
		return usage("--objects: %v", err)
	}
	if o.Undated, err = sim.ParseStamps(s.stamps); err != nil {
		return usage("--stamps: %v", err)
	}
	for _, f := range []struct {
		name string
		d    time.Duration
	}{{"search-lag", o.SearchLag}, {"latency", o.Latency}} {
		if f.d < 0 {
			return usage("--%s is %v, but cannot be negative", f.name, f.d)
		}
	}
	if !(o.TimeScale > 0 && o.TimeScale <= 1000) { // written like this, it also rejects NaN
		return usage("--time-scale is %v, but must be more than 0 and at most 1000", o.TimeScale)
	}
	return s.serve(ctx)
}

// parseFaults parses the values of --fault.
func parseFaults(rules []string) ([]sim.Fault, error) {
	var faults []sim.Fault
	for _, rule := range rules {
		f, err := sim.ParseFault(rule)
		if err != nil {
			return nil, usage("--%v", err) // it begins with the word fault
		}
		faults = append(faults, f)
	}
	return faults, nil
}

// quotaNamed returns the quota that --quota names. Without a quota, the simulator never
// throttles, which is what most tests want.
func quotaNamed(name string) (sim.Quota, error) {
	switch name {
	case "none":
		return sim.Quota{}, nil
	case "aws":
		return sim.PublishedQuota(), nil
	}
	return sim.Quota{}, usage("--quota is %q, but must be none or aws", name)
}

// endProcess kills this process, for the fault "kill": no deferred call runs, as after a
// power failure.
func endProcess() {
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		_ = p.Kill()
	}
}

// serve opens the instance, prints where it is, and serves it until ctx ends. It prints
// the address after the port is open, so that a script can wait for the first line.
func (s *simCommand) serve(ctx context.Context) (err error) {
	data, o := s.data, s.options
	if err = loopback(s.listen); err != nil {
		return err
	}
	if data == ":memory:" {
		data = ""
	} else {
		if err = file.Within(string(s.folder), data); err != nil {
			return err
		}
		data = s.folder.path(data)
		if err = os.MkdirAll(filepath.Dir(data), 0o700); err != nil {
			return err
		}
	}
	if s.verbose {
		o.Observe = func(c sim.Call) { s.Say("%s", callText(c)) }
	}
	server, err := sim.Open(data, o)
	if err != nil {
		return err
	}
	defer finish(server, &err)
	l, err := net.Listen("tcp", s.listen)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return usage("another program listens on %s, perhaps another simulator; choose another port, or let the system choose one: --listen 127.0.0.1:0", s.listen)
	case err != nil:
		return err
	}
	// Programs read these four lines from standard output; the hint for people is on
	// standard error.
	in := server.Instance()
	fmt.Fprintf(s.Out, "endpoint  http://%s\ninstance  %s\nalias     %s\nregion    %s\n", l.Addr(), in.ID, in.Alias, in.Region)
	s.Say("serving; stop with Ctrl-C. Try: AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any aws connect list-users --instance-id %s --region %s --endpoint-url http://%s", in.ID, in.Region, l.Addr())
	return serveUntil(ctx, l, onlyThisMachine(server))
}

// callText describes a call in a line: `CreateUser 500 InternalServiceException (fault
// 500)`.
func callText(c sim.Call) string {
	words := []string{c.Operation, strconv.Itoa(c.Status)}
	if c.Status == 0 {
		words[1] = "dropped" // a fault closed the connection without an answer
	}
	if c.Error != "" {
		words = append(words, c.Error)
	}
	if c.Fault != "" {
		words = append(words, "(fault "+c.Fault+")")
	}
	return strings.Join(words, " ")
}

// serveUntil serves until ctx ends, and then for at most five seconds longer, until the
// requests under way are answered.
func serveUntil(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	shutDown := make(chan struct{})
	go func() {
		defer close(shutDown)
		<-ctx.Done()
		shutdownCtx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(shutdownCtx)
	}()
	// Serve returns as soon as Shutdown begins, so wait for its end.
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-shutDown
	return nil
}

// loopback rejects an address that other machines can reach, because the simulator accepts
// any credentials.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return usage("--listen: %v", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return usage("--listen is %q, but must be a loopback address such as 127.0.0.1:4510", address)
	}
	return nil
}

// onlyThisMachine answers requests for the names of this machine, and refuses all others
// with 421 (Misdirected Request). Only programs on this machine can connect to the
// simulator, but a browser is one of them: a web page at evil.example could let that name
// point to 127.0.0.1, and then read the instance or end the simulator. The Host of its
// requests is still evil.example.
func onlyThisMachine(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isThisMachine(r.Host) {
			http.Error(w, "The simulator answers requests for 127.0.0.1, [::1] or localhost only.", http.StatusMisdirectedRequest)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// isThisMachine reports whether the Host of a request, which may have a port, is a
// loopback address or localhost.
func isThisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	} else if inner, ok := strings.CutPrefix(host, "["); ok {
		host = strings.TrimSuffix(inner, "]")
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
