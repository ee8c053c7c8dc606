package amazonconnect

import (
	"math"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// words are the language's words for the values of an enumeration, if lower case is not
// enough. A value without a word is shown in lower case, so that something new from
// AWS is visible: PREVIEW becomes preview.
type words map[string]string

var (
	onOff             = words{"ENABLED": "enabled", "DISABLED": "disabled"}
	phoneTypes        = words{"SOFT_PHONE": "soft", "DESK_PHONE": "desk"}
	behaviors         = words{"ROUTE_ANY_CHANNEL": "any", "ROUTE_CURRENT_CHANNEL_ONLY": "current_only"}
	workloadBehaviors = words{
		"ROUTE_ANY_CHANNEL_ANY_WORKLOAD_TYPE": "any", "ROUTE_CURRENT_CHANNEL_ANY_WORKLOADTYPE_ONLY": "current_channel",
		"ROUTE_CURRENT_CHANNEL_CURRENT_WORKLOADTYPE_ONLY": "current_only",
	}
	timers           = words{"TIME_SINCE_LAST_ACTIVITY": "last_activity", "TIME_SINCE_LAST_INBOUND": "last_inbound"}
	channels         = words{}
	enhancements     = words{}
	weekdays         = words{}
	applicationTypes = words{}
)

// word returns the language's word for a value of the service.
func word[E ~string](w words, value E) string {
	if s, ok := w[string(value)]; ok {
		return s
	}
	return strings.ToLower(string(value))
}

// value returns the service's value for a word of the language. It is the inverse of word.
func value[E ~string](w words, s string) E {
	for v, known := range w {
		if known == s {
			return E(v)
		}
	}
	return E(strings.ToUpper(s))
}

// filled returns a pointer to s, or nil when s is empty. Where the service refuses an empty
// string, the member has to be left out.
func filled(s string) *string {
	if s == "" {
		return nil
	}
	return aws.String(s)
}

// small returns n as the API takes numbers. The schema's rules keep n in range.
func small(n int) int32 { return int32(min(max(n, math.MinInt32), math.MaxInt32)) }

// milliseconds returns a time of the service in Unix milliseconds; 0 when there is none.
func milliseconds(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return t.UnixMilli()
}
