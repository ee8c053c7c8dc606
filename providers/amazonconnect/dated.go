package amazonconnect

import (
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"

	"github.com/callwright/callwright/schema"
)

// A serviceClock tells the service's time, as its answers do. It is safe for
// concurrent use.
type serviceClock struct {
	ahead atomic.Int64 // of this machine's clock, in nanoseconds
	known atomic.Bool
}

// learn takes the time that an answer, which came at now, was given at.
func (s *serviceClock) learn(metadata middleware.Metadata, now time.Time) {
	if at, ok := awsmiddleware.GetServerTime(metadata); ok && !at.IsZero() {
		s.ahead.Store(int64(at.Sub(now)))
		s.known.Store(true)
	}
}

// now returns the service's time in Unix seconds; 0 when no answer told it.
func (s *serviceClock) now(now time.Time) int64 {
	if !s.known.Load() {
		return 0
	}
	return now.Add(time.Duration(s.ahead.Load())).Unix()
}

// Dated returns the attributes of the kind that cannot change without the service
// giving the object a later time, and the service's present time in Unix seconds. Of
// a user these are the ones that UpdateUserIdentityInfo writes and that searches lack.
// Whether other changes move that time is documented nowhere.
func (c *Client) Dated(k *schema.Kind) (attrs schema.AttrSet, now int64) {
	known, err := lookup(k)
	if err != nil {
		return 0, 0
	}
	if attrs = known.lasts(); attrs == 0 {
		return 0, 0
	}
	return attrs, c.time.now(time.Now())
}

func (a *api[T]) lasts() schema.AttrSet { return a.lasting }

// milliseconds returns a time of the service in Unix milliseconds; 0 when it gives
// none.
func milliseconds(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return aws.ToTime(t).UnixMilli()
}
