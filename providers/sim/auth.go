package sim

import (
	"net/http"
	"regexp"
)

// signatures is the form of an Authorization header in AWS Signature Version 4
// ("Create a signed AWS API request", IAM user guide); the second group is the
// credential scope's service.
var signatures = regexp.MustCompile(`^AWS4-HMAC-SHA256 +` +
	`Credential=([^/, ]+)/\d{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request *, *` +
	`SignedHeaders=[^, ]+ *, *Signature=[0-9a-f]{64}$`)

// authorize refuses a request that is not signed for Amazon Connect. Whose
// credentials they are, and whether the signature is right, is not looked at;
// neither is the Region, as one address stands for all of them.
func authorize(r *http.Request) error {
	header := r.Header.Get("Authorization")
	if header == "" {
		return &exception{name: "MissingAuthenticationTokenException", message: "Missing Authentication Token"}
	}
	m := signatures.FindStringSubmatch(header)
	if m == nil {
		return &exception{
			name:    "IncompleteSignatureException",
			message: "The Authorization header is not of the form of AWS Signature Version 4.",
		}
	}
	if m[2] != "connect" {
		return &exception{
			name:    "InvalidSignatureException",
			message: "Credential should be scoped to correct service: 'connect'.",
		}
	}
	return nil
}
