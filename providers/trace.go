package providers

import (
	"context"
	"time"

	"github.com/callwright/callwright/schema"
)

// A Trace is told what happens to the calls that are made under a context: see
// [WithTrace]. Its functions may be called at the same time, and must be quick. Any
// of them may be nil.
type Trace struct {
	Wait  func(Wait)         // a call is about to wait for its turn
	Retry func(Retry)        // a call is about to be made again
	Call  func(string)       // a call of that operation was made, or made again, and has ended
	Read  func(Reads)        // one of the objects that take a read of their own was read
	Kind  func(KindProgress) // ReadState begins a kind's objects, goes on with them, or has them
}

// A Wait is a call's wait for its turn.
type Wait struct {
	Operation string
	For       time.Duration
	PerSecond float64 // the rate that it waits for
}

// A Retry is a call that is made again.
type Retry struct {
	Operation string
	Attempt   int           // from 2
	Waited    time.Duration // since the attempt before ended
	Reason    string        // why that one failed, in a word
}

// Reads says how many of the reads of single objects that a bulk read takes are done.
type Reads struct{ Done, Total int }

// A KindProgress says how far the reading of the objects of a kind has come.
type KindProgress struct {
	Kind   *schema.Kind
	Stage  Stage
	Reads                // of single objects; once complete, the objects
	Calls  int           // until now
	Waited time.Duration // of calls for their turns, together
}

// A Stage is where a reading stands.
type Stage string

// The stages.
const (
	ReadStart    Stage = "start"
	ReadProgress Stage = "progress"
	ReadComplete Stage = "complete"
)

type traceKey struct{}

// WithTrace returns a context under which t is told of calls, and so is the trace
// that ctx had.
func WithTrace(ctx context.Context, t Trace) context.Context {
	outer := TraceOf(ctx)
	return context.WithValue(ctx, traceKey{}, Trace{
		Wait: both(t.Wait, outer.Wait), Retry: both(t.Retry, outer.Retry),
		Call: both(t.Call, outer.Call), Read: both(t.Read, outer.Read), Kind: both(t.Kind, outer.Kind),
	})
}

// TraceOf returns the trace of the context. None of its functions is nil.
func TraceOf(ctx context.Context) Trace {
	if t, ok := ctx.Value(traceKey{}).(Trace); ok {
		return t
	}
	return Trace{Wait: func(Wait) {}, Retry: func(Retry) {}, Call: func(string) {}, Read: func(Reads) {}, Kind: func(KindProgress) {}}
}

// both returns the function that calls both, where there is an inner one.
func both[T any](inner, outer func(T)) func(T) {
	if inner == nil {
		return outer
	}
	return func(v T) {
		inner(v)
		outer(v)
	}
}
