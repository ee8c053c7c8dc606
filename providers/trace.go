package providers

import (
	"context"
	"sync"
	"time"

	"github.com/callwright/callwright/schema"
)

// A Trace is told what happens to the calls that are made under a context: see [WithTrace].
// Its functions may be called at the same time, and must be quick, because the calls wait
// for them. Any of them may be nil.
type Trace struct {
	Wait  func(Wait)         // a call is about to wait for its turn
	Retry func(Retry)        // a call is about to be made again
	Call  func(string)       // a call of that operation was made, or made again, and has ended
	Ahead func(OneByOne)     // objects that a bulk read does not complete are about to be read one by one
	Read  func(Reads)        // one of them was read
	Kind  func(KindProgress) // ReadState begins to read a kind, goes on with it, or has read it
}

// A Wait says how long a call waits for its turn, and why: PerSecond calls are made.
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

// Reads says how many single objects have been read, and how many there are to read, after
// a bulk read that does not have everything. Left is how long the rest takes at the present
// rates, 0 if there are no limits.
type Reads struct {
	Done, Total int
	Left        time.Duration
}

// OneByOne says which attributes of a kind no bulk read has, so that each object takes a
// call. For example, Amazon Connect tells the e-mail address of a user only by DescribeUser:
// at 2 calls a second, those of 10,000 users take 83 minutes.
type OneByOne struct {
	Kind       *schema.Kind
	Attrs      schema.AttrSet
	Operations []string // that read them, at the same time
	Objects    int
	PerSecond  float64       // the present rate of the operation that takes longest
	Takes      time.Duration // at that rate
	Stamped    bool          // whether later plans spare them for objects that apply has stamped
	Stampable  bool          // whether that will be so once applies have shown which changes the service dates
}

// A KindProgress says how far ReadState is with one kind.
type KindProgress struct {
	Kind   *schema.Kind
	Stage  Stage
	Reads                // of single objects; when complete, the number of objects, twice
	Calls  int           // until now
	Waited time.Duration // by all calls together, for their turns
}

// A Stage says how far ReadState is with a kind.
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
		Call: both(t.Call, outer.Call), Ahead: both(t.Ahead, outer.Ahead), Read: both(t.Read, outer.Read), Kind: both(t.Kind, outer.Kind),
	})
}

// TraceOf returns the trace of the context. None of its functions is nil.
func TraceOf(ctx context.Context) Trace {
	if t, ok := ctx.Value(traceKey{}).(Trace); ok {
		return t
	}
	return Trace{Wait: func(Wait) {}, Retry: func(Retry) {}, Call: func(string) {}, Ahead: func(OneByOne) {}, Read: func(Reads) {}, Kind: func(KindProgress) {}}
}

// both returns a function that calls both, or just outer when there is no inner one.
func both[T any](inner, outer func(T)) func(T) {
	if inner == nil {
		return outer
	}
	return func(v T) {
		inner(v)
		outer(v)
	}
}

// HoldTrace returns a context whose trace keeps what it is told, until release passes it on
// to the trace of ctx.
func HoldTrace(ctx context.Context) (_ context.Context, release func()) {
	var mu sync.Mutex
	var kept []func()
	released := false
	keep := func(tell func()) {
		mu.Lock()
		defer mu.Unlock()
		if released {
			tell()
		} else {
			kept = append(kept, tell)
		}
	}
	t := TraceOf(ctx)
	held := Trace{
		Wait:  func(w Wait) { keep(func() { t.Wait(w) }) },
		Retry: func(r Retry) { keep(func() { t.Retry(r) }) },
		Call:  func(operation string) { keep(func() { t.Call(operation) }) },
		Ahead: func(o OneByOne) { keep(func() { t.Ahead(o) }) },
		Read:  func(r Reads) { keep(func() { t.Read(r) }) },
		Kind:  func(p KindProgress) { keep(func() { t.Kind(p) }) },
	}
	return context.WithValue(ctx, traceKey{}, held), func() {
		mu.Lock()
		defer mu.Unlock()
		for _, tell := range kept {
			tell()
		}
		kept, released = nil, true
	}
}
