package amazonconnect

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/hashicorp/go-hclog"
)

// Options say which instance to open and how to reach it. With Region, Endpoint
// and Credentials all set, neither the environment nor any file is looked at.
type Options struct {
	Instance    string                  // id, ARN or alias
	Region      string                  // "" for the SDK's usual chain
	Endpoint    string                  // "" for the SDK's usual chain
	Rate        float64                 // calls a second of each operation, at most; 0 for as many as AWS bears, negative for no limit
	Rates       map[string]float64      // instead, of single operations
	HTTP        *http.Client            // nil for the SDK's own
	Credentials aws.CredentialsProvider // nil for the SDK's usual chain
	Log         hclog.Logger            // nil for none
	Passwords   map[string]string       // of new users by username, where the instance has passwords; others get a random one

	backoff retry.BackoffDelayer                       // nil for the SDK's own
	sleep   func(context.Context, time.Duration) error // nil for waiting indeed
}

// patience returns the pauses between attempts at a delete. AWS releases what an
// object referred to some time after the object is gone or refers to something else,
// so 20 seconds are given to it. A service without a rate is no further away than
// this machine, and has no such delay.
func (o Options) patience() []time.Duration {
	if o.Rate < 0 {
		return []time.Duration{50 * time.Millisecond, 100 * time.Millisecond, 200 * time.Millisecond, 400 * time.Millisecond}
	}
	return []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 3500 * time.Millisecond, 4 * time.Second, 4 * time.Second, 5 * time.Second}
}
