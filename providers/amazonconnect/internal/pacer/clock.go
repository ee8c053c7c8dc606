package pacer

import (
	"sync/atomic"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
)

// A clock tells the service's time, as its answers do. It is safe for
// concurrent use.
type clock struct {
	ahead atomic.Int64 // of this machine's clock, in nanoseconds
	known atomic.Bool
}

// learn takes the time that an answer, which came at now, was given at.
func (s *clock) learn(metadata middleware.Metadata, now time.Time) {
	if at, ok := awsmiddleware.GetServerTime(metadata); ok && !at.IsZero() {
		s.ahead.Store(int64(at.Sub(now)))
		s.known.Store(true)
	}
}

// now returns the service's time in Unix seconds; 0 when no answer told it.
func (s *clock) now(now time.Time) int64 {
	if !s.known.Load() {
		return 0
	}
	return now.Add(time.Duration(s.ahead.Load())).Unix()
}
