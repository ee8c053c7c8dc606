package pacer

import (
	"sync/atomic"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
)

// A clock tells the service's time, which its answers have. This machine's clock may be
// wrong by minutes, and a stamp in a record must not be. It is safe for concurrent use.
type clock struct {
	ahead atomic.Int64 // how far the service's clock is ahead of this machine's, in nanoseconds
	known atomic.Bool
}

// learn takes the service's time from an answer that came at now.
func (s *clock) learn(metadata middleware.Metadata, now time.Time) {
	if at, ok := awsmiddleware.GetServerTime(metadata); ok && !at.IsZero() {
		s.ahead.Store(int64(at.Sub(now)))
		s.known.Store(true)
	}
}

// now returns the service's time in Unix seconds; 0 before the first answer.
func (s *clock) now(now time.Time) int64 {
	if !s.known.Load() {
		return 0
	}
	return now.Add(time.Duration(s.ahead.Load())).Unix()
}
