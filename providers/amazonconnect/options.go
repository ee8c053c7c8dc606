package amazonconnect

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/hashicorp/go-hclog"

	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
)

// Budgets has the limits of calls for each account and Region. The clients of a process share
// them. Its zero value is ready for use.
type Budgets = pacer.Budgets

// Options say which instance to open and how to reach it. If Region, Endpoint and Credentials
// are all set, neither the environment nor any file is read. The embedded instance relies on
// that: its calls must not leave the machine.
type Options struct {
	Instance    string                  // id, ARN or alias
	Region      string                  // "" for the SDK's usual chain
	Account     string                  // of the instance; "" for any
	Endpoint    string                  // "" for the SDK's usual chain
	Rate        float64                 // calls a second of each operation, at most; 0 to adapt to AWS, negative for no limit
	Rates       map[string]float64      // the same for single operations, which wins
	HTTP        *http.Client            // nil for the SDK's own
	Credentials aws.CredentialsProvider // nil for the SDK's usual chain
	Budgets     *Budgets                // shared with other clients; nil for none
	Log         hclog.Logger            // nil for none
	AIAgents    []string                // ARNs of AI agents whose security profiles count
	Passwords   map[string]string       // of new users by username, where the instance has passwords; others get a random one

	backoff retry.BackoffDelayer                       // nil for the SDK's own
	sleep   func(context.Context, time.Duration) error // nil to really wait
}

// patience returns the pauses between attempts at a delete. AWS keeps an object in use for
// some seconds after the last reference to it is gone, so we wait up to 20 seconds. A
// service without a limit of calls is the simulator, which has no such delay.
func (o Options) patience() []time.Duration {
	if o.Rate < 0 {
		return []time.Duration{50 * time.Millisecond, 100 * time.Millisecond, 200 * time.Millisecond, 400 * time.Millisecond}
	}
	return []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 3500 * time.Millisecond, 4 * time.Second, 4 * time.Second, 5 * time.Second}
}
