package amazonconnect

import (
	"math"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// words are the language's words for the values of an enumeration. A value that
// has no word is shown in lower case, so that what the service adds is seen.
type words map[string]string

var (
	onOff        = words{"ENABLED": "enabled", "DISABLED": "disabled"}
	phoneTypes   = words{"SOFT_PHONE": "soft", "DESK_PHONE": "desk"}
	behaviors    = words{"ROUTE_ANY_CHANNEL": "any", "ROUTE_CURRENT_CHANNEL_ONLY": "current_only"}
	timers       = words{"TIME_SINCE_LAST_ACTIVITY": "last_activity", "TIME_SINCE_LAST_INBOUND": "last_inbound"}
	channels     = words{}
	enhancements = words{}
	weekdays     = words{}
)

// word returns the language's word for a value of the service.
func word[E ~string](w words, value E) string {
	if s, ok := w[string(value)]; ok {
		return s
	}
	return strings.ToLower(string(value))
}

// value returns the service's value for a word of the language.
func value[E ~string](w words, s string) E {
	for v, known := range w {
		if known == s {
			return E(v)
		}
	}
	return E(strings.ToUpper(s))
}

// filled returns a pointer to s, or nil when it is empty: where the service takes
// no empty string, the member is left out.
func filled(s string) *string {
	if s == "" {
		return nil
	}
	return aws.String(s)
}

// small returns n for the API. The schema's rules keep it in range.
func small(n int) int32 { return int32(min(max(n, math.MinInt32), math.MaxInt32)) }

// milliseconds returns a time of the service in Unix milliseconds; 0 when it gives
// none.
func milliseconds(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return t.UnixMilli()
}
