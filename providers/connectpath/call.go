package connectpath

import (
	"net/http"
	"net/url"
)

// A call is one request to ConnectPath. A call with a validator or an idempotency key may
// be sent twice: the service refuses the second one, or answers it like the first.
type call struct {
	operation string // as traces and errors name it, for example ConnectPath.GetGroup
	method    string
	path      string // below the endpoint, escaped
	query     url.Values
	ifMatch   string // the validator (ETag) of what was read before
	key       string // the Idempotency-Key
	body      any    // nil for none
}

// repeatable reports whether the call may be sent again although the first one may have
// been carried out. A creation without a key is not: it might make two groups.
func (c call) repeatable() bool {
	return c.method == http.MethodGet || c.ifMatch != "" || c.key != ""
}

// An answer is what the service sent back for a call.
type answer struct {
	status int
	header http.Header
	body   []byte
}
