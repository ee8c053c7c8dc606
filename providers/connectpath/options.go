package connectpath

import (
	"context"
	"net/http"

	"github.com/hashicorp/go-hclog"
)

// Options say which ConnectPath to open and how to reach it.
type Options struct {
	Driver   string       // gateway or external
	Endpoint string       // where the API's paths begin; https, or this machine
	Token    string       // of an Instance Admin; sent to the endpoint's host and nowhere else
	Instance string       // the id of the Amazon Connect instance it has to belong to; "" for any
	HTTP     *http.Client // nil for the usual one
	Log      hclog.Logger // nil for none
	Tags     Tags         // of that instance; the external driver needs them
}

// Tags are the tags of the Amazon Connect instance that a ConnectPath belongs to. The
// external driver keeps there what people confirmed, because ConnectPath's own API has no
// place for it. So another machine, or a pipeline, sees the same confirmations without a
// file that somebody would have to share.
type Tags interface {
	InstanceTags(ctx context.Context) (map[string]string, error)
	TagInstance(ctx context.Context, tags map[string]string) error
	UntagInstance(ctx context.Context, keys []string) error
}
