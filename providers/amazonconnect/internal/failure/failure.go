package failure

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/answer"
	"github.com/callwright/callwright/providers/amazonconnect/internal/pacer"
)

// A Call is a call that the service did not carry out, in words for people:
//
//	CreateQueue: Name is too long (InvalidParameterException, request 1234)
//
// It wraps the error of package providers that says the same, if there is one. For example,
// a DuplicateResourceException is a [providers.ErrExists].
type Call struct {
	Operation string
	Message   string // the service's own, or what went wrong on the way to it
	Code      string // the service's exception; "" when it gave no answer
	Request   string // the service's id of the request, or ""

	means, cause error
}

func (e *Call) Error() string {
	var details []string
	if e.Code != "" && e.Code != e.Message {
		details = append(details, e.Code)
	}
	if e.Request != "" {
		details = append(details, "request "+e.Request)
	}
	text := e.Operation + ": " + e.Message
	if len(details) > 0 {
		text += " (" + strings.Join(details, ", ") + ")"
	}
	return text
}

// Unwrap returns what the error means to a caller, and the SDK's error.
func (e *Call) Unwrap() []error {
	if e.means == nil {
		return []error{e.cause}
	}
	return []error{e.means, e.cause}
}

// meanings are the errors that a caller can tell apart, by the service's exception.
// Services of AWS do not agree on names, and the signature of a call is checked by another
// service than Amazon Connect, so there are many for credentials.
var meanings = map[string]error{
	"ResourceNotFoundException":           providers.ErrNotFound,
	"DuplicateResourceException":          providers.ErrExists,
	"AccessDeniedException":               providers.ErrAuth,
	"AccessDenied":                        providers.ErrAuth,
	"UnrecognizedClientException":         providers.ErrAuth,
	"InvalidClientTokenId":                providers.ErrAuth,
	"InvalidSignatureException":           providers.ErrAuth,
	"SignatureDoesNotMatch":               providers.ErrAuth,
	"IncompleteSignature":                 providers.ErrAuth,
	"IncompleteSignatureException":        providers.ErrAuth,
	"MissingAuthenticationToken":          providers.ErrAuth,
	"MissingAuthenticationTokenException": providers.ErrAuth,
	"ExpiredToken":                        providers.ErrAuth,
	"ExpiredTokenException":               providers.ErrAuth,
	"OptInRequired":                       providers.ErrAuth,
	pacer.QuotaFull:                       providers.ErrQuota,
	"ServiceQuotaExceededException":       providers.ErrQuota,
	"InvalidParameterException":           providers.ErrInvalid,
	"InvalidRequestException":             providers.ErrInvalid,
	"PropertyValidationException":         providers.ErrInvalid,
}

// IsNotFound reports whether the error says that an object does not exist, before or after
// it was explained.
func IsNotFound(err error) bool {
	return errors.Is(err, providers.ErrNotFound) || errors.Is(meanings[pacer.Code(err)], providers.ErrNotFound)
}

// IsExists reports whether the error says that an object of that name exists.
func IsExists(err error) bool {
	return errors.Is(err, providers.ErrExists) || errors.Is(meanings[pacer.Code(err)], providers.ErrExists)
}

// Explain turns an error of the SDK into a [Call]. Other errors stay as they are, and
// so does a context that ended: that is not the service's fault.
func Explain(err error) error {
	var op *smithy.OperationError
	var explained *Call
	if !errors.As(err, &op) || errors.As(err, &explained) {
		return err
	}
	canceled := cancellation(err)
	switch {
	case canceled != nil && errors.Is(err, providers.ErrNotSent):
		return fmt.Errorf("%s: %w: %w", op.Operation(), providers.ErrNotSent, canceled)
	case canceled != nil:
		return fmt.Errorf("%s: %w", op.Operation(), canceled)
	}
	e := &Call{Operation: op.Operation(), Code: strings.TrimPrefix(pacer.Code(err), nameless), means: meanings[pacer.Code(err)], cause: err}
	if response, ok := errors.AsType[*awshttp.ResponseError](err); ok {
		e.Request = response.ServiceRequestID()
		if s := response.HTTPStatusCode(); e.means == nil && (s == http.StatusUnauthorized || s == http.StatusForbidden) {
			e.means = providers.ErrAuth
		}
	}
	e.Message = message(op.Unwrap())
	if r, ok := errors.AsType[*redactedError](err); ok {
		e.Message = r.without(e.Message)
	}
	e.Message, e.Code, e.Request = providers.Brief(e.Message), providers.Brief(e.Code), providers.Brief(e.Request)
	return e
}

// cancellation returns the error of the context that ended the call; nil if none did.
func cancellation(err error) error {
	var c *aws.RequestCanceledError
	var s *smithy.CanceledError
	if !errors.As(err, &c) && !errors.As(err, &s) {
		return nil
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return context.Canceled
}

// nameless is the SDK's name for an error that the service gave no name.
const nameless = "UnknownError"

// message returns what people need to read of an error of the SDK, which repeats the
// operation and the status several times. It prefers the service's own words.
func message(err error) string {
	var api smithy.APIError
	var unsent *smithy.SerializationError
	var send *smithyhttp.RequestSendError
	var credentials *credentialsError
	var response *awshttp.ResponseError
	var incomplete *answer.Incomplete
	var starved *pacer.Starved
	switch {
	case errors.As(err, &starved):
		return starved.Error()
	case errors.As(err, &incomplete):
		return incomplete.Error()
	case errors.As(err, &unsent):
		for errors.As(unsent.Err, &unsent) {
		}
		return unsent.Err.Error()
	case errors.As(err, &api) && api.ErrorMessage() != "" && api.ErrorCode() != nameless:
		return api.ErrorMessage()
	case errors.As(err, &credentials):
		return credentials.Error()
	case errors.As(err, &send):
		return unreachable(send.Err)
	case errors.As(err, &response) && response.HTTPStatusCode() >= http.StatusMultipleChoices:
		return fmt.Sprintf("the service answered %d %s", response.HTTPStatusCode(), http.StatusText(response.HTTPStatusCode()))
	case errors.As(err, &api):
		return api.ErrorCode()
	}
	return err.Error()
}

// unreachable returns what people need to read of an error that kept a request from reaching
// the service. The usual reasons are a wrong Region or endpoint, so it says what to check.
func unreachable(err error) string {
	var dns *net.DNSError
	var dial *net.OpError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("there is no host %s; check the region in the provider block, and the network", dns.Name)
	case errors.Is(err, syscall.ECONNREFUSED) && errors.As(err, &dial) && dial.Addr != nil:
		return fmt.Sprintf("nothing listens on %s; check endpoint in the provider block and AWS_ENDPOINT_URL_CONNECT, or start \"callwright sim\"", dial.Addr)
	}
	return err.Error()
}

// A credentialsError says that there are no credentials to sign a call with. It is told
// apart from a call that the service refused, because the fix differs: sign in.
type credentialsError struct{ err error }

// signIn is what to do without credentials.
const signIn = "sign in with \"aws sso login\", or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"

// Error says what to do. Where the SDK looked everywhere and found nothing, its own words
// are only about the last place, the role of a machine at AWS.
func (e *credentialsError) Error() string {
	why := e.err.Error()
	if strings.Contains(why, "no EC2 IMDS role found") {
		return "no credentials: " + signIn
	}
	return "no credentials: " + why + "; " + signIn
}

func (e *credentialsError) Unwrap() []error { return []error{providers.ErrNoCredentials, e.err} }

// A Signer is a source of credentials that makes its errors recognizable.
type Signer struct{ aws.CredentialsProvider }

// Retrieve returns the credentials. Its errors say that there are none.
func (s Signer) Retrieve(ctx context.Context) (aws.Credentials, error) {
	if s.CredentialsProvider == nil {
		return aws.Credentials{}, &credentialsError{errors.New("none are configured")}
	}
	c, err := s.CredentialsProvider.Retrieve(ctx)
	if err != nil {
		return c, &credentialsError{err}
	}
	return c, nil
}

// A redactedError is an error without a secret that the service may have repeated in it.
// For example, a password that breaks a rule comes back in the message.
type redactedError struct {
	error
	secret string
}

// Redact takes a secret out of an error. A nil secret is none.
func Redact(err error, secret *string) error {
	if secret == nil {
		return err
	}
	return &redactedError{err, aws.ToString(secret)}
}

func (e *redactedError) Error() string { return e.without(e.error.Error()) }

func (e *redactedError) Unwrap() error { return e.error }

// without returns the text with the secret replaced.
func (e *redactedError) without(text string) string {
	return strings.ReplaceAll(text, e.secret, "(password)")
}
