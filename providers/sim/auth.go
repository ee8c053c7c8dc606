package sim

import (
	"net/http"
	"regexp"

	"github.com/callwright/callwright/providers/sim/internal/api"
)

// signatures is the form of an Authorization header in AWS Signature Version 4
// ("Create a signed AWS API request", IAM user guide); the second group is the
// credential scope's service.
var signatures = regexp.MustCompile(`^AWS4-HMAC-SHA256 +` +
	`Credential=([^/, ]+)/\d{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request *, *` +
	`SignedHeaders=[^, ]+ *, *Signature=[0-9a-f]{64}$`)

// authorize refuses a request that is not signed for Amazon Connect. It looks neither at
// whose credentials they are nor at whether the signature is right. It does not look at
// the Region either, as one address serves all of them.
func authorize(r *http.Request) error {
	header := r.Header.Get("Authorization")
	if header == "" {
		return &api.Exception{Name: "MissingAuthenticationTokenException", Message: "Missing Authentication Token"}
	}
	m := signatures.FindStringSubmatch(header)
	if m == nil {
		return &api.Exception{
			Name:    "IncompleteSignatureException",
			Message: "The Authorization header is not of the form of AWS Signature Version 4.",
		}
	}
	if m[2] != "connect" {
		return &api.Exception{
			Name:    "InvalidSignatureException",
			Message: "Credential should be scoped to correct service: 'connect'.",
		}
	}
	return nil
}
